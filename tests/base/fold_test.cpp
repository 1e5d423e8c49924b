// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "candor/base/fold.h"
#include "support/catch.hpp"

using namespace candor;

TEST_CASE("words are compared without case and with single blanks within") {
  struct Row {
    std::string_view text, wanted;
  };
  const Row row = GENERATE(values<Row>({{"", ""},
                                        {"  \t ", ""},
                                        {" A few\t  Spots\r\n", "a few spots"},
                                        {"AZ az 09_-", "az az 09_-"},
                                        {"\xC3\x89", "\xC3\xA9"}}));
  CAPTURE(row.text);
  CHECK(fold(row.text) == row.wanted);
}
