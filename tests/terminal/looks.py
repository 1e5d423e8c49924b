#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How an interview looks: widths, plain lines, color, letters of every kind, and which stream carries what."""

import json
import re
import termios
import unicodedata

from scene import ANSWERS, REPLIES, has, has_not, main, type_all
from terminal import Terminal, check, check_equal, seen

COLOR = re.compile(r"\x1b\[[0-9;]*m")
COLORED = {"NO_COLOR": None, "TERM": "xterm-256color"}

# Everything an interview shows, on the way to a result and after it.
WALK = ["?", "x", "", "34", "y", "<", "<", "", "", "?", "n", "gr", "=", "5", "1, 2", "?", "6 weeks", "never", "5", "2", "5", "1",
        "", "!", "7", "3 months", "", "what", "again", "-", "!", "", "<", ""]


def columns_of(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def check_width(shown, columns):
    """No line is wider, except a web address or a digest alone on its line."""
    for line in shown.split("\n"):
        whole = re.fullmatch(r" *\S*(://|sha256:)\S*", line)
        check(whole or columns_of(line) <= columns, f"{columns_of(line)} columns wide: {line}")


def walk(scene, *options, replies=None, **settings):
    with scene.terminal(*options, **settings) as terminal:
        type_all(terminal, WALK if replies is None else replies)
        terminal.type("quit\n")
        check_equal(terminal.finish(), 0, "the status")
        terminal.check_sane()
        return terminal.talk


def test_no_line_is_wider_than_40_columns(scene):
    for extra in ({}, {"ACCESSIBLE": "1"}):
        for width in ({"columns": 40}, {"columns": 80, "extra": {"COLUMNS": "40"}}):
            settings = {"columns": width["columns"], "extra": {**extra, **width.get("extra", {})}}
            shown = walk(scene, **settings)
            has(shown, "\nReview\n", "Why this is asked", "That is not one of the words.")
            check_width(shown, 40)
    options = ("--save", "saved.json", "--json", "out.json", "--quick", "--appointment", "2026-12-10")
    check_width(walk(scene, *options, replies=["34", "!", "", "again", "!", ""], columns=40), 40)
    resumed = walk(scene, "--resume", "saved.json", as_of="2026-11-23", replies=["", "!", "", "json other.json"], columns=40)
    has(resumed, "This saved interview is from 22 November 2026. Please confirm the answers that are asked again.")
    check_width(resumed, 40)


def test_the_built_in_questions_fit_40_columns(scene):
    with scene.terminal(rules="microneedling", columns=40) as terminal:
        for _ in range(60):
            terminal.reply("?")
            if "Review" in terminal.reply("-").split("\n"):
                break
        has(terminal.reply(""), "Not enough answers yet")
        terminal.reply("<")
        has(terminal.reply("="), "Type a number to go to that question, or Enter to stay.")
        check_width(terminal.talk, 40)


def test_pages_are_laid_out_for_a_changed_width(scene):
    with scene.terminal(columns=80) as terminal:
        terminal.reply("34")
        type_all(terminal, ["n", "n"])
        terminal.type("gr")
        terminal.expect("gr")
        terminal.resize(44)  # in the middle of a line
        terminal.type("o")
        terminal.expect("o")
        shown = terminal.reply("")
        has(shown, "Größer als 1 cm.", "Which of these were done in the last 12\nmonths?\n")
        check_width(shown, 44)
        check_width(terminal.reply("?"), 44)
        terminal.resize(100)
        has(terminal.reply("<"), "How large is the largest spot? Choose the nearest.\n")


def test_letters_of_every_width_are_typed_and_erased(scene):
    for locale in ({}, {"LC_ALL": "C"}, {"LANG": "C.UTF-8"}):
        with scene.terminal(extra=locale) as terminal:
            type_all(terminal, ["34", "y", "n"])
            at = len(terminal.talk) - len("> ")
            terminal.type("größer漢字x")
            terminal.expect("x")
            terminal.type("\x7f\x7f\x7f")
            shown = terminal.reply(" als")
            has(shown, "Größer als 1 cm.")
            check_equal(seen(terminal.talk[at:]).split("\n")[0], "> größer als", "the line as a terminal shows it")
            terminal.reply("<")
            at = len(terminal.talk) - len("> ")
            terminal.type("漢漢")
            terminal.expect("漢漢")
            terminal.type("\x7f")
            has(terminal.reply("字の"), "漢字の斑点.")
            check_equal(seen(terminal.talk[at:]).split("\n")[0], "> 漢字の", "the line as a terminal shows it")


def test_editing_moves_within_the_line(scene):
    with scene.terminal() as terminal:
        at = len(terminal.talk) - len("> ")
        terminal.type("4\x013\x05")  # to the beginning, a digit, to the end
        has(terminal.reply(""), "34 years.")
        check_equal(seen(terminal.talk[at:]).split("\n")[0], "> 34", "the line as a terminal shows it")
        terminal.type("rubbish\x15")  # erases the line
        has(terminal.reply("y"), "Yes.")
        terminal.type("yes!\x7f\x7f\x7f")
        has(terminal.reply(""), "Yes.", "How large")
        check("\x1b" not in terminal.talk, "an escape byte", terminal.talk)


def test_arrow_up_brings_back_nothing_typed(scene):
    for key in ("\x1b[A", "\x1bOA", "\x10"):
        with scene.terminal() as terminal:
            type_all(terminal, ["34", "y"])
            at = len(terminal.talk) - len("> ")
            terminal.type(key)
            terminal.reply("")
            check_equal(seen(terminal.talk[at:]).split("\n")[0].replace("[A", "").strip(), ">", f"the line after {key!r}")


def test_plain_lines_for_a_screen_reader(scene):
    """The terminal's own editing is on, nothing is redrawn, and the keys are shown once."""
    for extra in ({"ACCESSIBLE": "1"}, {"ACCESSIBLE": "1", **COLORED}):
        with scene.terminal(extra=extra) as terminal:
            check(terminal.settings()[3] & termios.ICANON, "the terminal's own line editing is off")
            type_all(terminal, ["34", "y", "n"])
            check_equal(terminal.talk.count("? help, < back"), 1, "how often the keys are named")
            terminal.type("漢字\x7f")  # erased by the terminal
            has(terminal.reply("\x7fgr"), "Größer als 1 cm.")
            type_all(terminal, REPLIES[4:] + [""])
            terminal.type("quit\n")
            check_equal(terminal.finish(), 0, "the status")
            check_equal(re.findall(r"[\x00-\x07\x0b-\x1f]", terminal.talk.replace("\r", "")), [], "control characters")
            terminal.check_sane()


def test_plain_lines_on_a_dumb_terminal(scene):
    for extra in ({"TERM": "dumb"}, {"TERM": None}, {"TERM": "dumb", "NO_COLOR": None}, {"TERM": ""}):
        with scene.terminal(extra=extra) as terminal:
            check(terminal.settings()[3] & termios.ICANON, "the terminal's own line editing is off")
            shown = type_all(terminal, REPLIES + [""])
            has(shown, "Not yet: 22 February 2027")
            check("\x1b" not in terminal.talk, "an escape byte", terminal.talk)


def test_accessible_0_means_no(scene):
    for value in ("0", ""):
        with scene.terminal(extra={"ACCESSIBLE": value}) as terminal:
            check(not terminal.settings()[3] & termios.ICANON, "line editing is off")
            type_all(terminal, ["34", "y"])
            check_equal(terminal.talk.count("? help, < back"), 3, "how often the keys are named")


def test_no_escape_byte_without_color(scene):
    for extra in ({}, {"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {"TERM": "no-such-terminal"}):
        check("\x1b" not in walk(scene, extra=extra), f"an escape byte with {extra}")
    check("\x1b" not in walk(scene, "--color", "never", extra=COLORED), "an escape byte with --color never")
    status, out, err = scene.run(text="".join(reply + "\n" for reply in WALK + ["quit"]), extra=COLORED)
    check_equal(status, 0, "the status")
    check("\x1b" not in out + err, "an escape byte through a pipe")


def test_color_only_repeats_what_the_words_say(scene):
    plain = walk(scene)
    for options, extra in (((), COLORED), (("--color", "always"), {"TERM": "dumb"}), (("--color", "always"), {})):
        colored = walk(scene, *options, extra=extra)
        check(COLOR.search(colored), f"no color with {options}, {extra}")
        if extra.get("TERM") != "dumb":
            check_equal(COLOR.sub("", colored), plain, f"the words with {options}, {extra}")
        check("\x1b" not in COLOR.sub("", colored), f"an escape sequence that is not a color with {options}, {extra}")
    status, out, err = scene.run("--color", "always", text="!\n\n")
    check(status == 0 and COLOR.search(out) and COLOR.search(err), "no color through a pipe with --color always")


def test_standard_output_has_only_the_result(scene):
    for form in ("text", "json"):
        with open(scene.path("out"), "wb") as out:
            talk = walk(scene, "--format", form, replies=REPLIES + [""], stdout=out)
        check_equal(scene.text("out"), scene.by_answers(ANSWERS, "--format", form), f"standard output as {form}")
        has(talk, "How old are you?", "34 years.", "\nReview\n")
        has_not(talk, "too-young", "Intended use", "result/1")


def test_standard_error_has_only_the_interview(scene):
    with open(scene.path("err"), "wb") as err:
        with Terminal(scene.command("--format", "json"), scene.folder, stderr=err) as terminal:
            terminal.type("".join(reply + "\n" for reply in REPLIES + ["", "quit"]))
            check_equal(terminal.finish(), 0, "the status")
            terminal.check_sane()
            result = terminal.talk
    json.loads(result[result.index("{\n"):])
    has(scene.text("err"), "About you: 1 of about 6\nHow old are you?", "34 years.", "\nReview\n")
    has_not(scene.text("err"), "\x1b", "result/1")


def test_the_bytes_do_not_depend_on_locale_width_or_terminal(scene):
    wanted = scene.by_answers(ANSWERS, "--format", "json")
    for extra in ({"LC_ALL": "C"}, {"LANG": "tr_TR.UTF-8"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"TZ": "Pacific/Kiritimati"}):
        walk(scene, "--json", "out.json", "--force", replies=REPLIES + [""], extra=extra, columns=50)
        check_equal(scene.text("out.json"), wanted, f"the result with {extra}")


if __name__ == "__main__":
    main(dict(globals()))
