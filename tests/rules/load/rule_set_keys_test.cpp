// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <string>

#include "candor/rules/load/rule_set_keys.h"
#include "candor/rules/schema.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

std::set<std::string> keys_of(const YamlNode& mapping) {
  std::set<std::string> out;
  for (const YamlEntry& entry : mapping.entries) out.insert(entry.key.text);
  return out;
}

template <std::size_t N>
std::set<std::string> names_of(const std::array<RuleSetKey, N>& keys, bool only_required = false) {
  std::set<std::string> out;
  for (const RuleSetKey& key : keys) {
    if (key.required || !only_required) out.emplace(key.name);
  }
  return out;
}

}  // namespace

TEST_CASE("the JSON Schema of rule sets has the keys that are loaded") {
  Diagnostics diagnostics;
  // JSON is YAML, too.
  const auto schema =
      read_yaml(SourceFile("rules.schema.json", std::string(rules_schema())), diagnostics);
  REQUIRE(schema);
  const YamlNode& properties = *schema->find("properties");
  CHECK(keys_of(properties) == names_of(rule_set_keys));
  CHECK(keys_of(*properties.find("care")->find("properties")) == names_of(care_keys));
  std::set<std::string> required;
  for (const YamlNode* of : {&*schema, schema->find("else")}) {
    for (const YamlNode& name : of->find("required")->items) required.insert(name.text);
  }
  CHECK(required == names_of(rule_set_keys, true));
}
