#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whether three readers see the same in calendars: ical.js in strict mode, python3-icalendar, and ics.py beside this file.

An escaped backslash before an `n` is not a line end, but python3-icalendar 4.0.3 takes it for one: hostile.yaml has none, and
calendar_file_test.cpp tries it.

usage: calendars.py FOLDER     (FOLDER/manifest.json names the calendars; make.py writes it)
"""

import json
import os
import re
import subprocess
import sys

import icalendar

import ics

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_EVENTS = 7  # the visit, and six bundles
KEYS = ["uid", "start", "end", "sequence", "status", "summary", "description", "place", "reminder", "days"]


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    found = []
    for event in calendar.walk("VEVENT"):
        if event.errors:
            raise ValueError(f"icalendar says {event.errors}")
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        if getattr(start, "tzinfo", None) or getattr(end, "tzinfo", None):
            raise ValueError("icalendar sees a time zone")
        alarms = event.walk("VALARM")
        found.append({"uid": str(event["UID"]), "start": start.isoformat(), "end": end.isoformat(),
                      "sequence": int(event["SEQUENCE"]), "status": str(event["STATUS"]),
                      "summary": str(event["SUMMARY"]), "description": str(event.get("DESCRIPTION", "")),
                      "place": str(event.get("LOCATION", "")),
                      "reminder": str(alarms[0]["DESCRIPTION"]) if alarms else "", "days": (end - start).total_seconds() / 86400})
    return found


def by_ics(data):
    return [{"uid": event["uid"], "start": event["start"].isoformat(), "end": event["end"].isoformat(),
             "sequence": event["sequence"], "status": event["status"], "summary": event["summary"],
             "description": event["description"], "place": event["place"], "reminder": event.get("reminder", ""),
             "days": (event["end"] - event["start"]).total_seconds() / 86400} for event in ics.events(data)]


def by_ical_js(paths):
    done = subprocess.run(["node", os.path.join(HERE, "calendars.mjs"), *paths], stdout=subprocess.PIPE, check=True,
                          timeout=300, env={**os.environ, "TZ": "Europe/Berlin"})
    return json.loads(done.stdout)


def differences(name, others, events):
    """The differences between one reader and ics.py."""
    if len(others) != len(events):
        yield f"{name} sees {len(others)} events, and not {len(events)}"
    for number, (other, event) in enumerate(zip(others, events), 1):
        for key in KEYS:
            if other[key] != event[key]:
                yield f"event {number}: {name} sees {key} {other[key]!r}, and not {event[key]!r}"


def too_many(events):
    if len(events) > MOST_EVENTS:
        yield f"{len(events)} events, and at most {MOST_EVENTS} are allowed"


def unseen(data):
    """The planted mistakes that no reader finds."""
    events = by_ics(data)
    if list(too_many(events[:1] * MOST_EVENTS)) or not list(too_many(events[:1] * (MOST_EVENTS + 1))):
        yield "an event too many"
    for key in KEYS:
        other = [dict(event) for event in events]
        other[0][key] = "else"
        if len(list(differences("else", other, events))) != 1:
            yield f"another {key}"
    if not list(differences("else", events[1:], events)):
        yield "a missing event"
    uids = [event["uid"].encode() for event in events]
    for mistake, changed in {
            "a line end of LF": data.replace(b"\r\n", b"\n", 1),
            "no last line end": data[:-2],
            "a line too long": data.replace(b"\r\n ", b"", 1),
            "a fold inside a character": data.replace("漢".encode(), b"\xe6\r\n \xbc\xa2", 1),
            "a comma that is not escaped": data.replace(b"\\,", b",", 1),
            "an end that is not exclusive": re.sub(rb"(DTSTART(\S*)\r\nDTEND)\S*", rb"\1\2", data, count=1),
            "a moment": data.replace(b";VALUE=DATE:20261230", b":20261230T080000Z", 1),
            "two of one UID": data.replace(uids[0], uids[1], 1),
            "an event without an end": data.replace(b"END:VEVENT\r\n", b"", 1),
            "nothing to tell its version": data.replace(b"SEQUENCE:0\r\n", b"", 1)}.items():
        try:
            by_ics(changed)
            yield mistake
        except ics.Broken:
            if changed == data:
                yield f"{mistake}, which the calendar cannot have"


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
            problems += too_many(events)
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
    with open(paths["hostile-year-end.ics"], "rb") as file:
        for mistake in unseen(file.read()):
            print(f"FAILED: nobody would see {mistake}")
            failed += 1
    print(f"{len(names)} calendars, {count} events: {failed or 'none'} failed")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
