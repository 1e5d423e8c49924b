// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <ostream>
#include <string>

#include <fmt/format.h>

#include "cli/terminal.h"

namespace candor::cli {
namespace {

constexpr std::size_t line_width = 60;

}  // namespace

Progress::Progress(std::ostream& err, const TextSource& source, std::optional<std::uint64_t> bytes)
    : err_(err),
      source_(source),
      bytes_(bytes),
      on_(shows_progress()),
      begin_(Clock::now()),
      last_(begin_) {}

void Progress::show(std::uint64_t rows) {
  const Clock::time_point now = Clock::now();
  if (!on_ || now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  std::string line =
      fmt::format("{} rows, {:.0f} rows/s", rows, static_cast<double>(rows) / seconds);
  if (bytes_ && *bytes_ > 0 && source_.bytes_read() > 0) {
    const double share = static_cast<double>(source_.bytes_read()) / static_cast<double>(*bytes_);
    const auto left = static_cast<std::uint64_t>(seconds / share * (1 - std::min(share, 1.0)));
    line = fmt::format("{:3.0f} %, {}, {}:{:02} left", 100 * share, line, left / 60, left % 60);
  }
  err_ << fmt::format("\r{:<{}}", line, line_width) << std::flush;
  shown_ = true;
}

void Progress::clear() {
  if (shown_) err_ << fmt::format("\r{:{}}\r", "", line_width) << std::flush;
  shown_ = false;
}

}  // namespace candor::cli
