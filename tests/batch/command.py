#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What golden cases cannot show of `candor score`: kills, pipes, disks, environments, large files.

usage: command.py CANDOR SOURCE_DIR
"""

import contextlib
import os
import pty
import random
import re
import resource
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time

AS_OF = ("--as-of", "2026-11-22")


class Failed(Exception):
    pass


def check(holds, what):
    if not holds:
        raise Failed(what)


class Tests:
    def __init__(self, candor, source):
        self.candor = os.path.abspath(candor)
        self.source = os.path.abspath(source)
        self.intakes = f"{self.source}/tests/data/intakes"
        self.environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C"}

    def run(self, *arguments, **options):
        options.setdefault("env", self.environment)
        options.setdefault("stdout", subprocess.PIPE)
        return subprocess.run([self.candor, "score", *arguments], stderr=subprocess.PIPE, timeout=300, **options)

    def start(self, *arguments, **options):
        return subprocess.Popen([self.candor, "score", *arguments], env=self.environment, **options)

    def write(self, name, content):
        with open(name, "wb") as file:
            file.write(content)
        return name

    def read(self, name):
        with open(name, "rb") as file:
            return file.read()

    def plain(self):
        return self.read(f"{self.intakes}/plain.csv")

    def large(self, times=400):
        """The plain intake many times over: some 27 MB."""
        head, _, rows = self.plain().partition(b"\n")
        return head + b"\n" + rows * times

    # ---- The same from every door ----------------------------------------------------------------------------------

    def test_the_four_intakes_give_the_same_bytes(self):
        wanted = self.run(f"{self.intakes}/plain.csv", *AS_OF).stdout
        check(wanted.count(b"\n") == 301, "not 300 rows")
        wanted_results = self.run(f"{self.intakes}/plain.csv", *AS_OF, "--format", "ndjson", "--full").stdout
        for name in ("web-form", "research-export", "spreadsheet-de"):
            map = f"{self.source}/examples/{name}.map.yaml"
            read = (f"{self.intakes}/{name}.csv", "--map", map, *AS_OF)
            check(self.run(*read).stdout == wanted, f"{name} gives another table")
            check(self.run(*read, "--format", "ndjson", "--full").stdout == wanted_results, f"{name} gives other results")

    def test_a_first_mapping_scores_the_file_it_is_made_of(self):
        wanted = self.run(f"{self.intakes}/plain.csv", *AS_OF, "--columns", "verdict,reasons,open").stdout
        for name in ("web-form", "spreadsheet-de"):
            made = self.run(f"{self.intakes}/{name}.csv", "--suggest-map", "-o", f"{name}.map.yaml")
            check(made.returncode == 0, made.stderr)
            done = self.run(f"{self.intakes}/{name}.csv", "--map", f"{name}.map.yaml", *AS_OF,
                            "--columns", "verdict,reasons,open")
            if b"unsure" not in self.read(f"{name}.map.yaml"):
                check(done.stdout == wanted, f"{name}: another table by its first mapping")

    def test_a_result_is_that_of_screen(self):
        """By the command alone: an answer taken from a result, given to `candor screen`."""
        import json
        done = self.run(f"{self.intakes}/plain.csv", *AS_OF, "--format", "ndjson", "--full")
        for line in done.stdout.splitlines()[:40]:
            result = json.loads(line)
            del result["id"]
            screened = subprocess.run([self.candor, "screen", *AS_OF, "--answers", "-", "--format", "json"],
                                      input=json.dumps(result["answers"]).encode(), capture_output=True)
            check(json.loads(screened.stdout) == result, "candor screen says something else")

    def test_results_do_not_depend_on_the_environment(self):
        name = self.write("intake.csv", self.plain())
        wanted = self.run(name, *AS_OF, "--append", "--rejects", "r.csv")
        clean = re.sub(rb"[0-9.]+ s, [0-9]+ rows/s", b"", wanted.stderr)
        for locale in ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"):
            for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
                env = {**self.environment, "LC_ALL": locale, "TZ": zone, "TERM": "xterm-256color", "COLUMNS": "40"}
                done = self.run(name, *AS_OF, "--append", "--rejects", "r.csv", "--force", env=env)
                check(done.stdout == wanted.stdout, f"other rows under {locale}, {zone}")
                said = re.sub(rb"[0-9.]+ s, [0-9]+ rows/s", b"", done.stderr)
                check(said == clean, f"another summary under {locale}, {zone}")

    def test_a_pipe_gives_what_a_file_gives(self):
        content = self.plain()
        name = self.write("intake.csv", content)
        wanted = self.run(name, *AS_OF).stdout
        check(self.run("-", *AS_OF, input=content).stdout == wanted, "standard input gives something else")
        check(self.run(*AS_OF, input=content).stdout == wanted, "standard input by default gives something else")
        # A slow writer: reads of every size.
        process = self.start("-", *AS_OF, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        rng = random.Random(7)
        at = 0
        with process.stdin as pipe:
            while at < len(content):
                size = rng.randrange(1, 1500)
                pipe.write(content[at:at + size])
                pipe.flush()
                at += size
        check(process.stdout.read() == wanted, "a slow pipe gives something else")
        process.wait()

    def test_dash_is_standard_output(self):
        name = self.write("intake.csv", self.plain())
        check(self.run(name, *AS_OF, "-o", "-").stdout == self.run(name, *AS_OF).stdout, "`-o -`")
        check(not os.path.exists("-"), "a file is called -")

    # ---- Files whole or not at all ---------------------------------------------------------------------------------

    def test_files_are_for_their_owner_alone(self):
        name = self.write("intake.csv", self.plain().replace(b",30,", b",x,"))
        self.run(name, *AS_OF, "-o", "o.csv", "--rejects", "r.csv", "--summary", "s.json")
        for file in ("o.csv", "r.csv", "s.json"):
            check(stat.S_IMODE(os.stat(file).st_mode) == 0o600, f"mode of {file}")
        check(self.run(name, *AS_OF).stdout == self.read("o.csv"), "the file differs from standard output")

    def left(self):
        return sorted(set(os.listdir(".")) - {"intake.csv"})

    def test_killed_at_any_moment(self):
        content = self.large().replace(b",30,", b",x,")
        name = self.write("intake.csv", content)
        options = (name, *AS_OF, "-o", "o.csv", "--rejects", "r.csv", "--summary", "s.json")
        begin = time.monotonic()
        check(self.run(*options).returncode == 1, "the run itself")
        whole = time.monotonic() - begin
        good = {file: self.read(file) for file in ("o.csv", "r.csv")}
        rng = random.Random(20261122)
        ended = 0
        for round in range(30):
            for file in self.left():
                os.unlink(file)
            kill = rng.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
            process = self.start(*options, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(rng.random() * whole * 1.1)
            process.send_signal(kill)
            status = process.wait()
            for file in self.left():
                if file in good:
                    check(self.read(file) == good[file], f"{file} is partial after {kill}")
                elif kill != signal.SIGKILL:
                    check(file == "s.json", f"{file} is left after {kill}")
                elif file != "s.json":
                    check(stat.S_IMODE(os.stat(file).st_mode) == 0o600, f"mode of {file}, left after {kill}")
            ended += status == -kill
        check(ended >= 5, f"only {ended} runs were killed")
        check(self.read(name) == content, "the input has changed")

    def test_a_file_that_is_there_stays_until_the_new_one_is_whole(self):
        name = self.write("intake.csv", b"id,age\nP1,30\nP2,\"31\n")
        self.write("o.csv", b"old")
        check(self.run(name, *AS_OF, "-o", "o.csv", "--force").returncode == 4, "a quote never closed")
        check(self.read("o.csv") == b"old", "the old file is gone")
        check(self.left() == ["o.csv"], f"left: {self.left()}")

    def test_no_room(self):
        name = self.write("intake.csv", self.plain())

        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        for options in (("-o", "o.csv"), ("--rejects", "o.csv", "--columns", "id")):
            content = self.plain() if options[0] == "-o" else self.plain().replace(b",no,", b",x,")
            self.write("intake.csv", content)
            done = self.run(name, *AS_OF, *options, preexec_fn=small, stdout=subprocess.DEVNULL)
            check(done.returncode == 5 and b"E902" in done.stderr, f"{options}: {done.returncode} {done.stderr}")
            check(self.left() == [], f"left: {self.left()}")
        with open("/dev/full", "wb") as full:
            done = self.run(name, *AS_OF, stdout=full)
        check(done.returncode == 5 and b"E902" in done.stderr, "a full standard output")
        for option in ("-o", "--rejects", "--summary"):
            done = self.run(name, *AS_OF, option, "/dev/full")
            check(done.returncode == 5 and b"E902" in done.stderr, f"{option} /dev/full: {done.returncode}")

    def test_a_folder_that_may_not_be_written(self):
        name = self.write("intake.csv", self.plain())
        for option in ("-o", "--rejects", "--summary"):
            done = self.run(name, *AS_OF, option, "nowhere/o.csv")
            check(done.returncode == 5 and b"E902" in done.stderr, f"{option}: {done.returncode}")
        if os.geteuid() == 0:
            return  # nothing stops root
        os.mkdir("locked", 0o500)
        check(self.run(name, *AS_OF, "-o", "locked/o.csv").returncode == 5, "a locked folder")

    def test_never_over_an_input(self):
        content = self.plain()
        name = self.write("intake.csv", content)
        os.symlink(name, "link.csv")
        os.link(name, "hard.csv")
        for way in ("./intake.csv", "link.csv", "hard.csv"):
            for option in ("-o", "--rejects", "--summary"):
                self.run(name, *AS_OF, option, way)
                check(self.read(name) == content, f"{option} {way} went over the input")
        with open(name, "ab") as over:
            done = self.run(name, *AS_OF, stdout=over)
        check(done.returncode == 5 and b"E903" in done.stderr, "standard output over the input")
        check(self.read(name) == content, "standard output went over the input")

    # ---- Pipes -----------------------------------------------------------------------------------------------------

    def test_head_ends_it_quietly(self):
        name = self.write("intake.csv", self.large(100))
        process = self.start(name, *AS_OF, "--rejects", "r.csv", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             restore_signals=True)
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        check(process.wait() == -signal.SIGPIPE, f"status {process.returncode}")
        check(said == b"", f"said: {said}")
        check(self.left() == [], f"left: {self.left()}")

    def test_a_closed_pipe_is_said_to_who_ignores_the_signal(self):
        name = self.write("intake.csv", self.large(100))
        process = self.start(name, *AS_OF, stdout=subprocess.PIPE, stderr=subprocess.PIPE, restore_signals=False,
                             preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN))
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        check(process.wait() == 5 and b"E902" in said, f"status {process.returncode}: {said}")

    def test_a_closed_named_pipe_is_said(self):
        name = self.write("intake.csv", self.large(100))
        os.mkfifo("pipe")
        process = self.start(name, *AS_OF, "-o", "pipe", stderr=subprocess.PIPE)
        with open("pipe", "rb") as reader:
            reader.readline()
        said = process.stderr.read()
        check(process.wait() == 5 and b"E902" in said, f"status {process.returncode}: {said}")

    def test_standard_output_that_is_closed(self):
        name = self.write("intake.csv", self.plain())
        done = self.run(name, *AS_OF, stdout=None, preexec_fn=lambda: os.close(1))
        check(done.returncode == 5 and b"E902" in done.stderr, f"status {done.returncode}: {done.stderr}")

    def test_standard_error_that_is_closed(self):
        name = self.write("intake.csv", self.plain().replace(b",30,", b",x,"))
        wanted = self.run(name, *AS_OF).stdout
        self.run(name, *AS_OF, "-o", "o.csv", preexec_fn=lambda: os.close(2))
        check(self.read("o.csv") == wanted, "the summary went into the output")

    # ---- The terminal ----------------------------------------------------------------------------------------------

    def test_progress_is_for_a_terminal_alone(self):
        name = self.write("intake.csv", self.large(200))
        master, slave = pty.openpty()
        # The others would be done before there is anything to show.
        process = self.start(name, *AS_OF, "--engine", "reference", "-o", "o.csv", stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        said = b""
        with contextlib.suppress(OSError):
            while True:
                select.select([master], [], [], 60)
                block = os.read(master, 65536)
                if not block:
                    break
                said += block
        process.wait()
        os.close(master)
        check(re.search(rb"\d+ %, \d+ rows, \d+ rows/s, \d+:\d\d left", said), f"no progress: {said[:200]}")
        piped = self.run(name, *AS_OF, "-o", "o.csv").stderr
        check(b"\r" not in piped and b"left" not in piped, "progress where there is no terminal")

    # ---- Rejects ---------------------------------------------------------------------------------------------------

    def test_rejects_are_mended_and_scored_again(self):
        good = self.plain()
        rows = good.split(b"\n")
        rows[3] = rows[3].replace(b"face", b"fase")
        rows[7] = rows[7] + b",too,many"
        rows[9] = b",".join(rows[9].split(b",")[:20])
        name = self.write("intake.csv", b"\n".join(rows))
        done = self.run(name, *AS_OF, "--rejects", "r.csv")
        check(done.returncode == 1 and done.stdout.count(b"\n") == 301, "rows in are not rows out")
        again = self.run("r.csv", *AS_OF)
        check(again.returncode == 4 and again.stdout.count(b"\n") == 4, "unmended rejects are not rejected again")
        rejects = self.read("r.csv").split(b"\n")
        check(len(rejects) == 5, "not three rejects")
        right = good.split(b"\n")
        mended = [rejects[0]]
        for reject in rejects[1:4]:
            line = next(line for line in right if line.startswith(reject[:6]))
            mended.append(line + b",1,E0,mended")
        self.write("mended.csv", b"\n".join(mended) + b"\n")
        rest = self.run("mended.csv", *AS_OF)
        check(rest.returncode == 0, rest.stderr)
        wanted = self.run(f"{self.intakes}/plain.csv", *AS_OF).stdout.split(b"\n")
        first = [row for row in done.stdout.split(b"\n") if row and not row.startswith(b",") and b",E6" not in row]
        both = sorted(first[1:] + rest.stdout.split(b"\n")[1:-1])
        check(both == sorted(wanted[1:-1]), "scored in two runs, the people do not have the same verdicts")

    # ---- Memory ----------------------------------------------------------------------------------------------------

    def test_memory_does_not_grow_with_the_file(self):
        """Peaks of 27 MB and of 80 MB, all rows rejected or appended to, all ids different."""
        head, _, rows = self.plain().partition(b"\n")
        rows = rows.replace(b",30,", b",x,")
        for options in ((), ("--append",), ("--format", "ndjson")):
            peaks = []
            for times in (100, 300):
                with open("intake.csv", "wb") as file:
                    file.write(head.replace(b"id,", b"client,") + b"\n")
                    for _ in range(times):
                        file.write(rows)
                # From a small process: a child begins with the peak of the one it is forked from.
                small = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL);"
                         "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
                done = subprocess.run([sys.executable, "-S", "-c", small, self.candor, "score", "intake.csv", *AS_OF,
                                       *options, "-o", "/dev/null", "--rejects", "/dev/null"], capture_output=True)
                peaks.append(int(done.stdout))
            check(peaks[1] < 64 * 1024, f"{options}: {peaks} KiB")
            check(peaks[1] < peaks[0] + 4 * 1024, f"{options}: memory grows: {peaks} KiB")


def main():
    tests = Tests(sys.argv[1], sys.argv[2])
    failed = 0
    for name in [name for name in dir(tests) if name.startswith("test_")]:
        if len(sys.argv) > 3 and sys.argv[3] not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            try:
                getattr(tests, name)()
            except Failed as failure:
                failed += 1
                print(f"FAILED {name}: {failure}")
            finally:
                os.chdir(before)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
