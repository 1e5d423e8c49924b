# SPDX-License-Identifier: Apache-2.0
"""Shared by the scenarios: a folder, the clinic's rules, and one complete interview under them.

A scenario is a function `test_NAME(scene)` in another file of this folder. `FILE --candor BINARY [NAME]` runs it, or all.
"""

import argparse
import json
import os
import pathlib
import sys
import tempfile
import traceback

from terminal import Failure, Piped, Terminal, check, check_equal, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "tests" / "terminal" / "clinic.yaml"
AS_OF = "2026-11-22"

# One client, by replies and by answers.
REPLIES = ["34", "y", "n", "gr", "1, 2", "6 weeks", "3 months"]
ANSWERS = {"age": 34, "smoker": "yes", "rash": "no", "spots": "groesser", "procedures": ["filler", "waxing"],
           "filler": "6 weeks", "isotretinoin": "3 months"}
# Another client, with no answer in common; the filler question does not apply.
OTHER_REPLIES = ["61", "", "-", "1", "0", "never"]
OTHER_ANSWERS = {"age": 61, "rash": None, "spots": "none", "procedures": [], "isotretinoin": "never"}


class Scene:
    def __init__(self, candor, folder):
        self.candor = str(candor)
        self.folder = pathlib.Path(folder)

    def command(self, *options, rules=RULES, as_of=AS_OF):
        return [self.candor, "screen", "-r", str(rules), "--as-of", as_of, *options]

    def terminal(self, *options, rules=RULES, as_of=AS_OF, **settings):
        """An interview on a terminal, at its first prompt."""
        terminal = Terminal(self.command(*options, rules=rules, as_of=as_of), self.folder, **settings)
        terminal.prompt()
        return terminal

    def piped(self, *options, rules=RULES, as_of=AS_OF, **settings):
        piped = Piped(self.command(*options, rules=rules, as_of=as_of), self.folder, **settings)
        piped.prompt()
        return piped

    def run(self, *options, text="", rules=RULES, as_of=AS_OF, extra=None):
        return run(self.command(*options, rules=rules, as_of=as_of), self.folder, text, extra)

    def by_answers(self, answers, *options, **settings):
        """Standard output for answers as JSON."""
        status, out, err = self.run("--answers", "-", *options, text=json.dumps(answers), **settings)
        check_equal((status, err), (0, ""), "the answers are not accepted")
        return out

    def path(self, name):
        return self.folder / name

    def text(self, name):
        return self.path(name).read_text(encoding="utf-8")

    def saved(self, name):
        """The answers in a saved interview, after checking its format."""
        saved = json.loads(self.text(name))
        check_equal(list(saved), ["schema", "ruleset", "as_of", "appointment", "ref", "answers", "answered_on", "not_confirmed", "set_aside", "not_asked"],
                    "the keys of what is saved")
        check_equal(saved["schema"], "interview/1", "the schema of what is saved")
        check_equal(self.path(name).stat().st_mode & 0o777, 0o600, "who may read what is saved")
        return saved["answers"]

    def check_files(self, *names):
        check_equal(sorted(os.listdir(self.folder)), sorted(names), "the files that are there")


def type_all(terminal, replies):
    """Types each reply at its prompt; returns what was shown after the last one."""
    shown = ""
    for reply in replies:
        shown = terminal.reply(reply)
    return shown


def shows(shown, text):
    """Whether the text is shown. A text without newlines may be wrapped; one with newlines must match exactly."""
    return text in shown or ("\n" not in text and text in " ".join(shown.split()))


def has(shown, *texts):
    for text in texts:
        check(shows(shown, text), f"`{text}` is not shown", shown)


def has_not(shown, *texts):
    for text in texts:
        check(not shows(shown, text), f"`{text}` is shown", shown)


def main(scenarios):
    parser = argparse.ArgumentParser()
    parser.add_argument("--candor", required=True, type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    known = {name.removeprefix("test_"): call for name, call in scenarios.items() if name.startswith("test_")}
    failed = 0
    for name in arguments.names or known:
        with tempfile.TemporaryDirectory(prefix="candor-terminal-") as folder:
            try:
                known[name](Scene(arguments.candor.resolve(), folder))
            except Failure as failure:
                line = traceback.extract_tb(failure.__traceback__)[1].lineno
                print(f"FAILED: {name}, line {line}: {failure}")
                failed += 1
    sys.exit(1 if failed else 0)
