#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Screens one person from a shell script, with jq.
#
#   examples/screen.sh ANSWERS.json [YYYY-MM-DD]
#
# CANDOR names the candor to use, if it is not on the PATH.
set -eu

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: screen.sh ANSWERS.json [YYYY-MM-DD]" >&2
  exit 2
fi
as_of=${2:-$(date +%F)}

# Answers go through standard input: a command line can be read by every process of the machine.
status=0
result=$("${CANDOR:-candor}" screen --answers - --format json --as-of "$as_of" <"$1") || status=$?
if [ "$status" -ne 0 ]; then
  # candor has said why on standard error; 4 means that the answers are to be corrected.
  echo "no verdict: candor ended with status $status" >&2
  exit "$status"
fi

printf '%s\n' "$result" | jq -r '
  "\(.label) (\(.verdict))",
  "earliest: \(.earliest // "none")",
  if .open == [] then "open: none" else "open:", (.open[] | "  \(.question): \(.ask)") end'
