// SPDX-License-Identifier: Apache-2.0
// The steps of loading a rule set. Private to `rules`, except `Fields`, which the reader of tests
// uses too.

#pragma once

#include <array>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/rules/model.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// "`a`, `b` or `c`".
std::string list_in_words(std::span<const std::string_view> words, std::string_view last = "or");

/// The names of the types of question that have a trait: "`choice` and `set`".
std::string types_in_words(bool (*has)(const TypeTraits& type), std::string_view last = "and");

/// A letter, then letters, digits, `_` and `-`, at most 64.
bool is_id(std::string_view text);

/// Reads parts of a YAML tree and reports what does not fit. `what` names the thing in messages:
/// "`because` of rule `isotretinoin-recent`".
class Fields {
 public:
  Fields(const SourceFile& file, Diagnostics& diagnostics)
      : files_{&file}, diagnostics_(diagnostics) {}

  /// Of a tree made of several texts: what `Place::file` counts.
  Fields(std::vector<const SourceFile*> files, Diagnostics& diagnostics)
      : files_(std::move(files)), diagnostics_(diagnostics) {}

  void error(DiagnosticCode code, Place at, std::string message, std::string help = {});

  /// A mapping with at least one key; `help` says how to write it.
  bool mapping(const YamlNode& node, std::string_view what,
               std::string_view help = "expected `key: value`");

  /// A list with at least one item, or any list where `empty_is_fine`.
  bool list(const YamlNode& node, std::string_view what, bool empty_is_fine = false);

  /// Reports the keys of a mapping that are in neither list, and the required ones that are missing
  /// (at `owner`). False when `node` is no mapping.
  bool keys(const YamlNode& node, Place owner, std::string_view what,
            std::span<const std::string_view> required, std::span<const std::string_view> optional);

  /// A text that is not empty.
  std::optional<Text> text(const YamlNode& node, std::string_view what);

  /// The text at a key; an empty Text when the key is absent or wrong.
  Text text_at(const YamlNode& node, std::string_view key, std::string_view owner);

  /// Whether a key can be an id; reports when not.
  bool id(const Text& key, std::string_view what, std::span<const std::string_view> reserved = {});

  /// One of the words; the index into `words`.
  std::optional<std::size_t> word(const YamlNode& node, std::string_view what,
                                  std::span<const std::string_view> words);

  /// A scalar or a list of scalars, as texts. Empty after an error. Repeats are reported.
  std::vector<Text> words(const YamlNode& node, std::string_view what);

  /// "did you mean" or, for a short list, "expected".
  static std::string suggest(std::string_view word, std::span<const std::string_view> known);

 private:
  bool is_part_of_a_text(const YamlEntry& entry) const;

  std::vector<const SourceFile*> files_;
  Diagnostics& diagnostics_;
};

/// Ids and what they stand for.
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
  std::vector<bool> question_is_sound = {};  // tests of a question that is not are not looked at
  bool may_test_blanks = false;              // `unanswered` is a test: in properties alone
};

/// The index of a name; reports an unknown one under `code`, with `hint` or a name that is near.
std::optional<std::size_t> resolve(Loader& loader, const Names& names, const Text& name,
                                   DiagnosticCode code, std::string_view kind,
                                   std::string hint = {});

void load_sources(Loader& loader, const YamlNode& node);
void load_verdicts(Loader& loader, const YamlNode& node);
void load_sections(Loader& loader, const YamlNode& node);
/// Declares the questions, without their gates.
void load_questions(Loader& loader, const YamlNode& node);
/// The gates, once all questions and conditions have names.
void load_gates(Loader& loader, const YamlNode& questions);
void load_conditions(Loader& loader, const YamlNode& node);
/// Reports circles among conditions, and among gates.
void refuse_circles(Loader& loader);
void load_rules(Loader& loader, const YamlNode& node);
void load_care(Loader& loader, const YamlNode& node);
void load_plan(Loader& loader, const YamlNode& node);
void load_review(Loader& loader, const YamlNode* node);

/// A condition, names resolved; nothing after an error. `owner` is where to point when it is empty.
std::optional<Condition> load_condition(Loader& loader, const YamlNode& node,
                                        std::string_view what);

/// The findings that the thing at `node` accepts: its `accept`, a mapping of code to reason.
std::vector<Accepted> load_accepted(Loader& loader, const YamlNode& node, std::string_view what);

/// The `review_by` of a source, or of what rests on evidence.
std::optional<ReviewBy> load_review_by(Loader& loader, const YamlNode& node, std::string_view what);

/// A number that the question could be answered with; reports one that is not.
std::optional<Decimal> load_number(Loader& loader, const Question& question, const Text& text);

/// A duration; reports one that is not.
std::optional<Duration> load_duration(Loader& loader, const Text& text);

/// The index of a choice of the question; reports an unknown one, with `hint` or one that is near.
std::optional<std::size_t> load_choice(Loader& loader, const Question& question, const Text& id,
                                       std::string_view hint = {});

/// What to write instead, for the help of diagnostics: every such hint is one of these.
namespace hints {

inline constexpr std::string_view comma_in_text =
    "a text with a comma in it needs quotes inside `{ }`";
inline constexpr std::string_view condition = "expected a condition such as `{smoker: yes}`";
inline constexpr std::string_view list_under_not =
    "`not` takes one condition; for several, `not: {any: [..]}`";
inline constexpr std::string_view list_for_one = "for several, `includes_any` or `includes_all`";
inline constexpr std::string_view one_for_list = "for one choice, `includes`";
inline constexpr std::string_view accept_or_test = "add it to `accepts`, or test a duration";

/// For what is no test of the question: what was probably meant, else what its tests look like.
std::string test(const Question& question, const YamlNode& node);

/// For `unknown` and `unanswered` in a test; empty for any other word.
std::string_view blank_as_test(std::string_view word);

/// For the name of a question under `is`; empty when no question has it.
std::string question_for_condition(const Loader& loader, const Text& name);

/// For the name of a condition where a question is tested; empty when no condition has it.
std::string condition_for_question(const Loader& loader, const Text& name);

/// For `choices` that are no mapping.
std::string choices(const YamlNode& node);

/// For what is no duration.
std::string duration(std::string_view text);

/// For what is no time around the appointment.
std::string offset(std::string_view text);

}  // namespace hints

/// SHA-256 over the content of a rule set: its text without comments, layout and `review`.
std::string digest_of(const YamlNode& root);

}  // namespace candor
