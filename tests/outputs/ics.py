# SPDX-License-Identifier: Apache-2.0
"""A reader of calendars that shares nothing with candor, nor with any library: RFC 5545 as far as candor writes it.

`events(data)` refuses whatever is not as the RFC has it, by the exception `Broken`.
"""

import datetime
import re

SOMETIMES = {"DESCRIPTION", "LOCATION"}
ONCE = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "CLASS", "TRANSP"]
CALENDAR = {"VERSION": "2.0", "PRODID": "-//candor//candor//EN", "CALSCALE": "GREGORIAN", "METHOD": "PUBLISH"}


class Broken(Exception):
    """A mistake in a calendar."""


def require(holds, what):
    if not holds:
        raise Broken(what)


def lines(data):
    """The lines of a calendar, unfolded."""
    require(data.endswith(b"\r\n"), "the last line has no end")
    require(not re.search(rb"\r(?!\n)|(?<!\r)\n", data), "a line end that is not CRLF")
    out = []
    for raw in data[:-2].split(b"\r\n"):
        require(len(raw) <= 75, f"a line of {len(raw)} octets")
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Broken(f"folded inside a character: {raw!r}") from error
        require(not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", line),
                f"a control character: {line!r}")
        if line.startswith(" "):
            require(out and len(line) > 1, "a fold of nothing")
            out[-1] += line[1:]
        else:
            out.append(line)
    return out


def unescape(value):
    """A TEXT value, unescaped."""
    out, escaped = "", False
    for character in value:
        if escaped:
            require(character in "\\;,nN", f"an unknown escape: \\{character}")
            out += "\n" if character in "nN" else character
        else:
            require(character not in ";,", f"`{character}` is not escaped")
            out += character if character != "\\" else ""
        escaped = not escaped and character == "\\"
    require(not escaped, "an escape of nothing")
    return out


def day(value):
    require(re.fullmatch(r"\d{8}", value), f"no day: {value}")
    return datetime.datetime.strptime(value, "%Y%m%d").date()


def moment(name, parameters, value):
    """A day, or a time of day on the clock of its place: without a time zone."""
    if parameters == ";VALUE=DATE":
        return day(value)
    require(not parameters and re.fullmatch(r"\d{8}T\d{6}", value), f"{name} is neither a date nor a local time")
    return datetime.datetime.strptime(value, "%Y%m%dT%H%M%S")


def properties(some):
    """Name to (parameters, value); each name once."""
    out = {}
    for line in some:
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z]+)*):(.*)", line)
        require(found, f"no property: {line}")
        require(found[1] not in out, f"{found[1]} twice")
        out[found[1]] = (found[2], found[3])
    return out


def event(some):
    alarms = []
    while "BEGIN:VALARM" in some:
        begin, end = some.index("BEGIN:VALARM"), some.index("END:VALARM")
        alarms.append(properties(some[begin + 1:end]))
        some = some[:begin] + some[end + 1:]
    found = properties(some)
    require(set(ONCE) <= set(found) <= {*ONCE, *SOMETIMES}, f"the properties of an event are {sorted(found)}")
    require(re.fullmatch(r"\d{8}T000000Z", found["DTSTAMP"][1]), "DTSTAMP is not a date-time")
    out = {"uid": found["UID"][1], "start": moment("DTSTART", *found["DTSTART"]), "end": moment("DTEND", *found["DTEND"]),
           "sequence": int(found["SEQUENCE"][1]), "status": found["STATUS"][1], "stamp": found["DTSTAMP"][1],
           "summary": unescape(found["SUMMARY"][1]), "description": unescape(found.get("DESCRIPTION", ("", ""))[1]),
           "place": unescape(found.get("LOCATION", ("", ""))[1])}
    require(type(out["start"]) is type(out["end"]), "an event of a day and a time")
    require(out["start"] < out["end"], "an event that ends before it begins")
    require(out["status"] in ("CONFIRMED", "CANCELLED"), f"STATUS is {out['status']}")
    busy = isinstance(out["start"], datetime.datetime)
    require(found["CLASS"][1] == "PRIVATE", "an event that tells")
    require(found["TRANSP"][1] == ("OPAQUE" if busy else "TRANSPARENT"), "an event that blocks a day, or leaves an hour free")
    require(len(alarms) <= 1, "two reminders of one event")
    for alarm in alarms:
        require(set(alarm) == {"ACTION", "TRIGGER", "DESCRIPTION"} and alarm["ACTION"][1] == "DISPLAY",
                f"a reminder is {sorted(alarm)}")
        out["reminder"] = unescape(alarm["DESCRIPTION"][1])
    return out


def events(data):
    """The events of a calendar, in order."""
    some = lines(data)
    require(some[0] == "BEGIN:VCALENDAR" and some[-1] == "END:VCALENDAR", "no calendar")
    some = some[1:-1]
    first = some.index("BEGIN:VEVENT")
    require({name: value for name, (_, value) in properties(some[:first]).items()} == CALENDAR,
            "the calendar's own properties")
    out, some = [], some[first:]
    while some:
        require(some[0] == "BEGIN:VEVENT" and "END:VEVENT" in some, f"not an event: {some[0]}")
        end = some.index("END:VEVENT")
        require("BEGIN:VEVENT" not in some[1:end], "an event in an event")
        out.append(event(some[1:end]))
        some = some[end + 1:]
    require(len({found["uid"] for found in out}) == len(out), "two events of one UID")
    return out
