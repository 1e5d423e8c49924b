#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the examples of the public headers as programs, or compares what they print with what the headers say.

    examples.py write HEADERS FOLDER     HEADERS: the installed folder include/candor
    examples.py check HEADERS PROGRAMS   PROGRAMS: the folder with a program for each header, by its name

The comment at the beginning of a header has a section "Example", a whole program indented by four spaces, and a section
"Output", what it prints.
"""

import os
import subprocess
import sys


def section(lines, title):
    """The indented lines after a heading, without the indentation."""
    begin = lines.index(title) + 1
    out = []
    for line in lines[begin:]:
        if line and not line.startswith("    "):
            break
        out.append(line[4:])
    return "\n".join(out).strip("\n") + "\n"


def examples(headers):
    for name in sorted(os.listdir(headers)):
        with open(os.path.join(headers, name), encoding="utf-8") as file:
            comment = [line.rstrip("\n")[3:] for line in file if line.startswith("//")]
        if "Example" in comment:
            yield name.removesuffix(".h"), section(comment, "Example"), section(comment, "Output")
        elif name != "export.h":
            raise SystemExit(f"{name} has no example")


def main():
    what, headers, folder = sys.argv[1:4]
    count, failed = 0, 0
    for name, program, output in examples(headers):
        count += 1
        if what == "write":
            with open(os.path.join(folder, f"{name}.cpp"), "w", encoding="utf-8") as file:
                file.write(program)
            continue
        run = subprocess.run([os.path.join(folder, name)], capture_output=True, text=True, check=False, timeout=60)
        if run.returncode != 0 or run.stdout != output:
            failed += 1
            print(f"{name}.h: the example ends with {run.returncode} and prints\n{run.stdout}{run.stderr}instead of\n{output}")
    if count < 8:
        raise SystemExit(f"only {count} examples were found")
    if what == "check":
        print(f"{count} examples of headers, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
