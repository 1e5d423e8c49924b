#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Leaflet and report of every verdict, with and without clinic and appointment.

usage: verdicts.py CANDOR

Each page is well-formed, loads nothing, runs nothing, and its links lead somewhere. Each leaflet says that it is not a
clearance and who decides; only those that let treatment go ahead have care and plan. The outline of each page is
that in outlines.cases; UPDATE_GOLDEN=1 rewrites them.
"""

import json
import os
import re
import sys

from pages import AS_OF, Candor, Page, report

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import cases

OUTLINES = os.path.join(HERE, "outlines.cases")
CLEAR = {"active_acne": "none", "burn": "never", "moles": "none", "done": "none", "smoker": "no"}
# Answers, and whether the client is told how to prepare.
VERDICTS = {
    "suitable": (CLEAR, True),
    "caution": ({**CLEAR, "active_acne": "few", "smoker": "yes"}, True),
    "defer": ({**CLEAR, "burn": "5 days", "active_acne": "few"}, True),
    "refer": ({**CLEAR, "active_acne": "many"}, False),
    "unsuitable": ({**CLEAR, "moles": ["changed"], "active_acne": "few"}, False),
    "incomplete": ({"smoker": "no", "active_acne": "few"}, False),
}
WAYS = {"": [], "-clinic": ["--clinic", "clinic.yaml"], "-appointment": ["--appointment", "2026-12-08"],
        "-both": ["--clinic", "clinic.yaml", "--appointment", "2026-12-08", "--ref", "P0042-1"]}
CARE = ["Keep out of the sun", "Use the cream", "Plan three visits", "Fever", "clean skin"]
PRIVATE = ["margin", "See a physician", "Look at the skin again", "Device label", "Panel", "label waits",
           "Some say a week", "sha256", "many-spots", "changed-spot", "trained practitioner"]


def check_page(name, text):
    page = Page(text)
    yield from (f"{name}: {problem}" for problem in page.problems)
    ids = [attributes["id"] for _, _, attributes, _ in page.elements if "id" in attributes]
    if len(set(ids)) != len(ids):
        yield f"{name}: an id twice"
    for url in page.urls():
        if url.startswith("#") and url[1:] not in ids:
            yield f"{name}: {url} leads nowhere"
        elif not re.match(r"#|https?://|tel:\+?[0-9]+$|data:image/", url):
            yield f"{name}: an address of a kind that is not allowed: {url[:60]}"
    for tag in ("script", "link", "iframe", "object", "embed", "form", "base"):
        if any(element[1] == tag for element in page.elements):
            yield f"{name}: has <{tag}>"
    style = "".join(element[3] for element in page.elements if element[1] == "style")
    if re.search(r"url\s*\(|@import|expression", style):
        yield f"{name}: the stylesheet loads something"
    heads = [int(tag[1]) for _, tag, _, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    if heads.count(1) != 1 or any(b > a + 1 for a, b in zip(heads, heads[1:])):
        yield f"{name}: headings out of order: {heads}"


def check_leaflet(name, text, care, ref):
    said = " ".join(Page(text).text().split())
    for needed in ("This is not a clearance.", "Your practitioner decides", "draft",
                   "Keep taking each medicine that a doctor prescribed"):
        if needed not in said:
            yield f"{name}: does not say: {needed}"
    for item in CARE:
        if (item in said) != care:
            yield f"{name}: {'lacks' if care else 'has'} care: {item}"
    if ('class="strip"' in text) != care:
        yield f"{name}: {'lacks' if care else 'has'} the strip over time"
    if ("P0042-1" in said) != ref:
        yield f"{name}: {'lacks' if ref else 'has'} the reference"
    yield from (f"{name}: shows something not meant for clients: {word}" for word in PRIVATE if word in Page(text).outline())


def check_report(name, text, answers, ref):
    said = " ".join(Page(text).text().split())
    needed = ["This is not a clearance.", "sha256:", "Helps a trained practitioner decide.", "Notes", "signature",
              "pages 1.0.0", "draft"] + (["P0042-1"] if ref else [])
    if answers.get("burn") == "5 days":
        needed += ["The sources disagree. The label waits; the panel does not.", "17 November 2026", "burnt", "The burn has healed."]
    if len(answers) < 4:
        needed += ["Still open", "When was the last sunburn?"]
    yield from (f"{name}: does not say: {word}" for word in needed if word not in said)


def check_outlines(outlines):
    if os.environ.get("UPDATE_GOLDEN") == "1":
        cases.write(OUTLINES, {name: outline.encode() for name, outline in outlines.items()})
        return
    wanted = {one.name: one.input.decode() for one in cases.read(OUTLINES)}
    for name in sorted(wanted.keys() ^ outlines.keys()):
        yield f"{name}: only {'in outlines.cases' if name in wanted else 'now'}; UPDATE_GOLDEN=1 rewrites it"
    for name in sorted(wanted.keys() & outlines.keys()):
        if wanted[name] != outlines[name]:
            pairs = zip(wanted[name].splitlines() + [""], outlines[name].splitlines() + [""])
            at, line = next(((i, b) for i, (a, b) in enumerate(pairs, 1) if a != b), (0, ""))
            yield f"{name}: not as in outlines.cases, from line {at} on: {line.strip()}"


def main():
    candor = Candor(sys.argv[1])
    problems, outlines = [], {}
    for name in ("rules.yaml", "clinic.yaml", "logo.png"):
        with open(os.path.join(HERE, name), "rb") as file:
            candor.write(name, file.read())
    count = 0
    for verdict, (answers, care) in VERDICTS.items():
        for way, words in WAYS.items():
            name = verdict + way
            done = candor.run("screen", "-r", "rules.yaml", "-a", "-", "--as-of", AS_OF, "--format", "json", "--leaflet",
                              "leaflet.html", "--report", "report.html", "--force", *words, text=json.dumps(answers))
            if json.loads(done.stdout)["verdict"] != verdict:
                problems.append(f"{name}: another verdict")
            for kind in ("leaflet", "report"):
                page = candor.read(kind + ".html")
                problems += check_page(f"{kind}-{name}", page)
                if way in ("", "-both"):
                    outlines[f"{kind}-{name}"] = Page(page).outline()
                count += 1
            problems += check_leaflet(f"leaflet-{name}", candor.read("leaflet.html"), care, "--ref" in words)
            problems += check_report(f"report-{name}", candor.read("report.html"), answers, "--ref" in words)
    for kind, words in {"form": ["form"], "show": ["show"]}.items():
        for rules in ("rules.yaml", "microneedling"):
            candor.run(*words, rules, "--html", kind + ".html", "--force")
            page = candor.read(kind + ".html")
            problems += check_page(f"{kind}-{rules}", page)
            if rules == "rules.yaml":
                outlines[kind] = Page(page).outline()
            count += 1
    problems += check_outlines(outlines)
    report(problems, f"{count} pages read")


main()
