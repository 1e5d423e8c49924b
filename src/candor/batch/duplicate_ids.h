// SPDX-License-Identifier: Apache-2.0
// Ids that stand in a file more than once, found in bounded memory.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace candor {

/// Counts ids met before. It keeps 64 bits of each id: that two different ones agree in them is not
/// to be expected, the odds for a million ids being one in forty million. It keeps `most` of them,
/// and says when it looked at no more.
class DuplicateIds {
 public:
  static constexpr std::size_t most = 3'000'000;  // 32 MiB

  /// What is kept of an id; never 0.
  static std::uint64_t hash(std::string_view id) noexcept;

  /// Takes the hash of the id of the row that begins in `line`.
  void add(std::uint64_t hash, std::uint64_t line);

  /// Tells that the id will be taken soon, so that its place is at hand then.
  void prepare(std::uint64_t hash) const noexcept;

  std::uint64_t count() const noexcept { return count_; }
  std::uint64_t first_line() const noexcept { return first_line_; }  // of one met before, or 0

  /// Whether ids came that were not looked at.
  bool gave_up() const noexcept { return gave_up_; }

 private:
  // Parts grow one after the other, so that growing takes little memory beside what is there.
  struct Part {
    std::vector<std::uint64_t> slots = {};  // 0 is free
    std::size_t used = 0;
  };
  static bool insert(std::vector<std::uint64_t>& slots, std::uint64_t hash) noexcept;
  static std::size_t place(const std::vector<std::uint64_t>& slots, std::uint64_t hash) noexcept;
  static void grow(Part& part);

  std::array<Part, 256> parts_ = {};
  std::size_t kept_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t first_line_ = 0;
  bool gave_up_ = false;
};

}  // namespace candor
