#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs a build into an empty folder, moves that folder, and has use.sh use it from elsewhere, with the
# source tree out of reach where the system lets us hide it. tests/install/check.sh BUILD
set -euo pipefail

[[ $# -eq 1 ]] || {
  echo "usage: tests/install/check.sh BUILD" >&2
  exit 2
}
build=$1
tests=$(cd "$(dirname "$0")" && pwd -P)
tree=$(cd "$tests/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/moved"
cp -r "$tests" "$work/tests"

# Nothing installed may know where it was built.
if grep -rlaF -e "$tree/src" -e "$tree/build" -e "$tree/rules" -e "$work/first" "$work/moved"; then
  echo "check.sh: the files above hold a path of the machine that built them" >&2
  exit 1
fi

# In a mount namespace of its own an empty folder covers the source tree. Not every container allows one.
hide=()
if unshare -rm mount -t tmpfs none "$tree" 2>/dev/null; then
  # shellcheck disable=SC2016  # expanded inside
  hide=(unshare -rm bash -c 'mount -t tmpfs none "$0" && exec "$@"' "$tree")
  echo "the source tree is hidden"
else
  echo "the source tree cannot be hidden here; only the paths in the files were looked at"
fi

cd "$work"
"${hide[@]}" bash "$work/tests/use.sh" "$work/moved"
