// SPDX-License-Identifier: Apache-2.0
// The answers in a test file. Private to this folder.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "candor/rules/yaml/fields.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// Reads answers in YAML by making them JSON, so that a case has exactly the answers that
/// `--answers` would give it, and the same mistakes.
class CaseAnswers {
 public:
  CaseAnswers(const RuleSet& rules, Fields& fields) : rules_(rules), fields_(fields) {}

  /// The answers every case starts from; what is refused on `as_of` is reported.
  void read_baseline(const YamlNode& node, Date as_of);

  /// What the baseline answers on `as_of`; all blank where it is missing or refused.
  Answers baseline(Date as_of) const;

  /// The answers of a case: `node` (nullptr without) over the baseline. What is refused is
  /// reported, unless the case expects errors. To be called when the rest of the case is read.
  void read(const YamlNode* node, TestCase& out);

 private:
  struct Written {
    nlohmann::json answers = nlohmann::json::object();
    std::unordered_map<std::string, Place> places = {};  // by JSON pointer
  };

  Written write(const YamlNode& node, std::string_view what);
  nlohmann::json write_answer(const YamlNode& node, const std::string& question,
                              const std::string& pointer, Written& out);
  nlohmann::ordered_json differing(const Written& own, const TestCase& of) const;
  void report(const Diagnostic& refused, const Written& own, const TestCase& of);
  void refuse(const Diagnostic& refused, Place at, std::string_view whose);

  const RuleSet& rules_;
  Fields& fields_;
  Written baseline_ = {};
};

/// The first step of a JSON pointer: the question. The pointer begins with `/`.
std::string first_step(std::string_view pointer);

}  // namespace candor
