#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What changes for whom from version 1.0.0 of the built-in rule set to the present one.

usage: compare_versions.py CANDOR REPOSITORY [PEOPLE]

Generated people, the same on every machine, are scored with both versions. Their answers to questions that are new
are harmless. Each kind of change, a verdict before and after and the rules behind it, must be one that is meant: they
are listed below, and each of them must occur. The table that is printed says how often.
"""

import collections
import csv
import os
import random
import subprocess
import sys
import tempfile

import yaml

AS_OF = "2026-11-22"
TIMES = [*range(0, 32), 40, 55, 56, 60, 89, 92, 100, 150, 180, 184, 200, 300, 364, 366, 400, 900, 5000]  # days
# What may change: (verdict before, after, what the rules behind it are). A rule that is new, or one that is gone.
GO = ("suitable", "caution")
EVENT, ECZEMA, NECK = "+event-near", "+skin-disease-elsewhere", "+neck-outside-label"
SESSION, RAISED, PHYSICIAN = "+needling-strict-label", "-scar-raised", "+scar-raised-physician"
MEANT = {
    **{("suitable", "caution", rule): "a new precaution" for rule in (EVENT, ECZEMA, f"{EVENT} {ECZEMA}")},
    **{(was, "refer", NECK): "no device is cleared there for this phototype" for was in ("caution", "defer", "incomplete")},
    **{(was, "defer", SESSION): "30 days between sessions under the strictest label" for was in (*GO, "incomplete")},
    ("unsuitable", "refer", f"{PHYSICIAN} {RAISED}"): "raised scars of the abdomen, or without an area: a physician",
}


def harmless(question):
    if "never" in question.get("accepts", []):
        return "never"
    if question["type"] == "yes_no":
        return "no"
    if question["type"] == "set":
        return "none"
    if question["type"] == "choice":
        return next(iter(question["choices"]))
    return ""


def answer(chance, id, question):
    """Any answer to the question; a blank one now and then."""
    if chance.random() < 0.06:
        return ""
    kind = question["type"]
    if kind == "number":
        if "step" in question:
            return str(chance.randrange(0, 21) * 0.25)
        return str(chance.randrange(12, 71) if id == "age" else chance.randrange(0, 15))
    if kind == "yes_no":
        return chance.choice(["yes", "no"])
    if kind == "choice":
        return chance.choice(list(question["choices"]))
    if kind == "set":
        if id == "recent_procedures" and chance.random() < 0.5:
            return "needling"
        return "; ".join(sorted(chance.sample(list(question["choices"]), chance.choice([1, 1, 2])))) or "none"
    if id == "needling" and chance.random() < 0.6:
        return f"{chance.randrange(27, 32)} days"
    return chance.choice([f"{days} days" for days in TIMES] + question.get("accepts", []) * 8)


def person(chance, questions, base):
    """Most answers are harmless, so that one difference can be seen."""
    out = dict(base)
    often = {"area": 0.3, "scar_type": 0.3, "phototype": 0.5, "device": 0.5, "recent_procedures": 0.4, "event_in_days": 0.1}
    for id, question in questions.items():
        if "asked_if" not in question and chance.random() < often.get(id, 0.04):
            out[id] = answer(chance, id, question)
    for id, question in questions.items():
        if "asked_if" in question:
            asked = id == "tanned" and out["sun_exposure"] == "tanned_or_sunbed" or id in out["recent_procedures"].split("; ")
            out[id] = answer(chance, id, question) if asked else ""
    return out


def score(candor, folder, rules, people):
    intake = os.path.join(folder, "intake.csv")
    with open(intake, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", *people[0]])
        writer.writeheader()
        writer.writerows({"id": number, **one} for number, one in enumerate(people))
    done = subprocess.run([candor, "score", intake, "-r", rules, "--as-of", AS_OF, "--columns", "id,verdict,earliest,reasons,open"],
                          capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return list(csv.DictReader(done.stdout.splitlines()))


def behind(rules, before, after):
    """The rules that make the difference: new ones with the verdict after, gone ones with the verdict before."""
    was, now = set(before["reasons"].split(";")) - {""}, set(after["reasons"].split(";")) - {""}
    new = ["+" + rule for rule in sorted(now - was) if rules[rule] == after["verdict"]]
    gone = ["-" + rule for rule in sorted(was - now) if before["verdict"] == "unsuitable"]
    return " ".join(new + gone)


def main():
    candor, root = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    old_rules = os.path.join(root, "tests/data/rules/microneedling-1.0.0.yaml")
    new_rules = os.path.join(root, "rules/microneedling.yaml")
    loaded = []
    for name in (old_rules, new_rules):
        with open(name, encoding="utf-8") as file:
            loaded.append(yaml.load(file, yaml.BaseLoader))
    old, new = (one["questions"] for one in loaded)
    verdict_of = {id: rule["verdict"] for one in loaded for id, rule in one["rules"].items()}
    base = {id: harmless(question) for id, question in old.items()}
    base |= {"age": "34", "phototype": "ii", "device": "skinpen", "scar_formed": "3 years", "cold_sores": "never"}
    chance = random.Random(14)
    people = [person(chance, old, base) for _ in range(count)]
    more = {id: harmless(question) for id, question in new.items() if id not in old and "asked_if" not in question}
    more["sunburn_active"] = "no"
    with tempfile.TemporaryDirectory(prefix="candor-compare-") as folder:
        before = score(candor, folder, old_rules, people)
        after = score(candor, folder, new_rules, [one | more for one in people])
    kinds, same, dates, reasons = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    for a, b in zip(before, after):
        if a["verdict"] != b["verdict"]:
            kinds[a["verdict"], b["verdict"], behind(verdict_of, a, b)] += 1
            continue
        same[a["verdict"]] += 1
        was, now = (set(one["reasons"].split(";")) - {""} for one in (a, b))
        changed = " ".join(["+" + rule for rule in sorted(now - was)] + ["-" + rule for rule in sorted(was - now)])
        if a["earliest"] != b["earliest"]:
            dates[changed or "open: " + b["open"]] += 1
        elif changed:
            reasons[changed] += 1
    print(f"{count} people. The same verdict: {sum(same.values())} ({', '.join(f'{v} {n}' for v, n in sorted(same.items()))})")
    print("\nAnother verdict")
    for (was, now, why), number in sorted(kinds.items(), key=lambda kind: -kind[1]):
        print(f"  {number:6}  {was} -> {now}: {why}: {MEANT.get((was, now, why), 'NOT MEANT')}")
    for title, table in (("The same verdict, another day", dates), ("The same verdict and day, other reasons", reasons)):
        print(f"\n{title}")
        for why, number in table.most_common():
            print(f"  {number:6}  {why}")
    wrong = [f"not meant: {kind}" for kind in kinds if kind not in MEANT]
    wrong += [f"does not occur: {kind}" for kind in MEANT if kind not in kinds]
    for line in wrong:
        print(line)
    raise SystemExit(1 if wrong else 0)


main()
