#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs consultations with an invented client in tmux, and copies what the terminal shows into the documents.

usage: captures.py --candor BINARY --root REPOSITORY [--check]

A document shows a capture in the fenced block after `<!-- capture: NAME -->`. With --check nothing is written, and the
status is 1 if a document shows something else.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
import time

DOCUMENTS = ("README.md", "docs/consultation.md")
DEADLINE = 60.0
COLUMNS, LINES = 80, 24
SCREEN = "candor screen --as-of 2026-11-22"
PROMPTS = (">", "$", "File to write:", "Decision:", "Reason:", "Who decides:", "Note, or Enter for none:",
           "Device and depth, or Enter:", "Reaction, or Enter for none:")
BLOCK = re.compile(r"(?P<head><!-- capture: (?P<name>[a-z0-9-]+) -->\n```text\n)(?P<text>.*?)(?P<tail>^```$)", re.MULTILINE | re.DOTALL)


class Shell:
    """A shell in its own tmux window. Whenever a method returns, the last line is a prompt."""

    def __init__(self, candor, folder, color=False):
        self.tmux = ["tmux", "-u", "-L", f"candor-captures-{os.getpid()}", "-f", "/dev/null"]
        self.start = 0
        bin_folder = os.path.join(folder, "bin")
        os.mkdir(bin_folder)
        os.symlink(candor, os.path.join(bin_folder, "candor"))
        home = os.path.join(folder, "clinic")
        os.mkdir(home)
        shell = ["env", "-i", f"PATH={bin_folder}:/usr/bin:/bin", f"HOME={home}", "PS1=$ ",
                 *(["TERM=screen-256color"] if color else ["TERM=screen", "NO_COLOR=1"]), "sh", "-i"]
        # The history limit has to be set before the window is created.
        self.run("new-session", "-d", "-x", str(COLUMNS), "-y", str(LINES), "-s", "first", "cat", ";",
                 "set-option", "-g", "history-limit", "20000", ";",
                 "new-window", "-c", home, "-n", "clinic", *shell, ";", "kill-window", "-t", "first:0")
        self.wait(0)

    def run(self, *words):
        return subprocess.run([*self.tmux, *words], check=True, capture_output=True, encoding="utf-8").stdout

    def close(self):
        subprocess.run([*self.tmux, "kill-server"], check=False, capture_output=True)

    def lines(self):
        """Everything shown so far, without the empty lines below the prompt."""
        shown = self.run("capture-pane", "-p", "-J", "-S", "-").rstrip("\n ")
        return [line.rstrip() for line in shown.split("\n")]

    @staticmethod
    def prompts(lines):
        return sum(1 for line in lines if any(line == prompt or line.startswith(prompt + " ") for prompt in PROMPTS))

    def wait(self, before):
        """Waits until there are more prompts than before, and the last one is empty."""
        deadline = time.monotonic() + DEADLINE
        while True:
            lines = self.lines()
            if self.prompts(lines) > before and lines[-1] in PROMPTS:
                return lines
            if time.monotonic() > deadline:
                sys.exit("nothing more came:\n" + "\n".join(lines[-LINES:]))
            time.sleep(0.005)

    def type(self, text, enter=True):
        before = self.prompts(self.lines())
        if text:
            self.run("send-keys", "-l", "--", text)
        if enter:
            self.run("send-keys", "Enter")
            self.wait(before)

    def last(self, line):
        """The index of the last line with this text."""
        lines = self.lines()
        return len(lines) - 1 - lines[::-1].index(line)

    def key(self, name):
        before = self.prompts(self.lines())
        self.run("send-keys", name)
        self.wait(before)

    def page(self):
        """The line where the last page begins: after the last empty line before the prompt."""
        lines = self.lines()
        at = len(lines) - 1
        while at > 0 and lines[at - 1]:
            at -= 1
        return at

    def begin(self, at=None):
        """Begins a capture at the last page, or at line number `at`."""
        self.start = self.page() if at is None else at

    def captured(self, last_page=False):
        """The lines shown since `begin`, without the last page or with it."""
        lines = self.lines()
        end = len(lines) if last_page else self.page()
        return lines[self.start:end]


class Captures:
    def __init__(self, shell):
        self.shell = shell
        self.texts = {}

    def keep(self, name, lines):
        while lines and not lines[-1]:
            lines = lines[:-1]
        self.texts[name] = "\n".join(lines) + "\n"

    def replies(self, *replies):
        for reply in replies:
            self.shell.type(reply)

    def of(self, name, *replies):
        """Captures the last page, the replies, and the response to them."""
        self.shell.begin()
        self.replies(*replies)
        self.keep(name, self.shell.captured())

    def consultation(self):
        """One client from the first question to the result: isotretinoin ended four months ago."""
        shell = self.shell
        self.command(SCREEN + " --save client-17.json")
        self.replies("34")
        self.keep("start", shell.captured())
        self.replies("n")
        self.of("words", "fa")
        self.of("time", "2 years")
        self.replies("", "2")
        self.of("refused", "maybe", "none")
        self.of("must-be-answered", "", "1")
        self.of("back", "<", "2")
        self.replies("n", "n")
        shell.begin()
        self.replies("?")
        self.keep("help", cut(shell.captured(), 23, 8))
        self.replies("past", "0", "none", "0", "0", "1", "never", "never", "none")
        self.replies("no", "0", "0", "none", "none", "never", "n", "0", "1", "n", "2026-07-22")
        self.of("not-known", "-")
        self.replies("n", "2 days", "filler, waxing", "5 months", "3 weeks", "n", "0")
        self.replies("type iii", "rolling", "skinpen", "1.5")
        self.shell.begin(shell.last("Review"))
        self.keep("review", cut(shell.captured(last_page=True), 7, 30))
        self.replies("34", "waxing", "31", "none")
        shell.begin()
        self.replies("")
        self.keep("result", shell.captured(last_page=True))
        shell.begin(len(shell.lines()) - 1)
        self.replies("why")
        self.keep("why", cut(shell.captured(last_page=True), 15, 3))
        shell.begin(len(shell.lines()) - 1)
        self.replies("appointment 1 Feb 14:30")
        self.keep("appointment", cut(shell.captured(last_page=True), 5, 2))
        shell.begin(len(shell.lines()) - 1)
        self.replies("decide", "2", "1", "Dr. A. Example")
        self.keep("decide", shell.captured(last_page=True))  # the next page has today's date
        self.replies("By telephone.", "record client-17.record.json", "quit")

    def revisit(self):
        """The same client, three months later."""
        shell = self.shell
        self.command(SCREEN.replace("2026-11-22", "2027-02-25") + " --revisit client-17.record.json")
        self.replies("3 Feb 2027", "SkinPen, 1 mm", "")
        self.keep("revisit", shell.captured())
        self.replies("!", "")
        shell.begin(len(shell.lines()) - 1)
        self.replies("why")
        self.keep("since", cut(shell.captured(last_page=True), 8, 2))
        self.replies("quit")

    def quick(self):
        """A triage that ends after the third answer."""
        shell = self.shell
        self.command(SCREEN + " --triage")
        self.replies("0", "0")
        shell.begin()
        self.replies("2")
        self.keep("quick", cut(shell.captured(last_page=True), 10, 9))
        self.replies("", "quit")

    def command(self, line):
        """Begins a capture with this command."""
        self.shell.begin(len(self.shell.lines()) - 1)
        self.shell.type(line)


def cut(lines, first, last):
    """The first and the last lines, with `...` for those between."""
    return lines[:first] + ["..."] + lines[-last:]


def put(text, texts, document, problems):
    """The document with its captures."""
    def replaced(match):
        if match["name"] not in texts:
            problems.append(f"{document}: there is no capture `{match['name']}`")
            return match[0]
        return match["head"] + texts[match["name"]] + match["tail"]

    if len(BLOCK.findall(text)) != text.count("<!-- capture:"):
        problems.append(f"{document}: a capture has no ```text block right after it")
    return BLOCK.sub(replaced, text)


def take(candor):
    """All captures by name."""
    with tempfile.TemporaryDirectory(prefix="candor-captures-") as folder:
        shell = Shell(os.path.abspath(candor), folder)
        try:
            captures = Captures(shell)
            captures.consultation()
            captures.revisit()
            captures.quick()
            return captures.texts
        finally:
            shell.close()


def main():
    parser = argparse.ArgumentParser(description="Shows in the documents what a terminal shows.")
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    texts = take(arguments.candor)
    problems, shown = [], set()
    for document in DOCUMENTS:
        path = os.path.join(arguments.root, document)
        with open(path, encoding="utf-8") as file:
            before = file.read()
        after = put(before, texts, document, problems)
        shown |= {match["name"] for match in BLOCK.finditer(before)}
        if arguments.check:
            problems += difflib.unified_diff(before.splitlines(), after.splitlines(), document, "what is shown", lineterm="")
        elif after != before:
            with open(path, "w", encoding="utf-8") as file:
                file.write(after)
    problems += [f"no document shows the capture `{name}`" for name in texts if name not in shown]
    for problem in problems:
        print(problem)
    print(f"{len(shown)} captures" + (", which differ from what is shown; script/captures writes them" if problems and arguments.check else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
