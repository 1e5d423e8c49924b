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

AS_OF = "2026-11-22"
DAYS = [*range(0, 32), 40, 55, 56, 60, 89, 92, 100, 150, 180, 184, 200, 300, 364, 366, 400, 900, 5000]
COMPARED = ["verdict", "settled", "at_least", "at_most", "earliest", "then", "reasons", "open"]


def harmless(question):
    if "never" in question.get("accepts", []):
        return "never"
    return {"yes_no": "no", "set": [], "choice": next(iter(question.get("choices", {"": ""}))), "number": 0,
            "time_since": "10 years"}[question["type"]]


def answer(chance, id, question):
    """Any answer to the question; a blank now and then."""
    if chance.random() < 0.06:
        return None
    kind = question["type"]
    if kind == "number":
        if "step" in question:
            return chance.randrange(0, 21) * 0.25
        return chance.randrange(12, 71) if id == "age" else chance.randrange(0, 15)
    if kind == "yes_no":
        return chance.choice(["yes", "no"])
    if kind == "choice":
        return chance.choice(list(question["choices"]))
    if kind == "set":
        return sorted(chance.sample(list(question["choices"]), chance.choice([1, 1, 2])))
    return chance.choice([f"{days} days" for days in DAYS] + question.get("accepts", []) * 8)


def is_asked(question, out):
    for gate, test in question.get("asked_if", {}).items():
        given = out.get(gate)
        if isinstance(test, str):
            holds = given == test
        elif "includes" in test:
            holds = given is not None and test["includes"] in given
        else:  # {under: 8 weeks}
            holds = given not in (None, "never") and int(given.split()[0]) < 56
        if not holds:
            return False
    return True


def person(chance, questions):
    """The answers of one of the generated people."""
    often = {"area": 0.2, "scar_type": 0.2, "phototype": 0.3, "device": 0.4, "recent_procedures": 0.3,
             "plans_and_procedures": 0.3, "health_history": 0.2, "event_in_days": 0.1}
    out = {}
    for id, question in questions.items():
        if not is_asked(question, out):
            continue
        any_answer = chance.random() < (0.9 if "asked_if" in question else often.get(id, 0.04))
        out[id] = answer(chance, id, question) if any_answer else harmless(question)
    if out["age"] == 0:
        out["age"] = 34
    return {id: given for id, given in out.items() if id not in ("depth_mm", "event_in_days") or given != 0}


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
