// SPDX-License-Identifier: Apache-2.0
// One person's answers.
//
// An `AnswerSheet` starts blank. A blank is never a "no": rules that depend on it stay open, and an
// open rule that matters keeps the screening from proceeding. Fill the sheet from a JSON object,
// answer by answer, or both.
//
// | type       | text                                     | JSON also takes |
// |------------|------------------------------------------|----------------------------------------------------|
// | any        | "" or "unknown": blank                   | null | | choice     | a choice id | |
// | yes_no     | "yes", "no"                              | true, false | | set        | "none", or
// one member's id               | ["a", "b"], [], {"a": true, "b": false, "c": null} | | number | a
// decimal, such as "1.5"                 | 1.5                                                | |
// time_since | "6 months", "2026-05-22", or, where the question accepts them, "never", "ongoing" |
//
// Times count back from the screening date of the sheet and are kept as days.
//
// Example
//
//     #include <candor/answers.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       candor::AnswerSheet sheet(rules, *candor::parse_date("2026-11-22"));
//       sheet.set("isotretinoin", "4 months");
//       std::cout << sheet.to_json() << '\n';
//       std::cout << sheet.set("active_acne", "lots")->code << '\n';
//     }
//
// Output
//
//     {"isotretinoin":"2026-07-22"}
//     E606

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "candor/date.h"
#include "candor/problem.h"
#include "candor/rules.h"

namespace candor {

/// The answers of one person to the questions of one rule set, on one screening date. A value:
/// copies are independent.
class CANDOR_API AnswerSheet {
 public:
  /// A blank sheet. Precondition: `is_screening_date(as_of)`.
  AnswerSheet(Rules rules, Date as_of);

  /// Reads a JSON object of question to answer. Reports every mistake, each with its JSON pointer;
  /// an unknown question is one. Precondition: `is_screening_date(as_of)`.
  static Loaded<AnswerSheet> from_json(Rules rules, std::string_view json, Date as_of);

  /// Sets one answer from text, in place of the one that was there. Nothing on success; otherwise
  /// the sheet is unchanged, and the problem says what was expected, without repeating the text.
  std::optional<Problem> set(std::string_view question, std::string_view answer);

  /// The answers given, as a JSON object without blanks, in the order of the questions and without
  /// spaces.
  std::string to_json() const;

  const Rules& rules() const noexcept;
  Date as_of() const noexcept;

  AnswerSheet(const AnswerSheet& other);
  AnswerSheet(AnswerSheet&& other) noexcept;
  AnswerSheet& operator=(AnswerSheet other) noexcept;
  ~AnswerSheet();

  struct Data;  // private to the library
  const Data& data() const noexcept { return *data_; }

 private:
  std::unique_ptr<Data> data_;
};

}  // namespace candor
