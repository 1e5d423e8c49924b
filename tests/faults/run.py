#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Whole commands in which one call to the system fails: memory, files, threads.

    run.py CANDOR FAULTS_LIBRARY ROOT COMMAND [--all]

For each of the command's scenarios and each kind of fault (faults.cpp), a clean run counts the calls; then each of them
fails once, alone, and once with all that follow. Of many calls only every so many fails, unless --all is given.
Each time the process must end by itself with a status of docs/language.md and say why on standard error, and every
output must be whole or as it was before, with no other file left.
"""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

AS_OF = ["--as-of", "2026-11-22"]
PATIENCE = 60  # seconds before a command counts as stuck
MOST = 120  # faults of a kind and a scenario
BEFORE = b"what was there before\n"
SECRET = b"secret"

# The statuses that each kind of fault may set, besides that of a clean run.
# 3 is for a rule set whose base cannot be read.
STATUSES = {"allocation": {71}, "open": {3, 4, 5, 71}, "read": {3, 4}, "write": {5}, "sync": {5}, "rename": {5}, "thread": set(),
            "brief": set(), "interrupted": set(), "internal": {70}, "other": {70}, "number": {70}, "escaping": {70}}
MESSAGES = {"allocation": b"candor: error: out of memory\n",
            "internal": b"candor: internal error: an invariant of the test: a bug in candor, please report it\n",
            "other": b"candor: internal error: an unexpected exception: a bug in candor, please report it\n",
            "number": b"candor: internal error: an unexpected exception: a bug in candor, please report it\n",
            "escaping": b"candor: internal error: an unexpected exception: a bug in candor, please report it\n"}


class Scenario:
    """A command, the files it reads and the outputs it names. `together`: all of the outputs are written, or none.
    `grows`: an output is written again and again."""

    def __init__(self, name, arguments, inputs, outputs, typed=b"", together=False, grows=False, skipped=()):
        self.name, self.arguments, self.inputs, self.outputs = name, arguments, inputs, outputs
        self.typed, self.together, self.grows, self.skipped = typed, together, grows, skipped


class Run:
    """What one run left."""

    def __init__(self, status, out, err, files):
        self.status, self.out, self.err, self.files = status, out, err, files


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def scenarios(command, root):
    clinic = read(root, "tests/golden/inputs/clinic.yaml")
    tests = read(root, "tests/golden/inputs/clinic.tests.yaml")
    rules = {"clinic.yaml": clinic, "clinic.tests.yaml": tests}
    answers = b'{"active_acne": "many", "recent": ["filler"], "filler": "2026-11-01", "sunburn": "10 days"}'
    head = b"id,active_acne,recent,filler,sunburn\n"
    rows = b"".join(b"P%d,many,filler,%d days,never\n" % (i, i % 100 + 1) for i in range(300))
    if command == "screen":
        pages = ["--json", "result.json", "--leaflet", "leaflet.html", "--report", "report.html", "--calendar", "visit.ics",
                 "--appointment", "2027-01-22", "--ref", "A1"]
        outputs = ["result.json", "leaflet.html", "report.html", "visit.ics"]
        files = {**rules, "answers.json": answers}
        yield Scenario("pages", ["screen", "-r", "clinic.yaml", "-a", "answers.json", *AS_OF, *pages], files, outputs,
                       together=True)
        yield Scenario("kept", ["screen", "-r", "clinic.yaml", "-a", "answers.json", *AS_OF, "--record", "record.json",
                                "--journal", "journal.ndjson"], files, ["record.json", "journal.ndjson"], grows=True)
        yield Scenario("built-in", ["screen", "-a", "-", "--format", "json", *AS_OF], {}, [],
                       typed=read(root, "examples/suitable.json"))
        yield Scenario("interview", ["screen", "-r", "clinic.yaml", "--save", "saved.json", *AS_OF], files, ["saved.json"],
                       typed=b"3\ny\n2\n9 days\n\nq\n", grows=True, skipped={"read"})  # the end of input, to it
    elif command == "score":
        outputs = ["verdicts.csv", "fix.csv", "summary.json"]
        score = ["score", "-r", "clinic.yaml", *AS_OF, "-o", "verdicts.csv", "--rejects", "fix.csv", "--summary",
                 "summary.json"]
        bad = b"P,what,,,\n"
        files = {**rules, "intake.csv": head + rows + bad}
        yield Scenario("small", [*score, "intake.csv"], files, outputs)
        files = {**rules, "intake.csv": head + rows * 250 + bad}
        yield Scenario("threads", [*score, "intake.csv", "-j", "4"], files, outputs, skipped={"allocation"})
        files = {**rules, "intake.csv": head + rows * 100}
        yield Scenario("threads-memory", [*score, "intake.csv", "-j", "3"], files, outputs)
        text = (head + rows + bad).decode().encode("utf-16")
        yield Scenario("gzip", [*score, "intake.csv.gz"], {**rules, "intake.csv.gz": gzip.compress(text)}, outputs)
        named = b"candor_map: 1\nruleset: clinic\nid: id\ncolumns:\n  active_acne: {header: active_acne}\n"
        yield Scenario("stdout", ["score", "-r", "clinic.yaml", *AS_OF, "--format", "ndjson", "--engine", "reference"],
                       {**rules, "clinic.map.yaml": named}, [], typed=head + rows)
        yield Scenario("suggest", ["score", "-r", "clinic.yaml", "intake.csv", "--suggest-map", "-o", "clinic.map.yaml"],
                       {**rules, "intake.csv": b"Name,Active acne,Sunburn\nA,many,never\n"}, ["clinic.map.yaml"])
    elif command == "check":
        mine = (b"candor: 1\nid: mine\nversion: 1.0.0\nextends: clinic.yaml\n"
                b"rules: {burnt: {off: Our own doctor sees burns first.}}\n")
        yield Scenario("findings", ["check", "clinic.yaml", "--sarif", "findings.sarif"], rules, ["findings.sarif"])
        yield Scenario("extends", ["check", "mine.yaml", "--format", "json"], {**rules, "mine.yaml": mine}, [])
        yield Scenario("mistakes", ["check", "clinic.yaml", "--sarif", "findings.sarif"],
                       {"clinic.yaml": clinic.replace(b"verdict: defer", b"verdict: derer")}, ["findings.sarif"])
    elif command == "others":
        yield Scenario("test", ["test", "clinic.yaml", "--junit", "junit.xml", "--coverage-html", "coverage.html"], rules,
                       ["junit.xml", "coverage.html"])
        yield Scenario("suggest", ["test", "clinic.yaml", "--suggest"], rules, [])
        yield Scenario("show", ["show", "clinic.yaml", "--html", "rules.html"], rules, ["rules.html"])
        yield Scenario("form", ["form", "clinic.yaml", "--html", "form.html"], rules, ["form.html"])
        yield Scenario("schema", ["schema", "answers", "-r", "clinic.yaml"], rules, [])


class Faults:
    def __init__(self, candor, library, scratch, every):
        self.candor, self.library, self.scratch, self.every = candor, library, scratch, every
        self.problems, self.runs = [], 0

    def run(self, scenario, before, kind="none", number=0, lasts=False):
        """Runs a scenario in a folder of its own, in which its outputs are there already if `before`."""
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            files = {**scenario.inputs, **({name: BEFORE for name in scenario.outputs} if before else {})}
            for name, content in files.items():
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(content)
            count = os.path.join(folder, "count")
            environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LD_PRELOAD": self.library,
                           "CANDOR_FAULT": kind, "CANDOR_FAULT_NUMBER": str(number)}
            if lasts:
                environment["CANDOR_FAULT_LASTS"] = "1"
            if number == 0:
                environment["CANDOR_FAULT_COUNT"] = count
            replaces = ["--force"] if before and scenario.outputs else []
            done = subprocess.run([self.candor, *scenario.arguments, *replaces], input=scenario.typed, cwd=folder, env=environment,
                                  capture_output=True, timeout=PATIENCE, close_fds=False, check=False)
            left = {name: read(folder, name) for name in os.listdir(folder)}
        run = Run(done.returncode, done.stdout, done.stderr, left)
        if number == 0:
            run.count = int(left.pop("count"))
        return run

    def judge(self, scenario, clean, run, before, kind, lasts):
        """Everything that is wrong with a run."""
        if run.status < 0:
            yield f"was ended by {signal.Signals(-run.status).name}"
        elif run.status != clean.status and run.status not in STATUSES[kind]:
            yield f"ended with status {run.status}"
        if SECRET in run.err:
            yield "told an exception's text"
        for name, content in run.files.items():
            if name in scenario.inputs:
                if content != scenario.inputs[name]:
                    yield f"changed {name}"
            elif name not in scenario.outputs:
                yield f"left {name}"
            elif not self.whole(scenario, name, content, clean) and not (before and content == BEFORE):
                yield f"left {name} in part"
        made = [name for name in scenario.outputs if run.files.get(name, BEFORE) != BEFORE]
        if before and set(run.files) < set(scenario.outputs):
            yield "removed an output that was there before"
        # A name that was taken cannot be given back where no file can be renamed any more.
        if scenario.together and 0 < len(made) < len(scenario.outputs) and not (kind == "rename" and lasts):
            yield f"wrote {made} alone"
        if run.status == clean.status:
            if run.out != clean.out:
                yield "wrote something else to standard output"
            if len(made) < len(scenario.outputs):
                yield f"wrote only {made}"
        else:
            if kind in MESSAGES and not run.err.endswith(MESSAGES[kind]):
                yield "said something else"
            # `candor check --format json` has its diagnostics on standard output.
            if kind not in MESSAGES and b"error: " not in run.err and b'"severity": "error"' not in run.err + run.out:
                yield "named no error"

    @staticmethod
    def whole(scenario, name, content, clean):
        if content == clean.files[name]:
            return True
        # These tell how long a run took, or which file could not be read.
        if scenario.grows or name in ("summary.json", "findings.sarif"):
            try:
                json.loads(content)
            except ValueError:
                return False
            return True
        return name == "junit.xml" and content.endswith(clean.files[name][-10:])

    def one(self, scenario, clean, kind, number, lasts):
        before = number % 2 == 0 and not scenario.grows
        self.runs += 1
        try:
            run = self.run(scenario, before, kind, number, lasts)
            problems = list(self.judge(scenario, clean, run, before, kind, lasts))
        except subprocess.TimeoutExpired:
            problems, run = ["did not end"], None
        for problem in problems:
            self.problems.append(f"{scenario.name}: {kind} {number}{' and on' if lasts else ''}: {problem}\n"
                                 + (run.err[-2000:].decode(errors="replace") if run else ""))

    def scenario(self, scenario, pool):
        clean = self.run(scenario, False)
        if set(clean.files) != set(scenario.inputs) | set(scenario.outputs):
            self.problems.append(f"{scenario.name}: a clean run leaves {sorted(clean.files)}: {clean.err.decode()}")
            return
        tasks, counts = [], []
        for kind in STATUSES:
            if kind in scenario.skipped:
                continue
            count = self.run(scenario, False, kind).count
            # A prime, so that the faults do not fall into step with what a loop does.
            stride = 1 if self.every else next(n for n in (1, 7, 23, 53, 101, 211, 499, 997) if count / n <= MOST)
            numbers = range(1, count + 1, stride)
            counts.append(f"{kind} {len(numbers)}/{count}")
            tasks += [(kind, number, lasts) for number in numbers for lasts in (False, True)
                      if not (lasts and kind == "interrupted")]  # which is tried again without end
        if not tasks:
            self.problems.append(f"{scenario.name}: no call was counted")
        for task in [pool.submit(self.one, scenario, clean, *task) for task in tasks]:
            task.result()
        print(f"{scenario.name}: {', '.join(counts)}", flush=True)


def main():
    candor, library, root, command = sys.argv[1:5]
    memory = "/dev/shm"  # where nothing waits for a disk
    scratch = tempfile.mkdtemp(prefix="candor-faults-", dir=memory if os.access(memory, os.W_OK) else None)
    try:
        faults = Faults(os.path.abspath(candor), os.path.abspath(library), scratch, "--all" in sys.argv)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for scenario in scenarios(command, root):
                faults.scenario(scenario, pool)
    finally:
        shutil.rmtree(scratch)
    for problem in faults.problems[:40]:
        print(f"FAILED: {problem}")
    print(f"{faults.runs} runs with a fault, {len(faults.problems)} problems")
    sys.exit(1 if faults.problems or faults.runs == 0 else 0)


if __name__ == "__main__":
    main()
