#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Screens clients of every verdict, and reads the calendars with a reader of its own (ics.py).

usage: calendar_test.py events|options --candor BINARY --root REPOSITORY

events: the appointment is in the calendar, and on each day what the JSON result of the same call asks for on that day, in at
most six events; nothing to do where treatment cannot go ahead; no answer and no reference anywhere; titles without a word of
the rule set.
options: what `--ref` and `--moved` take and refuse, and that time zone, language and clock change nothing.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

import ics

AS_OF = "2026-11-22"
ONE_DAY = datetime.timedelta(days=1)
# Before a change to summer time and over a year's end; the last is the day of the screening.
APPOINTMENTS = ["2026-12-30", "2027-03-28", "2027-01-22", "2026-11-22"]
REF = "Marked-17"


def clients(root):
    """Answers to the built-in rules, with the verdict they lead to."""
    def answers(name, **others):
        with open(os.path.join(root, "examples", name), encoding="utf-8") as file:
            return {**json.load(file), **others}

    yield "suitable", answers("suitable.json")
    yield "caution", answers("suitable.json", skin_sensitivity="easily_irritated", smoker="yes", cold_sores="past")
    yield "caution", answers("suitable.json", skin_sensitivity="easily_irritated", photosensitiser="unknown",
                             smoker="unknown")
    yield "defer", answers("isotretinoin.json")
    yield "defer", answers("suitable.json", sunburn="3 days")
    yield "refer", answers("suitable.json", active_acne="nodules_or_cysts")
    yield "unsuitable", answers("unsuitable.json")
    yield "incomplete", answers("incomplete.json")
    yield "incomplete", {}


class Candor:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder

    def screen(self, answers, *words, as_of=AS_OF, **environment):
        """The status, standard output and standard error of a screening."""
        done = subprocess.run([self.options.candor, "screen", "--answers", "-", "--as-of", as_of, *words],
                              input=json.dumps(answers).encode(), capture_output=True, cwd=self.folder, check=False,
                              timeout=60, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment})
        return done.returncode, done.stdout, done.stderr

    def calendar(self, answers, appointment, *words, **environment):
        """The JSON result, and the bytes of the calendar of the same call."""
        path = os.path.join(self.folder, "visit.ics")
        status, out, err = self.screen(answers, "--appointment", appointment, "--format", "json", "--calendar",
                                       "visit.ics", *words, **environment)
        if status or err:
            raise ics.Broken(f"status {status}: {err.decode(errors='replace')}")
        if os.stat(path).st_mode & 0o777 != 0o600:
            raise ics.Broken("somebody else may read it")
        with open(path, "rb") as file:
            data = file.read()
        os.remove(path)
        return json.loads(out), data


def wanted(result):
    """The steps that a result has dates for, as (group, first day, last day, what to do)."""
    ahead = result["on_appointment"]
    if ahead["proceed"] != "now" or not result["settled"]:
        return []
    if result["earliest"] and result["earliest"] > result["appointment"]:
        return []
    steps = []
    for group in ("before", "after"):
        for item in result["care"][group]:
            first = datetime.date.fromisoformat(item["from_date"])
            last = datetime.date.fromisoformat(item["to_date"] or item["from_date"])
            steps.append((group, first, last, ("If this applies to you: " if item["if_applies"] else "") + item["say"]))
    return steps


def said(event):
    """What an event asks for."""
    lines = event["description"].split("\n")
    return [re.sub(r" \([^()]*\)$", "", line[2:]) for line in lines if line.startswith("- ")]


def wrong_days(steps, events, visit, appointment):
    """The steps that are missing on one of their days, and what an event asks for outside of its days."""
    for group, first, last, say in steps:
        own = [event for event in events if (event["start"] < appointment) == (group == "before")]
        day = first
        while day <= last:
            on_day = [event for event in own if event["start"] <= day < event["end"]]
            if group == "before" and day == appointment:
                on_day = [visit] if first == appointment else []
                if on_day and say not in visit["description"]:
                    yield f"the appointment does not say: {say}"
            elif not any(say in said(event) for event in on_day):
                yield f"nothing says on {day}: {say}"
            day += ONE_DAY
    for event in events:
        group = "before" if event["start"] < appointment else "after"
        for line in said(event):
            if not any(step[0] == group and step[3] == line and step[1] < event["end"] and step[2] >= event["start"]
                       for step in steps):
                yield f"{event['start']} to {event['end']} says what is not asked for then: {line}"


def check_events(candor, rule_texts):
    """Yields the mistakes in the calendars of every client on every day."""
    seen = set()
    for verdict, answers in clients(candor.options.root):
        for appointment in APPOINTMENTS:
            for words in ([], ["--explicit"], ["--ref", REF, "--moved", "3"]):
                where = f"{verdict} on {appointment} {' '.join(words)}"
                try:
                    result, data = candor.calendar(answers, appointment, *words)
                    for problem in check_one(result, data, words, rule_texts):
                        yield f"{where}: {problem}"
                except ics.Broken as broken:
                    yield f"{where}: {broken}"
                    continue
                if result["verdict"] != verdict:
                    yield f"{where}: the verdict is {result['verdict']}, so that the test misses one"
                seen.add((verdict, bool(wanted(result))))
    # Without these the test would see nothing.
    for case in (("suitable", True), ("caution", True), ("defer", True), ("defer", False), ("refer", False),
                 ("unsuitable", False), ("incomplete", False)):
        if case not in seen:
            yield f"no calendar was {case}"


def check_one(result, data, words, rule_texts):
    events = ics.events(data)
    appointment = datetime.date.fromisoformat(result["appointment"])
    visit, steps = events[0], [event for event in events[1:] if event["status"] == "CONFIRMED"]
    if (visit["start"], visit["end"]) != (appointment, appointment + ONE_DAY):
        yield f"the appointment is {visit['start']} to {visit['end']}"
    want = wanted(result)
    if len(steps) > 6 or bool(steps) != bool(want):
        yield f"{len(steps)} events for {len(want)} steps"
    yield from wrong_days(want, steps, visit, appointment)
    if not want:
        told = [text for text in rule_texts if text in " ".join(event["description"] for event in events)]
        if told:
            yield f"without a go-ahead it says: {told}"
    if want and not all(item["say"] in visit["description"] for item in result["care"]["call_us"]):
        yield "the appointment does not say when to call"
    for event in events:
        if event["sequence"] != (3 if "--moved" in words else 0):
            yield f"SEQUENCE is {event['sequence']}"
        if event["stamp"] != AS_OF.replace("-", "") + "T000000Z":
            yield f"DTSTAMP is {event['stamp']}"
        if event["status"] == "CONFIRMED" and "This is not a clearance" not in event["description"]:
            yield f"no word of who decides: {event['description']}"
        if event["status"] == "CANCELLED" and ("--moved" not in words or event["description"]):
            yield "a step is cancelled that never was"
        titles = event["summary"] + event.get("reminder", "")
        neutral = [word for word in ("needl", "skin", "scar", "acne", "sun", "wash", "smok") if word in titles.lower()]
        if neutral and "--explicit" not in words:
            yield f"a title speaks of health: {titles}"
        if "--explicit" in words and event in steps and not event["summary"].startswith(result["ruleset"]["title"]):
            yield f"a title does not name the treatment: {event['summary']}"
    whole = "\n".join(ics.lines(data))
    for mark in (REF, result["ruleset"]["id"], result["label"], *[reason["because"] for reason in result["reasons"]]):
        if mark in whole:
            yield f"`{mark}` is in it"


def check_options(candor):
    suitable = next(clients(candor.options.root))[1]
    plain = candor.calendar(suitable, "2027-03-28", "--ref", REF)[1]
    for environment in ({"TZ": "Pacific/Kiritimati"}, {"TZ": "America/New_York", "LANG": "de_DE.UTF-8", "LC_ALL": "C"},
                        {"TZ": "Europe/Berlin", "SOURCE_DATE_EPOCH": "0", "COLUMNS": "40"}):
        if candor.calendar(suitable, "2027-03-28", "--ref", REF, **environment)[1] != plain:
            yield f"{environment} changes the calendar"
    kept = {event["uid"] for event in ics.events(plain)}
    moved = ics.events(candor.calendar(suitable, "2027-03-29", "--ref", REF, "--moved", "1")[1])
    if not kept <= {event["uid"] for event in moved}:
        yield "a moved appointment has other events"
    if kept & {event["uid"] for event in ics.events(candor.calendar(suitable, "2027-03-28", "--ref", "M2")[1])}:
        yield "two references share an event"

    for bad in ("2027-03-28T25:00", "2027-03-28T9:30", "2027-03-28 14:30Z", "2027-03-28T", "2027-03-28T14:30:00", "T14:30"):
        status, out, err = candor.screen(suitable, "--appointment", bad)
        if status != 2 or out or b"[E904]" not in err or b"is not a valid appointment" not in err:
            yield f"--appointment {bad} gives status {status} and says {err}"
    for good in ("2027-03-28T14:30", "2027-03-28 14:30"):
        result, data = candor.calendar(suitable, good)
        visit = ics.events(data)[0]
        if result["appointment"] != "2027-03-28" or result["appointment_time"] != "14:30":
            yield f"{good} is {result['appointment']}, {result.get('appointment_time')}"
        if (visit["start"].isoformat(), visit["end"].isoformat()) != ("2027-03-28T14:30:00", "2027-03-28T15:30:00"):
            yield f"{good} is {visit['start']} to {visit['end']}"

    for good in ("0", "00", "9999"):
        events = ics.events(candor.calendar(suitable, "2027-03-28", "--moved", good)[1])
        if any(event["sequence"] != int(good) for event in events):
            yield f"--moved {good} is not the SEQUENCE"
    visit = ["--appointment", "2027-03-28", "--calendar", "visit.ics"]
    for bad in ("-1", "+1", "1.5", "1 ", " 1", "one", "10000", "99999999999999999999", "\u0661", "0x1", "1\n"):
        yield from refused(candor, suitable, *visit, f"--moved={bad}", why="`--moved` must be a whole number")
    yield from refused(candor, suitable, *visit, "--moved", "", why="`--moved` is empty")

    for good in ("1", "R" * 64, "\u6f22" * 64, "Akte 17/\u00dc; \"x\", \\n <b>", " 7 "):
        status, out, err = candor.screen(suitable, "--format", "json", "--ref", good)
        if status or json.loads(out)["ref"] != good:
            yield f"--ref {good!r} is refused or not kept: {err}"
    for bad in (" ", "\t", "R" * 65, "a\nb", "a\rb", "a\x1b[2Jb", "a\x7f", "a\u0085b", "a\u2028b", "a\u202eb",
                "a\u2066b", "\u200b", b"a\xff", b"\xed\xa0\x80", b"\xc0\x80"):
        for words in ([], visit):
            yield from refused(candor, suitable, *words, "--ref", bad, why="`--ref` is not a valid chart reference")
    yield from refused(candor, suitable, "--ref", "", why="`--ref` is empty")
    yield from refused(candor, suitable, "--ref", "a", "--ref", "b", why="`--ref` is given more than once")


def refused(candor, answers, *words, why):
    status, out, err = candor.screen(answers, *words)
    if status != 2 or out or why not in err.decode(errors="replace") or b"[E907]" not in err:
        yield f"{words[-2:]} gives status {status} and says {err}"
    if os.listdir(candor.folder):
        yield f"{words[-2:]} leaves {os.listdir(candor.folder)}"
    last = words[-1] if isinstance(words[-1], bytes) else words[-1].encode()
    if words[-2] == "--ref" and last.strip() and last in err:
        yield f"{words[-2:]} is repeated: {err}"


def rule_texts(candor):
    """What the built-in rules say to do; a step would be one of these."""
    source = subprocess.run([candor.options.candor, "show", "--source"], capture_output=True, check=True, timeout=60)
    care = yaml.load(source.stdout, yaml.BaseLoader)["care"]
    return [item["say"] for group in care.values() for item in group.values()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=["events", "options"])
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    options = parser.parse_args()
    options.candor, options.root = os.path.abspath(options.candor), os.path.abspath(options.root)
    with tempfile.TemporaryDirectory(prefix="candor-calendar-") as folder:
        candor, problems = Candor(options, folder), []
        try:
            for problem in check_events(candor, rule_texts(candor)) if options.part == "events" else check_options(candor):
                problems.append(problem)
        except ics.Broken as broken:
            problems.append(broken)
    for problem in problems:
        print(f"FAILED: {problem}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
