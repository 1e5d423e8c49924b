// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/report/diagnostics_json.h"
#include "candor/report/json.h"
#include "candor/report/words.h"
#include "candor/rules/utf8.h"
#include "cli/files.h"

namespace candor::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Checked {
  Exit exit = Exit::done;
  std::vector<Diagnostic> diagnostics = {};
  std::optional<RuleSet> rules = {};
};

Checked check(const std::string& name) {
  const Outcome<RulesInput> input = read_rules(name);
  if (!input.value) return {.exit = Exit::input, .diagnostics = {input.problem}};
  Parsed<RuleSet> loaded = load_rules(*input.value);
  return {.exit = loaded.value ? Exit::done : Exit::rules_invalid,
          .diagnostics = loaded.diagnostics.sorted(),
          .rules = std::move(loaded.value)};
}

std::string status_of(const RuleSet& rules) {
  return rules.review.reviewed ? fmt::format("reviewed by {}", rules.review.by.text)
                               : "a draft that no clinician has reviewed";
}

std::string count(std::size_t number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string summary(const std::string& name, const RuleSet& rules) {
  std::size_t care = 0;
  for (const auto& group : rules.care) care += group.size();
  std::string bases;
  for (const std::string& base : bases_in_words(rules)) bases += fmt::format("  {}\n", base);
  return fmt::format("{}: no errors\n  {} {}, {}\n  {}, {}, {}, {}\n  {}\n{}", printable(name),
                     rules.id.text, version_in_words(rules), status_of(rules),
                     count(rules.questions.size(), "question"), count(rules.rules.size(), "rule"),
                     count(care, "care item"), count(rules.sources.size(), "source"), rules.digest,
                     bases);
}

Json as_json(const std::string& name, const Checked& checked) {
  Json out{{"file", printable(name)}, {"sound", checked.rules.has_value()},
           {"id", nullptr},           {"version", nullptr},
           {"digest", nullptr},       {"extends", Json::array()}};
  if (checked.rules) {
    out["id"] = checked.rules->id.text;
    out["version"] = checked.rules->version.text;
    out["digest"] = checked.rules->digest;
    out["extends"] = bases_json(*checked.rules);
  }
  out["diagnostics"] = diagnostics_json(checked.diagnostics);
  return out;
}

}  // namespace

Exit execute(const CheckArgs& args, Streams io) {
  Exit exit = Exit::done;
  Json all{{"schema", "check/1"}, {"rules", Json::array()}};
  for (const std::string& given : args.rules) {
    const std::string name = name_of(given);
    const Checked checked = check(given);
    exit = std::max(exit, checked.exit);
    if (args.format == Format::json) {
      all["rules"].push_back(as_json(name, checked));
      continue;
    }
    print_diagnostics(io, args.format, checked.diagnostics);
    if (checked.rules)
      io.out << summary(name, *checked.rules);
    else
      io.err << fmt::format("{}: {}\n", printable(name),
                            count(checked.diagnostics.size(), "error"));
  }
  if (args.format == Format::json) io.out << all.dump(2) << '\n';
  return exit;
}

}  // namespace candor::cli
