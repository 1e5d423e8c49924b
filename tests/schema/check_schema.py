#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks candor's JSON Schemas, and what candor prints, with Debian's python3-jsonschema.

    check_schema.py schemas SCHEMA...            each is a sound schema that documents its keys
    check_schema.py rules SCHEMA FILE|DIR...     rule sets: good ones accepted, bad ones as marked
    check_schema.py tests SCHEMA FILE|DIR...     the same for NAME.tests.yaml
    check_schema.py map SCHEMA FILE|DIR...       the same for NAME.map.yaml
    check_schema.py clinic SCHEMA FILE|DIR...    the same for NAME.clinic.yaml
    check_schema.py result SCHEMA FILE|DIR...    results in JSON are accepted
    check_schema.py cli CANDOR SOURCE_DIR        what the binary prints

Each case of a .cases file in the folders called bad says in one of its first lines what the schema makes of it:

    # schema: refuses        the schema sees the mistake
    # schema: cannot see     only the loader sees it
    # schema: not reached    the text is no YAML, so no schema ever sees it

Every file is read twice: as candor reads it, all scalars text, and as most editors do, with numbers
and booleans. Both readings must agree.

Needs python3-jsonschema and python3-yaml. Exit status: 0 all as it should be, 1 not, 2 wrong usage.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import cases

MARKS = ("refuses", "cannot see", "not reached")
NULL = "tag:yaml.org,2002:null"
# What candor writes; nobody writes it by hand, so examples are for nobody.
WRITTEN = ("result", "record", "journal", "interview")


# Reading YAML


def text_of_key(node):
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.constructor.ConstructorError(None, None, "a key is not a text", node.start_mark)
    return node.value


class AsText(yaml.SafeLoader):
    """Every scalar is text, but nothing at all is null: candor's own reading."""

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag == NULL]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        return {
            text_of_key(key): self.construct_object(value, deep=True) for key, value in node.value
        }


class AsTyped(yaml.SafeLoader):
    """Numbers and booleans, as an editor reads them; keys and dates are text, as in JSON."""

    construct_mapping = AsText.construct_mapping


def construct_map(loader, node):
    return loader.construct_mapping(node)


def ignore_tag(loader, _suffix, node):
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


for reader in (AsText, AsTyped):
    reader.add_constructor("tag:yaml.org,2002:map", construct_map)
    reader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_scalar)
    reader.add_multi_constructor("!", ignore_tag)


def as_json(value):
    """The YAML value in JSON, where infinity is text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def readings(path):
    """The two readings of a file; empty when it is no YAML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return {
            "as text": as_json(yaml.load(text, AsText)),
            "as numbers and booleans": as_json(yaml.load(text, AsTyped)),
        }
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}


def marker(path):
    """What the file says of itself; None when it says nothing."""
    for line in path.read_bytes().decode("utf-8", "replace").splitlines()[:5]:
        if line.startswith("# schema:"):
            return line.removeprefix("# schema:").strip()
    return None


# Checks: each yields one line for each thing that is not as it should be


def load_schema(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def validator_of(schema):
    return jsonschema.Draft202012Validator(schema)


def first_errors(validator, value, at_most=3):
    found = [
        "/%s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:200])
        for error in validator.iter_errors(value)
    ]
    return sorted(found)[:at_most]


def check_yaml(validator, path):
    mark = marker(path)
    is_bad = isinstance(path, cases.Case) and path.file.parent.name == "bad"
    if is_bad and mark not in MARKS:
        yield f"{path}: says nowhere in its first lines `# schema: ` and one of {', '.join(MARKS)}"
        return
    if not is_bad and mark is not None:
        yield f"{path}: marked `{mark}`, but not one of the cases of mistakes"
        return
    read = readings(path)
    if bool(read) == (mark == "not reached"):
        yield f"{path}: {'is YAML, against its marker' if read else 'is no YAML'}"
    for how, value in read.items():
        errors = first_errors(validator, value)
        if mark == "refuses" and not errors:
            yield f"{path}: accepted, but the schema should refuse it ({how})"
        elif mark != "refuses":
            yield from (f"{path}: {error} ({how})" for error in errors)


def check_json(validator, path):
    for error in first_errors(validator, json.loads(path.read_text(encoding="utf-8"))):
        yield f"{path}: {error}"


def declared_keys(schema, at="#"):
    """Every key that a schema declares: its place and its subschema."""
    for name, sub in schema.get("properties", {}).items():
        if isinstance(sub, dict):
            yield f"{at}/properties/{name}", sub
            yield from declared_keys(sub, f"{at}/properties/{name}")
    for keyword in ("additionalProperties", "items"):
        if isinstance(schema.get(keyword), dict):
            yield from declared_keys(schema[keyword], f"{at}/{keyword}")
    for index, sub in enumerate(schema.get("allOf", [])):
        if "if" not in sub:
            yield from declared_keys(sub, f"{at}/allOf/{index}")
    for name, sub in schema.get("$defs", {}).items():
        yield from declared_keys(sub, f"{at}/$defs/{name}")


def annotation(root, schema, keyword):
    """The annotation of a subschema, its own or that of what it refers to."""
    while keyword not in schema and schema.get("$ref", "").startswith("#/$defs/"):
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema.get(keyword)


def check_schema(path):
    schema = load_schema(path)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        yield f"{path}: not a JSON Schema: {error.message}"
        return
    kind = pathlib.Path(path).name.split(".")[0]
    if schema.get("$id") != f"urn:candor:schema:{kind}:1":
        yield f"{path}: $id is {schema.get('$id')}"
    if not schema.get("description"):
        yield f"{path}: no description"
    validator = validator_of(schema)
    for at, sub in declared_keys(schema):
        if not annotation(schema, sub, "description"):
            yield f"{path}: {at} has no description"
        examples = annotation(schema, sub, "examples") or []
        if not examples and kind not in WRITTEN:
            yield f"{path}: {at} has no example"
        for example in examples:
            for error in validator.evolve(schema=sub).iter_errors(example):
                yield f"{path}: {at}: the example {json.dumps(example)}: {error.message}"


def check_changes(path):
    """An entry may be changed by every key that it may have."""
    defs = load_schema(path)["$defs"]
    for name in defs:
        whole = name.removesuffix("_change")
        forms = defs[name].get("anyOf", [])
        if whole == name or {"$ref": f"#/$defs/{whole}"} in forms:
            continue
        keys = [set(form.get("properties", {})) for form in forms]
        for key in sorted(set(defs[whole]["properties"]) ^ set.union(*keys)):
            yield f"{path}: `{key}` is in one of #/$defs/{whole} and #/$defs/{name}, and not in the other"


def files_in(arguments, suffix, kind):
    """The files named and, in the folders named, those with the suffix and the cases in *.cases files."""
    for argument in map(pathlib.Path, arguments):
        if not argument.is_dir():
            yield argument
            continue
        for file in sorted(argument.glob("*.cases")):
            yield from cases.read(file)
        found = sorted(argument.glob("*" + suffix))
        if kind == "rules":
            found = [path for path in found if not path.name.endswith((".tests.yaml", ".map.yaml", ".clinic.yaml"))]
        yield from found


def check_files(kind, schema, arguments):
    suffix = {"rules": ".yaml", "result": ".json"}.get(kind, f".{kind}.yaml")
    files = list(files_in(arguments, suffix, kind))
    if not files:
        yield f"nothing to check: no *{suffix} in {' '.join(map(str, arguments))}"
        return
    validator = validator_of(load_schema(schema))
    for path in files:
        yield from (check_json if kind == "result" else check_yaml)(validator, path)
    print(f"{len(files)} files read")


# The binary


BAD_ANSWERS = {
    "a list": [],
    "a text": "active_acne",
    "an unknown question": {"no_such_question": "yes"},
    "an unknown choice": {"active_acne": "no_such_choice"},
    "a list for a choice": {"active_acne": ["none"]},
    "a number for a choice": {"active_acne": 3},
    "a word for yes or no": {"smoker": "perhaps"},
    "a number for yes or no": {"smoker": 1},
    "a number out of range": {"age": -1},
    "a number off its step": {"age": 34.5},
    "a word for a number": {"age": "adult"},
    "a list for a number": {"age": [34]},
    "an unknown member": {"lesions": ["no_such_member"]},
    "none beside a member": {"lesions": ["none", "skin_cancer_here"]},
    "an unknown member in an object": {"lesions": {"no_such_member": True}},
    "a text for a member": {"lesions": {"skin_cancer_here": "maybe"}},
    "a time in words": {"isotretinoin": "a while ago"},
    "a number for a time": {"isotretinoin": 6},
    "ongoing where it is not accepted": {"sunburn": "ongoing"},
}

GOOD_ANSWERS = {
    "nothing": {},
    "blanks": {"active_acne": None, "age": "", "smoker": "unknown", "isotretinoin": "unknown"},
    "JSON's own types": {"smoker": False, "age": 34, "depth_mm": 1.25, "lesions": []},
    "texts": {"smoker": "no", "age": "34", "depth_mm": "1.25", "lesions": "none"},
    "one member of a set": {"lesions": "skin_cancer_here"},
    "times": {"isotretinoin": "6 months", "sunburn": "never", "scar_formed": "2020-02-29"},
    "a partly known set": {"lesions": {"skin_cancer_here": False, "actinic_keratosis": None}},
}


class Candor:
    """The binary, run without the developer's environment."""

    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())

    def run(self, *arguments, answers=None, typed=b""):
        return subprocess.run(
            [self.program, *map(str, arguments)],
            input=typed if answers is None else json.dumps(answers).encode(),
            capture_output=True,
            env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
            timeout=60,
            check=False,
        )


    def schema(self, *arguments):
        ran = self.run("schema", *arguments)
        if ran.returncode != 0:
            error = ran.stderr.decode()[:300]
            sys.exit(f"candor schema {arguments}: exit status {ran.returncode}: {error}")
        schema = json.loads(ran.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        return validator_of(schema)


def some_answers(questions, pick):
    """An answer to every question: the first possible one or, with pick -1, the last."""
    answers = {}
    for name, question in questions.items():
        kind = question["type"]
        if kind == "choice":
            answers[name] = list(question["choices"])[pick]
        elif kind == "yes_no":
            answers[name] = ("yes", "no")[pick]
        elif kind == "set":
            answers[name] = [list(question["choices"])[pick]]
        elif kind == "number" and ("min" in question or "max" in question):
            # The largest number may lie off the steps; the smallest never does.
            answers[name] = question.get("min", question.get("max"))
        elif kind == "time_since":
            answers[name] = ("1 day", "2 years")[pick]
    return answers


def check_result(candor, validator, what, answers, *options):
    """The result of some answers fits the schema, and its own `answers` give it again."""
    screen = ("screen", "--format", "json", "--as-of", "2026-11-22", *options, "--answers", "-")
    ran = candor.run(*screen, answers=answers)
    if ran.returncode != 0:
        yield f"{what}: exit status {ran.returncode}: {ran.stderr.decode()[:300]}"
        return
    result = json.loads(ran.stdout)
    yield from (f"{what}: {error}" for error in first_errors(validator, result))
    if candor.run(*screen, answers=result.get("answers")).stdout != ran.stdout:
        yield f"{what}: its own `answers`, given back, give another result"


def check_kept(candor, what, answers, *options):
    """The files that keep a screening are as their schemas say."""
    with tempfile.TemporaryDirectory() as folder:
        record, journal, saved = (str(pathlib.Path(folder, name)) for name in ("record", "journal", "interview"))
        at = ("--as-of", "2026-11-22", "--journal", journal)
        ran = [candor.run("screen", "-a", "-", *at, "--record", record, "--ref", "P1", *options, answers=answers),
               candor.run("screen", "-a", "-", *at, *options, answers=answers),
               candor.run("screen", "--as-of", "2026-11-22", "--save", saved, *options, typed=b"?\n-\n")]
        if [run.returncode for run in ran] != [0, 0, 4]:
            yield f"{what}: {[run.stderr for run in ran]}"
            return
        for kind, texts in (("record", [pathlib.Path(record).read_bytes()]),
                            ("journal", pathlib.Path(journal).read_bytes().splitlines()),
                            ("interview", [pathlib.Path(saved).read_bytes()])):
            validator = candor.schema(kind)
            for text in texts:
                yield from (f"{what}, {kind}: {error}" for error in first_errors(validator, json.loads(text)))
        result = json.loads(pathlib.Path(record).read_bytes())["result"]
        yield from (f"{what}, record: {error}" for error in first_errors(candor.schema("result"), result))


def check_cli(program, source_dir):
    candor = Candor(program)
    source = pathlib.Path(source_dir)

    for kind in ("rules", "tests", "result", "map", "clinic", "record", "journal", "interview"):
        printed = candor.run("schema", kind)
        file = source / "rules" / "schema" / f"{kind}.schema.json"
        if printed.returncode != 0 or printed.stdout != file.read_bytes():
            yield f"candor schema {kind} does not print {file}"

    result = candor.schema("result")
    examples = sorted((source / "examples").glob("*.json"))
    if not examples:
        yield f"no example answers in {source / 'examples'}"

    answers = candor.schema("answers")
    for path in examples:
        yield from check_json(answers, path)
    for what, value in GOOD_ANSWERS.items():
        yield from (f"answers, {what}: {error}" for error in first_errors(answers, value))
    for what, value in BAD_ANSWERS.items():
        if answers.is_valid(value):
            yield f"answers, {what}: accepted by candor schema answers"
        ran = candor.run("screen", "--answers", "-", "--as-of", "2026-11-22", answers=value)
        if ran.returncode != 4:
            yield f"answers, {what}: candor screen ends with {ran.returncode}, not 4"

    for path in examples:
        value = json.loads(path.read_text(encoding="utf-8"))
        yield from check_result(candor, result, path, value)
        yield from check_result(candor, result, path, value, "--appointment", "2026-12-01")
        yield from check_kept(candor, path, value)
        yield from check_kept(candor, path, value, "--appointment", "2026-12-01T09:30")
    for what, value in GOOD_ANSWERS.items():
        yield from check_result(candor, result, f"answers, {what}", value)

    for path in files_in([source / "examples", source / "tests/data/rules/good"], ".yaml", "rules"):
        # Of a rule set that extends another only the questions that it adds are whole.
        questions = readings(path)["as text"].get("questions", {})
        questions = {name: question for name, question in questions.items() if "type" in question}
        answers = candor.schema("answers", "-r", path)
        for value in ({}, some_answers(questions, 0), some_answers(questions, -1)):
            what = f"{path} with {json.dumps(value)[:100]}"
            yield from (f"{what}: {error}" for error in first_errors(answers, value))
            yield from check_result(candor, result, what, value, "-r", path)


def main(arguments):
    match arguments:
        case ["schemas", _, *_]:
            problems = [problem for path in arguments[1:] for problem in check_schema(path)]
            problems += [problem for path in arguments[1:] for problem in check_changes(path)]
        case [("rules" | "tests" | "map" | "clinic" | "result") as kind, schema, _, *_]:
            problems = list(check_files(kind, schema, arguments[2:]))
        case ["cli", program, source_dir]:
            problems = list(check_cli(program, source_dir))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
