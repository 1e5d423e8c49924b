# SPDX-License-Identifier: Apache-2.0
"""Runs a program on a pseudo-terminal or with pipes, and talks to it.

Nothing here sleeps: every wait is for a text, for a file descriptor or for the end of the process, and fails after
`DEADLINE` seconds with everything shown until then.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata

DEADLINE = 60.0
IUTF8 = 0o40000  # of Linux; `termios` has no name for it
PROMPT = re.compile(r"\n> $")  # a redrawn line begins with a carriage return


class Failure(AssertionError):
    """A failed check of a scenario."""


def check(holds, message, shown=""):
    """Fails with the message and what was shown."""
    if not holds:
        raise Failure(message + (f"\n--- shown\n{shown}\n---" if shown else ""))


def check_equal(got, wanted, what):
    check(got == wanted, f"{what}\n--- wanted\n{wanted}\n--- got\n{got}\n---")


def environment(folder, extra=None):
    """A minimal environment, without the developer's own settings: a terminal without color."""
    own = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "TERM": "xterm", "NO_COLOR": "1"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TERMINFO"):
        if name in os.environ:
            own[name] = os.environ[name]
    own.update(extra or {})
    return {name: value for name, value in own.items() if value is not None}


def seen(raw):
    """The lines that a terminal shows after these characters, applying backspace and carriage return."""
    lines, cells, at = [], [], 0
    for character in raw:
        if character == "\n":
            lines.append("".join(cells))
            cells, at = [], 0
        elif character == "\r":
            at = 0
        elif character == "\b":
            at = max(at - 1, 0)
        elif character >= " ":
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            cells[at:at + width] = [character] + [""] * (width - 1)
            at += width
    lines.append("".join(cells))
    return "\n".join(line.rstrip(" ") for line in lines)


class Program:
    """The common part of both ways to run a program. `talk` is everything read from the interview's descriptor."""

    def __init__(self):
        self.raw = b""
        self.at = 0  # how far the talk has been read by `expect`
        self.process = None
        self.pidfd = -1
        self.status = None
        self.reading = -1
        self.ended = False

    def started(self, process, reading):
        self.process = process
        self.pidfd = os.pidfd_open(process.pid)
        self.reading = reading

    @property
    def talk(self):
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def new(self):
        return self.talk[self.at:]

    def read_some(self, deadline, also=()):
        """Reads what is available; True when one of the descriptors `also` is ready instead."""
        watched = ([] if self.ended else [self.reading]) + list(also)
        ready, _, _ = select.select(watched, [], [], max(deadline - time.monotonic(), 0))
        check(ready, "nothing more came", self.talk)
        if self.reading in ready:
            try:
                got = os.read(self.reading, 65536)
            except OSError:  # no process has the terminal open any more
                got = b""
            self.ended = not got
            self.raw += got
            return False
        return True

    def expect(self, wanted):
        """Waits for a text (or a compiled expression) in the unread talk; returns the talk up to its end."""
        pattern = wanted if isinstance(wanted, re.Pattern) else re.compile(re.escape(wanted))
        deadline = time.monotonic() + DEADLINE
        while True:
            found = pattern.search(self.new)
            if found:
                text = self.new[:found.end()]
                self.at += found.end()
                return text
            check(not self.ended, f"the program ended before it showed `{pattern.pattern}`", self.talk)
            self.read_some(deadline)

    def prompt(self):
        """Waits for the prompt; returns what was shown since the last time."""
        return self.expect(PROMPT)

    def reply(self, text):
        """Types a line; returns what was shown up to the next prompt."""
        self.type(text + "\n")
        return self.prompt()

    def finish(self):
        """Waits for its end; returns the status, negative for a signal."""
        deadline = time.monotonic() + DEADLINE
        while not self.read_some(deadline, [self.pidfd]):
            pass
        self.status = self.process.wait()
        while not self.ended and select.select([self.reading], [], [], 0)[0]:
            self.read_some(deadline)
        return self.status

    def kill(self, number):
        signal.pidfd_send_signal(self.pidfd, number)

    def close_descriptors(self):
        raise NotImplementedError

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.pidfd)
        self.close_descriptors()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Terminal(Program):
    """A program on its own pseudo-terminal, as the session leader. Standard output and standard error can be
    redirected."""

    def __init__(self, command, folder, columns=80, extra=None, stdout=None, stderr=None):
        super().__init__()
        self.master, self.slave = os.openpty()
        self.hung_up = False
        self.resize(columns)
        settings = termios.tcgetattr(self.slave)
        settings[0] |= IUTF8  # as UTF-8 terminals do
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        self.before = termios.tcgetattr(self.slave)
        process = subprocess.Popen(
            command, stdin=self.slave, stdout=self.slave if stdout is None else stdout,
            stderr=self.slave if stderr is None else stderr, cwd=folder, env=environment(folder, extra),
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.started(process, self.master)

    def resize(self, columns, lines=24):
        """Resizes the terminal; the program gets SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, text):
        """Types keys; Enter sends a carriage return."""
        os.write(self.master, text.replace("\n", "\r").encode("utf-8", "surrogateescape"))

    def settings(self):
        return termios.tcgetattr(self.slave)

    def check_sane(self):
        check_equal(self.settings(), self.before, "the terminal is not set as it was")

    def hang_up(self):
        os.close(self.master)
        self.hung_up = True
        self.ended = True

    def close_descriptors(self):
        os.close(self.slave)
        if not self.hung_up:
            os.close(self.master)


class Piped(Program):
    """A program with pipes: lines in, the interview (standard error) out. Standard output is discarded."""

    def __init__(self, command, folder, extra=None):
        super().__init__()
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   cwd=folder, env=environment(folder, extra))
        self.started(process, process.stderr.fileno())

    def type(self, text):
        os.write(self.process.stdin.fileno(), text.encode("utf-8", "surrogateescape"))

    def close_descriptors(self):
        self.process.stdin.close()
        self.process.stderr.close()


def run(command, folder, text=b"", extra=None):
    """Runs a command to its end with `text` on standard input; returns status, standard output and standard error."""
    data = text.encode() if isinstance(text, str) else text
    done = subprocess.run(command, input=data, capture_output=True, cwd=folder, env=environment(folder, extra),
                          timeout=DEADLINE)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
