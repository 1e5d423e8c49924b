// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

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
  io.out << fmt::format(
      "libraries: fmt {}.{}.{}, nlohmann-json {}.{}.{}, libsodium {}, yaml-cpp {}, CLI11 {}\n",
      FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100, NLOHMANN_JSON_VERSION_MAJOR,
      NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH, sodium_version_string(),
      CANDOR_YAML_CPP_VERSION, CANDOR_CLI11_VERSION);
  for (const BuiltIn& set : built_in_rule_sets()) {
    const RuleSet rules = load_built_in(set);
    io.out << fmt::format("built in: {} {}, {}, {}\n", rules.id.text, rules.version.text,
                          rules.review.reviewed ? "reviewed by " + rules.review.by.text
                                                : "a draft that no clinician has reviewed",
                          rules.digest);
  }
  return Exit::done;
}

}  // namespace candor::cli
