// SPDX-License-Identifier: Apache-2.0
// Screens one person.
//
// `assess` evaluates a sheet and returns the verdict with everything that supports it. candor
// informs a health-care professional, who decides: the mildest verdict means that no reason to wait
// is recorded, not that somebody is cleared. Show the intended use of the rules, and whether they
// are a draft, with every result.
//
// A rule applies, does not apply, or is open because an answer is missing. The headline is the most
// restrictive verdict among the rules that apply (`at_least`), unless that would be a go-ahead
// while an open rule matters: then it is `incomplete`.
//
// Example
//
//     #include <candor/assessment.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       candor::AnswerSheet sheet(rules, *candor::parse_date("2026-11-22"));
//       sheet.set("isotretinoin", "4 months");
//       const candor::Assessment result = *candor::assess(sheet).value;
//       std::cout << result.verdict() << ", settled: " << result.settled() << '\n';
//       std::cout << candor::to_string(*result.earliest()) << '\n';
//       std::cout << result.reasons()[0].rule << '\n';
//     }
//
// Output
//
//     defer, settled: 0
//     2027-01-22
//     isotretinoin-recent

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/answers.h"
#include "candor/date.h"
#include "candor/problem.h"
#include "candor/rules.h"

namespace candor {

/// A rule that applies.
struct ReasonInfo {
  std::string rule = {};     // its id
  std::string verdict = {};  // the verdict that it asks for
  std::string because = {};
  std::string advice = {};                // may be empty
  std::string waits_for = {};             // what must happen that has no date; may be empty
  std::optional<Date> earliest = {};      // when its wait ends, if it has a date
  std::vector<std::string> sources = {};  // ids
  std::string strength = {};  // consensus, majority, split, weak or convention; may be empty
  /// What the client reads in place of `because`, and what happens now; may be empty.
  std::string client_say = {};
  std::string client_next = {};
  bool urgent = false;          // `client_next` comes before those that are not urgent
  bool told_in_person = false;  // name it on no page that leaves the room
};

/// A question that open rules wait for.
struct OpenInfo {
  std::string question = {};  // its id
  std::string ask = {};
  std::string could_become = {};  // the most restrictive verdict among those rules
};

/// A screening. A small handle to immutable data, like `Rules`.
class CANDOR_API Assessment {
 public:
  std::string_view verdict() const noexcept;  // the headline: a verdict id, or "incomplete"
  std::string_view label() const noexcept;    // in words
  std::string_view proceed() const noexcept;  // now, later or no; empty when incomplete
  bool settled() const noexcept;              // no open question can change the verdict
  std::string_view at_least() const noexcept;
  std::string_view at_most() const noexcept;  // the same, if all open rules applied

  /// The first day on which treatment can proceed, if the verdict proceeds later and the day is
  /// known. If the screening is not settled, read it as "not before".
  std::optional<Date> earliest() const noexcept;

  /// Every rule that applies, most restrictive first.
  std::vector<ReasonInfo> reasons() const;

  /// In the order of the questions.
  std::vector<OpenInfo> open() const;

  /// The whole result as `result/1`, equal byte for byte to `candor screen --format json`. `ref` is
  /// the caller's reference for the person; it may be empty.
  std::string to_json(std::string_view ref = {}) const;

  /// The result as lines for a terminal of at least 40 columns, without color.
  std::string to_text(std::size_t width = 80, std::string_view ref = {}) const;

  const Rules& rules() const noexcept;

  struct Data;  // private to the library
  explicit Assessment(std::shared_ptr<const Data> data) noexcept;
  const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// Screens the person of a sheet on its screening date. With `appointment`, the result also says
/// what holds on that day, and care is dated from it. The only problem is an appointment before the
/// screening date (E905).
CANDOR_API Loaded<Assessment> assess(const AnswerSheet& sheet,
                                     std::optional<Date> appointment = {});

}  // namespace candor
