// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdint>

#include "candor/base/fold.h"
#include "candor/batch/mapping/cell_date.h"
#include "candor/batch/mapping/columns_bound.h"

namespace candor {
namespace {

using std::string_view;

// More parts than any set has members, with room for repetitions.
constexpr std::size_t most_parts = 4 * most_choices;

// The length of the separator at the start of `text`; 0 when there is none.
std::size_t separator_at(string_view text, const std::vector<std::string>& separators) {
  for (const std::string& separator : separators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

DiagnosticCode parse(const Question& question, string_view text, Date as_of, Answer& answer) {
  const auto refused = parse_answer(question, text, as_of, answer);
  return refused ? refused->code : codes::none;
}

DiagnosticCode take_word(const CellWord& word, const Question& question, Date as_of,
                         Answer& answer) {
  switch (word.kind) {
    case CellWord::Kind::answer: {
      const Answer means = word.means.on(as_of);
      const bool is_date = question.traits().is_dated && means.time == Answer::Time::date;
      if (is_date && means.date > as_of) return codes::date_after_screening;
      answer = means;
      return codes::none;
    }
    case CellWord::Kind::blank: answer = {}; return codes::none;
    case CellWord::Kind::refused: return codes::word_not_accepted;
    case CellWord::Kind::ambiguous: return codes::ambiguous_cell;
  }
  return codes::none;
}

// A cell split at its separators: part i is from `begins[i]` to `ends[i]`.
struct Parts {
  std::array<std::uint32_t, most_parts> begins = {};
  std::array<std::uint32_t, most_parts> ends = {};
  std::size_t count = 0;
};

// Returns false when there are too many parts.
bool take_apart(string_view cell, const std::vector<std::string>& separators, Parts& parts) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t length = at == cell.size() ? 1 : separator_at(cell.substr(at), separators);
    if (length == 0) {
      ++at;
      continue;
    }
    if (parts.count == most_parts) return false;
    parts.begins[parts.count] = static_cast<std::uint32_t>(begin);
    parts.ends[parts.count] = static_cast<std::uint32_t>(at);
    ++parts.count;
    at += length;
    begin = at;
  }
  // Many programs write a separator after the last member too.
  const bool empty_end =
      parts.count > 1 && trim_blanks(cell.substr(parts.begins[parts.count - 1])).empty();
  if (empty_end) --parts.count;
  return true;
}

// A label may contain a separator, so at each part the longest word is taken after which the rest
// of the cell can still be read.
DiagnosticCode read_members(const BoundColumn& column, string_view cell, Answer& answer) {
  Parts parts;
  if (cell.size() > UINT32_MAX || !take_apart(cell, column.separators, parts))
    return codes::not_a_choice;
  struct From {
    const CellWord* word = nullptr;
    std::size_t next = 0;
  };
  std::array<From, most_parts> from;
  bool ambiguous = false;
  for (std::size_t i = parts.count; i-- > 0;) {
    for (std::size_t n = std::min(column.most_parts, parts.count - i); n > 0; --n) {
      const std::size_t next = i + n;
      if (next < parts.count && from[next].word == nullptr) continue;
      const string_view text =
          trim_blanks(cell.substr(parts.begins[i], parts.ends[next - 1] - parts.begins[i]));
      const CellWord* word = text.empty() ? nullptr : column.table.find(text);
      if (word != nullptr && word->kind == CellWord::Kind::ambiguous) ambiguous = true;
      if (word == nullptr || word->kind != CellWord::Kind::answer) continue;
      from[i] = {word, next};
      break;
    }
  }
  if (from[0].word == nullptr) return ambiguous ? codes::ambiguous_cell : codes::not_a_choice;
  Answer read = from[0].word->means.answer;
  bool none = read.yes == 0;
  for (std::size_t i = from[0].next; i < parts.count; i = from[i].next) {
    const std::uint64_t members = from[i].word->means.answer.yes;
    none = none || members == 0;
    read.yes |= members;
  }
  if (none && read.yes != 0) return codes::none_with_member;
  answer = read;
  return codes::none;
}

DiagnosticCode read_number(const BoundColumn& column, const Question& question, string_view text,
                           Date as_of, Answer& answer) {
  std::array<char, 64> buffer;
  if (text.size() > buffer.size()) return codes::not_a_number;
  const char decimal_sign = column.decimal_comma ? ',' : '.';
  const char other_sign = column.decimal_comma ? '.' : ',';
  const bool in_figures = text.find_first_not_of("-0123456789.,") == string_view::npos;
  if (in_figures && text.find(other_sign) != string_view::npos) return codes::wrong_decimal_sign;
  std::replace_copy(text.begin(), text.end(), buffer.begin(), decimal_sign, '.');
  // With a decimal comma, a point has no meaning.
  if (column.decimal_comma && text.find('.') != string_view::npos) return codes::not_a_number;
  return parse(question, {buffer.data(), text.size()}, as_of, answer);
}

DiagnosticCode read_time(const BoundColumn& column, const Question& question, string_view text,
                         Date as_of, Answer& answer) {
  const CellDate date = read_cell_date(text, column.dates);
  switch (date.kind) {
    case CellDate::Kind::other: break;
    case CellDate::Kind::date:
      if (date.time_of_day && column.dates == DateOrder::unspecified) return codes::not_a_time;
      return parse(question, date.text(), as_of, answer);
    case CellDate::Kind::order: return codes::ambiguous_date_order;
    case CellDate::Kind::short_year: return codes::two_digit_year;
  }
  const Folded folded(text);
  return parse(question, folded.view(), as_of, answer);
}

}  // namespace

std::size_t count_separators(string_view text, const std::vector<std::string>& separators) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t length = separator_at(text, separators);
    if (length > 0) ++count;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return count;
}

DiagnosticCode read_cell(const BoundColumn& column, const Question& question, string_view cell,
                         Date as_of, Answer& answer) {
  const string_view text = trim_blanks(cell);
  if (text.empty()) {
    answer = {};
    return codes::none;
  }
  if (const CellWord* word = column.table.find(text)) {
    return take_word(*word, question, as_of, answer);
  }
  switch (question.type) {
    case QuestionType::choice: return codes::not_a_choice;
    case QuestionType::yes_no: return codes::not_yes_or_no;
    case QuestionType::set: return read_members(column, text, answer);
    case QuestionType::number: return read_number(column, question, text, as_of, answer);
    case QuestionType::time_since: return read_time(column, question, text, as_of, answer);
  }
  return codes::none;
}

}  // namespace candor
