// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/dependencies.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/load/loader.h"

namespace candor {
namespace {

using std::string_view;

constexpr std::array<string_view, 4> comparisons{"under", "over", "at_least", "at_most"};

void refuse_test(Loader& loader, const Question& question, Place at, std::string help) {
  loader.fields.error(codes::mismatched_test, at,
                      fmt::format("this is not a test of `{}`, a `{}` question", question.id.text,
                                  to_string(question.type)),
                      std::move(help));
}

void refuse_test(Loader& loader, const Question& question, const YamlNode& node) {
  refuse_test(loader, question, node.at, hints::test(question, node));
}

// The bits of the choices that a scalar or a list names; nothing after an error.
std::optional<std::uint64_t> load_members(Loader& loader, const Question& question,
                                          const YamlNode& node) {
  if (node.kind == YamlNode::Kind::mapping) {
    refuse_test(loader, question, node);
    return std::nullopt;
  }
  const std::vector<Text> words =
      loader.fields.words(node, fmt::format("the test of `{}`", question.id.text));
  std::uint64_t bits = 0;
  bool sound = !words.empty();
  for (const Text& word : words) {
    const auto choice = load_choice(loader, question, word, hints::blank_as_test(word));
    if (choice)
      bits |= choice_bit(*choice);
    else
      sound = false;
  }
  if (!sound) return std::nullopt;
  return bits;
}

using Tests = std::vector<Test>;

void load_choice_test(Loader& loader, const Question& question, const YamlNode& node, Test test,
                      Tests& out) {
  const YamlNode* excluded = node.find("not");
  if (node.kind == YamlNode::Kind::mapping && (!excluded || node.entries.size() != 1)) {
    refuse_test(loader, question, node);
    return;
  }
  const auto bits = load_members(loader, question, excluded ? *excluded : node);
  if (!bits) return;
  test.of = ChoiceTest{excluded ? all_choices(question) & ~*bits : *bits, excluded != nullptr};
  out.push_back(test);
}

void load_yes_no_test(Loader& loader, const Question& question, const YamlNode& node, Test test,
                      Tests& out) {
  if (node.kind != YamlNode::Kind::scalar || (node.text != "yes" && node.text != "no")) {
    refuse_test(loader, question, node);
    return;
  }
  test.of = YesNoTest{node.text == "yes"};
  out.push_back(test);
}

void load_set_test(Loader& loader, const Question& question, const YamlNode& node, Test test,
                   Tests& out) {
  if (node.kind == YamlNode::Kind::scalar && node.text == "none") {
    test.of = SetTest{};
    out.push_back(test);
    return;
  }
  if (node.kind != YamlNode::Kind::mapping || node.entries.empty()) {
    refuse_test(loader, question, node);
    return;
  }
  for (const auto& [key, value] : node.entries) {
    const bool one = key.text == "includes";
    if (!one && key.text != "includes_any" && key.text != "includes_all") {
      refuse_test(loader, question, key.at, std::string(question.traits().tests));
    } else if (one != (value.kind == YamlNode::Kind::scalar)) {
      loader.fields.error(codes::wrong_kind, value.at,
                          fmt::format("`{}` takes {}", key.text, one ? "one choice" : "a list"),
                          std::string(one ? hints::list_for_one : hints::one_for_list));
    } else if (const auto bits = load_members(loader, question, value)) {
      const auto kind = key.text == "includes_all" ? SetTest::Kind::all : SetTest::Kind::any;
      test.of = SetTest{kind, *bits};
      out.push_back(test);
    }
  }
}

// Reads `{under: .., at_least: ..}`; `load` reads one threshold. False after an error.
template <class T, class Load>
bool load_bounds(Loader& loader, const YamlNode& node, Bounds<T>& bounds, Load load) {
  bool sound = true;
  for (const auto& [key, value] : node.entries) {
    const auto which = std::find(comparisons.begin(), comparisons.end(), string_view(key));
    if (which == comparisons.end()) {
      loader.fields.error(codes::mismatched_test, key.at,
                          fmt::format("`{}` is not a comparison", key.text),
                          Fields::suggest(key, comparisons));
      sound = false;
      continue;
    }
    const auto text = loader.fields.text(value, fmt::format("`{}`", key.text));
    const std::optional<T> threshold = text ? load(*text) : std::nullopt;
    if (!threshold) sound = false;
    const std::array<std::optional<T>*, 4> slots{&bounds.under, &bounds.over, &bounds.at_least,
                                                 &bounds.at_most};
    *slots[static_cast<std::size_t>(which - comparisons.begin())] = threshold;
  }
  return sound;
}

void load_number_test(Loader& loader, const Question& question, const YamlNode& node, Test test,
                      Tests& out) {
  const auto load = [&](const Text& text) { return load_number(loader, question, text); };
  NumberTest number;
  if (node.kind == YamlNode::Kind::scalar) {
    number.equal = load(Text{node.text, node.at});
    if (!number.equal) return;
  } else if (node.kind != YamlNode::Kind::mapping || node.entries.empty()) {
    refuse_test(loader, question, node);
    return;
  } else if (!load_bounds(loader, node, number.bounds, load)) {
    return;
  }
  test.of = number;
  out.push_back(test);
}

void load_time_test(Loader& loader, const Question& question, const YamlNode& node, Test test,
                    Tests& out) {
  TimeTest time;
  const bool never = node.kind == YamlNode::Kind::scalar && node.text == "never";
  const bool ongoing = node.kind == YamlNode::Kind::scalar && node.text == "ongoing";
  if ((never && !question.accepts_never) || (ongoing && !question.accepts_ongoing)) {
    loader.fields.error(
        codes::mismatched_test, node.at,
        fmt::format("question `{}` does not accept `{}`", question.id.text, node.text),
        std::string(hints::accept_or_test));
    return;
  }
  if (never || ongoing) {
    time.kind = never ? TimeTest::Kind::never : TimeTest::Kind::ongoing;
  } else if (node.kind != YamlNode::Kind::mapping || node.entries.empty()) {
    refuse_test(loader, question, node);
    return;
  } else if (!load_bounds(loader, node, time.bounds,
                          [&](const Text& text) { return load_duration(loader, text); })) {
    return;
  }
  test.of = time;
  out.push_back(test);
}

Tests load_tests(Loader& loader, std::size_t index, const YamlNode& node) {
  const Question& question = loader.rules.questions[index];
  Tests out;
  const Test test{.question = index};
  if (node.refused) return out;
  if (node.kind == YamlNode::Kind::null) {
    loader.fields.error(codes::empty_value, node.at,
                        fmt::format("the test of `{}` is empty", question.id.text),
                        std::string(question.traits().tests));
    return out;
  }
  if (loader.may_test_blanks && node.kind == YamlNode::Kind::scalar && node.text == "unanswered") {
    out.push_back({.question = index, .of = UnansweredTest{}});
    return out;
  }
  switch (question.type) {
    case QuestionType::choice: load_choice_test(loader, question, node, test, out); break;
    case QuestionType::yes_no: load_yes_no_test(loader, question, node, test, out); break;
    case QuestionType::set: load_set_test(loader, question, node, test, out); break;
    case QuestionType::number: load_number_test(loader, question, node, test, out); break;
    case QuestionType::time_since: load_time_test(loader, question, node, test, out); break;
  }
  return out;
}

// A list of conditions under `all` or `any`.
std::optional<Condition> load_list(Loader& loader, const YamlEntry& entry, string_view what) {
  const std::string name = fmt::format("`{}` in {}", entry.key.text, what);
  if (!loader.fields.list(entry.value, name)) return std::nullopt;
  Condition out{.kind = entry.key.text == "all" ? Condition::Kind::all : Condition::Kind::any,
                .at = entry.key.at,
                .parts = {}};
  bool sound = true;
  for (const YamlNode& item : entry.value.items) {
    auto part = load_condition(loader, item, name);
    if (part)
      out.parts.push_back(std::move(*part));
    else
      sound = false;
  }
  if (!sound) return std::nullopt;
  return out;
}

std::optional<Condition> load_negation(Loader& loader, const YamlEntry& entry, string_view what) {
  const std::string name = fmt::format("`not` in {}", what);
  const bool list = entry.value.kind == YamlNode::Kind::sequence;
  if (!loader.fields.mapping(entry.value, name, list ? hints::list_under_not : hints::condition)) {
    return std::nullopt;
  }
  if (entry.value.entries.size() > 1) {
    loader.fields.error(codes::ambiguous_not, entry.value.entries[1].key.at,
                        fmt::format("{} has several keys, which is ambiguous", name),
                        "put them under `all` or `any`");
    return std::nullopt;
  }
  auto part = load_condition(loader, entry.value, name);
  if (!part) return std::nullopt;
  Condition out{.kind = Condition::Kind::negation, .at = entry.key.at, .parts = {}};
  out.parts.push_back(std::move(*part));
  return out;
}

// Appends the conditions that one key of a condition stands for. False after an error.
bool load_entry(Loader& loader, const YamlEntry& entry, string_view what,
                std::vector<Condition>& out) {
  const std::string& key = entry.key.text;
  if (key == "all" || key == "any" || key == "not") {
    auto part = key == "not" ? load_negation(loader, entry, what) : load_list(loader, entry, what);
    if (!part) return false;
    out.push_back(std::move(*part));
    return true;
  }
  if (key == "is") {
    bool sound = true;
    const std::vector<Text> names =
        loader.fields.words(entry.value, fmt::format("`is` in {}", what));
    for (const Text& name : names) {
      const auto named = resolve(loader, loader.conditions, name, codes::unknown_condition,
                                 "condition", hints::question_for_condition(loader, name));
      if (named)
        out.push_back(
            {.kind = Condition::Kind::named, .at = name.at, .parts = {}, .named = *named});
      else
        sound = false;
    }
    return sound && !names.empty();
  }
  const auto question = resolve(loader, loader.questions, entry.key, codes::unknown_question,
                                "question", hints::condition_for_question(loader, entry.key));
  if (!question || !loader.question_is_sound[*question]) return false;
  const Tests tests = load_tests(loader, *question, entry.value);
  for (const Test& test : tests) {
    out.push_back({.kind = Condition::Kind::test, .at = entry.key.at, .parts = {}, .test = test});
  }
  return !tests.empty();
}

}  // namespace

std::optional<Condition> load_condition(Loader& loader, const YamlNode& node, string_view what) {
  if (!loader.fields.mapping(node, what, hints::condition)) return std::nullopt;
  std::vector<Condition> parts;
  bool sound = true;
  for (const YamlEntry& entry : node.entries) sound &= load_entry(loader, entry, what, parts);
  if (!sound || parts.empty()) return std::nullopt;
  if (parts.size() == 1) return std::move(parts.front());
  Condition all{.kind = Condition::Kind::all, .at = node.at, .parts = {}};
  all.parts = std::move(parts);
  return all;
}

void load_conditions(Loader& loader, const YamlNode& node) {
  if (!loader.fields.mapping(node, "`conditions`")) return;
  if (node.entries.size() > most_conditions) {
    loader.fields.error(codes::limit_exceeded, node.entries[most_conditions].key.at,
                        fmt::format("more than {} conditions", most_conditions));
  }
  const auto entries =
      std::span(node.entries).first(std::min(node.entries.size(), most_conditions));
  for (const YamlEntry& entry : entries) loader.conditions.add(entry.key.text);
  for (const YamlEntry& entry : entries) {
    loader.fields.id(entry.key, "a condition");
    auto when = load_condition(loader, entry.value, fmt::format("condition `{}`", entry.key.text));
    loader.rules.conditions.push_back({entry.key, std::move(when).value_or(Condition{})});
  }
}

void refuse_circles(Loader& loader) {
  const RuleSet& rules = loader.rules;
  for (const std::vector<Dependent>& circle : find_dependencies(rules).circles) {
    const auto id = [&](const Dependent& item) -> const Text& {
      const bool condition = item.kind == Dependent::Kind::condition;
      return condition ? rules.conditions[item.index].id : rules.questions[item.index].id;
    };
    std::string path;
    for (const Dependent& item : circle) path += fmt::format("`{}` -> ", id(item).text);
    path += fmt::format("`{}`", id(circle.front()).text);
    const auto gate = std::find_if(circle.begin(), circle.end(), [](const Dependent& item) {
      return item.kind == Dependent::Kind::gate;
    });
    if (gate == circle.end()) {
      const Text& first = id(circle.front());
      loader.fields.error(codes::condition_cycle, first.at,
                          fmt::format("condition `{}` uses itself", first.text), path);
    } else {
      loader.fields.error(
          codes::asked_if_cycle, id(*gate).at,
          fmt::format("whether question `{}` is asked depends on its own answer", id(*gate).text),
          path);
    }
  }
}

}  // namespace candor
