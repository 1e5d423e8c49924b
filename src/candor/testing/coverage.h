// SPDX-License-Identifier: Apache-2.0
// What of a rule set its cases have exercised.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "candor/testing/run_cases.h"

namespace candor {

/// One thing that cases should show of a rule set.
struct CoverageItem {
  enum class Kind : std::uint8_t {
    rule_applies,
    rule_does_not_apply,
    rule_open,
    test_true,   // a test of a rule, through named conditions too, is true and decides its rule:
    test_false,  // the rule would have another value, if only the test were false. Likewise false
    verdict,     // it is the headline
    care_given,
    care_left_out,  // care is given, and this item does not apply
    plan_given,
    plan_left_out,
    answered,
    left_blank,
    choice,      // the answer is this choice (of yes_no: 1 is yes), or this member is in the set
    member_out,  // this member is known not to be in the set
    gate_true,   // the question's `asked_if`
    gate_false
  };
  Kind kind = Kind::rule_applies;
  /// Which rule, verdict (one beyond them is `incomplete`), care or plan item, or question.
  std::size_t index = 0;
  CareGroup group = CareGroup::before;  // of care
  std::size_t choice = 0;               // of a question
  const Condition* test = nullptr;      // of a rule
  Place at = {};                        // line 0 of what stands nowhere: `incomplete`

  std::optional<std::size_t> covered_by = {};  // the first case that shows it
  bool impossible = false;                     // proved: no intake can show it

  bool missing() const noexcept { return !covered_by && !impossible; }
};

/// What items are about, for counting: the order in which they are summed up.
enum class CoverageGroup : std::uint8_t { rules, tests, verdicts, care, questions, choices };
inline constexpr std::size_t coverage_groups = 6;
std::string_view to_string(CoverageGroup group) noexcept;
CoverageGroup group_of(CoverageItem::Kind kind) noexcept;

/// How many of some items are covered. What is impossible is not counted among `all`.
struct CoverageCount {
  std::size_t covered = 0;
  std::size_t all = 0;
  std::size_t impossible = 0;

  /// Rounded down to a tenth, so that it is "100 %" only when nothing is missing: "99.9 %".
  std::string percent() const;

  /// Whether the share is `percent` millionths of a hundredth or more, compared exactly.
  bool reaches(Decimal percent) const noexcept;
};

struct Coverage {
  std::vector<CoverageItem> items = {};  // in the order of their groups

  CoverageCount count() const;
  CoverageCount count(CoverageGroup group) const;
};

/// All that is to be shown of the rule set, which must outlive it: nothing is covered yet.
std::vector<CoverageItem> coverage_items(const RuleSet& rules);

/// Which of the items that intake shows, by item; only those where `wanted` is true.
std::vector<bool> shown_items(const Program& program, std::span<const CoverageItem> items,
                              const std::vector<bool>& wanted, const Answers& answers,
                              const Days& days);

/// What the cases show that passed, and that someone has confirmed.
Coverage measure_coverage(const Program& program, const TestSuite& suite,
                          const std::vector<CaseOutcome>& outcomes);

/// What is missing, as a sentence without its place: "rule `burnt` is never open".
std::string gap_in_words(const RuleSet& rules, const CoverageItem& item);

}  // namespace candor
