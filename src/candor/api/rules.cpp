// SPDX-License-Identifier: Apache-2.0
#include "candor/rules.h"

#include <utility>
#include <variant>

#include "candor/api/data.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/find_rules.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/question_type.h"

namespace candor {
namespace {

Rules rules_of(RuleSet rules) {
  return Rules(std::make_shared<const Rules::Data>(Rules::Data{Program(std::move(rules))}));
}

RulesLookup lookup_of(const FindText& find) {
  if (!find) return {};
  return {.read_file = [find](const std::string& path) -> FileText {
    std::optional<std::string> text = find(path);
    if (text) return {.text = std::move(text)};
    return {.problem = "it was not found", .exists = false};
  }};
}

const RuleSet& rule_set_of(const Rules& rules) { return rules.data().program.rules(); }

}  // namespace

Rules::Rules(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

Loaded<Rules> Rules::load(std::string name, std::string yaml, const FindText& find) {
  Parsed<RuleSet> loaded =
      load_rule_set(SourceFile(std::move(name), std::move(yaml)), lookup_of(find));
  Loaded<Rules> out{.problems = problems_of(loaded.diagnostics)};
  if (loaded.value) out.value = rules_of(std::move(*loaded.value));
  return out;
}

Loaded<Rules> Rules::built_in(std::string_view id) {
  if (const BuiltIn* const found = find_built_in(id))
    return {.value = rules_of(load_built_in(*found))};
  const RulesLookup no_files{
      .read_file = [](const std::string&) { return FileText{.exists = false}; }};
  const auto missing = find_rules(std::string(id), no_files);
  if (const auto* const problem = std::get_if<Diagnostic>(&missing)) {
    return {.problems = {problem_of(*problem)}};
  }
  return {};
}

std::string_view Rules::id() const noexcept { return rule_set_of(*this).id; }
std::string_view Rules::version() const noexcept { return rule_set_of(*this).version; }
std::string_view Rules::title() const noexcept { return rule_set_of(*this).title; }
std::string_view Rules::language() const noexcept { return rule_set_of(*this).language; }
std::string_view Rules::intended_use() const noexcept { return rule_set_of(*this).intended_use; }
std::string_view Rules::digest() const noexcept { return rule_set_of(*this).digest; }

std::string_view Rules::reviewed_by() const noexcept {
  const Review& review = rule_set_of(*this).review;
  return review.reviewed ? std::string_view(review.by) : std::string_view();
}

std::optional<Date> Rules::reviewed_on() const noexcept {
  const Review& review = rule_set_of(*this).review;
  return review.reviewed ? review.on : std::nullopt;
}

std::vector<QuestionInfo> Rules::questions() const {
  const RuleSet& rules = rule_set_of(*this);
  std::vector<QuestionInfo> out;
  for (const Question& question : rules.questions) {
    QuestionInfo info{.id = question.id.text,
                      .ask = question.ask.text,
                      .help = question.help.text,
                      .type = std::string(question.traits().name),
                      .unit = question.unit.text,
                      .expected = expected_answer(question),
                      .asked_always = !question.asked_if.has_value()};
    if (question.section) info.section = rules.sections[*question.section].title.text;
    for (const Choice& choice : question.choices) {
      info.choices.push_back({.id = choice.id.text, .label = choice.label.text});
    }
    out.push_back(std::move(info));
  }
  return out;
}

std::vector<VerdictInfo> Rules::verdicts() const {
  std::vector<VerdictInfo> out;
  for (const Verdict& verdict : rule_set_of(*this).verdicts) {
    out.push_back({.id = verdict.id.text,
                   .label = verdict.label.text,
                   .proceed = std::string(to_string(verdict.proceed))});
  }
  return out;
}

}  // namespace candor
