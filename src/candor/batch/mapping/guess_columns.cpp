// SPDX-License-Identifier: Apache-2.0
// Guesses from headers and values which column answers which question.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/batch/mapping/map_guess.h"
#include "candor/intake/answers.h"

namespace candor {
namespace {

using std::string_view;

constexpr auto id_names = std::to_array<string_view>({
    "id",         "record id",       "recordid",     "client id",  "patient id", "participant id",
    "subject id", "case id",         "person id",    "study id",   "record",     "client",
    "patient",    "participant",     "pid",          "mrn",        "nr",         "no",
    "number",     "client no",       "patient no",   "case no",    "code",       "identifier",
    "kennung",    "patientennummer", "kundennummer", "fallnummer",
});

// Above this many columns, values are not compared with every question.
constexpr std::size_t most_columns_by_values = 500;

// The prompt up to its question mark; the rest explains it.
std::string first_sentence(string_view ask) { return loose_fold(ask.substr(0, ask.find('?'))); }

// Whether the column has values, and each could answer the question.
bool values_fit(const Question& question, const ColumnSample& sample) {
  if (sample.values.empty()) return false;
  const TypeTraits& type = question.traits();
  for (const auto& [folded, value] : sample.values) {
    const std::string text = loose_fold(value.text);
    if (known_word(folded) || is_usual_blank(folded) || folded == "unknown") continue;
    bool fits = false;
    if (type.is_yes_no) {
      fits = text == "yes" || text == "no" || text == "0" || text == "1";
    } else if (type.has_choices) {
      fits = std::any_of(question.choices.begin(), question.choices.end(), [&](const Choice& c) {
        return loose_fold(c.id.text) == text || loose_fold(c.label.text) == text;
      });
      fits = fits || (type.takes_several && text == "none");
    } else if (type.is_number) {
      fits = folded.find_first_not_of("-0123456789.,") == std::string::npos;
    } else if (type.is_dated) {
      fits =
          folded == "never" || folded == "ongoing" || parse_duration(folded) || parse_date(folded);
    } else {
      Answer answer;
      fits = !parse_answer(question, folded, {}, answer);
    }
    if (!fits) return false;
  }
  return true;
}

// Whether `whole` contains the words of `part`, consecutively and in order.
bool has_words(const std::string& whole, const std::string& part) {
  return (' ' + whole + ' ').find(' ' + part + ' ') != std::string::npos;
}

class Guesser {
 public:
  Guesser(const RuleSet& rules, std::span<const std::string> header,
          std::span<const ColumnSample> samples)
      : rules_(rules), samples_(samples), guesses_(header.size()), taken_(rules.questions.size()) {
    for (std::size_t column = 0; column < header.size(); ++column) {
      folded_.push_back(fold(header[column]));
      loose_.push_back(loose_fold(header[column]));
      if (!loose_.back().empty()) by_loose_[loose_.back()].push_back(column);
    }
  }

  std::vector<ColumnGuess> guess() {
    by_id_of_question();
    by_words([](const Question& q) { return loose_fold(q.id.text); });
    by_words([](const Question& q) { return loose_fold(q.ask.text); });
    by_words([](const Question& q) { return first_sentence(q.ask.text); });
    id_column();
    members_with_their_question();
    members_by_number();
    members_alone();
    by_part_of_the_header();
    by_values();
    return std::move(guesses_);
  }

 private:
  bool is_free(std::size_t column) const {
    return guesses_[column].kind == ColumnGuess::Kind::nothing && !loose_[column].empty();
  }

  // The only free column whose header is exactly these words.
  std::optional<std::size_t> find(const std::string& words) const {
    const auto found = by_loose_.find(words);
    if (found == by_loose_.end()) return {};
    std::optional<std::size_t> only;
    for (const std::size_t column : found->second) {
      if (!is_free(column)) continue;
      if (only) return {};
      only = column;
    }
    return only;
  }

  void take(std::size_t column, std::size_t question, std::string unsure) {
    guesses_[column] = {
        .kind = ColumnGuess::Kind::question, .question = question, .unsure = std::move(unsure)};
    taken_[question] = true;
  }

  void by_id_of_question() {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const std::string id = fold(rules_.questions[q].id.text);
      const auto found = std::find(folded_.begin(), folded_.end(), id);
      if (found == folded_.end() || taken_[q]) continue;
      const auto column = static_cast<std::size_t>(found - folded_.begin());
      if (!is_free(column)) continue;
      take(column, q, {});
      guesses_[column].named_as_question = true;
    }
  }

  template <class Words>
  void by_words(const Words& words) {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      if (taken_[q]) continue;
      if (const auto column = find(words(rules_.questions[q]))) take(*column, q, {});
    }
  }

  void id_column() {
    if (std::find(folded_.begin(), folded_.end(), "id") != folded_.end()) {
      const auto column = static_cast<std::size_t>(std::find(folded_.begin(), folded_.end(), "id") -
                                                   folded_.begin());
      if (is_free(column)) guesses_[column].kind = ColumnGuess::Kind::id;
      return;
    }
    for (const bool sure : {true, false}) {
      for (std::size_t column = 0; column < loose_.size(); ++column) {
        const std::string& words = loose_[column];
        const bool named = std::find(id_names.begin(), id_names.end(), words) != id_names.end();
        const bool sounds = has_words(words, "id") || has_words(words, "nr") ||
                            has_words(words, "no") || has_words(words, "number");
        const bool differs = samples_[column].always_different;
        if (!is_free(column) || !differs || !(named || (!sure && sounds))) continue;
        guesses_[column] = {
            .kind = ColumnGuess::Kind::id,
            .unsure = sure ? "" : "every row differs, and the header sounds like an id"};
        return;
      }
    }
  }

  using Members = std::vector<std::pair<std::size_t, std::optional<std::size_t>>>;

  // Takes columns as the members of a set; an absent member stands for `none`.
  void take_members(std::size_t question, const Members& found, const std::string& unsure) {
    for (const auto& [column, member] : found) {
      guesses_[column] = {.kind = ColumnGuess::Kind::member,
                          .question = question,
                          .member = member,
                          .unsure = unsure};
    }
    taken_[question] = true;
  }

  // `lesions___skin_cancer_here`, `Lesions [Skin cancer]`, `... of these? (choice=Skin cancer)`.
  void members_with_their_question() {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const Question& question = rules_.questions[q];
      if (taken_[q] || !question.traits().takes_several) continue;
      Members found;
      for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const Choice& choice = question.choices[i];
        auto column = find_member(question, loose_fold(choice.id.text));
        if (!column) column = find_member(question, loose_fold(choice.label.text));
        const bool twice = column && std::any_of(found.begin(), found.end(),
                                                 [&](const auto& f) { return f.first == *column; });
        if (column && !twice) found.emplace_back(*column, i);
      }
      if (found.empty()) continue;
      if (const auto none = find_member(question, "none")) found.emplace_back(*none, std::nullopt);
      take_members(q, found, {});
    }
  }

  std::optional<std::size_t> find_member(const Question& question,
                                         const std::string& member) const {
    for (const std::string& whole : {loose_fold(question.id.text), loose_fold(question.ask.text),
                                     first_sentence(question.ask.text)}) {
      if (const auto column = find(whole + ' ' + member)) return column;
      if (const auto column = find(whole + " choice " + member)) return column;
    }
    return {};
  }

  // `lesions___1`: in the order of the choices, when no number is missing.
  void members_by_number() {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const Question& question = rules_.questions[q];
      const std::size_t choices = question.choices.size();
      if (taken_[q] || !question.traits().takes_several) continue;
      const auto numbered = [&](std::size_t number) {
        return find(fmt::format("{} {}", loose_fold(question.id.text), number));
      };
      for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
        Members found;
        for (std::size_t i = 0; i < choices; ++i) {
          if (const auto column = numbered(i + first)) found.emplace_back(*column, i);
        }
        // One number too many suggests that they count something else.
        if (found.size() != choices || numbered(first + choices)) continue;
        take_members(q, found, "matched by number, in the order of the choices");
        break;
      }
    }
  }

  // `Skin cancer` alone, with yes and no in it.
  void members_alone() {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const Question& question = rules_.questions[q];
      if (taken_[q] || !question.traits().takes_several) continue;
      Members found;
      for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const Choice& choice = question.choices[i];
        auto column = find(loose_fold(choice.id.text));
        if (!column) column = find(loose_fold(choice.label.text));
        if (!column || !is_yes_or_no(samples_[*column])) continue;
        const bool twice = std::any_of(found.begin(), found.end(),
                                       [&](const auto& f) { return f.first == *column; });
        if (!twice) found.emplace_back(*column, i);
      }
      if (!found.empty()) take_members(q, found, "named after a member, without its question");
    }
  }

  static bool is_yes_or_no(const ColumnSample& sample) {
    return values_fit(Question{.type = QuestionType::yes_no}, sample);
  }

  // `Last isotretinoin dose`: the header contains the id of one question, and the values fit.
  void by_part_of_the_header() {
    constexpr std::size_t least_letters = 5;
    std::vector<std::string> ids;
    for (const Question& question : rules_.questions) ids.push_back(loose_fold(question.id.text));
    for (std::size_t column = 0; column < loose_.size(); ++column) {
      if (!is_free(column)) continue;
      std::optional<std::size_t> best;
      std::size_t length = 0;
      for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
        const std::string& id = ids[q];
        if (id.size() < least_letters || id.size() < length) continue;
        if (!has_words(loose_[column], id)) continue;
        if (id.size() == length) {
          best.reset();
          continue;
        }
        length = id.size();
        best = q;
      }
      if (!best || taken_[*best] || !values_fit(rules_.questions[*best], samples_[column]))
        continue;
      take(column, *best, "the header only contains the id of the question");
    }
  }

  // A header that tells nothing, but values that are all choices of one question only.
  void by_values() {
    if (loose_.size() > most_columns_by_values) return;
    for (std::size_t column = 0; column < loose_.size(); ++column) {
      if (!is_free(column)) continue;
      std::optional<std::size_t> only;
      bool several = false;
      for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
        if (!rules_.questions[q].traits().takes_one_choice()) continue;
        if (own_values(rules_.questions[q], samples_[column]) < 2) continue;
        if (!values_fit(rules_.questions[q], samples_[column])) continue;
        several = only.has_value();
        only = q;
        if (several) break;
      }
      if (only && !several && !taken_[*only]) take(column, *only, "matched only by its values");
    }
  }

  // How many of the values are choices, not counting common words such as `none` and `no`.
  static std::size_t own_values(const Question& question, const ColumnSample& sample) {
    std::size_t count = 0;
    for (const auto& [folded, value] : sample.values) {
      const std::string text = loose_fold(value.text);
      if (text == "none" || text == "no" || text == "yes" || text == "never") continue;
      for (const Choice& choice : question.choices) {
        if (loose_fold(choice.id.text) == text || loose_fold(choice.label.text) == text) ++count;
      }
    }
    return count;
  }

  const RuleSet& rules_;
  std::span<const ColumnSample> samples_;
  std::vector<ColumnGuess> guesses_;
  std::vector<bool> taken_;  // by question
  std::vector<std::string> folded_, loose_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_loose_;
};

}  // namespace

std::vector<ColumnGuess> guess_columns(const RuleSet& rules, std::span<const std::string> header,
                                       std::span<const ColumnSample> samples) {
  return Guesser(rules, header, samples).guess();
}

}  // namespace candor
