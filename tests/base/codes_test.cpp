// SPDX-License-Identifier: Apache-2.0
#include "candor/base/codes.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "support/catch.hpp"
#include "support/files.h"

using namespace candor;

TEST_CASE("codes: each has a name, a title and an explanation of its own") {
  std::set<std::string_view> names, titles;
  for (const DiagnosticCode code : all_codes()) {
    const std::string_view name = to_string(code);
    CAPTURE(name);
    CHECK(code != codes::none);
    CHECK(name.size() == 4);
    CHECK(name.find_first_not_of("0123456789", 1) == name.npos);
    CHECK(names.insert(name).second);
    CHECK(titles.insert(title_of(code)).second);
    CHECK(is_finding(code) == (name[0] == 'F'));
    CHECK(find_code(name) == code);

    const std::string_view text = explanation_of(code);
    CHECK(text.size() > 40);
    CHECK_FALSE(text.starts_with("```"));  // words come before the first example
    CHECK(text.ends_with("```"));
    CHECK(text.find("\n##") == text.npos);
  }
  CHECK(names.size() >= 133);
  CHECK(*names.begin() == "E101");
}

TEST_CASE("codes: constants and names belong together") {
  CHECK(to_string(codes::not_utf8) == "E101");
  CHECK(to_string(codes::impossible_window) == "E414");
  CHECK(to_string(codes::existing_file) == "E908");
  CHECK(to_string(codes::rule_never_applies) == "F101");
  CHECK(to_string(codes::unused_acceptance) == "F901");
  CHECK(is_finding(codes::rule_never_applies));
  CHECK_FALSE(is_finding(codes::existing_file));
}

TEST_CASE("codes: none is no code") {
  CHECK(to_string(codes::none).empty());
  CHECK(explanation_of(codes::none).empty());
  CHECK_FALSE(is_finding(codes::none));
  for (const std::string_view name : {"", "E", "E4140", "E000", "e414", "F999"}) {
    CAPTURE(name);
    CHECK_FALSE(find_code(name).has_value());
  }
}

TEST_CASE("codes: docs/diagnostics.md and docs/findings.md are made of the table") {
  struct Row {
    std::string_view file, page;
  };
  const Row row = GENERATE(values<Row>(
      {{"/docs/diagnostics.md", diagnostics_page()}, {"/docs/findings.md", findings_page()}}));
  const std::string path = std::string(CANDOR_SOURCE_DIR).append(row.file);
  CAPTURE(path);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << row.page;
  // UPDATE_GOLDEN=1 writes them anew.
  CHECK(read_file(path) == row.page);
}
