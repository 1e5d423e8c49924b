// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/decision.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/date.h"
#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> usual_reasons{{
    {"specialist_agreed", "A physician or specialist agreed to the treatment"},
    {"answer_clarified", "An answer turned out to mean something else"},
    {"not_asked_here", "Something that the rules do not ask about was decisive"},
    {"treatment_adapted", "The treatment is adapted: another area, depth or device"},
    {"evidence_weighed", "The evidence for the rule was weighed differently"},
    {"more_cautious", "More caution than the rules ask for"},
    {"client_declined", "The client decided against it, or to wait"},
    {other_reason, "Another reason, in the note"},
}};

nlohmann::ordered_json null_if_empty(const std::string& text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

}  // namespace

std::vector<ReasonToDecide> override_reasons(const RuleSet& rules) {
  std::vector<ReasonToDecide> out;
  for (const OverrideReason& reason : rules.override_reasons)
    out.push_back({reason.id.text, reason.label.text});
  if (!out.empty()) return out;
  for (const auto& [id, label] : usual_reasons)
    out.push_back({std::string(id), std::string(label)});
  return out;
}

std::string in_words(const RuleSet& rules, const Decision& decision) {
  std::string text = fmt::format("Decided {} by {}", decision.as_listed ? "as listed" : "otherwise",
                                 printable(decision.by));
  const auto day = parse_date(std::string_view(decision.at).substr(0, 10));
  if (day) text += " on " + in_words(*day);
  for (const ReasonToDecide& reason : override_reasons(rules)) {
    if (!decision.reason.empty() && reason.id == decision.reason)
      text += ": " + printable(reason.label);
  }
  text = sentence(std::move(text));
  if (!decision.note.empty()) text += " " + sentence(printable(decision.note));
  return text;
}

nlohmann::ordered_json decision_json(const Decision& decision) {
  return {{"decision", decision.as_listed ? "as_listed" : "otherwise"},
          {"by", decision.by},
          {"reason", null_if_empty(decision.reason)},
          {"note", null_if_empty(decision.note)},
          {"at", decision.at}};
}

}  // namespace candor
