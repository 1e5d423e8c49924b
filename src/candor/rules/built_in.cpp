// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/built_in.h"

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "candor/base/errors.h"
#include "candor/rules/rule_set_snapshot.h"
#include "candor/rules/schema.h"

namespace candor {

namespace embedded {  // rules/CMakeLists.txt makes these from the files
extern const std::string_view microneedling;
extern const std::string_view microneedling_tests;
extern const std::string_view microneedling_prepared;
extern const std::string_view rules_schema;
extern const std::string_view tests_schema;
extern const std::string_view result_schema;
extern const std::string_view map_schema;
extern const std::string_view clinic_schema;
extern const std::string_view record_schema;
extern const std::string_view journal_schema;
extern const std::string_view interview_schema;
}  // namespace embedded

std::span<const BuiltIn> built_in_rule_sets() noexcept {
  static const std::array<BuiltIn, 1> sets{
      {{"microneedling", embedded::microneedling, embedded::microneedling_tests,
        embedded::microneedling_prepared}}};
  return sets;
}

const BuiltIn* find_built_in(std::string_view id) noexcept {
  for (const BuiltIn& set : built_in_rule_sets()) {
    if (set.id == id) return &set;
  }
  return nullptr;
}

RuleSet load_built_in(const BuiltIn& built_in) {
  std::optional<RuleSet> rules = restore_rule_set(built_in.prepared);
  if (!rules) throw InternalError("a built-in rule set was prepared by another build");
  rules->files = {std::make_shared<const SourceFile>(built_in.file())};
  return *std::move(rules);
}

std::string_view rules_schema() noexcept { return embedded::rules_schema; }
std::string_view tests_schema() noexcept { return embedded::tests_schema; }
std::string_view result_schema() noexcept { return embedded::result_schema; }
std::string_view map_schema() noexcept { return embedded::map_schema; }
std::string_view clinic_schema() noexcept { return embedded::clinic_schema; }
std::string_view record_schema() noexcept { return embedded::record_schema; }
std::string_view journal_schema() noexcept { return embedded::journal_schema; }
std::string_view interview_schema() noexcept { return embedded::interview_schema; }

}  // namespace candor
