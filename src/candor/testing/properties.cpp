// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/properties.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/load/loader.h"

namespace candor {
namespace {

using std::string_view;

constexpr string_view unanswered = "unanswered";
constexpr std::array<string_view, 4> towards_words{"longer", "shorter", "higher", "lower"};

// A loader that knows every name of the rule set, so that it reads conditions as in a rule set.
Loader loader_of(const RuleSet& rules, const Fields& fields) {
  Loader out{.fields = fields, .rules = rules};
  for (const Verdict& verdict : rules.verdicts) out.verdicts.add(verdict.id.text);
  for (const Question& question : rules.questions) out.questions.add(question.id.text);
  for (const NamedCondition& named : rules.conditions) out.conditions.add(named.id.text);
  out.question_is_sound.assign(rules.questions.size(), true);
  out.may_test_blanks = true;
  return out;
}

class PropertyLoader {
 public:
  PropertyLoader(const RuleSet& rules, const Fields& fields) : loader_(loader_of(rules, fields)) {}

  std::optional<Property> load(PropertyKind kind, const Text& name, const YamlNode& node) {
    Property out{.kind = kind, .name = name};
    what_ = fmt::format("property `{}`", name.text);
    fields().id(name, "a property");
    const bool sound = kind == PropertyKind::always || kind == PropertyKind::never
                           ? load_single(node, out)
                       : kind == PropertyKind::monotone ? load_monotone(node, out)
                                                        : load_compare(node, out);
    return sound ? std::optional(std::move(out)) : std::nullopt;
  }

 private:
  Fields& fields() { return loader_.fields; }
  const RuleSet& rules() const { return loader_.rules; }
  std::string of(string_view key) const { return fmt::format("`{}` of {}", key, what_); }

  bool load_when(const YamlNode& node, Property& out) {
    const YamlNode* when = node.find("when");
    if (!when) return true;
    out.when = load_condition(loader_, *when, of("when"));
    return out.when.has_value();
  }

  void load_because(const YamlNode& node, Property& out) {
    out.because = fields().text_at(node, "because", what_);
  }

  std::optional<std::size_t> load_verdict(const Text& id) {
    return resolve(loader_, loader_.verdicts, id, codes::unknown_verdict, "verdict");
  }

  // Reports a property that no rule set could refute.
  bool refuse_empty(Place at, string_view why) {
    fields().error(codes::trivial_property, at,
                   fmt::format("{} holds whatever the rules say", what_), std::string(why));
    return false;
  }

  bool load_verdicts(const YamlNode& node, Property& out) {
    const std::size_t count = rules().verdicts.size();
    if (node.kind == YamlNode::Kind::mapping) {
      constexpr std::array<string_view, 1> keys{"at_least"};
      if (!fields().keys(node, node.at, of("verdict"), keys, {})) return false;
      const YamlNode* at_least = node.find("at_least");
      const auto id = at_least ? fields().text(*at_least, of("at_least")) : std::nullopt;
      out.at_least = id ? load_verdict(*id) : std::nullopt;
      if (out.at_least == std::size_t{0} && out.kind == PropertyKind::always) {
        return refuse_empty(id->at, "every verdict is at least the first one");
      }
      return out.at_least.has_value();
    }
    out.headlines.assign(count + 1, false);
    bool sound = true;
    const std::vector<Text> words = fields().words(node, of("verdict"));
    for (const Text& word : words) {
      const auto verdict = word.text == incomplete_id ? std::optional(count) : load_verdict(word);
      if (verdict) {
        out.headlines[*verdict] = true;
      } else {
        sound = false;
      }
    }
    const auto all = std::count(out.headlines.begin(), out.headlines.end(), true);
    if (out.kind == PropertyKind::always && static_cast<std::size_t>(all) == count + 1) {
      return refuse_empty(node.at, "it names every verdict");
    }
    return sound && !words.empty();
  }

  bool load_single(const YamlNode& node, Property& out) {
    constexpr std::array<string_view, 2> required{"when", "verdict"};
    constexpr std::array<string_view, 1> optional{"because"};
    if (!fields().keys(node, out.name.at, what_, required, optional)) return false;
    load_because(node, out);
    const bool when = load_when(node, out) && out.when.has_value();
    const YamlNode* verdict = node.find("verdict");
    return verdict && load_verdicts(*verdict, out) && when;
  }

  // Reads the question, and `verdict` as a comparison.
  bool load_pair(const YamlNode& node, std::span<const Relation> relations, Property& out) {
    load_because(node, out);
    bool sound = load_when(node, out);
    const YamlNode* question = node.find("question");
    const auto id = question ? fields().text(*question, of("question")) : std::nullopt;
    const auto index =
        id ? resolve(loader_, loader_.questions, *id, codes::unknown_question, "question")
           : std::nullopt;
    if (index) out.question = *index;
    sound &= index.has_value();
    std::vector<string_view> words;
    for (const Relation relation : relations) words.push_back(to_string(relation));
    const YamlNode* verdict = node.find("verdict");
    const auto word = verdict ? fields().word(*verdict, of("verdict"), words) : std::nullopt;
    if (word) out.relation = relations[*word];
    return sound && word;
  }

  bool load_monotone(const YamlNode& node, Property& out) {
    constexpr std::array<string_view, 3> required{"question", "towards", "verdict"};
    constexpr std::array<string_view, 2> optional{"when", "because"};
    constexpr std::array<Relation, 2> relations{Relation::not_worse, Relation::not_better};
    if (!fields().keys(node, out.name.at, what_, required, optional)) return false;
    const bool sound = load_pair(node, relations, out);
    const YamlNode* towards = node.find("towards");
    const auto word =
        towards ? fields().word(*towards, of("towards"), towards_words) : std::nullopt;
    if (!sound || !word) return false;
    out.towards = static_cast<Towards>(*word);
    const bool of_time = out.towards == Towards::longer || out.towards == Towards::shorter;
    const Question& question = rules().questions[out.question];
    constexpr auto is_dated = [](const TypeTraits& type) { return type.is_dated; };
    constexpr auto is_high_or_low = [](const TypeTraits& type) {
      return type.is_ordered && !type.is_dated;
    };
    const TypeTraits& type = question.traits();
    if (of_time ? is_dated(type) : is_high_or_low(type)) return true;
    const std::string dated = types_in_words(is_dated),
                      high_or_low = types_in_words(is_high_or_low);
    fields().error(
        codes::mismatched_property, towards->at,
        fmt::format("`{}` is for {} questions, but `{}` is a `{}` question", towards_words[*word],
                    of_time ? dated : high_or_low, question.id.text, to_string(question.type)),
        fmt::format("`longer` and `shorter` are for {}, `higher` and `lower` for {}; for answers "
                    "without an order use `compare`",
                    dated, high_or_low));
    return false;
  }

  // Reads answers to a choice or yes_no question, including `unanswered`.
  std::optional<SomeAnswers> load_answers(const YamlNode& node, string_view key,
                                          const Question& question) {
    SomeAnswers out;
    const std::vector<Text> words = fields().words(node, of(key));
    bool sound = !words.empty();
    for (const Text& word : words) {
      if (word.text == unanswered) {
        out.unanswered = true;
        continue;
      }
      std::optional<std::size_t> choice;
      if (question.traits().is_yes_no) {
        constexpr std::array<string_view, 3> known{"no", "yes", unanswered};
        YamlNode as_node;
        as_node.kind = YamlNode::Kind::scalar;
        as_node.at = word.at;
        as_node.text = word.text;
        choice = fields().word(as_node, of(key), known);
      } else {
        choice = load_choice(loader_, question, word);
      }
      if (choice) {
        out.choices |= std::uint64_t{1} << *choice;
      } else {
        sound = false;
      }
    }
    return sound ? std::optional(out) : std::nullopt;
  }

  bool load_compare(const YamlNode& node, Property& out) {
    constexpr std::array<string_view, 4> required{"question", "from", "to", "verdict"};
    constexpr std::array<string_view, 2> optional{"when", "because"};
    constexpr std::array<Relation, 3> relations{Relation::not_worse, Relation::not_better,
                                                Relation::same};
    if (!fields().keys(node, out.name.at, what_, required, optional)) return false;
    if (!load_pair(node, relations, out)) return false;
    const Question& question = rules().questions[out.question];
    constexpr auto is_one_of_few = [](const TypeTraits& type) {
      return type.takes_one_choice() || type.is_yes_no;
    };
    if (!is_one_of_few(question.traits())) {
      fields().error(
          codes::mismatched_property, node.find("question")->at,
          fmt::format("`compare` is for {} questions, but `{}` is a `{}` question",
                      types_in_words(is_one_of_few), question.id.text, to_string(question.type)),
          fmt::format("for {} use `monotone`",
                      types_in_words([](const TypeTraits& of) { return of.is_ordered; })));
      return false;
    }
    const YamlNode* from = node.find("from");
    const YamlNode* to = node.find("to");
    if (!from || !to) return false;
    const auto one = load_answers(*from, "from", question);
    if (to->kind == YamlNode::Kind::sequence) {
      fields().error(codes::wrong_kind, to->at,
                     fmt::format("{} is a list, not one answer", of("to")),
                     "write one property for each");
      return false;
    }
    const auto other = load_answers(*to, "to", question);
    if (!one || !other) return false;
    out.from = *one;
    out.to = *other;
    if ((one->choices & other->choices) != 0 || (one->unanswered && other->unanswered)) {
      return refuse_empty(to->at, "`to` is also in `from`: it would be compared with itself");
    }
    return true;
  }

  Loader loader_;
  std::string what_ = {};
};

}  // namespace

std::string_view to_string(PropertyKind kind) noexcept {
  switch (kind) {
    case PropertyKind::always: return "always";
    case PropertyKind::never: return "never";
    case PropertyKind::monotone: return "monotone";
    case PropertyKind::compare: return "compare";
  }
  return "";
}

std::string_view to_string(Towards towards) noexcept {
  return towards_words[static_cast<std::size_t>(towards)];
}

std::string_view to_string(Relation relation) noexcept {
  switch (relation) {
    case Relation::not_worse: return "not_worse";
    case Relation::not_better: return "not_better";
    case Relation::same: return "same";
  }
  return "";
}

std::vector<Property> load_properties(const RuleSet& rules, const Fields& fields,
                                      const YamlNode& root) {
  std::vector<Property> out;
  PropertyLoader loader(rules, fields);
  Fields reporting = fields;
  for (std::size_t k = 0; k < property_kinds; ++k) {
    const auto kind = static_cast<PropertyKind>(k);
    const YamlNode* node = root.find(to_string(kind));
    if (!node || !reporting.mapping(*node, fmt::format("`{}`", to_string(kind)))) continue;
    for (const auto& [name, value] : node->entries) {
      if (out.size() == most_properties) {
        reporting.error(codes::limit_exceeded, name.at,
                        fmt::format("more than {} properties", most_properties));
        return out;
      }
      if (auto property = loader.load(kind, name, value)) out.push_back(std::move(*property));
    }
  }
  return out;
}

std::string wanted_in_words(const RuleSet& rules, const Property& property) {
  const bool never = property.kind == PropertyKind::never;
  if (property.kind == PropertyKind::monotone || property.kind == PropertyKind::compare) {
    switch (property.relation) {
      case Relation::not_worse: return "not worse";
      case Relation::not_better: return "not better";
      case Relation::same: return "the same";
    }
  }
  if (property.at_least) {
    return fmt::format("{} `{}`", never ? "less than" : "at least",
                       rules.verdicts[*property.at_least].id.text);
  }
  std::vector<string_view> names;
  for (std::size_t v = 0; v < property.headlines.size(); ++v) {
    if (!property.headlines[v]) continue;
    names.push_back(v == rules.verdicts.size() ? incomplete_id : string_view(rules.verdicts[v].id));
  }
  return (never ? names.size() > 1 ? "none of " : "not " : "") + list_in_words(names);
}

}  // namespace candor
