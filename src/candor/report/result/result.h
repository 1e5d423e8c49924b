// SPDX-License-Identifier: Apache-2.0
// What every form of a result says in the same words.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// The headline's verdict id, or `incomplete`.
std::string_view verdict_id(const RuleSet& rules, const Headline& headline) noexcept;

/// The headline in words: the verdict's label, or "Not enough answers yet".
std::string_view verdict_label(const RuleSet& rules, const Headline& headline) noexcept;

/// Whether treatment proceeds; nothing for an incomplete screening.
std::optional<Proceed> proceeds(const RuleSet& rules, const Headline& headline) noexcept;

/// What an applying rule waits for that has no date: "The burn has healed", "6 months after it
/// ends" where what the wait counts from goes on. Empty when the rule waits for nothing but a date.
std::string waits_for(const RuleSet& rules, const Reason& reason);

/// Which sources are cited: by index into `RuleSet::sources`.
class Citations {
 public:
  explicit Citations(const RuleSet& rules) : rules_(&rules), cited_(rules.sources.size(), false) {}

  /// What the reasons of a result cite.
  Citations(const RuleSet& rules, std::span<const Reason> reasons);

  /// What the reasons, care and plan of a result cite.
  Citations(const RuleSet& rules, const Screening& screening);

  void add(const Evidence& evidence);

  /// The sources cited, in the author's order.
  std::vector<const Source*> sources() const;

  /// Whether something rests on convention.
  bool convention() const noexcept { return convention_; }

 private:
  const RuleSet* rules_;
  std::vector<bool> cited_;
  bool convention_ = false;
};

}  // namespace candor
