#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the pages and calendars that script/check-outputs looks at: for every verdict, with and without a clinic file and
an appointment, of the built-in rules and of rules and a clinic that mean no good.

usage: make.py --candor BINARY --root REPOSITORY FOLDER

FOLDER/manifest.json then lists them: {"pages": [NAME, ...], "calendars": [NAME, ...]}.
"""

import argparse
import json
import os
import subprocess
import sys

import calendar_test

AS_OF = "2026-11-22"
# Over a year's end; around the changes to summer time of America and of Europe; on a leap day.
DAYS = {"year-end": "2026-12-30", "summer-america": "2027-03-14", "summer-europe": "2027-03-28", "leap": "2028-02-29"}
CLINIC = "tests/outputs/clinic.yaml"
HOSTILE = {"rules": "tests/outputs/hostile.yaml", "clinic": "tests/outputs/hostile.clinic.yaml",
           "answers": {"first": "b", "since": "3 days"}}


class Maker:
    def __init__(self, options):
        self.options = options
        self.folder = options.folder
        self.pages, self.calendars = [], []

    def run(self, *words, stdin="", status=0):
        done = subprocess.run([self.options.candor, *words], input=stdin.encode(), cwd=self.options.root,
                              stdout=subprocess.PIPE, check=False, timeout=120)
        if done.returncode != status:
            sys.exit(f"make.py: `candor {' '.join(words)}` ended with {done.returncode}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def page(self, name):
        self.pages.append(name)
        return self.path(name)

    def calendar(self, name):
        self.calendars.append(name)
        return self.path(name)

    def client(self, name, answers, rules="microneedling", clinic="", verdict="", pages=True):
        """The pages of one client with and without an appointment, and the calendars of several days."""
        screen = ["screen", "-r", rules, "--answers", "-", "--as-of", AS_OF, "--format", "json"]
        given = json.dumps(answers)
        for which, words in {"": [], "-clinic": ["--clinic", clinic]}.items() if pages else ():
            for when, day in {"": [], "-visit": ["--appointment", DAYS["year-end"], "--ref", "P0042/1"]}.items():
                stem = f"{name}{which}{when}"
                files = ["--leaflet", self.page(f"{stem}-leaflet.html")]
                if bool(words) == bool(day):  # a report takes a browser twice as long as a leaflet
                    files += ["--report", self.page(f"{stem}-report.html")]
                out = self.run(*screen, *words, *day, *files, stdin=given)
                if verdict and json.loads(out)["verdict"] != verdict:
                    sys.exit(f"make.py: {name} is {json.loads(out)['verdict']}, so that a verdict is missing")
        for when, day in DAYS.items():
            for which, words in {"": [], "-moved": ["--moved", "2", "--explicit", "--ref", "P0042/1"]}.items():
                self.run(*screen, "--appointment", day, "--calendar", self.calendar(f"{name}-{when}{which}.ics"), *words,
                         stdin=given)
            self.run(*screen, "--appointment", f"{day}T14:30", "--clinic", clinic, "--calendar",
                     self.calendar(f"{name}-{when}-timed.ics"), stdin=given)

    def rule_set(self, name, rules):
        self.run("form", rules, "--html", self.page(f"{name}-form.html"))
        self.run("show", rules, "--html", self.page(f"{name}-show.html"))

    def coverage(self, name, rules):
        self.run("test", rules, "--coverage-html", self.page(f"{name}-coverage.html"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("folder")
    options = parser.parse_args()
    options.candor, options.root, options.folder = map(os.path.abspath, (options.candor, options.root, options.folder))
    maker = Maker(options)
    seen = {}
    for verdict, answers in calendar_test.clients(options.root):
        seen[verdict] = seen.get(verdict, 0) + 1
        name = verdict if seen[verdict] == 1 else f"{verdict}-{seen[verdict]}"
        maker.client(name, answers, clinic=CLINIC, verdict=verdict, pages=seen[verdict] == 1)
    maker.client("hostile", HOSTILE["answers"], HOSTILE["rules"], HOSTILE["clinic"])
    maker.rule_set("microneedling", "microneedling")
    maker.coverage("microneedling", "microneedling")
    maker.coverage("first-rules", "examples/first-rules.yaml")
    maker.rule_set("hostile", HOSTILE["rules"])
    with open(maker.path("manifest.json"), "w", encoding="utf-8") as file:
        json.dump({"pages": maker.pages, "calendars": maker.calendars}, file, indent=1)


if __name__ == "__main__":
    main()
