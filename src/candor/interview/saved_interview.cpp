// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/saved_interview.h"

#include <nlohmann/json.hpp>

#include "candor/interview/kept_file.h"

namespace candor {

std::string saved_interview_json(const Interview& interview,
                                 std::optional<TimeOfDay> appointment_time) {
  const RuleSet& rules = interview.rules();
  const Days& days = interview.days();
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  json["schema"] = "interview/1";
  json["ruleset"] = {
      {"id", rules.id.text}, {"version", rules.version.text}, {"digest", rules.digest}};
  json["as_of"] = to_string(days.as_of);
  json["appointment"] = days.appointment ? nlohmann::ordered_json(to_string(*days.appointment))
                                         : nlohmann::ordered_json();
  if (appointment_time) json["appointment_time"] = to_string(*appointment_time);
  add_kept_answers(rules, interview.kept(), json);
  return json.dump(2) + "\n";
}

}  // namespace candor
