// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/windows.h"

#include "support/catch.hpp"

using namespace candor;

namespace {

std::optional<Offset> days(int days) { return Offset{days * 24, false}; }
std::optional<Offset> hours(int hours) { return Offset{hours, true}; }

CareItem item(std::optional<Offset> from, std::optional<Offset> to) {
  CareItem item;
  item.from = from;
  item.to = to;
  return item;
}

}  // namespace

TEST_CASE("windows: relative to the appointment") {
  constexpr auto before = CareGroup::before, after = CareGroup::after, call_us = CareGroup::call_us;
  struct Row {
    CareGroup group;
    std::optional<Offset> from, to;
    std::string_view words;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {before,  {},        {},        "from now"},
      {before,  {},        days(-2),  "until 2 days before"},
      {before,  days(-5),  {},        "from 5 days before"},
      {before,  days(-5),  days(0),   "from 5 days before"},
      {before,  days(-5),  days(-2),  "5 to 2 days before"},
      {before,  days(-1),  days(-1),  "1 day before"},
      {before,  days(0),   {},        "on the day"},
      {before,  hours(-24), {},       "last 24 hours"},
      {before,  days(-5),  hours(-24), "5 days to 24 hours before"},
      {after,   {},        {},        "from the appointment"},
      {after,   {},        days(0),   "on the day"},
      {after,   {},        hours(24), "first 24 hours"},
      {after,   days(0),   days(14),  "until 14 days after"},
      {after,   days(2),   {},        "from 2 days after"},
      {after,   days(2),   days(5),   "2 to 5 days after"},
      {after,   hours(6),  days(7),   "6 hours to 7 days after"},
      {call_us, {},        {},        "at any time"},
      {call_us, days(2),   {},        "from 2 days after"},
      // clang-format on
  }));
  CHECK(window(row.group, item(row.from, row.to)) == row.words);
}

TEST_CASE("windows: dated, in a column and in a line") {
  constexpr auto before = CareGroup::before, after = CareGroup::after, call_us = CareGroup::call_us;
  struct Row {
    CareGroup group;
    std::optional<Offset> from, to;
    std::string_view from_date, to_date, column, line;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {before,  {},         {},        "2026-11-22", "2027-01-22", "from now",          "from now"},
      {before,  days(-14),  {},        "2027-01-08", "2027-01-22", "from   8 Jan",      "from 8 Jan"},
      {before,  days(-28),  {},        "2026-12-25", "2027-01-22", "from  25 Dec 2026", "from 25 Dec 2026"},
      {before,  days(-90),  {},        "2026-11-22", "2027-01-22", "from now",          "from now"},
      {before,  days(-5),   days(-2),  "2027-01-17", "2027-01-20", "17 to 20 Jan",      "17 to 20 Jan"},
      {before,  days(-90),  days(-60), "2026-11-22", "2026-11-22", "now",               "now"},
      {before,  days(-90),  days(-2),  "2026-11-22", "2027-01-20", "until 20 Jan",      "until 20 Jan"},
      {before,  days(0),    {},        "2027-01-22", "2027-01-22", "on    22 Jan",      "on 22 Jan"},
      {before,  hours(-24), {},        "2027-01-21", "2027-01-22", "last 24 hours",     "last 24 hours"},
      {before,  hours(-24), {},        "2026-11-22", "2027-01-22", "from now",          "from now"},
      {after,   {},         {},        "2027-01-22", "",           "from  22 Jan",      "from 22 Jan"},
      {after,   {},         days(14),  "2027-01-22", "2027-02-05", "until  5 Feb",      "until 5 Feb"},
      {after,   {},         days(0),   "2027-01-22", "2027-01-22", "on    22 Jan",      "on 22 Jan"},
      {after,   {},         hours(24), "2027-01-22", "2027-01-23", "first 24 hours",    "first 24 hours"},
      {after,   days(1),    days(3),   "2027-01-23", "2027-01-25", "23 to 25 Jan",      "23 to 25 Jan"},
      {after,   days(1),    days(14),  "2027-01-23", "2027-02-05", "23 Jan to  5 Feb",  "23 Jan to 5 Feb"},
      {after,   days(2),    days(2),   "2027-01-24", "2027-01-24", "on    24 Jan",      "on 24 Jan"},
      {call_us, {},         {},        "2027-01-22", "",           "at any time",       "at any time"},
      {call_us, days(2),    {},        "2027-01-24", "",           "from  24 Jan",      "from 24 Jan"},
      // clang-format on
  }));
  CAPTURE(row.line);
  const Date as_of = *parse_date("2026-11-22");
  const Date care_day = *parse_date("2027-01-22");
  const GivenCare given = {row.group, 0, false, parse_date(row.from_date), parse_date(row.to_date)};
  const CareItem care = item(row.from, row.to);
  CHECK(dated_window(care, given, as_of, care_day, true) == row.column);
  CHECK(dated_window(care, given, as_of, care_day, false) == row.line);
}
