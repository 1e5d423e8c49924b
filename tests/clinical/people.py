# SPDX-License-Identifier: Apache-2.0
"""Generated people: answers to the built-in rule set, the same on every machine."""

DAYS = [*range(0, 32), 40, 55, 56, 60, 89, 92, 100, 150, 180, 184, 200, 300, 364, 366, 400, 900, 5000]


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
    """The answers of one of them. Most are harmless, so that one difference can be seen."""
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
