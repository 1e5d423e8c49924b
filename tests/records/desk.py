# SPDX-License-Identifier: Apache-2.0
"""What the tests of records share: a folder to work in, candor and minisign run in it, checks, and `main`."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile

DAY = "2026-11-22"
ANSWERS = {"age": 34, "smoker": "no", "rash": "no", "spots": "small", "procedures": [], "isotretinoin": "never"}


class Failed(Exception):
    """A check that did not hold."""


def check(holds, what):
    if not holds:
        raise Failed(what)


def check_equal(got, wanted, what):
    check(got == wanted, f"{what}: {got!r}, wanted {wanted!r}")


def has(text, *parts):
    for part in parts:
        check(part in text, f"{part!r} is not in:\n{text}")


def has_not(text, *parts):
    for part in parts:
        check(part not in text, f"{part!r} is in:\n{text}")


class Desk:
    """A folder with the rule set of the interview's tests, `clinic.yaml`."""

    def __init__(self, candor, root, folder):
        self.candor, self.root, self.folder = candor, root, folder
        with open(os.path.join(root, "tests/terminal/clinic.yaml"), encoding="utf-8") as file:
            self.write("clinic.yaml", file.read())
        self.write("answers.json", json.dumps(ANSWERS))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def json(self, name):
        return json.loads(self.read(name))

    def run(self, *words, status=0, stdin="", **how):
        """Runs candor; its standard output and standard error."""
        done = subprocess.run([self.candor, *words], cwd=self.folder, input=stdin, encoding="utf-8",
                              capture_output=True, check=False, timeout=300, **how)
        check(done.returncode == status, f"candor {' '.join(words)} returned {done.returncode}, wanted {status}\n"
              f"{done.stdout}{done.stderr}")
        return done.stdout, done.stderr

    def screen(self, *words, rules="clinic.yaml", answers="answers.json", as_of=DAY, **how):
        return self.run("screen", "-r", rules, "-a", answers, "--as-of", as_of, *words, **how)

    def minisign(self, *words):
        subprocess.run(["minisign", *words], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, check=True)

    def key(self, name):
        self.minisign("-G", "-W", "-p", f"{name}.pub", "-s", f"{name}.key")
        return self.read(f"{name}.pub").split("\n")[0].split()[-1].zfill(16)  # minisign leaves out zeros

    def sign(self, key, file, *words):
        self.minisign("-S", "-s", f"{key}.key", "-m", file, *words)


def main(tests):
    parser = argparse.ArgumentParser()
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("tests", nargs="*")
    options = parser.parse_args()
    known = {name.removeprefix("test_"): test for name, test in tests.items() if name.startswith("test_")}
    failed = 0
    for name in options.tests or known:
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="candor-records-"))
            try:
                known[name](Desk(os.path.abspath(options.candor), os.path.abspath(options.root), folder))
                print(f"{name}: ok")
            except Failed as problem:
                failed += 1
                print(f"FAILED: {name}: {problem}")
    sys.exit(1 if failed else 0)
