#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whether three readers see the same in calendars: ical.js in strict mode, python3-icalendar, and ics.py beside this file.

An escaped backslash before an `n` is no line end, but python3-icalendar 4.0.3 takes it for one: hostile.yaml has none, and
calendar_file_test.cpp tries it.

usage: calendars.py FOLDER     (FOLDER/manifest.json names the calendars; make.py writes it)
"""

import datetime
import json
import os
import subprocess
import sys

import icalendar

import ics

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ["uid", "start", "end", "sequence", "status", "summary", "description", "reminder", "days"]


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    found = []
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(f"icalendar says {event.errors}")
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        if isinstance(start, datetime.datetime) or isinstance(end, datetime.datetime):
            raise ValueError("icalendar sees moments instead of days")
        alarms = event.walk("VALARM")
        found.append({"uid": str(event["UID"]), "start": start.isoformat(), "end": end.isoformat(),
                      "sequence": int(event["SEQUENCE"]), "status": str(event["STATUS"]),
                      "summary": str(event["SUMMARY"]), "description": str(event.get("DESCRIPTION", "")),
                      "reminder": str(alarms[0]["DESCRIPTION"]) if alarms else "", "days": (end - start).days})
    return found


def by_ics(data):
    return [{"uid": event["uid"], "start": event["start"].isoformat(), "end": event["end"].isoformat(),
             "sequence": event["sequence"], "status": event["status"], "summary": event["summary"],
             "description": event["description"], "reminder": event.get("reminder", ""),
             "days": (event["end"] - event["start"]).days} for event in ics.events(data)]


def by_ical_js(paths):
    done = subprocess.run(["node", os.path.join(HERE, "calendars.mjs"), *paths], stdout=subprocess.PIPE, check=True,
                          timeout=300, env={**os.environ, "TZ": "Europe/Berlin"})
    return json.loads(done.stdout)


def differences(name, others, events):
    """How what one reader sees differs from what ics.py sees."""
    if len(others) != len(events):
        yield f"{name} sees {len(others)} events, and not {len(events)}"
    for number, (other, event) in enumerate(zip(others, events), 1):
        for key in KEYS:
            if other[key] != event[key]:
                yield f"event {number}: {name} sees {key} {other[key]!r}, and not {event[key]!r}"


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        names = json.load(file)["calendars"]
    paths = {name: os.path.join(folder, name) for name in names}
    js = by_ical_js(list(paths.values()))
    failed = count = 0
    for name, path in paths.items():
        with open(path, "rb") as file:
            data = file.read()
        problems = []
        try:
            events = by_ics(data)
            count += len(events)
            problems += differences("python3-icalendar", by_icalendar(data), events)
            if isinstance(js[path], str):
                problems.append(f"ical.js: {js[path]}")
            else:
                problems += differences("ical.js", js[path], events)
        except (ics.Broken, ValueError) as error:
            problems.append(str(error))
        for problem in problems:
            print(f"FAILED: {name}: {problem}")
        failed += bool(problems)
    print(f"{len(names)} calendars, {count} events: {failed or 'none'} failed")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
