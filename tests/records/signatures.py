#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Rule sets signed by the real minisign, and what every output says of their review."""

import json
import os
import re

from desk import check, check_equal, has, has_not, main

SAYS = "says it was reviewed by Dr. Nobody on 20 November 2026; no signature that you trust"
VOUCHED = "reviewed by Dr. Nobody on 20 November 2026, signed with key "


def reviewed(desk):
    """Makes clinic.yaml say that it was reviewed."""
    digest = re.search(r"sha256:[0-9a-f]{64}", desk.run("show", "clinic.yaml")[0])[0]
    text = desk.read("clinic.yaml").replace(
        "intended_use:", "review: {status: reviewed, by: Dr. Nobody, on: 2026-11-20, digest: " + digest + "}\nintended_use:")
    desk.write("clinic.yaml", text)


def flat(text):
    """The words, however they are wrapped, without the tags of pages."""
    return " ".join(re.sub(r"<[^>]*>", "", text).replace("&nbsp;", " ").replace("\u00a0", " ").replace("\\", "").split())


def everything(desk, *words):
    """Every output that names the review, flat."""
    desk.write("rows.csv", "age,smoker\n34,no\n")
    outputs = {}
    for name in ("text", "leaflet", "report"):
        file = f"{name}.html"
        out, _ = desk.screen(*words, *([] if name == "text" else [f"--{name}", file, "--ref", "P1"]))
        outputs[name] = out if name == "text" else desk.read(file)
        if name != "text":
            os.remove(desk.path(file))
    outputs["interview"] = desk.run("screen", "-r", "clinic.yaml", *words, stdin="!\n\n")[1]
    outputs["batch"] = desk.run("score", "rows.csv", "-r", "clinic.yaml", "-o", "out.csv", *words)[1]
    os.remove(desk.path("out.csv"))
    outputs["check"] = desk.run("check", "clinic.yaml", *words)[0]
    outputs["document"] = desk.run("show", "clinic.yaml", *words)[0]
    for command in ("show", "form"):
        desk.run(command, "clinic.yaml", "--html", "page.html", *words)
        outputs[f"{command} page"] = desk.read("page.html")
        os.remove(desk.path("page.html"))
    outputs["form"] = desk.run("form", "clinic.yaml", "--format", "markdown", *words)[0]
    return {name: flat(text) for name, text in outputs.items()}


def review_json(desk, *words):
    return json.loads(desk.screen("--format", "json", *words)[0])["ruleset"]["review"]


def test_anybody_may_write_a_review(desk):
    reviewed(desk)
    desk.key("anna")
    for words in ((), ("--trust", "anna.pub")):
        for name, text in everything(desk, *words).items():
            check(SAYS in text or SAYS[0].upper() + SAYS[1:] in text, f"{name} does not say whose word it is:\n{text}")
    check_equal(review_json(desk), {"status": "reviewed", "by": "Dr. Nobody", "on": "2026-11-20", "trusted": False,
                                    "key": None}, "the review")


def test_a_signature_that_is_trusted_is_named(desk):
    reviewed(desk)
    key = desk.key("anna")
    desk.key("ben")
    for kind in ([], ["-l"]):
        desk.sign("anna", "clinic.yaml", *kind)
        for name, text in everything(desk, "--trust", "ben.pub", "--trust", "anna.pub").items():
            has_not(text, "says it was", "Says it was")
            check(VOUCHED + key in text or "R" + VOUCHED[1:] + key in text, f"{name} does not name the key:\n{text}")
        review = review_json(desk, "--trust", "anna.pub")
        check_equal((review["trusted"], review["key"]), (True, key), "the review")
    # A signature that nobody asked about, and one by somebody else, prove nothing.
    check_equal(review_json(desk)["trusted"], False, "without --trust")
    check_equal(review_json(desk, "--trust", "ben.pub")["trusted"], False, "with another key")


def test_a_record_of_trusted_rules_needs_the_key_again(desk):
    reviewed(desk)
    desk.key("anna")
    desk.sign("anna", "clinic.yaml")
    desk.screen("--trust", "anna.pub", "--record", "r.json")
    words = ("verify", "r.json", "-r", "clinic.yaml")
    has(desk.run(*words, status=1)[0], "/result/ruleset/review/trusted", "give the key with `--trust`")
    has(desk.run(*words, "--trust", "anna.pub")[0], "r.json: the same")


def test_a_wrong_signature_is_an_error(desk):
    reviewed(desk)
    key = desk.key("anna")
    desk.sign("anna", "clinic.yaml")
    desk.write("clinic.yaml", desk.read("clinic.yaml").replace("Dr. Nobody", "Dr. Somebody"))
    for words in (["screen", "-a", "answers.json", "--as-of", "2026-11-22", "-r"], ["check"], ["show"], ["form"],
                  ["screen", "-r"], ["score", "answers.json", "-r"]):
        out, err = desk.run(*words, "clinic.yaml", "--trust", "anna.pub", status=3)
        check_equal(out.replace("\n", ""), "", "standard output")
        has(err, "clinic.yaml.minisig: error: this signature does not belong to the file beside it [E502]", key)
    has(desk.run("check", "clinic.yaml", "--format", "json", "--trust", "anna.pub", status=3)[0], '"E502"')
    desk.run("show", "clinic.yaml")
    desk.write("clinic.yaml.minisig", "Dr. A. Example\n")
    has(desk.run("show", "clinic.yaml", "--trust", "anna.pub", status=3)[1], "[E503]")


def test_keys_that_cannot_be_used(desk):
    has(desk.run("show", "--trust", "nowhere.pub", status=4)[1], "[E901]")
    has(desk.run("show", "--trust", "clinic.yaml", status=4)[1], "[E504]")
    has(desk.run("show", "--trust", "", status=2)[1], "`--trust` is empty")


def test_a_signed_rule_set_pins_what_it_extends(desk):
    """The signature is of one file; the digest in its review covers the rule sets below it."""
    desk.write("own.yaml", "candor: 1\nid: own\nversion: 1.0.0\ntitle: Own\nextends: clinic.yaml\n"
               "intended_use: For a test. It is not for use with clients.\n")
    digest = re.search(r"sha256:[0-9a-f]{64}", desk.run("show", "own.yaml")[0])[0]
    desk.write("own.yaml", desk.read("own.yaml") +
               f"review: {{status: reviewed, by: Dr. Nobody, on: 2026-11-20, digest: {digest}}}\n")
    key = desk.key("anna")
    desk.sign("anna", "own.yaml")
    has(flat(desk.run("show", "own.yaml", "--trust", "anna.pub")[0]), VOUCHED + key)
    desk.write("clinic.yaml", desk.read("clinic.yaml").replace("{under: 18}", "{under: 16}"))
    has(desk.run("show", "own.yaml", "--trust", "anna.pub", status=3)[1], "[E501]")


if __name__ == "__main__":
    main(globals())
