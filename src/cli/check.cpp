// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "candor/base/utf8.h"
#include "candor/check/check_report.h"
#include "candor/report/layout/diagnostics_json.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/result_json.h"
#include "cli/files.h"
#include "cli/terminal.h"
#include "cli/trust.h"

namespace candor::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Checked {
  std::string name;
  Exit exit = Exit::done;
  std::vector<Diagnostic> diagnostics = {};
  std::optional<Program> program = {};
  std::optional<CheckResult> result = {};

  const RuleSet* rules() const { return program ? &program->rules() : nullptr; }
};

// The day of `--as-of`, or that of the rule set's tests, or a fixed default. Tests need not exist,
// but those that do must be readable, because the findings depend on the day.
Outcome<CheckOptions> options_for(const RulesFile& input, std::optional<Date> as_of) {
  if (!as_of) {
    Outcome<SourceFile> tests = read_tests(input);
    if (tests.value)
      as_of = tests_as_of(*tests.value);
    else if (::access(tests.problem.file.c_str(), F_OK) == 0)
      return {.problem = std::move(tests.problem)};
  }
  return {.value =
              CheckOptions{.as_of = as_of.value_or(default_check_day), .dated = as_of.has_value()}};
}

Checked check(const std::string& name, std::optional<Date> as_of, std::span<const PublicKey> keys) {
  Checked out{.name = name_of(name)};
  const Outcome<RulesFile> input = read_rules(name);
  if (!input.value) {
    out.exit = Exit::input;
    out.diagnostics = {input.problem};
    return out;
  }
  Parsed<RuleSet> loaded = load_rules(*input.value, keys);
  out.diagnostics = loaded.diagnostics.sorted();
  if (!loaded.value) {
    out.exit = Exit::rules_invalid;
    return out;
  }
  const Outcome<CheckOptions> options = options_for(*input.value, as_of);
  if (!options.value) {
    out.exit = Exit::input;
    out.diagnostics = {options.problem};
    return out;
  }
  out.program.emplace(std::move(*loaded.value));
  out.result = check_rule_set(*out.program, *options.value);
  return out;
}

std::string count(std::size_t number, std::string_view subject) {
  return fmt::format("{} {}{}", number, subject, number == 1 ? "" : "s");
}

std::string summary(const std::string& name, const RuleSet& rules) {
  std::size_t care = 0;
  for (const auto& group : rules.care) care += group.size();
  std::string bases;
  for (const std::string& base : bases_in_words(rules)) bases += fmt::format("  {}\n", base);
  return fmt::format("{}: no errors\n  {} {}, {}\n  {}, {}, {}, {}\n  {}\n{}", printable(name),
                     rules.id.text, version_in_words(rules), in_words(rules.review),
                     count(rules.questions.size(), "question"), count(rules.rules.size(), "rule"),
                     count(care, "care item"), count(rules.sources.size(), "source"), rules.digest,
                     bases);
}

Json as_json(const Checked& checked) {
  const RuleSet* rules = checked.rules();
  Json out{{"file", printable(checked.name)},
           {"sound", rules != nullptr},
           {"id", nullptr},
           {"version", nullptr},
           {"digest", nullptr},
           {"extends", Json::array()}};
  if (rules) {
    out["id"] = rules->id.text;
    out["version"] = rules->version.text;
    out["digest"] = rules->digest;
    out["extends"] = bases_json(*rules);
  }
  out["diagnostics"] = diagnostics_json(checked.diagnostics);
  out["analysis"] = rules ? check_json(*rules, *checked.result) : Json(nullptr);
  return out;
}

void print_text(const Checked& checked, Streams io) {
  print_diagnostics(io, Format::text, checked.diagnostics);
  if (const RuleSet* rules = checked.rules()) {
    io.out << summary(checked.name, *rules) << '\n' << check_text(*rules, *checked.result);
  } else {
    io.err << fmt::format("{}: {}\n", printable(checked.name),
                          count(checked.diagnostics.size(), "error"));
  }
}

std::vector<std::string> inputs_of(const CheckArgs& args, const std::vector<Checked>& all) {
  std::vector<std::string> inputs = args.rules;
  for (const std::string& name : args.rules) inputs.push_back(tests_beside(name));
  for (const Checked& checked : all) {
    if (checked.rules()) inputs = with_files_of(*checked.rules(), std::move(inputs));
  }
  return inputs;
}

std::optional<Diagnostic> write_sarif(const CheckArgs& args, const std::vector<Checked>& all) {
  std::vector<SarifInput> inputs;
  inputs.reserve(all.size());
  for (const Checked& checked : all) {
    inputs.push_back({.diagnostics = checked.diagnostics,
                      .rules = checked.rules(),
                      .result = checked.result ? &*checked.result : nullptr});
  }
  return write_output(args.sarif, sarif_log(inputs, CANDOR_VERSION), inputs_of(args, all),
                      existing(args.force));
}

}  // namespace

// Every rule set is checked, even after one fails; the highest status wins.
Exit execute(const CheckArgs& args, Streams io) {
  std::optional<Date> as_of;
  if (!args.as_of.empty()) {
    Outcome<Date> day = screening_date(args.as_of);
    if (!day.value) {
      print_diagnostics(io, args.format, std::span(&day.problem, 1));
      return Exit::usage;
    }
    as_of = *day.value;
  }
  const auto keys = trusted_keys_or_report(args.trust, args.format, io);
  if (!keys) return Exit::input;
  Exit exit = Exit::done;
  std::vector<Checked> all;
  for (const std::string& name : args.rules) {
    Checked& checked = all.emplace_back(check(name, as_of, *keys));
    const bool stands = args.strict && checked.result && checked.result->unaccepted() > 0;
    exit = std::max({exit, checked.exit, stands ? Exit::not_held : Exit::done});
  }
  if (!args.sarif.empty()) {
    if (const auto problem = write_sarif(args, all)) {
      exit = Exit::output;
      print_diagnostics(io, args.format, std::span(&*problem, 1));
    }
  }
  if (args.format == Format::json) {
    Json out{{"schema", "check/1"}, {"rules", Json::array()}};
    for (const Checked& checked : all) out["rules"].push_back(as_json(checked));
    io.out << out.dump(2) << '\n';
    return exit;
  }
  bool printed = false;
  for (const Checked& checked : all) {
    if (printed && checked.rules()) io.out << '\n';
    print_text(checked, io);
    printed = printed || checked.rules();
  }
  return exit;
}

}  // namespace candor::cli
