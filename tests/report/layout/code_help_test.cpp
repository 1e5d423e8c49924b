// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/code_help.h"

#include <sstream>
#include <string>
#include <vector>

#include "candor/base/utf8.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("help about a code: the words are wrapped, the examples are indented as they are") {
  CHECK(code_help(codes::impossible_window, 60, false) == R"(E414: an impossible window

`from` and `to` are `appointment`, `5 days before`, `2 hours
after` and so on, up to ten years. Under `before` neither is
after the appointment, under `after` and `call_us` neither
is before it, and `to` is not before `from`.

Gives E414:
    care:
      before:
        stop-acids: {say: Stop exfoliating acids., from: 5 days after}

Does not give E414:
    care:
      before:
        stop-acids: {say: Stop exfoliating acids., from: 5 days before}
)");
}

TEST_CASE("help about a code: what an example belongs to stands before it") {
  CHECK(code_help(codes::missing_column, 80, false) == R"(E814: a missing column

The mapping or `--as-of-column` names a column that the file lacks, so its
question would be blank for everyone.

With:
    columns: {Raucher: smoker}

Gives E814:
    id,Raucher/in
    1,no

Does not give E814:
    id,Raucher
    1,no
)");
}

TEST_CASE("help about a code: a dialogue shows itself what gives the code") {
  CHECK(code_help(codes::not_utf8, 80, false) == R"(E101: text that is not UTF-8

Readers would see wrong characters. Save the file as UTF-8, and check the
escapes in double quotes.

    $ printf 'title: Caf\351\n' | candor check -
    <standard input>:1:11: error: the text is not UTF-8 [E101]
      help: save the file as UTF-8
    <standard input>: 1 error

Does not give E101:
    title: Microneedling at the Café
)");
}

TEST_CASE("help about a code: a link is words, with its file") {
  const std::string text = code_help(codes::unknown_finding_code, 80, false);
  CHECK_THAT(text, Catch::Contains("the codes of findings (docs/findings.md); errors"));
  CHECK_THAT(code_help(codes::missing_key, 80, false), Catch::Contains("docs/language.md lists"));
}

TEST_CASE("help about a code: every code, without Markdown, within the width") {
  for (const DiagnosticCode code : all_codes()) {
    CAPTURE(to_string(code));
    for (const std::size_t width : {std::size_t{40}, std::size_t{80}}) {
      CAPTURE(width);
      const std::string text = code_help(code, width, false);
      CHECK(text.find("```") == text.npos);
      CHECK(text.find("](") == text.npos);
      CHECK(text.find(" \n") == text.npos);
      CHECK(text.find("\n\n\n") == text.npos);
      bool example = false;
      for (const std::string& line : lines_of(text)) {
        CAPTURE(line);
        const bool is_example = line.starts_with("    ");
        example = example || is_example;
        if (!is_example) CHECK(display_width(line) <= width);
        if (!is_example) CHECK_FALSE(line.starts_with('|'));
      }
      CHECK(example);
    }
  }
}
