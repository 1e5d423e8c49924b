// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/saved_interview.h"

#include <nlohmann/json.hpp>

#include "candor/interview/revisit.h"

namespace candor {

std::string saved_interview_json(const Interview& interview, const SavedBeside& beside) {
  const RuleSet& rules = interview.rules();
  const Days& days = interview.days();
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  json["schema"] = "interview/1";
  json["ruleset"] = {
      {"id", rules.id.text}, {"version", rules.version.text}, {"digest", rules.digest}};
  json["as_of"] = to_string(days.as_of);
  json["appointment"] = days.appointment ? nlohmann::ordered_json(to_string(*days.appointment))
                                         : nlohmann::ordered_json();
  if (beside.appointment_time) json["appointment_time"] = to_string(*beside.appointment_time);
  json["ref"] = beside.ref.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(beside.ref);
  add_kept_answers(rules, interview.kept(), json);
  std::vector<bool> not_asked(rules.questions.size());
  for (std::size_t q = 0; q < not_asked.size(); ++q) {
    const bool may_apply = interview.answers()[q].state == Answer::State::not_reached;
    not_asked[q] = may_apply && !interview.reached(q);
  }
  json["not_asked"] = ids_of(rules, not_asked);
  if (beside.revisit != nullptr) add_revisit(rules, *beside.revisit, json);
  return json.dump(2) + "\n";
}

}  // namespace candor
