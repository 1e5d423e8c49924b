#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `candor page`, of a candor that has the page or has it not. page.sh CANDOR SOURCE_DIR with|without
set -euo pipefail
candor=$1 source=$2 engine=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
status_of() { local status=0; "$candor" page "$@" >out 2>err </dev/null || status=$?; printf '%s' "$status"; }

if [[ $engine == without ]]; then
  [[ $(status_of -o page.html) == 2 ]] || fail 'a page is written without an engine'
  grep -q 'built without the page' err || fail 'it does not say that the page is missing'
  grep -q 'script/page' err || fail 'it does not say how to get it'
  [[ ! -e page.html ]] || fail 'a file is left'
  exit
fi

# the same bytes each time, readable only by its owner, and nothing on standard output
[[ $(status_of -o page.html) == 0 && ! -s out && ! -s err ]] || fail "$(cat out err)"
[[ $(status_of -o again.html) == 0 ]] || fail 'a second page'
cmp page.html again.html || fail 'two pages differ'
[[ $(stat -c %a page.html) == 600 ]] || fail "mode $(stat -c %a page.html)"
[[ $(stat -c %s page.html) -le 450000 ]] || fail "the page has $(stat -c %s page.html) bytes"

# for whom, which rules, which clinic
[[ $(status_of --client -o client.html) == 0 ]] || fail 'the page of the client'
grep -q 'data-mode="client"' client.html || fail 'the page of the client is another'
[[ $(stat -c %s client.html) -le 450000 ]] || fail "the page of the client has $(stat -c %s client.html) bytes"
[[ $(status_of "$source/examples/first-rules.yaml" -o first.html) == 0 ]] || fail 'own rules'
grep -q '<title>A first look at the skin</title>' first.html || fail 'the title of own rules'
[[ $(status_of --clinic "$source/examples/harbour.clinic.yaml" -o clinic.html) == 0 ]] || fail 'a clinic'
grep -q 'Harbour' clinic.html || fail 'the name of the clinic'
"$candor" show --source >extended.yaml
sed -i '/^verdicts:/,$d' extended.yaml
[[ $(status_of extended.yaml -o bad.html) == 3 && ! -e bad.html ]] || fail 'rules with mistakes'

# nothing is written over
[[ $(status_of -o page.html) == 5 ]] || fail 'a file was written over'
grep -q E908 err || fail 'a file that exists is not reported'
cmp page.html again.html || fail 'a file has changed'
[[ $(status_of --client --force -o page.html) == 0 ]] || fail 'with --force'
cmp page.html client.html || fail 'the file is not replaced'
cp "$source/examples/first-rules.yaml" rules.yaml
[[ $(status_of rules.yaml --force -o rules.yaml) == 5 ]] || fail 'the rules were written over'
cmp "$source/examples/first-rules.yaml" rules.yaml || fail 'the rules have changed'

# wrong usage
for words in '' '--clinic - -o new.html' 'a b -o new.html' '--mode client -o new.html'; do
  # shellcheck disable=SC2086  # words
  [[ $(status_of $words) == 2 ]] || fail "page $words: not refused"
done
[[ ! -e new.html ]] || fail 'wrong usage left a file'
