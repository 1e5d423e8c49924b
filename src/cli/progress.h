// SPDX-License-Identifier: Apache-2.0
// How far a long run has come, on a terminal.

#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <optional>

#include "candor/batch/source/text_source.h"

namespace candor::cli {

/// One line on standard error, written over again; nothing where that is no terminal.
class Progress {
 public:
  /// `bytes` is the size of the file, where it is known.
  Progress(std::ostream& err, const TextSource& source, std::optional<std::uint64_t> bytes);

  /// Shows share, rows a second and time left, a few times a second.
  void show(std::uint64_t rows);

  /// Takes the line away.
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
