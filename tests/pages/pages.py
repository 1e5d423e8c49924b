# SPDX-License-Identifier: Apache-2.0
"""Shared by the tests of pages: runs candor, and parses a page as a browser would."""

import html.parser
import os
import subprocess
import tempfile

VOID = {"meta", "img", "br", "hr", "input", "link"}
AS_OF = "2026-11-22"


class Page(html.parser.HTMLParser):
    """The elements of a page in order, each with its depth, attributes and own text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements = []     # [depth, tag, {attribute: value}, text]
        self.open = []         # indices into elements
        self.problems = []
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append("not closed: " + ", ".join(self.elements[i][1] for i in self.open))

    def handle_starttag(self, tag, attrs):
        if len({name for name, _ in attrs}) != len(attrs):
            self.problems.append(f"<{tag}> has an attribute twice")
        self.elements.append([len(self.open), tag, dict(attrs), ""])
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag):
        if not self.open or self.elements[self.open[-1]][1] != tag:
            self.problems.append(f"</{tag}> out of place")
            return
        self.open.pop()

    def handle_data(self, data):
        if self.open:
            self.elements[self.open[-1]][3] += data
        elif data.strip():
            self.problems.append(f"text outside: {data.strip()[:40]!r}")

    def handle_comment(self, data):
        self.problems.append(f"a comment: {data[:40]!r}")

    def handle_pi(self, data):
        self.problems.append(f"a processing instruction: {data[:40]!r}")

    def unknown_decl(self, data):
        self.problems.append(f"a declaration: {data[:40]!r}")

    def shape(self):
        """The markup without the data: elements and the names of their attributes."""
        return [(depth, tag, tuple(attributes)) for depth, tag, attributes, _ in self.elements]

    def text(self):
        """All visible text, in order."""
        return "\n".join(e[3] for e in self.elements if e[1] not in ("style", "title"))

    def urls(self):
        return [value for _, _, attributes, _ in self.elements for name, value in attributes.items()
                if name in ("href", "src", "action", "srcset", "formaction", "poster", "data")]

    def outline(self):
        """The page without its stylesheet, one element per line."""
        lines = []
        for depth, tag, attributes, text in self.elements:
            if tag in ("meta", "style"):
                continue
            words = [tag] + [f"{name}={value[:60]}" for name, value in attributes.items()]
            said = " ".join(text.split())
            lines.append("  " * depth + " ".join(words) + (f" | {said}" if said else ""))
        return "\n".join(lines) + "\n"


class Candor:
    """The program, in a folder of its own."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.scratch = tempfile.TemporaryDirectory(prefix="candor-pages-")
        self.folder = self.scratch.name

    def run(self, *words, text=None, status=0):
        done = subprocess.run([self.program, *words], input=text, capture_output=True, encoding="utf-8",
                              cwd=self.folder, timeout=120, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        if done.returncode != status:
            raise SystemExit(f"candor {' '.join(words)}: status {done.returncode}\n{done.stderr}")
        return done

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "wb" if isinstance(text, bytes) else "w") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()


def report(problems, done):
    for problem in problems:
        print(problem)
    if not problems:
        print(done)
    raise SystemExit(1 if problems else 0)
