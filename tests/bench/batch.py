#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `candor score` beside other tools, in turn, and checks that they agree. See script/bench."""
import argparse
import filecmp
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
AS_OF = "2026-11-22"
NARROW = ["--columns", "id,verdict,reasons"]


def run(command, **kwargs):
    """Seconds and peak memory in MiB of a command that must succeed."""
    # Freeing what an earlier run wrote is not this one's work.
    if "-o" in command:
        pathlib.Path(command[command.index("-o") + 1]).unlink(missing_ok=True)
    with open(os.devnull, "w") as null:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=kwargs.get("stdout", null), stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024


def made(path, command):
    """The file, made when it is not there."""
    if not path.exists():
        unfinished = path.with_suffix(".part")
        with open(unfinished, "wb") as out:
            subprocess.run([str(c) for c in command], stdout=out, check=True)
        unfinished.rename(path)
    return path


class Bench:
    def __init__(self, build, rounds):
        self.build, self.rounds = build, rounds
        self.data = build / "bench" / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.maker = build / "bench" / "bench_data"
        self.out = self.data / "out.csv"

    def score(self, intake, rules, *options, out=None):
        return [self.build / "candor", "score", intake, "--rules", rules, "--as-of", AS_OF,
                "-o", out or self.out, *options]

    def rules(self, count, columns):
        return made(self.data / f"rules-{count}-{columns}.yaml", [self.maker, "rules", count, columns])

    def intake(self, rows, columns):
        return made(self.data / f"intake-{rows}-{columns}.csv", [self.maker, "intake", rows, columns])

    def table(self, title, runs, size):
        """Runs (name, function giving seconds and MiB, bytes or None), in turn."""
        times = {name: [] for name, *_ in runs}
        peak = {}
        for _ in range(self.rounds):
            for name, go, *_ in runs:
                seconds, mib = go()
                times[name].append(seconds)
                peak[name] = max(peak.get(name, 0), mib)
        print(f"\n{title} ({self.rounds} rounds in turn, medians)\n")
        print("| what | seconds | best | MB/s | peak MiB |\n| --- | --- | --- | --- | --- |")
        for name, _, *own in runs:
            median = statistics.median(times[name])
            of = (own[0] if own else size) / 1e6
            memory = f"{peak[name]:.0f}" if peak[name] else ""
            print(f"| {name} | {median:.3f} | {min(times[name]):.3f} | {of / median:.0f} | {memory} |")
        return {name: statistics.median(values) for name, values in times.items()}


def sorted_digest(path, columns):
    """A digest of the lines as a set, without what tools write differently for an empty text."""
    cut = f"cut -d, -f{columns}" if columns else "cat"
    script = f"tail -n +2 '{path}' | sed 's/\"\"//g; s/;$//; s/;,/,/' | {cut} | LC_ALL=C sort | sha256sum"
    return subprocess.run(["bash", "-o", "pipefail", "-c", script], check=True,
                          capture_output=True, text=True).stdout


def compare(bench, rows, small):
    rules, intake = bench.rules(60, 14), bench.intake(rows, 14)
    part = bench.intake(small, 14)
    size = intake.stat().st_size
    sql = bench.data / "query.sql"
    duck_out, one, miller_out = (bench.data / f"{n}.csv" for n in ("duckdb", "one", "miller"))
    with open(sql, "w") as out:
        subprocess.run([bench.maker, "sql", "60", "14", intake, duck_out], stdout=out, check=True)
    expression = bench.data / "rules.mlr"
    with open(expression, "w") as out:
        subprocess.run([bench.maker, "miller", "60", "14"], stdout=out, check=True)

    def duckdb():
        duck_out.unlink(missing_ok=True)
        result = subprocess.run(["node", HERE / "duckdb.mjs", sql, "2"], check=True, capture_output=True, text=True)
        return float(result.stdout), 0.0  # the query alone

    def miller():
        with open(miller_out, "w") as out:
            return run(["mlr", "--icsv", "--ocsv", "put", "-f", expression, "then", "cut", "-o", "-f", "id,reasons", part],
                       stdout=out)

    scan = bench.build / "bench" / "bench_scan"
    times = bench.table(f"{rows} rows, 16 columns, 60 rules, {size / 1e6:.0f} MB, to a CSV file", [
        ("bare scan with read(), 1 thread", lambda: run([scan, intake, "1"])),
        ("bare scan with read(), 2 threads", lambda: run([scan, intake, "2"])),
        ("candor, 2 threads", lambda: run(bench.score(intake, rules, *NARROW, "-j", "2"))),
        ("DuckDB, 2 threads, the query alone", duckdb),
        ("candor, 1 thread", lambda: run(bench.score(intake, rules, *NARROW, "-j", "1", out=one))),
        ("candor, 2 threads, the usual columns", lambda: run(bench.score(intake, rules, "-j", "2", out=bench.data / "full.csv"))),
        ("candor, 2 threads, without AVX2", lambda: run(bench.score(intake, rules, *NARROW, "-j", "2", "--engine", "portable"))),
        (f"Miller, {small} rows, reasons alone", miller, part.stat().st_size),
    ], size)
    agree = sorted_digest(bench.out, None) == sorted_digest(duck_out, None)
    same = filecmp.cmp(bench.out, one, shallow=False)
    run(bench.score(part, rules, "--columns", "id,reasons"))
    miller_agrees = sorted_digest(bench.out, None) == sorted_digest(miller_out, None)
    print(f"\nverdicts and reasons agree with DuckDB: {agree}; reasons with Miller: {miller_agrees}; "
          f"1 and 2 threads the same bytes: {same}")
    two = times["candor, 2 threads"]
    print(f"times DuckDB's speed: {times['DuckDB, 2 threads, the query alone'] / two:.1f}")
    print(f"share of the bare scan: {times['bare scan with read(), 2 threads'] / two:.2f}")
    print(f"one thread to two: {two / times['candor, 1 thread']:.2f}")
    print(f"the usual columns: {two / times['candor, 2 threads, the usual columns']:.2f}")

    micro = made(bench.data / f"microneedling-{rows // 5}.csv", [bench.maker, "microneedling", rows // 5])
    micro_time = bench.table(f"{rows // 5} rows for the microneedling rules, {micro.stat().st_size / 1e6:.0f} MB", [
        ("candor, 2 threads", lambda: run(bench.score(micro, "microneedling", *NARROW, "-j", "2"))),
        ("candor, 2 threads, the usual columns", lambda: run(bench.score(micro, "microneedling", "-j", "2"))),
    ], micro.stat().st_size)
    speed = micro.stat().st_size / micro_time["candor, 2 threads"]
    print(f"\nbytes a second, to those of the table above: {speed / (size / two):.2f}")
    if not (agree and same and miller_agrees):
        sys.exit("the tools do not agree")


def costs(bench, rows):
    rules, intake = bench.rules(60, 14), bench.intake(rows, 14)
    def variant(name, change):
        script = f"import sys; t = open(sys.argv[1], newline='').read(); sys.stdout.buffer.write({change})"
        return made(bench.data / f"{name}-{rows}.csv", ["python3", "-c", script, intake])

    utf16 = variant("utf16", "t.encode('utf-16')")
    crlf = variant("crlf", "t.replace('\\n', '\\r\\n').encode()")
    headers = variant("headers", "t.replace(',q', ',Question ', 14).encode()")
    lone = variant("one-by-one", "t.replace('\\n1', '\\r1').encode()")
    packed = bench.data / f"intake-{rows}.csv.gz"
    if not packed.exists():
        subprocess.run(f"gzip -c '{intake}' > '{packed}'", shell=True, check=True)
    quoted = made(bench.data / f"quoted-{rows}.csv",
                  ["python3", "-c", "import csv,sys; w=csv.writer(sys.stdout,quoting=csv.QUOTE_ALL,lineterminator='\\n'); "
                   "w.writerows(csv.reader(open(sys.argv[1],newline='')))", intake])
    ndjson = made(bench.data / f"intake-{rows // 10}.ndjson",
                  ["python3", "-c", "import csv,json,sys\nfor i,r in enumerate(csv.DictReader(open(sys.argv[1],newline=''))):\n"
                   "  if i==int(sys.argv[2]): break\n  r.pop('notes'); print(json.dumps({k:v for k,v in r.items() if v}))",
                   intake, rows // 10])
    mapping = bench.data / "headers.map.yaml"
    mapping.write_text("candor_map: 1\nrules: bench\nid: id\ncolumns:\n" + "".join(
        f"  Question {q:02}: {{question: q{q:02}}}\n" for q in range(1, 15)) + "ignore: [notes]\n")
    go = lambda path, *options: (lambda: run(bench.score(path, rules, *NARROW, "-j", "2", *options)))
    size = lambda path: path.stat().st_size
    bench.table(f"what else costs: {rows} rows, 16 columns, 60 rules, 2 threads", [
        ("plain", go(intake)),
        ("CRLF line ends", go(crlf), size(crlf)),
        ("every field in quotes", go(quoted), size(quoted)),
        ("through a mapping", go(headers, "--map", mapping), size(headers)),
        ("--append", lambda: run(bench.score(intake, rules, "-j", "2", "--append", "--columns", "verdict,reasons"))),
        ("UTF-16", go(utf16), size(utf16)),
        ("gzip", go(packed), size(intake)),
        ("CR line ends: one by one", go(lone), size(lone)),
        (f"NDJSON, {rows // 10} rows", lambda: run(bench.score(ndjson, rules, "-j", "2", "--format", "ndjson")), size(ndjson)),
        ("the reference", go(intake, "--engine", "reference")),
    ], size(intake))


def growth(bench, rows):
    print("\n### How the cost grows")
    runs = []
    for n in (rows // 10, rows, rows * 5):
        path, rules = bench.intake(n, 14), bench.rules(60, 14)
        runs.append((f"{n} rows, 16 columns, 60 rules", (lambda p=path, r=rules: run(bench.score(p, r, *NARROW))), path.stat().st_size))
    for columns in (28, 56):
        path, rules = bench.intake(rows, columns), bench.rules(60, columns)
        runs.append((f"{rows} rows, {columns + 2} columns, 60 rules", (lambda p=path, r=rules: run(bench.score(p, r, *NARROW))), path.stat().st_size))
    path = bench.intake(rows, 14)
    for count in (150, 300, 600):
        rules = bench.rules(count, 14)
        runs.append((f"{rows} rows, 16 columns, {count} rules", (lambda r=rules: run(bench.score(path, r, *NARROW))), path.stat().st_size))
    bench.table("2 threads", runs, 0)
    tiny = bench.data / "300.csv"
    if not tiny.exists():
        subprocess.run(f"'{bench.maker}' microneedling 300 > '{tiny}'", shell=True, check=True)
    screen = [bench.build / "candor", "screen", "--answers", "examples/suitable.json", "--as-of", AS_OF, "--format", "json"]
    small = Bench(bench.build, 40)
    times = small.table("300 rows for the microneedling rules", [
        ("candor score", lambda: run([bench.build / "candor", "score", tiny, "--as-of", AS_OF])),
        ("candor screen, one person", lambda: run(screen)),
    ], tiny.stat().st_size)
    print(f"\n300 rows to one screening: {times['candor score'] / times['candor screen, one person']:.2f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=["compare", "costs", "growth"])
    args = parser.parse_args()
    bench = Bench(args.build.resolve(), args.rounds)
    if args.only in (None, "compare"):
        compare(bench, args.rows, min(args.rows, 200_000))
    if args.only in (None, "costs"):
        costs(bench, args.rows // 5)
    if args.only in (None, "growth"):
        growth(bench, args.rows // 5)


main()
