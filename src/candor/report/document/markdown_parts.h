// SPDX-License-Identifier: Apache-2.0
// The parts of documents about a rule set. Private to this folder.

#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// A Markdown document under construction. It keeps the empty lines; the texts given are Markdown
/// already.
class Markdown {
 public:
  void paragraph(std::string_view text) { put(Kind::paragraph, text); }
  void item(std::string_view text) { put(Kind::item, text); }

  /// A line that follows the one before it closely: of a table, or of a block of code.
  void row(std::string_view text) { put(Kind::row, text); }

  const std::string& text() const noexcept { return text_; }

 private:
  enum class Kind { paragraph, item, row };
  void put(Kind kind, std::string_view text);

  std::string text_ = {};
  Kind last_ = Kind::paragraph;
};

/// What a rule set holds, and how many rules stand on split or weak evidence or on convention:
/// what a reviewer looks at first.
std::string counts_in_words(const RuleSet& rules);

/// How to read a rule set: sentences with words of the language in backticks.
std::span<const std::string_view> how_to_read() noexcept;

/// "may proceed", "later", "does not proceed on this screening".
std::string_view treatment_in_words(Proceed proceed) noexcept;

/// What stands above the changes of a rule set that extends another.
std::string_view change_note() noexcept;

/// What is changed: "Rule", "Care item".
std::string heading_of(const Change& change);

/// What was done to an entry, as a paragraph; nothing when it is as it was.
void add_mark(const RuleSet& rules, Part part, std::string_view id, Markdown& out);

/// The part that a group of care is.
Part part_of(CareGroup group) noexcept;

/// How many rules, care and plan items cite a source, by its index.
std::size_t citations_of(const RuleSet& rules, std::size_t source);

/// "`a`, `b`": the sources' names.
std::string source_names(const RuleSet& rules, const Evidence& evidence);

/// Strength, dispute and sources, an item each.
void add_evidence(const RuleSet& rules, const Evidence& evidence, Markdown& out);

/// What a number may be: "A number from 0 to 5 mm, in steps of 0.25". No Markdown.
std::string number_in_words(const Question& question);

/// What a question accepts: "One choice", "A number from 0 to 5 mm, in steps of 0.25".
std::string type_in_words(const Question& question);

/// The question's heading, what it asks, and its help.
void add_asked(const Question& question, Markdown& out);

/// When a question is asked, if not always, and its choices: an item each.
void add_gate_and_choices(const RuleSet& rules, const Question& question, Markdown& out);

/// Calls `each` with every question's index: those without a section first, then each section's
/// under its title.
void for_each_question(const RuleSet& rules, Markdown& out,
                       const std::function<void(std::size_t)>& each);

void add_questions(const RuleSet& rules, Markdown& out);
void add_rules(const RuleSet& rules, Markdown& out);
void add_care(const RuleSet& rules, Markdown& out);
void add_sources(const RuleSet& rules, Markdown& out);

}  // namespace candor
