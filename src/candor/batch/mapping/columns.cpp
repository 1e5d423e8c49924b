// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/columns.h"

#include "candor/base/errors.h"
#include "candor/base/fold.h"
#include "candor/batch/mapping/cell_date.h"
#include "candor/batch/mapping/columns_bound.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

using std::string_view;

// Messages are the same for every value, so that none of them holds a cell.
string_view message_of(DiagnosticCode code) {
  switch (code) {
    case codes::ambiguous_cell: return "this matches two choices, and only the exact id decides";
    case codes::ambiguous_date_order: return "the order of this date is not given by a mapping";
    case codes::two_digit_year: return "a date with a two-digit year";
    case codes::wrong_decimal_sign: return "this decimal sign is not given by a mapping";
    case codes::member_not_yes_or_no: return "this is neither yes nor no for a member of a set";
    case codes::invalid_row_date: return "this is not a valid screening date";
    default: return refusal_message(code);
  }
}

RowProblem problem(DiagnosticCode code, std::size_t column) {
  return {code, column, std::string(message_of(code))};
}

Answer set_answer(std::uint64_t yes, std::uint64_t known) {
  Answer out;
  if (known == 0) return out;
  out.state = Answer::State::given;
  out.yes = yes;
  out.known = known;
  return out;
}

void read_set(const BoundSet& set, const Question& question, std::span<const string_view> cells,
              Answer& answer, std::vector<RowProblem>& problems) {
  SetReading reading;
  bool sound = true;
  for (const BoundSet::Member& member : set.members) {
    const DiagnosticCode code = add_member(set, member, cells[member.column], reading);
    if (code == codes::none) continue;
    problems.push_back(problem(code, member.column));
    sound = false;
  }
  if (!sound) return;
  const DiagnosticCode code = combine_members(set, question, reading, answer);
  if (code != codes::none) problems.push_back(problem(code, *reading.none_column));
}

}  // namespace

DiagnosticCode add_member(const BoundSet& set, const BoundSet::Member& member, string_view cell,
                          SetReading& reading) {
  const string_view text = trim_blanks(cell);
  const CellWord* word = text.empty() ? nullptr : set.table.find(text);
  if (!text.empty() && word == nullptr) return codes::member_not_yes_or_no;
  const bool known = word != nullptr && word->kind == CellWord::Kind::answer;
  const bool yes = known && word->means.answer.yes != 0;
  if (!member.choice) {
    if (yes) reading.none_column = member.column;
    return codes::none;
  }
  const std::uint64_t bit = choice_bit(*member.choice);
  (yes ? reading.yes : known ? reading.no : reading.open) |= bit;
  return codes::none;
}

DiagnosticCode combine_members(const BoundSet& set, const Question& question,
                               const SetReading& reading, Answer& answer) {
  if (reading.none_column) {
    if (reading.yes != 0) return codes::none_with_member;
    answer = set_answer(0, all_choices(question));
    return codes::none;
  }
  // With a column for `none`, a set without any yes was not answered.
  if (set.has_none && reading.yes == 0) return codes::none;
  answer = set_answer(reading.yes, reading.yes | (reading.no & ~reading.open));
  return codes::none;
}

Columns::Columns(std::unique_ptr<const Bound> bound) noexcept : bound_(std::move(bound)) {}
Columns::Columns(Columns&&) noexcept = default;
Columns& Columns::operator=(Columns&&) noexcept = default;
Columns::~Columns() = default;

const Columns::Bound& Columns::bound() const noexcept { return *bound_; }
std::size_t Columns::size() const noexcept { return bound_->size; }
std::optional<std::size_t> Columns::id_column() const noexcept { return bound_->id; }
std::optional<std::size_t> Columns::as_of_column() const noexcept { return bound_->as_of; }
std::span<const std::size_t> Columns::unmapped() const noexcept { return bound_->unmapped; }
std::span<const std::size_t> Columns::ignored() const noexcept { return bound_->ignored; }
std::span<const std::size_t> Columns::constants() const noexcept { return bound_->constants; }

std::span<const std::size_t> Columns::without_column() const noexcept {
  return bound_->without_column;
}

std::span<const std::pair<std::size_t, std::size_t>> Columns::members_without_column()
    const noexcept {
  return bound_->members_without_column;
}

std::optional<std::size_t> Columns::question_of(std::size_t column) const noexcept {
  if (column >= bound_->question_of.size()) return {};
  return bound_->question_of[column];
}

std::optional<Date> Columns::read_as_of(string_view cell, std::vector<RowProblem>& problems) const {
  const std::size_t column = bound_->as_of.value_or(no_column);
  const CellDate date = read_cell_date(trim_blanks(cell), bound_->dates);
  DiagnosticCode code = codes::invalid_row_date;
  switch (date.kind) {
    case CellDate::Kind::other: break;
    case CellDate::Kind::order: code = codes::ambiguous_date_order; break;
    case CellDate::Kind::short_year: code = codes::two_digit_year; break;
    case CellDate::Kind::date:
      if (const auto day = parse_date(date.text()); day && is_screening_date(*day)) return day;
      break;
  }
  problems.push_back(problem(code, column));
  return {};
}

void Columns::read(std::span<const string_view> cells, Date as_of, Answers& out,
                   std::vector<RowProblem>& problems) const {
  if (cells.size() != bound_->size)
    throw InternalError("the row and its header have different lengths");
  const std::vector<Question>& questions = bound_->rules->questions;
  out.assign(questions.size(), Answer{});
  for (const BoundColumn& column : bound_->columns) {
    const DiagnosticCode code = read_cell(column, questions[column.question], cells[column.column],
                                          as_of, out[column.question]);
    if (code != codes::none) problems.push_back(problem(code, column.column));
  }
  for (const BoundSet& set : bound_->sets) {
    read_set(set, questions[set.question], cells, out[set.question], problems);
  }
  for (const auto& [question, means] : bound_->constant_answers) {
    const Answer answer = means.on(as_of);
    const bool is_date = questions[question].traits().is_dated && answer.given() &&
                         answer.time == Answer::Time::date;
    if (is_date && answer.date > as_of) {
      problems.push_back(problem(codes::date_after_screening, no_column));
    } else {
      out[question] = answer;
    }
  }
}

}  // namespace candor
