// SPDX-License-Identifier: Apache-2.0
// Whole files: tests/data/rules/good load without diagnostics; each case in tests/data/rules/bad is
// refused with exactly its diagnostics. UPDATE_GOLDEN=1 rewrites those.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "candor/rules/load/load_rule_set.h"
#include "support/cases.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/refused.h"
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

// Each case of tests/data/rules/bad as a rule set that may extend another case or one of ../good.
class BadRules {
 public:
  BadRules() {
    for (const auto& file : files) {
      for (const auto& one : file.cases) inputs.emplace(one.name, &one.input);
    }
  }

  Parsed<RuleSet> load(const testing::Case& one) const {
    const auto read = [this](const std::string& path) {
      const fs::path whole = (folder / path).lexically_normal();
      const auto found = inputs.find(whole.filename().string());
      if (whole.parent_path() != folder || found == inputs.end()) {
        return testing::rules_beside(folder).read_file(path);
      }
      return FileText{.text = *found->second};
    };
    return load_rule_set(SourceFile(one.name, one.input), {.read_file = read});
  }

  const fs::path folder = data / "bad";
  std::vector<testing::CaseFile> files = testing::read_case_folder(folder);

 private:
  std::map<std::string, const std::string*> inputs = {};
};

std::string rendered(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.sorted()) out += render(d);
  return out;
}

}  // namespace

TEST_CASE("good rule sets load without diagnostics") {
  const auto files = yaml_files(data / "good");
  CHECK(files.size() > 10);
  for (const fs::path& path : files) {
    CAPTURE(path.filename());
    const auto loaded = load(path);
    CHECK(loaded.value.has_value());
    CHECK(rendered(loaded.diagnostics).empty());
  }
}

TEST_CASE("bad rule sets are refused with the diagnostics of their cases") {
  const BadRules bad;
  testing::check_refused(bad.folder, 378, [&](const testing::Case& one) { return bad.load(one); });
}

TEST_CASE("every code about a rule set is shown by a case") {
  const BadRules bad;
  std::set<DiagnosticCode> shown;
  for (const testing::CaseFile& file : bad.files) {
    for (const testing::Case& one : file.cases) {
      const auto loaded = bad.load(one);
      for (const Diagnostic& d : loaded.diagnostics.items()) shown.insert(d.code);
    }
  }
  CHECK_FALSE(shown.contains(codes::none));
  // E113 is a row of yaml_reader_test: other readers of YAML accept such line ends. E307 and E308
  // are about tests; E502 to E504 about signatures (tests/base/signature_test.cpp).
  shown.insert({codes::carriage_return, codes::unknown_rule, codes::unknown_care_item,
                codes::wrong_signature, codes::not_a_signature, codes::not_a_public_key});
  for (const DiagnosticCode code : all_codes()) {
    CAPTURE(to_string(code));
    if (code < codes::not_json) CHECK(shown.contains(code));
  }
}
