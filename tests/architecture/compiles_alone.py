#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every file of src/ compiles alone, though a build compiles the files of a folder as one.

    compiles_alone.py COMPILER ROOT BUILD

BUILD is a folder in which candor was built: some headers are made then.
A header that the source of the same name includes first has been tried with that source.
"""

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

DEFINITIONS = [f'-DCANDOR_{name}="0"' for name in ("VERSION", "YAML_CPP_VERSION", "CLI11_VERSION", "LIBEDIT_VERSION")]


def first_include(path):
    with open(path, encoding="utf-8") as file:
        found = re.search(r'^#include "([^"]+)"', file.read(), re.MULTILINE)
    return found.group(1) if found else ""


def to_compile(root):
    headers, sources = set(), set()
    for folder, _, names in os.walk(os.path.join(root, "src")):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), os.path.join(root, "src"))
            if name.endswith(".h"):
                headers.add(path)
            elif name.endswith(".cpp"):
                sources.add(path)
    tried = {path.removesuffix("cpp") + "h" for path in sources
             if first_include(os.path.join(root, "src", path)) == path.removesuffix("cpp") + "h"}
    public = {f"candor/{name}" for name in os.listdir(os.path.join(root, "include/candor"))}
    return sorted(headers - tried | public), sorted(sources)


def compile_alone(command, root, path, options=()):
    done = subprocess.run([*command, *options, path], cwd=root, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{path} does not compile alone\n{done.stderr[:2000]}"


def main():
    compiler, root, build = sys.argv[1:4]
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Isrc", "-Iinclude", f"-I{os.path.abspath(build)}/src/generated", *DEFINITIONS]
    headers, sources = to_compile(root)
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as broken, ThreadPoolExecutor(os.cpu_count()) as pool:
        broken.write('#include "candor/base/date.h"\nstd::map<int, int> missing_include;\n')
        broken.flush()
        tasks = [pool.submit(compile_alone, command, root, os.path.join("src", path)) for path in sources]
        # By way of a source, as a header alone has warnings of its own ("pragma once in main file").
        tasks += [pool.submit(compile_alone, command, root, os.devnull, ("-xc++", "-include", path)) for path in headers]
        problems = [task.result() for task in tasks if task.result()]
        if not compile_alone(command, root, broken.name):
            problems.append("a source without the include that it needs compiles")
    for problem in problems:
        print(f"FAILED: {problem}")
    print(f"{len(sources)} sources and {len(headers)} headers without one compiled alone, {len(problems)} problems")
    sys.exit(1 if problems or not sources else 0)


if __name__ == "__main__":
    main()
