// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/columns.h"

#include <array>
#include <stdexcept>

#include "candor/base/fold.h"
#include "candor/batch/mapping/cell_date.h"
#include "candor/batch/mapping/columns_bound.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

using std::string_view;

constexpr std::array<std::pair<string_view, string_view>, 15> messages{{
    {"E606", "this is no choice of the question"},
    {"E607", "this is neither yes nor no"},
    {"E608", "this is not a number of at most 12 digits before the point and 6 after it"},
    {"E609", "the number is out of range"},
    {"E610", "the number is between two steps"},
    {"E611", "this is neither a length of time nor a day of the calendar"},
    {"E612", "the date is after the screening date"},
    {"E613", "this word is not accepted here"},
    {"E614", "`none` stands beside other choices"},
    {"E620", "this could be two choices, and only the exact id decides"},
    {"E621", "a date in an order that no mapping names"},
    {"E622", "a date with a year of two digits"},
    {"E623", "a decimal sign that no mapping names"},
    {"E624", "this is neither yes nor no for a member of a set"},
    {"E625", "this is no day to screen on"},
}};

CellProblem problem(string_view code, std::size_t column) {
  for (const auto& [known, message] : messages) {
    if (known == code) return {known, column, message};
  }
  return {code, column, "this is no answer to the question"};
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
              Answer& answer, std::vector<CellProblem>& problems) {
  SetSaid said;
  bool sound = true;
  for (const BoundSet::Member& member : set.members) {
    const string_view code = add_member(set, member, cells[member.column], said);
    if (code.empty()) continue;
    problems.push_back(problem(code, member.column));
    sound = false;
  }
  if (!sound) return;
  const string_view code = combine_members(set, question, said, answer);
  if (!code.empty()) problems.push_back(problem(code, *said.none_column));
}

}  // namespace

string_view add_member(const BoundSet& set, const BoundSet::Member& member, string_view cell,
                       SetSaid& said) {
  const string_view text = trim_blanks(cell);
  const CellWord* word = text.empty() ? nullptr : set.table.find(text);
  if (!text.empty() && word == nullptr) return "E624";
  const bool known = word != nullptr && word->kind == CellWord::Kind::answer;
  const bool yes = known && word->means.answer.yes != 0;
  if (!member.choice) {
    if (yes) said.none_column = member.column;
    return {};
  }
  const std::uint64_t bit = choice_bit(*member.choice);
  (yes ? said.yes : known ? said.no : said.open) |= bit;
  return {};
}

string_view combine_members(const BoundSet& set, const Question& question, const SetSaid& said,
                            Answer& answer) {
  if (said.none_column) {
    if (said.yes != 0) return "E614";
    answer = set_answer(0, all_choices(question));
    return {};
  }
  // Where "none" could have been said and nothing was, the set was not answered.
  if (set.has_none && said.yes == 0) return {};
  answer = set_answer(said.yes, said.yes | (said.no & ~said.open));
  return {};
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

std::optional<Date> Columns::read_as_of(string_view cell,
                                        std::vector<CellProblem>& problems) const {
  const std::size_t column = bound_->as_of.value_or(no_column);
  const CellDate date = read_cell_date(trim_blanks(cell), bound_->dates);
  string_view code = "E625";
  switch (date.kind) {
    case CellDate::Kind::other: break;
    case CellDate::Kind::order: code = "E621"; break;
    case CellDate::Kind::short_year: code = "E622"; break;
    case CellDate::Kind::date:
      if (const auto day = parse_date(date.text()); day && is_screening_date(*day)) return day;
      break;
  }
  problems.push_back(problem(code, column));
  return {};
}

void Columns::read(std::span<const string_view> cells, Date as_of, Answers& out,
                   std::vector<CellProblem>& problems) const {
  if (cells.size() != bound_->size)
    throw std::logic_error("a row of another length than its header");
  const std::vector<Question>& questions = bound_->rules->questions;
  out.assign(questions.size(), Answer{});
  for (const BoundColumn& column : bound_->columns) {
    const string_view code = read_cell(column, questions[column.question], cells[column.column],
                                       as_of, out[column.question]);
    if (!code.empty()) problems.push_back(problem(code, column.column));
  }
  for (const BoundSet& set : bound_->sets) {
    read_set(set, questions[set.question], cells, out[set.question], problems);
  }
  for (const auto& [question, means] : bound_->constant_answers) {
    const Answer answer = means.on(as_of);
    const bool is_date = questions[question].traits().is_dated && answer.given() &&
                         answer.time == Answer::Time::date;
    if (is_date && answer.date > as_of) {
      problems.push_back(problem("E612", no_column));
    } else {
      out[question] = answer;
    }
  }
}

}  // namespace candor
