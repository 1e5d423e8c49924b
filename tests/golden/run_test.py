#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether the runner of the transcripts fails when it must. run_test.py SCRATCH; SCRATCH is lost.

It runs a copy of run.py on transcripts of its own, with a shell script in the place of candor.
"""

import os
import shutil
import subprocess
import sys

CANDOR = r"""#!/bin/sh
case $1 in
  say) printf 'one\r\n\n two \n\303\251 \\ \377\tend'; echo "columns $COLUMNS" >&2; echo '9.5 s, 12 rows/s' >&2
       printf '<style>\nbody {}\n</style>\n<style>\nother\n</style>\n' >page.html; : >folder/empty; exit 3 ;;
  echo) cat; shift; printf '<%s>\n' "$@" ;;
  change) echo more >>in.txt ;;
  remove) rm in.txt ;;
  die) kill -9 $$ ;;
esac
"""

TRANSCRIPT = r"""# A comment.

file in.txt
| x (esc) (esc)
|  two
file unended
| x (esc) (no-eol)

== say
with folder/in.txt=in.txt unended
$ COLUMNS=40 candor say
| one\r (esc)
|
|  two\x20 (esc)
| é \\ \xff\tend (esc) (no-eol)
! columns 40
! 0.0 s, 0 rows/s
exit 3
wrote folder/empty
wrote page.html
| <style>pages.css</style>
| <style>
| other
| </style>

# Another comment.
== typed
$ candor echo 'a b' "" c\ d
< <
<
< last (no-eol)
| <
|
| last<a b>
| <>
| <c d>

== fed
$ candor echo < in.txt
| x (esc) (esc)
|  two
| <>

== change
with in.txt
$ candor change
wrote in.txt
| x (esc) (esc)
|  two
| more

== remove
with in.txt
$ candor remove

== die
$ candor die
"""
GOOD = ["say", "typed", "fed", "change"]


def main(scratch):
    shutil.rmtree(scratch, ignore_errors=True)
    here = os.path.join(scratch, "tests", "golden")
    os.makedirs(here)
    os.makedirs(os.path.join(scratch, "src", "any"))
    runner = shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), "run.py"), here)
    candor = os.path.join(scratch, "candor")
    path = os.path.join(here, "all.txt")
    names = os.path.join(scratch, "names")

    def write(file, text):
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)

    def start(*args, update="0"):
        return subprocess.Popen([sys.executable, "-I", "-S", "-B", runner, *args], stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, env={**os.environ, "UPDATE_GOLDEN": update})

    def case(name, **how):
        return start("case", candor, os.path.join(scratch, "run", name), path, name, **how)

    def said(process):
        out = process.communicate()[0].decode()
        return process.returncode, out

    def expect(condition, what):
        if not condition:
            sys.exit(f"the runner: {what}")

    def refuses(text, what):
        write(path, text)
        status, out = said(start("check", names))
        expect(status == 1 and what in out, f"expected `{what}`, and status {status} came with:\n{out}\nof:\n{text}")

    write(candor, CANDOR)
    os.chmod(candor, 0o755)
    write(os.path.join(scratch, "src", "any", "pages.css"), "body {}\n")
    write(names, "say\ntyped\nfed\nchange\nremove\ndie\n")
    write(path, TRANSCRIPT)
    expect(said(start("check", names)) == (0, ""), "refuses its own transcript")
    for name in GOOD:
        status, out = said(case(name))
        expect(status == 0, f"{name} fails:\n{out}")
    for name, what in [("remove", "removed its input in.txt"), ("die", "ended by signal 9"), ("none", "no case none")]:
        for update in "01":
            status, out = said(case(name, update=update))
            expect(status == 1 and what in out, f"{name}: expected `{what}`, and status {status} came with:\n{out}")

    # One letter of each thing that is compared, and a thing less and more.
    mutations = [("| one\\r", "| onf\\r"), ("|\n|  two", "|  two"), ("two\\x20 (esc)", "two"), ("\\xff", "\\xfe"),
                 (" (esc) (no-eol)\n!", " (esc)\n!"), ("! columns 40", "! columns 41"), ("exit 3", "exit 4"),
                 ("exit 3\n", ""), ("wrote folder/empty", "wrote folder/emptz"), ("wrote folder/empty\n", ""),
                 ("| <style>pages.css</style>\n", "| <style>\n| body {\n| </style>\n"), ("| other", "| othes"),
                 ("COLUMNS=40", "COLUMNS=50"), ("wrote page", "wrote none\nwrote page")]
    for old, new in mutations:
        expect(old in TRANSCRIPT, f"nothing to mutate: {old}")
        mutated = TRANSCRIPT.replace(old, new, 1)
        write(path, mutated)
        status, out = said(case("say"))
        expect(status == 1 and "golden/say: not as" in out and "\n@@ " in out,
               f"{old} -> {new}: status {status} came with:\n{out}")
    write(path, TRANSCRIPT.replace("| more\n", "| morf\n"))
    expect(said(case("change"))[1].endswith("-| morf\n+| more\n"), "does not show the difference")

    # Renewed all at once, the transcript is as it was.
    bare = "\n".join(line for line in TRANSCRIPT.split("== remove")[0].split("== say")[1].split("\n")
                     if not line.startswith(("| ", "|", "! ", "exit", "wrote")))
    write(path, TRANSCRIPT.split("== say")[0] + "== say" + bare + "== remove" + TRANSCRIPT.split("== remove")[1])
    for process in [case(name, update="1") for name in GOOD]:
        status, out = said(process)
        expect(status == 0, f"cannot renew:\n{out}")
    with open(path, encoding="utf-8", newline="") as file:
        expect(file.read() == TRANSCRIPT, f"renews otherwise than it was: see {path}")

    refuses(TRANSCRIPT.replace("== fed", "== typed"), "another case typed")
    refuses(TRANSCRIPT.replace("== fed", "== fen"), "not the cases that ctest knows")
    refuses(TRANSCRIPT.replace("== fed", " == fed"), "expected a case")
    refuses(TRANSCRIPT.replace("< in.txt", "< out.txt"), "there is no out.txt")
    refuses(TRANSCRIPT.replace(" unended\n$", "\n$"), "no case uses the shared unended")
    refuses(TRANSCRIPT.replace("| more", "|more"), "does not belong here")
    refuses(TRANSCRIPT.replace("| more", "| more "), "cannot be seen")
    refuses(TRANSCRIPT.replace("| more", "| more\r"), "cannot be seen")
    refuses(TRANSCRIPT.replace("\\xff", "\\xf"), "is not an escape")
    refuses(TRANSCRIPT.replace("exit 3", "exit 0"), "expected `exit STATUS`")
    refuses(TRANSCRIPT.replace("with in.txt\n$ candor change", "with in.txt in.txt\n$ candor change"), "another in.txt")
    refuses(TRANSCRIPT.replace("$ candor change", "$ candour change"), "expected `$ candor ARGUMENTS`")
    refuses(TRANSCRIPT.replace("$ candor die", "$ candor die < in.txt\n< x"), "two standard inputs")
    refuses(TRANSCRIPT.rstrip("\n"), "no newline at the end")
    refuses("# Nothing.\n", "has no case")
    write(os.path.join(here, "stray.yaml"), "")
    refuses(TRANSCRIPT, "no case uses")
    print("the runner fails when it must")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
