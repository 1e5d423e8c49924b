#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads and writes the notation that cases.h explains.

usage: cases.py unpack FILE FOLDER     writes each input of FILE into FOLDER
       cases.py add FILE NAME <BYTES   adds an input at the end of FILE, escaped when it has to be

Exit status: 0 done, 1 refused, 2 wrong usage.
"""

import dataclasses
import pathlib
import re
import sys

HEADING = re.compile(rb"^=== ([^ /\n]+)( escaped)?\n", re.MULTILINE)
DIAGNOSTICS = re.compile(rb"^--- diagnostics\n", re.MULTILINE)
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|([tr\\\n]))")
MEANING = {b"t": b"\t", b"r": b"\r", b"\\": b"\\", b"\n": b""}
# Invisible characters, a blank at the end of a line, bytes that are not UTF-8, and the first character of a line that
# would be read as part of the notation.
ESCAPED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff\udc80-\udcff]"
    "| $|^=(?=== )|^-(?=-- diagnostics$)",
    re.MULTILINE,
)


@dataclasses.dataclass
class Case:
    """One input of a file of cases. It can be read like a path, and says where it is."""

    file: pathlib.Path
    name: str
    input: bytes
    diagnostics: bytes

    def __str__(self):
        return f"{self.file}: {self.name}"

    def read_bytes(self):
        return self.input


def unescaped(text):
    if b"\\" in ESCAPE.sub(b"", text):
        raise ValueError("an unknown escape")
    return ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else MEANING[found[2]], text)


def escape(found):
    as_bytes = found[0].encode("utf-8", "surrogateescape")
    return {b"\t": "\\t", b"\r": "\\r"}.get(as_bytes) or "".join(f"\\x{byte:02x}" for byte in as_bytes)


def block(name, text):
    """A heading and, below it, the bytes in the notation."""
    doubled = text.decode("utf-8", "surrogateescape").replace("\\", "\\\\")
    escaped = ESCAPED.sub(escape, doubled)
    if escaped == doubled and text[-1:] in (b"", b"\n"):
        return f"=== {name}\n".encode() + text
    return f"=== {name} escaped\n{escaped}".encode() + (b"" if escaped.endswith("\n") else b"\\\n")


def read(path):
    """The cases of a file. Raises ValueError when they are not in the notation."""
    path = pathlib.Path(path)
    text = path.read_bytes()
    headings = list(HEADING.finditer(text))
    names = [heading[1].decode() for heading in headings]
    if not names or len(set(names)) < len(re.findall(rb"^=== ", text, re.MULTILINE)):
        raise ValueError(f"{path}: no case, a name twice, or a heading that cannot be read")
    cases = []
    for heading, following in zip(headings, [*headings[1:], None]):
        # The blank line before the next heading is not part of this case.
        body = text[heading.end() : following.start() - 1 if following else len(text)]
        body, *diagnostics = DIAGNOSTICS.split(body, maxsplit=1)
        body = unescaped(body) if heading[2] else body
        cases.append(Case(path, heading[1].decode(), body, b"".join(diagnostics)))
    return cases


def write(path, inputs):
    """Writes the cases of a file again, in the order of their names; the text before them stays."""
    path = pathlib.Path(path)
    about = HEADING.split(path.read_bytes(), maxsplit=1)[0]
    path.write_bytes(about + b"\n".join(block(name, inputs[name]) for name in sorted(inputs)))


def main(arguments):
    match arguments:
        case ["unpack", file, folder]:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            for one in read(file):
                (pathlib.Path(folder) / one.name).write_bytes(one.input)
        case ["add", file, name]:
            before = pathlib.Path(file).read_bytes()
            pathlib.Path(file).write_bytes(before + b"\n" + block(name, sys.stdin.buffer.read()))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError) as error:
        sys.exit(f"cases.py: {error}")
