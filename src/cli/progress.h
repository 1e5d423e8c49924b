// SPDX-License-Identifier: Apache-2.0
// The progress of a long run, shown on a terminal.

#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>

#include "candor/batch/source/text_source.h"

namespace candor::cli {

/// One line on standard error that is overwritten in place; nothing if that is not a terminal.
class Progress {
 public:
  /// `bytes` is the size of the file if it is known.
  Progress(std::ostream& err, const TextSource& source, std::optional<std::uint64_t> bytes);

  /// Shows the share done, rows per second and time left; at most five times a second.
  void show(std::uint64_t rows);

  /// Clears the line.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& err_;
  const TextSource& source_;
  std::optional<std::uint64_t> bytes_;
  bool on_;
  bool shown_ = false;
  Clock::time_point begin_;
  Clock::time_point last_;
};

}  // namespace candor::cli
