#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Uses an installed candor: the program, its rules and examples, and the library. tests/install/use.sh PREFIX
# check.sh calls it, in a scratch folder that it may fill.
set -euo pipefail

prefix=$1
tests=$(cd "$(dirname "$0")" && pwd -P)
candor=$prefix/bin/candor
share=$prefix/share/candor

# expect WORD COMMAND...: the command succeeds and says the word.
expect() {
  local word=$1 said
  shift
  said=$("$@") || {
    echo "use.sh: failed with status $?: $*" >&2
    exit 1
  }
  [[ $said == *"$word"* ]] || {
    printf 'use.sh: no "%s" from: %s\n%s\n' "$word" "$*" "$said" >&2
    exit 1
  }
}

deferred=("$candor" screen --answers "$share/examples/isotretinoin.json" --as-of 2026-11-22)
expect microneedling env -i "$candor" --version
expect 'Not yet' "${deferred[@]}"
expect '"defer"' "${deferred[@]}" --format json
expect '' "$candor" check microneedling "$share/rules/microneedling.yaml" "$share/examples/first-rules.yaml"
expect '' "$candor" test "$share/rules/microneedling.yaml"
expect 'sha256:' "$candor" show microneedling
for schema in rules tests answers result; do
  expect 'https://json-schema.org/draft/2020-12/schema' "$candor" schema "$schema"
done
"$candor" show microneedling --source | diff -q - "$share/rules/microneedling.yaml"

# The same result, byte for byte, from the program and from a program of one's own.
mkdir "$tests/examples"
python=/usr/bin/python3
[[ -x $python ]] || python=python3
"$python" -B "$tests/examples.py" write "$prefix/include/candor" "$tests/examples"
cmake -S "$tests" -B consumer -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix" >/dev/null
cmake --build consumer >/dev/null
consumer/consumer 2026-11-22 <"$share/examples/isotretinoin.json" >consumer.json
"${deferred[@]}" --format json | diff -u - consumer.json

# What the headers say that their examples print.
"$python" -B "$tests/examples.py" check "$prefix/include/candor" consumer
