// SPDX-License-Identifier: Apache-2.0
#include "candor/base/date.h"

#include <locale>
#include <string>

#include "support/catch.hpp"

using namespace candor;

namespace {

Date day(const char* text) { return parse_date(text).value(); }

Duration duration(const char* text) { return parse_duration(text).value(); }

// A locale that groups digits. Output must not depend on it.
struct Grouped : std::numpunct<char> {
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\1"; }
  char do_decimal_point() const override { return ','; }
};

}  // namespace

TEST_CASE("only YYYY-MM-DD that is a calendar day is read as a date") {
  struct Row {
    std::string text;
    bool good;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"2026-11-22",  true},
      {"2024-02-29",  true},
      {"2000-02-29",  true},
      {"0001-01-01",  true},
      {"9999-12-31",  true},
      {"2026-02-29",  false},
      {"1900-02-29",  false},
      {"2026-04-31",  false},
      {"2026-13-01",  false},
      {"2026-00-10",  false},
      {"2026-01-00",  false},
      {"2026-1-2",    false},
      {"2026-11-2",   false},
      {"26-11-22",    false},
      {"2026/11/22",  false},
      {"22.11.2026",  false},
      {" 2026-11-22", false},
      {"2026-11-22 ", false},
      {"2026-11-22T", false},
      {"+026-11-22",  false},
      {"-026-11-22",  false},
      {"2026-+1-22",  false},
      {"2026--1-22",  false},
      {"2026-11- 2",  false},
      {"20261122",    false},
      {"",            false},
      {"today",       false},
      {std::string("2026-11-2\0", 10), false},
      // clang-format on
  }));
  CAPTURE(row.text);

  const auto date = parse_date(row.text);
  CHECK(date.has_value() == row.good);
  if (date) CHECK(to_string(*date) == row.text);
}

TEST_CASE("every day of four centuries reads back as it was written") {
  std::size_t wrong = 0;
  for (Date date = day("1799-12-31"); date <= day("2201-01-02"); date += std::chrono::days{1}) {
    if (parse_date(to_string(date)) != date) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a date in words is English, without leading zeros") {
  CHECK(in_words(day("2026-11-22")) == "22 November 2026");
  CHECK(in_words(day("2027-01-01")) == "1 January 2027");
  CHECK(in_words(day("2026-05-09")) == "9 May 2026");
  CHECK(in_words(day("1000-12-31")) == "31 December 1000");
}

TEST_CASE("screening dates run from 1900 to 2999") {
  CHECK_FALSE(is_screening_date(day("1899-12-31")));
  CHECK(is_screening_date(day("1900-01-01")));
  CHECK(is_screening_date(day("2999-12-31")));
  CHECK_FALSE(is_screening_date(day("3000-01-01")));
}

TEST_CASE("a duration is a whole number, blanks and a unit") {
  struct Row {
    std::string text;
    std::string read;  // empty: refused
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"10 days",       "10 days"},
      {"1 day",         "1 day"},
      {"1 days",        "1 day"},
      {"6 week",        "6 weeks"},
      {"6 weeks",       "6 weeks"},
      {"2 months",      "2 months"},
      {"1 year",        "1 year"},
      {"0 days",        "0 days"},
      {"6   months",    "6 months"},
      {"06 months",     "6 months"},
      {"73050 days",    "73050 days"},
      {"10436 weeks",   "10436 weeks"},
      {"2400 months",   "2400 months"},
      {"200 years",     "200 years"},
      {"73051 days",    ""},
      {"10437 weeks",   ""},
      {"2401 months",   ""},
      {"201 years",     ""},
      {"000001 day",    ""},
      {"99999999999999999999 days", ""},
      {"-1 day",        ""},
      {"+1 day",        ""},
      {"1.5 years",     ""},
      {"1,5 years",     ""},
      {"10days",        ""},
      {"10\tdays",      ""},
      {" 10 days",      ""},
      {"10 days ",      ""},
      {"10 Days",       ""},
      {"10 d",          ""},
      {"10 hours",      ""},
      {"6 months ago",  ""},
      {"ten days",      ""},
      {"days",          ""},
      {" days",         ""},
      {"10",            ""},
      {"10 ",           ""},
      {"",              ""},
      // clang-format on
  }));
  CAPTURE(row.text);

  const auto read = parse_duration(row.text);
  CHECK((read ? to_string(*read) : "") == row.read);
  if (read) CHECK(parse_duration(to_string(*read)) == read);
}

TEST_CASE("months and years end with the month, days and weeks count") {
  struct Row {
    const char* from;
    const char* by;
    const char* later;
    const char* earlier;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      // from         by           later         earlier
      {"2026-11-22", "6 months",  "2027-05-22", "2026-05-22"},
      {"2026-11-22", "180 days",  "2027-05-21", "2026-05-26"},
      {"2026-08-31", "6 months",  "2027-02-28", "2026-02-28"},
      {"2023-08-31", "6 months",  "2024-02-29", "2023-02-28"},
      {"2026-01-31", "1 month",   "2026-02-28", "2025-12-31"},
      {"2026-03-31", "1 month",   "2026-04-30", "2026-02-28"},
      {"2024-03-31", "1 month",   "2024-04-30", "2024-02-29"},
      {"2026-01-30", "11 months", "2026-12-30", "2025-02-28"},
      {"2024-02-29", "1 year",    "2025-02-28", "2023-02-28"},
      {"2024-02-29", "4 years",   "2028-02-29", "2020-02-29"},
      {"2096-02-29", "4 years",   "2100-02-28", "2092-02-29"},
      {"2024-02-29", "12 months", "2025-02-28", "2023-02-28"},
      {"2026-12-31", "2 months",  "2027-02-28", "2026-10-31"},
      {"2026-12-15", "1 month",   "2027-01-15", "2026-11-15"},
      {"2026-01-15", "1 month",   "2026-02-15", "2025-12-15"},
      {"2026-02-28", "1 day",     "2026-03-01", "2026-02-27"},
      {"2024-02-28", "1 day",     "2024-02-29", "2024-02-27"},
      {"2026-11-22", "2 weeks",   "2026-12-06", "2026-11-08"},
      {"2026-11-22", "0 days",    "2026-11-22", "2026-11-22"},
      {"2026-08-31", "0 months",  "2026-08-31", "2026-08-31"},
      {"2999-12-31", "200 years", "3199-12-31", "2799-12-31"},
      {"1900-01-01", "200 years", "2100-01-01", "1700-01-01"},
      {"1900-01-01", "2400 months", "2100-01-01", "1700-01-01"},
      {"1900-01-01", "73050 days", "2100-01-02", "1699-12-30"},
      // clang-format on
  }));
  CAPTURE(row.from, row.by);

  CHECK(to_string(plus(day(row.from), duration(row.by))) == row.later);
  CHECK(to_string(minus(day(row.from), duration(row.by))) == row.earlier);
}

TEST_CASE("a later day never leads to an earlier one") {
  const auto by = GENERATE(values<const char*>({"1 month", "6 months", "1 year", "90 days"}));
  CAPTURE(by);

  std::size_t wrong = 0;
  for (Date date = day("2023-01-01"); date < day("2029-01-01"); date += std::chrono::days{1}) {
    const Date next = date + std::chrono::days{1};
    if (plus(next, duration(by)) < plus(date, duration(by))) ++wrong;
    if (minus(next, duration(by)) < minus(date, duration(by))) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("dates and durations are written the same in every locale") {
  const std::locale before = std::locale::global(std::locale(std::locale(), new Grouped));
  const std::string date = to_string(day("2026-11-22"));
  const std::string words = in_words(day("2026-11-22"));
  const std::string long_time = to_string(duration("73050 days"));
  std::locale::global(before);

  CHECK(date == "2026-11-22");
  CHECK(words == "22 November 2026");
  CHECK(long_time == "73050 days");
}
