#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the examples of a document through candor, and says which do not do what they say.

usage: check_docs.py --candor BINARY --root REPOSITORY [--codes] [--keys SCHEMA,...] DOCUMENT

An example is a fenced block. The words after the backticks say what it is:

  ```yaml rules              a rule set; it loads without a word
  ```yaml rules frame        the same; parts below are completed with it
  ```yaml part               a part of a rule set: what it lacks comes from the frame
  ```yaml tests              tests of the rule set or part above; `candor test` passes them. `tests` and
                             `as_of` may be left out
  ```yaml map                a mapping for the rule set above, else for the built-in one. `candor_map` and `rules`
                             may be left out
  ```csv intake              rows that `candor score` reads with that rule set; behind `map`, with the mapping
                             above
  ```json answers            answers to the rule set or part above, else to the built-in one; candor accepts them
  ```text result             what comes of the answers above, in lines (see `Result`)
  ```console                 `$ COMMAND` lines, each followed by what it prints; a line `...` in it
                             stands for any lines. Commands without candor in them are not run, but for
                             `printf` and `head` that write a file

  finding F103               behind rules and part: `candor check` finds this among others. In a section whose
                             heading begins with such a code, the other rule sets and parts do not give it
  frame                      behind tests, map, intake and answers: they belong to the frame, not to what is above
  error E301 E302            behind rules, part, tests, map, intake and answers: exactly these codes are reported,
                             of an intake for the file or for its rows
  map                        behind intake: read with the mapping above
  file=NAME                  commands find the block under this name
  as_of=DATE appointment=DATE  behind answers: the days, instead of 2026-11-22 and none; behind intake also
  as_of_column=HEADER        the column with the days

In the other blocks `yaml` and `json` may not stand alone: every example is run. Links to places in the
repository must lead somewhere.

--codes E: the document has a section `### E301: TITLE` for every code of the table that begins with this
letter, in its order, each with an example that gives the code and one after it that gives none.
--keys: every key of these schemas of rules/schema is in the document, in backticks.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

AS_OF = "2026-11-22"
TABLE = "src/candor/base/codes"
# Keys whose entries are added to the frame's; any other key of a part stands instead of the frame's.
ADDED = ("sources", "sections", "questions", "conditions")
# The code of a rejected row, in the column `problem`.
ROW_CODE = re.compile(r",\"?(E\d{3}) line \d+")


class Block:
    def __init__(self, line, info, text, section):
        words = info.split()
        self.line = line
        self.language = words[0] if words else ""
        self.kind = words[1] if len(words) > 1 and "=" not in words[1] else ""
        self.text = text
        self.section = section
        self.codes = []
        self.finding = ""
        self.frame = False
        self.mapped = False
        self.settings = {}
        rest = words[2:] if self.kind else words[1:]
        for word in rest:
            if word == "frame":
                self.frame = True
            elif word == "map" and self.kind == "intake":
                self.mapped = True
            elif re.fullmatch(r"E\d{3}", word):
                self.codes.append(word)
            elif re.fullmatch(r"F\d{3}", word) and "finding" in rest:
                self.finding = word
            elif "=" in word:
                key, value = word.split("=", 1)
                self.settings[key] = value
            elif word not in ("error", "finding"):
                raise SystemExit(f"line {line}: unknown word `{word}` behind the backticks")
        if ("error" in rest) != bool(self.codes):
            raise SystemExit(f"line {line}: `error` and codes belong together")


def read_document(path):
    """The blocks, the section headings and the text of a document."""
    blocks, headings = [], []
    opening = None
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for number, line in enumerate(text.split("\n"), 1):
        if opening:
            if line.rstrip() == opening[0]:
                blocks.append(Block(opening[1], opening[2], "".join(opening[3]), headings[-1] if headings else ""))
                opening = None
            else:
                opening[3].append(line + "\n")
        elif fence := re.match(r"(`{3,})(.*)$", line):
            opening = (fence[1], number, fence[2].strip(), [])
        elif heading := re.match(r"#+ (.*)$", line):
            headings.append(heading[1].strip())
    if opening:
        raise SystemExit(f"{path}:{opening[1]}: a block that is never closed")
    return blocks, headings, text


# ---- Parts of rule sets ----------------------------------------------------------------------------------------------

def split_top(text):
    """The top-level keys of a rule set in block style, each with its lines."""
    parts, key = {}, ""
    for line in text.splitlines(keepends=True):
        if found := re.match(r"([A-Za-z_]+):", line):
            key = found[1]
        parts.setdefault(key, []).append(line)
    return parts


def split_entries(lines):
    """The entries of a top-level key, by id; nothing where they are in braces."""
    if not re.fullmatch(r"[a-z_]+:\s*(#.*)?\n", lines[0]):
        return None
    entries, key = {}, ""
    for line in lines[1:]:
        if found := re.match(r"  ([A-Za-z][A-Za-z0-9_-]*):", line):
            key = found[1]
        entries.setdefault(key, []).append(line)
    return entries


def complete(part, frame):
    """The part, with what it lacks from the frame behind it. Its own lines keep their text."""
    own, others = split_top(part), split_top(frame)
    out = []
    for key, lines in own.items():
        out += lines
        if key not in ADDED or key not in others:
            continue
        mine, theirs = split_entries(lines), split_entries(others[key])
        if mine is None:
            continue
        for id, entry in theirs.items():
            if id and id not in mine:
                out += [line for line in entry if line.strip()]
    for key, lines in others.items():
        if key and key not in own:
            out += lines
    return "".join(out)


# ---- Results ---------------------------------------------------------------------------------------------------------

class Result:
    """A result, by the words of `text result`:

    KEY: VALUE for `verdict`, `label`, `proceed`, `at_least`, `at_most`, `earliest`, `settled`, `then`,
    `on_appointment` (verdicts); KEY: [a, b] for `rules`, `open`, `not_used`, `care`, in this order;
    `could_become QUESTION: VERDICT`, `waits_for RULE: TEXT`, `care ITEM: FIRST to LAST` with dates or `none`,
    `if_applies ITEM: yes`, `answers QUESTION: JSON`.
    """

    def __init__(self, result):
        self.result = result

    def value(self, key):
        r = self.result
        words = key.split()
        if words[0] in ("then", "on_appointment"):
            return self.word(r[words[0]] and r[words[0]]["verdict"])
        if key == "rules":
            return self.ids(reason["rule"] for reason in r["reasons"])
        if key == "open":
            return self.ids(question["question"] for question in r["open"])
        if key == "not_used":
            return self.ids(r["not_used"])
        if key == "care":
            return self.ids(item["id"] for item in self.given())
        if len(words) == 1:
            return self.word(r[key])
        if words[0] == "could_become":
            return next((q["could_become"] for q in r["open"] if q["question"] == words[1]), "not open")
        if words[0] == "waits_for":
            return next((self.word(x["waits_for"]) for x in r["reasons"] if x["rule"] == words[1]), "no such reason")
        if words[0] == "answers":
            return json.dumps(r["answers"].get(words[1]))
        item = next((item for item in self.given() if item["id"] == words[1]), None)
        if item is None:
            return "not given"
        if words[0] == "if_applies":
            return self.word(item["if_applies"])
        return f'{self.word(item["from_date"])} to {self.word(item["to_date"])}'

    def given(self):
        for group in ("before", "after", "call_us"):
            yield from self.result["care"][group]
        yield from self.result["plan"]

    @staticmethod
    def ids(names):
        return "[" + ", ".join(names) + "]"

    @staticmethod
    def word(value):
        return {None: "none", True: "yes", False: "no"}.get(value, value)


# ---- Running ---------------------------------------------------------------------------------------------------------

class Checker:
    def __init__(self, candor, root, document):
        self.candor = os.path.abspath(candor)
        self.root = os.path.abspath(root)
        self.document = document
        self.problems = []
        self.frame = ""        # its text
        self.frame_file = ""
        self.rules = ""        # the file of the rule set or part above, and its id
        self.rules_id = ""
        self.map = ""          # the file of the mapping above
        self.result = None     # of the answers above
        self.seen = []         # (section, codes reported) of every example, in order
        self.count = 0

    def problem(self, line, message):
        self.problems.append(f"{self.document}:{line}: {message}")

    def run(self, *arguments, text=None):
        return subprocess.run([self.candor, *arguments], input=text, capture_output=True, encoding="utf-8",
                              cwd=self.folder, env=self.environment, timeout=60)

    def open_folder(self, folder):
        """A folder where commands find what is in the repository, and where they may write."""
        self.folder = os.path.join(folder, "work")
        os.mkdir(self.folder)
        bin = os.path.join(folder, "bin")
        os.mkdir(bin)
        os.symlink(self.candor, os.path.join(bin, "candor"))
        for name in os.listdir(self.root):
            if name not in ("build", ".git"):
                os.symlink(os.path.join(self.root, name), os.path.join(self.folder, name))
        release = os.path.join(self.folder, "build", "release")
        os.makedirs(release)
        os.symlink(self.candor, os.path.join(release, "candor"))
        self.environment = {"PATH": bin + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb", "HOME": folder}

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    @staticmethod
    def id_of(rules):
        return re.search(r"^id: *(\S+)", rules, re.MULTILINE)[1]

    def name(self, block, fallback):
        return block.settings.get("file", f"line-{block.line}-{fallback}")

    def compare_codes(self, block, output, what):
        found = sorted(set(re.findall(r"\[(E\d{3})\]$", output, re.MULTILINE)))
        self.seen.append((block.section, found))
        if found != sorted(block.codes):
            wanted, got = " ".join(block.codes) or "no error", " ".join(found) or "no error"
            self.problem(block.line, f"{what}: wanted {wanted}, got {got}\n{indented(output)}")
            return False
        if not block.codes and "error" in output:
            self.problem(block.line, f"{what}: an error without a code\n{indented(output)}")
        return True

    def check_rules(self, block):
        text = complete(block.text, self.frame) if block.kind == "part" else block.text
        if block.kind == "part" and not self.frame:
            return self.problem(block.line, "a part, and no frame above it")
        name = self.name(block, "rules.yaml")
        if block.frame:
            self.frame, self.frame_file = text, name
        self.write(name, text)
        done = self.run("check", name)
        self.compare_codes(block, done.stderr, "candor check")
        if done.returncode != (3 if block.codes else 0):
            self.problem(block.line, f"candor check returned {done.returncode}")
        if not block.codes:
            self.rules = name
            self.rules_id = self.id_of(text)
            self.check_finding(block, name)
            if done.stderr:
                self.problem(block.line, f"candor check is not silent\n{indented(done.stderr)}")

    def check_finding(self, block, name):
        of_section = re.match(r"F\d{3}", block.section)
        if not block.finding and not of_section:
            return
        done = self.run("check", name, "--format", "json", "--as-of", AS_OF)
        found = {f["code"] for f in json.loads(done.stdout)["rules"][0]["analysis"]["findings"]}
        about = block.finding or of_section[0]
        self.seen.append((block.section, [about] if about in found else []))
        if (about in found) != bool(block.finding):
            self.problem(block.line, f"{about} is {'' if about in found else 'not '}found")

    def check_answers(self, block):
        name = self.name(block, "answers.json")
        self.write(name, block.text)
        rules = self.frame_file if block.frame else self.rules or "microneedling"
        arguments = ["screen", "--rules", rules, "--answers", name, "--as-of",
                     block.settings.get("as_of", AS_OF), "--format", "json"]
        if "appointment" in block.settings:
            arguments += ["--appointment", block.settings["appointment"]]
        done = self.run(*arguments)
        self.result = None
        codes = ""
        if done.stderr:
            codes = "".join(f"[{d['code']}]\n" for d in json.loads(done.stderr)["diagnostics"])
        if self.compare_codes(block, codes, "candor screen") and not block.codes:
            self.result = Result(json.loads(done.stdout))
        if done.returncode != (4 if block.codes else 0):
            self.problem(block.line, f"candor screen returned {done.returncode}\n{indented(done.stderr)}")

    def check_result(self, block):
        if not self.result:
            return self.problem(block.line, "a result, and no answers above it that candor accepts")
        for line in block.text.splitlines():
            if not line.strip():
                continue
            key, _, wanted = line.partition(":")
            try:
                got = self.result.value(key.strip())
            except (KeyError, IndexError):
                got = "no such key"
            if got != wanted.strip():
                self.problem(block.line, f"`{key}`: wanted {wanted.strip()}, got {got}")

    def check_tests(self, block):
        text = block.text
        rules = self.frame_file if block.frame else self.rules
        id = self.id_of(self.frame) if block.frame else self.rules_id
        for key, value in (("as_of", AS_OF), ("tests", id)):
            if not re.search(rf"^{key}:", text, re.MULTILINE):
                text = f"{key}: {value}\n{text}"
        self.write(rules[: -len(".yaml")] + ".tests.yaml", text)
        done = self.run("test", rules)
        self.compare_codes(block, done.stderr, "candor test")
        if done.returncode != (4 if block.codes else 0):
            self.problem(block.line, f"candor test returned {done.returncode}\n{indented(done.stdout + done.stderr)}")

    def check_map(self, block):
        id = self.id_of(self.frame) if block.frame else self.rules_id or "microneedling"
        text = block.text
        for key, value in (("rules", id), ("candor_map", "1")):
            if not re.search(rf"^{key}:", text, re.MULTILINE):
                text = f"{key}: {value}\n{text}"
        name = self.name(block, "map.yaml")
        self.write(name, text)
        if not block.codes:
            self.map = name  # the intake below is read with it
            return
        self.write("any.csv", "id\n1\n")
        self.score(block, "any.csv", name, 4)

    def check_intake(self, block):
        name = self.name(block, "intake.csv")
        self.write(name, block.text)
        if block.mapped and not self.map:
            return self.problem(block.line, "an intake with a mapping, and no mapping above it")
        self.score(block, name, self.map if block.mapped else "", 4 if block.codes else 0)

    def score(self, block, intake, map, failed):
        rules = self.frame_file if block.frame else self.rules or "microneedling"
        arguments = ["score", intake, "--rules", rules]
        if "as_of_column" in block.settings:
            arguments += ["--as-of-column", block.settings["as_of_column"]]
        else:
            arguments += ["--as-of", block.settings.get("as_of", AS_OF)]
        if map:
            arguments += ["--map", map]
        if "E831" not in block.codes:
            arguments.append("--allow-empty")  # an example may be of rejected rows alone
        done = self.run(*arguments)
        # A row that is rejected has its code in the last column, `problem`.
        rejected = "".join(f"[{code}]\n" for code in ROW_CODE.findall(done.stdout))
        found = "".join(f"[{code}]\n" for code in re.findall(r"\[(E\d{3})\]$", done.stderr, re.MULTILINE))
        self.compare_codes(block, rejected + found, "candor score")
        wanted = 1 if rejected else failed
        if done.returncode != wanted:
            self.problem(block.line, f"candor score returned {done.returncode}\n{indented(done.stderr)}")

    def check_console(self, block):
        command, wanted = None, []
        for line in block.text.splitlines() + ["$ "]:
            if line.startswith("$ "):
                if command is not None:
                    self.check_command(block, command, wanted)
                command, wanted = line[2:], []
            elif command is not None:
                if command.endswith("\\") and not wanted:
                    command = command[:-1] + line.strip()
                else:
                    wanted.append(line)

    def check_command(self, block, command, wanted):
        if not re.search(r"(^|[|;&(] *)(build/release/)?candor( |$)|^(printf|head) .* > ", command):
            return
        done = subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              encoding="utf-8", errors="replace", cwd=self.folder, env=self.environment, timeout=60)
        got = [line.rstrip() for line in done.stdout.splitlines()]
        codes = set(re.findall(r"\[(E\d{3})\]$", done.stdout, re.MULTILINE)) | set(ROW_CODE.findall(done.stdout))
        self.seen.append((block.section, sorted(codes)))
        if "candor screen" in command and "--as-of" not in command and wanted and not codes and "--help" not in command:
            self.problem(block.line, f"`{command}`: the outcome hangs on the day; give --as-of")
        if not matches([line.rstrip() for line in wanted], got):
            self.problem(block.line, f"`{command}` prints\n{indented(done.stdout)}")

    def check(self, block):
        checks = {("yaml", "rules"): self.check_rules, ("yaml", "part"): self.check_rules,
                  ("yaml", "tests"): self.check_tests, ("yaml", "map"): self.check_map,
                  ("csv", "intake"): self.check_intake, ("json", "answers"): self.check_answers,
                  ("text", "result"): self.check_result, ("console", ""): self.check_console}
        run = checks.get((block.language, block.kind))
        if run:
            self.count += 1
            run(block)
        elif block.language in ("yaml", "json", "csv") or block.kind:
            self.problem(block.line, f"`{block.language} {block.kind}`: an example that is not run")


def indented(text):
    return "".join("    " + line + "\n" for line in text.splitlines())


def matches(wanted, got):
    """Whether the lines are the same, `...` standing for any lines."""
    if not wanted:
        return not got
    if wanted[0].strip() == "...":
        return any(matches(wanted[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and wanted[0] == got[0] and matches(wanted[1:], got[1:])


def anchors(headings):
    """Where links to headings lead, as GitHub names it."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def check_links(checker, root, document, text):
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", prose):
        target = os.path.join(root, os.path.dirname(document), path) if path else os.path.join(root, document)
        if not os.path.exists(target):
            checker.problem(1, f"the link to {path} leads nowhere")
        elif anchor and anchor not in anchors(read_document(target)[1]):
            checker.problem(1, f"the link to {path}#{anchor} leads nowhere")


def check_codes(checker, root, headings, letter):
    wanted = []
    for name in sorted(os.listdir(os.path.join(root, TABLE))):
        with open(os.path.join(root, TABLE, name), encoding="utf-8") as file:
            rows = re.findall(rf"^### ({letter}\d{{3}}) [a-z0-9_]+: (.*)$", file.read(), re.MULTILINE)
        wanted += [f"{code}: {title}" for code, title in rows]
    found = [heading for heading in headings if re.match(rf"{letter}\d{{3}}", heading)]
    for heading in wanted:
        if heading not in found:
            checker.problem(1, f"no section `### {heading}`")
    for heading in found:
        if heading not in wanted:
            checker.problem(1, f"section `{heading}` is not in {TABLE}")
    if sorted(found) == sorted(wanted) and found != wanted:
        checker.problem(1, f"the sections do not stand in the order of {TABLE}")
    for heading in found:
        codes = [codes for section, codes in checker.seen if section == heading]
        if letter == "F":  # each rule set has been looked at twice: for errors, and for findings
            codes = codes[1::2]
        bad = [i for i, given in enumerate(codes) if heading[:4] in given]
        if not bad:
            checker.problem(1, f"section `{heading}` has no example that gives the code")
        elif [] not in codes[bad[0]:]:
            checker.problem(1, f"section `{heading}` has no example without an error after the one that gives it")


def keys_of(schema):
    """The property names anywhere in a JSON Schema."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    keys = set()
    for name, value in schema.items():
        if name in ("examples", "const", "enum", "default"):
            continue
        if name == "properties":
            keys |= set(value)
            keys |= set().union(*map(keys_of, value.values()))
        else:
            keys |= keys_of(value)
    return keys


def check_keys(checker, root, text, schemas):
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"[A-Za-z0-9_]+", " ".join(re.findall(r"`[^`\n]*`", prose))))
    folder = os.path.join(root, "rules", "schema")
    for name in (f"{schema}.schema.json" for schema in schemas):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for key in sorted(keys_of(json.load(file)) - named):
                checker.problem(1, f"`{key}` of {name} is not in the document")


def main():
    parser = argparse.ArgumentParser(description="Runs the examples of a document.")
    parser.add_argument("--candor", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--codes")
    parser.add_argument("--keys", type=lambda names: names.split(","), default=[])
    parser.add_argument("document")
    arguments = parser.parse_args()

    blocks, headings, text = read_document(os.path.join(arguments.root, arguments.document))
    checker = Checker(arguments.candor, arguments.root, arguments.document)
    with tempfile.TemporaryDirectory(prefix="candor-docs-") as folder:
        checker.open_folder(folder)
        for block in blocks:
            if "file" in block.settings:
                checker.write(block.settings["file"], block.text)  # commands may stand before it
        for block in blocks:
            checker.check(block)
    check_links(checker, arguments.root, arguments.document, text)
    if arguments.codes:
        check_codes(checker, arguments.root, headings, arguments.codes)
    if arguments.keys:
        check_keys(checker, arguments.root, text, arguments.keys)
    for problem in checker.problems:
        print(problem)
    print(f"{arguments.document}: {checker.count} examples run, {len(checker.problems)} problems")
    return 1 if checker.problems else 0


if __name__ == "__main__":
    sys.exit(main())
