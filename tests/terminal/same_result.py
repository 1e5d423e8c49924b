#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Invented people answer the built-in questions: an interview and `--answers` give the same bytes.

The people come from fixed seeds; a failure names the person.
"""

import datetime
import json
import math
import random
import signal

import yaml

from scene import AS_OF, ROOT, main
from terminal import check, check_equal

PEOPLE = 40
GATES = ("sun_exposure", "recent_procedures")
SOURCE = ROOT / "rules" / "microneedling.yaml"


class Questions:
    """The questions as the rule set asks them. All scalars are text, as candor reads them."""

    def __init__(self):
        rules = yaml.load(SOURCE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        sections = list(rules["sections"])
        self.all = sorted(rules["questions"].items(),
                          key=lambda entry: (entry[1].get("by") == "practitioner",
                                             sections.index(entry[1]["section"])))
        check(len(self.all) > 30, "few questions")

    def order(self, answers):
        """The questions that apply by these answers."""
        return [name for name, question in self.all if self.applies(question, answers)]

    @staticmethod
    def applies(question, answers):
        for gate, test in question.get("asked_if", {}).items():
            answer = answers.get(gate)
            if isinstance(test, str):
                holds = answer == test
            elif "under" in test:
                holds = days_ago(answer) < days_ago(test["under"])
            else:
                holds = isinstance(answer, (list, dict)) and test["includes"] in members(answer)
            if not holds:
                return False
        return True


def days_ago(answer):
    """Roughly: the answers and thresholds are far from each other."""
    if not answer or answer == "never":
        return math.inf
    if "-" in answer:
        return (datetime.date.fromisoformat(AS_OF) - datetime.date.fromisoformat(answer)).days
    number, unit = answer.split()
    return int(number) * {"day": 1, "week": 7, "month": 30, "year": 365}[unit.rstrip("s")]


def members(answer):
    return answer if isinstance(answer, list) else [name for name, here in answer.items() if here]


class Person:
    """Answers as JSON, and for each the replies that mean the same."""

    def __init__(self, questions, seed):
        self.random = random.Random(seed)
        # From people with nothing to report to people with a lot, so that every verdict occurs.
        self.harmless = self.random.choice([0.6, 0.9, 1.0])
        self.unknown = self.random.choice([0.0, 0.06])
        self.answers = {}
        self.replies = {}
        self.order = []
        for name, question in questions.all:
            if questions.applies(question, self.answers):
                self.order.append(name)
                self.answer(name, question)

    def answer(self, name, question):
        if self.random.random() < self.unknown:
            self.answers[name], self.replies[name] = None, ["-"]
        else:
            self.answers[name], self.replies[name] = getattr(self, question["type"])(question)

    def choice(self, question):
        names = list(question["choices"])
        at = 0 if self.random.random() < self.harmless else self.random.randrange(len(names))
        label = question["choices"][names[at]]
        label = label["label"] if isinstance(label, dict) else label
        return names[at], [str(at + 1), names[at], names[at].upper(), label]

    def yes_no(self, _):
        yes = self.random.random() > self.harmless
        return (True, ["1", "y", "Yes", "ye"]) if yes else (False, ["2", "n", "no", "NO"])

    def set(self, question):
        names = list(question["choices"])
        chosen = [name for name in names if self.random.random() > self.harmless + 0.1]
        if not chosen:
            return [], ["0", "none"]
        if len(names) > 1 and self.random.random() < 0.2:
            doubtful = self.random.choice(names)
            answer = {name: None if name == doubtful else name in chosen for name in names}
            parts = [f"{names.index(name) + 1}?" if name == doubtful else name for name in names if name in {*chosen, doubtful}]
            return answer, [", ".join(parts)]
        numbers = [str(names.index(name) + 1) for name in chosen]
        return chosen, [", ".join(numbers), " ".join(numbers), ",".join(chosen)]

    def number(self, question):
        if question["unit"] == "years":
            years = self.random.choice([16, 18, 25, 34, 70])
            return years, [str(years), f"{years} years"]
        step = float(question.get("step", "1"))
        value = step * self.random.randrange(1, int(min(float(question["max"]), 30) / step) + 1)
        return value, [f"{value:g}", f"{value:g} {question['unit']}"]

    def time_since(self, question):
        accepts = question.get("accepts", [])
        if "never" in accepts and self.random.random() < self.harmless:
            return "never", ["never", "n", "NEVER"]
        if "ongoing" in accepts and self.random.random() < 0.1:
            return "ongoing", ["ongoing", "on"]
        text = self.random.choice(["3 days", "2 weeks", "6 weeks", "5 months", "6 months", "1 year", "3 years", "2026-09-30", "2024-02-29"])
        return text, [text, text.upper(), f"  {text} "] + ([f"{text} ago"] if " " in text else [])

    def reply(self, name):
        return self.random.choice(self.replies[name])


def people():
    questions = Questions()
    return [(seed, Person(questions, seed)) for seed in range(PEOPLE)]


def by_answers(scene, person, *options):
    return scene.by_answers(person.answers, "--format", "json", *options, rules="microneedling")


def check_interview(scene, person, lines, *options, wanted, what):
    status, out, err = scene.run("--format", "json", *options, rules="microneedling", text="".join(line + "\n" for line in lines))
    check_equal(status, 0, f"the status: {what}\n{err}")
    check_equal(out, wanted, what)


def test_interview_and_answers_give_the_same_bytes(scene):
    verdicts = set()
    for seed, person in people():
        wanted = by_answers(scene, person)
        verdicts.add(json.loads(wanted)["verdict"])
        lines = [person.reply(name) for name in person.order]
        check_interview(scene, person, lines + [""], wanted=wanted, what=f"person {seed}")
    check(len(verdicts) >= 3, f"the people are all alike: {verdicts}")


def test_backs_and_jumps_on_the_way_change_nothing(scene):
    for seed, person in people():
        lines = []
        for at, name in enumerate(person.order):
            lines.append(person.reply(name))
            if person.random.random() < 0.15:
                back = person.random.randint(1, at + 1)
                lines += ["<"] * back + [""] * back
            if person.random.random() < 0.1:
                # To the first question and on: the answers stay, and the next question is the one that is left.
                lines += ["=1", ""]
        wanted = by_answers(scene, person)
        check_interview(scene, person, lines + [""], wanted=wanted, what=f"person {seed}")


def test_a_changed_mind_is_as_if_it_had_never_been(scene):
    """Answers everything as another person would, then changes each answer by its number."""
    questions, everybody = Questions(), people()
    for (seed, person), (_, other) in zip(everybody, everybody[1:]):
        answers, lines = dict(other.answers), [other.reply(name) for name in other.order]
        for name in [*GATES, *person.order]:
            before = questions.order(answers)
            lines += [f"={before.index(name) + 1}", person.reply(name)]
            answers[name] = person.answers[name]
            # A question that starts to apply is asked at once, or its answer is to be confirmed.
            for other_name in questions.order(answers):
                if other_name not in before:
                    lines.append(person.reply(other_name))
                    answers[other_name] = person.answers[other_name]
        wanted = by_answers(scene, person)
        check_interview(scene, person, lines + [""], wanted=wanted, what=f"person {seed} after the answers of another")


def test_killed_and_resumed_gives_the_same_bytes(scene):
    for seed, person in people():
        cut = person.random.randrange(1, len(person.order))
        with scene.piped("--save", f"{seed}.json", rules="microneedling") as piped:
            for name in person.order[:cut]:
                piped.reply(person.reply(name))
            piped.kill(signal.SIGKILL)
            check_equal(piped.finish(), -signal.SIGKILL, "the status")
        check_equal(len(scene.saved(f"{seed}.json")), cut, f"how many answers are saved of person {seed}")
        wanted = by_answers(scene, person)
        lines = [person.reply(name) for name in person.order[cut:]]
        check_interview(scene, person, lines + [""], "--resume", f"{seed}.json", wanted=wanted, what=f"person {seed}, cut after {cut}")


def test_finished_early_after_resuming_gives_the_same_bytes(scene):
    for seed, person in people()[::4]:
        cut = person.random.randrange(1, len(person.order))
        lines = [person.reply(name) for name in person.order[:cut]]
        text = "".join(line + "\n" for line in lines)
        status, wanted, _ = scene.run("--format", "json", rules="microneedling", text=text + "!\n\n")
        check_equal(status, 0, "the status")
        status, _, _ = scene.run("--save", f"{seed}.json", rules="microneedling", text=text)
        check_equal(status, 4, "the status of an unfinished interview")
        check_interview(scene, person, ["!", ""], "--resume", f"{seed}.json", wanted=wanted, what=f"person {seed}, finished after {cut}")


if __name__ == "__main__":
    main(dict(globals()))
