#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Answers that were kept: clients who come back, forms that are read back, spans of days."""

import json

from scene import ANSWERS, REPLIES, RULES, has, has_not, main, type_all
from terminal import check_equal

LATER = "2027-03-22"


def lasting(scene):
    """The clinic's rules, where the age lasts a year, large spots last, and a filler that was had stays had."""
    text = RULES.read_text(encoding="utf-8")
    for before, after in (("    max: 120\n", "    max: 120\n    lasts: 1 year\n"),
                          ("wide: 漢字の斑点}\n", "wide: 漢字の斑点}\n    lasts: {groesser: always}\n"),
                          ("waxing: Waxing}\n", "waxing: Waxing}\n    lasts: {filler: always}\n")):
        assert before in text
        text = text.replace(before, after, 1)
    path = scene.path("lasting.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def recorded(scene, rules, *options):
    with scene.terminal("--record", "r.json", *options, rules=rules) as terminal:
        type_all(terminal, [*REPLIES, "", "quit"][:-1])
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    return json.loads(scene.text("r.json"))


def test_a_client_who_comes_back_is_asked_what_is_due(scene):
    rules = lasting(scene)
    recorded(scene, rules, "--ref", "P0042")
    with scene.terminal("--revisit", "r.json", "--record", "s.json", rules=rules, as_of=LATER) as terminal:
        has(terminal.talk, "Record of 22 November 2026: Not yet, 22 February 2027.", "Still holds", "How old are you? 34 years. (22 November 2026)",
            "Größer als 1 cm. (22 November 2026)", "Everything else is asked again.", "Was there a session since 22 November 2026?")
        has(terminal.reply("2026-11-21"), "That is before the record.")
        has(terminal.reply("January 2027"), "Which day?")
        terminal.type("3 Jan 2027\n")
        terminal.expect("Device and depth, or Enter:")
        terminal.type("SkinPen, 1 mm\n")
        terminal.expect("Reaction, or Enter for none:")
        shown = terminal.reply("red for a week")
        has(shown, "Do you smoke?", "Answered on 22 November 2026: Yes. Enter confirms it.")
        has(terminal.reply(""), "Is there a rash?")
        has(terminal.reply("n"), "Which of these were done")
        has(terminal.reply("1"), "When was the last filler?", "Answered on 22 November 2026: 11 October 2026")
        has(terminal.reply(""), "When was the last dose of isotretinoin?")
        has(terminal.reply(""), "Review")
        terminal.reply("")
        has(terminal.reply("why"), "Since 22 November 2026", "Session on 3 January 2027. Device: SkinPen, 1 mm. Reaction: red for a week.",
            "The verdict was: Not yet (22 February 2027). It is now: Suitable with precautions.",
            "Changed: Which of these were done in the last 12 months? Dermal filler. Before: Dermal filler, Waxing.",
            "No longer a reason: A filler was placed less than 3 months ago. [filler-recent]")
    again = json.loads(scene.text("s.json"))
    check_equal((again["ref"], again["as_of"], again["not_confirmed"]), ("P0042", LATER, []), "the reference, the day, and what is open")
    check_equal((again["answered_on"]["age"], again["answered_on"]["rash"]), ("2026-11-22", LATER), "the days of the answers")
    check_equal(again["session"], {"on": "2027-01-03", "device": "SkinPen, 1 mm", "reaction": "red for a week"}, "the session")


def test_what_is_due_stays_open_until_it_is_asked(scene):
    rules = lasting(scene)
    recorded(scene, rules)
    status, out, err = scene.run("--answers", "r.json", "--format", "json", rules=rules, as_of=LATER)
    check_equal((status, err), (0, ""), "the status, and standard error")
    result = json.loads(out)
    check_equal(result["verdict"], "incomplete", "the verdict")
    check_equal(result["answers"], {"age": 34, "spots": "groesser", "procedures": {"filler": True, "waxing": None}}, "what still counts")
    check_equal(result["not_confirmed"], ["smoker", "rash", "filler", "isotretinoin"], "what is not confirmed")
    status, out, err = scene.run("--answers", "r.json", rules=rules, as_of=LATER)
    has(err, "Read a record of 22 November 2026. 4 answers are not confirmed today, and left open.")
    has(out, "Not confirmed today", "rash: Given on 22 November 2026 and not confirmed.")


def test_a_saved_visit_keeps_record_session_and_reference(scene):
    rules = lasting(scene)
    recorded(scene, rules, "--ref", "P0042")
    with scene.terminal("--revisit", "r.json", "--save", "saved.json", rules=rules, as_of=LATER) as terminal:
        terminal.type("2027-01-03\nSkinPen\nred\n")
        terminal.expect("Do you smoke?")
        terminal.prompt()
        type_all(terminal, ["!", "", "ref P0042-1"])
    for _ in range(2):  # what was resumed is saved as whole
        with scene.terminal("--resume", "saved.json", "--save", "saved.json", "--record", "again.json", "--force", rules=rules, as_of=LATER) as terminal:
            has(type_all(terminal, ["n", "!", ""]), "Chart reference: P0042-1.")
            has(terminal.reply("why"), "Since 22 November 2026", "Session on 3 January 2027. Device: SkinPen. Reaction: red.")
        check_equal(json.loads(scene.text("again.json"))["session"], {"on": "2027-01-03", "device": "SkinPen", "reaction": "red"}, "the session")
    for way in ("--resume", "--answers", "--confirm"):
        _, out, err = scene.run(way, "saved.json", "--ref", "P0043", rules=rules, as_of=LATER)
        check_equal(out, "", "standard output of " + way)
        has(err, "`--ref` is not the chart reference of the saved interview")
    status, out, err = scene.run("--answers", "saved.json", "--record", "whole.json", "--format", "json", rules=rules, as_of=LATER)
    check_equal((status, json.loads(out)["ref"]), (0, "P0042-1"), "the status and the reference")
    check_equal(json.loads(scene.text("whole.json"))["session"]["device"], "SkinPen", "the session")


def test_an_answer_that_was_set_aside_contradicts_nothing_in_its_file(scene):
    with scene.terminal("--save", "saved.json", "--json", "first.json") as terminal:
        type_all(terminal, [*REPLIES[:4], "1", "6 weeks", "never", "5"])
        has(terminal.reply("0"), "No longer applies, so its answer is set aside: When was the last filler?")
        terminal.reply("")
    check_equal(json.loads(scene.text("saved.json"))["set_aside"], ["filler"], "what is set aside")
    status, out, err = scene.run("--answers", "saved.json", "--format", "json")
    check_equal((status, out), (0, scene.text("first.json")), "the status, and the result of what was saved")


def test_the_record_of_another_client_is_refused(scene):
    rules = lasting(scene)
    recorded(scene, rules, "--ref", "P0042")
    status, out, err = scene.run("--revisit", "r.json", "--ref", "P0043", rules=rules, as_of=LATER)
    check_equal((status, out), (2, ""), "the status, and standard output")
    has(err, "`--ref` is not the chart reference of the record")
    has_not(err, "P0042", "P0043")


def test_a_question_asked_otherwise_is_asked_again(scene):
    rules = lasting(scene)
    recorded(scene, rules)
    rules.write_text(rules.read_text(encoding="utf-8").replace("How old are you?", "Your age?"), encoding="utf-8")
    with scene.terminal("--revisit", "r.json", rules=rules, as_of=LATER) as terminal:
        has(terminal.reply("no"), "Your age?")
        has_not(terminal.talk, "Answered on 22 November 2026: 34 years.")


def test_all_of_a_record_of_the_same_day_holds(scene):
    rules = lasting(scene)
    recorded(scene, rules)
    with scene.terminal("--revisit", "r.json", rules=rules) as terminal:
        has(terminal.talk, "Still holds\n  About you\n    How old are you? 34 years. (22 November 2026)")
        has(terminal.reply("no"), "Review")


def test_an_old_answer_against_a_new_one_is_asked_about(scene):
    rules = lasting(scene)
    recorded(scene, rules)
    with scene.terminal("--revisit", "r.json", rules=rules, as_of="2026-12-22") as terminal:
        type_all(terminal, ["no", "", "n"])
        has(terminal.reply("0"), "When was the last filler?", "By today's answers this question does not apply: one of the two is wrong.")
        has(terminal.reply(""), "isotretinoin")
        has(terminal.reply("never"), "These contradict the other answers: find out which is wrong\n  When was the last filler?")
        has_not(terminal.talk, "Set aside")
        has(terminal.reply(""), "Not enough answers yet")


def test_a_form_is_read_back_by_section(scene):
    scene.path("form.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    with scene.terminal("--confirm", "form.json", "--json", "out.json") as terminal:
        has(terminal.talk, "Read each section back.", "About you\n  1 How old are you? 34 years.\n  2 Do you smoke? Yes.")
        has(terminal.reply(""), "Skin today\n  1 Is there a rash? No.\n  2 How large is the largest spot? Größer als 1 cm.")
        has(terminal.reply("1"), "Is there a rash?")
        has(terminal.reply("n"), "1 Which of these were done in the last 12 months? Dermal filler, Waxing.", "2 When was the last filler?")
        has(terminal.reply("7"), "Enter confirms all")
        has(terminal.reply(""), "Review")
        terminal.reply("")
    check_equal(scene.text("out.json"), scene.by_answers(ANSWERS, "--format", "json"), "the result")


def test_what_is_not_read_back_stays_open(scene):
    scene.path("form.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    with scene.terminal("--confirm", "form.json", "--json", "out.json") as terminal:
        terminal.reply("")
        has(terminal.reply("-"), "What was before")
        has(terminal.reply("!"), "Review", "NOT CONFIRMED")
        terminal.reply("")
    result = json.loads(scene.text("out.json"))
    check_equal(result["verdict"], "incomplete", "the verdict")
    check_equal(result["not_confirmed"], ["rash", "spots", "procedures", "filler", "isotretinoin"], "what is not confirmed")


def test_a_span_of_days_counts_where_its_days_say_the_same(scene):
    with scene.terminal("--json", "out.json") as terminal:
        type_all(terminal, REPLIES[:4])
        terminal.reply("2")
        has(terminal.reply("about 5 months"), "22 May 2026 to 22 July 2026", "type the day")
        has(terminal.reply("2019"), "1 January 2019 to 31 December 2019.", "Review")
        terminal.reply("")
    result = json.loads(scene.text("out.json"))
    check_equal(result["answers"]["isotretinoin"], {"from": "2019-01-01", "to": "2019-12-31"}, "the span")
    check_equal(result["verdict"], "caution", "the verdict")


def without_wait(scene):
    rules = scene.path("span.yaml")
    text = RULES.read_text(encoding="utf-8").replace("    until: {isotretinoin: 6 months}\n", "").replace("verdict: defer\n    because: Iso", "verdict: caution\n    because: Iso")
    rules.write_text(text, encoding="utf-8")
    return rules


def test_a_span_that_differs_on_the_appointment_is_asked_for(scene):
    """On the screening date all of August is under 6 months ago; on the appointment it is not."""
    rules = without_wait(scene)
    with scene.terminal("--appointment", "2027-02-10", "--json", "out.json", rules=rules) as terminal:
        type_all(terminal, REPLIES[:4] + ["2"])
        has(terminal.reply("August 2026"), "1 August 2026 to 31 August 2026.", "When was the last dose of isotretinoin?", "on 10 February 2027 the rules tell these days apart")
        has(terminal.reply("20 Aug 2026"), "Review")
        terminal.reply("")
    check_equal(json.loads(scene.text("out.json"))["answers"]["isotretinoin"], "2026-08-20", "the day")


def test_a_span_is_tested_again_for_each_appointment(scene):
    with scene.terminal(rules=without_wait(scene)) as terminal:
        type_all(terminal, REPLIES[:4] + ["2", "August 2026"])
        has(terminal.reply(""), "Suitable with precautions")
        has(terminal.reply("appointment 2027-02-10"), "10 February 2027: Not enough answers yet", "Ask for the day: isotretinoin.")
        has_not(terminal.talk, "Confirm what was answered before")
        has(terminal.reply("all"), "isotretinoin: Given as 1 August 2026 to 31 August 2026: ask for the day.")
        has(terminal.reply("appointment 2026-12-10"), "10 December 2026: Suitable with precautions")


if __name__ == "__main__":
    main(dict(globals()))
