#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The dialog of an interview: answering, help, back, the list, the review, the result and the next client."""

import json
import stat

from scene import ANSWERS, OTHER_ANSWERS, OTHER_REPLIES, REPLIES, has, has_not, main, type_all
from terminal import check, check_equal


def test_answers_are_echoed_in_words(scene):
    with scene.terminal() as terminal:
        has(terminal.reply("34"), "\n  34 years.\n", "About you: 2 of about 6\n", "Do you smoke?\n  1 Yes\n  2 No\n")
        has(terminal.reply("2"), "\n  No.\n", "Skin today: 3 of about 6\n")
        has(terminal.reply("Y"), "\n  Yes.\n", "How large is the largest spot?")
        for reply, words in (("2", "Small."), ("none", "No spots."), ("sma", "Small."), ("GROESSER", "Größer als 1 cm."),
                             ("größer als", "Größer als 1 cm."), ("漢字", "漢字の斑点.")):
            has(terminal.reply(reply), f"\n  {words}\n", "What was before: 5 of about 6\n")
            has(terminal.reply("<"), f"Answered: {words} Enter keeps it.")
        terminal.reply("")
        for reply, words in (("1", "Dermal filler."), ("1 2", "Dermal filler, Waxing."), ("wax, fil", "Dermal filler, Waxing."),
                             ("0", "None.")):
            has(terminal.reply(reply), f"\n  {words}\n")
            terminal.reply("<")
        has(terminal.reply("none"), "\n  None.\n", "When was the last dose of isotretinoin?")
        for reply, words in (("6 weeks ago", "11 October 2026, 1 month and 11 days ago."),
                             ("2026-11-12", "12 November 2026, 10 days ago."), ("on", "Ongoing."), ("never", "Never.")):
            has(terminal.reply(reply), f"\n  {words}\n", "\nReview\n")
            terminal.reply("<")


def test_refused_replies_are_asked_again_and_not_repeated(scene):
    with scene.terminal() as terminal:
        for reply in ("121", "-5", "thirty", "3.5"):
            has(terminal.reply(reply), "A whole number from 0 to 120 years.", "\n> ")
        type_all(terminal, ["34", "y"])
        has(terminal.reply("maybe-marker"), "This is neither yes nor no. Type y for yes, n for no.\n> ")
        terminal.reply("n")
        for reply in ("5", "0", "purple-marker"):
            has(terminal.reply(reply), "This is not a choice of the question. A number from 1 to 4")
        type_all(terminal, ["1", "0"])
        has(terminal.reply("2026-11-23"), "\n> ")
        has(terminal.reply("since summer-marker"), "A time such as 6 weeks")
        echoes = [line for line in terminal.talk.splitlines() if "marker" in line and not line.startswith("> ")]
        check_equal(echoes, [], "lines that repeat what was refused")


def test_help_says_why_it_is_asked_and_names_the_sources(scene):
    with scene.terminal() as terminal:
        shown = terminal.reply("?")
        has(shown, "How old are you?\n  In whole years.\n  To reply: A whole number from 0 to 120 years.\n",
            "- means not known: a blank leaves its rules open.", "Why this is asked: what an answer can lead to\n",
            "Not suitable: This is for adults. too-young [manual]", "Sources\n",
            "manual: The manual. The maker, p. 34. Read in full.", "< back to the previous question")
        has(shown, "About you: 1 of about 6\nHow old are you?")
        type_all(terminal, ["34"])
        has(terminal.reply("?"), "For care: Do not smoke. no-smoke [convention]",
            "- means not known: a blank has no effect.")
        type_all(terminal, ["y", "n", "1", "1"])
        has(terminal.reply("?"), "Asked because ", "Not yet: A filler was placed less than 3 months ago.")


def test_enter_alone_answers_no_question_that_must_be_answered(scene):
    with scene.terminal() as terminal:
        refusal = "This needs an answer. Type one, or - if it is not known.\n> "
        has(terminal.reply(""), refusal)
        has(terminal.reply("   "), refusal)
        has(terminal.reply("34"), "Enter leaves it blank: a blank has no effect.")
        has(terminal.reply(""), "Not known; a blank has no effect.", "Is there a rash?")
        has(terminal.reply(""), refusal)


def test_quit_and_help_are_understood(scene):
    with scene.terminal() as terminal:
        has(terminal.reply("quit"), "Ctrl-C leaves the interview; ! gives the result with the answers so far.\n> ")
        has(terminal.reply("Help"), "In whole years.", "At every question", "About you: 1 of about 6")


def test_not_known_stays_open(scene):
    with scene.terminal("--format", "json", "--json", "out.json") as terminal:
        has(terminal.reply("-"), "Not known; a blank leaves its rules open.")
        shown = type_all(terminal, ["-", "-", "-", "-", "-"])
        has(shown, "\n? 1 How old are you? NOT KNOWN.\n", "\n  2 Do you smoke? Left blank.\n",
            "\n? 5 Which of these were done in the last 12 months? NOT KNOWN.\n",
            "5 answers are not known. A blank is not a no: their rules stay open.")
        terminal.reply("")
    result = json.loads(scene.text("out.json"))
    check_equal(result["verdict"], "incomplete", "the verdict when nothing is known")
    check_equal(sorted(entry["question"] for entry in result["open"]),
                ["age", "isotretinoin", "procedures", "rash", "spots"], "what is open")


def test_back_from_the_first_question_stays_there(scene):
    with scene.terminal() as terminal:
        has(terminal.reply("<"), "This is the first question.\n> ")
        has(terminal.reply("34"), "34 years.", "Do you smoke?")


def test_back_several_keeps_every_answer_to_confirm(scene):
    with scene.terminal("--json", "out.json") as terminal:
        type_all(terminal, REPLIES[:4])
        for words, question in (("Größer als 1 cm.", "How large"), ("No.", "Is there a rash?"), ("Yes.", "Do you smoke?"),
                                ("34 years.", "How old are you?")):
            has(terminal.reply("<"), question, f"  Answered: {words} Enter keeps it.\n")
        has(terminal.reply("<"), "This is the first question.")
        has(terminal.reply(""), "34 years.", "Do you smoke?\n", "Answered: Yes. Enter keeps it.")
        has(terminal.reply("n"), "No.", "Is there a rash?", "Answered: No. Enter keeps it.")
        has(terminal.reply(""), "How large", "Answered: Größer als 1 cm. Enter keeps it.")
        has(terminal.reply(""), "Which of these were done")
        type_all(terminal, REPLIES[4:] + [""])
    check_equal(scene.text("out.json"), scene.by_answers(dict(ANSWERS, smoker="no"), "--format", "json"),
                "the result after going back")


def test_jump_through_the_list_and_at_once(scene):
    with scene.terminal() as terminal:
        terminal.reply("34")
        shown = terminal.reply("=")
        has(shown, "\n  1 How old are you? 34 years.\n", "\n? 5 Which of these were done in the last 12 months? NOT ASKED.\n",
            "Type a number to go to that question, or Enter to stay.\n> ")
        has(terminal.reply(""), "Do you smoke?")
        terminal.reply("=")
        has(terminal.reply("5"), "What was before: 5 of about 6\nWhich of these were done")
        has(terminal.reply("=4"), "Skin today: 4 of about 6\nHow large")
        has(terminal.reply("= 1"), "How old are you?", "Answered: 34 years. Enter keeps it.")
        for beyond in ("=0", "=7", "=x", "=99999999999999999999"):
            has(terminal.reply(beyond), "Expected a number from 1 to 6.", "How old are you?")
        has(terminal.reply("=6"), "When was the last dose of isotretinoin?")
        has(terminal.reply("never"), "Do you smoke?")
        shown = type_all(terminal, ["y", "n", "1", "0"])
        has(shown, "\nReview\n")
        has_not(shown, "NOT ASKED")


def test_finish_early_goes_to_the_review_and_back(scene):
    with scene.terminal("--json", "out.json") as terminal:
        type_all(terminal, ["34", "y"])
        has(terminal.reply("!"), "\nReview\n", "\n? 3 Is there a rash? NOT ASKED.\n", "4 questions were not asked. They stay open.")
        has(terminal.reply("<"), "Skin today: 3 of about 6\nIs there a rash?")
        terminal.reply("!")
        has(terminal.reply("4"), "How large")
        has(terminal.reply("1"), "\nReview\n", "\n  4 How large is the largest spot? No spots.\n", "3 questions were not asked.")
        terminal.reply("")
    result = json.loads(scene.text("out.json"))
    check_equal((result["verdict"], result["settled"]), ("incomplete", False), "the verdict on half an interview")


def test_review_says_what_a_change_sets_aside_and_asks_it_again(scene):
    with scene.terminal("--json", "out.json") as terminal:
        shown = type_all(terminal, REPLIES)
        has(shown, "\nReview\n", "\n  6 When was the last filler? 11 October 2026, 1 month and 11 days ago.\n",
            "Enter for the result, a number to change that answer, < back.\n> ")
        has(terminal.reply("9"), "Expected a number from 1 to 7.\n> ")
        has(terminal.reply("5"), "What was before: 5 of about 7\n", "Answered: Dermal filler, Waxing. Enter keeps it.")
        shown = terminal.reply("2")
        has(shown, "Waxing.\n  No longer applies, so its answer is set aside: When was the last filler?\n", "\nReview\n",
            "Set aside, because the other answers make these not apply\n  When was the last filler? 11 October 2026")
        has(terminal.reply("=5"), "Answered: Waxing. Enter keeps it.")
        shown = terminal.reply("1")
        has(shown, "Dermal filler.\n  Applies again, so its answer is to be confirmed: When was the last filler?\n",
            "What was before: 6 of about 7\nWhen was the last filler?", "Answered: 11 October 2026, 1 month and 11 days ago. Enter keeps it.")
        shown = terminal.reply("")
        has(shown, "\nReview\n")
        has_not(shown, "Set aside")
        terminal.reply("")
    check_equal(scene.text("out.json"), scene.by_answers(dict(ANSWERS, procedures=["filler"]), "--format", "json"),
                "the result after the changes")


def test_quick_stops_when_nothing_matters_and_says_so(scene):
    with scene.terminal("--quick") as terminal:
        has(terminal.talk, "Quick interview: only what can still change the verdict or the earliest day is asked.")
        shown = terminal.reply("17")
        has(shown, "\nReview\n", "Their answers cannot change the verdict or the earliest day.")
        has(terminal.reply(""), "\nNot suitable\n")
        has(terminal.reply("why"), "No answer to these can change the verdict or the earliest day.")


def test_triage_stops_at_the_first_reason_and_says_what_is_open(scene):
    with scene.terminal("--triage") as terminal:
        has(terminal.talk, "Triage: stops at the first reason not to treat now.", "About you: 1 of about 5\nHow old")
        has(terminal.reply("34"), "Is there a rash?")
        has(terminal.reply("n"), "When was the last dose of isotretinoin?")
        shown = terminal.reply("2 months")
        has(shown, "\nReview\n", "3 questions were not asked.", "An answer could still make the verdict stricter",
            "\n  How large is the largest spot?\n")
        has_not(shown, "NOT ASKED")
        has(terminal.reply(""), "\nNot yet: not before 22 March 2027\n")
        has(terminal.reply("<"), "\nReview\n")
        has(terminal.reply("="), "NOT ASKED")
        terminal.reply("5")
        has(terminal.reply("0"), "\nReview\n")
        has(terminal.reply(""), "\nNot yet: 22 March 2027 at the earliest\n")


def test_quick_and_triage_exclude_each_other(scene):
    status, out, err = scene.run("--quick", "--triage")
    check_equal((status, out), (2, ""), "what two paces give")
    has(err, "`--quick` and `--triage` exclude each other [E907]")


def test_quick_leaves_out_what_only_care_depends_on(scene):
    with scene.terminal("--quick") as terminal:
        has(terminal.reply("34"), "Is there a rash?")
        has(terminal.reply("n"), "What was before: 3 of about 5\nWhen was the last dose of isotretinoin?")
        has(terminal.reply("never"), "What was before: 4 of about 5\nWhich of these were done")
        has(terminal.reply("<"), "When was the last dose of isotretinoin?", "Answered: Never. Enter keeps it.")
        has(terminal.reply(""), "Which of these were done")
        has(terminal.reply("0"), "How large is the largest spot?")
        has(terminal.reply("1"), "\nReview\n",
            "1 question was not asked. Its answer cannot change the verdict", "\n  Do you smoke?\n")
        has(terminal.reply("="), "\n? 2 Do you smoke? NOT ASKED.\n")
        has(terminal.reply(""), "\nReview\n")
        has(terminal.reply(""), "\nNo recorded reason to wait\n")
        has(terminal.reply("care"), "If this applies to you", "Do not smoke.")


def test_result_back_to_the_review_and_again(scene):
    with scene.terminal() as terminal:
        shown = type_all(terminal, REPLIES + [""])
        has(shown, "\nNot yet: 22 February 2027 at the earliest\n",
            "why, care, sources, plan or all for more; again, < or quit; ? for the rest.")
        has(terminal.reply("what"), "That is not one of the words. Type ? to see them.")
        check_equal(terminal.reply(""), "\n  Not yet: 22 February 2027 at the earliest.\n> ", "what Enter alone does after the result")
        has(terminal.reply("<"), "\nReview\n")
        has(terminal.reply("7"), "When was the last dose of isotretinoin?")
        has(terminal.reply("never"), "\nReview\n")
        has(terminal.reply(""), "\nNot yet: 11 January 2027 at the earliest\n")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
        terminal.check_sane()


def test_the_next_client_starts_from_nothing(scene):
    with scene.terminal("--save", "saved.json", "--json", "first.json", "--appointment", "2026-12-10") as terminal:
        type_all(terminal, REPLIES + [""])
        names = ("saved.json", "first.json")
        before = {name: (scene.text(name), scene.path(name).stat().st_mtime_ns, scene.path(name).stat().st_ino) for name in names}
        shown = terminal.reply("again")
        has(shown, "The files so far were for the previous client: nothing more is written to them.",
            "The appointment was the previous client's: now there is none.", "Screening on 22 November 2026. ", "About you: 1 of about 6\n")
        has_not(shown, "Answered")
        shown = type_all(terminal, OTHER_REPLIES)
        has(shown, "\nReview\n")
        has_not(shown, "Set aside", "filler?")
        terminal.reply("")
        has(terminal.reply("json first.json"), "this file already exists [E908]")
        has(terminal.reply("json second.json"), "Written.")
        after = {name: (scene.text(name), scene.path(name).stat().st_mtime_ns, scene.path(name).stat().st_ino) for name in names}
        check_equal(after, before, "the first client's files")
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
    check_equal(scene.text("second.json"), scene.by_answers(OTHER_ANSWERS, "--format", "json"), "the second client's result")
    scene.check_files("saved.json", "first.json", "second.json")


def test_json_is_written_for_its_owner_and_over_nothing_else(scene):
    scene.path("there.json").write_text("somebody's\n", encoding="utf-8")
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES + [""])
        saved = scene.text("saved.json")
        has(terminal.reply("json out.json"), "\n  Written.\n")
        check_equal(scene.text("out.json"), scene.by_answers(ANSWERS, "--format", "json"), "what is written")
        check_equal(stat.S_IMODE(scene.path("out.json").stat().st_mode), 0o600, "who may read it")
        has(terminal.reply("json there.json"), "there.json: error: this file already exists [E908]\n", "\n> ")
        has(terminal.reply("json saved.json"), "saved.json: error: this is an input of the same command [E903]\n", "\n> ")
        has(terminal.reply("json none/out.json"), "none/out.json: error: this cannot be written", "\n> ")
        terminal.type("json\n")
        terminal.expect("File to write: ")
        has(terminal.reply(""), "> ")
        check_equal((scene.text("there.json"), scene.text("saved.json")), ("somebody's\n", saved), "the other files")
        type_all(terminal, ["<", "7", "never", ""])
        has(terminal.reply("json out.json"), "Written.")
    check_equal(scene.text("out.json"), scene.by_answers(dict(ANSWERS, isotretinoin="never"), "--format", "json"), "the later result")
    scene.check_files("there.json", "saved.json", "out.json")


def test_exit_verdict_is_that_of_the_last_result(scene):
    with scene.terminal("--exit-verdict") as terminal:
        type_all(terminal, REPLIES + ["", "again"] + OTHER_REPLIES + [""])
        terminal.type("q\n")
        check_equal(terminal.finish(), 20, "the status when a rash is not known")
    with scene.terminal("--exit-verdict") as terminal:
        type_all(terminal, REPLIES + [""])
        terminal.type("q\n")
        check_equal(terminal.finish(), 12, "the status of `defer`")


def test_many_lines_pasted_at_once_are_all_taken(scene):
    with scene.terminal("--json", "out.json") as terminal:
        terminal.type("".join(reply + "\n" for reply in REPLIES + ["", "quit"]))
        check_equal(terminal.finish(), 0, "the status")
        check("\x1b" not in terminal.talk, "an escape byte", terminal.talk)
    check_equal(scene.text("out.json"), scene.by_answers(ANSWERS, "--format", "json"), "the result")


if __name__ == "__main__":
    main(dict(globals()))
