// SPDX-License-Identifier: Apache-2.0
#include "candor/base/decimal.h"

#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace candor;

namespace {

std::string written(const std::optional<Decimal>& number) {
  return number ? to_string(*number) : "refused";
}

}  // namespace

TEST_CASE("a decimal is digits, perhaps with a sign and a fraction") {
  struct Row {
    std::string text, read;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"0",                    "0"},
      {"18",                   "18"},
      {"-3",                   "-3"},
      {"0.25",                 "0.25"},
      {"-0.5",                 "-0.5"},
      {"-0",                   "0"},
      {"-0.000",               "0"},
      {"1.50",                 "1.5"},
      {"010",                  "10"},
      {"0.000001",             "0.000001"},
      {"0.0000010000",         "0.000001"},
      {"999999999999.999999",  "999999999999.999999"},
      {"-999999999999.999999", "-999999999999.999999"},
      {"000000000001",         "1"},
      {"0.0000001",            "refused"},
      {"1000000000000",        "refused"},
      {"0000000000001",        "refused"},
      {"+1",                   "refused"},
      {"--1",                  "refused"},
      {"1.",                   "refused"},
      {".5",                   "refused"},
      {"-.5",                  "refused"},
      {"-",                    "refused"},
      {".",                    "refused"},
      {"",                     "refused"},
      {" 1",                   "refused"},
      {"1 ",                   "refused"},
      {"1e3",                  "refused"},
      {"0x10",                 "refused"},
      {"1,5",                  "refused"},
      {"1_000",                "refused"},
      {"1.2.3",                "refused"},
      {"nan",                  "refused"},
      {"inf",                  "refused"},
      {"\xD9\xA3",             "refused"},
      {std::string("1\0", 2),  "refused"},
      // clang-format on
  }));
  CAPTURE(row.text);

  CHECK(written(parse_decimal(row.text)) == row.read);
}

TEST_CASE("a JSON number is read by its value, however it is written") {
  struct Row {
    std::string text, read;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"0",                     "0"},
      {"-0",                    "0"},
      {"-0.0e-5",               "0"},
      {"1.50",                  "1.5"},
      {"1e1",                   "10"},
      {"1E+1",                  "10"},
      {"12.5e-1",               "1.25"},
      {"250000e-6",             "0.25"},
      {"1e-6",                  "0.000001"},
      {"1e11",                  "100000000000"},
      {"999999999999999999e-6", "999999999999.999999"},
      {"0.000000000000001e15",  "1"},
      {"1000000000000000e-15",  "1"},
      {"0e99999999999999999999", "0"},
      {"0e-99999999999999999999", "0"},
      {"1e-00000000000000000001", "0.1"},
      {"1e-7",                  "refused"},
      {"1e12",                  "refused"},
      {"1e400",                 "refused"},
      {"1e99999999999999999999", "refused"},
      {"1e-99999999999999999999", "refused"},
      {"0.1000000000000000055", "refused"},
      {"010",                   "refused"},
      {"+1",                    "refused"},
      {"1.",                    "refused"},
      {".5",                    "refused"},
      {"1e",                    "refused"},
      {"1e+",                   "refused"},
      {"1e-+1",                 "refused"},
      {"1e+-1",                 "refused"},
      {"1e1.5",                 "refused"},
      {"",                      "refused"},
      {"-",                     "refused"},
      {"NaN",                   "refused"},
      // clang-format on
  }));
  CAPTURE(row.text);

  CHECK(written(parse_json_number(row.text)) == row.read);
}

TEST_CASE("a number of a million digits is read in one go") {
  const std::string zeros(1'000'000, '0');
  CHECK(written(parse_json_number("0." + zeros + "1e1000001")) == "1");
  CHECK(written(parse_json_number("1" + zeros + "e-1000000")) == "1");
  CHECK(written(parse_json_number("1" + zeros)) == "refused");
  CHECK(written(parse_decimal("1." + zeros)) == "1");
  CHECK(written(parse_decimal(zeros + "1")) == "refused");
}

TEST_CASE("decimals compare exactly and read back as written") {
  CHECK(parse_decimal("0.1")->millionths * 3 == parse_decimal("0.3")->millionths);
  CHECK(*parse_decimal("-0.25") < *parse_decimal("-0.2"));
  CHECK(*parse_decimal("2.50") == *parse_decimal("2.5"));
  CHECK(to_string(Decimal{std::numeric_limits<std::int64_t>::min()}) == "-9223372036854.775808");

  std::size_t wrong = 0;
  for (std::int64_t n = -1'000'000; n <= 1'000'000; n += 997) {
    if (parse_decimal(to_string(Decimal{n})) != Decimal{n}) ++wrong;
    if (parse_json_number(to_string(Decimal{n})) != Decimal{n}) ++wrong;
    if (parse_json_number(std::to_string(n) + "e-6") != Decimal{n}) ++wrong;
  }
  CHECK(wrong == 0);
}
