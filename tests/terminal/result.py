#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The first screen of a result, and the prompt after it."""

import os

from scene import ANSWERS, OTHER_REPLIES, REPLIES, has, has_not, main, type_all
from terminal import check, check_equal

# Each part by a text that no other part has.
PARTS = {"why": "Why\n  Not yet", "care": "After, counted from 22 February 2027\n", "sources": "Intended use\n"}


def after_result(scene, *options, **settings):
    terminal = scene.terminal(*options, **settings)
    return terminal, type_all(terminal, REPLIES + [""])


def test_the_first_screen_fits_and_the_rest_comes_at_the_prompt(scene):
    terminal, shown = after_result(scene)
    with terminal:
        has(shown, "\nNot yet: 22 February 2027 at the earliest\n", "a draft that no clinician has reviewed",
            "A practitioner decides. candor lists recorded reasons; it clears no one.\n")
        screen = shown[shown.index("\nNot yet") + 1:]
        check(screen.count("\n") < 24, "the screen scrolls", screen)
        for text in PARTS.values():
            has_not(shown, text)
        for word, text in PARTS.items():
            part = terminal.reply(word)
            has(part, text, "\n  Not yet: 22 February 2027 at the earliest.\n> ")
            for other in PARTS.values():
                check(other == text or other not in part, f"`{word}` shows `{other}`", part)
        has(terminal.reply("plan"), "This result has nothing of it.")
        has(terminal.reply("all"), "Not yet: 22 February 2027 at the earliest\n", *PARTS.values())


def test_without_a_prompt_the_parts_come_in_their_order(scene):
    shown = scene.by_answers(ANSWERS)
    places = [shown.index(text) for text in PARTS.values()]
    check_equal(places, sorted(places), "where the parts are")
    brief = scene.by_answers(ANSWERS, "--brief")
    check(shown.startswith(brief) and brief.endswith("it clears no one.\n"), "the first screen alone", brief)
    status, piped, _ = scene.run(text="".join(reply + "\n" for reply in REPLIES + [""]))
    check_equal((status, piped), (0, shown), "the result of an interview without a terminal")
    with open(scene.path("out.txt"), "wb") as out:
        terminal = scene.terminal(stdout=out)
        with terminal:
            type_all(terminal, REPLIES + [""])
            has(terminal.reply("care"), PARTS["care"])
    check_equal(scene.text("out.txt"), shown, "the result that goes into a file")


def test_brief_is_for_text(scene):
    status, out, err = scene.run("--brief", "--format", "json", "--answers", "-", text="{}")
    check_equal((status, out), (2, ""), "the status, and standard output")
    has(err, "`--brief` and `--format json` cannot be combined", "E907")


def test_the_beginning_of_a_word_is_enough_where_it_begins_no_other(scene):
    terminal, _ = after_result(scene)
    with terminal:
        has(terminal.reply("w"), PARTS["why"])
        has(terminal.reply("SOU"), PARTS["sources"])
        has(terminal.reply("c"), "That could be care or calendar.")
        has(terminal.reply("a"), "That could be all, appointment or again.")
        has(terminal.reply("re"), "That could be ref, record or report.")
        has(terminal.reply("whyever"), "That is not one of the words. Type ? to see them.")
        has(terminal.reply("?"), "appointment DAY TIME  screen for it", "report FILE", "The beginning of a word is enough.")
        has_not(terminal.reply("ref P0042-1"), "That could be")


def test_an_appointment_is_screened_for(scene):
    terminal, _ = after_result(scene)
    with terminal:
        has(terminal.reply("appointment 15 Dec 14:30"), "Appointment: 15 December 2026, 14:30.",
            "\nAt the appointment, 15 December 2026: Not yet\nThe appointment is too early: 22 February 2027 at the earliest.\n")
        has(terminal.reply("app 2027-03-01"), "Appointment: 1 March 2027.", "\nAt the appointment, 1 March 2027: Suitable with precautions\n",
            "Ask again at the appointment: About you, Skin today, What was before.")
        shown = terminal.reply("json later.json")
        has(shown, "Written.", "At the appointment, 1 March 2027: Suitable with precautions.\n> ")
        has(terminal.reply("app 03/04/2027"), "This could be 3 April 2027 or 4 March 2027: write the month as a word.", "At the appointment, 1 March")
        has(terminal.reply("app 21 Nov 2026"), "21 November 2026 is before the screening.")
        has(terminal.reply("app 21 Nov"), "The year is needed, too.")
        has(terminal.reply("app soon"), "Type a day such as 15 Dec or 2026-12-15")
        terminal.type("app\n")
        terminal.expect("Appointment: ")
        has(terminal.reply("2027-03-02T09:00"), "Appointment: 2 March 2027, 09:00.")
        has(terminal.reply("cal visit.ics"), "Written.")
        has(scene.text("visit.ics"), "20270302T090000")
        has(terminal.reply("app none"), "No appointment any more.", "visit.ics still has the appointment of before.",
            "\nNot yet: 22 February 2027 at the earliest\n")
    check_equal(scene.text("later.json"), scene.by_answers(ANSWERS, "--format", "json"), "the file, without the appointment again")


def test_files_follow_a_changed_appointment_and_reference(scene):
    terminal, _ = after_result(scene, "--json", "out.json")
    with terminal:
        terminal.reply("json also.json")
        terminal.reply("app 2027-03-01")
        has(terminal.reply("ref P0042-1"), "\nChart reference: P0042-1\n")
        wanted = scene.by_answers(ANSWERS, "--format", "json", "--appointment", "2027-03-01", "--ref", "P0042-1")
        check_equal(scene.text("out.json"), wanted, "the file of the command line")
        check_equal(scene.text("also.json"), wanted, "the file of the prompt")
        has(terminal.reply("care"), "At the appointment, 1 March 2027: Suitable with precautions. Chart reference: P0042-1.")
        has(terminal.reply("ref " + "x" * 65), "This is not a valid chart reference")


def test_save_at_the_prompt(scene):
    terminal, _ = after_result(scene)
    with terminal:
        scene.path("there.json").write_text("somebody's\n", encoding="utf-8")
        has(terminal.reply("save there.json"), "there.json: error: this file already exists [E908]")
        has(terminal.reply("save kept.json"), "Saved. `--resume kept.json` continues it.")
        check_equal(list(scene.saved("kept.json")), list(ANSWERS), "what is saved")
        type_all(terminal, ["<", "1"])
        terminal.reply("35")
        check_equal(scene.saved("kept.json")["age"], 35, "what is saved afterwards")
        terminal.reply("")
        has(terminal.reply("again"), "The files so far were for the previous client")
        before = scene.text("kept.json")
        type_all(terminal, OTHER_REPLIES)
        check_equal(scene.text("kept.json"), before, "the first client's file")
    check_equal(sorted(os.listdir(scene.folder)), ["kept.json", "there.json"], "the files")


def test_plain_lines_for_screen_readers(scene):
    terminal, shown = after_result(scene, extra={"ACCESSIBLE": "1"})
    with terminal:
        has(shown, "\nNot yet: 22 February 2027 at the earliest\n")
        has(terminal.reply("why"), PARTS["why"])
        check("\x1b" not in terminal.talk, "an escape byte", terminal.talk)


if __name__ == "__main__":
    main(dict(globals()))
