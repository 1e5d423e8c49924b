// SPDX-License-Identifier: Apache-2.0
#include "candor/check/amounts.h"

#include <string>

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace candor;

namespace {

// "6 months (6 months), 18 (18)": each amount as written, and what it is.
std::string amounts(std::string_view text) {
  std::string out;
  for (const Amount& amount : amounts_in(text)) {
    std::string is = to_string(amount.number);
    if (amount.span)
      is = fmt::format("{} {}", amount.span->amount, amount.span->by_month ? "months" : "minutes");
    else if (!amount.unit.empty())
      is = "no span";
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", amount.text, is);
  }
  return out;
}

}  // namespace

TEST_CASE("amounts: durations and numbers in a text") {
  struct Row {
    std::string_view text;
    std::string_view amounts;
  };
  const Row row = GENERATE(values<Row>({
      {"Isotretinoin ended less than 6 months ago.", "6 months = 6 months"},
      {"Isotretinoin ended 6 to 12 months ago.", "6 months = 6 months, 12 months = 12 months"},
      {"Two or three days", "two days = 2880 minutes, three days = 4320 minutes"},
      {"5-7 days, 5\u20137 days",
       "5 days = 7200 minutes, 7 days = 10080 minutes, "
       "5 days = 7200 minutes, 7 days = 10080 minutes"},
      {"A six-month wait, a 24-hour patch test", "six months = 6 months, 24 hours = 1440 minutes"},
      {"An 18-year-old", "18 years = 216 months"},
      {"1.5 years, 0.3 months", "1.5 years = 18 months, 0.3 months = no span"},
      {"(within 2 weeks)", "2 weeks = 20160 minutes"},
      {"two\nfull weeks, 3 quiet days", "two weeks = 20160 minutes, 3 days = 4320 minutes"},
      {"Swelling after day 2, from days 3 to 5",
       "day 2 = 2880 minutes, day 3 = 4320 minutes, "
       "day 5 = 7200 minutes"},
      {"less than a week ago; within a month", "a week = 10080 minutes, a month = 1 months"},
      {"for half a year, half an hour", "half a year = 6 months, half an hour = 30 minutes"},
      {"in the last week", "last week = 10080 minutes"},
      {"a fortnight ago", "a fortnight = 20160 minutes"},
      // Not a duration
      {"once a day, twice a week, 20 cigarettes a day", "20 = 20"},
      {"on the last day, last year, a day off, one of them", ""},
      {"press for 10 to 15 minutes, wait 30 seconds", ""},
      {"an hour", ""},
      // Numbers
      {"Under 18, from 1,000 to 1.5 mm", "18 = 18, 1,000 = 1000, 1.5 = 1.5"},
      {"SPF 30 to 50", "30 = 30, 50 = 50"},
      {"more than 20% of 7.", "20 = 20, 7 = 7"},
      {"phototype IV, vitamin B12, COVID-19, 5-FU, HbA1c, 2nd", ""},
      {"on 2026-11-22 at 14:30, 1/2 of it, 1.2.3", ""},
      {"twelve, one, two and a half", ""},
      {"", ""},
      {" - ", ""},
      {"99999999999999999999 months", ""},
      {"999999999999 years", "999999999999 years = no span"},
  }));
  CAPTURE(row.text);
  CHECK(amounts(row.text) == row.amounts);
}

TEST_CASE("amounts: equal durations have equal spans") {
  const auto span = [](std::int32_t amount, Unit unit) { return time_span({amount, unit}); };
  CHECK(span(2, Unit::weeks) == span(14, Unit::days));
  CHECK(span(1, Unit::years) == span(12, Unit::months));
  CHECK(hours_span(72) == span(3, Unit::days));
  CHECK_FALSE(span(4, Unit::weeks) == span(1, Unit::months));
  CHECK_FALSE(span(2, Unit::days) == span(2, Unit::months));
}
