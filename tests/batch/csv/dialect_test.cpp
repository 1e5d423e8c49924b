// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/dialect.h"

#include <string>

#include <fmt/format.h>

#include "batch/small_rules.h"
#include "candor/batch/mapping/intake_map.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

// `SEPARATOR header in LINE of FIELDS: [name][name]`, or the code and the message.
std::string shown(const std::string& text, const DialectOptions& options = {}) {
  const RuleSet rules = small_rules();
  const Parsed<Dialect> found =
      detect_dialect(text, true, options, known_columns(rules, nullptr, ""), "f.csv");
  CHECK(found.value.has_value() != found.diagnostics.has_errors());
  if (!found.value) {
    const Diagnostic& d = found.diagnostics.items().front();
    return fmt::format("{} {}: {}", to_string(d.code), d.line, d.message);
  }
  std::string out = fmt::format("{} in {} of {}: ", delimiter_in_words(found.value->delimiter),
                                found.value->header_line, found.value->fields);
  for (const std::string& name : found.value->header) out += fmt::format("[{}]", name);
  return out;
}

}  // namespace

TEST_CASE("the separator and the header are found by known columns") {
  struct Case {
    std::string why, text, wanted;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"a comma", "id,age,spots\n1,2,none\n", "`,` in 1 of 3: [id][age][spots]"},
      {"a semicolon", "id;age;spots\n1;2,5;none\n", "`;` in 1 of 3: [id][age][spots]"},
      {"a tab", "id\tage\tspots\n", "tab in 1 of 3: [id][age][spots]"},
      {"a bar", "id|age|peels\n1|2|age;spots\n", "`|` in 1 of 3: [id][age][peels]"},
      {"CR alone", "id;age\r1;2\r", "`;` in 1 of 2: [id][age]"},
      {"one column", "spots\nnone\nfew\n", "`,` in 1 of 1: [spots]"},
      {"blanks around names", " id ; Age\t; SPOTS\n", "`;` in 1 of 3: [id][Age][SPOTS]"},
      {"names in quotes", "\"id\";\"age\";\"a;b\"\n", "`;` in 1 of 3: [id][age][a;b]"},
      {"sep=", "sep=;\nid;age\n1;2\n", "`;` in 2 of 2: [id][age]"},
      {"sep= of a separator of no one else", "SEP=^\r\nid^age\r\n", "`^` in 2 of 2: [id][age]"},
      {"a title and a blank line", "Intake of 2026\n\nid,age,spots\n1,2,none\n", "`,` in 3 of 3: [id][age][spots]"},
      {"a padded title", "Intake;;;\n;;;\nid;age;spots;x\n1;2;none;\n", "`;` in 3 of 4: [id][age][spots][x]"},
      {"a separator at the end of each line", "id;age;\n1;2;\n", "`;` in 1 of 3: [id][age]"},
      {"several of them", "id;age;;;\n1;2;;;\n", "`;` in 1 of 5: [id][age]"},
      {"a column without a name between others", "id;;age\n1;x;2\n", "`;` in 1 of 3: [id][][age]"},
      {"the header twice", "id,age\nid,age\n1,2\n", "`,` in 1 of 2: [id][age]"},
      {"nothing known", "a;b,c\n1;2\n", "`;` in 1 of 2: [a][b,c]"},
      {"nothing known but cells of a row", "a,b,c,d,e\n1,2,3,4,5\n1,2,3,4,age\n", "`,` in 1 of 5: [a][b][c][d][e]"},
      {"no line end at the end", "id,age", "`,` in 1 of 2: [id][age]"},

      {"nothing", "", "E820 0: the file is empty"},
      {"blank lines", "\n  \r\n\t\n", "E820 0: the file is empty"},
      {"sep= and nothing else", "sep=;\n", "E821 0: no header found"},
      {"two separators", "age,spots;peels\n1,2;3\n", "E822 1: the separator could be `,` or `;`"},
      {"two headers", "peels\nage\n", "E822 1: line 1 and line 2 could both be the header"},
      {"a title that is called like a question", "age\nid,age,spots\n1,2,none\n", "E822 1: line 1 and line 2 could both be the header"},
      {"one column, and separators in cells that are called like questions", "peels\nage;spots\nspots\n", "E822 1: line 1 and line 2 could both be the header"},
      {"a row above the header", "1,2,none\nid,age,spots\n", "E822 1: line 1 and line 2 could both be the header"},
  }));
  // clang-format on
  CAPTURE(c.why, c.text);
  CHECK(shown(c.text) == c.wanted);
}

TEST_CASE("what the user says about a file overrides detection") {
  struct Case {
    std::string why, text;
    DialectOptions options;
    std::string wanted;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"the separator of two", "age,spots;peels\n", {.delimiter = ';'}, "`;` in 1 of 2: [age,spots][peels]"},
      {"the separator, against sep=", "sep=;\nid,age\n", {.delimiter = ','}, "`,` in 2 of 2: [id][age]"},
      {"the header of two", "peels\nage\n", {.header_row = 2}, "`,` in 2 of 1: [age]"},
      {"a header that names nothing", "id,age\nx;y\n", {.header_row = 2}, "`;` in 2 of 2: [x][y]"},
      {"a row above the header", "1,2\nid,age\n", {.header_row = 2}, "`,` in 2 of 2: [id][age]"},
      {"a blank line", "id,age\n\n", {.header_row = 2}, "E821 0: line 2 is blank, within a record, or too far down"},
      {"a line within a record", "\"age\nx\",id\n", {.header_row = 2}, "E821 0: line 2 is blank, within a record, or too far down"},
      {"a line too many", "id,age\n", {.header_row = 3}, "E821 0: line 3 is blank, within a record, or too far down"},
  }));
  // clang-format on
  CAPTURE(c.why);
  CHECK(shown(c.text, c.options) == c.wanted);
}

TEST_CASE("a header cut off by the sample does not count") {
  const RuleSet rules = small_rules();
  const KnownColumns known = known_columns(rules, nullptr, "");
  CHECK(detect_dialect("id,age", true, {}, known, "f").value);
  CHECK_FALSE(detect_dialect("id,age", false, {}, known, "f").value);
}
