#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whether pages are as short, and leaflets as easy, as they should be, printed on A4 and on Letter.

usage: limits.py FOLDER     (FOLDER/manifest.json says under "printed" what each page is; make.py writes it)

The printed pages of bad.cases, unpacked in FOLDER/bad, each break one limit: their second line says what they are, and what
must be found.
Needs Debian's pdftotext (poppler-utils) and style (diction).
"""

import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "pages"))
import reading

LEAFLET = {"words": 750, "small": 0, "grade": 5.0}
LIMITS = {
    "leaflet": {"pages": 2, **LEAFLET},          # treatment can go ahead, now or later
    "leaflet-short": {"pages": 1, **LEAFLET},    # it cannot
    "report": {"pages": 3, "head": "Date of birth", "together": ["Decision", "Client: signature"]},
    "report-with-care": {"head": "Date of birth", "together": ["Decision", "Client: signature"]},
    "form": {"pages": 8},
    "rules": {"pages": 29},
}
PAPERS = ("A4", "Letter")


def printed(folder, path, paper):
    """The text of each printed page."""
    name = os.path.splitext(os.path.basename(path))[0]
    done = subprocess.run(["pdftotext", "-layout", os.path.join(folder, f"{name}.{paper}.pdf"), "-"], check=True,
                          capture_output=True, encoding="utf-8")
    return done.stdout.split("\f")[:-1]


def measure(folder, kind, path, measured):
    """What the limits are about, of one page."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    grade = reading.grade(text) if "grade" in LIMITS[kind] else 0
    return {**measured, "grade": grade, "sheets": {paper: printed(folder, path, paper) for paper in PAPERS}}


def broken(kind, page):
    """The limits of its kind that a page breaks."""
    limits = LIMITS[kind]
    for paper, sheets in page["sheets"].items():
        if len(sheets) > limits.get("pages", len(sheets)):
            yield f"{len(sheets)} pages of {paper}, and at most {limits['pages']} are allowed"
        for number, sheet in enumerate(sheets, 1):
            if limits.get("head", "") not in sheet:
                yield f"page {number} of {paper} does not say whose it is"
        first, last = limits.get("together", ["", ""])
        if not any(first in sheet and last in sheet for sheet in sheets):
            yield f"`{first}` and `{last}` are not on one page of {paper}"
    if page["words"] > limits.get("words", page["words"]):
        yield f"{page['words']} words, and at most {limits['words']} are allowed"
    if page["small"] > page["characters"] * limits.get("small", 1):
        yield f"{page['small']} of {page['characters']} characters are smaller than 10.5 points"
    if page["grade"] > limits.get("grade", page["grade"]):
        yield f"grade {page['grade']}, and at most {limits['grade']} is allowed"


def bad_pages(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as file:
            if found := re.search(r"<!-- (\S+) finds: (.*) -->", file.read()):
                yield path, *found.groups()


def main():
    folder = os.path.abspath(sys.argv[1])
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        kinds = json.load(file)["printed"]
    pages = {os.path.join(folder, name): kind for name, kind in kinds.items()}
    bad = list(bad_pages(os.path.join(folder, "bad")))
    done = subprocess.run(["node", os.path.join(HERE, "print.mjs"), folder, *pages, *(path for path, _, _ in bad)],
                          stdout=subprocess.PIPE, check=True, timeout=1200)
    measured = json.loads(done.stdout)
    failed = 0
    most = {}
    for path, kind in pages.items():
        page = measure(folder, kind, path, measured[path])
        problems = list(broken(kind, page))
        for problem in problems:
            print(f"FAILED: {os.path.basename(path)}: {problem}")
        failed += bool(problems)
        numbers = {**{paper: len(sheets) for paper, sheets in page["sheets"].items()}, "words": page["words"]}
        if "grade" in LIMITS[kind]:
            numbers["grade"] = page["grade"]
        for what, number in numbers.items():
            of_kind = most.setdefault(kind, {})
            of_kind[what] = max(number, of_kind.get(what, number))
    for path, kind, finds in bad:
        problems = list(broken(kind, measure(folder, kind, path, measured[path])))
        if len(problems) == 0 or any(finds not in problem for problem in problems):
            print(f"FAILED: bad/{os.path.basename(path)}: `{finds}` is not all that is found: {problems}")
            failed += 1
    for kind, numbers in most.items():
        print(f"{kind}: at most " + ", ".join(f"{what} {number}" for what, number in numbers.items()))
    print(f"{len(pages)} printed pages within their limits: {failed or 'none'} failed")
    sys.exit(1 if failed or not pages or len(bad) < 7 else 0)


if __name__ == "__main__":
    main()
