#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Version 1.1.0 of the built-in rule set beside the present one: the same results for everybody.

usage: compare_versions.py CANDOR REPOSITORY [PEOPLE]

Generated people, the same on every machine, are scored with both versions. Most of their answers are harmless, so that
a change of one rule would be seen; every verdict and every rule must occur.
"""

import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import yaml

from people import person

AS_OF = "2026-11-22"
COMPARED = ["verdict", "settled", "at_least", "at_most", "earliest", "then", "reasons", "open"]


def score(candor, folder, rules, people):
    intake = os.path.join(folder, "intake.ndjson")
    with open(intake, "w", encoding="utf-8") as file:
        for number, one in enumerate(people):
            file.write(json.dumps({"id": number, **one}) + "\n")
    done = subprocess.run([candor, "score", intake, "-r", rules, "--as-of", AS_OF, "--format", "ndjson"],
                          capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return [{key: value for key, value in json.loads(line).items() if key in COMPARED}
            for line in done.stdout.splitlines()]


def main():
    candor, root = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    old = os.path.join(root, "tests/data/rules/microneedling-1.1.0.yaml")
    new = os.path.join(root, "rules/microneedling.yaml")
    with open(old, encoding="utf-8") as file:
        rules = yaml.load(file, yaml.BaseLoader)
    chance = random.Random(14)
    people = [person(chance, rules["questions"]) for _ in range(count)]
    with tempfile.TemporaryDirectory(prefix="candor-compare-") as folder:
        before = score(candor, folder, old, people)
        after = score(candor, folder, new, people)
    if len(before) != count or len(after) != count or set(before[0]) != set(COMPARED):
        raise SystemExit("not everybody has a result with all that is compared")
    wrong = [f"{one}\n  was {a}\n  is  {b}" for one, a, b in zip(people, before, after) if a != b]
    verdicts = collections.Counter(result["verdict"] for result in after)
    applied = {reason["rule"] for result in after for reason in result["reasons"]}
    print(f"{count} people: {count - len(wrong)} with the same result ({', '.join(f'{v} {n}' for v, n in sorted(verdicts.items()))})")
    for line in wrong[:5]:
        print(line)
    absent = sorted({*rules["rules"]} - applied) + sorted({*rules["verdicts"], "incomplete"} - {*verdicts})
    if absent:
        print("does not occur:", ", ".join(absent))
    raise SystemExit(1 if wrong or absent else 0)


main()
