// SPDX-License-Identifier: Apache-2.0
// The answers in a test file. Private to this folder.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include <nlohmann/json_fwd.hpp>

#include "candor/rules/yaml/fields.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// Reads answers in YAML by way of JSON, so that a case has exactly the answers that `--answers`
/// would give it, and the same errors.
class CaseAnswers {
 public:
  CaseAnswers(const RuleSet& rules, Fields& fields) : rules_(rules), fields_(fields) {}

  /// Reads the answers that every case starts from, and reports what is refused on `as_of`.
  void read_baseline(const YamlNode& node, Date as_of);

  /// The answers of the baseline on `as_of`; blank when it is missing or refused.
  Answers baseline(Date as_of) const;

  /// Reads the answers of a case, `node` (may be null) over the baseline. Reports what is refused,
  /// unless the case expects errors. Precondition: the rest of the case has been read into `out`.
  void read(const YamlNode* node, TestCase& out);

 private:
  using JsonTexts = std::map<std::string, std::string>;  // by question

  struct Written {
    JsonTexts answers = {};
    std::unordered_map<std::string, Place> places = {};  // by JSON pointer
  };

  static std::string to_object(const JsonTexts& answers);
  Written write(const YamlNode& node, std::string_view what);
  nlohmann::json write_answer(const YamlNode& node, const std::string& question,
                              const std::string& pointer, Written& out);
  std::string differing(const Written& own, const TestCase& of) const;
  void report(const Diagnostic& refused, const Written& own, const TestCase& of);
  void refuse(const Diagnostic& refused, Place at, std::string_view whose);

  const RuleSet& rules_;
  Fields& fields_;
  Written baseline_ = {};
};

/// The first step of a JSON pointer: the question. Precondition: the pointer begins with `/`.
std::string first_step(std::string_view pointer);

}  // namespace candor
