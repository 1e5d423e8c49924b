# SPDX-License-Identifier: Apache-2.0
"""What the privacy tests share: a scratch folder, and candor run in it, watched or not."""

import argparse
import array
import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import termios
import time

SKIPPED = 77
PATIENCE = 60  # seconds before a command counts as stuck

# Whatever makes, opens for writing, renames or removes a file, talks to somebody, or starts another program. `?`: where
# the machine has it.
CHANGES = ("open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat symlink "
           "symlinkat unlink unlinkat truncate memfd_create shmget msgget socket socketpair fork vfork clone clone3 "
           "execve").split()
OPENS = re.compile(r"^(open|openat|openat2|creat)\(")
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^creat\(")


def arguments(parts):
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=parts)
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--sanitized", action="store_true", help="candor is built with sanitizers")
    options = parser.parse_args()
    options.candor = os.path.abspath(options.candor)
    options.root = os.path.abspath(options.root)
    return options


def skip(why):
    print(f"SKIPPED: {why}")
    sys.exit(SKIPPED)


def finish(problems, what):
    """Ends the test: each problem on lines of its own, or what was tested."""
    for problem in problems:
        print(f"FAILED: {problem}")
    print(what)
    sys.exit(1 if problems else 0)


def works(*command):
    """Whether a command can be run here at all."""
    try:
        return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False).returncode == 0
    except OSError:
        return False


def may_trace():
    return works("strace", "-f", "-o", "/dev/null", "-e", "trace=execve", "true")


class Scratch:
    """A folder with the only places that a program may think of: where it is started, HOME and TMPDIR."""

    def __init__(self, options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="candor-privacy-")
        self.work, self.home, self.tmp = (self.inside(name) for name in ("work", "home", "tmp"))
        self.trace = self.inside("trace")
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": self.home, "TMPDIR": self.tmp,
                            "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"}
        if options.sanitized:
            self.environment["UBSAN_OPTIONS"] = "halt_on_error=1:print_stacktrace=1"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def inside(self, name):
        return os.path.join(self.folder, name)

    def clear(self, files):
        """Empties the places, and puts files (name to bytes) where candor is started."""
        for place in (self.work, self.home, self.tmp):
            shutil.rmtree(place, ignore_errors=True)
            os.mkdir(place)
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.trace)
        for name, content in files.items():
            path = os.path.join(self.work, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)

    def files(self):
        """Every file in the places, with what it holds."""
        found = {}
        for place in (self.work, self.home, self.tmp):
            for folder, folders, names in os.walk(place):
                for name in folders + names:
                    path = os.path.join(folder, name)
                    content = b""
                    if os.path.isfile(path):
                        with open(path, "rb") as file:
                            content = file.read()
                    found[os.path.relpath(path, self.work)] = content
        return found

    def names(self):
        """Every file in the places, without looking into any."""
        return {os.path.join(folder, name) for place in (self.work, self.home, self.tmp)
                for folder, folders, names in os.walk(place) for name in folders + names}

    def start(self, command, traced=(), **how):
        """Starts a command where it finds nothing of the developer's."""
        environment = dict(self.environment)
        if traced:
            # The leak checker cannot do its work under a tracer.
            environment["ASAN_OPTIONS"] = "detect_leaks=0"
            command = ["strace", "-f", "-qq", "-e", "signal=none", "-s", "4096", "-o", self.trace, "-e",
                       "trace=" + ",".join(name if name[0] == "%" else "?" + name for name in traced), "--", *command]
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        return subprocess.Popen(command, cwd=self.work, env=environment, **how)

    def traced_calls(self):
        """The calls that were traced, without the process number; the first is the start of the command."""
        with open(self.trace, encoding="utf-8", errors="replace") as file:
            calls = [re.sub(r"^\d+ +", "", line.rstrip("\n")) for line in file]
        return [call for call in calls if not call.startswith(("+++", "---"))]


def wait_until(holds, what):
    """Polls until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError(f"waited too long until {what}")
        time.sleep(0.002)


def unread(pipe):
    """How many bytes of a pipe nobody has read yet."""
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]
