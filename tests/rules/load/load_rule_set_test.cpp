// SPDX-License-Identifier: Apache-2.0
// Whole files: tests/data/rules/good load without a word; each of tests/data/rules/bad is refused
// with exactly the diagnostics in the `.txt` beside it. UPDATE_GOLDEN=1 rewrites those.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/rules_beside.h"

using namespace candor;
namespace fs = std::filesystem;

namespace {

const fs::path data = fs::path(CANDOR_SOURCE_DIR) / "tests/data/rules";

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Parsed<RuleSet> load(const fs::path& path) {
  return load_rule_set(SourceFile(path.filename().string(), read_file(path)),
                       testing::rules_beside(path.parent_path()));
}

std::string rendered(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.sorted()) out += render(d);
  return out;
}

}  // namespace

TEST_CASE("good rule sets load without a word") {
  const auto files = yaml_files(data / "good");
  CHECK(files.size() > 10);
  for (const fs::path& path : files) {
    CAPTURE(path.filename());
    const auto loaded = load(path);
    CHECK(loaded.value.has_value());
    CHECK(rendered(loaded.diagnostics).empty());
  }
}

TEST_CASE("bad rule sets are refused with the diagnostics beside them") {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  const auto files = yaml_files(data / "bad");
  CHECK(files.size() > 300);
  for (const fs::path& path : files) {
    CAPTURE(path.filename());
    const auto loaded = load(path);
    CHECK_FALSE(loaded.value.has_value());
    CHECK(loaded.diagnostics.has_errors());
    const fs::path expected = fs::path(path).replace_extension(".txt");
    if (update) std::ofstream(expected, std::ios::binary) << rendered(loaded.diagnostics);
    CHECK(rendered(loaded.diagnostics) == read_file(expected));
  }
}

TEST_CASE("every code about a rule set is shown by a file") {
  std::set<std::string_view> shown;
  for (const fs::path& path : yaml_files(data / "bad")) {
    const auto loaded = load(path);
    for (const Diagnostic& d : loaded.diagnostics.items()) shown.insert(d.code);
  }
  for (const DiagnosticCode& code : diagnostic_codes()) {
    // E113 is a row of yaml_reader_test: other readers of YAML take such line ends.
    const bool about_rules =
        code.code < "E600" && code.code != "E113" && code.code != "E307" && code.code != "E308";
    CAPTURE(code.code);
    if (about_rules) CHECK(shown.count(code.code) == 1);
  }
}

TEST_CASE("a code is in the catalogue once, and every diagnostic's code is in it") {
  std::set<std::string_view> codes;
  for (const DiagnosticCode& code : diagnostic_codes()) CHECK(codes.insert(code.code).second);
  for (const fs::path& path : yaml_files(data / "bad")) {
    const auto loaded = load(path);
    for (const Diagnostic& d : loaded.diagnostics.items()) CHECK(codes.count(d.code) == 1);
  }
}
