// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_state.h"

#include <array>
#include <utility>

#include "candor/interview/kept_file.h"
#include "candor/record/read_decision.h"

namespace candor {
namespace {

constexpr std::array<std::pair<std::string_view, Pace>, 3> paces{
    {{"full", Pace::full}, {"quick", Pace::quick}, {"triage", Pace::triage}}};

std::optional<Date> day_in(const PageJson& json, const char* key) {
  const std::optional<Date> day = parse_date(text_in(json, key));
  return day && is_screening_date(*day) ? day : std::nullopt;
}

bool read_days_of(const PageJson& json, PageState& out) {
  const std::optional<Date> as_of = day_in(json, "as_of");
  if (!as_of) return false;
  out.days.as_of = *as_of;
  if (value_at(json, "appointment").is_null()) return true;
  const std::optional<Date> appointment = day_in(json, "appointment");
  if (!appointment) return false;
  if (*appointment < *as_of) return true;  // it is over, on a page that was open past midnight
  out.days.appointment = appointment;
  if (value_at(json, "appointment_time").is_null()) return true;
  out.appointment_time = parse_time_of_day(text_in(json, "appointment_time"));
  return out.appointment_time.has_value();
}

bool read_pace(const PageJson& json, Pace& out) {
  if (value_at(json, "pace").is_null()) return true;
  const std::string word = text_in(json, "pace");
  for (const auto& [name, pace] : paces) {
    if (word != name) continue;
    out = pace;
    return true;
  }
  return false;
}

// The state has the blanks that were answered in a list; files have them as null.
bool read_answers_of(const RuleSet& rules, const PageJson& json, PageState& out) {
  PageJson kept = object_for(5);
  PageJson answers = value_at(json, "answers");
  if (answers.is_null()) answers = PageJson::object();
  if (!answers.is_object()) return false;
  const PageJson& not_known = value_at(json, "not_known");
  if (!not_known.is_null() && !not_known.is_array()) return false;
  for (const PageJson& id : not_known) {
    if (!id.is_string()) return false;
    answers[id.get<std::string>()] = nullptr;
  }
  kept["answers"] = std::move(answers);
  for (const char* key : {"answered_on", "not_confirmed", "set_aside"}) {
    if (!value_at(json, key).is_null()) kept[key] = value_at(json, key);
  }
  Parsed<KeptAnswers> read = read_kept_answers(rules, kept, out.days.as_of);
  if (!read.value) return false;
  out.kept = std::move(*read.value);
  for (const PageJson& id : value_at(json, "returned")) {
    const auto question = question_in(rules, id);
    if (!question) return false;
    if (out.kept.answers[*question].state != Answer::State::not_reached)
      out.returned.push_back(*question);
  }
  return true;
}

bool read_decision_of(const RuleSet& rules, const PageJson& json, PageState& out) {
  const PageJson& decision = value_at(json, "decision");
  if (decision.is_null()) return true;
  Parsed<Decision> read = parse_decision(rules, decision.dump(), {});
  if (!read.value || read.value->at.empty()) return false;
  out.decision = std::move(*read.value);
  return true;
}

}  // namespace

PageJson object_for(std::size_t members) {
  PageJson json = PageJson::object();
  json.get_ref<PageJson::object_t&>().reserve(members);
  return json;
}

const PageJson& value_at(const PageJson& json, const char* key) {
  static const PageJson none;
  const auto found = json.find(key);
  return found == json.end() ? none : *found;
}

std::string text_in(const PageJson& json, const char* key) {
  const PageJson& value = value_at(json, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<std::size_t> question_in(const RuleSet& rules, const PageJson& id) {
  if (!id.is_string()) return std::nullopt;
  return rules.find_question(id.get_ref<const std::string&>());
}

std::optional<PageState> read_state(const RuleSet& rules, const PageJson& json) {
  PageState out;
  if (!json.is_object() || !read_days_of(json, out) || !read_pace(json, out.pace)) return {};
  if (!read_answers_of(rules, json, out)) return {};
  out.ref = text_in(json, "ref");
  if (!out.ref.empty() && !is_reference(out.ref)) return {};
  if (!read_revisit(rules, json, out.days.as_of, out.revisit)) return {};
  out.session_asked = value_at(json, "session_asked") == true;
  if (!read_decision_of(rules, json, out)) return {};
  return out;
}

PageJson state_json(const RuleSet& rules, const PageState& state) {
  const auto or_null = [](bool given, auto text) { return given ? PageJson(text()) : PageJson(); };
  PageJson json = object_for(16);
  json["as_of"] = to_string(state.days.as_of);
  json["appointment"] = or_null(state.days.appointment.has_value(),
                                [&] { return to_string(*state.days.appointment); });
  json["appointment_time"] = or_null(state.appointment_time.has_value(),
                                     [&] { return to_string(*state.appointment_time); });
  for (const auto& [name, pace] : paces) {
    if (pace == state.pace) json["pace"] = name;
  }
  PageJson kept = object_for(5);
  add_kept_answers(rules, state.kept, kept);
  PageJson answers = PageJson::object();
  PageJson not_known = PageJson::array();
  for (auto& [id, value] : kept["answers"].items()) {
    if (value.is_null()) {
      not_known.push_back(id);
    } else {
      answers[id] = std::move(value);
    }
  }
  json["answers"] = std::move(answers);
  json["answered_on"] = std::move(kept["answered_on"]);
  json["not_known"] = std::move(not_known);
  json["not_confirmed"] = std::move(kept["not_confirmed"]);
  json["set_aside"] = std::move(kept["set_aside"]);
  json["returned"] = PageJson::array();
  for (const std::size_t q : state.returned) json["returned"].push_back(rules.questions[q].id.text);
  json["ref"] = state.ref;
  json["previous"] = nullptr;
  json["session"] = nullptr;
  if (state.revisit) add_revisit(rules, *state.revisit, json);
  json["session_asked"] = state.session_asked;
  json["decision"] = state.decision ? decision_json(*state.decision) : PageJson();
  return json;
}

}  // namespace candor
