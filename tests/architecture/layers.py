#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Which folder of src/ may use which, and how large things may get.

    layers.py ROOT

A folder may include only from itself and from those before it in src/CMakeLists.txt, which lists them in order; src/cli
comes after all of them. Each rule is first tried on a source that breaks it.
"""

import os
import re
import subprocess
import sys

MOST_LINES = 400  # of a file in src/ or include/
MOST_FILES = 900  # under version control
MOST_WORDS = 30_000  # in docs/

# Headers of libraries, and where alone they may be included, besides the file that prints their versions.
LIBRARIES = {"yaml-cpp/": ("src/candor/rules/yaml/",), "CLI/": ("src/cli/parse.cpp",),
             "histedit.h": ("src/cli/line_reader.cpp",), "cadical": ("src/candor/proof/prover.cpp",),
             "gmp": ("src/candor/proof/diagram.cpp", "src/cli/process.cpp"), "zlib.h": ("src/candor/batch/source/", "src/candor/page/page_file.cpp"),
             "iconv.h": ("src/candor/batch/source/",), "sodium": ("src/candor/base/",)}
VERSIONS = "src/cli/about.cpp"
GENERATED = ("src/candor/base/code_constants.h",)
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def order_of(cmake):
    """The folders of src/candor in the order in which src/CMakeLists.txt lists them."""
    calls = re.findall(r"^candor_sources\(\w+ \w+([^)]*)\)", cmake, re.MULTILINE)
    return [folder for call in calls for folder in call.split()]


def folder_of(path):
    """The folder of a file as the order names it."""
    if path.startswith("include/"):
        return "include"
    return os.path.dirname(path).removeprefix("src/").removeprefix("candor/")


def includes_of(files):
    """File to the files of this tree that it includes, and to the headers of others."""
    found = {path: INCLUDE.findall(text) for path, text in files.items()}
    def place(quoted):
        public = f"include/{quoted}"
        return public if public in files else f"src/{quoted}"

    return ({path: [place(quoted) for quoted, _ in names if quoted] for path, names in found.items()},
            {path: [angled for _, angled in names if angled] for path, names in found.items()})


def unknown(own):
    for path, included in own.items():
        for other in included:
            if other not in own and other not in GENERATED:
                yield f"{path} includes {other}, which does not exist: a name begins at src/"


def upward(own, order):
    rank = {folder: i for i, folder in enumerate(["include", *order, "cli"])}
    rank["prepare"] = rank.get("rules/load", 0)  # the program that reads the built-in rules while candor is built
    for path in own:
        if folder_of(path) not in rank:
            yield f"{path}: src/CMakeLists.txt does not list this folder"
    for path, included in own.items():
        for other in included:
            if rank.get(folder_of(other), -1) > rank.get(folder_of(path), len(rank)):
                yield f"{path} includes {other}, whose folder comes later"


def cycles(own):
    state = {}

    def visit(path, trail):
        if state.get(path) == "done":
            return
        if state.get(path) == "open":
            yield "a cycle of includes: " + " -> ".join([*trail[trail.index(path):], path])
            return
        state[path] = "open"
        for other in own.get(path, ()):
            yield from visit(other, [*trail, path])
        state[path] = "done"

    for path in own:
        yield from visit(path, [])


def libraries(others):
    for path, headers in others.items():
        if path.startswith("include/"):
            yield from (f"{path} includes <{header}>, and only the standard library may" for header in headers
                        if "/" in header or "." in header)
        for header in headers:
            for library, where in LIBRARIES.items():
                if header.startswith(library) and path != VERSIONS and not path.startswith(where):
                    yield f"{path} includes <{header}>, which only {' and '.join(where)} may"


def long_files(files):
    for path, text in files.items():
        if text.count("\n") > MOST_LINES:
            yield f"{path} has {text.count(chr(10))} lines, more than {MOST_LINES}"


def problems_of(files, order):
    own, others = includes_of(files)
    return [*unknown(own), *upward(own, order), *cycles(own), *libraries(others), *long_files(files)]


def try_rules():
    """Every rule finds the one source that breaks it, and nothing in a source that breaks none."""
    base, rules, cli = "src/candor/base/a.h", "src/candor/rules/b.h", "src/cli/c.cpp"
    sound = {base: "#include <vector>\n", rules: '#include "candor/base/a.h"\n', cli: '#include "candor/rules/b.h"\n'}
    broken = {"comes later": {base: '#include "candor/rules/b.h"\n', rules: ""},
              "does not list": {"src/candor/new/d.h": ""},
              "does not exist": {cli: '#include "a.h"\n'},
              "a cycle": {"src/candor/rules/d.h": '#include "candor/rules/b.h"\n', rules: '#include "candor/rules/d.h"\n'},
              "standard library": {"include/candor/e.h": "#include <fmt/core.h>\n"},
              "which only": {cli: "#include <yaml-cpp/yaml.h>\n"},
              "more than": {cli: "\n" * (MOST_LINES + 1)}}
    order = order_of("candor_sources(reader candor_reader base rules)\n")
    failed = [f"a sound source: {problem}" for problem in problems_of(sound, order)]
    for wanted, change in broken.items():
        found = problems_of({**sound, **change}, order)
        if len(found) != 1 or wanted not in found[0]:
            failed.append(f"a source with one fault ({wanted}): {found}")
    return failed


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def tree(root, *folders):
    files = {}
    for top in folders:
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in names:
                if name.endswith((".h", ".hpp", ".cpp")):
                    path = os.path.relpath(os.path.join(folder, name), root)
                    files[path] = read(root, path)
    return files


def sizes(root):
    words = sum(len(read(root, "docs", name).split()) for name in os.listdir(os.path.join(root, "docs")) if name.endswith(".md"))
    if words > MOST_WORDS:
        yield f"docs/ has {words} words, more than {MOST_WORDS}"
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
    count = listed.stdout.count(b"\0")  # none outside a clone
    if count > MOST_FILES:
        yield f"{count} files are under version control, more than {MOST_FILES}"


def main():
    root = sys.argv[1]
    files, order = tree(root, "src", "include"), order_of(read(root, "src/CMakeLists.txt"))
    problems = [*try_rules(), *problems_of(files, order), *sizes(root)]
    if len(order) < 5 or len(files) < 50:
        problems.append(f"only {len(order)} folders and {len(files)} files were found")
    for problem in problems:
        print(f"FAILED: {problem}")
    print(f"{len(files)} files in {len(order) + 1} folders, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
