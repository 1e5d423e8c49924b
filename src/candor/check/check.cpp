// SPDX-License-Identifier: Apache-2.0
#include "candor/check/check.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/errors.h"
#include "candor/check/checker.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {
namespace {

std::optional<Profile> profile_of(const RuleSet& rules, Date as_of, std::size_t budget) {
  const IntakeSpace space(rules, as_of);
  Formulas formulas;
  const RuleFormulas rule_formulas(space, formulas);
  Diagram diagram(space, formulas, rule_formulas, budget);
  const auto headlines = diagram.headlines();
  if (!headlines) return std::nullopt;
  return Profile{.intakes = sum(*headlines), .by_headline = *headlines};
}

}  // namespace

std::size_t CheckResult::unaccepted() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](const Finding& finding) { return finding.accepted.empty(); }));
}

Checker::Checker(const Program& program, const CheckOptions& options)
    : program_(program),
      rules_(program.rules()),
      options_(options),
      space_(rules_, options.as_of, {}, true),
      rule_formulas_(space_, formulas_),
      prover_(space_, formulas_) {}

CheckResult Checker::run() {
  out_.as_of = options_.as_of;
  check_rules();
  check_questions();
  check_conditions();
  check_thresholds();
  check_care();
  check_contradictions();
  check_sources();
  check_texts();
  check_acceptances();
  out_.profile = profile_of(rules_, options_.as_of, options_.budget);
  std::stable_sort(out_.findings.begin(), out_.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tie(a.diagnostic.file, a.diagnostic.line, a.diagnostic.column) <
                            std::tie(b.diagnostic.file, b.diagnostic.line, b.diagnostic.column);
                   });
  return std::move(out_);
}

void Checker::report(DiagnosticCode code, Place at, const Subject& subject, Details details) {
  Finding finding{.about = subject.id.text,
                  .others = std::move(details.others),
                  .witness = std::move(details.witness)};
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.code = code;
  diagnostic.message = std::move(details.message);
  diagnostic.help = std::move(details.help);
  if (at.file < rules_.files.size()) {
    diagnostic.file = rules_.files[at.file]->name();
    diagnostic.source_line = std::string(rules_.files[at.file]->line(at.line));
  }
  diagnostic.line = at.line;
  diagnostic.column = at.column;
  if (subject.accepted) {
    for (const Accepted& accepted : *subject.accepted) {
      if (accepted.code.text == to_string(code)) finding.accepted = accepted.reason.text;
    }
  }
  out_.findings.push_back(std::move(finding));
}

void Checker::record_intake(const Intake& intake) {
  const std::vector<bool> values = formulas_.values(intake);
  const auto of = [&](Formula formula) { return values[formula.node()] != formula.negated(); };
  std::vector<bool>& applied = applied_.emplace_back();
  std::vector<bool>& may_apply = may_apply_.emplace_back();
  applied_in_.resize(rules_.rules.size());
  for (std::size_t r = 0; r < rules_.rules.size(); ++r) {
    applied.push_back(of(rule_formulas_.rule(r).holds));
    may_apply.push_back(of(rule_formulas_.rule(r).may_hold));
    if (applied.back()) applied_in_[r].push_back(applied_.size() - 1);
  }
}

Answers Checker::witness(std::span<const Formula> all_of, DiagnosticCode code,
                         const Subject& subject, const Shows& shows) {
  const auto refuse = [&](FixedText why) {
    throw InternalError(why, fmt::format("{} for `{}`", to_string(code), subject.id.text));
  };
  const auto found = prover_.smallest(all_of, rule_formulas_.consistent());
  if (!found) refuse("the witness of a finding was not found");
  record_intake(*found);
  const Answers answers = space_.answers(*found);
  const Parsed<Answers> read =
      parse_answers_json(rules_, answers_to_json(rules_, answers).dump(), options_.as_of);
  if (!read.value) refuse("the witness of a finding is not accepted as answers");
  evaluate(program_, *read.value, {.as_of = options_.as_of}, screening_);
  if (!shows(*read.value, screening_)) refuse("the witness of a finding does not show it");
  return *read.value;
}

CheckResult check_rule_set(const Program& program, const CheckOptions& options) {
  return Checker(program, options).run();
}

std::optional<Date> tests_as_of(const SourceFile& tests) {
  Diagnostics diagnostics;
  const std::optional<YamlNode> root = read_yaml(tests, diagnostics);
  if (!root || root->kind != YamlNode::Kind::mapping) return std::nullopt;
  const YamlNode* as_of = root->find("as_of");
  if (!as_of || as_of->kind != YamlNode::Kind::scalar) return std::nullopt;
  const std::optional<Date> day = parse_date(as_of->text);
  return day && is_screening_date(*day) ? day : std::nullopt;
}

}  // namespace candor
