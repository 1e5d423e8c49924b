#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Starts candor, lets it read answers, and looks whether a crash could write them down.

usage: core_dumps.py limit|crash|dumpable --candor BINARY --root REPOSITORY [--sanitized]

limit: while it waits for the rest of the answers, its core dumps are limited to nothing, hard and soft.
crash: ended by a signal that dumps core, it has dumped none and left no file.
dumpable: the system counts the process as not dumpable: no core dump where they are piped to a program, and no other
process of the user may read its memory. Sanitizer builds leave this out, as their leak checker needs to.
"""

import os
import re
import resource
import shutil
import signal
import subprocess

import harness

BEGINNING = b'{"isotretinoin": "1987-06-05"'

# What reads answers, and from where: words after `candor`; answers come by the pipe that is standard input.
COMMANDS = [
    ["screen", "--answers", "-"],
    ["screen", "--answers", "-", "--format", "json", "--json", "out.json"],
    ["screen", "--answers", "-", "--appointment", "2090-01-01", "--calendar", "visit.ics"],
    ["screen", "--answers", "-", "--leaflet", "leaflet.html", "--report", "report.html"],
    ["screen", "--answers", "/dev/stdin"],
    ["screen"],
    ["score", "-"],
]


def allow_core_dumps():
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    if os.geteuid() == 0:
        hard = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


class Waiting:
    """A command that has read the beginning of its input and waits for the rest."""

    def __init__(self, scratch, command, beginning=BEGINNING, prepare=allow_core_dumps):
        scratch.clear({})
        for place in (scratch.folder, scratch.work, scratch.home, scratch.tmp):
            os.chmod(place, 0o777)
        self.end, write = os.pipe()
        self.input = os.fdopen(write, "wb", buffering=0)
        self.process = scratch.start(command, stdin=self.end, preexec_fn=prepare)
        self.input.write(beginning)

    def __enter__(self):
        harness.wait_until(lambda: harness.unread(self.end) == 0 or self.process.poll() is not None,
                           "the input is read")
        return self.process

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate(timeout=harness.PATIENCE)
        self.input.close()
        os.close(self.end)


def core_limits(process):
    with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
        return re.search(r"^Max core file size +(\S+) +(\S+)", file.read(), re.MULTILINE).groups()


def check_limit(scratch):
    with Waiting(scratch, ["cat"]) as process:
        if core_limits(process) == ("0", "0"):
            harness.skip("no process may dump core here as it is")
    for words in COMMANDS:
        with Waiting(scratch, [scratch.options.candor, *words]) as process:
            if core_limits(process) != ("0", "0"):
                yield f"`candor {' '.join(words)}` may write a core dump: {core_limits(process)}"


def check_crash(scratch):
    for words in COMMANDS:
        with Waiting(scratch, [scratch.options.candor, *words]) as process:
            process.send_signal(signal.SIGQUIT)
            _, status = os.waitpid(process.pid, 0)
            process.returncode = -1
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGQUIT:
            yield f"`candor {' '.join(words)}` was not ended by the signal: {status}"
        if os.WCOREDUMP(status):
            yield f"`candor {' '.join(words)}` dumped core"
        if scratch.files():
            yield f"`candor {' '.join(words)}` left {sorted(scratch.files())}"


def check_dumpable(scratch):
    if scratch.options.sanitized:
        harness.skip("sanitizer builds stay dumpable for their leak checker")
    # The files of a process in /proc belong to its user, or to root when it is not dumpable: run by root, it becomes
    # somebody else first.
    nobody = 65534
    root = os.geteuid() == 0
    candor = shutil.copy(scratch.options.candor, scratch.inside("candor"))
    os.chmod(candor, 0o755)

    def prepare():
        if root:
            os.setgroups([])
            os.setgid(nobody)
            os.setuid(nobody)
        allow_core_dumps()

    def owner(process):
        return os.stat(f"/proc/{process.pid}/limits").st_uid

    try:
        with Waiting(scratch, ["cat"], prepare=prepare) as process:
            if owner(process) != (nobody if root else os.geteuid()):
                harness.skip("what is dumpable does not show in /proc here")
    except (OSError, subprocess.SubprocessError) as error:
        harness.skip(f"this machine lets root become nobody else: {error}")
    for words in COMMANDS:
        # Standard input is root's, and may be opened by its own process alone.
        if root and "/dev/stdin" in words:
            continue
        with Waiting(scratch, [candor, *words], prepare=prepare) as process:
            if process.poll() is not None:
                yield f"`candor {' '.join(words)}` ended before it could be looked at: {process.returncode}"
            elif owner(process) == (nobody if root else os.geteuid()):
                yield f"`candor {' '.join(words)}` is dumpable"


def main():
    checks = {"limit": check_limit, "crash": check_crash, "dumpable": check_dumpable}
    options = harness.arguments(list(checks))
    with harness.Scratch(options) as scratch:
        problems = list(checks[options.part](scratch))
    harness.finish(problems, f"{len(COMMANDS)} command lines")


if __name__ == "__main__":
    main()
