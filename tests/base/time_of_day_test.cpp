// SPDX-License-Identifier: Apache-2.0
#include "candor/base/time_of_day.h"

#include "support/catch.hpp"

namespace candor::testing {
namespace {

TEST_CASE("times of day are read to the minute, and only in full") {
  CHECK(parse_time_of_day("14:30") == TimeOfDay{14, 30});
  CHECK(parse_time_of_day("00:00") == TimeOfDay{});
  CHECK(parse_time_of_day("23:59") == TimeOfDay{23, 59});
  for (const char* text : {"", "9:30", "24:00", "12:60", "12-30", "12:3", "12:300", "1a:30",
                           "12:3x", " 2:30", "12:30Z", "-1:30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text));
  }
}

TEST_CASE("times of day are written with two digits each") {
  CHECK(to_string(TimeOfDay{9, 5}) == "09:05");
}

}  // namespace
}  // namespace candor::testing
