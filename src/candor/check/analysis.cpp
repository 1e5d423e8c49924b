// SPDX-License-Identifier: Apache-2.0
#include "candor/check/analysis.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/errors.h"
#include "candor/check/analyser.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {
namespace {

std::optional<Profile> profile_of(const RuleSet& rules, Date as_of, std::size_t budget) {
  const IntakeSpace space(rules, as_of);
  Formulas formulas;
  const RuleFormulas said(space, formulas);
  Diagram diagram(space, formulas, said, budget);
  const auto headlines = diagram.headlines();
  if (!headlines) return std::nullopt;
  return Profile{.intakes = sum(*headlines), .by_headline = *headlines};
}

}  // namespace

std::size_t Analysis::standing() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](const Finding& finding) { return finding.accepted.empty(); }));
}

Analyser::Analyser(const Program& program, std::span<const SourceFile> files,
                   const AnalysisOptions& options)
    : program_(program),
      rules_(program.rules()),
      files_(files),
      options_(options),
      space_(rules_, options.as_of, {}, true),
      said_(space_, formulas_),
      prover_(space_, formulas_) {}

Analysis Analyser::run() {
  out_.as_of = options_.as_of;
  look_at_rules();
  look_at_questions();
  look_at_conditions();
  look_at_thresholds();
  look_at_care();
  look_at_contradictions();
  look_at_sources();
  look_at_acceptances();
  out_.profile = profile_of(rules_, options_.as_of, options_.budget);
  std::stable_sort(out_.findings.begin(), out_.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tie(a.diagnostic.file, a.diagnostic.line, a.diagnostic.column) <
                            std::tie(b.diagnostic.file, b.diagnostic.line, b.diagnostic.column);
                   });
  return std::move(out_);
}

void Analyser::find(DiagnosticCode code, Place at, const Thing& thing, Said said) {
  Finding finding{
      .about = thing.id.text, .others = std::move(said.others), .witness = std::move(said.witness)};
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.code = code;
  diagnostic.message = std::move(said.message);
  diagnostic.help = std::move(said.help);
  if (at.file < files_.size()) {
    diagnostic.file = files_[at.file].name();
    diagnostic.source_line = std::string(files_[at.file].line(at.line));
  }
  diagnostic.line = at.line;
  diagnostic.column = at.column;
  if (thing.accepted) {
    for (const Accepted& accepted : *thing.accepted) {
      if (accepted.code.text == to_string(code)) finding.accepted = accepted.reason.text;
    }
  }
  out_.findings.push_back(std::move(finding));
}

void Analyser::remember(const Intake& intake) {
  const std::vector<bool> values = formulas_.values(intake);
  const auto of = [&](Formula formula) { return values[formula.node()] != formula.negated(); };
  std::vector<bool>& applied = applied_.emplace_back();
  std::vector<bool>& may_apply = may_apply_.emplace_back();
  shown_by_.resize(rules_.rules.size());
  for (std::size_t r = 0; r < rules_.rules.size(); ++r) {
    applied.push_back(of(said_.rule(r).holds));
    may_apply.push_back(of(said_.rule(r).may_hold));
    if (applied.back()) shown_by_[r].push_back(applied_.size() - 1);
  }
}

Answers Analyser::witness(std::span<const Formula> all_of, DiagnosticCode code, const Thing& thing,
                          const Shows& shows) {
  const auto refuse = [&](FixedText why) {
    throw InternalError(why, fmt::format("{} for `{}`", to_string(code), thing.id.text));
  };
  const auto found = prover_.smallest(all_of, said_.consistent());
  if (!found) refuse("the witness of a finding does not exist");
  remember(*found);
  const Answers answers = space_.answers(*found);
  const Parsed<Answers> read =
      parse_answers_json(rules_, answers_to_json(rules_, answers).dump(), options_.as_of);
  if (!read.value) refuse("the witness of a finding is refused as answers");
  evaluate(program_, *read.value, {.as_of = options_.as_of}, screening_);
  if (!shows(*read.value, screening_)) refuse("the witness of a finding does not show it");
  return *read.value;
}

Analysis analyse(const Program& program, std::span<const SourceFile> files,
                 const AnalysisOptions& options) {
  return Analyser(program, files, options).run();
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
