// SPDX-License-Identifier: Apache-2.0
// The steps of loading a rule set. Internal: the reader of properties (`candor test`) uses it too.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "candor/rules/model.h"
#include "candor/rules/yaml/fields.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// The names of the types of question with a trait: "`choice` and `set`".
std::string types_in_words(bool (*has)(const TypeTraits& type), std::string_view last = "and");

/// The ids of one kind of entry, each with its index.
class Names {
 public:
  void add(const std::string& id) { index_.emplace(id, index_.size()), ids_.push_back(id); }
  std::optional<std::size_t> find(const std::string& id) const;
  std::string suggest(std::string_view word) const;

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::string> ids_;
};

/// The rule set under construction, and the names declared so far.
struct Loader {
  Fields fields;
  RuleSet rules = {};
  Names sources = {}, verdicts = {}, sections = {}, questions = {}, conditions = {};
  std::vector<bool> question_is_sound = {};  // tests of the others are not checked
  bool may_test_blanks = false;              // accept the test `unanswered`: only in properties
};

/// The index of a name; reports an unknown one under `code`, with `hint` or a similar name.
std::optional<std::size_t> resolve(Loader& loader, const Names& names, const Text& name,
                                   DiagnosticCode code, std::string_view kind,
                                   std::string hint = {});

void load_sources(Loader& loader, const YamlNode& node);
void load_verdicts(Loader& loader, const YamlNode& node);
void load_sections(Loader& loader, const YamlNode& node);
/// Declares the questions, without their gates.
void load_questions(Loader& loader, const YamlNode& node);
/// Loads the gates, once all questions and conditions are declared.
void load_gates(Loader& loader, const YamlNode& questions);
void load_conditions(Loader& loader, const YamlNode& node);
/// Reports circles among conditions, and among gates.
void refuse_circles(Loader& loader);
void load_rules(Loader& loader, const YamlNode& node);
void load_care(Loader& loader, const YamlNode& node);
void load_plan(Loader& loader, const YamlNode& node);
void load_override_reasons(Loader& loader, const YamlNode& node);
/// Loads `lasts` and `fixed` of a question whose other keys are loaded.
void load_lasts(Loader& loader, const YamlNode& node, Question& question);
void load_review(Loader& loader, const YamlNode* node);

/// A condition, with names resolved; nothing after an error. `what` names it in messages.
std::optional<Condition> load_condition(Loader& loader, const YamlNode& node,
                                        std::string_view what);

/// The findings that an entry accepts: its `accept`, a mapping of code to reason.
std::vector<Accepted> load_accepted(Loader& loader, const YamlNode& node, std::string_view what);

/// The `review_by` of an entry.
std::optional<ReviewBy> load_review_by(Loader& loader, const YamlNode& node, std::string_view what);

/// A number that can answer the question; reports any other.
std::optional<Decimal> load_number(Loader& loader, const Question& question, const Text& text);

/// A duration; reports any other text.
std::optional<Duration> load_duration(Loader& loader, const Text& text);

/// The index of a choice of the question; reports an unknown one, with `hint` or a similar id.
std::optional<std::size_t> load_choice(Loader& loader, const Question& question, const Text& id,
                                       std::string_view hint = {});

/// The help of diagnostics about rules: what to write instead.
namespace hints {

inline constexpr std::string_view condition = "expected a condition such as `{smoker: yes}`";
inline constexpr std::string_view list_under_not =
    "`not` takes one condition; for several, `not: {any: [..]}`";
inline constexpr std::string_view list_for_one = "for several, `includes_any` or `includes_all`";
inline constexpr std::string_view one_for_list = "for one choice, `includes`";
inline constexpr std::string_view accept_or_test = "add it to `accepts`, or test a duration";

/// For a value that is not a test of the question: what was probably meant, or the forms of a test.
std::string test(const Question& question, const YamlNode& node);

/// For `unknown` and `unanswered` in a test; empty for any other word.
std::string_view blank_as_test(std::string_view word);

/// For the name of a question under `is`; empty when it is not one.
std::string question_for_condition(const Loader& loader, const Text& name);

/// For the name of a condition where a question is tested; empty when it is not one.
std::string condition_for_question(const Loader& loader, const Text& name);

/// For `choices` that are not a mapping.
std::string choices(const YamlNode& node);

/// For a text that is not a duration.
std::string duration(std::string_view text);

/// For a text that is not a time around the appointment.
std::string offset(std::string_view text);

}  // namespace hints

/// SHA-256 of a rule set's content: its text without comments, layout and `review`.
std::string digest_of(const YamlNode& root);

}  // namespace candor
