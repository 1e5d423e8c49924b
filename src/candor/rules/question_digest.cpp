// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/question_digest.h"

#include <fmt/format.h>

#include "candor/base/digest.h"

namespace candor {

std::string question_digest(const Question& question) {
  constexpr std::size_t digits = 32;
  std::string content;
  const auto add = [&](std::string_view part) {
    content += fmt::format("{}:{}", part.size(), part);  // lengths keep the parts apart
  };
  add(question.id.text);
  add(question.ask.text);
  add(question.help.text);
  add(to_string(question.type));
  for (const Choice& choice : question.choices) {
    add(choice.id.text);
    add(choice.label.text);
  }
  add(question.unit.text);
  add(question.min ? to_string(*question.min) : "");
  add(question.max ? to_string(*question.max) : "");
  add(to_string(question.step));
  add(question.accepts_never ? "never" : "");
  add(question.accepts_ongoing ? "ongoing" : "");
  return sha256_hex(content).substr(0, digits);
}

}  // namespace candor
