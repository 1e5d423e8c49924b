// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "candor/rules/load/find_rules.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

// Only `ours.yaml` can be read; `locked` exists too.
FileText read_ours(const std::string& path) {
  if (path == "ours.yaml") return {.text = "candor: 1\n"};
  if (path == "locked") return {.problem = "it is locked"};
  return {.problem = "it does not exist", .exists = false};
}

}  // namespace

TEST_CASE("a rule set is found by its id or its path") {
  const auto built_in = std::get<RulesFile>(find_rules("microneedling", {.read_file = read_ours}));
  CHECK(built_in.built_in == find_built_in("microneedling"));
  CHECK(built_in.file.name() == "<microneedling>");
  CHECK(built_in.file.text() == built_in.built_in->yaml);

  const auto ours = std::get<RulesFile>(find_rules("ours.yaml", {.read_file = read_ours}));
  CHECK(ours.built_in == nullptr);
  CHECK(ours.file.name() == "ours.yaml");
  CHECK(ours.file.text() == "candor: 1\n");
}

TEST_CASE("the message says why no rule set is found") {
  struct Row {
    const char* name;
    const char* code;
    const char* message;
    const char* help;
  };
  const Row row = GENERATE(values<Row>({
      {"microneedlng", "E906", "this is neither a file nor a built-in rule set",
       "did you mean `microneedling`?"},
      {"x", "E906", "this is neither a file nor a built-in rule set", "built in: microneedling"},
      {"x.yaml", "E901", "it does not exist", ""},
      {"x/y", "E901", "it does not exist", ""},
      {"locked", "E901", "it is locked", ""},
  }));
  CAPTURE(row.name);
  const auto problem = std::get<Diagnostic>(find_rules(row.name, {.read_file = read_ours}));
  CHECK(to_string(problem.code) == row.code);
  CHECK(problem.message == row.message);
  CHECK(problem.help == row.help);
  CHECK(problem.file == row.name);
}
