// SPDX-License-Identifier: Apache-2.0
// Random conditions: tests on questions, named conditions, and what combines them.

#include "support/generate_conditions.h"

#include <numeric>

namespace candor::testing {

ConditionWriter::ConditionWriter(Random& random) : random_(random) {
  for (std::size_t i = 0; i < 3; ++i) durations_.push_back(common_duration(random_));
}

std::string ConditionWriter::number_text(const Asked& asked) {
  return decimal_text(asked.base + random_.between(asked.first, asked.last) * asked.step);
}

std::string ConditionWriter::duration() {
  return duration_text(random_,
                       random_.chance(75) ? random_.pick(durations_) : common_duration(random_));
}

Strings ConditionWriter::some_choices(const Asked& asked, int most) {
  return random_.some(asked.choices, static_cast<std::size_t>(random_.between(1, most)));
}

template <class Value>
std::string ConditionWriter::bounds(Value value) {
  static const Strings names = {"under", "over", "at_least", "at_most"};
  const int count = random_.chance(70) ? 1 : random_.between(2, 4);
  Strings keys = random_.some(names, static_cast<std::size_t>(count));
  for (std::string& key : keys) key += ": " + value();
  return mapping(keys);
}

std::string ConditionWriter::test(const Asked& asked) {
  switch (asked.type) {
    case QuestionType::choice: {
      Strings choices = some_choices(asked, 3);
      if (random_.chance(70)) return one_or_list(random_, choices);
      return "{not: " + one_or_list(random_, choices) + "}";
    }
    case QuestionType::yes_no: return random_.chance(60) ? "yes" : "no";
    case QuestionType::set: {
      if (random_.chance(20)) return "none";
      Strings keys;
      if (random_.chance(60)) keys.push_back("includes: " + random_.pick(asked.choices));
      if (random_.chance(35)) keys.push_back("includes_any: " + list(some_choices(asked, 3)));
      if (keys.empty() || random_.chance(25)) {
        keys.push_back("includes_all: " + list(some_choices(asked, 3)));
      }
      random_.shuffle(keys);
      return mapping(keys);
    }
    case QuestionType::number:
      if (random_.chance(20)) return number_text(asked);
      return bounds([&] { return number_text(asked); });
    case QuestionType::time_since:
      if (asked.never && random_.chance(15)) return "never";
      if (asked.ongoing && random_.chance(15)) return "ongoing";
      return bounds([&] { return duration(); });
  }
  return "";
}

std::string ConditionWriter::entries(int depth, std::size_t count) {
  Strings kinds = {"test", "test", "test"};
  if (!names_.empty()) kinds.push_back("is");
  if (depth > 0) kinds.insert(kinds.end(), {"all", "any", "not"});
  std::vector<std::size_t> unused(asked_.size());
  std::iota(unused.begin(), unused.end(), std::size_t{0});
  random_.shuffle(unused);
  Strings keys;
  for (const std::string& kind : random_.some(kinds, count)) {
    if (kind == "test") {
      if (unused.empty()) continue;
      const Asked& asked = asked_[unused.back()];
      unused.pop_back();
      keys.push_back(asked.id + ": " + test(asked));
    } else if (kind == "is") {
      const auto named = random_.some(names_, static_cast<std::size_t>(random_.between(1, 2)));
      keys.push_back("is: " + one_or_list(random_, named));
    } else if (kind == "not") {
      keys.push_back("not: " + entries(depth - 1, 1));
    } else {
      Strings parts;
      const int size = random_.between(1, 3);
      for (int i = 0; i < size; ++i) parts.push_back(condition(depth - 1));
      keys.push_back(kind + ": " + list(parts));
    }
  }
  return mapping(keys);
}

std::string ConditionWriter::condition(int depth) {
  return entries(depth, random_.chance(65) ? 1 : static_cast<std::size_t>(random_.between(2, 3)));
}

}  // namespace candor::testing
