#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the pages and calendars that script/check-outputs looks at: for every verdict, with and without a clinic file and
an appointment, of the built-in rules and of rules and a clinic that mean no good; and, only to be printed, those of the people
of plain.csv with the most reasons.

usage: make.py --candor BINARY --root REPOSITORY [--only-printed] FOLDER

With --only-printed, only pages that are printed, of fewer people: to look at. FOLDER/manifest.json then lists them: {"pages": [NAME, ...], "printed": {NAME: KIND, ...}, "calendars": [NAME, ...]}, where the
kinds are those of limits.py.
"""

import argparse
import csv
import json
import os
import subprocess
import sys

import yaml

import calendar_test

AS_OF = "2026-11-22"
# Over a year's end; around the changes to summer time of America and of Europe; on a leap day.
DAYS = {"year-end": "2026-12-30", "summer-america": "2027-03-14", "summer-europe": "2027-03-28", "leap": "2028-02-29"}
CLINIC = "tests/outputs/clinic.yaml"
RULES = "rules/microneedling.yaml"
PEOPLE = "tests/data/intakes/plain.csv"
MOST_BURDENED = 2  # of each verdict
HOSTILE = {"rules": "tests/outputs/hostile.yaml", "clinic": "tests/outputs/hostile.clinic.yaml",
           "answers": {"first": "b", "since": "3 days"}}


class Maker:
    def __init__(self, options):
        self.options = options
        self.folder = options.folder
        self.pages, self.calendars, self.printed = [], [], {}

    def run(self, *words, stdin="", status=0):
        done = subprocess.run([self.options.candor, *words], input=stdin.encode(), cwd=self.options.root,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=120)
        if done.returncode != status:
            sys.exit(f"make.py: `candor {' '.join(words)}` ended with {done.returncode}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def page(self, name):
        self.pages.append(name)
        return self.path(name)

    def of_kind(self, kind, name):
        """The path of a page that is only printed, or also printed."""
        self.printed[name] = kind
        return self.path(name)

    def burdened(self):
        """The people of plain.csv with the most reasons, as (name, answers). To what it does not ask they say what
        somebody does who is suitable."""
        with open(os.path.join(self.options.root, RULES), encoding="utf-8") as file:
            questions = yaml.load(file, yaml.BaseLoader)["questions"]
        with open(os.path.join(self.options.root, PEOPLE), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with open(os.path.join(self.options.root, "examples/suitable.json"), encoding="utf-8") as file:
            others = {key: value for key, value in json.load(file).items() if key not in rows[0]}
        people = {row.pop("id"): {**others, **self.answers(questions, row)} for row in rows}
        lines = "".join(json.dumps({"id": name, **answers}) + "\n" for name, answers in people.items())
        out = self.run("score", "-", "--as-of", AS_OF, "--format", "ndjson", "--full", stdin=lines)
        results = sorted(map(json.loads, out.splitlines()), key=lambda result: -len(result["reasons"]))
        taken = {}
        for result in results:
            verdict, name = result["verdict"], result["id"]
            taken[verdict] = taken.get(verdict, 0) + 1
            if taken[verdict] > (1 if self.options.only_printed else MOST_BURDENED):
                continue
            yield f"burdened-{verdict}-{name}", people[name]

    @staticmethod
    def answers(questions, row):
        """A row of plain.csv as answers."""
        given = {key: value for key, value in row.items() if value}
        return {key: [member.strip() for member in value.split(";")]
                if questions[key]["type"] == "set" and value not in ("none", "unknown") else value
                for key, value in given.items()}

    def print_client(self, name, answers):
        """Leaflet and report of one client, with neither and with both of a clinic and an appointment."""
        screen = ["screen", "--answers", "-", "--as-of", AS_OF, "--format", "json"]
        for which, words in {"": [], "-both": ["--clinic", CLINIC, "--appointment", DAYS["year-end"],
                                               "--ref", "P0042/1"]}.items():
            result = json.loads(self.run(*screen, *words, stdin=json.dumps(answers)))
            days = [result, *(result[day] for day in ("then", "on_appointment") if result[day])]
            ahead = all(day["settled"] and day["proceed"] in ("now", "later") for day in days)
            leaflet = self.of_kind("leaflet" if ahead else "leaflet-short", f"{name}{which}-printed-leaflet.html")
            report = self.of_kind("report", f"{name}{which}-printed-report.html")
            self.run(*screen, *words, "--leaflet", leaflet, "--report", report, stdin=json.dumps(answers))
        report = self.of_kind("report-with-care", f"{name}-printed-report-with-care.html")
        self.run(*screen, "--report", report, "--report-with-care", stdin=json.dumps(answers))

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

    def rule_set(self, name, rules, clinic=CLINIC):
        self.run("form", rules, "--html", self.page(f"{name}-form.html"), "--clinic", clinic)
        self.run("show", rules, "--html", self.page(f"{name}-show.html"))

    def coverage(self, name, rules):
        self.run("test", rules, "--coverage-html", self.page(f"{name}-coverage.html"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("folder")
    parser.add_argument("--only-printed", action="store_true")
    options = parser.parse_args()
    options.candor, options.root, options.folder = map(os.path.abspath, (options.candor, options.root, options.folder))
    maker = Maker(options)
    seen = {}
    for verdict, answers in calendar_test.clients(options.root):
        seen[verdict] = seen.get(verdict, 0) + 1
        name = verdict if seen[verdict] == 1 else f"{verdict}-{seen[verdict]}"
        if seen[verdict] == 1 or not options.only_printed:
            maker.print_client(name, answers)
        if not options.only_printed:
            maker.client(name, answers, clinic=CLINIC, verdict=verdict, pages=seen[verdict] == 1)
    for name, answers in maker.burdened():
        maker.print_client(name, answers)
    maker.rule_set("microneedling", "microneedling")
    maker.printed.update({"microneedling-form.html": "form", "microneedling-show.html": "rules"})
    if not options.only_printed:
        maker.client("hostile", HOSTILE["answers"], HOSTILE["rules"], HOSTILE["clinic"])
        maker.coverage("microneedling", "microneedling")
        maker.coverage("first-rules", "examples/first-rules.yaml")
        maker.rule_set("hostile", HOSTILE["rules"], HOSTILE["clinic"])
    with open(maker.path("manifest.json"), "w", encoding="utf-8") as file:
        json.dump({"pages": maker.pages, "printed": maker.printed, "calendars": maker.calendars}, file, indent=1)


if __name__ == "__main__":
    main()
