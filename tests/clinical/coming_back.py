#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Clients who come back: which answers to the built-in rule set still hold, and what they may do.

usage: coming_back.py CANDOR REPOSITORY [PEOPLE]
"""

import json
import os
import random
import subprocess
import sys
import tempfile

import yaml

from people import person

FIRST, IN_90_DAYS, IN_10_YEARS = "2026-11-22", "2027-02-20", "2036-11-22"
ANEW, FIXED = "asked every time", "asked every time; cannot be changed"


def always(*answers):
    return "; ".join(f"{answer}: always" for answer in answers) + "; cannot be changed"


# Decided for every question; rules/microneedling.yaml says why.
DECIDED = {
    "age": FIXED,
    "phototype": always("iv", "v", "vi"),
    "dark_marks": always("yes"),
    "area": ANEW,
    "scar_type": ANEW,
    "scar_formed": ANEW,
    "device": ANEW,
    "depth_mm": ANEW,
    "event_in_days": ANEW,
    "active_acne": ANEW,
    "rosacea": ANEW,
    "skin_sensitivity": ANEW,
    "broken_skin": ANEW,
    "infection": ANEW,
    "cold_sores": ANEW,
    "lesions": always("treated_cancer_here", "treated_cancer_elsewhere"),
    "eczema": ANEW,
    "skin_conditions": always("vitiligo_or_lichen_stable"),
    "skin_history": always("skin_disease_elsewhere", "melasma"),
    "sun_exposure": FIXED,
    "tanned": FIXED,
    "sunburn": FIXED,
    "sunburn_active": FIXED,
    "self_tan": FIXED,
    "keloid": always("personal"),
    "pregnancy": FIXED,
    "conditions": always("bleeding_disorder"),
    "health_history": always("radiotherapy_here", "cancer", "granulomatous", "thyroid_autoimmune", "faints",
                             "allergy_or_numbing"),
    "allergies_and_numbing": always("steel_rash", "numbing_rash", "products"),
    "oral_retinoid": FIXED,
    "diabetes": FIXED,
    "autoimmune": FIXED,
    "immune_treatment": FIXED,
    "immunosuppressant": FIXED,
    "allergies": always("topical_anaesthetic", "stainless_steel", "nickel"),
    "alcohol": FIXED,
    "smoker": ANEW,
    "isotretinoin": FIXED,
    "blood_thinner": FIXED,
    "photosensitiser": FIXED,
    "topical_actives": ANEW,
    "recent_procedures": FIXED,
    "filler": FIXED,
    "botulinum": FIXED,
    "light_peel": FIXED,
    "deep_peel": FIXED,
    "laser_or_light": FIXED,
    "ablative_laser": FIXED,
    "surgery": FIXED,
    "needling": FIXED,
    "waxing": FIXED,
    "needling_reaction": always("yes"),
    "plans_and_procedures": ANEW,
    "threads": FIXED,
    "biostimulator": FIXED,
    "fat_transfer": FIXED,
    "cosmetic_tattoo": FIXED,
    "laser_hair_removal": FIXED,
    "dermabrasion": FIXED,
}
# One is born with it: the stricter types cannot have come since.
INBORN = {"phototype"}


def lasting(question):
    """The answers that last, with how long."""
    named = question.get("lasts", {})
    return named if isinstance(named, dict) else {"every answer": named}


def in_words(question):
    parts = [f"{answer}: {span}" for answer, span in lasting(question).items()] or [ANEW]
    return "; ".join(parts + ["cannot be changed"] * (question.get("fixed") == "yes"))


def held(questions, answers):
    """What is left of the answers when all that lasts a limited time has run out."""
    out = {}
    for id, given in answers.items():
        names = [name for name, span in lasting(questions[id]).items() if span == "always"]
        if isinstance(given, list):
            given = sorted(one for one in given if one in names)
            if given:
                out[id] = given
        elif given in names:
            out[id] = given
    return out


class Candor:
    def __init__(self, program, rules, folder):
        self.command = [program, "screen", "-r", rules, "--format", "json"]
        self.folder = folder

    def screen(self, answers, day):
        path = os.path.join(self.folder, "answers.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(answers, file)
        done = subprocess.run([*self.command, "--answers", path, "--as-of", day], capture_output=True, encoding="utf-8")
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        return json.loads(done.stdout)


class Checks:
    def __init__(self):
        self.failed = 0

    def check(self, holds, what):
        if not holds:
            self.failed += 1
            print("failed:", what)


def names(result):
    return {reason["rule"] for reason in result["reasons"]}


def check_decisions(questions, checks):
    for id, question in questions.items():
        checks.check(id in DECIDED, f"`{id}`: decide how long its answers last, here and in the rule set")
        if id in DECIDED:
            checks.check(in_words(question) == DECIDED[id], f"`{id}` says {in_words(question)}, not {DECIDED[id]}")
    checks.check(set(DECIDED) <= set(questions), f"no such questions: {set(DECIDED) - set(questions)}")


def check_strictness(candor, questions, healthy, order, checks):
    """Only an answer that is bad news lasts; and in a choice, only the worst, as a worse one may be true by now."""
    for id, question in questions.items():
        named = lasting(question)
        if not named:
            continue
        checks.check(question["type"] in ("choice", "yes_no", "set"), f"`{id}`: no time and no number lasts")
        choices = list(question.get("choices", ["yes", "no"]))
        rank = {}
        for choice in choices:
            answers = {**healthy, id: [choice] if question["type"] == "set" else choice}
            if "asked_if" in question:
                answers["health_history"] = [question["asked_if"]["health_history"]["includes"]]
            rank[choice] = order.index(candor.screen(answers, FIRST)["verdict"])
        for choice in named:
            checks.check(rank[choice] > 0, f"`{choice}` of `{id}` lasts, though it clears")
            if question["type"] != "set" and id not in INBORN:
                checks.check(rank[choice] == max(rank.values()), f"`{choice}` of `{id}` lasts, though another is worse")


def check_return(candor, questions, answers, checks):
    """What a first visit leaves 90 days and 10 years later, when nothing is confirmed."""
    first = candor.screen(answers, FIRST)
    later = candor.screen(first, IN_90_DAYS)
    much_later = candor.screen(later, IN_10_YEARS)
    who = json.dumps(answers)
    for result in (later, much_later):
        checks.check(result["proceed"] != "now", f"cleared without an answer of the day: {who}")
        checks.check(names(result) <= names(first), f"a reason that was not there before: {who}")
    checks.check(later["verdict"] == much_later["verdict"], f"it changes with time: {who}")
    still = held(questions, answers)
    for id, given in answers.items():
        now = later["answers"].get(id)
        if id in still:
            if isinstance(now, dict):
                checks.check(False not in now.values(), f"`{id}` denies what was not confirmed: {who}")
                now = sorted(member for member, here in now.items() if here)
            checks.check(now == still[id], f"`{id}` is {now}, not {still[id]}: {who}")
            checks.check(much_later["answered_on"].get(id) == FIRST, f"`{id}` has another day: {who}")
        elif given is not None:
            checks.check(now is None and id in later["not_confirmed"], f"`{id}` is not named as not confirmed: {who}")
    return first, later


def main():
    program, root = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    path = os.path.join(root, "rules/microneedling.yaml")
    with open(path, encoding="utf-8") as file:
        rules = yaml.load(file, yaml.BaseLoader)
    with open(os.path.join(root, "rules/microneedling.tests.yaml"), encoding="utf-8") as file:
        healthy = yaml.load(file, yaml.BaseLoader)["baseline"]
    questions = rules["questions"]
    for id, given in healthy.items():
        if questions[id]["type"] == "number":
            healthy[id] = float(given) if "." in given else int(given)
        elif given == "none" and questions[id]["type"] == "set":
            healthy[id] = []
    checks = Checks()
    check_decisions(questions, checks)
    with tempfile.TemporaryDirectory(prefix="candor-return-") as folder:
        candor = Candor(program, path, folder)
        # Incomplete: the answer opens another question.
        check_strictness(candor, questions, healthy, ["suitable", "incomplete", *list(rules["verdicts"])[1:]], checks)

        first, later = check_return(candor, questions, healthy, checks)
        checks.check((first["verdict"], first["not_confirmed"]) == ("suitable", []), "the healthy client is suitable")
        checks.check(later["verdict"] == "incomplete", "nothing is left of a healthy client's answers")
        checks.check(sorted(later["not_confirmed"]) == sorted(healthy), "all of them are named")
        _, later = check_return(candor, questions, {**healthy, "keloid": "personal"}, checks)
        checks.check(later["verdict"] == "unsuitable", "a keloid of her own stays")
        _, later = check_return(candor, questions, {**healthy, "keloid": "raised_scars"}, checks)
        checks.check(later["verdict"] == "incomplete", "after raised scars a keloid is asked about again")
        steel = {"health_history": ["allergy_or_numbing"], "allergies_and_numbing": ["steel_rash"]}
        _, later = check_return(candor, questions, {**healthy, **steel}, checks)
        checks.check("steel-rash" in names(later), "what a gate leads to stays, as the gate does")
        confirmed = {**healthy, "keloid": "none"}
        checks.check(candor.screen(confirmed, IN_90_DAYS)["verdict"] == "suitable", "answers of the day clear")

        chance = random.Random(15)
        verdicts = set()
        for _ in range(count):
            first, later = check_return(candor, questions, person(chance, questions), checks)
            verdicts |= {("first", first["verdict"]), ("later", later["verdict"])}
        for one in (("first", "suitable"), ("first", "caution"), ("later", "refer"), ("later", "unsuitable")):
            checks.check(one in verdicts, f"nobody is {one}")
    print(f"{len(DECIDED)} questions, {count} people: {checks.failed} checks failed")
    raise SystemExit(1 if checks.failed else 0)


main()
