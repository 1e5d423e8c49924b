// SPDX-License-Identifier: Apache-2.0
// Answers to measure with.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "candor/base/date.h"
#include "candor/rules/model.h"

namespace candor::bench {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t limit) {
    state_ += 0x9E3779B97F4A7C15U;  // splitmix64
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    z ^= z >> 31U;
    return (z >> 32U) * limit >> 32U;
  }

  bool percent(unsigned share) { return below(100) < share; }

 private:
  std::uint64_t state_;
};

/// A cell with an answer to the question; 2 % are blank.
inline std::string answer(Random& random, const Question& question, Date as_of) {
  if (random.percent(2)) return {};
  switch (question.type) {
    case QuestionType::choice:
      return question.choices[random.percent(85) ? 0 : random.below(question.choices.size())]
          .id.text;
    case QuestionType::yes_no: return random.percent(94) ? "no" : "yes";
    case QuestionType::number: {
      const std::int64_t least = question.min ? question.min->millionths : 0;
      const std::int64_t most = question.max ? question.max->millionths : 100'000'000;
      const auto steps = static_cast<std::uint64_t>((most - least) / question.step.millionths);
      return to_string(Decimal{least + static_cast<std::int64_t>(random.below(steps + 1)) *
                                           question.step.millionths});
    }
    case QuestionType::set: {
      if (random.percent(88)) return "none";
      const std::size_t first = random.below(question.choices.size());
      const std::size_t second = random.below(question.choices.size());
      const std::string one = question.choices[first].id.text;
      return second > first ? one + ";" + question.choices[second].id.text : one;
    }
    case QuestionType::time_since: break;
  }
  if (question.accepts_never && random.percent(80)) return "never";
  if (random.percent(30))
    return fmt::format("{} {}", 1 + random.below(11), random.percent(50) ? "months" : "weeks");
  return to_string(as_of - std::chrono::days(random.below(3000)));
}

}  // namespace candor::bench
