// SPDX-License-Identifier: Apache-2.0
// Statements about an intake, as one shared graph.

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace candor {

/// A statement that is true or false of every intake: a node of `Formulas`, or its negation.
struct Formula {
  std::uint32_t code = 0;  // 2 * node, plus 1 when negated

  std::uint32_t node() const noexcept { return code >> 1; }
  bool negated() const noexcept { return (code & 1U) != 0; }
  Formula operator!() const noexcept { return {code ^ 1U}; }
  friend auto operator<=>(const Formula&, const Formula&) = default;
};

inline constexpr Formula always_true{0};
inline constexpr Formula always_false{1};

/// Creates and shares formulas: equal inputs give the same formula. Every node has a higher index
/// than the nodes it uses.
class Formulas {
 public:
  /// The classes of one part of an intake, one bit each.
  using Classes = std::vector<bool>;

  /// The set of only this class, out of `classes` classes.
  static Classes only(std::size_t of_class, std::size_t classes) {
    Classes out(classes);
    out[of_class] = true;
    return out;
  }

  struct Node {
    enum class Kind : std::uint8_t { constant, in, all };
    Kind kind = Kind::constant;
    std::uint32_t part = 0;            // for `in`
    Classes classes = {};              // for `in`
    std::vector<Formula> inputs = {};  // for `all`
  };

  Formulas();

  /// The part's class is one of these.
  Formula in(std::size_t part, Classes classes);
  Formula all(std::span<const Formula> inputs);
  Formula any(std::span<const Formula> inputs);
  Formula all(std::initializer_list<Formula> inputs);
  Formula any(std::initializer_list<Formula> inputs);

  const std::vector<Node>& nodes() const noexcept { return nodes_; }

  /// Whether the formula is true of an intake, given as its class by part.
  bool holds(Formula formula, std::span<const std::uint16_t> intake) const;

  /// The value of every node, by index.
  std::vector<bool> values(std::span<const std::uint16_t> intake) const;

 private:
  Formula add(Node node);
  std::vector<bool> values(std::span<const std::uint16_t> intake, std::size_t count) const;

  std::vector<Node> nodes_ = {};
  std::map<std::pair<std::uint32_t, Classes>, std::uint32_t> ins_ = {};
  std::map<std::vector<Formula>, std::uint32_t> alls_ = {};
};

}  // namespace candor
