#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command of candor where there is no network, and looks for calls that would use one.

usage: network.py namespace|calls --candor BINARY --root REPOSITORY [--sanitized]

namespace: each command says and writes the same in an empty network namespace as outside it.
calls: no command makes a single network call (needs strace).
"""

import os
import re
import subprocess
import sys

import harness

# As typed after `candor`, and the file for standard input. Every command of `candor --help` has a line; one is missing
# when a command has none.
COMMANDS = [
    ([], None),
    (["--version"], None),
    (["--help"], None),
    (["nonsense"], None),
    (["screen", "--help"], None),
    (["help", "screen"], None),
    (["help", "E414"], None),
    (["screen", "--answers", "examples/isotretinoin.json", "--as-of", "2026-11-22"], None),
    (["screen", "--answers", "examples/isotretinoin.json", "--as-of", "2026-11-22", "--appointment", "2027-01-22",
      "--color", "always"], None),
    (["screen", "--answers", "examples/suitable.json", "--as-of", "2026-11-22", "--appointment", "2027-01-22",
      "--calendar", "visit.ics", "--ref", "P0042-1", "--moved", "1", "--explicit"], None),
    (["screen", "--answers", "examples/isotretinoin.json", "--as-of", "2026-11-22", "--clinic",
      "examples/harbour.clinic.yaml", "--leaflet", "leaflet.html", "--report", "report.html"], None),
    (["screen", "--answers", "-", "--as-of", "2026-11-22", "--format", "json", "--json", "out.json"],
     "examples/incomplete.json"),
    (["screen", "-r", "examples/first-rules.yaml", "--answers", "-", "--as-of", "2026-11-22"],
     "examples/first-rules.json"),
    (["screen", "--answers", "examples/first-rules.json", "--rules", "https://example.org/rules.yaml"], None),
    (["screen", "--answers", "https://example.org/answers.json"], None),
    (["screen", "--answers", "-"], "examples/first-rules.yaml"),
    (["screen", "--as-of", "2026-11-22", "--save", "kept.json"], "examples/first-rules.yaml"),
    (["score", "-", "--as-of", "2026-11-22"], "tests/data/intakes/plain.csv"),
    (["score", "tests/data/intakes/web-form.csv", "--map", "examples/web-form.map.yaml", "--as-of", "2026-11-22", "-o",
      "out.csv", "--rejects", "rejects.csv"], None),
    (["score", "tests/data/intakes/web-form.csv", "--suggest-map"], None),
    (["check", "microneedling", "examples/first-rules.yaml"], None),
    (["check", "examples/first-rules.json", "--format", "json"], None),
    (["test", "microneedling", "examples/first-rules.yaml", "--junit", "out.xml"], None),
    (["test", "examples/first-rules.yaml", "--format", "json"], None),
    (["show"], None),
    (["show", "--source"], None),
    (["form"], None),
    (["form", "examples/first-rules.yaml", "--format", "csv"], None),
    (["form", "--format", "markdown"], None),
    (["form", "--html", "form.html"], None),
    (["show", "--html", "rules.html"], None),
    (["page", "-o", "page.html"], None),
    (["page", "--client", "-o", "page.html"], None),
    (["verify", "-"], "examples/suitable.json"),
    (["verify", "examples", "-r", "examples/first-rules.yaml"], None),
    (["schema", "rules"], None),
    (["schema", "tests"], None),
    (["schema", "answers", "-r", "examples/first-rules.yaml"], None),
    (["schema", "result"], None),
]


def namespace():
    """The words before a command that take its network away, or None where that is not allowed."""
    for words in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        if harness.works(*words, "true"):
            return words
    return None


def interfaces(*words):
    lines = subprocess.run([*words, "cat", "/proc/net/dev"], capture_output=True, encoding="utf-8", check=True,
                           timeout=harness.PATIENCE).stdout.splitlines()
    return sorted(line.split(":")[0].strip() for line in lines if ":" in line)


def commands_in_help(candor):
    said = subprocess.run([candor, "--help"], capture_output=True, encoding="utf-8", check=True,
                          timeout=harness.PATIENCE).stdout
    lines = said.split("\nCommands\n")[1].split("\n\n")[0].splitlines()
    return {line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")}


class Runner:
    def __init__(self, scratch):
        self.scratch = scratch
        self.inputs = {}
        for folder in ("examples", "tests/data/intakes"):
            for name in os.listdir(os.path.join(scratch.options.root, folder)):
                if name.endswith((".json", ".yaml", ".csv")):
                    with open(os.path.join(scratch.options.root, folder, name), "rb") as file:
                        self.inputs[f"{folder}/{name}"] = file.read()

    def run(self, words, stdin, before=(), traced=()):
        """What a command says, how it ends, and the files there are afterwards."""
        self.scratch.clear(self.inputs)
        given = open(os.path.join(self.scratch.work, stdin), "rb") if stdin else subprocess.DEVNULL
        process = self.scratch.start([*before, self.scratch.options.candor, *words], traced, stdin=given)
        out, err = process.communicate(timeout=harness.PATIENCE)
        if stdin:
            given.close()
        err = re.sub(rb"^[0-9.]+ s, [0-9]+ rows/s$", b"", err, flags=re.M)  # no two runs take as long
        return {"status": process.returncode, "standard output": out, "standard error": err,
                "files": self.scratch.files()}


def check_namespace(runner):
    before = namespace()
    if not before:
        harness.skip("this machine allows no network namespace, with or without a user namespace")
    if interfaces(*before) != ["lo"]:
        yield f"the empty network namespace is not empty: {interfaces(*before)}"
    for words, stdin in COMMANDS:
        outside, inside = runner.run(words, stdin), runner.run(words, stdin, before)
        for what, wanted in outside.items():
            if inside[what] != wanted:
                yield f"`candor {' '.join(words)}`: another {what} without a network"
        if outside["status"] < 0 or outside["status"] == 70:
            yield f"`candor {' '.join(words)}` fails by itself: {outside['status']}"


def check_calls(runner):
    if not harness.may_trace():
        harness.skip("there is no strace, or this machine lets nobody trace")
    # A tracer that sees nothing would find nothing.
    socket = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    runner.scratch.clear({})
    runner.scratch.start([sys.executable, "-c", socket], ["%network"]).communicate(timeout=harness.PATIENCE)
    if not any(call.startswith("connect(") for call in runner.scratch.traced_calls()):
        yield "a connection that was made is not seen"
    for words, stdin in COMMANDS:
        plain, traced = runner.run(words, stdin), runner.run(words, stdin, traced=["%network"])
        for call in runner.scratch.traced_calls():
            yield f"`candor {' '.join(words)}`: {call}"
        if traced != plain:
            yield f"`candor {' '.join(words)}`: another outcome when traced"


def main():
    options = harness.arguments(["namespace", "calls"])
    with harness.Scratch(options) as scratch:
        runner = Runner(scratch)
        check = check_namespace if options.part == "namespace" else check_calls
        problems = list(check(runner))
        tried = {words[0] for words, _ in COMMANDS if words}
        problems += [f"`{command}` is not tried" for command in sorted(commands_in_help(options.candor) - tried)]
    harness.finish(problems, f"{len(COMMANDS)} command lines")


if __name__ == "__main__":
    main()
