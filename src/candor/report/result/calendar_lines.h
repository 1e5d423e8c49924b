// SPDX-License-Identifier: Apache-2.0
// The lines of a calendar file. Private to this folder.

#pragma once

#include <string>
#include <string_view>

#include "candor/base/date.h"

namespace candor {

/// The text of an iCalendar file, line by line.
class CalendarLines {
 public:
  /// Folds between characters, so that no line has more than 75 octets before its line end.
  void add(std::string_view line);

  /// A property whose value is text.
  void text(std::string_view name, std::string_view value);

  /// A property whose value is a day.
  void day(std::string_view name, Date date);

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// `20261122`
std::string calendar_digits(Date date);

}  // namespace candor
