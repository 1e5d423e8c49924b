#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`candor score` built with the thread sanitizer: no data race, and the same bytes for any number of threads.

    threads.py CANDOR ROOT
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile

THREADS = ("1", "2", "4")
TIMES = 40  # the 300 rows of the plain intake: more than a chunk for each thread
RACE = 66


class Threads:
    def __init__(self, candor, root):
        self.candor, self.failed, self.runs = [os.path.abspath(candor)], 0, 0
        self.environment = {"PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8",
                            "TSAN_OPTIONS": f"halt_on_error=1:exitcode={RACE}"}
        with open(os.path.join(root, "tests/data/intakes/plain.csv"), encoding="utf-8") as file:
            self.header, *self.rows = file.read().splitlines()
        # Older sanitizers cannot live with some kernels' random addresses.
        if b"unexpected memory mapping" in self.run("--version").stderr:
            self.candor.insert(0, "/usr/bin/setarch")
            self.candor.insert(1, "--addr-no-randomize")

    def run(self, *arguments):
        self.runs += 1
        return subprocess.run([*self.candor, *arguments], capture_output=True, env=self.environment, timeout=300, check=False)

    def numbered(self):
        for time in range(TIMES):
            for i, row in enumerate(self.rows):
                yield f"N{time}-{i},{row.partition(',')[2]}"

    def csv(self, broken=0):
        """The rows many times over, each with an id of its own; of so many one is not an answer."""
        lines = [f"{row},one too many" if broken and i % broken == 0 else row for i, row in enumerate(self.numbered())]
        return ("\n".join([self.header, *lines]) + "\n").encode()

    def ndjson(self):
        names = self.header.split(",")
        for row in self.numbered():
            cells = dict(zip(names, row.split(",")))
            yield json.dumps({name: cells[name] for name in ("id", "age", "sunburn", "isotretinoin") if cells[name]}) + "\n"

    def score(self, name, content, *options, status=0):
        """Scores a file with each number of threads."""
        outputs = {}
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content)
            for threads in THREADS:
                rejects = os.path.join(folder, f"rejects-{threads}")
                done = self.run("score", path, "--as-of", "2026-11-22", "-j", threads, "--rejects", rejects, *options)
                written = b""
                if os.path.exists(rejects):
                    with open(rejects, "rb") as file:
                        written = file.read()
                outputs[threads] = (done.stdout, written)
                if done.returncode != status:
                    self.fail(f"{name} {' '.join(options)} -j {threads}: status {done.returncode}\n"
                              f"{done.stderr.decode(errors='replace')[:4000]}")
        if len(set(outputs.values())) != 1:
            self.fail(f"{name} {' '.join(options)}: other bytes for other numbers of threads")

    def stop_reading(self, content):
        """The reader of the output goes away: every thread must end."""
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            file.write(content)
            file.flush()
            with subprocess.Popen([*self.candor, "score", file.name, "-j", "4"], env=self.environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                self.runs += 1
                process.stdout.read(1000)
                process.stdout.close()
                err = process.stderr.read()
                if process.wait(timeout=300) == RACE or b"ThreadSanitizer" in err:
                    self.fail(err.decode(errors="replace")[:4000])

    def fail(self, what):
        self.failed += 1
        print(f"FAILED: {what}")


def main():
    threads = Threads(*sys.argv[1:3])
    csv = threads.csv()
    threads.score("plain.csv", csv)
    threads.score("plain.csv", csv, "--format", "ndjson", "--engine", "portable")
    threads.score("plain.csv", csv, "--append", "--for-spreadsheet")
    threads.score("broken.csv", threads.csv(broken=97), status=1)
    threads.score("broken.csv", threads.csv(broken=5), "--max-rejects", "700", status=4)
    threads.score("utf16.csv.gz", gzip.compress(csv.decode().encode("utf-16"), 1))
    threads.score("lines.ndjson", "".join(threads.ndjson()).encode())
    threads.stop_reading(csv)
    print(f"{threads.runs} runs, {threads.failed} failed")
    sys.exit(1 if threads.failed else 0)


if __name__ == "__main__":
    main()
