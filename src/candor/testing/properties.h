// SPDX-License-Identifier: Apache-2.0
// Properties of a rule set: statements about every intake.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

class Fields;
struct YamlNode;

/// The kinds of properties, named like their keys in a test file.
enum class PropertyKind : std::uint8_t {
  always,    // where `when` is true, the verdict is one of those given
  never,     // where `when` is true, the verdict is not one of those given
  monotone,  // compares two intakes that differ in one answer, the second further `towards`
  compare    // compares two intakes that differ in one answer, the second with another choice
};
inline constexpr std::size_t property_kinds = 4;
std::string_view to_string(PropertyKind kind) noexcept;

/// The direction from the first answer to the second: a longer or shorter time since, a higher or
/// lower number.
enum class Towards : std::uint8_t { longer, shorter, higher, lower };
std::string_view to_string(Towards towards) noexcept;

/// How the verdict of the second intake (further `towards`, or with `to`) compares to the first.
/// Verdicts are compared by `at_least`; worse means more restrictive.
enum class Relation : std::uint8_t { not_worse, not_better, same };
std::string_view to_string(Relation relation) noexcept;

/// Some of the answers to a choice or yes_no question. Bit i is choice i; for yes_no, bit 1 is yes,
/// and bit 0 is no.
struct SomeAnswers {
  std::uint64_t choices = 0;
  bool unanswered = false;  // the blank is one of them
};

/// A statement about every intake on the screening date of its suite.
struct Property {
  PropertyKind kind = PropertyKind::always;
  Text name = {};
  Text because = {};
  /// The intakes that the property applies to: those where this is true. When two intakes are
  /// compared, it must be true for both. Required for `always` and `never`.
  std::optional<Condition> when = {};

  /// For `always` and `never`: either `at_least` is this verdict or a more restrictive one, or the
  /// headline is one of `headlines` (by verdict; the last one is `incomplete`).
  std::optional<std::size_t> at_least = {};
  std::vector<bool> headlines = {};

  /// For `monotone` and `compare`.
  std::size_t question = 0;
  Towards towards = Towards::longer;  // for `monotone`
  SomeAnswers from = {}, to = {};     // for `compare`
  Relation relation = Relation::not_worse;
};

/// The limit on the properties of one file.
inline constexpr std::size_t most_properties = 10'000;

/// Reads the properties of a test file. Reports errors, and leaves out properties that have any.
std::vector<Property> load_properties(const RuleSet& rules, const Fields& fields,
                                      const YamlNode& root);

/// The verdict that the property demands, in words: "at least `defer`", "none of `suitable` or
/// `caution`", "not worse".
std::string wanted_in_words(const RuleSet& rules, const Property& property);

}  // namespace candor
