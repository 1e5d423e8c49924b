// SPDX-License-Identifier: Apache-2.0
#include "support/interviews.h"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "candor/base/fold.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/reply.h"
#include "candor/interview/saved_interview.h"

namespace candor::testing {
namespace {

bool is_member(std::uint64_t members, std::size_t choice) { return (members >> choice & 1U) != 0; }

// A label is typed only if it is unambiguous.
bool label_is_plain(const Question& question, std::size_t choice) {
  const std::string label = fold(question.choices[choice].label);
  if (label.find_first_not_of("0123456789 ?") == std::string::npos) return false;
  if (label.find_first_of(",;?") != std::string::npos || label == "none") return false;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (i == choice) continue;
    if (fold(question.choices[i].id) == label || fold(question.choices[i].label) == label)
      return false;
  }
  return true;
}

std::string typed_choice(Random& random, const Question& question, std::size_t choice,
                         Tally& ways) {
  switch (random.below(3)) {
    case 0: ways.count("typed: a number"); return std::to_string(choice + 1);
    case 1: ways.count("typed: an id"); return question.choices[choice].id.text;
    default: break;
  }
  if (!label_is_plain(question, choice)) return std::to_string(choice + 1);
  ways.count("typed: a label");
  return question.choices[choice].label.text;
}

std::string typed_set(Random& random, const Question& question, const Answer& answer, Tally& ways) {
  std::string text;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const bool known = is_member(answer.known, i);
    if (known && !is_member(answer.yes, i)) continue;
    if (!text.empty()) text += random.chance(50) ? ", " : ",";
    text += typed_choice(random, question, i, ways) + (known ? "" : "?");
    ways.count("typed: a member that is not known", !known);
  }
  if (!text.empty()) return text;
  return random.chance(50) ? "0" : "None";
}

// Any answer that the question accepts.
Answer some_answer(const Interview& interview, std::size_t question,
                   const IntakeGenerator& generator, Random& random) {
  Tally forms;
  const RuleSet& rules = interview.rules();
  const Date as_of = interview.days().as_of;
  const std::string json = "{\"" + rules.questions[question].id.text +
                           "\": " + generator.answer(random, question, as_of, forms) + "}";
  return parse_answers_json(rules, json, as_of).value.value()[question];
}

void type(Interview& interview, const Answer& answer, Random& random, Tally& ways) {
  const Question& question = interview.rules().questions[*interview.current()];
  Answer read;
  if (answer.given()) {
    const std::string text = typed(random, question, answer, ways);
    const auto refusal = read_reply(question, text, interview.days().as_of, read);
    if (refusal || !(read == answer)) {
      throw std::runtime_error("`" + text + "` is not read as what it says, to `" +
                               question.id.text + "`");
    }
  }
  interview.reply(read);
}

// The interview, saved to a file and resumed.
Interview saved_and_resumed(const Interview& interview) {
  const std::string file = saved_interview_json(interview);
  const auto saved = parse_kept_file(interview.rules(), file, interview.days().as_of);
  if (!saved.value) throw std::runtime_error("not read back: " + file);
  Interview out(interview.program(), interview.days(), interview.pace());
  out.restore(saved.value.value().kept);
  return out;
}

void detour(Interview& interview, const IntakeGenerator& generator, Random& random, Tally& ways) {
  const std::vector<std::size_t> applying = interview.applying();
  switch (random.below(6)) {
    case 0:
      for (std::size_t steps = 1 + random.below(4); steps > 0; --steps) interview.back();
      ways.count("back");
      break;
    case 1:
      interview.jump(random.pick(applying));
      ways.count("jump");
      break;
    case 2:
      type(interview, some_answer(interview, *interview.current(), generator, random), random,
           ways);
      ways.count("answered by mistake");
      break;
    case 3:
      interview.finish();
      interview.back();
      ways.count("finished too early, and back");
      break;
    case 4:
      interview = saved_and_resumed(interview);
      ways.count("saved and resumed");
      break;
    default:
      if (interview.reached(*interview.current())) interview.keep();
      ways.count("kept what was there");
      break;
  }
}

}  // namespace

std::string typed(Random& random, const Question& question, const Answer& answer, Tally& ways) {
  switch (question.type) {
    case QuestionType::choice: return typed_choice(random, question, answer.choice(), ways);
    case QuestionType::yes_no:
      return random.pick<std::string>(answer.yes != 0
                                          ? std::vector<std::string>{"yes", "Y", "1", "ye"}
                                          : std::vector<std::string>{"no", "N", "2"});
    case QuestionType::set: return typed_set(random, question, answer, ways);
    case QuestionType::number: {
      const bool unit = random.chance(30) && !question.unit.empty();
      ways.count("typed: a unit", unit);
      return to_string(answer.number) + (unit ? " " + question.unit.text : "");
    }
    case QuestionType::time_since: break;
  }
  if (answer.time == Answer::Time::date) return to_string(answer.date);
  const std::string word = answer.time == Answer::Time::never ? "never" : "ongoing";
  return word.substr(0, 1 + random.below(word.size()));
}

Answers whole_intake(const RuleSet& rules, const Answers& meant, Date as_of) {
  Answers out(meant.size());
  // One more level of gates is right after each pass.
  for (std::size_t pass = 0; pass <= meant.size(); ++pass) {
    const Answers before = out;
    for (std::size_t q = 0; q < meant.size(); ++q) {
      out[q] = applies(rules, before, as_of, q) == Truth::yes ? meant[q] : Answer{};
    }
    if (out == before) break;
  }
  return out;
}

void answer_all(Interview& interview, const Answers& meant, const IntakeGenerator& generator,
                int detours, Random& random, Tally& ways) {
  for (std::size_t detours_left = 60; interview.current();) {
    if (detours_left > 0 && random.chance(detours)) {
      --detours_left;
      detour(interview, generator, random, ways);
    } else {
      type(interview, meant[*interview.current()], random, ways);
    }
  }
  // From the review, corrects the answers that are not as meant.
  for (bool corrected = true; corrected;) {
    corrected = false;
    for (const std::size_t q : interview.applying()) {
      // An earlier correction may have made it inapplicable.
      const bool right = !interview.applies(q) || !interview.reached(q) ||
                         interview.answer(q) == meant[q] ||
                         (!interview.answer(q).given() && !meant[q].given());
      if (right) continue;
      interview.jump(q);
      while (interview.current()) type(interview, meant[*interview.current()], random, ways);
      ways.count("corrected from the review");
      corrected = true;
    }
  }
}

}  // namespace candor::testing
