#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An interview without a terminal: replies from a pipe, and input that is not a reply."""

import json

from scene import ANSWERS, REPLIES, has, has_not, main, type_all
from terminal import check, check_equal

LINES = "".join(reply + "\n" for reply in REPLIES + [""])


def check_result(scene, text, what, *options):
    """These lines give the result of the answers."""
    status, out, err = scene.run("--format", "json", *options, text=text)
    check_equal(status, 0, f"the status: {what}")
    check_equal(out, scene.by_answers(ANSWERS, "--format", "json"), f"the result: {what}")
    check("\x1b" not in err, f"an escape byte: {what}", err)
    return err


def test_lines_from_a_pipe_are_replies(scene):
    err = check_result(scene, LINES, "a line a reply")
    has(err, "\n> \n  34 years.\n", "\nReview\n", "\n  again for the next client")
    check_result(scene, LINES + "quit\n", "quit in the end")


def test_the_lines_may_arrive_one_by_one(scene):
    with scene.piped() as piped:
        has(type_all(piped, REPLIES), "\nReview\n")
        has(piped.reply(""), "again for the next client")
        piped.process.stdin.close()
        check_equal(piped.finish(), 0, "the status")


def test_line_ends_of_every_kind(scene):
    check_result(scene, LINES.replace("\n", "\r\n"), "CRLF")
    check_result(scene, LINES + "quit", "a last line without a line end")
    check_result(scene, LINES.removesuffix("\n") + "\r", "a last line of a carriage return alone")
    check_result(scene, "".join(f" \t{line} \t\n" for line in LINES.splitlines()), "blanks around")


def test_answers_as_json_are_pointed_to_the_option(scene):
    for text in (json.dumps(ANSWERS), json.dumps(ANSWERS, indent=2), "  {\n}", "{", json.dumps(dict(ANSWERS, note="x" * 9000))):
        status, out, err = scene.run(text=text)
        check_equal((status, out), (2, ""), "the status, and standard output")
        has(err, "error: this is JSON, but an interview reads one reply per line [E907]",
            "help: `--answers -` reads answers as JSON from standard input")
        has_not(err, "groesser", "3 months")


def test_an_empty_input_is_pointed_to_the_option(scene):
    status, out, err = scene.run(text="")
    check_equal((status, out), (4, ""), "the status, and standard output")
    has(err, "<standard input>: error: the input ended before the interview did [E633]",
        "not answered: `age`, `smoker`, `rash`, `spots`, `procedures`, `isotretinoin`", "`--answers FILE|-` reads answers as JSON")


def test_an_unfinished_interview_gives_no_verdict(scene):
    for count in range(1, len(REPLIES)):
        status, out, err = scene.run("--json", "out.json", text="".join(reply + "\n" for reply in REPLIES[:count]))
        check_equal((status, out), (4, ""), f"the status, and standard output, after {count} lines")
        has(err, "[E633]", "not answered: ")
    status, out, err = scene.run("--json", "out.json", text="".join(reply + "\n" for reply in REPLIES))
    check_equal((status, out), (4, ""), "the status, and standard output, at the review")
    scene.check_files()


def test_a_line_of_a_mebibyte_is_one_refused_line(scene):
    for line in ("x" * 2**20, "3" * 2**20, " " * 2**20 + "34", "34" + " " * 2**20 + "5", "漢" * 2**18, "34" + " " * 2**13):
        err = check_result(scene, line + "\n" + LINES, "a line of a mebibyte first")
        has(err, "\n> \n  This line is too long to be an answer. Nothing was recorded.\n> \n  34 years.\n")
        check(len(err) < 20000, f"standard error has {len(err)} characters")
        check_equal(err.count("\nHow old are you?"), 1, "how often the question is asked")
    status, out, err = scene.run(text="x" * 2**20)
    check_equal((status, out), (4, ""), "the status, and standard output")
    has(err, "[E633]")


def test_bytes_that_are_not_text_are_refused(scene):
    lines = LINES.encode()
    for bad in (b"\0", b"34\0", b"3\x004", b"\xff\xfe", b"\xc3", b"34\xf0\x9f", b"\x1b[31m34", b"\xe2\x80\xae34", b"\x07"):
        err = check_result(scene, bad + b"\n" + lines, repr(bad))
        check("\x1b" not in err and "\0" not in err and "�" not in err, f"standard error repeats {bad!r}", err)
    first = b"34\ny\n"
    for bad in (b"n\0", b"no\0", b"n\xff"):
        check_result(scene, first + bad + b"\n" + lines.split(b"\n", 2)[2], repr(bad))


def test_a_refusal_repeats_nothing_that_was_typed(scene):
    text = "".join(f"marker-{number}\n{reply}\n" for number, reply in enumerate(REPLIES)) + "marker\n\nmarker\n"
    err = check_result(scene, text, "a wrong line before each right one")
    has_not(err, "marker")


def test_an_interview_over_a_pipe_accepts_every_command(scene):
    """With back, list, help, jump, review and finish, the result is still that of the answers."""
    lines = ["?", "34", "<", "", "n", "=2", "y", "=", "", "n", "?", "=", "4", "gr", "1, 2", "6 weeks", "3 months", "1", "", "<", "", ""]
    check_result(scene, "".join(line + "\n" for line in lines), "with commands between")
    replies = ["?", "34", "=", "5", "1 2", "6 weeks", "3 months", "!", "<", "y", "n", "gr", ""]
    check_result(scene, "".join(line + "\n" for line in replies), "out of order")


if __name__ == "__main__":
    main(dict(globals()))
