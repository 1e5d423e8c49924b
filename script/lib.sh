# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the scripts beside this file share: where the tree is, which Debian packages it needs, how to build.

set -euo pipefail
export LC_ALL=C.UTF-8
# Lets ccache serve units that use a precompiled header.
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros}

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The whole list of packages, in one place. `build` is what CMake looks for with CANDOR_TESTS=OFF.
build_packages=(g++ cmake ninja-build pkg-config ccache libcli11-dev libyaml-cpp-dev libfmt-dev
  nlohmann-json3-dev libsodium-dev libutf8proc-dev libedit-dev zlib1g-dev libcadical-dev libgmp-dev)
# shellcheck disable=SC2034  # read through a name reference in need()
test_packages=(catch2 diction git minisign python3 python3-jsonschema python3-yaml jq strace z3)
# shellcheck disable=SC2034
clang_packages=(clang libclang-rt-14-dev)
# shellcheck disable=SC2034
fuzz_packages=(python3)
# shellcheck disable=SC2034
format_packages=(clang-format)
# shellcheck disable=SC2034
lint_packages=(shellcheck)
# shellcheck disable=SC2034
tidy_packages=(clang clang-tidy)
# shellcheck disable=SC2034
captures_packages=(tmux python3)
# shellcheck disable=SC2034
pictures_packages=(chromium fonts-liberation tmux python3)
# shellcheck disable=SC2034
bench_packages=(hyperfine jq python3)
# shellcheck disable=SC2034
batch_packages=(miller python3)
# shellcheck disable=SC2034
page_packages=(emscripten)
# shellcheck disable=SC2034
outputs_packages=(chromium default-jre-headless diction poppler-utils python3 python3-icalendar python3-yaml)
# shellcheck disable=SC2034
look_packages=(chromium fonts-liberation poppler-utils python3 python3-yaml)
# A Node.js from elsewhere serves as well as Debian's, and brings its own npm.
command -v node >/dev/null || test_packages+=(nodejs)
command -v npm >/dev/null || batch_packages+=(nodejs npm)
command -v npm >/dev/null || outputs_packages+=(nodejs npm)
command -v npm >/dev/null || look_packages+=(nodejs npm)

say() { printf '%s\n' "$*"; }
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# need GROUP...: installs what is missing of these groups. Silent, and off the network, when nothing is.
need() {
  local group package have missing=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian: hoping that these are installed by other means: ${build_packages[*]}"
    return
  fi
  for group in "$@"; do
    local -n wanted=${group}_packages
    # Asking for an unknown package is a failure; what is known is printed all the same.
    have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)
    for package in "${wanted[@]}"; do
      [[ $'\n'$have$'\n' == *$'\n'"$package installed"$'\n'* ]] || missing+=("$package")
    done
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null ||
      die "packages are missing, and there is no sudo; as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing Debian packages and what they need (a minute or so): ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get -q update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y install \
      --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    die "the packages could not be installed; the end of what apt-get said is above"
  fi
  rm -f "$log"
}

# npm_tools FOLDER: installs the packages of npm that the folder's lock file names, once; nothing of theirs is run while
# they are installed. One at a time, so that it can be begun early.
npm_tools() {
  (
    flock 9
    cmp -s "$1/package-lock.json" "$1/node_modules/.lock" && exit
    say "Installing the tools of $1/package.json"
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    cp "$1/package-lock.json" "$1/node_modules/.lock"
  ) 9>"$1/.npm.lock"
}

# What makes candor have the page, for CMake.
# shellcheck disable=SC2034
with_page=(-DCANDOR_PAGE_ENGINE="$PWD/build/page/engine.b64")

# configure PRESET [OPTION...]: quiet unless something is wrong.
configure() { cmake --preset "$@" >/dev/null; }

# build_candor TARGET...: brings build/release/candor up to date, quietly when there is nothing to do. A build folder that is
# there already is taken as it is; a new one has no tests in it until script/test asks for them.
build_candor() {
  [[ -f build/release/build.ninja ]] || configure release -DCANDOR_TESTS=OFF
  if [[ -x build/release/candor ]]; then
    cmake --build --preset release --target "$@" -- --quiet | sed -E "/^ninja: no work to do\.$|^-- /d"
  else
    say "Building candor in build/release: a minute or two on two cores."
    cmake --build --preset release --target "$@"
  fi
}

# build_page_engine: brings build/page/engine.b64 up to date, the engine of the page as candor carries it.
build_page_engine() {
  local built=build/page/engine.wasm packed=build/page/engine.b64
  (
    # Where Debian's acorn is, for a Node.js from elsewhere; and ccache, which must be called by emscripten itself.
    export NODE_PATH=/usr/share/nodejs EM_COMPILER_WRAPPER=ccache
    [[ -f build/page/build.ninja ]] ||
      emcmake cmake -S src/page -B build/page -G Ninja -DCMAKE_BUILD_TYPE=Release >/dev/null 2>&1 ||
      die "emscripten's project cannot be configured; to see why: emcmake cmake -S src/page -B build/page"
    [[ -f $built ]] || say "Building the page's engine in build/page: about two minutes on two cores."
    cmake --build build/page -- --quiet | sed -E "/^ninja: no work to do\.$|^-- /d"
  )
  gzip -9nc $built | base64 -w0 >$packed.new
  # A file that stays the same is not embedded again.
  if cmp -s $packed.new $packed; then rm $packed.new; else mv $packed.new $packed; fi
}
