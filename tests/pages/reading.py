#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How hard the leaflets of the built-in rule set are to read, by Debian's `style` (package diction).

usage: reading.py CANDOR REPOSITORY [--show]

The grade (Kincaid) of each leaflet as a whole, without headings, dates and addresses, is at most 5: for the examples, and for the tests' baseline with every
choice of every question in turn. Exit status 77 where `style` is not installed.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import yaml

from pages import AS_OF, Candor, Page, report

MOST = 5.0
NOT_READ = ("style", "title", "text", "desc")
INLINE = ("strong", "em", "a", "span", "b", "code", "small")


def sentences(text):
    """The leaflet's text as `style` can read it: each part ends as a sentence."""
    blocks = []
    for _, tag, attributes, said in Page(text).elements:
        said = " ".join(said.split())
        if not said or tag in NOT_READ or attributes.get("class") == "number":
            continue
        if tag in INLINE and blocks and attributes.get("class") != "when":
            blocks[-1] += " " + said
        else:
            blocks.append(said)
    # Headings, dates and addresses would only make it look easier.
    blocks = [block for block in blocks if len(block.split()) > 4]
    return "\n\n".join(block if re.search(r"[.?!:]$", block) else block + "." for block in blocks)


def grade(text):
    done = subprocess.run(["style", "-L", "en"], input=sentences(text), capture_output=True, encoding="utf-8", check=True,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    return float(re.search(r"Kincaid: (-?[0-9.]+)", done.stdout)[1])


def cases(root):
    for name in ("suitable", "isotretinoin", "unsuitable", "incomplete"):
        with open(os.path.join(root, "examples", name + ".json"), encoding="utf-8") as file:
            yield name, json.load(file)
    with open(os.path.join(root, "rules/microneedling.tests.yaml"), encoding="utf-8") as file:
        baseline = yaml.load(file, yaml.BaseLoader)["baseline"]
    with open(os.path.join(root, "rules/microneedling.yaml"), encoding="utf-8") as file:
        questions = yaml.load(file, yaml.BaseLoader)["questions"]
    yield "baseline", baseline
    for id, question in questions.items():
        for choice in question.get("choices", {}):
            yield f"{id}: {choice}", {**baseline, id: [choice] if question["type"] == "set" else choice}
        if question["type"] == "yes_no":
            yield f"{id}: yes", {**baseline, id: "yes"}
        if "ongoing" in question.get("accepts", []):
            yield f"{id}: ongoing", {**baseline, id: "ongoing"}
        yield f"{id}: not known", {**baseline, id: "unknown"}


def main():
    if not shutil.which("style", path="/usr/bin:/bin"):
        print("skipped: `style` is not installed (Debian's package diction)")
        raise SystemExit(77)
    candor = Candor(sys.argv[1])
    grades = []
    for name, answers in cases(sys.argv[2]):
        for way in ([], ["--appointment", "2026-12-08"]):
            candor.run("screen", "-a", "-", "--as-of", AS_OF, "--leaflet", "l.html", "--force", *way, text=json.dumps(answers))
            grades.append((grade(candor.read("l.html")), " ".join([name, *way])))
    grades.sort(reverse=True)
    if "--show" in sys.argv:
        print("\n".join(f"{value} {name}" for value, name in grades))
    hard = [f"{name}: grade {value}" for value, name in grades if value > MOST]
    report(hard, f"{len(grades)} leaflets, grade {grades[-1][0]} to {grades[0][0]}")


if __name__ == "__main__":
    main()
