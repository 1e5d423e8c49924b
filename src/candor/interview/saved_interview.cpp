// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/saved_interview.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* schema_name = "interview/1";

// The string at a key; nothing if there is none.
std::optional<std::string> text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<Date> date_at(const Json& json, const char* key) {
  const std::optional<std::string> text = text_at(json, key);
  const std::optional<Date> date = text ? parse_date(*text) : std::nullopt;
  return date && is_screening_date(*date) ? date : std::nullopt;
}

Diagnostic not_saved(std::string pointer) {
  return {.code = codes::not_a_saved_interview,
          .message = "this is not an interview saved by candor",
          .help = "`candor screen --save FILE` writes one; answers as JSON go to `--answers`",
          .pointer = std::move(pointer)};
}

// Parses JSON, and refuses a key that an object has twice: readers would disagree on which counts,
// and the last one could hide an answer that matters.
struct UniqueKeys {
  Json json = {};
  std::optional<std::vector<std::string>> duplicate = {};  // the keys down to the first one
};

UniqueKeys parse_unique(std::string_view text) {
  UniqueKeys out;
  std::vector<std::set<std::string>> objects;  // the keys so far of each object that is open
  std::vector<std::string> path;
  const auto see = [&](int, Json::parse_event_t event, Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        objects.emplace_back();
        path.emplace_back();
        break;
      case Json::parse_event_t::object_end:
        objects.pop_back();
        path.pop_back();
        break;
      case Json::parse_event_t::key: {
        path.back() = parsed.get<std::string>();
        if (!objects.back().insert(path.back()).second && !out.duplicate) out.duplicate = path;
        break;
      }
      default: break;
    }
    return true;
  };
  out.json = Json::parse(text, see, false);
  return out;
}

// Names a key only if it is the id of a question: any other text could be an answer.
Diagnostic twice(const RuleSet& rules, const std::vector<std::string>& path) {
  const bool answer = path.size() > 1 && path[0] == "answers" && rules.find_question(path[1]);
  return {.code = answer ? codes::duplicate_answer : codes::not_a_saved_interview,
          .message = answer ? "this question is answered twice" : "a key is in this file twice",
          .help = "keep the one that holds",
          .pointer = answer ? "/answers/" + path[1] : std::string()};
}

// Refuses an interview of other rules.
std::optional<Diagnostic> refuse_rules(const RuleSet& rules, const Json& saved) {
  const auto set = saved.find("ruleset");
  if (set == saved.end() || !set->is_object()) return not_saved("/ruleset");
  const auto id = text_at(*set, "id");
  const auto digest = text_at(*set, "digest");
  if (!id || !digest) return not_saved("/ruleset");
  if (*digest == rules.digest) return std::nullopt;
  Diagnostic d{.code = codes::interview_of_other_rules, .pointer = "/ruleset/digest"};
  d.message = *id == rules.id.text ? "the rules have changed since this interview was saved"
                                   : "this interview was saved under another rule set";
  d.help = fmt::format(
      "its questions may mean something else now: start again, or give `--rules` the rule set "
      "with the digest saved in it; this one is `{}` with {}",
      rules.id.text, rules.digest);
  return d;
}

}  // namespace

std::string saved_interview_json(const Interview& interview,
                                 std::optional<TimeOfDay> appointment_time) {
  const RuleSet& rules = interview.rules();
  const Days& days = interview.days();
  Json json = Json::object();
  json["schema"] = schema_name;
  json["ruleset"] = {
      {"id", rules.id.text}, {"version", rules.version.text}, {"digest", rules.digest}};
  json["as_of"] = to_string(days.as_of);
  json["appointment"] = days.appointment ? Json(to_string(*days.appointment)) : Json();
  if (appointment_time) json["appointment_time"] = to_string(*appointment_time);
  Json answers = Json::object();
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    if (!interview.reached(q)) continue;
    answers[rules.questions[q].id.text] = answer_to_json(rules.questions[q], interview.answer(q));
  }
  json["answers"] = std::move(answers);
  Json not_confirmed = Json::array();
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    if (interview.unconfirmed(q)) not_confirmed.push_back(rules.questions[q].id.text);
  }
  if (!not_confirmed.empty()) json["not_confirmed"] = std::move(not_confirmed);
  return json.dump(2) + "\n";
}

Parsed<SavedInterview> parse_saved_interview(const RuleSet& rules, std::string_view text,
                                             std::optional<Date> as_of) {
  Parsed<SavedInterview> parsed;
  const auto refuse = [&](Diagnostic d) {
    parsed.diagnostics.add(std::move(d));
    return parsed;
  };
  const auto [saved, duplicate] = parse_unique(text);
  if (!saved.is_object() || text_at(saved, "schema") != schema_name) return refuse(not_saved(""));
  if (auto refused = refuse_rules(rules, saved)) return refuse(std::move(*refused));
  if (duplicate) return refuse(twice(rules, *duplicate));
  SavedInterview out;
  const std::optional<Date> day = date_at(saved, "as_of");
  if (!day) return refuse(not_saved("/as_of"));
  out.as_of = *day;
  if (const auto at = saved.find("appointment"); at != saved.end() && !at->is_null()) {
    out.appointment = date_at(saved, "appointment");
    if (!out.appointment) return refuse(not_saved("/appointment"));
  }
  if (saved.contains("appointment_time")) {
    out.appointment_time =
        parse_time_of_day(text_at(saved, "appointment_time").value_or(std::string()));
    if (!out.appointment_time) return refuse(not_saved("/appointment_time"));
  }
  const auto answers = saved.find("answers");
  if (answers == saved.end() || !answers->is_object()) return refuse(not_saved("/answers"));

  Parsed<Answers> read = parse_answers_json(rules, answers->dump(), as_of.value_or(out.as_of));
  for (Diagnostic d : read.diagnostics.items()) {
    d.pointer = "/answers" + d.pointer;
    parsed.diagnostics.add(std::move(d));
  }
  if (!read.value) return parsed;
  out.answers = std::move(*read.value);
  for (std::size_t q = 0; q < out.answers.size(); ++q) {
    if (!answers->contains(rules.questions[q].id.text)) {
      out.answers[q].state = Answer::State::not_reached;
    }
  }
  out.not_confirmed.resize(rules.questions.size());
  if (const auto list = saved.find("not_confirmed"); list != saved.end()) {
    if (!list->is_array()) return refuse(not_saved("/not_confirmed"));
    for (const Json& id : *list) {
      const auto question =
          id.is_string() ? rules.find_question(id.get<std::string>()) : std::nullopt;
      if (!question) return refuse(not_saved("/not_confirmed"));
      out.not_confirmed[*question] = true;
    }
  }
  parsed.value = std::move(out);
  return parsed;
}

}  // namespace candor
