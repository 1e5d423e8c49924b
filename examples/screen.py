#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Screens one person from Python, with the standard library alone.

    examples/screen.py ANSWERS.json [YYYY-MM-DD]

CANDOR names the candor to use, if it is not on the PATH.
"""

import datetime
import json
import os
import subprocess
import sys


class NoVerdict(Exception):
    """candor gave no result; `status` 4 means that the answers are to be corrected."""

    def __init__(self, status):
        super().__init__(f"no verdict: candor ended with status {status}")
        self.status = status


def screen(answers, as_of):
    """The result of screening `answers`, an object of question to answer, on the day `as_of`."""
    command = [os.environ.get("CANDOR", "candor"), "screen", "--answers", "-",
               "--format", "json", "--as-of", as_of]
    # Answers go through standard input: a command line can be read by every process of the machine.
    # What candor says on standard error goes to ours.
    done = subprocess.run(command, input=json.dumps(answers).encode(), stdout=subprocess.PIPE)
    if done.returncode != 0:
        raise NoVerdict(done.returncode)
    return json.loads(done.stdout)


def main(arguments):
    if len(arguments) not in (1, 2):
        print("usage: screen.py ANSWERS.json [YYYY-MM-DD]", file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        answers = json.load(file)
    as_of = arguments[1] if len(arguments) == 2 else datetime.date.today().isoformat()

    try:
        result = screen(answers, as_of)
    except NoVerdict as why:
        print(why, file=sys.stderr)
        return why.status

    print(f"{result['label']} ({result['verdict']})")
    print(f"earliest: {result['earliest'] or 'none'}")
    print("open:" if result["open"] else "open: none")
    for question in result["open"]:
        print(f"  {question['question']}: {question['ask']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
