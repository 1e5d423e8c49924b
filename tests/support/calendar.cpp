// SPDX-License-Identifier: Apache-2.0
// The oracle's own calendar.

#include "support/calendar.h"

#include <cstddef>

namespace candor::testing {

static bool is_leap(int year) {
  if (year % 400 == 0) return true;
  if (year % 100 == 0) return false;
  return year % 4 == 0;
}

static int days_in_year(int year) { return is_leap(year) ? 366 : 365; }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
  return 31;
}

Civil civil(Date date) {
  auto left = date.time_since_epoch().count();
  Civil result;
  while (left < 0) {
    --result.year;
    left += days_in_year(result.year);
  }
  while (left >= days_in_year(result.year)) {
    left -= days_in_year(result.year);
    ++result.year;
  }
  while (left >= days_in_month(result.year, result.month)) {
    left -= days_in_month(result.year, result.month);
    ++result.month;
  }
  result.day += static_cast<int>(left);
  return result;
}

Date day_of(Civil civil) {
  int days = civil.day - 1;
  for (int month = 1; month < civil.month; ++month) days += days_in_month(civil.year, month);
  for (int year = 1970; year < civil.year; ++year) days += days_in_year(year);
  for (int year = civil.year; year < 1970; ++year) days -= days_in_year(year);
  return Date{} + std::chrono::days{days};
}

static Date move(Date date, Duration duration, int sign, bool* clipped) {
  switch (duration.unit) {
    case Unit::days: return date + std::chrono::days{sign * duration.amount};
    case Unit::weeks: return date + std::chrono::days{sign * duration.amount * 7};
    case Unit::months:
    case Unit::years: break;
  }
  Civil to = civil(date);
  const int months = duration.unit == Unit::years ? duration.amount * 12 : duration.amount;
  for (int i = 0; i < months; ++i) {
    to.month += sign;
    if (to.month == 13) {
      to.month = 1;
      ++to.year;
    }
    if (to.month == 0) {
      to.month = 12;
      --to.year;
    }
  }
  const int last = days_in_month(to.year, to.month);
  if (to.day > last) {
    to.day = last;
    if (clipped != nullptr) *clipped = true;
  }
  return day_of(to);
}

Date later(Date date, Duration duration, bool* clipped) { return move(date, duration, 1, clipped); }

Date earlier(Date date, Duration duration, bool* clipped) {
  return move(date, duration, -1, clipped);
}

std::string iso(Date date) {
  const auto padded = [](int number, std::size_t width) {
    std::string text = std::to_string(number);
    while (text.size() < width) text.insert(0, "0");
    return text;
  };
  const Civil day = civil(date);
  return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
}

}  // namespace candor::testing
