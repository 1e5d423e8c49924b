// SPDX-License-Identifier: Apache-2.0
#include "candor/record/record.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "candor/interview/kept_file.h"
#include "candor/report/result/decision.h"
#include "candor/report/result/result_json.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

Json questions_as_asked(const RuleSet& rules) {
  Json out = Json::object();
  for (const Question& question : rules.questions) out[question.id.text] = question.digest;
  return out;
}

}  // namespace

nlohmann::ordered_json record_json(const Result& result, const RecordFacts& facts) {
  const RuleSet& rules = result.rules;
  const Days& days = result.screening.days;
  Json json = Json::object();
  json["schema"] = "record/1";
  json["candor"] = facts.candor;
  json["ruleset"] = {{"id", rules.id.text},
                     {"version", rules.version.text},
                     {"digest", rules.digest},
                     {"layers", bases_json(rules)}};
  json["as_of"] = to_string(days.as_of);
  json["appointment"] = days.appointment ? Json(to_string(*days.appointment)) : Json();
  if (result.appointment_time) json["appointment_time"] = to_string(*result.appointment_time);
  json["at"] = facts.at;
  json["ref"] = facts.ref.empty() ? Json() : Json(facts.ref);
  json["nonce"] = facts.nonce;
  Json kept = Json::object();
  add_kept_answers(rules, result.kept ? *result.kept : given_on(result.answers, days.as_of), kept);
  json["answers"] = std::move(kept["answers"]);
  json["answered_on"] = std::move(kept["answered_on"]);
  Json result_object = result_json(result, ResultParts::all, facts.ref);
  json["not_asked"] = result_object["not_asked"];
  json["not_confirmed"] = result_object["not_confirmed"];
  json["questions"] = questions_as_asked(rules);
  json["result"] = std::move(result_object);
  if (result.revisit != nullptr && result.revisit->session)
    json["session"] = session_json(*result.revisit->session);
  json["decision"] = result.decision ? decision_json(*result.decision) : Json();
  return json;
}

}  // namespace candor
