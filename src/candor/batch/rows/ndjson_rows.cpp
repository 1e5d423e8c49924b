// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/ndjson_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/batch/csv/file_refusals.h"

namespace candor {

NdjsonRows::NdjsonRows(ReadText more, const RuleSet& rules, const IntakeOptions& options,
                       std::uint64_t rows, std::uint64_t lines)
    : rules_(rules),
      options_(options),
      reader_(std::move(more)),
      rows_(rows),
      lines_(lines),
      // The marks of a rejects file are ignored.
      keys_{"id", "_line", "_code", "_reason"} {
  if (!options.as_of_column.empty()) keys_.push_back(options.as_of_column);
  members_.resize(keys_.size());
}

NextRow NdjsonRows::refuse(Diagnostic refusal) {
  refusal_ = std::move(refusal);
  return NextRow::refused;
}

NextRow NdjsonRows::next(Row& row) {
  switch (reader_.next(line_)) {
    case NdjsonReader::Next::end: return NextRow::end;
    case NdjsonReader::Next::nul:
      return refuse(nul_byte(options_.name, lines_ + reader_.refused_line()));
    case NdjsonReader::Next::too_long:
      return refuse(record_too_long(options_.name, lines_ + reader_.refused_line()));
    case NdjsonReader::Next::line: break;
  }
  row.number = ++rows_;
  row.line = lines_ + line_.line;
  row.raw = line_.text;
  row.line_end = line_.line_end;
  row.record = nullptr;
  find_top_level(line_.text, keys_, members_);
  read_day(row);
  read_answers(row);
  read_id(row);
  return NextRow::row;
}

void NdjsonRows::read_day(Row& row) const {
  row.as_of = options_.as_of;
  if (options_.as_of_column.empty()) return;
  const TopLevelMember& day = members_.back();
  const bool text = day.times == 1 && day.value.size() >= 2 && day.value.front() == '"';
  const auto date = text ? parse_date(day.value.substr(1, day.value.size() - 2)) : std::nullopt;
  if (date && is_screening_date(*date)) {
    row.as_of = *date;
  } else {
    row.problems.push_back(
        {.code = codes::invalid_row_date, .message = "this row has no valid screening date"});
  }
}

void NdjsonRows::read_answers(Row& row) {
  Parsed<Answers> parsed = parse_answers_json(rules_, line_.text, row.as_of, keys_);
  for (const Diagnostic& d : parsed.diagnostics.items()) {
    row.problems.push_back({.code = d.code, .column = column_of(d.pointer), .message = d.message});
  }
  if (parsed.value) row.answers = std::move(*parsed.value);
}

void NdjsonRows::read_id(Row& row) const {
  const TopLevelMember& id = members_.front();
  if (id.times == 0) row.id = fmt::format_int(row.number).str();
  if (id.times > 1)
    row.problems.push_back({.code = codes::duplicate_row_id, .message = "the row has several ids"});
  if (id.times != 1 || !is_json_object(row)) return;
  // A rejected line has perhaps not been parsed to its end.
  if (row.rejected() && !nlohmann::json::accept(id.value)) return;
  row.id_json = id.value;
  row.id = id.value;
  if (!id.value.starts_with('"')) return;
  const auto text = nlohmann::json::parse(id.value, nullptr, false);
  if (text.is_string()) row.id = text.get_ref<const std::string&>();
}

std::size_t NdjsonRows::column_of(std::string_view pointer) const {
  if (pointer.empty()) return no_column;
  pointer.remove_prefix(1);
  return rules_.find_question(pointer.substr(0, pointer.find('/'))).value_or(no_column);
}

bool is_json_object(const Row& row) noexcept {
  return std::none_of(row.problems.begin(), row.problems.end(), [](const RowProblem& p) {
    return p.code == codes::not_json || p.code == codes::not_an_object ||
           p.code == codes::answers_too_large || p.code == codes::answers_not_utf8;
  });
}

}  // namespace candor
