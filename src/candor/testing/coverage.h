// SPDX-License-Identifier: Apache-2.0
// The parts of a rule set that its test cases exercise.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "candor/testing/run_cases.h"

namespace candor {

/// One behavior of a rule set that a case should show.
struct CoverageItem {
  enum class Kind : std::uint8_t {
    rule_applies,
    rule_does_not_apply,
    rule_open,
    // A test of a rule, perhaps in a named condition, is true (false) and decides the rule: with
    // the opposite value of the test, the rule would have another value.
    test_true,
    test_false,
    verdict,  // is the headline
    care_given,
    care_left_out,  // care is given, but without this item
    care_done,      // likewise, because its `done_when` holds
    plan_given,
    plan_left_out,
    answered,
    left_blank,
    choice,      // the answer is this choice (for yes_no, 1 is yes), or this member is in the set
    member_out,  // this member is known not to be in the set
    gate_true,   // the question's `asked_if`
    gate_false
  };
  Kind kind = Kind::rule_applies;
  /// The index of the rule, verdict (one past the last is `incomplete`), care or plan item, or
  /// question.
  std::size_t index = 0;
  CareGroup group = CareGroup::before;  // for care
  std::size_t choice = 0;               // for a question
  const Condition* test = nullptr;      // for a rule
  Place at = {};                        // line 0 for `incomplete`, which is not in the file

  std::optional<std::size_t> covered_by = {};  // the first case that shows it
  bool impossible = false;                     // it is proved that no intake can show it

  bool missing() const noexcept { return !covered_by && !impossible; }
};

/// The groups in which items are counted, in the order of reports.
enum class CoverageGroup : std::uint8_t { rules, tests, verdicts, care, questions, choices };
inline constexpr std::size_t coverage_groups = 6;
std::string_view to_string(CoverageGroup group) noexcept;
CoverageGroup group_of(CoverageItem::Kind kind) noexcept;

/// Counts of covered items. `all` does not include impossible items.
struct CoverageCount {
  std::size_t covered = 0;
  std::size_t all = 0;
  std::size_t impossible = 0;

  /// The share in percent, rounded down to a tenth: "99.9 %". "100 %" means that nothing is
  /// missing.
  std::string percent() const;

  /// Whether the share is at least `percent`, compared exactly.
  bool reaches(Decimal percent) const noexcept;
};

struct Coverage {
  std::vector<CoverageItem> items = {};  // in the order of their groups

  CoverageCount count() const;
  CoverageCount count(CoverageGroup group) const;
};

/// All items of a rule set, none of them covered. The rule set must outlive them.
std::vector<CoverageItem> coverage_items(const RuleSet& rules);

/// Whether the intake shows each item; false where `wanted` is false.
std::vector<bool> shown_items(const Program& program, std::span<const CoverageItem> items,
                              const std::vector<bool>& wanted, const Answers& answers,
                              const Days& days);

/// The coverage by the cases that passed and that someone has confirmed.
Coverage measure_coverage(const Program& program, const TestSuite& suite,
                          const std::vector<CaseOutcome>& outcomes);

/// A gap as a sentence without its place: "rule `burnt` is never open".
std::string gap_in_words(const RuleSet& rules, const CoverageItem& item);

}  // namespace candor
