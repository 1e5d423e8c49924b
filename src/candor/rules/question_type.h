// SPDX-License-Identifier: Apache-2.0
// The types of question, and what is true of each.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace candor {

enum class QuestionType : std::uint8_t { choice, yes_no, set, number, time_since };

/// What is true of every question of a type. Code that treats some types alike asks for a trait;
/// code that does something else for each type is a `switch` without `default`, so that the
/// compiler finds it when a type is added.
struct TypeTraits {
  QuestionType type;
  std::string_view name;  // as `type` in a rule set

  bool has_choices;    // lists its answers under `choices`
  bool takes_several;  // an answer may hold several choices, none of them, and choices not known
  bool is_yes_no;      // `yes` or `no`, in `Answer::yes`; a JSON answer may be a boolean
  bool is_number;      // takes `unit`, `min`, `max` and `step`; a JSON answer may be a number
  bool is_dated;       // a day, or `never` or `ongoing` if accepted; `until` may count from it
  bool is_ordered;     // one answer can be higher, or longer ago, than another

  std::string_view tests;     // what its tests look like, as the hint of a diagnostic
  std::string_view in_words;  // what an answer is, in documents about a rule set
  std::string_view example;   // an answer for the form; empty if one is made from the question

  constexpr bool takes_one_choice() const noexcept { return has_choices && !takes_several; }
};

/// One row for each type, in the order of the enumerators.
inline constexpr std::array<TypeTraits, 5> question_types{{
    {.type = QuestionType::choice,
     .name = "choice",
     .has_choices = true,
     .takes_several = false,
     .is_yes_no = false,
     .is_number = false,
     .is_dated = false,
     .is_ordered = false,
     .tests = "expected a choice, a list of choices, or `{not: ...}` of either",
     .in_words = "One choice",
     .example = ""},
    {.type = QuestionType::yes_no,
     .name = "yes_no",
     .has_choices = false,
     .takes_several = false,
     .is_yes_no = true,
     .is_number = false,
     .is_dated = false,
     .is_ordered = false,
     .tests = "expected `yes` or `no`",
     .in_words = "Yes or no",
     .example = "no"},
    {.type = QuestionType::set,
     .name = "set",
     .has_choices = true,
     .takes_several = true,
     .is_yes_no = false,
     .is_number = false,
     .is_dated = false,
     .is_ordered = false,
     .tests = "expected `none`, `{includes: x}`, `{includes_any: [..]}` or `{includes_all: [..]}`",
     .in_words = "None, one or several",
     .example = ""},
    {.type = QuestionType::number,
     .name = "number",
     .has_choices = false,
     .takes_several = false,
     .is_yes_no = false,
     .is_number = true,
     .is_dated = false,
     .is_ordered = true,
     .tests = "expected a number, or any of `under`, `over`, `at_least`, `at_most`",
     .in_words = "A number",
     .example = ""},
    {.type = QuestionType::time_since,
     .name = "time_since",
     .has_choices = false,
     .takes_several = false,
     .is_yes_no = false,
     .is_number = false,
     .is_dated = true,
     .is_ordered = true,
     .tests =
         "expected `never` or `ongoing` where accepted, or any of `under`, `over`, `at_least`, "
         "`at_most` with durations",
     .in_words = "How long ago, or a date",
     .example = "6 months"},
}};

constexpr const TypeTraits& traits(QuestionType type) noexcept {
  return question_types[static_cast<std::size_t>(type)];
}

static_assert(
    [] {
      for (std::size_t i = 0; i < question_types.size(); ++i) {
        if (question_types[i].type != static_cast<QuestionType>(i)) return false;
      }
      return true;
    }(),
    "a row of `question_types` is missing or out of order");

constexpr std::string_view to_string(QuestionType type) noexcept { return traits(type).name; }

}  // namespace candor
