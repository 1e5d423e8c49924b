// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <cadical.hpp>
#include <fmt/format.h>
#include <gmp.h>
#include <nlohmann/json_fwd.hpp>
#include <sodium.h>
#include <utf8proc.h>
#include <zlib.h>

#include "candor/report/layout/words.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "cli/cli.h"
#include "cli/help.h"

namespace candor::cli {

Exit execute(const AboutArgs&, Streams io) {
  io.out << about();
  return Exit::done;
}

Exit execute(const VersionArgs&, Streams io) {
  io.out << "candor " CANDOR_VERSION "\n";
  io.out << fmt::format("libraries: CLI11 {}, yaml-cpp {}, fmt {}.{}.{}, nlohmann-json {}.{}.{}, ",
                        CANDOR_CLI11_VERSION, CANDOR_YAML_CPP_VERSION, FMT_VERSION / 10000,
                        FMT_VERSION / 100 % 100, FMT_VERSION % 100, NLOHMANN_JSON_VERSION_MAJOR,
                        NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH);
  io.out << fmt::format("libsodium {}, utf8proc {}, libedit {}, zlib {}, CaDiCaL {}, GMP {}\n",
                        sodium_version_string(), utf8proc_version(), CANDOR_LIBEDIT_VERSION,
                        zlibVersion(), CaDiCaL::Solver::version(), gmp_version);
  for (const BuiltIn& set : built_in_rule_sets()) {
    const RuleSet rules = load_built_in(set);
    io.out << fmt::format("built in: {} {}, {}, {}\n", rules.id.text, rules.version.text,
                          in_words(rules.review), rules.digest);
  }
  return Exit::done;
}

}  // namespace candor::cli
