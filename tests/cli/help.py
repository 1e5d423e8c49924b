#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The help of each command names the options that the command accepts, and no others. help.py CANDOR SOURCE_DIR"""

import pathlib
import re
import subprocess
import sys
import tempfile

UNKNOWN = "--no-such-option"
HIDDEN = {("score", "--exit-verdict")}  # accepted only to say why it does not apply


def main():
    candor, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]) / "src" / "cli"
    parser = (source / "parse.cpp").read_text(encoding="utf-8")
    problems = []

    with tempfile.TemporaryDirectory(prefix="candor-help-") as folder:
        def run(*words):
            return subprocess.run([candor, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")

        def accepts(command, option):
            return f"unknown option `{option}`" not in run(command, option, "rules").stderr

        named = {}
        for command in re.findall(r'add_subcommand\("([a-z]+)"\)', parser):
            text = run(command, "--help").stdout.split("\nUsage:")[1]
            named[command] = set(re.findall(r"^ +(-[a-zA-Z]), ", text, re.M)) | set(re.findall(r"^ +(?:-[a-zA-Z], )?(--[a-z-]+)", text, re.M))
            if accepts(command, UNKNOWN):
                problems.append(f"{command}: accepts {UNKNOWN}, so this test shows nothing")
            problems += [f"{command}: the help names {option}, which is not accepted" for option in named[command] if not accepts(command, option)]

    accepted = []
    for command, options in re.findall(r'\b([a-z]+)_(?:command\.add_(?:option|flag)|option)\(\s*"(-[^"]+)"', parser):
        if command in named:
            accepted += [(command, option) for option in options.split(",")]
    accepted += [("screen", option) for option in re.findall(r'\.option = "([^"]+)"', (source / "screen_outputs.cpp").read_text(encoding="utf-8"))]
    if len(accepted) < 40:
        problems.append(f"only {len(accepted)} options were found in the source")
    problems += [f"{command}: accepts {option}, which its help does not name" for command, option in accepted 
                 if option not in named[command] and (command, option) not in HIDDEN]

    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
