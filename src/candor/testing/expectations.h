// SPDX-License-Identifier: Apache-2.0
// The expectations of cases. Private to this folder.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "candor/rules/yaml/fields.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// Reads the `expect` or `confirm` of cases.
class ExpectationLoader {
 public:
  ExpectationLoader(const RuleSet& rules, Fields& fields);

  /// The expectations of the case at `owner` under `key`. `as_of` is its screening date, if known.
  std::vector<Expectation> load(std::string_view key, const YamlNode& expect, const YamlNode& owner,
                                std::string_view name, std::optional<Date> as_of);

 private:
  // Names of one kind, in the author's order.
  struct Known {
    DiagnosticCode code = codes::none;
    std::string_view kind = {};
    std::vector<std::string_view> ids = {};
    std::unordered_set<std::string_view> set = {};

    void add(std::string_view id);
  };

  bool known(const Known& names, const Text& name);
  std::optional<std::string> load_word(Aspect aspect, const YamlNode& node, std::string_view what,
                                       std::optional<Date> as_of);
  std::optional<std::string> load_verdict(Aspect aspect, const YamlNode& node,
                                          std::string_view what);
  std::optional<std::string> load_earliest(const YamlNode& node, std::string_view what,
                                           std::optional<Date> as_of);
  std::vector<std::string> load_list(Aspect aspect, const YamlNode& node, std::string_view what,
                                     const YamlNode& owner);
  bool is_pointer(const Text& pointer, const YamlNode& owner);
  void refuse_contradictions(const YamlNode& expect, const YamlNode& owner, std::string_view what);

  Fields& fields_;
  Known verdicts_{codes::unknown_verdict, "verdict"};
  Known rules_{codes::unknown_rule, "rule"};
  Known questions_{codes::unknown_question, "question"};
  Known care_{codes::unknown_care_item, "care or plan item"};
};

}  // namespace candor
