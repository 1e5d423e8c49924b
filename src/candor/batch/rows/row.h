// SPDX-License-Identifier: Apache-2.0
// One row of an intake file, on its way from reading to writing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_reader.h"
#include "candor/intake/answers.h"

namespace candor {

/// In place of a column: no single one is to blame.
inline constexpr std::size_t no_place = std::numeric_limits<std::size_t>::max();

/// What comes of reading on.
enum class NextRow : std::uint8_t {
  row,
  end,
  refused,     // the file cannot be used from here on
  read_failed  // its bytes could not be read
};

/// Why a row is rejected. Never holds a value of the row.
struct RowProblem {
  DiagnosticCode code = codes::none;
  std::size_t place = no_place;  // index into the names of columns or questions
  std::string message = {};      // one lower-case clause, no full stop
};

/// A row as it was read. It is rejected when it has problems; its answers mean nothing then.
/// Reading the next one reuses its memory; views into the text end with that.
struct Row {
  std::uint64_t number = 0;       // of the record, from 1
  std::uint64_t line = 0;         // where it begins in the file, from 1
  std::string id = {};            // as text; empty where it is not known whose row this is
  std::string_view id_json = {};  // NDJSON: as it was written; empty for the record number
  Date as_of = {};
  Answers answers = {};
  std::vector<RowProblem> problems = {};

  std::string_view raw = {};  // the text of the record, without its line end
  std::string_view line_end = {};
  const CsvRecord* record = nullptr;  // of a CSV file

  bool rejected() const noexcept { return !problems.empty(); }
};

/// Makes a row ready to be read anew.
inline void clear(Row& row) {
  row.id.clear();
  row.id_json = {};
  row.problems.clear();
}

}  // namespace candor
