#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Gives candor answers that nothing else says, and looks for them where answers do not belong.

usage: answers.py streams|files --candor BINARY --root REPOSITORY [--sanitized]

streams: while candor has read the answers and waits for the end of them, they are not among its arguments, in its
environment or in any folder; afterwards they are in the result and in files that were asked for, and nowhere else.
files: the calls that make, open for writing or rename files, or start programs, are those that a file asked for needs,
and no others (needs strace).

A new command that reads answers gets lines in `rows`. A command that talks with a person, whose prompts and echoes are
on standard error, sets `talk`.
"""

import dataclasses
import json
import os
import re
import subprocess
import sys

import harness

# Valid answers to rules.yaml, and how a report may write them.
CHOSEN, MEMBER, OTHER, AMOUNT, MEASURE, ENDED = (
    "zq7chosen", "zq7member", "zq7other", "731826450917", "731826450918.25", "1987-06-05")
VALID = {"chosen": CHOSEN, "spoken": "no", "members": [MEMBER, OTHER], "amount": int(AMOUNT), "measure": MEASURE,
         "ended": ENDED}
# An answer to a question that is not asked then is a contradiction, and said to be one: by its question.
UNUSED = {**VALID, "began": "1987-06-04"}
BAD = "MARKER-7f3a91"
MARKS = [CHOSEN, "Zq7 chosen", MEMBER, "Zq7 member", OTHER, "Zq7 other", AMOUNT, MEASURE, "731,826,450",
         "31826450917", "31826450918", "987-06", "1987", "June", "7f3a91", "7F3A91"]


@dataclasses.dataclass
class Row:
    name: str
    words: list              # after `candor`
    answers: bytes
    status: int = 0
    shows: list = dataclasses.field(default_factory=list)   # marks that must be on standard output
    writes: tuple = ()       # the files asked for, at least one of them with answers in it
    makes: tuple = ()        # files asked for, with no answer in them
    opens: str = ""          # what is no regular file, and opened for writing
    talk: bool = False       # standard error is part of a conversation, and may say what was answered
    output: str = ""         # standard output goes to this file
    fifo: bool = False       # answers come by a named pipe, `answers.json`, else by standard input
    appends: tuple = ()      # files asked for that are appended to, with no answer in them


def as_json(answers):
    return json.dumps(answers).encode()


def bad_answers():
    """Wrong answers of every kind, by what is wrong with them."""
    wrong = {question: BAD for question in VALID}
    yield "a wrong answer to every question", as_json(wrong)
    for question in VALID:
        yield f"a wrong answer to {question}", as_json({**VALID, question: BAD})
    for question, value in {
            "amount": ["931826450917", 931826450917, -731826450917, 731826450917.5, "731826450917.5", 7.31826450917e99,
                       "731826450917 pieces", "731826450917,5", AMOUNT + AMOUNT],
            "measure": [731826450918.3, "731826450918.3", "731826450918.2500001"],
            "ended": ["2987-06-05", "1987-06-31", "05.06.1987", "June 1987", "1987", "1987-06-05T00:00", 19870605,
                      "731826450917 days", "1987 years", ["1987-06-05"], {"1987-06-05": True}],
            "chosen": ["ZQ7CHOSEN", CHOSEN + " ", "Zq7 chosen", [CHOSEN], {CHOSEN: True}, 731826450917, True],
            "spoken": ["Yes " + BAD, 731826450917, [BAD], {BAD: None}],
            "members": [["usual", BAD], [MEMBER, "none"], {BAD: True}, {"usual": BAD}, {"usual": True, BAD: False},
                        [[BAD]], [{BAD: BAD}], f"{MEMBER};{OTHER}", 731826450917, ["Zq7 member"]],
    }.items():
        for wrong in value:
            yield f"{question}: {json.dumps(wrong)}", as_json({**VALID, question: wrong})
    yield "a list of answers", as_json([BAD, VALID])
    yield "a text", as_json(BAD)
    yield "a number", AMOUNT.encode()
    yield "an unknown question", as_json({**VALID, "unknown_question": BAD, "endet": ENDED})
    yield "answered twice", b'{"ended": "1987-06-05", "ended": "1987-06-05", "amount": 731826450917, "amount": 1}'


def broken_json():
    """JSON that ceases to be JSON at and around answers."""
    mark = b'"ended": "1987-06-05'
    for tail in (b"}", b"\n", b"'", b'" "ended"', b'", MARKER-7f3a91}', b'"}}MARKER-7f3a91', b'"} // MARKER-7f3a91',
                 b'\x00"}', b'\xff"}', b"\\u12", b'\\x"}', b'", /* MARKER-7f3a91 */ "amount": 1}'):
        yield f"ends with {tail!r}", b"{" + mark + tail
    yield "a word without quotes", b'{"chosen": zq7chosen}'
    yield "single quotes", b"{'chosen': 'zq7chosen'}"
    yield "a number written wrongly", b'{"amount": 0731826450917}'
    yield "a number that goes on", b'{"amount": 731826450917x}'
    yield "YAML", b"chosen: zq7chosen\nended: 1987-06-05\n"
    yield "a table", b"ended,chosen\n1987-06-05,zq7chosen\n"
    yield "UTF-16", json.dumps(VALID).encode("utf-16")
    yield "too large", as_json(VALID) + b" " * (4 * 1024 * 1024) + BAD.encode()


def rows():
    screen = ["screen", "--rules", "rules.yaml", "--as-of", "2026-11-22"]
    stdin, as_fifo = [*screen, "--answers", "-"], [*screen, "--answers", "answers.json"]
    to_json = ["--format", "json"]
    valid, in_json, in_text = as_json(VALID), [CHOSEN, MEMBER, AMOUNT, MEASURE, ENDED], ["Zq7 chosen", "1987"]

    yield Row("text", stdin, valid, shows=in_text)
    yield Row("text, from a file", as_fifo, valid, shows=in_text, fifo=True)
    yield Row("JSON", [*stdin, *to_json], valid, shows=in_json)
    yield Row("JSON, from a file", [*as_fifo, *to_json], valid, shows=in_json, fifo=True)
    yield Row("a verdict as the status", [*stdin, "--exit-verdict"], valid, 11, shows=in_text)
    yield Row("an answer that is not used", [*stdin, *to_json], as_json(UNUSED), shows=in_json)
    yield Row("a file", [*stdin, "--json", "out.json"], valid, shows=in_text, writes=("out.json",))
    yield Row("a file beside the answers", [*as_fifo, "--json", "sub/out.json"], valid, shows=in_text, fifo=True,
              writes=("sub/out.json",))
    visit = ["--appointment", "2090-01-01", "--calendar", "visit.ics", "--explicit", "--ref", "P1"]
    yield Row("a calendar", [*stdin, *visit], valid, shows=in_text, makes=("visit.ics",))
    yield Row("a calendar, from a file, beside a result", [*as_fifo, *visit, "--json", "out.json"], valid, shows=in_text,
              fifo=True, writes=("out.json",), makes=("visit.ics",))
    pages = ["--leaflet", "leaflet.html", "--report", "report.html", "--ref", "P1"]
    yield Row("pages", [*stdin, *pages], valid, shows=in_text, writes=("leaflet.html", "report.html"))
    yield Row("pages, from a file, beside a result", [*as_fifo, *pages, "--json", "out.json"], valid, shows=in_text,
              fifo=True, writes=("out.json", "leaflet.html", "report.html"))
    yield Row("pages, one of them not to be written", [*stdin, "--leaflet", "none/l.html", "--report", "report.html"],
              valid, 5, shows=in_text)
    kept = ["--record", "record.json", "--journal", "journal.ndjson"]
    yield Row("a record and a journal", [*stdin, *kept], valid, shows=in_text, writes=("record.json",),
              appends=("journal.ndjson",))
    yield Row("a journal alone", [*as_fifo, "--journal", "journal.ndjson"], valid, shows=in_text, fifo=True,
              appends=("journal.ndjson",))
    yield Row("a decision that cannot be used", ["screen", "-r", "rules.yaml", "--as-of", "2026-11-22", "-a", "none.json",
                                                 "--decision", "-"], as_json({"by": BAD, BAD: BAD}), 4)
    for what, text in (("a record", as_json({"schema": "record/1", "answers": VALID, BAD: BAD})),
                       ("a journal", b'{"prev":"sha256:' + BAD.encode() + b'"}'), ("neither", BAD.encode())):
        yield Row(f"verify what is not {what}", ["verify", "-"], text, 4 if what == "neither" else 1)
    yield Row("a device", [*stdin, "--json", "/dev/null"], valid, shows=in_text, opens="/dev/null")

    for diagnostics in ([], to_json):
        for why, target, opens in (("a missing folder", "none/out.json", ""), ("a folder", "sub", ""),
                                   ("a full disk", "/dev/full", "/dev/full"), ("a dash", "-", ""),
                                   ("an input", "rules.yaml", "")):
            yield Row(f"not to be written: {why}", [*stdin, "--json", target, *diagnostics], valid, 5,
                      shows=in_json if diagnostics else in_text, opens=opens)
        yield Row("standard output is full", [*stdin, *diagnostics], valid, 5, output="/dev/full")
        for why, answers in (*bad_answers(), *broken_json()):
            yield Row(f"refused: {why}", [*stdin, *diagnostics], answers, 4)
        # One byte in two for each form of message.
        whole = as_json(VALID)
        for end in range(len(diagnostics) // 2, len(whole), 2):
            yield Row(f"cut after byte {end}", [*stdin, *diagnostics], whole[:end], 4)
        yield Row("refused, from a file", [*as_fifo, *diagnostics], as_json({**VALID, "ended": BAD}), 4, fifo=True)
        yield Row("refused, and a file", [*stdin, "--json", "out.json", *diagnostics], as_json({**VALID, "ended": BAD}),
                  4)
        yield Row("invalid rules", ["screen", "-r", "broken.yaml", "--answers", "-", *diagnostics], valid, 3)
        # Answers in the wrong place are no secret to the system any more, but candor does not pass them on.
        for words in ([f"ended={ENDED}"], [f"--ended={ENDED}"], ["--ended", ENDED], ["--as-of", BAD],
                      ["--appointment", BAD], [BAD]):
            yield Row(f"misplaced: {words}", ["screen", "-r", "rules.yaml", "--answers", "-", *words, *diagnostics],
                      b"", 2)
        yield Row("misplaced: for a file", [*screen, "--answers", valid.decode(), *diagnostics], b"", 2)


    # An interview through a pipe. It is saved after every answer.
    talk = "\n".join([CHOSEN, "n", f"{MEMBER}, {OTHER}", AMOUNT, MEASURE, ENDED]).encode() + b"\n"
    end = b"\nquit\n"
    # These ask in an order of their own, but a question can be named.
    named = b"".join(b"=%d\n%s\n" % (i + 1, line) for i, line in enumerate(talk.splitlines()))
    yield Row("interview", screen, talk + end, shows=in_text, talk=True)
    for pace in ("--quick", "--triage"):
        yield Row(f"interview, {pace}", [*screen, pace, *to_json], named + end, shows=in_json, talk=True)
    yield Row("interview, and a file", [*screen, "--json", "out.json"], talk + end, shows=in_text, talk=True,
              writes=("out.json",))
    yield Row("interview, and a calendar", [*screen, *visit], talk + end, shows=in_text, talk=True, makes=("visit.ics",))
    yield Row("interview, and a record and a journal", [*screen, *kept], talk + end, shows=in_text, talk=True,
              writes=("record.json",), appends=("journal.ndjson",))
    yield Row("interview, and pages", [*screen, *pages], talk + end, shows=in_text, talk=True,
              writes=("leaflet.html", "report.html"))
    yield Row("interview, a file asked for in it", screen, talk + b"\njson out.json\nquit\n", shows=in_text,
              talk=True, writes=("out.json",))
    yield Row("interview, saved", [*screen, "--save", "kept.json"], talk + end, shows=in_text, talk=True,
              writes=("kept.json",) * 7)
    yield Row("interview, ended too early", screen, talk, 4, talk=True)
    yield Row("interview, wrong replies", screen, (BAD + "\n").encode() * 3 + b"b\n" + (BAD + "\n").encode() * 2, 4,
              talk=True)
    yield Row("interview, JSON in place of replies", screen, valid + b"\n", 2, talk=True)
    yield Row("interview, no saved one", [*screen, "--resume", "sub"], talk, 4)


    # Rows of intakes: what is printed of them says no answer, unless the columns are asked for.
    score = ["score", "-", "-r", "rules.yaml", "--as-of", "2026-11-22"]
    names = ["id", *VALID]
    table = [names, ["1", CHOSEN, "no", f"{MEMBER};{OTHER}", AMOUNT, MEASURE, ENDED]]
    rows_in = lambda table: "".join(",".join(row) + "\n" for row in table).encode()
    yield Row("score", score, rows_in(table))
    yield Row("score, results", [*score, "--format", "ndjson"], rows_in(table), shows=in_json)
    yield Row("score, columns of the input", [*score, "--append"], rows_in(table), shows=[CHOSEN, ENDED])
    yield Row("score, a file", [*score, "--append", "-o", "out.csv"], rows_in(table), writes=("out.csv",))
    spoilt = [["2", BAD, BAD, BAD, BAD, BAD, BAD], ["3", *[f'"{BAD}" {BAD}'] * 6], ["4", BAD]]
    yield Row("score, spoilt rows", score, rows_in(table + spoilt), 1)
    yield Row("score, rejects", [*score, "--rejects", "rejects.csv"], rows_in(table + spoilt), 1,
              writes=("rejects.csv",))
    yield Row("score, nothing recognised", score, rows_in([[BAD, AMOUNT], [BAD, AMOUNT]]), 4)
    yield Row("score, a quote never closed", score, rows_in([names, ["5", f'"{BAD}']]), 4)
    yield Row("score, a first mapping", [*score, "--suggest-map"], rows_in([["Which is it?", "How many"], [BAD, AMOUNT]]))
    yield Row("score, no map", [*score, "--map", "sub"], rows_in(table), 4)
    yield Row("score, a line of JSON", score, as_json(VALID) + b"\n" + as_json({"chosen": BAD}) + b"\n", 1)


# The digits of a digest are chance: with a record's time in it, they can spell a short mark such as a year.
DIGEST = re.compile(rb"sha256:[0-9a-f]{64}(?![0-9a-f])")


def marks_in(content, expected=()):
    """The marks in what was written; `expected` turns it round: those of them that are missing."""
    text = DIGEST.sub(b"sha256:", content if isinstance(content, bytes) else content.encode())
    if expected:
        return [mark for mark in expected if mark.encode() not in text]
    return [mark for mark in MARKS if mark.encode() in text]


class Runner:
    def __init__(self, scratch):
        self.scratch = scratch
        with open(os.path.join(scratch.options.root, "tests/privacy/rules.yaml"), "rb") as file:
            self.inputs = {"rules.yaml": file.read()}
        self.inputs["broken.yaml"] = self.inputs["rules.yaml"].replace(b"proceed: now", b"proceed: perhaps")
        self.inputs["sub/empty"] = b""

    def run(self, row, traced=()):
        """Runs a row; yields what is wrong while it waits for the end of the answers."""
        self.scratch.clear(self.inputs)
        fifo = os.path.join(self.scratch.work, "answers.json")
        os.mkfifo(fifo)
        before = self.scratch.names()
        read, write = os.pipe()
        if row.fifo:
            in_fifo = os.open(fifo, os.O_RDWR), os.open(fifo, os.O_RDONLY)
        output = open(row.output, "wb") if row.output else subprocess.PIPE
        process = self.scratch.start([self.scratch.options.candor, *row.words], traced,
                                     stdin=subprocess.DEVNULL if row.fifo else read, stdout=output)
        if row.fifo:
            os.close(read)
            os.close(write)
            write, read = in_fifo
        yield from self.feed(process, row, read, write, before)
        out, self.err = process.communicate(timeout=harness.PATIENCE)
        self.out, self.status = out or b"", process.returncode
        os.close(read)
        if row.output:
            output.close()

    def feed(self, process, row, read, write, before):
        """Writes the answers; looks round once they are read, before they end."""
        rest = row.answers
        os.set_blocking(write, False)
        while rest and process.poll() is None:
            try:
                rest = rest[os.write(write, rest):]
            except BlockingIOError:
                harness.wait_until(lambda: process.poll() is not None or harness.unread(read) == 0, "answers are read")
        harness.wait_until(lambda: process.poll() is not None or harness.unread(read) == 0, "answers are read")
        if process.poll() is None:
            yield from self.look_round(process, row, before)
        os.close(write)

    def look_round(self, process, row, before):
        for name in ("cmdline", "environ", "comm"):
            try:
                with open(f"/proc/{process.pid}/{name}", "rb") as file:
                    content = file.read()
            except (PermissionError, ProcessLookupError):
                continue  # what is not dumpable shows nothing to anybody but root
            if row.status != 2 and marks_in(content):
                yield f"{marks_in(content)} in /proc/PID/{name}"
        new = self.scratch.names() - before
        if row.talk:  # files are written as the talk goes on
            new = {name for name in new if not os.path.basename(name).startswith((*row.writes, *row.makes, *row.appends))}
        if new:
            yield f"files while answers are read: {new}"


def check_streams(runner, row):
    yield from runner.run(row)
    if runner.status != row.status:
        yield f"ended with {runner.status} instead of {row.status}: {runner.err.decode(errors='replace')}"
    # A talk says what it understood, and nothing of what it did not.
    said = [mark for mark in marks_in(runner.err) if not row.talk or mark.lower() in BAD.lower()]
    if said:
        yield f"{said} on standard error: {runner.err.decode(errors='replace')}"
    if row.shows and marks_in(runner.out, row.shows):
        yield f"the answers are not in the result, so that the test sees nothing: {marks_in(runner.out, row.shows)}"
    if not row.shows and marks_in(runner.out):
        yield f"{marks_in(runner.out)} on standard output"
    if row.status and row.status < 10 and not runner.err and not (runner.out and row.words[0] == "verify"):
        yield "nothing is said of what went wrong"
    after = runner.scratch.files()
    if row.writes and not marks_in(b"".join(after.get(name, b"") for name in row.writes)):
        yield f"the answers are not in {row.writes}"
    for name in (*row.makes, *row.appends):
        if not after.get(name):
            yield f"{name} is not written"
        elif marks_in(after[name]):
            yield f"{marks_in(after[name])} in {name}"
    for name, content in after.items():
        if name in runner.inputs or name in ("answers.json", "sub", *row.writes, *row.makes, *row.appends):
            continue
        yield f"a file is left: {name}, with {marks_in(content) or 'no answer'} in it"


def check_files(runner, row):
    yield from runner.run(row, harness.CHANGES)
    calls = runner.scratch.traced_calls()
    if not calls or not calls[0].startswith("execve("):
        yield f"the trace does not begin with the program: {calls[:1]}"
    changes = [call for call in calls[1:] if " = -1 " not in call
               and (not harness.OPENS.match(call) or harness.WRITES.search(call))]
    # A new file beside each one asked for, renamed; and what is no regular file, opened.
    asked_for = [*row.writes, *row.makes]
    wanted = ["open", "rename"] * len(asked_for) + ["open"] * (bool(row.opens) + len(row.appends))
    names = [call.split("(")[0] for call in changes]
    # The first name of a file is not to replace another's.
    found = ["open" if harness.OPENS.match(call) else name.replace("renameat2", "rename") for call, name in zip(changes, names)]
    places = [*asked_for, *row.appends, *([row.opens] if row.opens else [])]
    # Who may not read the memory of the program sees addresses instead of names.
    elsewhere = [call for call in changes if '"' in call and not any(os.path.basename(p) in call for p in places)]
    if sorted(found) != sorted(wanted) or elsewhere:
        yield f"wanted {wanted} of {places}, got\n  " + "\n  ".join(changes)


def main():
    options = harness.arguments(["streams", "files"])
    if options.part == "files" and not harness.may_trace():
        harness.skip("there is no strace, or this machine lets nobody trace")
    check = check_streams if options.part == "streams" else check_files
    problems, count = [], 0
    with harness.Scratch(options) as scratch:
        runner = Runner(scratch)
        for number, row in enumerate(rows()):
            # A trace takes a while, and text that is cut one byte later opens no other files.
            if options.part == "files" and row.name.startswith("cut after") and number % 20:
                continue
            problems += [f"{row.name} ({' '.join(row.words[-2:])}): {problem}" for problem in check(runner, row)]
            count += 1
    harness.finish(problems, f"{count} runs")


if __name__ == "__main__":
    sys.exit(main())
