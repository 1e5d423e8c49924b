#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Records, journals and decisions at the prompt after a result."""

import json

from scene import AS_OF, REPLIES, RULES, has, has_not, main, type_all
from terminal import check, check_equal, run


def verify(scene, *files, status=0):
    got, out, err = run([scene.candor, "verify", "-r", str(RULES), *files], scene.folder)
    check_equal((got, err), (status, ""), f"verify\n{out}")
    return out


def decide(terminal, *typed):
    """Types the replies of a decision, each at the question that it answers; what is shown after the last."""
    terminal.type("decide\n")
    for question, reply in typed:
        terminal.expect(question)
        terminal.type(reply + "\n")
    return terminal.prompt()


OTHERWISE = (("Decision: ", "2"), ("Reason: ", "1"), ("Who decides: ", "Dr. A. Example"),
             ("Note, or Enter for none: ", "By telephone."))
DECIDED = "Decided otherwise by Dr. A. Example on "


def test_a_record_is_written_at_the_prompt(scene):
    with scene.terminal("--ref", "P0042") as terminal:
        type_all(terminal, [*REPLIES, ""])
        has(terminal.reply("record r.json"), "Written.")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    record = json.loads(scene.text("r.json"))
    check_equal((record["schema"], record["ref"], record["decision"]), ("record/1", "P0042", None), "the record")
    check_equal(set(record["answered_on"].values()), {AS_OF}, "the days")
    check_equal(verify(scene, "r.json"), "r.json: the same\n", "verify")


def test_a_decision_is_shown_beside_the_verdict_and_kept(scene):
    with scene.terminal("--record", "r.json", "--journal", "j.ndjson", "--report", "report.html") as terminal:
        type_all(terminal, [*REPLIES, ""])
        shown = decide(terminal, *OTHERWISE)
        has(shown, "Not yet: 22 February 2027 at the earliest", DECIDED, "A physician or specialist agreed",
            "Not yet: 22 February 2027 at the earliest. Decided otherwise.")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
        has_not(terminal.talk, "does not apply any more")
    record = json.loads(scene.text("r.json"))
    check_equal([record["decision"][key] for key in ("decision", "by", "reason", "note")],
                ["otherwise", "Dr. A. Example", "specialist_agreed", "By telephone."], "the decision")
    check_equal(record["result"]["verdict"], "defer", "the verdict")
    has(scene.text("report.html"), DECIDED, "By telephone.")
    # The record without the decision had a line, too.
    check_equal(len(scene.text("j.ndjson").splitlines()), 2, "the lines of the journal")
    has(verify(scene, "r.json", "j.ndjson"), "r.json: the same\n", "j.ndjson: 2 lines, each follows")


def test_what_is_not_a_decision_is_asked_again(scene):
    with scene.terminal() as terminal:
        type_all(terminal, [*REPLIES, ""])
        shown = decide(terminal, ("Decision: ", "3"), ("Expected 1 or 2.", ""))
        has(shown, "No decision was recorded.")
        has(decide(terminal, ("Decision: ", "")), "No decision was recorded.")
        has(decide(terminal, ("Decision: ", "2"), ("Reason: ", "9"), ("Expected a number from 1 to 8.", "")),
            "No decision was recorded.")
        has(decide(terminal, ("Decision: ", "2"), ("Reason: ", "8"), ("Who decides: ", "A"), ("Note: ", "")),
            "This reason needs a note", "No decision was recorded.")
        has(decide(terminal, ("Decision: ", "1"), ("Who decides: ", "")), "No decision was recorded.")
        has(decide(terminal, ("Decision: ", "1"), ("Who decides: ", "x" * 101), ("Note", "")), "No decision was recorded.")
        shown = decide(terminal, ("Decision: ", "1"), ("Who decides: ", "Dr. A. Example"), ("Note", ""))
        has(shown, "Decided as listed by Dr. A. Example on ")
        # The same person, by Enter.
        has(decide(terminal, ("Decision: ", "1"), ("Who decides [Dr. A. Example]: ", ""), ("Note", "Seen.")), "Seen.")
        has(terminal.reply("why"), "Why")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
        scene.check_files()


def test_a_decision_is_about_one_result(scene):
    with scene.terminal("--record", "r.json", "--journal", "j.ndjson") as terminal:
        type_all(terminal, [*REPLIES, ""])
        decide(terminal, *OTHERWISE)
        terminal.reply("<")
        terminal.reply("7")
        has(terminal.reply("5 months"), "The decision was about the result of before: now there is none.")
        has_not(terminal.reply(""), DECIDED)
        check_equal(json.loads(scene.text("r.json"))["decision"], None, "the decision")
        decide(terminal, *[(question.replace("Who decides: ", "Who decides [Dr. A. Example]: "), reply)
                           for question, reply in OTHERWISE])
        has(terminal.reply("appointment 2027-03-01"), "The decision was about the result of before")
        decide(terminal, *[(question.replace("Who decides: ", "Who decides [Dr. A. Example]: "), reply)
                           for question, reply in OTHERWISE])
        terminal.reply("again")
        has_not("".join(type_all(terminal, [*REPLIES, ""])), DECIDED)
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    # Each result given has its line; the last is of the second client, who has no record.
    lines = [json.loads(line) for line in scene.text("j.ndjson").splitlines()]
    check_equal([line["record"] is None for line in lines], [False] * 6 + [True], "the records in the journal")
    check_equal([line["n"] for line in lines], list(range(1, 8)), "the numbers")
    has(verify(scene, "r.json", "j.ndjson"), "r.json: the same\n")


def test_the_journal_has_every_record_of_a_result(scene):
    with scene.terminal("--record", "r.json", "--journal", "j.ndjson") as terminal:
        type_all(terminal, [*REPLIES, ""])
        has(terminal.reply("record second.json"), "Written.")
        terminal.reply("ref P-7")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    check_equal(len(scene.text("j.ndjson").splitlines()), 3, "the lines of the journal")
    has_not(verify(scene, "r.json", "second.json", "j.ndjson"), "not in the journal")


def test_a_journal_is_checked_before_the_first_question(scene):
    scene.path("notes.txt").write_text("notes\n", encoding="utf-8")
    for words, code in ((("--journal", "notes.txt"), "[E641]"), (("--journal", "none/j.ndjson"), "[E902]"),
                        (("--record", "notes.txt"), "[E908]"), (("--record", "none/r.json"), "[E902]")):
        status, out, err = scene.run(*words, text="34\n")
        check_equal((status, out), (5, ""), f"{words}\n{err}")
        has(err, code)
        has_not(err, "How old")
    check_equal(scene.text("notes.txt"), "notes\n", "the file")
    scene.check_files("notes.txt")


def test_a_record_of_unconfirmed_answers_is_repeated(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES)
        terminal.type("\nquit\n")
        terminal.finish()
    with scene.terminal("--resume", "saved.json", as_of="2027-06-01") as terminal:
        type_all(terminal, ["", "!", ""])
        has(terminal.reply("record r.json"), "Written.")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    record = json.loads(scene.text("r.json"))
    check("isotretinoin" in record["not_confirmed"], record["not_confirmed"])
    check_equal((record["answered_on"]["age"], record["answered_on"]["isotretinoin"]), ("2027-06-01", AS_OF), "the days")
    check_equal(verify(scene, "r.json"), "r.json: the same\n", "verify")


if __name__ == "__main__":
    main(dict(globals()))
