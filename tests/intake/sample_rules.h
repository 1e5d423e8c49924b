// SPDX-License-Identifier: Apache-2.0
// A rule set with a question of every type, built by hand, for the tests of intake.

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "candor/rules/model.h"

namespace candor {

inline Text text(std::string words) { return {.text = std::move(words)}; }

inline Question sample_question(std::string id, QuestionType type) {
  Question question;
  question.ask = text("About " + id + "?");
  question.id = text(std::move(id));
  question.type = type;
  return question;
}

inline RuleSet sample_rules() {
  RuleSet rules;
  rules.id = text("sample");
  rules.version = text("1.0+\xC3\xA9/2");
  rules.title = text("A sample");
  rules.intended_use = text("For tests.");

  Question acne = sample_question("acne", QuestionType::choice);
  acne.help = text("Count inflamed spots.");
  acne.choices = {{text("none"), text("No active acne")},
                  {text("few"), text("A few inflamed spots")},
                  {text("many"), text("Many")}};
  Question smoker = sample_question("smoker", QuestionType::yes_no);
  Question conditions = sample_question("conditions", QuestionType::set);
  conditions.choices = {{text("asthma"), text("Asthma")},
                        {text("heart_disease"), text("Heart disease")},
                        {text("keloids"), text("Keloids")}};
  Question depth = sample_question("depth_mm", QuestionType::number);
  depth.unit = text("mm");
  depth.min = Decimal{0};
  depth.max = Decimal{5'000'000};
  depth.step = Decimal{250'000};
  Question age = sample_question("age", QuestionType::number);
  age.min = Decimal{18'000'000};
  age.unit = text("years");
  Question isotretinoin = sample_question("isotretinoin", QuestionType::time_since);
  isotretinoin.accepts_never = true;
  isotretinoin.accepts_ongoing = true;
  Question sunburn = sample_question("sunburn", QuestionType::time_since);

  rules.questions = {acne, smoker, conditions, depth, age, isotretinoin, sunburn};
  return rules;
}

/// The sample's question with that id.
inline Question sample(std::string_view id) {
  const RuleSet rules = sample_rules();
  for (const Question& question : rules.questions) {
    if (question.id.text == id) return question;
  }
  return {};
}

}  // namespace candor
