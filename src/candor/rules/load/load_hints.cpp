// SPDX-License-Identifier: Apache-2.0
// The help for authors of rules: what to write instead, in their own words where possible.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/rules/load/loader.h"

namespace candor::hints {
namespace {

using std::string_view;

bool is_choice_of(const Question& question, string_view word) {
  return std::any_of(question.choices.begin(), question.choices.end(),
                     [&](const Choice& choice) { return choice.id.text == word; });
}

// `yes` for `Yes`, `TRUE` and similar words, and likewise `no`; empty for other words.
string_view yes_or_no(string_view word) {
  const std::string folded = fold(word);
  if (folded == "yes" || folded == "true") return "yes";
  if (folded == "no" || folded == "false") return "no";
  return {};
}

// For a single word as the test of a question; empty when the forms of a test say enough.
std::string word_as_test(const Question& question, string_view word) {
  if (const string_view blank = blank_as_test(word); !blank.empty()) return std::string(blank);
  const string_view yes_no = yes_or_no(word);
  if (question.traits().is_yes_no && !yes_no.empty()) return fmt::format("write `{}`", yes_no);
  if (question.traits().takes_several && is_choice_of(question, word)) {
    return fmt::format("`{{includes: {}}}`", word);
  }
  if (question.traits().is_dated && parse_duration(word)) {
    return fmt::format("`{{under: {0}}}` or `{{at_least: {0}}}`", word);
  }
  return {};
}

}  // namespace

std::string test(const Question& question, const YamlNode& node) {
  std::string special;
  if (node.kind == YamlNode::Kind::scalar) special = word_as_test(question, node.text);
  return special.empty() ? std::string(question.traits().tests) : special;
}

std::string_view blank_as_test(std::string_view word) {
  if (word != "unknown" && word != "unanswered") return {};
  return "rules cannot test for a blank: it leaves them open";
}

std::string question_for_condition(const Loader& loader, const Text& name) {
  if (!loader.questions.find(name.text)) return {};
  return fmt::format("`{}` is a question: test it without `is`", name.text);
}

std::string condition_for_question(const Loader& loader, const Text& name) {
  if (!loader.conditions.find(name.text)) return {};
  return fmt::format("`{0}` is a condition: write `{{is: {0}}}`", name.text);
}

std::string choices(const YamlNode& node) {
  constexpr string_view give = "give each choice a label";
  const bool named =
      node.items.size() > 1 && is_id(node.items[0].text) && is_id(node.items[1].text);
  return fmt::format("{}: `{{{}: .., {}: ..}}`", give, named ? node.items[0].text : "a",
                     named ? node.items[1].text : "b");
}

std::string duration(std::string_view text) {
  return fmt::format(
      "expected a whole number of days, weeks, months or years, such as `6 months`, up to "
      "{} years{}",
      longest_duration_years, parse_date(text) ? "; the time since a date changes every day" : "");
}

std::string offset(std::string_view text) {
  constexpr std::int32_t most_weeks = 3650 / 7;
  const std::size_t blank = text.rfind(' ');
  const string_view side = blank == string_view::npos ? string_view{} : text.substr(blank + 1);
  const auto amount = parse_duration(text.substr(0, blank));
  const bool in_weeks = amount && amount->unit == Unit::weeks && amount->amount <= most_weeks;
  if (in_weeks && (side == "before" || side == "after")) {
    return fmt::format("write it in days: `{} days {}`", amount->amount * 7, side);
  }
  return "expected `appointment`, or a time such as `5 days before` or `24 hours after`, up to ten "
         "years";
}

}  // namespace candor::hints
