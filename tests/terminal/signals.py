#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How unfinished interviews end: by Ctrl-C, Ctrl-D, signals, or a terminal that goes away."""

import json
import signal
import subprocess
import termios

from scene import REPLIES, has, has_not, main, type_all
from terminal import Terminal, check, check_equal

# With candor's line editing, and with the terminal's own.
WAYS = ({}, {"ACCESSIBLE": "1"})


def begun(scene, extra, *options):
    terminal = scene.terminal("--save", "saved.json", *options, extra=extra)
    type_all(terminal, REPLIES[:3])
    return terminal


def check_left(scene, terminal, status, count=3):
    """Checks the exit status, that the terminal is restored, and that the saved file is complete."""
    check_equal(terminal.finish(), status, "the status")
    if not terminal.hung_up:
        terminal.check_sane()
    check_equal(len(scene.saved("saved.json")), count, "how many answers are saved")
    scene.check_files("saved.json")
    scene.path("saved.json").unlink()


def test_ctrl_c_at_a_prompt(scene):
    for extra in WAYS:
        with begun(scene, extra) as terminal:
            terminal.type("\x03")
            check_left(scene, terminal, 130)
            check(terminal.talk.endswith("\n"), "the line is not ended", terminal.talk)
            has_not(terminal.new, "error")


def test_ctrl_c_in_the_middle_of_a_line(scene):
    for extra in WAYS:
        with begun(scene, extra) as terminal:
            terminal.type("gröss")
            terminal.expect("gröss")
            terminal.type("\x03")
            check_left(scene, terminal, 130)


def test_ctrl_c_in_the_review_the_list_and_after_the_result(scene):
    for extra in WAYS:
        for further, wanted in ((["!"], "Review"), (["="], "Type a number to go"), (["!", ""], "? for the rest")):
            with begun(scene, extra) as terminal:
                has(type_all(terminal, further), wanted)
                terminal.type("\x03")
                check_left(scene, terminal, 130)


def test_ctrl_c_before_anything_is_answered(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        terminal.type("\x03")
        check_equal(terminal.finish(), 130, "the status")
        terminal.check_sane()
    scene.check_files()


def test_ctrl_c_says_where_it_is_saved(scene):
    for extra in WAYS:
        with begun(scene, extra) as terminal:
            terminal.type("\x03")
            check_left(scene, terminal, 130)
            has(terminal.new, "Saved in saved.json. `--resume` continues it.")


def test_ctrl_c_asks_once_whether_to_save(scene):
    question = "Save this interview? Type a file name, or Enter to leave without saving.\nFile to save to: "
    for extra in WAYS:
        for typed, files in (("\n", []), ("\x03", []), ("\x04", []), ("n\n", []), (" No\n", []), ("kept.json\n", ["kept.json"])):
            with scene.terminal(extra=extra) as terminal:
                type_all(terminal, REPLIES[:3])
                terminal.type("gröss\x03")
                has(terminal.expect("File to save to: "), question)
                terminal.type(typed)
                check_equal(terminal.finish(), 130, f"the status after {typed!r}")
                terminal.check_sane()
            scene.check_files(*files)
        has(terminal.new, "Saved. `--resume kept.json` continues it.")
        check_equal(list(scene.saved("kept.json")), ["age", "smoker", "rash"], "what is saved")
        scene.path("kept.json").unlink()


def test_ctrl_c_asks_for_another_name_where_it_cannot_save(scene):
    scene.path("there.json").write_text("somebody's\n", encoding="utf-8")
    with scene.terminal() as terminal:
        terminal.reply("34")
        terminal.type("\x03")
        terminal.expect("File to save to: ")
        terminal.type("yes\n")  # which file?
        terminal.expect("File to save to: ")
        terminal.type("there.json\n")
        has(terminal.expect("File to save to: "), "there.json: error: this file already exists [E908]")
        terminal.type("kept.json\n")
        check_equal(terminal.finish(), 130, "the status")
        terminal.check_sane()
    scene.check_files("there.json", "kept.json")
    check_equal(scene.text("there.json"), "somebody's\n", "the other file")


def test_ctrl_c_with_nothing_answered_asks_nothing(scene):
    for extra in WAYS:
        with scene.terminal(extra=extra) as terminal:
            terminal.type("\x03")
            check_equal(terminal.finish(), 130, "the status")
            has_not(terminal.new, "Save this")
            terminal.check_sane()


def test_ctrl_c_while_a_file_name_is_asked_for(scene):
    with scene.terminal() as terminal:
        type_all(terminal, REPLIES + [""])
        terminal.type("json\n")
        terminal.expect("File to write: ")
        terminal.type("\x03")
        terminal.expect("File to save to: ")
        terminal.type("\n")
        check_equal(terminal.finish(), 130, "the status")
        terminal.check_sane()
    scene.check_files()


def test_ctrl_c_in_a_decision_records_none(scene):
    with scene.terminal("--record", "kept.json") as terminal:
        type_all(terminal, REPLIES + [""])
        terminal.type("decide\n")
        terminal.expect("Decision: ")
        terminal.type("1\n")
        terminal.expect("Who decides: ")
        terminal.type("Dr Lee\n")
        terminal.expect("Note, or Enter for none: ")
        terminal.type("\x03")
        terminal.expect("File to save to: ")
        terminal.type("\n")
        check_equal(terminal.finish(), 130, "the status")
    has_not(scene.text("kept.json"), "Dr Lee")


def test_ctrl_d_says_how_many_are_left_to_confirm(scene):
    with scene.terminal("--save", "saved.json") as terminal:
        type_all(terminal, REPLIES)
    with scene.terminal("--resume", "saved.json", as_of="2027-05-22") as terminal:
        terminal.reply("")
        terminal.type("\x04")
        check_equal(terminal.finish(), 4, "the status")
        has(terminal.new, "[E633]", "help: 5 answers are still to be confirmed\n")


def test_ctrl_d_says_what_is_missing(scene):
    for extra in WAYS:
        with begun(scene, extra) as terminal:
            terminal.type("\x04")
            check_left(scene, terminal, 4)
            has(terminal.new, "\n<standard input>: error: the input ended before the interview did [E633]\n",
                "help: not answered: `spots`, `procedures`, `isotretinoin`\n")
            has_not(terminal.new, "34", "--answers")


def test_ctrl_d_before_anything_is_typed_names_the_other_way(scene):
    with scene.terminal() as terminal:
        terminal.type("\x04")
        check_equal(terminal.finish(), 4, "the status")
        has(terminal.new, "[E633]", "`--answers FILE|-` reads answers as JSON")


def test_ctrl_d_in_the_review_gives_no_verdict(scene):
    with scene.terminal() as terminal:
        has(type_all(terminal, REPLIES), "\nReview\n")
        terminal.type("\x04")
        check_equal(terminal.finish(), 4, "the status")
        has(terminal.new, "[E633]", "every question is answered; one more empty line would give the result")
        has_not(terminal.new, "Not yet")
        terminal.check_sane()


def test_ctrl_d_in_the_list_ends_it_too(scene):
    with scene.terminal() as terminal:
        type_all(terminal, ["34", "="])
        terminal.type("\x04")
        check_equal(terminal.finish(), 4, "the status")
        has(terminal.new, "[E633]", "not answered: `smoker`")


def test_ctrl_d_after_the_result_is_a_way_to_quit(scene):
    with scene.terminal() as terminal:
        type_all(terminal, REPLIES + [""])
        terminal.type("\x04")
        check_equal(terminal.finish(), 0, "the status")
        has_not(terminal.new, "error")
        terminal.check_sane()


def test_errors_are_json_where_json_is_asked_for(scene):
    with open(scene.path("out"), "wb") as out, open(scene.path("err"), "wb") as err:
        with scene.terminal("--format", "json", stdout=out) as terminal:
            terminal.type("\x04")
            check_equal(terminal.finish(), 4, "the status")
            shown = terminal.new
    diagnostics = json.loads(shown[shown.index("{"):])["diagnostics"]
    check_equal([entry["code"] for entry in diagnostics], ["E633"], "the errors")
    check_equal(scene.text("out") + scene.text("err"), "", "the other streams")


def test_hang_up_ends_it_and_leaves_the_saved_file_whole(scene):
    for extra in WAYS:
        for typed in ("", "gröss"):
            with begun(scene, extra) as terminal:
                if typed:
                    terminal.type(typed)
                    terminal.expect(typed)
                terminal.hang_up()
                check_left(scene, terminal, -signal.SIGHUP)


def test_hang_up_that_is_ignored_is_the_end_of_input(scene):
    """As under nohup, whose programs go on when the terminal is gone."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        for extra in WAYS:
            with begun(scene, extra) as terminal:
                terminal.hang_up()
                check_left(scene, terminal, 4)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_sigterm_ends_it_with_the_terminal_as_before(scene):
    for extra in WAYS:
        with begun(scene, extra) as terminal:
            terminal.type("gröss")
            terminal.expect("gröss")
            terminal.kill(signal.SIGTERM)
            check_left(scene, terminal, -signal.SIGTERM)


def test_signals_while_answers_are_saved_leave_a_whole_file(scene):
    """The signal comes while lines are read and saved without a pause, each time somewhere else."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        for pause in range(1, 9):
            with begun(scene, {}) as terminal:
                terminal.type("".join(f"={question}\n{reply}\n" for question, reply in ((4, "2"), (3, "n")) * 40))
                terminal.expect("Small.")
                for _ in range(pause):
                    terminal.expect("No.")
                terminal.kill(number)
                check_left(scene, terminal, 130 if number == signal.SIGINT else -number, 4)


def test_a_stopped_interview_goes_on(scene):
    """Ctrl-Z in a shell with job control, and `fg`; what was typed is asked for again."""
    bash = ["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"]
    with Terminal(bash, scene.folder, columns=200, extra={"PS1": "$ ", "HISTFILE": "/dev/null"}) as shell:
        shell.expect("$ ")
        shell.type(" ".join(scene.command()) + "\n")
        shell.prompt()
        shell.reply("34")
        shell.type("\x1a")
        shell.expect("Stopped")
        shell.expect("$ ")
        check(shell.settings()[3] & termios.ICANON, "the shell's terminal is left without line editing")
        shell.type("fg\n")
        shell.expect("fg")
        shell.type("y\n")
        has(shell.prompt(), "Yes.", "Is there a rash?")
        shell.type("\x03")
        shell.expect("File to save to: ")
        shell.type("\x03")
        shell.expect("$ ")
        shell.type("echo status $?\n")
        shell.expect("status 130")
        shell.type("exit\n")
        shell.finish()


def test_a_closed_standard_input_is_the_end_of_input(scene):
    done = subprocess.run(["/bin/sh", "-c", '"$@" <&-', "sh"] + scene.command(), capture_output=True, text=True,
                          cwd=scene.folder, check=False)
    check_equal((done.returncode, done.stdout), (4, ""), "the status, and standard output")
    has(done.stderr, "[E633]")


if __name__ == "__main__":
    main(dict(globals()))
