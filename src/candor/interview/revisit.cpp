// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/revisit.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "candor/rules/asking_order.h"

namespace candor {
namespace {

std::string text_of(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Parsed<PreviousVisit> parse_previous_visit(const RuleSet& rules, std::string_view json,
                                           Date as_of) {
  Parsed<PreviousVisit> out;
  if (kept_kind(json) != KeptKind::record) {
    out.diagnostics.add({.code = codes::not_a_saved_interview,
                         .message = "this is not a record",
                         .help = "`candor screen --record FILE` keeps one"});
    return out;
  }
  Parsed<KeptFile> file = parse_kept_file(rules, json, as_of);
  out.diagnostics = std::move(file.diagnostics);
  if (!file.value) return out;
  PreviousVisit previous{.file = std::move(*file.value)};
  const nlohmann::json whole = nlohmann::json::parse(json, nullptr, false);
  const auto result = whole.find("result");
  if (result != whole.end() && result->is_object()) {
    previous.label = text_of(*result, "label");
    previous.earliest = parse_date(text_of(*result, "earliest"));
    const auto reasons = result->find("reasons");
    if (reasons != result->end() && reasons->is_array()) {
      for (const auto& reason : *reasons) {
        if (reason.is_object()) previous.reasons.push_back(text_of(reason, "rule"));
      }
    }
  }
  out.value = std::move(previous);
  return out;
}

ChangesSince changes_since(const PreviousVisit& previous, const RuleSet& rules,
                           const Answers& answers, const Screening& screening) {
  ChangesSince out;
  const Answers& before = previous.file.kept.answers;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (before[q].given() && answers[q].given() && before[q] != answers[q])
      out.answers.push_back(q);
  }
  std::vector<std::string> now;
  for (const Reason& reason : screening.reasons) {
    const std::string& id = rules.rules[reason.rule].id.text;
    now.push_back(id);
    const auto& then = previous.reasons;
    if (std::find(then.begin(), then.end(), id) == then.end())
      out.new_reasons.push_back(reason.rule);
  }
  for (const std::string& id : previous.reasons) {
    if (std::find(now.begin(), now.end(), id) == now.end()) out.gone_reasons.push_back(id);
  }
  return out;
}

std::vector<std::size_t> still_holding(const Interview& interview) {
  std::vector<std::size_t> out;
  for (const std::size_t q : asking_order(interview.rules())) {
    if (interview.answers()[q].given()) out.push_back(q);
  }
  return out;
}

}  // namespace candor
