#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs cases of the command line: `golden/NAME` is the case NAME of one of the transcripts beside this file.

    == score-rejects                                 a case begins; lines that begin with # are comments
    file intake.csv                                  an input, written out: the lines that follow
    | id,age
    | P1,secret
    with inputs/clinic.yaml answers.json=none.json   inputs stated elsewhere, under their own or another name
    $ COLUMNS=40 candor score intake.csv --rejects fix.csv
    < what it reads from standard input              or `< FILE` at the end of the command line
    | what it wrote to standard output
    ! what it wrote to standard error
    exit 1                                           its exit status, unless 0
    wrote fix.csv                                    a file that it made or changed
    | id,age

A `file` above the first case is shared: `with NAME` and `< NAME` of any case of the transcript take it. Any other name
is a path, from this folder or from the top of the repository; the input is named as the last part of the path.

A case runs in a folder that holds its inputs and nothing else. Everything is compared to the byte: both streams, the
status, and every file in the folder afterwards, so an input that is not under `wrote` must be as it was. A line ending
in ` (esc)` has escapes: \\r, \\t, \\xNN (one byte) and \\\\. Bytes that cannot be seen, and a blank at the end of a
line, must be written so. A last line ending in ` (no-eol)` has no newline. `<style>pages.css</style>` stands for the
stylesheet of the pages, to the byte. The seconds and rows/s on standard error, which differ from run to run, are 0.

    run.py case CANDOR SCRATCH TRANSCRIPT NAME   compares, or with UPDATE_GOLDEN=1 in the environment rewrites what
                                                 came out (everything below the `$` and `<` lines of that case)
    run.py check NAMES                           fails on a mistake anywhere in this folder, and if its cases are not
                                                 those named in the file NAMES, one a line
"""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
STYLE_MARK = b"<style>pages.css</style>"
SECONDS = 60


class Mistake(Exception):
    """A transcript that cannot be used, or a command that did not end as commands do."""


def read(path):
    with open(path, "rb") as file:
        return file.read()


def style():
    """The style element as pages embed it. The stylesheet is found wherever in src/ it is."""
    if not style.known:
        found = [folder for folder, _, names in os.walk(os.path.join(ROOT, "src")) if "pages.css" in names]
        if len(found) != 1:
            raise Mistake(f"src/ has {len(found)} files pages.css, instead of one")
        style.known = b"<style>\n" + read(os.path.join(found[0], "pages.css")) + b"</style>"
    return style.known


style.known = b""


def show_line(line):
    """A line of content, without its newline, as a transcript has it."""
    text = line.decode("utf-8", "surrogateescape")
    if text.isprintable() and not text.endswith((" ", " (esc)", " (no-eol)")):
        return text
    named = {"\\": "\\\\", "\r": "\\r", "\t": "\\t"}
    shown = [named.get(c) or (c if c.isprintable() else "".join(
        f"\\x{byte:02x}" for byte in c.encode("utf-8", "surrogateescape"))) for c in text]
    if text.endswith(" "):
        shown[-1] = "\\x20"
    return "".join(shown) + " (esc)"


def show(gutter, content):
    """Lines of a transcript that stand for the content."""
    if b"<style>" in content:
        content = content.replace(style(), STYLE_MARK)
    lines = content.split(b"\n")
    last = lines.pop()
    shown = [show_line(line) for line in lines]
    if last:
        shown.append(show_line(last) + " (no-eol)")
    return [f"{gutter} {line}".rstrip(" ") for line in shown]


def unescape(match):
    known = {"\\": b"\\", "r": b"\r", "t": b"\t"}
    code = match.group(1)
    if code in known:
        return known[code].decode()
    if not re.fullmatch("x[0-9a-f]{2}", code):
        raise Mistake(f"\\{code} is not an escape")
    return bytes([int(code[1:], 16)]).decode("utf-8", "surrogateescape")


class Transcript:
    """All cases of one file."""

    def __init__(self, path):
        self.path = path
        self.at = 0
        self.shared = {}
        self.unused = set()
        self.paths = set()
        self.cases = {}
        try:
            text = read(path).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Mistake(f"{path}: not UTF-8: {error}") from None
        self.lines = text.split("\n")
        if self.lines.pop() != "":
            raise Mistake(f"{path}: no newline at the end")
        try:
            self.parse()
        except Mistake as mistake:
            raise Mistake(f"{path}:{min(self.at + 1, len(self.lines))}: {mistake}") from None

    def peek(self):
        return self.lines[self.at] if self.at < len(self.lines) else "== end"

    def skip(self):
        while self.peek() == "" or self.peek().startswith("#"):
            self.at += 1

    def content(self, gutter):
        """What the lines from here on with the gutter stand for."""
        content = b""
        while self.peek() == gutter or self.peek().startswith(gutter + " "):
            if content and not content.endswith(b"\n"):
                raise Mistake("a line after one that says (no-eol)")
            line = self.peek()[2:]
            if not line.isprintable() or line.endswith(" ") or self.peek() == gutter + " ":
                raise Mistake("has a character that cannot be seen: write it as an escape, and (esc) after the line")
            end = "\n"
            if line.endswith(" (no-eol)"):
                line, end = line[:-len(" (no-eol)")], ""
            if line.endswith(" (esc)"):
                line = re.sub(r"\\(x..|.?)", unescape, line[:-len(" (esc)")])
            content += (line + end).encode("utf-8", "surrogateescape")
            self.at += 1
        return content.replace(STYLE_MARK, style()) if STYLE_MARK in content else content

    def named(self, word):
        """Reads the line `WORD NAME`, and gives the name."""
        name = self.peek()[len(word) + 1:]
        if not re.fullmatch(r"[^\s=]+", name) or name.startswith("/") or ".." in name.split("/"):
            raise Mistake(f"expected `{word} NAME`")
        self.at += 1
        return name

    def source(self, name):
        if name in self.shared:
            self.unused.discard(name)
            return self.shared[name]
        for folder in (HERE, ROOT):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                self.paths.add(path)
                return read(path)
        raise Mistake(f"there is no {name}: it is not shared by this transcript, and not a path")

    def parse(self):
        self.skip()
        while self.peek().startswith("file "):
            name = self.named("file")
            if name in self.shared:
                raise Mistake(f"another shared {name}")
            self.shared[name] = self.content("|")
            self.unused.add(name)
            self.skip()
        while self.at < len(self.lines):
            match = re.fullmatch(r"== ([a-z0-9-]+)", self.peek())
            if not match:
                raise Mistake("expected a case: `== its-name`, in small letters, digits and hyphens")
            if match.group(1) in self.cases:
                raise Mistake(f"another case {match.group(1)}")
            self.at += 1
            self.cases[match.group(1)] = Case(self)
            self.skip()
        if self.unused:
            raise Mistake(f"no case uses the shared {', '.join(sorted(self.unused))}")
        if not self.cases:
            raise Mistake("has no case")


class Case:
    """What is run, and what must come out."""

    def __init__(self, transcript):
        self.files = {}
        transcript.skip()
        while not transcript.peek().startswith("$ "):
            self.input(transcript)
            transcript.skip()
        self.command(transcript)
        self.begin = transcript.at
        self.wanted = Outcome(transcript.content("|"), transcript.content("!"))
        if transcript.peek().startswith("exit "):
            status = transcript.peek()[len("exit "):]
            if not re.fullmatch("[1-9][0-9]{0,2}", status):
                raise Mistake("expected `exit STATUS`, from 1 to 255")
            self.wanted.status = int(status)
            transcript.at += 1
        while transcript.peek().startswith("wrote "):
            name = transcript.named("wrote")
            if name in self.wanted.written:
                raise Mistake(f"another {name}")
            self.wanted.written[name] = transcript.content("|")
        self.end = transcript.at
        if transcript.peek() != "" and not transcript.peek().startswith("== "):
            raise Mistake("does not belong here: a case ends with |, then !, exit and wrote, and an empty line")

    def input(self, transcript):
        if transcript.peek().startswith("file "):
            self.add(transcript.named("file"), transcript.content("|"))
        elif transcript.peek().startswith("with "):
            for word in transcript.peek().split(" ")[1:]:
                name, _, source = word.rpartition("=")
                content = transcript.source(source)
                self.add(name or (source if source in transcript.shared else os.path.basename(source)), content)
            transcript.at += 1
        else:
            raise Mistake("expected `file NAME`, `with NAME...` or `$ candor ...`")

    def add(self, name, content):
        if name in self.files:
            raise Mistake(f"another {name}")
        self.files[name] = content

    def command(self, transcript):
        line = transcript.peek()
        match = re.fullmatch(r"\$ ((?:[A-Z_]+=\S* )*)candor(?: (.*?))??(?: < (\S+))?", line)
        if not match or not line.isprintable() or line != line.rstrip():
            raise Mistake("expected `$ candor ARGUMENTS`, perhaps NAME=VALUE before it and `< FILE` after it")
        import shlex
        try:
            self.args = [os.fsencode(arg) for arg in shlex.split(match.group(2) or "")]
        except ValueError as error:
            raise Mistake(f"not a command line: {error}") from None
        self.env = dict(setting.split("=", 1) for setting in match.group(1).split())
        fed = match.group(3)
        if fed:
            self.stdin = self.files[fed] if fed in self.files else transcript.source(fed)
        transcript.at += 1
        typed = transcript.content("<")
        if fed and typed:
            raise Mistake("has two standard inputs")
        if not fed:
            self.stdin = typed

    def run(self, candor, scratch):
        """The outcome of running it. Everything in the folder `scratch` is lost."""
        import shutil
        import subprocess
        work = os.path.join(scratch, "work")
        shutil.rmtree(scratch, ignore_errors=True)
        os.makedirs(work)
        for name, content in self.files.items():
            path = os.path.join(work, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
        with open(os.path.join(scratch, "stdin"), "wb") as file:
            file.write(self.stdin)
        env = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC", "LC_ALL": "C"}
        env.pop("COLUMNS", None)
        env.update(self.env)
        with open(os.path.join(scratch, "stdin"), "rb") as stdin:
            try:
                done = subprocess.run([candor, *self.args], cwd=work, env=env, stdin=stdin, capture_output=True,
                                      timeout=SECONDS)
            except subprocess.TimeoutExpired:
                raise Mistake(f"still running after {SECONDS} s") from None
        if done.returncode < 0:
            raise Mistake(f"ended by signal {-done.returncode}; on standard error:\n"
                          + done.stderr.decode("utf-8", "replace"))
        took = re.sub(rb"[0-9.]+ s, [0-9]+ rows/s\n", b"0.0 s, 0 rows/s\n", done.stderr)
        outcome = Outcome(done.stdout, took, done.returncode)
        left = {}
        for folder, _, names in os.walk(work):
            for name in names:
                path = os.path.join(folder, name)
                left[os.path.relpath(path, work)] = read(path)
        for name in self.files:
            if name not in left:
                raise Mistake(f"removed its input {name}")
        outcome.written = {name: left[name] for name in sorted(left) if left[name] != self.files.get(name)}
        return outcome


class Outcome:
    """What came out of a command, or must."""

    def __init__(self, stdout, stderr, status=0):
        self.stdout = stdout
        self.stderr = stderr
        self.status = status
        self.written = {}

    def lines(self):
        lines = show("|", self.stdout) + show("!", self.stderr)
        if self.status:
            lines.append(f"exit {self.status}")
        for name, content in sorted(self.written.items()):
            lines += [f"wrote {name}"] + show("|", content)
        return lines


def renew(path, name, outcome):
    """Writes the outcome into the transcript. Others may be renewing other cases of it at the same time."""
    import fcntl
    lock = os.open(HERE, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    transcript = Transcript(path)
    case = transcript.cases[name]
    transcript.lines[case.begin:case.end] = outcome.lines()
    temporary = path + ".new"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(transcript.lines) + "\n")
        if vars(Transcript(temporary).cases[name].wanted) != vars(outcome):
            raise Mistake("what came out cannot be written down")
        os.replace(temporary, path)  # whole, so that whoever reads it now sees one or the other
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def run_case(candor, scratch, path, name):
    case = Transcript(path).cases.get(name)
    if not case:
        raise Mistake(f"{path}: has no case {name} any more: build again, so that ctest knows")
    got = case.run(candor, scratch)
    if vars(got) == vars(case.wanted):
        return 0
    if os.environ.get("UPDATE_GOLDEN") == "1":
        renew(path, name, got)
        return 0
    import difflib
    print(f"golden/{name}: not as {path}:{case.begin} says; UPDATE_GOLDEN=1 rewrites what it says")
    sys.stdout.flush()
    difference = difflib.unified_diff(case.wanted.lines(), got.lines(), f"wanted/{name}", f"got/{name}", lineterm="")
    sys.stdout.buffer.write(("\n".join(difference) + "\n").encode())
    return 1


def check(names):
    """Looks at the whole folder: mistakes, cases that never run, and files that no case uses."""
    with open(names, encoding="utf-8") as file:
        registered = set(file.read().split())
    seen = {}
    unused = set()
    used = {os.path.abspath(__file__), os.path.join(HERE, "run_test.py")}
    for folder, _, files in os.walk(HERE):
        unused.update(os.path.join(folder, name) for name in files if not name.endswith(".pyc"))
    for path in sorted(unused):
        if os.path.dirname(path) != HERE or not path.endswith(".txt"):
            continue
        transcript = Transcript(path)
        used.update({path}, transcript.paths)
        for name in transcript.cases:
            if name in seen:
                raise Mistake(f"{path}: another case {name}, which {seen[name]} has too")
            seen[name] = path
    if unused - used:
        raise Mistake(f"no case uses {', '.join(sorted(unused - used))}")
    if registered != set(seen):
        raise Mistake("not the cases that ctest knows: build again\n  " + "\n  ".join(sorted(registered ^ set(seen))))
    return 0


def main(args):
    try:
        if args[:1] == ["case"] and len(args) == 5:
            return run_case(*args[1:])
        if args[:1] == ["check"] and len(args) == 2:
            return check(args[1])
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
