// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/block_columns.h"

#include <algorithm>
#include <optional>

#include "candor/base/ascii.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

// The classes of dates are kept for this many days before the screening date: 44 years.
constexpr std::size_t most_age = 16384;
constexpr std::uint8_t no_class = 0xFF;
static_assert(ClassBits::most_classes < no_class);

constexpr std::size_t rows_at_once = 64;

// How a cell answers for one member of a set.
enum : std::uint8_t { member_open, member_no, member_yes };

std::int32_t number_of(Date day) {
  return static_cast<std::int32_t>(day.time_since_epoch().count());
}

std::uint32_t number_at(const char* text, std::size_t digits) noexcept {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    number = number * 10 + static_cast<std::uint32_t>(text[i] - '0');
  }
  return number;
}

bool looks_like_iso(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const unsigned i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!is_digit(text[i])) return false;
  }
  return true;
}

}  // namespace

std::string_view unquote(std::string_view field, std::string& buffer) {
  if (!field.starts_with('"')) return field;
  field.remove_prefix(1);
  field.remove_suffix(1);
  if (field.find('"') == std::string_view::npos) return field;
  buffer.clear();
  for (std::size_t i = 0; i < field.size(); ++i) {
    buffer += field[i];
    if (field[i] == '"') ++i;  // the second of two
  }
  return buffer;
}

BlockColumns::BlockColumns(const Columns& columns, BlockEvaluation& evaluation, Date as_of)
    : bound_(columns.bound()), evaluation_(evaluation), as_of_(as_of) {
  for (const BoundColumn& column : bound_.columns) {
    AnswerColumn& of = columns_.emplace_back();
    of.bound = &column;
    of.dated = evaluation.counts_from(column.question);
    const bool is_time = bound_.rules->questions[column.question].traits().is_dated;
    of.iso_dates = is_time && column.table.most([](std::string_view word) {
      return std::size_t{looks_like_iso(word)};
    }) == 0;
    if (of.iso_dates) of.by_age.assign(most_age, no_class);
    evaluation.vary(column.question);
  }
  for (const BoundSet& set : bound_.sets) {
    SetColumns& of = sets_.emplace_back();
    of.bound = &set;
    of.caches.resize(set.members.size());
    evaluation.vary(set.question);
  }
  usable_ = read_constants(as_of);
}

bool BlockColumns::read_constants(Date as_of) {
  for (const auto& [question, means] : bound_.constant_answers) {
    const Answer answer = means.on(as_of);
    const bool is_date = bound_.rules->questions[question].traits().is_dated && answer.given() &&
                         answer.time == Answer::Time::date;
    if (is_date && answer.date > as_of) return false;  // every row is rejected
    evaluation_.set_all(question, answer);
  }
  return true;
}

// Reads all columns of a few rows at a time, so that their text stays in the L1 cache.
void BlockColumns::read(const BlockText& block, RowBits& skipped) {
  for (std::size_t from = 0; from < block.rows; from += rows_at_once) {
    const std::size_t to = std::min(from + rows_at_once, block.rows);
    for (AnswerColumn& column : columns_) read(block, from, to, column, skipped);
  }
  for (SetColumns& set : sets_) read(block, set, skipped);
}

void BlockColumns::read(const BlockText& block, std::size_t from, std::size_t to,
                        AnswerColumn& column, RowBits& skipped) {
  const std::size_t question = column.bound->question;
  const std::span<std::uint8_t, block_rows> classes = evaluation_.classes(question);
  const std::span<std::int32_t, block_rows> days = evaluation_.days(question);
  const std::size_t at = column.bound->column;
  const bool last = at + 1 == block.fields;
  const bool dated = column.dated;
  const std::uint32_t* const ends = block.ends;
  const char* const text = block.text;
  CellCache::Short cache = column.cache.short_texts();
  for (std::size_t row = from; row < to; ++row) {
    const std::uint32_t first = block.first[row];
    const std::uint32_t begin = ends[first + at - 1] + 1;
    const std::uint32_t size = (last ? block.row_ends[row] : ends[first + at]) - begin;
    if (size <= 8) {
      const CellCache::Slot slot = cache.find(text + begin, size);
      if (slot != CellCache::not_found) {
        classes[row] = cache.numbers[slot];
        if (dated) days[row] = column.cache.day(slot);
        continue;
      }
    }
    if (read_uncached(column, {text + begin, size}, skipped.has(row))) {
      classes[row] = reading_.number;
      days[row] = reading_.day;
    } else {
      skipped.set(row);
    }
    cache = column.cache.short_texts();
  }
}

// Reads a cell that is long or not in the cache.
bool BlockColumns::read_uncached(AnswerColumn& column, std::string_view field,
                                 bool row_is_skipped) {
  if (column.iso_dates && field.size() == 10 && read_date(column, field)) return true;
  const CellCache::Slot slot = column.cache.find(field.data(), field.size());
  if (slot == CellCache::not_found) return !row_is_skipped && read_cell(column, field);
  reading_ = {column.cache.number(slot), column.cache.day(slot)};
  return true;
}

// Dates have too many different texts for the cache.
bool BlockColumns::read_date(AnswerColumn& column, std::string_view field) {
  if (!looks_like_iso(field)) return false;
  const std::chrono::year_month_day day(
      std::chrono::year(static_cast<int>(number_at(field.data(), 4))),
      std::chrono::month(number_at(field.data() + 5, 2)),
      std::chrono::day(number_at(field.data() + 8, 2)));
  if (!day.ok()) return false;
  const Date date = std::chrono::sys_days(day);
  const auto age = (as_of_ - date).count();
  if (age < 0 || age >= static_cast<std::int64_t>(most_age)) return false;
  std::uint8_t& known = column.by_age[static_cast<std::size_t>(age)];
  if (known == no_class) {
    Answer answer;
    answer.state = Answer::State::given;
    answer.time = Answer::Time::date;
    answer.date = date;
    const auto number = evaluation_.class_of(column.bound->question, answer);
    if (!number) return false;
    known = *number;
  }
  reading_ = {known, number_of(date)};
  return true;
}

// Reads into `reading_`; false when the cell is not an answer, or no class is left.
bool BlockColumns::read_cell(AnswerColumn& column, std::string_view field) {
  const Question& question = bound_.rules->questions[column.bound->question];
  Answer answer;
  const DiagnosticCode code =
      candor::read_cell(*column.bound, question, unquote(field, unquoted_), as_of_, answer);
  if (code != codes::none) return false;
  const auto number = evaluation_.class_of(column.bound->question, answer);
  if (!number) return false;
  reading_ = {*number, number_of(evaluation_.day_of(column.bound->question, answer))};
  column.cache.add(field, reading_);
  return true;
}

void BlockColumns::read(const BlockText& block, SetColumns& set, RowBits& skipped) {
  std::uint64_t yes[block_rows] = {}, no[block_rows] = {}, open[block_rows] = {};
  RowBits none;
  const std::vector<BoundSet::Member>& members = set.bound->members;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const std::uint64_t bit = members[m].choice ? choice_bit(*members[m].choice) : 0;
    for (std::size_t row = 0; row < block.rows; ++row) {
      const std::string_view field = block.field(row, members[m].column);
      const CellCache::Slot slot = set.caches[m].find(field.data(), field.size());
      std::uint8_t state = member_open;
      if (slot != CellCache::not_found) {
        state = set.caches[m].number(slot);
      } else if (!skipped.has(row) && read_member(set, m, field)) {
        state = reading_.number;
      } else {
        skipped.set(row);
        continue;
      }
      yes[row] |= state == member_yes ? bit : 0;
      no[row] |= state == member_no ? bit : 0;
      open[row] |= state == member_open ? bit : 0;
      if (bit == 0 && state == member_yes) none.set(row);
    }
  }
  const Question& question = bound_.rules->questions[set.bound->question];
  const std::span<std::uint8_t, block_rows> classes = evaluation_.classes(set.bound->question);
  for (std::size_t row = 0; row < block.rows; ++row) {
    if (skipped.has(row)) continue;
    SetReading reading{.yes = yes[row], .no = no[row], .open = open[row]};
    if (none.has(row)) reading.none_column = 0;
    Answer answer;
    if (combine_members(*set.bound, question, reading, answer) != codes::none) {
      skipped.set(row);
      continue;
    }
    // A member is not both known and unknown, so one word tells sets of up to 32 members apart.
    const bool small = question.choices.size() <= 32;
    const std::uint64_t key = answer.yes << 32U | answer.known;
    if (small) {
      if (const auto known = set.classes.find(key); known != set.classes.end()) {
        classes[row] = known->second;
        continue;
      }
    }
    const auto number = evaluation_.class_of(set.bound->question, answer);
    if (!number) {
      skipped.set(row);
      continue;
    }
    classes[row] = *number;
    if (small && set.classes.size() < 4096) set.classes.emplace(key, *number);
  }
}

bool BlockColumns::read_member(SetColumns& set, std::size_t member, std::string_view field) {
  const BoundSet::Member& of = set.bound->members[member];
  SetReading reading;
  if (add_member(*set.bound, of, unquote(field, unquoted_), reading) != codes::none) return false;
  const bool yes = of.choice ? reading.yes != 0 : reading.none_column.has_value();
  reading_ = {yes ? member_yes : reading.no != 0 ? member_no : member_open, 0};
  set.caches[member].add(field, reading_);
  return true;
}

}  // namespace candor
