#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How `candor check` grows with a rule set: time, memory, and whether the classes are counted.

usage: check.py BUILD_FOLDER [--rounds N]

The rules are generated, the same on every machine. "Form": each rule looks at one to four questions that stand near
each other, as the sections of a form do. "Any": at questions anywhere, which is the hardest for a count.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

VERDICTS = ["caution", "defer", "refer", "unsuitable"]


def question(name, choices):
    words = ", ".join(f"c{i}: Choice {i}" for i in range(choices))
    return f"  {name}: {{ask: Which of them?, type: choice, choices: {{{words}}}}}\n"


def rule_set(rules, window, seed):
    """A rule set with a question for every three rules, 20 at least."""
    draw = random.Random(seed)
    count = max(20, rules // 3)
    choices = [draw.randint(2, 8) for _ in range(count)]
    out = ("candor: 1\nid: generated\nversion: 1.0.0\ntitle: Generated\nintended_use: Timing.\nverdicts:\n"
           "  suitable: {label: Suitable, proceed: now}\n  caution: {label: Caution, proceed: now}\n"
           "  defer: {label: Later, proceed: later}\n  refer: {label: Refer, proceed: no}\n"
           "  unsuitable: {label: Unsuitable, proceed: no}\nquestions:\n")
    out += "".join(question(f"q{q}", n) for q, n in enumerate(choices)) + "rules:\n"
    for rule in range(rules):
        first = draw.randrange(count)
        near = [q for q in range(count) if abs(q - first) < window] if window else range(count)
        asked = draw.sample(list(near), min(len(near), draw.randint(1, 4)))
        tests = []
        for q in asked:
            some = sorted(draw.sample(range(choices[q]), draw.randint(1, max(1, choices[q] // 2))))
            tests.append(f"{{q{q}: [{', '.join(f'c{c}' for c in some)}]}}")
        out += (f"  r{rule}: {{when: {{all: [{', '.join(tests)}]}}, verdict: {draw.choice(VERDICTS)}, "
                f"because: Rule {rule} applies., strength: convention}}\n")
    return out


def measure(candor, path):
    """Seconds, MiB at the peak, and the output of one run."""
    start = time.perf_counter()
    child = subprocess.Popen([candor, "check", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"candor check {path}: status {child.returncode}\n{said}")
    return seconds, usage.ru_maxrss / 1024, said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    candor = os.path.join(arguments.build, "candor")
    with tempfile.TemporaryDirectory() as folder:
        sets = [("built-in microneedling", "microneedling")]
        for kind, window in (("form", 4), ("any", 0)):
            for rules in (50, 100, 150, 200, 250, 300):
                path = os.path.join(folder, f"{kind}-{rules}.yaml")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(rule_set(rules, window, rules))
                sets.append((f"{kind}, {rules} rules", path))
        print(f"{'rule set':24}  {'seconds':>8}  {'MiB':>6}  findings  classes")
        for name, path in sets:
            runs = [measure(candor, path) for _ in range(arguments.rounds)]
            said = runs[0][2]
            counted = "not counted" if "not counted" in said else "counted"
            found = next((line.split()[0] for line in said.splitlines()
                          if line.endswith((" finding", " findings")) or " findings, " in line), "0")
            print(f"{name:24}  {statistics.median(run[0] for run in runs):8.3f}  "
                  f"{max(run[1] for run in runs):6.0f}  {found.replace('No', '0'):>8}  {counted}")


if __name__ == "__main__":
    main()
