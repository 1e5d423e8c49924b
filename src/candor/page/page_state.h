// SPDX-License-Identifier: Apache-2.0
// The state of a screening on the page, as JSON. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/base/time_of_day.h"
#include "candor/interview/interview.h"
#include "candor/interview/revisit.h"
#include "candor/report/result/decision.h"

namespace candor {

using PageJson = nlohmann::ordered_json;

/// An object with reserved space: growing would copy its members.
PageJson object_for(std::size_t members);

/// The value at a key; null without one, or if `json` is not an object.
const PageJson& value_at(const PageJson& json, const char* key);

/// The text at a key; empty without one.
std::string text_in(const PageJson& json, const char* key);

/// Everything that is known of one screening.
struct PageState {
  Days days = {};
  std::optional<TimeOfDay> appointment_time = {};
  Pace pace = Pace::full;
  KeptAnswers kept = {};
  std::vector<std::size_t> returned = {};  // answered, and to be confirmed since they apply again
  std::string ref = {};
  std::optional<Revisit> revisit = {};
  bool session_asked = false;  // about the session since the visit before
  std::optional<Decision> decision = {};
};

/// The question that a value names.
std::optional<std::size_t> question_in(const RuleSet& rules, const PageJson& id);

/// Reads a state; nothing when it is damaged. A state needs `as_of` alone.
std::optional<PageState> read_state(const RuleSet& rules, const PageJson& json);

PageJson state_json(const RuleSet& rules, const PageState& state);

}  // namespace candor
