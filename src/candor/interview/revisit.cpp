// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/revisit.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/interview/reply.h"
#include "candor/rules/asking_order.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Date> day_of(const Json& object, const char* key) {
  const std::optional<Date> day = parse_date(text_of(object, key));
  return day && is_screening_date(*day) ? day : std::nullopt;
}

Json text_or_none(const std::string& text) { return text.empty() ? Json() : Json(text); }

bool read_session(const Json& json, const PreviousVisit& previous, Date as_of,
                  std::optional<SessionDone>& out) {
  const std::optional<Date> on = day_of(json, "on");
  if (!on || *on < previous.as_of || *on > as_of) return false;
  out = SessionDone{
      .on = *on, .device = text_of(json, "device"), .reaction = text_of(json, "reaction")};
  return is_session_text(out->device) && is_session_text(out->reaction);
}

}  // namespace

Parsed<KeptFile> parse_previous_visit(const RuleSet& rules, std::string_view json, Date as_of) {
  Parsed<KeptFile> out;
  if (kept_kind(json) != KeptKind::record) {
    out.diagnostics.add({.code = codes::not_a_saved_interview,
                         .message = "this is not a record",
                         .help = "`candor screen --record FILE` keeps one"});
    return out;
  }
  out = parse_kept_file(rules, json, as_of);
  if (!out.value) return out;
  PreviousVisit previous{.as_of = out.value->as_of, .answers = out.value->kept.answers};
  const Json whole = Json::parse(json, nullptr, false);
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
  out.value->revisit = Revisit{.previous = std::move(previous)};
  return out;
}

std::optional<Date> read_typed_session(std::string_view text, Date then, Date as_of,
                                       std::optional<Refusal>& refused) {
  Question when;
  when.type = QuestionType::time_since;
  when.accepts_never = true;
  Answer day;
  refused = read_reply(when, text, as_of, day);
  if (refused || !day.given() || day.time == Answer::Time::never) return std::nullopt;
  if (day.is_span())
    refused = Refusal{codes::not_a_time, "which day? Type a date, such as 3 April 2026"};
  else if (day.date < then)
    refused = Refusal{codes::not_a_time, "that is before the record. Type a later day, or no"};
  return refused ? std::nullopt : std::optional(day.date);
}

bool is_session_text(std::string_view text) {
  return text.size() <= longest_session_text && !find_invalid_utf8(text);
}

Json session_json(const SessionDone& session) {
  return {{"on", to_string(session.on)},
          {"device", text_or_none(session.device)},
          {"reaction", text_or_none(session.reaction)}};
}

void add_revisit(const RuleSet& rules, const Revisit& revisit, Json& json) {
  const PreviousVisit& previous = revisit.previous;
  Json then = Json::object();
  then["as_of"] = to_string(previous.as_of);
  then["label"] = text_or_none(previous.label);
  then["earliest"] = previous.earliest ? Json(to_string(*previous.earliest)) : Json();
  then["reasons"] = previous.reasons;
  then["answers"] = answers_to_json(rules, previous.answers);
  json["previous"] = std::move(then);
  json["session"] = revisit.session ? session_json(*revisit.session) : Json();
}

bool read_revisit(const RuleSet& rules, const Json& json, Date as_of, std::optional<Revisit>& out) {
  const auto then = json.find("previous");
  if (then == json.end() || then->is_null()) return true;
  Revisit revisit;
  PreviousVisit& previous = revisit.previous;
  const std::optional<Date> day = day_of(*then, "as_of");
  const auto reasons = then->find("reasons");
  if (!day || reasons == then->end() || !reasons->is_array()) return false;
  previous.as_of = *day;
  previous.label = text_of(*then, "label");
  previous.earliest = parse_date(text_of(*then, "earliest"));
  for (const Json& id : *reasons) {
    if (!id.is_string()) return false;
    previous.reasons.push_back(id.get<std::string>());
  }
  Parsed<KeptAnswers> answers = read_kept_answers(rules, *then, as_of);
  if (!answers.value) return false;
  previous.answers = std::move(answers.value->answers);
  const auto session = json.find("session");
  if (session != json.end() && !session->is_null() &&
      !read_session(*session, previous, as_of, revisit.session))
    return false;
  out = std::move(revisit);
  return true;
}

ChangesSince changes_since(const PreviousVisit& previous, const RuleSet& rules,
                           const Answers& answers, const Screening& screening) {
  ChangesSince out;
  const Answers& before = previous.answers;
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
