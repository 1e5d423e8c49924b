// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/load/loader.h"

namespace candor {
namespace {

using std::string_view;

constexpr std::array<string_view, 4> reserved_questions{"all", "any", "not", "is"};
constexpr std::array<string_view, 3> reserved_choices{"unknown", "unanswered", "nothing"};
constexpr std::array<string_view, 4> reserved_members{"unknown", "unanswered", "nothing", "none"};

// `Label`, or `{label: Label, also: [word, ...]}`.
Choice load_choice(Loader& loader, const YamlEntry& entry) {
  constexpr std::array<string_view, 1> required{"label"};
  constexpr std::array<string_view, 1> optional{"also"};
  const std::string what = fmt::format("choice `{}`", entry.key.text);
  const std::string label = fmt::format("the label of {}", what);
  Choice choice{.id = entry.key};
  if (entry.value.kind != YamlNode::Kind::mapping) {
    choice.label = loader.fields.text(entry.value, label).value_or(Text{});
    return choice;
  }
  if (!loader.fields.keys(entry.value, entry.key.at, what, required, optional)) return choice;
  choice.label = loader.fields.text_at(entry.value, "label", what);
  const YamlNode* also = entry.value.find("also");
  const std::string name = fmt::format("`also` of {}", what);
  if (also && loader.fields.list(*also, name)) {
    for (const YamlNode& item : also->items) {
      if (auto word = loader.fields.text(item, fmt::format("a word in {}", name)))
        choice.also.push_back(*std::move(word));
    }
  }
  return choice;
}

bool could_mean(const Choice& choice, string_view typed) {
  std::string id = fold(choice.id);
  std::replace(id.begin(), id.end(), '_', ' ');
  return begins_a_word(id, typed) || begins_a_word(fold(choice.label), typed) ||
         std::any_of(choice.also.begin(), choice.also.end(),
                     [&](const Text& word) { return begins_a_word(fold(word), typed); });
}

// A word typed for one choice must not be, or begin, a word of another.
void check_also(Loader& loader, const Question& question) {
  for (const Choice& choice : question.choices) {
    for (const Text& word : choice.also) {
      for (const Choice& other : question.choices) {
        if (&other == &choice || !could_mean(other, fold(word))) continue;
        loader.fields.error(
            codes::ambiguous_also, word.at,
            fmt::format("`{}` in `also` of choice `{}` could also mean choice `{}`", word.text,
                        choice.id.text, other.id.text),
            "choose a word that is not in the id, label or `also` of another choice");
      }
    }
  }
}

void load_choices(Loader& loader, const YamlNode& node, Question& question) {
  const std::string what = fmt::format("`choices` of question `{}`", question.id.text);
  if (!loader.fields.mapping(node, what, hints::choices(node))) return;
  if (node.entries.size() > most_choices) {
    loader.fields.error(codes::limit_exceeded, node.entries[most_choices].key.at,
                        fmt::format("{} has more than {} entries", what, most_choices),
                        "split the question");
    return;
  }
  const bool set = question.traits().takes_several;
  for (const YamlEntry& entry : node.entries) {
    const auto reserved = set ? std::span<const string_view>(reserved_members)
                              : std::span<const string_view>(reserved_choices);
    loader.fields.id(entry.key, "a choice", reserved);
    question.choices.push_back(load_choice(loader, entry));
  }
  check_also(loader, question);
}

std::optional<Decimal> load_decimal(Loader& loader, const YamlNode& node, string_view key,
                                    const Question& question) {
  const YamlNode* value = node.find(key);
  if (!value) return std::nullopt;
  const auto text =
      loader.fields.text(*value, fmt::format("`{}` of question `{}`", key, question.id.text));
  if (!text) return std::nullopt;
  const auto number = parse_decimal(*text);
  if (!number) {
    loader.fields.error(codes::impossible_number, text->at,
                        fmt::format("`{}` is not a number", text->text),
                        "expected a decimal such as `0.25`, with at most 12 digits before the "
                        "point and 6 after it");
  }
  return number;
}

void load_range(Loader& loader, const YamlNode& node, Question& question) {
  question.unit =
      loader.fields.text_at(node, "unit", fmt::format("question `{}`", question.id.text));
  question.min = load_decimal(loader, node, "min", question);
  question.max = load_decimal(loader, node, "max", question);
  if (question.min && question.max && *question.max < *question.min) {
    loader.fields.error(codes::impossible_range, node.find("max")->at,
                        fmt::format("`max` of question `{}` is below its `min`", question.id.text));
  }
  if (const auto step = load_decimal(loader, node, "step", question)) {
    if (step->millionths > 0) {
      question.step = *step;
    } else {
      loader.fields.error(codes::impossible_range, node.find("step")->at,
                          "a step must be greater than 0");
    }
  }
}

void load_accepts(Loader& loader, const YamlNode& node, Question& question) {
  constexpr std::array<string_view, 2> known{"never", "ongoing"};
  const std::string what = fmt::format("`accepts` of question `{}`", question.id.text);
  if (!loader.fields.list(node, what)) return;
  for (const Text& word : loader.fields.words(node, what)) {
    if (word.text == "never")
      question.accepts_never = true;
    else if (word.text == "ongoing")
      question.accepts_ongoing = true;
    else
      loader.fields.error(codes::unknown_word, word.at,
                          fmt::format("`{}` is not a value of {}", word.text, what),
                          "expected " + list_in_words(known));
  }
}

// Reports keys that questions of this type do not have.
void refuse_misfits(Loader& loader, const YamlNode& node, const Question& question) {
  struct Misfit {
    string_view key;
    bool (*fits)(const TypeTraits& type);
  };
  constexpr auto has_choices = [](const TypeTraits& type) { return type.has_choices; };
  constexpr auto is_number = [](const TypeTraits& type) { return type.is_number; };
  constexpr auto is_dated = [](const TypeTraits& type) { return type.is_dated; };
  constexpr std::array<Misfit, 6> keys{{{"choices", has_choices},
                                        {"unit", is_number},
                                        {"min", is_number},
                                        {"max", is_number},
                                        {"step", is_number},
                                        {"accepts", is_dated}}};
  for (const YamlEntry& entry : node.entries) {
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&](const Misfit& m) { return m.key == entry.key.text; });
    if (found == keys.end() || found->fits(question.traits())) continue;
    loader.fields.error(
        codes::misplaced_key, entry.key.at,
        fmt::format("a `{}` question has no `{}`", to_string(question.type), found->key),
        fmt::format("only questions of type {} have it", types_in_words(found->fits)));
  }
}

// The answer that a blank counts as.
std::optional<IfBlank> load_blank_answer(Loader& loader, const Question& question,
                                         const YamlNode& node, const Text& word) {
  IfBlank out{.kind = IfBlank::Kind::answer};
  Answer& answer = out.answer;
  answer.state = Answer::State::given;
  const auto refuse = [&](string_view expected) {
    loader.fields.error(
        codes::impossible_if_blank, word.at,
        fmt::format("`{}` is not an answer to question `{}`", word.text, question.id.text),
        fmt::format("expected {}, or `nothing`", expected));
    return std::nullopt;
  };
  switch (question.type) {
    case QuestionType::choice: {
      const auto choice = load_choice(loader, question, word);
      if (!choice) return std::nullopt;
      answer.yes = choice_bit(*choice);
      return out;
    }
    case QuestionType::yes_no:
      if (word.text != "yes" && word.text != "no") return refuse("`yes` or `no`");
      answer.yes = word.text == "yes" ? 1 : 0;
      return out;
    case QuestionType::set: {
      answer.known = all_choices(question);
      if (node.kind == YamlNode::Kind::scalar) {
        if (word.text != "none") return refuse("`none`, or a list of choices");
        return out;
      }
      for (const Text& member : loader.fields.words(node, "`if_blank`")) {
        const auto choice = load_choice(loader, question, member);
        if (!choice) return std::nullopt;
        answer.yes |= choice_bit(*choice);
      }
      return out;
    }
    case QuestionType::number: {
      const auto number = load_number(loader, question, word);
      if (!number) return std::nullopt;
      answer.number = *number;
      return out;
    }
    case QuestionType::time_since:
      if (word.text == "never" && question.accepts_never) {
        answer.time = Answer::Time::never;
      } else if (word.text == "ongoing" && question.accepts_ongoing) {
        answer.time = Answer::Time::ongoing;
      } else if (word.text == "never" || word.text == "ongoing") {
        return refuse("a duration, or what the question `accepts`");
      } else {
        out.ago = load_duration(loader, word);
        if (!out.ago) return std::nullopt;
      }
      return out;
  }
  return std::nullopt;
}

void load_if_blank(Loader& loader, const YamlNode& node, Question& question) {
  const std::string what = fmt::format("`if_blank` of question `{}`", question.id.text);
  const bool list = node.kind == YamlNode::Kind::sequence;
  if (list && !question.traits().takes_several) {
    loader.fields.error(codes::impossible_if_blank, node.at, fmt::format("{} is a list", what),
                        "expected one answer");
    return;
  }
  if (list && !loader.fields.list(node, what)) return;
  const auto word = list ? Text{{}, node.at} : loader.fields.text(node, what);
  if (!word) return;
  if (word->text == "nothing") {
    question.if_blank.kind = IfBlank::Kind::nothing;
  } else if (auto blank = load_blank_answer(loader, question, node, *word)) {
    question.if_blank = *blank;
  }
}

void load_question(Loader& loader, const YamlEntry& entry) {
  constexpr std::array<string_view, 2> required{"ask", "type"};
  constexpr std::array<string_view, 15> optional{
      "section", "by",  "help", "called", "choices", "accepts", "asked_if", "if_blank",
      "unit",    "min", "max",  "step",   "lasts",   "fixed",   "accept"};
  constexpr std::array<string_view, 2> people{"client", "practitioner"};
  Question question;
  question.id = entry.key;
  const std::string what = fmt::format("question `{}`", entry.key.text);
  const YamlNode& node = entry.value;
  bool sound = loader.fields.id(entry.key, "a question", reserved_questions);
  if (!loader.fields.keys(node, entry.key.at, what, required, optional)) {
    loader.rules.questions.push_back(std::move(question));
    loader.question_is_sound.push_back(false);
    return;
  }
  question.ask = loader.fields.text_at(node, "ask", what);
  question.help = loader.fields.text_at(node, "help", what);
  question.called = loader.fields.text_at(node, "called", what);
  question.accepted = load_accepted(loader, node, what);
  if (const Text section = loader.fields.text_at(node, "section", what); !section.empty()) {
    question.section = resolve(loader, loader.sections, section, codes::unknown_section, "section");
  }
  if (const YamlNode* by = node.find("by")) {
    const auto who = loader.fields.word(*by, fmt::format("`by` of {}", what), people);
    if (who == 1U) question.by = AnsweredBy::practitioner;
  }
  const YamlNode* type_node = node.find("type");
  std::array<string_view, question_types.size()> types;
  std::transform(question_types.begin(), question_types.end(), types.begin(),
                 [](const TypeTraits& of) { return of.name; });
  const auto type = type_node
                        ? loader.fields.word(*type_node, fmt::format("`type` of {}", what), types)
                        : std::nullopt;
  sound = sound && type.has_value();
  if (type) {
    question.type = question_types[*type].type;
    const TypeTraits& traits = question.traits();
    refuse_misfits(loader, node, question);
    const YamlNode* choices = node.find("choices");
    if (choices && traits.has_choices) load_choices(loader, *choices, question);
    if (!choices && traits.has_choices) {
      loader.fields.error(codes::missing_key, entry.key.at,
                          fmt::format("{} lacks `choices`", what));
    }
    sound = sound && (!traits.has_choices || !question.choices.empty());
    if (traits.is_number) load_range(loader, node, question);
    const YamlNode* accepts = node.find("accepts");
    if (accepts && traits.is_dated) load_accepts(loader, *accepts, question);
    const YamlNode* if_blank = node.find("if_blank");
    if (if_blank && sound) load_if_blank(loader, *if_blank, question);
    load_lasts(loader, node, question);
  }
  loader.rules.questions.push_back(std::move(question));
  loader.question_is_sound.push_back(sound);
}

}  // namespace

std::optional<Decimal> load_number(Loader& loader, const Question& question, const Text& text) {
  const auto number = parse_decimal(text);
  if (!number) {
    loader.fields.error(
        codes::impossible_number, text.at, fmt::format("`{}` is not a number", text.text),
        "expected a decimal such as `1.5`, with at most 12 digits before the point and 6 after it");
    return std::nullopt;
  }
  if ((question.min && *number < *question.min) || (question.max && *number > *question.max)) {
    loader.fields.error(
        codes::impossible_number, text.at,
        fmt::format("`{}` is outside the range of question `{}`", text.text, question.id.text),
        fmt::format("the range is {} to {}", question.min ? to_string(*question.min) : "any",
                    question.max ? to_string(*question.max) : "any"));
    return std::nullopt;
  }
  const std::int64_t from = question.min ? question.min->millionths : 0;
  if ((number->millionths - from) % question.step.millionths != 0) {
    loader.fields.error(
        codes::impossible_number, text.at,
        fmt::format("`{}` is between two steps of question `{}`", text.text, question.id.text),
        fmt::format("the step is {}, counted from {}", to_string(question.step),
                    to_string(Decimal{from})));
    return std::nullopt;
  }
  return number;
}

std::optional<Duration> load_duration(Loader& loader, const Text& text) {
  const auto duration = parse_duration(text);
  if (!duration) {
    loader.fields.error(codes::impossible_duration, text.at,
                        fmt::format("`{}` is not a duration", text.text), hints::duration(text));
  }
  return duration;
}

std::optional<std::size_t> load_choice(Loader& loader, const Question& question, const Text& id,
                                       string_view hint) {
  std::vector<string_view> known;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (question.choices[i].id.text == id.text) return i;
    known.push_back(question.choices[i].id);
  }
  loader.fields.error(codes::unknown_choice, id.at,
                      fmt::format("question `{}` has no choice `{}`", question.id.text, id.text),
                      hint.empty() ? Fields::suggest(id, known) : std::string(hint));
  return std::nullopt;
}

void load_questions(Loader& loader, const YamlNode& node) {
  if (!loader.fields.mapping(node, "`questions`")) return;
  if (node.entries.size() > most_questions) {
    loader.fields.error(codes::limit_exceeded, node.entries[most_questions].key.at,
                        fmt::format("more than {} questions", most_questions));
  }
  const auto entries = std::span(node.entries).first(std::min(node.entries.size(), most_questions));
  for (const YamlEntry& entry : entries) loader.questions.add(entry.key.text);
  for (const YamlEntry& entry : entries) load_question(loader, entry);
}

void load_gates(Loader& loader, const YamlNode& questions) {
  for (std::size_t i = 0; i < loader.rules.questions.size(); ++i) {
    const YamlNode* gate = questions.entries[i].value.find("asked_if");
    if (!gate) continue;
    const std::string what =
        fmt::format("`asked_if` of question `{}`", loader.rules.questions[i].id.text);
    loader.rules.questions[i].asked_if = load_condition(loader, *gate, what);
  }
}

}  // namespace candor
