#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tests that a transcript cannot show: files, modes, limits, environments. files.sh CANDOR SOURCE_DIR
set -euo pipefail
candor=$1 source=$2
scratch=$(mktemp -d)
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch"
cp "$source/examples/suitable.json" answers.json
screen=("$candor" screen --as-of 2026-11-22 --format json)

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
status_of() { local status=0; "$@" >out 2>err || status=$?; printf '%s' "$status"; }
leaves_nothing() { [[ -z $(find . -name "$1.*") ]] || fail "a temporary file is left: $(find . -name "$1.*")"; }

# an output never replaces an input
for way in ./answers.json "$scratch/answers.json"; do
  [[ $(status_of "${screen[@]}" -a answers.json --json "$way") == 5 ]] || fail "$way was written over"
done
ln -s answers.json link.json
ln answers.json hard.json
for way in link.json hard.json; do
  [[ $(status_of "${screen[@]}" -a answers.json --json "$way") == 5 ]] || fail "$way was written over"
done
# shellcheck disable=SC2094  # that is the point
[[ $(status_of "${screen[@]}" -a - --json answers.json <answers.json) == 5 ]] ||
  fail 'standard input was written over'
cmp -s answers.json "$source/examples/suitable.json" || fail 'the answers have changed'

# readable only by its owner, whatever the umask; the same bytes as on standard output
for mask in 000 022 277; do
  (umask "$mask"; "${screen[@]}" -a answers.json --json "r$mask.json" >"$scratch/out" 2>/dev/null) || true
  [[ $(stat -c %a "r$mask.json") == 600 ]] || fail "mode under umask $mask: $(stat -c %a "r$mask.json")"
done
"${screen[@]}" -a answers.json --json written.json >printed.json
cmp written.json printed.json || fail 'the file differs from standard output'

# completely or not at all
printf 'old' >kept.json
[[ $(status_of "${screen[@]}" -a answers.json --json kept.json) == 5 ]] || fail 'kept.json was replaced without --force'
grep -q E908 err || fail 'a file that exists is not reported'
[[ $(ulimit -f 1; status_of "${screen[@]}" -a answers.json --json kept.json --force) == 5 ]] || fail 'a file too large'
[[ $(cat kept.json) == old ]] || fail 'the old file is gone'
leaves_nothing kept.json
[[ $(status_of "${screen[@]}" -a answers.json --json none/r.json) == 5 ]] || fail 'a missing folder'
[[ $(status_of "${screen[@]}" -a answers.json --json -) == 5 ]] || fail 'a dash as a file name'
[[ ! -e ./- ]] || fail 'a file is called -'

# several files: all of them or none, and none where another stood
pages=(--leaflet leaflet.html --report report.html)
[[ $(status_of "${screen[@]}" -a answers.json "${pages[@]}" --json pages.json) == 0 ]] || fail 'pages'
for page in leaflet.html report.html pages.json; do
  [[ $(stat -c %a "$page") == 600 ]] || fail "mode of $page: $(stat -c %a "$page")"
  printf 'old' >"$page"
done
screen+=(--force)
for bad in none/r.html /dev/full answers.json; do
  [[ $(status_of "${screen[@]}" -a answers.json --leaflet leaflet.html --report "$bad") == 5 ]] || fail "$bad as a report"
  [[ $(status_of "${screen[@]}" -a answers.json --leaflet "$bad" --report report.html) == 5 ]] || fail "$bad as a leaflet"
  [[ $(status_of "${screen[@]}" -a answers.json --leaflet leaflet.html --calendar "$bad" --appointment 2026-12-14) == 5 ]] ||
    fail "$bad as a calendar"
done
[[ $(ulimit -f 20; status_of "${screen[@]}" -a answers.json --report report.html --leaflet leaflet.html) == 5 ]] ||
  fail 'a page too large'
[[ $(cat leaflet.html report.html pages.json) == oldoldold ]] || fail 'one page was written without the others'
[[ $(status_of "$candor" form --html none/f.html) == 5 && $(status_of "$candor" show --html /dev/full) == 5 ]] ||
  fail 'form or show says that it has written'
for page in leaflet.html report.html pages.json f.html; do leaves_nothing "$page"; done

# no command replaces a file that exists, unless told to; pipes and devices are not meant
printf 'id,age\n1,30\n' >intake.csv
printf 'old' >old
printf 'old' >new.csv.partial
replaces() {
  [[ $(status_of "$@") == 5 ]] || fail "without --force: $*"
  grep -q 'old: error: this file already exists \[E908\]' err || fail "not reported: $*"
  [[ $(cat old) == old ]] || fail "replaced without --force: $*"
  leaves_nothing old
  [[ $(status_of "$@" --force) != 5 && $(cat old) != old ]] || fail "not replaced with --force: $*"
  printf 'old' >old
}
replaces "$candor" screen -a answers.json --report old
replaces "$candor" score intake.csv -o old
replaces "$candor" score intake.csv --summary old
replaces "$candor" score intake.csv --suggest-map -o old
replaces "$candor" check microneedling --sarif old
replaces "$candor" test microneedling --junit old
replaces "$candor" test microneedling --coverage-html old
replaces "$candor" show --html old
replaces "$candor" form --html old
printf 'id,age\n1,x\n' >bad.csv
replaces "$candor" score bad.csv --rejects old
[[ $(status_of "$candor" score bad.csv --max-rejects 0 -o new.csv) == 5 && $(cat new.csv.partial) == old ]] ||
  fail 'new.csv.partial was replaced without --force'
[[ $(status_of "$candor" form --html /dev/null) == 0 ]] || fail '/dev/null is not written to'

# standard output that cannot be written
for format in text json; do
  status=0
  "$candor" screen --as-of 2026-11-22 -a answers.json --format $format >/dev/full 2>err || status=$?
  [[ $status == 5 ]] || fail "a full disk under $format: $status"
  grep -q E902 err || fail 'a full disk is not reported'
done

# names that are not UTF-8
cp "$source/examples/first-rules.yaml" $'odd\xff.yaml'
[[ $(status_of "$candor" check $'odd\xff.yaml' --format json) == 0 ]] || fail 'a name that is not UTF-8'

# the same bytes in every locale, time zone and terminal
wanted=$("${screen[@]}" -a answers.json | sha256sum)
for locale in C C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
  for zone in UTC Pacific/Kiritimati America/Los_Angeles; do
    got=$(LC_ALL=$locale TZ=$zone TERM=xterm-256color COLUMNS=50 "${screen[@]}" -a answers.json | sha256sum)
    [[ $got == "$wanted" ]] || fail "other bytes under $locale, $zone"
  done
done
