// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/cell_table.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

CellWord blank() { return {}; }

CellWord answer(std::uint64_t yes, std::uint64_t known = 0) {
  CellWord word{.kind = CellWord::Kind::answer};
  word.means.answer.state = Answer::State::given;
  word.means.answer.yes = yes;
  word.means.answer.known = known;
  return word;
}

CellWord time_word(const Question& question, Answer::Time time) {
  const bool accepted =
      time == Answer::Time::never ? question.accepts_never : question.accepts_ongoing;
  if (!accepted) return {.kind = CellWord::Kind::refused};
  CellWord word = answer(0);
  word.means.answer.time = time;
  return word;
}

// The meaning of a word of the rule language; nothing when the question does not take it.
std::optional<CellWord> meaning_of(const Question& question, AnswerWord word) {
  switch (word) {
    case AnswerWord::yes:
      if (question.traits().is_yes_no) return answer(1);
      return {};
    case AnswerWord::no:
      if (question.traits().is_yes_no) return answer(0);
      return {};
    case AnswerWord::never:
      if (question.traits().is_dated) return time_word(question, Answer::Time::never);
      return {};
    case AnswerWord::ongoing:
      if (question.traits().is_dated) return time_word(question, Answer::Time::ongoing);
      return {};
    case AnswerWord::none:
      if (question.traits().takes_several) return answer(0, all_choices(question));
      return {};
    case AnswerWord::unknown: return blank();
  }
  return {};
}

constexpr AnswerWord every_word[] = {AnswerWord::yes,     AnswerWord::no,   AnswerWord::never,
                                     AnswerWord::ongoing, AnswerWord::none, AnswerWord::unknown};

}  // namespace

bool CellWord::same_as(const CellWord& other) const noexcept {
  return kind == other.kind && (kind != Kind::answer || (means.answer == other.means.answer &&
                                                         means.ago == other.means.ago));
}

class CellTableBuilder {
 public:
  // `owner` describes the built-in words: "an answer to `smoker`". `help_on_builtin` is the help
  // when a value is one of them.
  CellTableBuilder(std::string owner, std::string_view help_on_builtin,
                   const ReportConflict& report)
      : owner_(std::move(owner)), help_on_builtin_(help_on_builtin), report_(report) {}

  // A spelling from the rule language or the question. When two fold to the same text, only the
  // exact spelling decides.
  void add_builtin(std::string_view text, const CellWord& word, bool decides) {
    const auto [found, added] = words_.try_emplace(fold(text), word);
    const bool clash = !added && !found->second.same_as(word);
    if (decides) exact_.emplace_back(std::string(text), word);
    if (clash) found->second = {.kind = CellWord::Kind::ambiguous};
  }

  void finish_builtins() {
    // The exact spelling matters only where folding leaves an ambiguity.
    std::erase_if(exact_, [&](const auto& exact) {
      return words_.at(fold(exact.first)).kind != CellWord::Kind::ambiguous;
    });
    builtin_ = words_;
  }

  void add_value(const Text& text, const CellWord& word) {
    const std::string key = fold(text.text);
    if (const auto given = given_.find(key); given != given_.end()) {
      if (!given->second.same_as(word)) {
        report_(text, fmt::format("`{}` has two meanings here", text.text),
                "each value has one meaning; case and spaces make no difference");
      }
      return;
    }
    if (differs_from_builtin(text, key, word)) {
      report_(text, fmt::format("`{}` is already {}, and a different one", text.text, owner_),
              help_on_builtin_);
      return;
    }
    values_.insert(key);
    given_.emplace(key, word);
    words_[key] = word;
  }

  void add_blank(const Text& text) {
    const std::string key = fold(text.text);
    const auto given = given_.find(key);
    if ((given != given_.end() && !given->second.same_as(blank())) ||
        differs_from_builtin(text, key, blank())) {
      report_(text, fmt::format("`{}` counts as blank, but is {}", text.text, owner_),
              "`blank` of a column or a set replaces that of the file");
      return;
    }
    given_.emplace(key, blank());
    words_[key] = blank();
  }

  // A word of the whole file. The column's own values override it; its blanks do not.
  void add_file_word(const MappedWord& word, const CellWord& means) {
    const std::string key = fold(word.value.text);
    if (values_.count(key) > 0) return;
    if (const auto given = given_.find(key); given != given_.end()) {
      if (!given->second.same_as(means)) refuse_word(word, "counts as blank");
      return;
    }
    if (differs_from_builtin(word.value, key, means)) {
      refuse_word(word, fmt::format("is already {}, and a different one", owner_));
      return;
    }
    given_.emplace(key, means);
    words_[key] = means;
  }

  CellTable build() {
    CellTable table;
    table.entries_.reserve(words_.size());
    for (auto& [key, word] : words_) table.entries_.push_back({key, word});
    table.exact_ = std::move(exact_);
    return table;
  }

 private:
  void refuse_word(const MappedWord& word, std::string_view conflict) {
    report_(word.value,
            fmt::format("`{}` stands for `{}`, but {}", word.value.text, to_string(word.means),
                        conflict),
            "`values` of a column override `words`, and its `blank` overrides that of the file");
  }

  // Where the question's own spellings are ambiguous, the map may decide.
  bool differs_from_builtin(const Text& text, const std::string& key, const CellWord& word) const {
    const std::string_view trimmed = trim_blanks(text.text);
    for (const auto& [spelling, means] : exact_) {
      if (spelling == trimmed) return !means.same_as(word);
    }
    const auto builtin = builtin_.find(key);
    return builtin != builtin_.end() && builtin->second.kind != CellWord::Kind::ambiguous &&
           !builtin->second.same_as(word);
  }

  std::string owner_;
  std::string_view help_on_builtin_;
  const ReportConflict& report_;
  std::map<std::string, CellWord> words_, builtin_, given_;
  std::set<std::string> values_;
  std::vector<std::pair<std::string, CellWord>> exact_;
};

const CellWord* CellTable::find(std::string_view cell) const {
  for (const auto& [spelling, word] : exact_) {
    if (spelling == cell) return &word;
  }
  const Folded key(cell);
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), key.view(),
      [](const Entry& entry, std::string_view text) { return entry.folded < text; });
  return found != entries_.end() && found->folded == key.view() ? &found->word : nullptr;
}

std::size_t CellTable::most(const std::function<std::size_t(std::string_view)>& count) const {
  std::size_t most = 0;
  for (const Entry& entry : entries_) most = std::max(most, count(entry.folded));
  return most;
}

CellTable cell_table(const Question& question, std::span<const MappedValue> values,
                     std::span<const Text> blanks, std::span<const MappedWord> words,
                     const ReportConflict& report) {
  CellTableBuilder builder(fmt::format("an answer to `{}`", question.id.text),
                           "ids and labels of choices keep their meaning", report);
  for (const AnswerWord word : every_word) {
    if (const auto means = meaning_of(question, word))
      builder.add_builtin(to_string(word), *means, true);
  }
  const bool is_set = question.traits().takes_several;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const CellWord means = answer(choice_bit(i), is_set ? all_choices(question) : std::uint64_t{0});
    builder.add_builtin(question.choices[i].id.text, means, true);
    builder.add_builtin(question.choices[i].label.text, means, false);
  }
  builder.finish_builtins();
  for (const MappedValue& value : values) {
    const bool is_blank = !value.means.ago && !value.means.answer.given();
    builder.add_value(
        value.value,
        is_blank ? blank() : CellWord{.kind = CellWord::Kind::answer, .means = value.means});
  }
  for (const Text& text : blanks) builder.add_blank(text);
  for (const MappedWord& word : words) {
    if (const auto means = meaning_of(question, word.means)) {
      builder.add_file_word(word, *means);
    }
  }
  return builder.build();
}

CellTable member_table(const Question& question, const MappedSet& set, std::span<const Text> blanks,
                       std::span<const MappedWord> words, const ReportConflict& report) {
  CellTableBuilder builder(fmt::format("an answer in the columns of `{}`", question.id.text),
                           "give both `yes` and `no`, or neither", report);
  builder.add_builtin(to_string(AnswerWord::unknown), blank(), true);
  if (set.yes.empty()) {
    builder.add_builtin("1", answer(1), true);
    builder.add_builtin("yes", answer(1), true);
  }
  if (set.no.empty()) {
    builder.add_builtin("0", answer(0), true);
    builder.add_builtin("no", answer(0), true);
  }
  builder.finish_builtins();
  for (const Text& text : set.yes) builder.add_value(text, answer(1));
  for (const Text& text : set.no) builder.add_value(text, answer(0));
  for (const Text& text : blanks) builder.add_blank(text);
  for (const MappedWord& word : words) {
    if (word.means == AnswerWord::yes && set.yes.empty()) builder.add_file_word(word, answer(1));
    if (word.means == AnswerWord::no && set.no.empty()) builder.add_file_word(word, answer(0));
    if (word.means == AnswerWord::unknown) builder.add_file_word(word, blank());
  }
  return builder.build();
}

}  // namespace candor
