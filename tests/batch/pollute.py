#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes torture files of good intakes and has candor score them: read rightly, or refused, never wrong in silence.

usage: pollute.py CANDOR SOURCE_DIR

    CANDOR_SEED=7 CANDOR_FILES=5000 pollute.py build/release/candor .

A file is made in three steps: some people of one of the intakes, written in some dialect that changes nothing; then,
for most files, one kind of damage with a known outcome: some rows rejected, or the whole file refused; or random
edits of separators, quotes and line ends, after which every verdict must still be the right one, and whoever has none
must have been said to have none.
"""

import csv
import io
import os
import random
import subprocess
import sys
import tempfile

KEPT = "id,verdict,settled,at_least,at_most,earliest,reasons,open,not_used"
SCORE = ["--as-of", "2026-11-22", "--columns", KEPT + ",problem"]
INTAKES = {"plain": None, "web-form": "web-form", "research-export": "research-export",
           "spreadsheet-de": "spreadsheet-de"}
NOTES = ["", "a word", "größer als zuvor", "Müller; ruft zurück", "said \"later\", and left", "two\nlines", "1,5 | 2",
         "=HYPERLINK(\"http://example.org\")", "\ttabs\t", "don't", "naïve café", "a;b,c|d", "\"", "  "]
TITLES = ["Export of the clinic", "Created on 22 November 2026", "Nur zur Ansicht", "Intake", "* * *"]


class Problem(Exception):
    pass


class Table:
    """Header and rows of cells; the id of each person stands in column `id`."""

    def __init__(self, text, id_column):
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if text.startswith("Nr;") else ","))
        self.header, self.rows = rows[0], rows[1:]
        self.id = self.header.index(id_column)


class Dialect:
    def __init__(self, rng):
        self.delimiter = rng.choice(",;\t|")
        self.quoting = rng.choice(["minimal", "all", "some"])
        self.line_end = rng.choice(["\n", "\r\n", "\r"])
        self.encoding = rng.choice(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16-le mark", "utf-16-be mark",
                                    "cp1252"])
        self.sep = rng.random() < 0.15
        self.title = [rng.choice(TITLES) for _ in range(rng.choice([0, 0, 0, 1, 2]))]
        self.padded = rng.random() < 0.5
        self.trailing = rng.random() < 0.15
        self.spaces = rng.random() < 0.2
        self.blank_lines = rng.random() < 0.2
        self.last_line_end = rng.random() < 0.7

    def field(self, rng, cell):
        needed = any(c in cell for c in self.delimiter + "\"\r\n") or cell != cell.strip(" \t")
        if needed or self.quoting == "all" or (self.quoting == "some" and rng.random() < 0.3):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    def line(self, rng, cells, header=False):
        fields = [self.field(rng, cell) for cell in cells]
        if header and self.spaces:
            fields = [" " * rng.randrange(3) + field + " " * rng.randrange(3) for field in fields]
        return self.delimiter.join(fields) + (self.delimiter if self.trailing else "")

    def lines(self, rng, table):
        """The lines above the header, and the records from the header on, each without its line end."""
        above = [f"sep={self.delimiter}"] if self.sep else []
        for title in self.title:
            above.append(title + (self.delimiter * (len(table.header) - 1) if self.padded else ""))
            if rng.random() < 0.5:
                above.append("")
        return above, [self.line(rng, table.header, header=True)] + [self.line(rng, row) for row in table.rows]

    def text(self, rng, above, records):
        lines = list(above)
        for record in records:
            lines.append(record)
            if self.blank_lines and rng.random() < 0.2:
                lines.append(rng.choice(["", "  "]))
        return self.line_end.join(lines) + (self.line_end if self.last_line_end else "")

    def bytes(self, text):
        encoding, _, mark = self.encoding.partition(" ")
        return ("\ufeff" + text if mark else text).encode(encoding)

    def __str__(self):
        return ", ".join(f"{key}={value!r}" for key, value in vars(self).items())


def add_notes(rng, table, everywhere):
    """A column that is for nothing, with all that is hard to read."""
    at = rng.randrange(len(table.header) + 1)
    table.header.insert(at, "Some notes")
    for row in table.rows:
        row.insert(at, "über Nacht" if everywhere else rng.choice(NOTES))
    if at <= table.id:
        table.id += 1


# ---- Damage with a known outcome -----------------------------------------------------------------------------------

def fields_of(dialect, row):
    return [dialect.field(random.Random(0), cell) for cell in row]


def too_few(rng, table, dialect, row):
    fields = fields_of(dialect, row)
    del fields[rng.randrange(len(fields))]
    return dialect.delimiter.join(fields) + (dialect.delimiter if dialect.trailing else "")


def too_many(rng, table, dialect, row):
    fields = fields_of(dialect, row)
    fields.insert(rng.randrange(len(fields) + 1), rng.choice(["", "x", "none"]))
    return dialect.delimiter.join(fields) + (dialect.delimiter if dialect.trailing else "")


def text_behind_quotes(rng, table, dialect, row):
    fields = fields_of(dialect, row)
    at = rng.randrange(len(fields))
    fields[at] = '"' + row[at].replace('"', '""') + '"' + rng.choice(["x", "'", " x", "x\"x\""])
    return dialect.delimiter.join(fields) + (dialect.delimiter if dialect.trailing else "")


def bad_value(rng, table, dialect, row):
    row = list(row)
    row[table.header.index(table.questions[rng.randrange(len(table.questions))])] = "no such thing"
    return dialect.line(random.Random(0), row)


ROW_DAMAGE = [too_few, too_many, text_behind_quotes, bad_value]


def duplicate_header(rng, table, dialect, above, records):
    row = list(table.header)
    known = [i for i, name in enumerate(row) if name in table.questions]
    a, b = rng.sample(known, 2)
    row[a] = rng.choice([row[b], row[b].upper(), row[b] + " "])
    records[0] = dialect.line(rng, row, header=True)


def no_header(rng, table, dialect, above, records):
    del records[0]


def quote_never_closed(rng, table, dialect, above, records):
    records[-1] = '"' + records[-1].replace('"', "")


def nul(rng, table, dialect, above, records):
    at = rng.randrange(len(records))
    inside = rng.randrange(len(records[at]))
    records[at] = records[at][:inside] + "\0" + records[at][inside:]


def empty(rng, table, dialect, above, records):
    above.clear()
    records.clear()
    dialect.encoding = "utf-8"


def header_alone(rng, table, dialect, above, records):
    del records[1:]


FILE_DAMAGE = [duplicate_header, no_header, quote_never_closed, nul, empty, header_alone]


def edit(rng, dialect, record):
    """One edit of a separator, a quote or a line end."""
    structural = dialect.delimiter + '"' + "\n\r"
    at = rng.randrange(len(record) + 1)
    if rng.random() < 0.6:
        return record[:at] + rng.choice(structural) + record[at:]
    places = [i for i, c in enumerate(record) if c in structural]
    if not places:
        return record
    at = rng.choice(places)
    return record[:at] + rng.choice(["", "", rng.choice(structural)]) + record[at + 1:]


def reasons(row):
    return [reason for reason in row[6].split(";") if reason]


# ---- Cases ---------------------------------------------------------------------------------------------------------

class Polluter:
    def __init__(self, candor, source):
        self.candor = os.path.abspath(candor)
        self.source = os.path.abspath(source)
        self.folder = tempfile.mkdtemp()
        self.tables = {}
        for name in INTAKES:
            with open(f"{self.source}/tests/data/intakes/{name}.csv", encoding="utf-8-sig", newline="") as file:
                self.tables[name] = file.read()
        status, rows, _ = self.score(self.tables["plain"].encode(), None)
        if status != 0:
            raise SystemExit("the good intake is not scored")
        self.truth = {row[0]: row[1:-1] for row in rows}
        self.counts = {}

    def score(self, content, map, *options):
        path = os.path.join(self.folder, "intake.csv")
        out = os.path.join(self.folder, "out.csv")
        if os.path.exists(out):
            os.unlink(out)
        with open(path, "wb") as file:
            file.write(content)
        arguments = [self.candor, "score", path, "-o", out, *SCORE, *options]
        if map:
            arguments += ["--map", f"{self.source}/examples/{map}.map.yaml"]
        done = subprocess.run(arguments, capture_output=True, timeout=60)
        if done.returncode not in (0, 1, 4):
            raise Problem(f"candor score returned {done.returncode}: {done.stderr.decode()}")
        rows = None
        if os.path.exists(out):
            with open(out, encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
        return done.returncode, rows, done.stderr.decode()

    def table(self, rng):
        name = rng.choice(list(INTAKES))
        id_column = {"plain": "id", "web-form": "Client ID", "research-export": "record_id", "spreadsheet-de": "Nr"}[name]
        table = Table(self.tables[name], id_column)
        table.rows = rng.sample(table.rows, rng.randrange(2, 25))
        plain = Table(self.tables["plain"], "id").header[1:]
        table.questions = [h for h in table.header
                           if h.lower().rstrip("?").replace(" ", "_") in plain and "___" not in h]
        return table, INTAKES[name]

    def expect_rows(self, rows, wanted, rejected):
        """Each wanted person in order, with the right verdict, or rejected."""
        if len(rows) != len(wanted):
            raise Problem(f"{len(rows)} rows instead of {len(wanted)}")
        for row, id, reject in zip(rows, wanted, rejected):
            if reject:
                if row[1] or not row[-1]:
                    raise Problem(f"{id} is not rejected: {row}")
            elif row[0] != id or row[1:-1] != self.truth[id] or row[-1]:
                raise Problem(f"wanted {id} {self.truth[id]}, got {row}")

    def run(self, seed):
        rng = random.Random(seed)
        table, map = self.table(rng)
        dialect = Dialect(rng)
        kind = rng.choice(["none", "none", "rows", "rows", "file", "edits", "edits", "bytes"])
        if kind == "bytes":
            dialect.encoding = rng.choice(["utf-8", "utf-8-sig"])
        if kind == "bytes" or rng.random() < 0.5:
            add_notes(rng, table, everywhere=kind == "bytes")
        if rng.random() < 0.3:
            order = list(range(len(table.header)))
            rng.shuffle(order)
            table.id = order.index(table.id)
            table.header = [table.header[i] for i in order]
            table.rows = [[row[i] for i in order] for row in table.rows]
        ids = [row[table.id] for row in table.rows]
        above, records = dialect.lines(rng, table)
        what = kind
        damaged = [False] * len(ids)
        if kind == "rows":
            damage = rng.choice(ROW_DAMAGE)
            what = damage.__name__
            for i in range(len(ids)):
                damaged[i] = rng.random() < 0.3
                if damaged[i]:
                    records[i + 1] = damage(rng, table, dialect, table.rows[i])
        elif kind == "file":
            damage = rng.choice(FILE_DAMAGE)
            what = damage.__name__
            damage(rng, table, dialect, above, records)
        elif kind == "edits":
            for i in rng.sample(range(len(records)), min(len(records), rng.randrange(1, 4))):
                records[i] = edit(rng, dialect, records[i])
        self.counts[what] = self.counts.get(what, 0) + 1
        text = dialect.text(rng, above, records)
        try:
            content = dialect.bytes(text)
        except UnicodeEncodeError:
            dialect.encoding = "utf-8"
            content = dialect.bytes(text)
        if kind == "bytes":
            at = rng.randrange(len(ids))
            marker = "über".encode()
            places = [i for i in range(len(content)) if content.startswith(marker, i)]
            content = content[:places[at] + 2] + b"\xff" + content[places[at] + 2:]
            damaged[at] = True
        try:
            status, rows, said = self.score(content, map)
            self.judge(kind, what, status, rows, said, ids, damaged)
        except (Problem, ValueError, UnicodeDecodeError) as problem:
            path = os.path.join(self.folder, f"failed-{seed}.csv")
            with open(path, "wb") as file:
                file.write(content)
            raise Problem(f"seed {seed}: {what}, map {map}\n  {dialect}\n  {path}\n  {problem}") from None

    def judge(self, kind, what, status, rows, said, ids, damaged):
        if kind == "file":
            if status != 4 or (rows is not None and any(row[1] for row in rows)):
                raise Problem(f"not refused: {status} {said}")
            return
        if kind != "edits":
            if rows is None:
                raise Problem(f"refused: {said}")
            self.expect_rows(rows, ids, damaged)
            wanted = 4 if all(damaged) else 1 if any(damaged) else 0
            if status != wanted:
                raise Problem(f"status {status} instead of {wanted}")
            return
        # Edits: nobody has a wrong verdict, and who has none has been said to have none. A header that was
        # edited may be a column less: then its question is named, and is blank for everyone.
        if rows is None:
            if status != 4:
                raise Problem(f"no output, and status {status}: {said}")
            return
        unnamed = "Questions without a column"
        scored = {row[0]: row for row in rows if row[1]}
        missing = [id for id in ids if id not in scored]
        for id, row in scored.items():
            if id in ids:
                blank = unnamed in said and set(reasons(row)) <= set(reasons([id] + self.truth[id]))
                if row[1:-1] != self.truth[id] and not blank:
                    raise Problem(f"a wrong verdict: {row} instead of {self.truth[id]}")
            elif unnamed not in said and not any(row[1:-1] == self.truth[other] for other in missing):
                raise Problem(f"a verdict of nobody: {row}")
        lost = [id for id in missing if not any(id.strip('"') in row for row in scored)]
        edited_ids = len([id for id in scored if id not in ids])
        if len(lost) > edited_ids and status == 0:
            raise Problem(f"lost in silence: {lost}")


def main():
    polluter = Polluter(sys.argv[1], sys.argv[2])
    first = int(os.environ.get("CANDOR_SEED", "20261122"))
    files = int(os.environ.get("CANDOR_FILES", "500"))
    failures = 0
    for seed in range(first, first + files):
        try:
            polluter.run(seed)
        except Problem as problem:
            failures += 1
            print(problem)
            if failures == 10:
                break
    print(f"{files} files, {failures} failures; " + ", ".join(f"{k} {v}" for k, v in sorted(polluter.counts.items())))
    missing = [d.__name__ for d in ROW_DAMAGE + FILE_DAMAGE if files >= 500 and d.__name__ not in polluter.counts]
    if missing:
        print(f"never made: {missing}")
    return 1 if failures or missing else 0


if __name__ == "__main__":
    sys.exit(main())
