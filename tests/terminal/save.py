#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Interviews that are saved, interrupted and continued."""

import json
import shutil
import signal
import time

from scene import ANSWERS, OTHER_REPLIES, REPLIES, RULES, has, has_not, main, type_all
from terminal import DEADLINE, check, check_equal


def test_saved_completely_after_every_answer(scene):
    ids = list(ANSWERS)
    with scene.terminal("--save", "saved.json") as terminal:
        check_equal(scene.saved("saved.json"), {}, "what is saved before the first answer")
        for count, reply in enumerate(REPLIES, 1):
            terminal.reply(reply)
            check_equal(list(scene.saved("saved.json")), ids[:count], f"what is saved after {count} answers")
            scene.check_files("saved.json")
        terminal.reply("7")
        terminal.reply("never")
        check_equal(scene.saved("saved.json")["isotretinoin"], "never", "what is saved after a change")
        terminal.reply("4")
        terminal.reply("-")
        check_equal(scene.saved("saved.json")["spots"], None, "what is saved where nothing is known")
        terminal.reply("5")
        terminal.reply("0")
        check_equal(scene.saved("saved.json")["filler"], "2026-10-11", "what is saved of an answer set aside")


def test_the_saved_file_is_complete_at_any_moment(scene):
    """Reads the file again and again while answers are typed without waiting for prompts."""
    with scene.terminal("--save", "saved.json") as terminal:
        terminal.reply("34")
        terminal.type("".join(f"={number}\n{reply}\n" for number, reply in ((4, "2"), (2, "y"), (3, "n"), (6, "never")) * 20))
        terminal.type("=6\nongoing\n")
        looked = 0
        while "Ongoing." not in terminal.new:
            terminal.read_some(time.monotonic() + DEADLINE)
            check_equal(scene.saved("saved.json")["age"], 34, "the first answer")
            looked += 1
        check(looked > 20, f"it was looked at {looked} times only")
        terminal.expect("Ongoing.")
        terminal.prompt()
    scene.check_files("saved.json")


def test_an_existing_file_is_not_overwritten(scene):
    scene.path("saved.json").write_text("somebody's\n", encoding="utf-8")
    status, out, err = scene.run("--save", "saved.json", text="34\n")
    check_equal((status, out), (5, ""), "the status, and standard output")
    has(err, "saved.json: error: this file already exists [E908]")
    check_equal(scene.text("saved.json"), "somebody's\n", "the file")


def test_one_name_for_the_interview_and_its_result_is_refused(scene):
    status, out, err = scene.run("--save", "one.json", "--json", "one.json", text="34\n")
    check_equal((status, out), (2, ""), "the status, and standard output")
    has(err, "error: `--save` and `--json` name the same file [E907]")
    scene.check_files()


def test_resumed_it_gives_the_same_bytes(scene):
    wanted = scene.by_answers(ANSWERS, "--format", "json")
    with open(scene.path("unbroken.json"), "wb") as out:
        with scene.terminal("--format", "json", stdout=out) as terminal:
            type_all(terminal, REPLIES + [""])
    check_equal(scene.text("unbroken.json"), wanted, "the result of an unbroken interview")
    for count in range(1, len(REPLIES) + 1):
        name = f"saved-{count}.json"
        with scene.terminal("--save", name) as terminal:
            type_all(terminal, REPLIES[:count])
            terminal.kill(signal.SIGKILL)
            check_equal(terminal.finish(), -signal.SIGKILL, "the status")
        with open(scene.path("resumed.json"), "wb") as out:
            with scene.terminal("--resume", name, "--format", "json", stdout=out) as terminal:
                type_all(terminal, REPLIES[count:] + [""])
        check_equal(scene.text("resumed.json"), wanted, f"the result after a break after {count} answers")


def test_resumed_it_asks_what_is_left_and_keeps_saving(scene):
    with scene.terminal("--save", "saved.json", "--appointment", "2026-12-10") as terminal:
        type_all(terminal, REPLIES[:2])
    before = scene.text("saved.json")
    with scene.terminal("--resume", "saved.json") as terminal:
        has(terminal.talk, "appointment 10 December 2026", "Skin today: 3 of about 6\nIs there a rash?")
        has(terminal.reply("n"), "How large")
        check_equal(scene.text("saved.json"), before, "what is saved without --save")
    with scene.terminal("--resume", "saved.json", "--save", "saved.json") as terminal:
        has(terminal.reply("<"), "Do you smoke?", "Answered: Yes. Enter keeps it.")
        type_all(terminal, ["", "n"])
        check_equal(list(scene.saved("saved.json")), ["age", "smoker", "rash"], "what is saved with --save")
    scene.check_files("saved.json")


def test_on_another_day_every_answer_is_confirmed(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES)
    with scene.terminal("--resume", "saved.json", "--json", "out.json", as_of="2026-12-22") as terminal:
        has(terminal.talk, "This saved interview is from 22 November 2026. Please confirm the answers that are asked again.", "Answered on 22 November 2026: 34 years. Enter confirms it.")
        type_all(terminal, ["", "", "", "", ""])
        has(terminal.reply(""), "11 October 2026, 2 months and 11 days ago.", "When was the last dose of isotretinoin?")
        has(terminal.reply(""), "\nReview\n")
        terminal.reply("")
    dated = dict(ANSWERS, filler="2026-10-11", isotretinoin="2026-08-22")
    check_equal(scene.text("out.json"), scene.by_answers(dated, "--format", "json", as_of="2026-12-22"), "the result of that day")


def test_what_is_not_confirmed_does_not_count(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES)
    with scene.terminal("--resume", "saved.json", "--save", "saved.json", "--json", "out.json", as_of="2027-05-22") as terminal:
        type_all(terminal, [""])
        has(terminal.reply("!"), "\nReview\n")
        terminal.reply("")
    result = json.loads(scene.text("out.json"))
    check_equal((result["verdict"], result["answers"], len(result["not_confirmed"]) > 3), ("incomplete", {"age": 34}, True), "the result")
    check_equal(len(json.loads(scene.text("saved.json"))["not_confirmed"]) > 3, True, "what is left to confirm")
    with scene.terminal("--resume", "saved.json", "--json", "again.json", as_of="2027-05-22") as terminal:
        has(terminal.talk, "Please confirm the answers that are asked again.", "Do you smoke?", "Answered on 22 November 2026: Yes. Enter confirms it.")
        terminal.reply("!")
        terminal.reply("")
    check_equal(json.loads(scene.text("again.json"))["verdict"], "incomplete", "the verdict after saving and resuming")


def test_other_rules_are_refused_with_the_reason(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES[:4])
    before = scene.text("saved.json")
    changed = scene.path("clinic.yaml")
    changed.write_text(RULES.read_text(encoding="utf-8").replace("In whole years.", "In years."), encoding="utf-8")
    for rules, reason in ((changed, "the rules have changed since this saved interview was written"),
                          ("microneedling", "this saved interview was written under another rule set")):
        status, out, err = scene.run("--resume", "saved.json", "--save", "saved.json", rules=rules, text="n\n")
        check_equal((status, out), (4, ""), "the status, and standard output")
        has(err, f"saved.json:/ruleset/digest: error: {reason} [E632]")
        has_not(err, "groesser", "34")
        check_equal(scene.text("saved.json"), before, "the saved interview")


def test_a_file_that_is_not_a_saved_interview_is_refused(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES[:4])
    whole = scene.text("saved.json")
    for text in ("", "{}", whole[:len(whole) // 2], json.dumps(ANSWERS), whole.replace("interview/1", "interview/2"), "\0" * 100):
        scene.path("broken.json").write_text(text, encoding="utf-8")
        status, out, err = scene.run("--resume", "broken.json", text="n\n")
        check_equal((status, out), (4, ""), "the status, and standard output")
        has(err, "broken.json", "error: this is not an interview, a record or a result that candor wrote [E631]")
    scene.path("broken.json").write_text(whole.replace('"groesser"', '"purple-marker"'), encoding="utf-8")
    status, out, err = scene.run("--resume", "broken.json", text="n\n")
    check_equal((status, out), (4, ""), "the status, and standard output")
    has(err, "broken.json:/answers/spots: error: ")
    has_not(err, "marker")


def test_when_saving_fails_the_interview_says_so_and_continues(scene):
    scene.path("folder").mkdir()
    with scene.terminal("--save", "folder/saved.json") as terminal:
        has_not(terminal.reply("34"), "error")
        shutil.rmtree(scene.path("folder"))
        has(terminal.reply("y"), "folder/saved.json: error: this cannot be written", "[E902]",
            "The interview continues. Saving it is tried again after every answer.", "Is there a rash?")
        has_not(terminal.reply(REPLIES[2]), "E902")
        shown = type_all(terminal, REPLIES[3:] + [""])
        has(shown, "Not yet: 22 February 2027", "NOT SAVED: folder/saved.json.")
        terminal.type("q\n")
        check_equal(terminal.finish(), 5, "the status")
        has(terminal.new, "folder/saved.json: error: this cannot be written", "[E902]")


def test_what_could_not_be_saved_is_saved_at_the_next_answer(scene):
    scene.path("folder").mkdir()
    with scene.terminal("--save", "folder/saved.json") as terminal:
        terminal.reply("34")
        shutil.rmtree(scene.path("folder"))
        has(terminal.reply("y"), "[E902]")
        scene.path("folder").mkdir()
        has(terminal.reply("n"), "Saved again: folder/saved.json.")
        check_equal(list(scene.saved("folder/saved.json")), ["age", "smoker", "rash"], "what is saved")
        has_not(type_all(terminal, REPLIES[3:] + [""]), "NOT SAVED")
        terminal.type("q\n")
        check_equal(terminal.finish(), 0, "the status")


def test_a_full_disk_is_told_at_once_and_at_the_end(scene):
    with scene.terminal("--save", "/dev/full") as terminal:
        has(terminal.reply("34"), "/dev/full: error: this cannot be written: No space left on device [E902]", "tried again")
        has_not(terminal.reply("y"), "E902")
        terminal.type("\x04")
        check_equal(terminal.finish(), 5, "the status")
        has(terminal.new, "[E633]", "/dev/full: error: this cannot be written")


def test_a_second_interview_on_one_file_is_told_and_does_not_start(scene):
    with scene.terminal("--save", "saved.json") as first:
        for typed in ("34", "y"):
            for options in (("--save", "saved.json"), ("--resume", "saved.json", "--save", "saved.json"), ("--save", "saved.json", "--force")):
                status, out, err = scene.run(*options, text="61\n")
                check_equal((status, out), (5, ""), "the status, and standard output")
                has(err, "saved.json: error: another interview is being saved to this file [E902]")
            first.reply(typed)
        check_equal(scene.saved("saved.json"), {"age": 34, "smoker": "yes"}, "what is saved")
        first.kill(signal.SIGKILL)
        first.finish()
    # Nothing is left of the lock.
    scene.check_files("saved.json")
    with scene.terminal("--resume", "saved.json", "--save", "saved.json") as again:
        again.reply("n")
        check_equal(list(scene.saved("saved.json")), ["age", "smoker", "rash"], "what is saved afterwards")
    scene.check_files("saved.json")


def test_files_are_checked_before_the_first_question(scene):
    scene.path("there.json").write_text("somebody's\n", encoding="utf-8")
    scene.path("folder").mkdir()
    for option in ("--json", "--report", "--leaflet", "--save"):
        for path, wanted in (("there.json", "this file already exists [E908]"), ("none/out", "this cannot be written: No such file or directory [E902]"),
                             ("folder", "this cannot be written: Is a directory [E902]"), (str(RULES), "this is an input of the same command [E903]")):
            status, out, err = scene.run(option, path, text="34\n")
            check_equal((status, out), (5, ""), f"the status, and standard output: {option} {path}")
            has(err, f"{path}: error: {wanted}")
            has_not(err, "How old")
    scene.check_files("there.json", "folder")
    check_equal(scene.text("there.json"), "somebody's\n", "the file")
    with scene.terminal("--json", "there.json", "--force") as terminal:
        type_all(terminal, REPLIES + [""])
        check_equal(scene.text("there.json"), scene.by_answers(ANSWERS, "--format", "json"), "the file")


def test_saving_never_replaces_what_is_read(scene):
    scene.path("filled.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    status, out, err = scene.run("--confirm", "filled.json", "--save", "filled.json", "--force", text="\n")
    check_equal((status, out), (5, ""), "the status, and standard output")
    has(err, "filled.json: error: this is an input of the same command [E903]")
    check_equal(json.loads(scene.text("filled.json")), ANSWERS, "the file")


def test_a_result_that_cannot_be_written_stays_in_sight(scene):
    scene.path("folder").mkdir()
    with scene.terminal("--report", "folder/report.html") as terminal:
        type_all(terminal, REPLIES)
        shutil.rmtree(scene.path("folder"))
        has(terminal.reply(""), "[E902]", "NOT WRITTEN: folder/report.html.")
        has(terminal.reply("care"), "NOT WRITTEN: folder/report.html.")
        has_not(terminal.reply("report report.html"), "NOT WRITTEN")
        terminal.type("q\n")
        check_equal(terminal.finish(), 0, "the status")
    with scene.terminal("--report", "report2.html") as terminal:
        type_all(terminal, REPLIES)
        scene.path("report2.html").write_text("somebody's\n", encoding="utf-8")
        has(terminal.reply(""), "report2.html: error: this file already exists [E908]", "NOT WRITTEN: report2.html.")
        terminal.type("q\n")
        check_equal(terminal.finish(), 5, "the status")
    check_equal(scene.text("report2.html"), "somebody's\n", "the file that came in between")


def test_a_calendar_of_an_interview_is_the_one_of_its_answers(scene):
    # From 22 February 2027 on, treatment can go ahead.
    visit = ["--appointment", "2027-03-01", "--ref", "P0042-1"]
    scene.by_answers(ANSWERS, *visit, "--calendar", "wanted.ics")
    with scene.terminal(*visit, "--calendar", "visit.ics") as terminal:
        type_all(terminal, REPLIES)
        scene.check_files("wanted.ics")
        has(terminal.reply(""), "At the appointment, 1 March 2027", "Chart reference: P0042-1")
        check_equal(scene.text("visit.ics"), scene.text("wanted.ics"), "the calendar")
        has(scene.text("wanted.ics"), "SUMMARY:After the appointment")
        has(terminal.reply("calendar visit.ics"), "Written.")
        has(terminal.reply("calendar later.ics"), "Written.")
        check_equal(scene.text("later.ics"), scene.text("wanted.ics"), "the calendar asked for afterwards")
        scene.path("later.ics").unlink()
        has(terminal.reply("again"), "nothing more is written to them", "The chart reference was the previous client's: now there is none.",
            "The appointment was the previous client's: now there is none.")
        scene.path("visit.ics").unlink()
        has_not(type_all(terminal, OTHER_REPLIES + [""]), "P0042")
        has(terminal.reply("calendar next.ics"), "This client has no appointment yet.")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    scene.check_files("wanted.ics")


def test_a_calendar_needs_an_appointment_which_may_be_a_saved_one(scene):
    with scene.terminal("--save", "saved.json", "--appointment", "2027-03-01") as terminal:
        type_all(terminal, REPLIES)
    with scene.terminal("--resume", "saved.json", "--calendar", "visit.ics") as terminal:
        terminal.reply("")
        has(scene.text("visit.ics"), "DTSTART;VALUE=DATE:20270301")
    with scene.terminal("--save", "without.json") as terminal:
        type_all(terminal, REPLIES)
    status, out, err = scene.run("--resume", "without.json", "--calendar", "none.ics", text="\n")
    check_equal((status, out), (2, ""), "the status, and standard output")
    has(err, "error: `--calendar` needs an appointment [E907]")
    scene.check_files("saved.json", "visit.ics", "without.json")


def test_nothing_is_kept_unless_asked(scene):
    with scene.terminal() as terminal:
        type_all(terminal, REPLIES + ["", "again"] + OTHER_REPLIES + [""])
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    scene.check_files()


if __name__ == "__main__":
    main(dict(globals()))
