// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/expectations.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/testing/case_answers.h"

namespace candor {
namespace {

using std::string_view;

constexpr string_view none = "none";
constexpr std::size_t aspects = static_cast<std::size_t>(Aspect::errors) + 1;

}  // namespace

void ExpectationLoader::Known::add(string_view id) {
  if (set.insert(id).second) ids.push_back(id);
}

ExpectationLoader::ExpectationLoader(const RuleSet& rules, Fields& fields) : fields_(fields) {
  for (const Verdict& verdict : rules.verdicts) verdicts_.add(verdict.id);
  for (const Rule& rule : rules.rules) rules_.add(rule.id);
  for (const Question& question : rules.questions) questions_.add(question.id);
  for (const auto& group : rules.care) {
    for (const CareItem& item : group) care_.add(item.id);
  }
  for (const PlanItem& item : rules.plan) care_.add(item.id);
}

std::vector<Expectation> ExpectationLoader::load(string_view key_of, const YamlNode& expect,
                                                 const YamlNode& owner, string_view name,
                                                 std::optional<Date> as_of) {
  std::vector<Expectation> out;
  const std::string what = fmt::format("`{}` of case `{}`", key_of, name);
  std::array<string_view, aspects> keys;
  for (std::size_t i = 0; i < aspects; ++i) keys[i] = to_string(static_cast<Aspect>(i));
  if (!fields_.keys(expect, expect.at, what, {}, keys)) return out;
  for (const auto& [key, value] : expect.entries) {
    const auto found = std::find(keys.begin(), keys.end(), key.text);
    if (found == keys.end()) continue;
    const auto aspect = static_cast<Aspect>(found - keys.begin());
    const std::string of = fmt::format("`{}` of case `{}`", key.text, name);
    if (is_list(aspect)) {
      out.push_back({aspect, load_list(aspect, value, of, owner)});
    } else if (auto word = load_word(aspect, value, of, as_of)) {
      out.push_back({aspect, {std::move(*word)}});
    }
  }
  refuse_contradictions(expect, owner, what);
  return out;
}

bool ExpectationLoader::known(const Known& names, const Text& name) {
  if (names.set.contains(name.text)) return true;
  fields_.error(names.code, name.at, fmt::format("there is no {} `{}`", names.kind, name.text),
                Fields::suggest(name, names.ids));
  return false;
}

std::optional<std::string> ExpectationLoader::load_word(Aspect aspect, const YamlNode& node,
                                                        string_view what,
                                                        std::optional<Date> as_of) {
  if (aspect == Aspect::earliest) return load_earliest(node, what, as_of);
  if (aspect != Aspect::settled) return load_verdict(aspect, node, what);
  constexpr std::array<string_view, 2> words{"yes", "no"};
  const auto word = fields_.word(node, what, words);
  return word ? std::optional(std::string(words[*word])) : std::nullopt;
}

std::optional<std::string> ExpectationLoader::load_verdict(Aspect aspect, const YamlNode& node,
                                                           string_view what) {
  const std::optional<Text> id = fields_.text(node, what);
  if (!id) return std::nullopt;
  if (id->text == incomplete_id && (aspect == Aspect::at_least || aspect == Aspect::at_most)) {
    fields_.error(codes::impossible_expectation, id->at,
                  fmt::format("{} is never `incomplete`", what),
                  "`incomplete` is not a bound; expect one of the rule set's verdicts");
    return std::nullopt;
  }
  Known all = verdicts_;
  if (aspect != Aspect::at_least && aspect != Aspect::at_most) all.add(incomplete_id);
  if (aspect == Aspect::then) all.add(none);
  return known(all, *id) ? std::optional(id->text) : std::nullopt;
}

std::optional<std::string> ExpectationLoader::load_earliest(const YamlNode& node, string_view what,
                                                            std::optional<Date> as_of) {
  const std::optional<Text> text = fields_.text(node, what);
  if (!text) return std::nullopt;
  if (text->text == none) return text->text;
  const std::optional<Date> day = parse_date(*text);
  if (!day) {
    fields_.error(codes::impossible_date, text->at, fmt::format("{} is not a date", what),
                  "expected YYYY-MM-DD or `none`");
  } else if (as_of && *day <= *as_of) {
    fields_.error(codes::impossible_expectation, text->at,
                  fmt::format("{} is not after the screening date", what),
                  fmt::format("the screening date is {}; if there is no wait, expect `none`",
                              to_string(*as_of)));
  } else {
    return text->text;
  }
  return std::nullopt;
}

std::vector<std::string> ExpectationLoader::load_list(Aspect aspect, const YamlNode& node,
                                                      string_view what, const YamlNode& owner) {
  std::vector<std::string> out;
  const bool may_be_empty = aspect != Aspect::care && aspect != Aspect::errors;
  if (!fields_.list(node, what, may_be_empty) || node.items.empty()) return out;
  const auto is_known = [&](const Text& name) {
    if (aspect == Aspect::rules) return known(rules_, name);
    if (aspect == Aspect::care) return known(care_, name);
    if (aspect == Aspect::errors) return is_pointer(name, owner);
    return known(questions_, name);
  };
  for (const Text& name : fields_.words(node, what)) {
    if (is_known(name)) out.push_back(name.text);
  }
  return out;
}

bool ExpectationLoader::is_pointer(const Text& pointer, const YamlNode& owner) {
  if (pointer.text.size() < 2 || pointer.text.front() != '/') {
    fields_.error(codes::wrong_form, pointer.at,
                  fmt::format("`{}` is not a JSON pointer", pointer.text),
                  "expected `/` followed by the question whose answer is refused");
    return false;
  }
  // A case may be about an answer to an unknown question, which is refused too.
  const std::string question = first_step(pointer);
  const YamlNode* answers = owner.find("answers");
  return (answers && answers->find(question)) || known(questions_, {question, pointer.at});
}

void ExpectationLoader::refuse_contradictions(const YamlNode& expect, const YamlNode& owner,
                                              string_view what) {
  const auto entry = [&](Aspect aspect) {
    return std::find_if(expect.entries.begin(), expect.entries.end(),
                        [&](const YamlEntry& e) { return e.key.text == to_string(aspect); });
  };
  const auto is = [&](Aspect aspect, string_view text) {
    const YamlNode* node = expect.find(to_string(aspect));
    return node && node->text == text;
  };
  const auto end = expect.entries.end();
  if (const auto errors = entry(Aspect::errors); errors != end && expect.entries.size() > 1) {
    fields_.error(codes::impossible_expectation, errors->key.at,
                  fmt::format("{} has `errors` and other keys", what),
                  "refused answers get no verdict: expect one or the other");
  }
  if (const auto outlook = entry(Aspect::on_appointment);
      outlook != end && !owner.find("appointment")) {
    fields_.error(codes::impossible_expectation, outlook->key.at,
                  fmt::format("{} has `on_appointment`, but the case has no `appointment`", what),
                  "give the case an `appointment`");
  }
  if (const auto verdict = entry(Aspect::verdict);
      is(Aspect::verdict, incomplete_id) && is(Aspect::settled, "yes")) {
    fields_.error(codes::impossible_expectation, verdict->value.at,
                  fmt::format("{} is both `incomplete` and settled", what),
                  "a settled screening has a verdict");
  }
  if (const auto then = entry(Aspect::then);
      then != end && is(Aspect::earliest, none) && !is(Aspect::then, none)) {
    fields_.error(codes::impossible_expectation, then->value.at,
                  fmt::format("{} has a verdict for `then`, but no `earliest` day for it", what),
                  "`then` is the verdict on the earliest day");
  }
}

}  // namespace candor
