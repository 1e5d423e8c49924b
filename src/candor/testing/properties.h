// SPDX-License-Identifier: Apache-2.0
// Properties of a rule set: statements about every intake, beside the cases.

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

/// What a property is about: each key of a test file that holds properties.
enum class PropertyKind : std::uint8_t {
  always,    // where `when` is true, the verdict is as said
  never,     // where `when` is true, it is not
  monotone,  // of two intakes that differ in one answer, the one with more of it
  compare    // of two intakes that differ in one answer, the one with another choice
};
inline constexpr std::size_t property_kinds = 4;
std::string_view to_string(PropertyKind kind) noexcept;

/// What is more of an answer: a longer or shorter time since, a higher or lower number.
enum class Towards : std::uint8_t { longer, shorter, higher, lower };
std::string_view to_string(Towards towards) noexcept;

/// How the verdict of the second of two intakes (the one with more, or with `to`) compares.
/// Verdicts are compared by `at_least`: worse is more restrictive.
enum class Relation : std::uint8_t { not_worse, not_better, same };
std::string_view to_string(Relation relation) noexcept;

/// Some of the answers to a choice or yes_no question: bit i for choice i, bit 1 for yes and bit 0
/// for no; and whether a blank is one of them.
struct SomeAnswers {
  std::uint64_t choices = 0;
  bool unanswered = false;
};

/// A statement about every intake on the screening date of its suite.
struct Property {
  PropertyKind kind = PropertyKind::always;
  Text name = {};
  Text because = {};
  /// Where the property speaks: where this is true, and of two intakes true of both. Always there
  /// of `always` and `never`.
  std::optional<Condition> when = {};

  /// Of `always` and `never`: either `at_least` is this verdict or a more restrictive one, or the
  /// headline is one of `headlines` (by verdict, and one more for `incomplete`).
  std::optional<std::size_t> at_least = {};
  std::vector<bool> headlines = {};

  /// Of `monotone` and `compare`.
  std::size_t question = 0;
  Towards towards = Towards::longer;  // of `monotone`
  SomeAnswers from = {}, to = {};     // of `compare`
  Relation relation = Relation::not_worse;
};

/// The most properties that one file may have.
inline constexpr std::size_t most_properties = 10'000;

/// Reads the properties under the keys of a test file that hold some. Mistakes are reported, and
/// what has one is left out.
std::vector<Property> load_properties(const RuleSet& rules, const Fields& fields,
                                      const YamlNode& root);

/// What an intake must be found to be, in a few words: "at least `defer`", "neither `suitable` nor
/// `caution`", "not worse".
std::string wanted_in_words(const RuleSet& rules, const Property& property);

}  // namespace candor
