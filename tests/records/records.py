#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Records and journals, kept and verified through the binary."""

import json
import os
import random
import subprocess

from desk import DAY, check, check_equal, has, has_not, main


def keep(desk, name, *words, **answers):
    """Screens answers and keeps a record of them, with a line in the journal."""
    desk.write("one.json", json.dumps({**desk.json("answers.json"), **answers}))
    return desk.screen("--record", name, "--journal", "journal.ndjson", *words, answers="one.json")


def verify(desk, *words, status=0):
    return desk.run("verify", "-r", "clinic.yaml", *words, status=status)


def edit(desk, name, change):
    record = desk.json(name)
    change(record)
    desk.write(name, json.dumps(record, indent=2, ensure_ascii=False) + "\n")


def test_a_record_is_the_same(desk):
    keep(desk, "one.record.json", "--ref", "P0042", "--appointment", "2026-12-01T14:30")
    record = desk.json("one.record.json")
    check_equal(list(record), ["schema", "candor", "ruleset", "as_of", "appointment", "appointment_time", "at", "ref",
                               "nonce", "answers", "answered_on", "not_asked", "not_confirmed", "questions", "result",
                               "decision"], "the keys")
    check_equal((record["ref"], record["result"]["ref"], record["appointment_time"]), ("P0042", "P0042", "14:30"), "it")
    check_equal(os.stat(desk.path("one.record.json")).st_mode & 0o777, 0o600, "the mode of a record")
    check_equal(os.stat(desk.path("journal.ndjson")).st_mode & 0o777, 0o600, "the mode of a journal")
    check_equal(verify(desk, "one.record.json", "journal.ndjson"),
                ("one.record.json: the same\njournal.ndjson: 1 line, each follows from the one before\n", ""), "verify")
    keep(desk, "two.record.json")
    check(desk.json("two.record.json")["nonce"] != record["nonce"], "two records have the same nonce")


def test_what_was_changed_is_named_without_its_value(desk):
    keep(desk, "r.json", isotretinoin="2026-10-03")
    edit(desk, "r.json", lambda record: record["result"].update(verdict="suitable"))
    out, err = verify(desk, "r.json", status=1)
    check_equal((out, err), ("r.json: differs in /result/verdict\n", ""), "verify")
    keep(desk, "r2.json", isotretinoin="2026-10-03")
    edit(desk, "r2.json", lambda record: record["answers"].update(isotretinoin="2026-10-04"))
    out, err = verify(desk, "r2.json", status=1)
    has(out, "r2.json: differs in /result/", "/result/answers/isotretinoin")
    has_not(out + err, "2026-10", "October")
    edit(desk, "r2.json", lambda record: record.update(candor="0.0.1"))
    has(verify(desk, "r2.json", status=1)[0], "it was not written by this version of candor")


def test_a_record_of_other_rules_cannot_be_repeated(desk):
    keep(desk, "r.json")
    digest = desk.json("r.json")["ruleset"]["digest"]
    out, _ = desk.run("verify", "r.json", status=4)
    check_equal(out, f"r.json: cannot be repeated: the rule set with digest {digest} is not here; give it with `-r`\n",
                "verify")
    desk.write("old.yaml", desk.read("clinic.yaml").replace("version: 1.0.0", "version: 0.9.0"))
    desk.run("verify", "r.json", "-r", "old.yaml", status=4)
    desk.run("verify", "r.json", "-r", "old.yaml", "-r", "clinic.yaml")
    # The built-in rules are always at hand.
    desk.run("screen", "-a", os.path.join(desk.root, "examples/suitable.json"), "--as-of", DAY, "--record", "built-in.json")
    check_equal(desk.run("verify", "built-in.json")[0], "built-in.json: the same\n", "verify")


def test_what_cannot_be_read(desk):
    has(desk.run("verify", "nowhere.json", status=4)[1], "[E901]")
    has(desk.run("verify", "clinic.yaml", status=4)[1], "[E644]")
    has(desk.run("verify", status=2)[1], "name a record, a folder of records, or a journal")
    keep(desk, "r.json")
    desk.write("r.json", desk.read("r.json")[:-10])
    has(verify(desk, "r.json", status=4)[0], "r.json: cannot be read")
    desk.write("r.json", desk.read("r.json").replace('"age": 34', '"age": 34, "age": 35', 1))
    out = json.loads(desk.run("verify", "r.json", "-r", "clinic.yaml", "--format", "json", status=4)[0])
    check_equal([record["outcome"] for record in out["records"]], ["not_a_record"], "the outcome")


def test_nesting_without_end_does_no_harm(desk):
    keep(desk, "r.json")
    deep = "[" * 200_000 + "]" * 200_000
    for where in ('{\n  "schema"', '"age": 34'):
        desk.write("deep.json", desk.read("r.json").replace(where, where.replace('"', f'"deep": {deep}, "', 1), 1))
        has(verify(desk, "deep.json", status=1)[0], "deep.json: differs in the whole")
        done = subprocess.run([desk.candor, "screen", "-r", "clinic.yaml", "-a", "deep.json", "--as-of", DAY], cwd=desk.folder,
                              capture_output=True, check=False, timeout=60)
        check(done.returncode in (0, 4), f"candor screen returned {done.returncode}")


def test_a_journal_knows_its_records(desk):
    os.mkdir(desk.path("kept"))
    for name in ("A", "B", "C"):
        keep(desk, f"kept/{name}.json", age=ord(name))
    desk.screen("--journal", "journal.ndjson")
    lines = [json.loads(line) for line in desk.read("journal.ndjson").splitlines()]
    check_equal([line["n"] for line in lines], [1, 2, 3, 4], "the numbers")
    check_equal([line["record"] is None for line in lines], [False, False, False, True], "the records")
    has(verify(desk, "kept", "journal.ndjson")[0], "journal.ndjson: 4 lines", "3 records: 3 the same, 0 differ\n")
    # Another screening in place of a record is repeated without a fault; only the journal knows.
    desk.screen("--record", "other.json")
    os.replace(desk.path("other.json"), desk.path("kept/B.json"))
    check_equal(verify(desk, "kept/B.json")[0], "kept/B.json: the same\n", "verify")
    out, _ = verify(desk, "kept", "journal.ndjson", status=1)
    has(out, "kept/B.json: the same; not in the journal\n", "journal.ndjson: line 2: the record is not among these\n",
        "3 records: 3 the same, 0 differ, 1 not in the journal\n")
    has_not(out, "kept/A.json: the same; not", "kept/C.json: the same; not")
    os.remove(desk.path("kept/A.json"))
    desk.write("kept/notes.json", "{}")
    has(verify(desk, "kept", "journal.ndjson", status=1)[0], "journal.ndjson: lines 1, 2: the record", "1 other file")
    os.mkdir(desk.path("none"))
    has(verify(desk, "none", "journal.ndjson")[0], "journal.ndjson: lines 1, 2, 3: the record", "0 records")


def test_a_folder_is_read_to_its_ends(desk):
    os.makedirs(desk.path("kept/2026/11"))
    keep(desk, "kept/2026/11/a.json")
    edit(desk, "kept/2026/11/a.json", lambda record: record["answers"].update(age=35))
    os.mkfifo(desk.path("kept/pipe.json"))
    has(verify(desk, "kept", status=1)[0], "kept/2026/11/a.json: differs", "1 record: 0 the same, 1 differ")


def test_a_broken_journal_is_found(desk):
    for age in range(30, 36):
        keep(desk, f"{age}.json", age=age)
    whole = desk.read("journal.ndjson")
    lines = whole.splitlines(keepends=True)
    for text, line in ((whole.replace("suitable", "caution", 1), 2), ("".join(lines[1:]), 1), ("".join(lines[:2] + lines[3:]), 3),
                       ("".join(lines[:3] + [lines[4], lines[3]] + lines[5:]), 4), ("".join(lines[:3]) + "hello\n", 4),
                       (whole.replace("\n", "\r\n"), 1), (whole[:-1] + " \n", 6)):
        desk.write("broken.ndjson", text)
        has(verify(desk, "broken.ndjson", status=1)[0], f"broken.ndjson: broken at line {line}: ")
    desk.write("broken.ndjson", "".join(lines[:3]) + "hello\n")
    out = json.loads(verify(desk, "broken.ndjson", "30.json", "35.json", "--format", "json", status=1)[0])
    check_equal(out["journals"][0]["broken"]["line"], 4, "the line")
    check_equal([record["in_journal"] for record in out["records"]], [True, False], "in the journal")


def test_a_torn_line_is_told_and_continued(desk):
    keep(desk, "a.json")
    keep(desk, "b.json")
    whole = desk.read("journal.ndjson")
    desk.write("journal.ndjson", whole[:-100])
    has(verify(desk, "journal.ndjson", status=1)[0], "2 lines, the last one cut off")
    keep(desk, "c.json")
    check(desk.read("journal.ndjson").startswith(whole[:-100] + "\n"), "the torn line was changed")
    out, _ = verify(desk, "journal.ndjson", "a.json", "c.json")
    has(out, "journal.ndjson: 3 lines, each follows", "line 2 cut off when candor was stopped", "c.json: the same\n")
    desk.write("first.ndjson", whole[:20])
    has(verify(desk, "first.ndjson", status=1)[0], "first.ndjson: 1 line, the last one cut off")


def is_json(text):
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def test_killed_at_any_byte_no_line_is_lost(desk):
    """candor is killed in the middle of its write to the journal, after any number of bytes."""
    library = os.environ.get("CANDOR_FAULTS_LIBRARY")
    check(library is not None, "CANDOR_FAULTS_LIBRARY does not name the library of tests/faults")
    if not library:
        return print("the sanitizer build cannot be killed by a library of faults")
    keep(desk, "a.json")
    whole = desk.read("journal.ndjson")
    length = len(whole)  # of the longer line, with a record
    written = 1
    for killed_after in range(0, length + 60, 23):
        words = [desk.candor, "screen", "-r", "clinic.yaml", "-a", "answers.json", "--as-of", DAY, "--journal", "journal.ndjson"]
        done = subprocess.run(words, cwd=desk.folder, capture_output=True, check=False, timeout=60, env={
            **os.environ, "LD_PRELOAD": library, "CANDOR_FAULT": "killed", "CANDOR_FAULT_NUMBER": "1",
            "CANDOR_FAULT_BYTES": str(killed_after)})
        check_equal(done.returncode, -9, "the status")
        text = desk.read("journal.ndjson")
        check(text.startswith(whole), "a line was lost")
        written += is_json(text[len(whole):])
        keep(desk, f"after-{killed_after}.json")
        written += 1
        out = json.loads(verify(desk, "journal.ndjson", "--format", "json")[0])["journals"][0]
        check(out["broken"] is None and not out["torn_end"], f"killed after {killed_after} bytes: {out}")
        check_equal(out["lines"] - len(out["torn"]), written, "the whole lines")
        check(desk.read("journal.ndjson").startswith(whole), "a line was lost")
        whole = desk.read("journal.ndjson")


def test_many_at_once_append_whole_lines(desk):
    words = [desk.candor, "screen", "-r", "clinic.yaml", "-a", "answers.json", "--as-of", DAY, "--journal", "journal.ndjson"]
    running = [subprocess.Popen(words, cwd=desk.folder, stdout=subprocess.DEVNULL) for _ in range(24)]
    check_equal([process.wait() for process in running], [0] * 24, "the statuses")
    has(verify(desk, "journal.ndjson")[0], "journal.ndjson: 24 lines, each follows")


def test_no_record_without_its_line(desk):
    """A journal that cannot be written keeps the record from being written, and is told."""
    desk.write("journal.ndjson", "my notes\n")
    out, err = desk.screen("--record", "r.json", "--journal", "journal.ndjson", status=5)
    has(err, "journal.ndjson: error: this is not a journal [E641]")
    has(out, "No recorded reason to wait")
    check_equal(desk.read("journal.ndjson"), "my notes\n", "the file")
    check(not os.path.exists(desk.path("r.json")), "the record was written")
    check_equal(sorted(os.listdir(desk.folder)), ["answers.json", "clinic.yaml", "journal.ndjson"], "the files")
    has(desk.screen("--journal", "nowhere/j.ndjson", status=5)[1], "[E902]")
    has(desk.screen("--journal", ".", status=5)[1], "[E902]")
    has(desk.screen("--journal", "same", "--record", "same", status=2)[1], "name the same file")
    has(desk.screen("--journal", "answers.json", status=5)[1], "[E641]")


def test_a_full_disk_leaves_the_journal_as_it_was(desk):
    keep(desk, "a.json")
    whole = desk.read("journal.ndjson")
    limited = ["bash", "-c", 'ulimit -f 1; exec "$0" "$@"', desk.candor, "screen", "-r", "clinic.yaml", "-a", "answers.json",
               "--as-of", DAY, "--journal", "journal.ndjson"]
    for _ in range(4):  # 1024 bytes
        subprocess.run(limited, cwd=desk.folder, capture_output=True, check=False)
    text = desk.read("journal.ndjson")
    check(text.startswith(whole) and text.endswith("\n"), "the journal was damaged")
    check(len(text) <= 1024, "the limit was not reached")
    verify(desk, "journal.ndjson")


def test_signed_records_and_journals(desk):
    desk.key("anna")
    desk.key("ben")
    keep(desk, "r.json")
    keep(desk, "s.json")
    for name in ("r.json", "journal.ndjson"):
        desk.sign("anna", name)
    out, _ = verify(desk, "r.json", "s.json", "journal.ndjson", "--trust", "anna.pub")
    has(out, "r.json: the same; signed with key ", "s.json: the same; no signature that you trust\n", "before; signed with key ")
    has_not(verify(desk, "r.json", "journal.ndjson")[0], "sign")
    has(verify(desk, "r.json", "--trust", "ben.pub")[0], "r.json: the same; no signature that you trust\n")
    keep(desk, "t.json")  # the journal has grown since
    out, err = verify(desk, "journal.ndjson", "--trust", "anna.pub", status=1)
    has(out, "its signature is wrong")
    has(err, "journal.ndjson.minisig: error: this signature does not belong to the file beside it [E502]")


def decided(desk, decision, status=0):
    desk.write("decision.json", json.dumps(decision))
    return desk.screen("--decision", "decision.json", "--format", "json", status=status)


def test_a_decision_stands_beside_the_verdict(desk):
    plain = json.loads(desk.screen("--format", "json")[0])
    decision = {"decision": "otherwise", "by": "Dr. A. Example", "reason": "other", "note": "See the letter.",
                "at": "2026-11-22T10:00:00Z"}
    result = json.loads(decided(desk, decision)[0])
    check_equal(result.pop("decision"), decision, "the decision")
    check_equal(result, plain, "the rest")
    words = ("--decision", "decision.json")
    line = "Decided otherwise by Dr. A. Example on 22 November 2026: Another reason, in the note. See the letter."
    has(" ".join(desk.screen(*words)[0].split()), line)
    desk.screen(*words, "--report", "report.html", "--leaflet", "leaflet.html", "--record", "r.json")
    has(desk.read("report.html"), line)
    has_not(desk.read("leaflet.html"), "Decided", "Dr. A. Example")
    check_equal(desk.json("r.json")["decision"], decision, "the decision")
    check_equal(verify(desk, "r.json")[0], "r.json: the same\n", "verify")


def test_every_mistake_of_a_decision_is_reported(desk):
    good = {"decision": "otherwise", "by": "Dr. A. Example", "reason": "more_cautious"}
    decided(desk, good)
    for wrong, code, place in (
            ({"decision": "MARKER"}, "E642", "/decision"), ({"by": "MARKER\n"}, "E642", "/by"), ({"by": None}, "E642", "/by"),
            ({"by": "M" * 101}, "E642", "/by"), ({"reason": None}, "E643", "/reason"), ({"reason": "MARKER"}, "E643", "/reason"),
            ({"reason": ["MARKER"]}, "E643", "/reason"), ({"reason": "other"}, "E643", "/note"),
            ({"decision": "as_listed"}, "E642", "/reason"), ({"at": "MARKER"}, "E642", "/at"),
            ({"at": "2026-11-22T25:00:00Z"}, "E642", "/at"), ({"note": 7}, "E642", "/note"), ({"MARKER": 1}, "E642", "")):
        out, err = decided(desk, {**good, **wrong}, status=4)
        errors = json.loads(err)["diagnostics"]
        check_equal([(d["code"], d.get("pointer") or "") for d in errors], [(code, place)], f"{wrong}")
        has_not(out + err, "MARKER", "MMMM")
    for text in ("", "[]", "MARKER", '{"decision": "as_listed", "decision": "otherwise", "by": "A"}'):
        desk.write("decision.json", text)
        out, err = desk.screen("--decision", "decision.json", status=4)
        has(err, "decision.json: error: ", "[E642]")
        has_not(out + err, "MARKER")
    out, err = decided(desk, {}, status=4)
    check_equal(len(json.loads(err)["diagnostics"]), 2, "mistakes")
    has(desk.run("screen", "--decision", "decision.json", status=2)[1], "`--decision` needs `--answers`")
    has(desk.screen("--decision", "-", answers="-", status=2)[1], "cannot both be standard input")


def test_a_rule_set_has_its_own_reasons(desk):
    desk.write("clinic.yaml", desk.read("clinic.yaml") + "\noverride_reasons: {second_opinion: A colleague was asked.}\n")
    decided(desk, {"decision": "otherwise", "by": "A", "reason": "second_opinion"})
    has(decided(desk, {"decision": "otherwise", "by": "A", "reason": "more_cautious"}, status=4)[1], "`second_opinion`")


def test_tampering_is_found_among_many(desk):
    """500 records, 6 of them tampered with: 3 in the file, 3 screened again and put in its place."""
    chosen = random.Random(15)
    os.mkdir(desk.path("kept"))
    rows = []
    for number in range(500):
        answers = {"age": chosen.randint(18, 80), "smoker": chosen.choice(["yes", "no"]), "rash": chosen.choice(["yes", "no"]),
                   "spots": chosen.choice(["none", "small", "groesser", "wide"]), "procedures": chosen.choice([[], ["waxing"]]),
                   "isotretinoin": f"{chosen.randint(1, 400)} days"}
        rows.append(answers)
        keep(desk, f"kept/{number:03}.json", **answers)
    tampered = chosen.sample(range(500), 6)
    for number in tampered[:3]:
        edit(desk, f"kept/{number:03}.json", lambda record: record["answers"].update(age=record["answers"]["age"] + 1))
    for number in tampered[3:]:
        os.remove(desk.path(f"kept/{number:03}.json"))
        desk.write("one.json", json.dumps({**rows[number], "rash": "no", "isotretinoin": "never"}))
        desk.screen("--record", f"kept/{number:03}.json", answers="one.json")
    out = json.loads(verify(desk, "kept", "journal.ndjson", "--format", "json", status=1)[0])
    found = {record["file"]: record for record in out["records"]}
    check_equal(len(found), 500, "records")
    for number in range(500):
        record = found[f"kept/{number:03}.json"]
        check_equal((record["outcome"], record["in_journal"]),
                    ("differs" if number in tampered[:3] else "same", number not in tampered), f"record {number}")
    check_equal(out["journals"][0]["missing_records"], sorted(number + 1 for number in tampered), "lines without record")


if __name__ == "__main__":
    main(globals())
