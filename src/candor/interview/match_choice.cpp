// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/match_choice.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"

namespace candor {
namespace {

// The number that a word of one to three digits stands for; nothing for any other word.
std::optional<std::size_t> small_number(std::string_view word) {
  if (word.empty() || word.size() > 3 || !std::all_of(word.begin(), word.end(), is_digit))
    return {};
  std::size_t number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

// Bytes of letters beyond ASCII are part of a word.
bool is_in_word(char c) {
  return is_letter(c) || is_digit(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_in_word(text[word.size()]));
}

// The names of one choice, folded.
struct Names {
  std::string id = {};
  std::string label = {};
  std::vector<std::string> also = {};

  bool is(std::string_view typed) const {
    return id == typed || label == typed ||
           std::find(also.begin(), also.end(), typed) != also.end();
  }
  bool begin_with(std::string_view typed) const {
    return id.starts_with(typed) || label.starts_with(typed);
  }
  // The words of `also` count only whole, so they are never a reason to ask back.
  bool have_word(std::string_view typed) const {
    return begins_a_word(id, typed) || begins_a_word(label, typed);
  }
};

std::vector<Names> names_of(const Question& question) {
  std::vector<Names> names;
  for (const Choice& choice : question.choices) {
    Names of{.id = fold(choice.id), .label = fold(choice.label)};
    std::replace(of.id.begin(), of.id.end(), '_', ' ');
    for (const Text& word : choice.also) of.also.push_back(fold(word));
    names.push_back(std::move(of));
  }
  return names;
}

// "type 3" as "type iii"; empty for any other text.
std::string in_roman(std::string_view typed) {
  constexpr std::array<std::string_view, 6> roman{"i", "ii", "iii", "iv", "v", "vi"};
  const std::size_t blank = typed.rfind(' ');
  if (blank == typed.npos) return {};
  const auto number = small_number(typed.substr(blank + 1));
  if (!number || *number == 0 || *number > roman.size()) return {};
  return fmt::format("{} {}", typed.substr(0, blank), roman[*number - 1]);
}

template <class Which>
std::vector<std::size_t> choices_where(const std::vector<Names>& names, const Which& which) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (which(names[i])) found.push_back(i);
  }
  return found;
}

ChoiceMatch only(std::vector<std::size_t> found) {
  if (found.size() == 1) return {.choice = found.front()};
  return {.could_be = std::move(found)};
}

// A plain yes or no, to a question whose choices say more.
ChoiceMatch match_yes_or_no(const std::vector<Names>& names, bool yes) {
  if (yes)
    return only(choices_where(
        names, [](const Names& name) { return begins_with_word(name.label, "yes"); }));
  return only(choices_where(names, [](const Names& name) {
    return name.id == "none" || name.id == "no" || begins_with_word(name.label, "no") ||
           begins_with_word(name.label, "none");
  }));
}

// The letter alone, which may also be the beginning of another choice or word.
ChoiceMatch match_y_or_n(const std::vector<Names>& names, std::string_view letter) {
  const ChoiceMatch found = match_yes_or_no(names, letter == "y");
  const bool begins_one = std::any_of(names.begin(), names.end(),
                                      [&](const Names& name) { return name.begin_with(letter); });
  if (!begins_one) return found;
  std::vector<std::size_t> with_word =
      choices_where(names, [&](const Names& name) { return name.have_word(letter); });
  if (found.choice && with_word.size() == 1) return found;
  return {.could_be = std::move(with_word)};
}

ChoiceMatch match_beginning(const std::vector<Names>& names, std::string_view typed) {
  ChoiceMatch found =
      only(choices_where(names, [&](const Names& name) { return name.have_word(typed); }));
  if (found.choice && !names[*found.choice].begin_with(typed)) {
    found.could_be = {*found.choice};
    found.choice.reset();
  }
  return found;
}

}  // namespace

ChoiceMatch match_choice(const Question& question, std::string_view typed) {
  if (const auto number = small_number(typed)) {
    if (*number == 0 || *number > question.choices.size()) return {};
    return {.choice = *number - 1};
  }
  // Ids are tried before labels, so that an id wins over the label of another choice.
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (fold(question.choices[i].id) == typed) return {.choice = i};
  }
  const std::vector<Names> names = names_of(question);
  const auto whole = choices_where(names, [&](const Names& name) { return name.is(typed); });
  if (!whole.empty()) return {.choice = whole.front()};
  if (typed == "yes" || typed == "no") return match_yes_or_no(names, typed == "yes");
  if (typed == "y" || typed == "n") return match_y_or_n(names, typed);
  ChoiceMatch found = match_beginning(names, typed);
  const std::string roman = in_roman(typed);
  if (roman.empty() || found.choice || !found.could_be.empty()) return found;
  // "type i" also begins "type ii".
  return only(
      choices_where(names, [&](const Names& name) { return begins_with_word(name.label, roman); }));
}

std::string choices_in_words(const Question& question, const std::vector<std::size_t>& choices) {
  constexpr std::size_t most_named = 4;
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i == most_named) return text + " or others";
    if (i > 0) text += i + 1 == choices.size() ? " or " : ", ";
    text += fmt::format("{} ({})", choices[i] + 1, question.choices[choices[i]].label.text);
  }
  return text;
}

}  // namespace candor
