// SPDX-License-Identifier: Apache-2.0
// Rule sets.
//
// A `Rules` object is a rule set that was loaded, checked and compiled: the first thing that every
// program needs. It is a small handle to immutable data. Copies share the data, and any number of
// threads may use one at the same time.
//
// The library opens no files. To load a file, read it and pass its text; its name is only used in
// messages and to find what it `extends`, for which you pass a function that reads the text at a
// path.
//
// Example
//
//     #include <candor/rules.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       std::cout << rules.id() << ": " << rules.title() << '\n';
//       std::cout << (rules.reviewed_by().empty() ? "draft" : "reviewed") << '\n';
//       std::cout << candor::Rules::built_in("needles").problems[0].code << '\n';
//     }
//
// Output
//
//     microneedling: Microneedling for acne scars
//     draft
//     E906

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/date.h"
#include "candor/problem.h"

namespace candor {

/// Returns the text at a path, or nothing if there is no such file. A rule set in
/// `clinic/rules.yaml` that says `extends: base.yaml` asks for `clinic/base.yaml`. The texts decide
/// what a rule set says, so read only what you trust.
using FindText = std::function<std::optional<std::string>(const std::string& path)>;

/// A choice of a question.
struct ChoiceInfo {
  std::string id = {};
  std::string label = {};
};

/// A question of a rule set.
struct QuestionInfo {
  std::string id = {};
  std::string section = {};  // its title, or empty
  std::string ask = {};
  std::string help = {};                 // may be empty
  std::string type = {};                 // choice, yes_no, set, number or time_since
  std::string unit = {};                 // of a number; may be empty
  std::vector<ChoiceInfo> choices = {};  // of a choice or set
  std::string expected = {};             // the answers that it takes: "one of `none`, `few`"
  bool asked_always = true;              // otherwise other answers decide whether it applies
};

/// A verdict of a rule set.
struct VerdictInfo {
  std::string id = {};
  std::string label = {};
  std::string proceed = {};  // now, later or no
};

/// A rule set, ready to use.
class CANDOR_API Rules {
 public:
  /// Loads a rule set from YAML (docs/language.md). Reports every mistake that it finds, up to 200.
  /// Without `find`, a rule set can extend only built-in ones.
  static Loaded<Rules> load(std::string name, std::string yaml, const FindText& find = {});

  /// A rule set that is part of the library: "microneedling". Takes less than a millisecond.
  static Loaded<Rules> built_in(std::string_view id);

  std::string_view id() const noexcept;
  std::string_view version() const noexcept;
  std::string_view title() const noexcept;
  std::string_view language() const noexcept;      // a language tag; may be empty
  std::string_view intended_use() const noexcept;  // show it with every result
  std::string_view digest()
      const noexcept;  // "sha256:" and 64 hexadecimal digits, over the content

  /// Who reviewed this content, as the rule set says; empty for a draft. Nobody vouches for it but
  /// the file itself.
  std::string_view reviewed_by() const noexcept;
  std::optional<Date> reviewed_on() const noexcept;

  /// In the author's order.
  std::vector<QuestionInfo> questions() const;

  /// Least restrictive first.
  std::vector<VerdictInfo> verdicts() const;

  struct Data;  // private to the library
  explicit Rules(std::shared_ptr<const Data> data) noexcept;
  const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace candor
