// SPDX-License-Identifier: Apache-2.0
#include "candor/record/read_decision.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/date.h"
#include "candor/base/time_of_day.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> decision_keys{"decision", "by", "reason", "note", "at"};

bool is_a_reason(const RuleSet& rules, std::string_view id) {
  const std::vector<ReasonToDecide> reasons = override_reasons(rules);
  return std::any_of(reasons.begin(), reasons.end(),
                     [&](const ReasonToDecide& reason) { return reason.id == id; });
}

std::string listed_reasons(const RuleSet& rules) {
  std::string text;
  for (const ReasonToDecide& reason : override_reasons(rules))
    text += fmt::format("{}`{}`", text.empty() ? "one of " : ", ", reason.id);
  return text;
}

// Reads a decision and collects its mistakes.
class DecisionReader {
 public:
  DecisionReader(const RuleSet& rules, Diagnostics& diagnostics)
      : rules_(rules), diagnostics_(diagnostics) {}

  void read(std::string_view text, std::string_view now, Decision& out);

 private:
  void refuse(DiagnosticCode code, std::string pointer, std::string message,
              std::string help = {}) {
    diagnostics_.add({.code = code,
                      .message = std::move(message),
                      .help = std::move(help),
                      .pointer = std::move(pointer)});
  }
  bool parse(std::string_view text);
  std::string text_at(const char* key, std::size_t most);
  void read_kind(Decision& out);
  void read_reason(Decision& out);

  const RuleSet& rules_;
  Diagnostics& diagnostics_;
  Json json_ = {};
  bool known_ = false;  // whether it is as listed or otherwise
};

bool DecisionReader::parse(std::string_view text) {
  std::set<std::string> seen;
  bool twice = false;
  const auto see = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::key && depth == 1)
      twice = !seen.insert(parsed.get<std::string>()).second || twice;
    return true;
  };
  json_ = find_invalid_utf8(text) ? Json() : Json::parse(text, see, false);
  if (json_.is_object() && !twice) return true;
  refuse(codes::invalid_decision, "",
         twice ? "a key is in this decision twice" : "this is not a decision",
         R"(expected an object such as {"decision": "as_listed", "by": "Dr. A. Example"})");
  return false;
}

// The text at a key; empty when it is absent, null or refused.
std::string DecisionReader::text_at(const char* key, std::size_t most) {
  const auto found = json_.find(key);
  if (found == json_.end() || found->is_null()) return {};
  if (found->is_string() && is_one_line(found->get<std::string>(), most))
    return found->get<std::string>();
  refuse(codes::invalid_decision, fmt::format("/{}", key), fmt::format("`{}` cannot be used", key),
         fmt::format("expected printable text on one line, at most {} characters", most));
  return {};
}

void DecisionReader::read_kind(Decision& out) {
  const auto found = json_.find("decision");
  const bool known = found != json_.end() && (*found == "as_listed" || *found == "otherwise");
  if (known) {
    known_ = true;
    out.as_listed = *found == "as_listed";
  } else {
    refuse(codes::invalid_decision, "/decision", "`decision` is not a decision",
           "expected `as_listed` or `otherwise`");
  }
}

void DecisionReader::read_reason(Decision& out) {
  const auto found = json_.find("reason");
  const bool given = found != json_.end() && !found->is_null();
  if (given && !found->is_string()) {
    refuse(codes::decision_without_reason, "/reason", "`reason` is not the id of a reason",
           listed_reasons(rules_));
    return;
  }
  if (given) out.reason = found->get<std::string>();
  if (out.as_listed) {
    if (given)
      refuse(codes::invalid_decision, "/reason", "a decision as listed has no reason",
             "leave it out, or decide `otherwise`");
  } else if (out.reason.empty()) {
    refuse(codes::decision_without_reason, "/reason", "a decision otherwise needs a reason",
           listed_reasons(rules_));
  } else if (!is_a_reason(rules_, out.reason)) {
    refuse(codes::decision_without_reason, "/reason", "`reason` is not the id of a reason",
           listed_reasons(rules_));
  } else if (out.reason == other_reason && out.note.empty()) {
    refuse(codes::decision_without_reason, "/note", "the reason `other` needs a note",
           "say in `note` what it is");
  }
}

void DecisionReader::read(std::string_view text, std::string_view now, Decision& out) {
  if (!parse(text)) return;
  for (const auto& [key, value] : json_.items()) {
    if (std::find(decision_keys.begin(), decision_keys.end(), key) != decision_keys.end()) continue;
    refuse(codes::invalid_decision, "", "a key of this decision is not known",
           "expected `decision`, `by`, `reason`, `note` and `at`");
    break;
  }
  read_kind(out);
  const auto by = json_.find("by");
  out.by = text_at("by", longest_decider);
  if (out.by.empty() && (by == json_.end() || by->is_null()))
    refuse(codes::invalid_decision, "/by", "a decision needs `by`, who decided");
  out.note = text_at("note", longest_note);
  if (known_) read_reason(out);
  const auto at = json_.find("at");
  const bool timed = at != json_.end() && !at->is_null();
  if (timed && !(at->is_string() && is_utc_time(at->get<std::string>())))
    return refuse(codes::invalid_decision, "/at", "`at` is not a time",
                  "expected UTC, as in `2026-11-28T00:43:41Z`; without it, the time is now");
  out.at = timed ? at->get<std::string>() : std::string(now);
}

}  // namespace

bool is_utc_time(std::string_view text) {
  constexpr std::size_t day = 10;
  constexpr std::size_t minutes = 16;
  if (text.size() != 20 || text[day] != 'T' || text[minutes] != ':' || text.back() != 'Z')
    return false;
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return parse_date(text.substr(0, day)) &&
         parse_time_of_day(text.substr(day + 1, minutes - day - 1)) && digit(minutes + 1) &&
         text[minutes + 1] < '6' && digit(minutes + 2);
}

Parsed<Decision> parse_decision(const RuleSet& rules, std::string_view json, std::string_view now) {
  Parsed<Decision> parsed;
  Decision out;
  DecisionReader(rules, parsed.diagnostics).read(json, now, out);
  if (!parsed.diagnostics.has_errors()) parsed.value = std::move(out);
  return parsed;
}

std::optional<std::string> missing_in_decision(const RuleSet& rules, const Decision& decision) {
  if (!is_one_line(decision.by, longest_decider))
    return fmt::format("Type a name on one line, at most {} characters.", longest_decider);
  if (!decision.as_listed && !is_a_reason(rules, decision.reason))
    return "Type the number of a reason.";
  if (!decision.note.empty() && !is_one_line(decision.note, longest_note))
    return fmt::format("Type a note on one line, at most {} characters.", longest_note);
  if (decision.reason == other_reason && decision.note.empty())
    return "This reason needs a note that says what it is.";
  return std::nullopt;
}

}  // namespace candor
