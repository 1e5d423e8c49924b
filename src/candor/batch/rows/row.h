// SPDX-License-Identifier: Apache-2.0
// One row of an intake file, between reading and writing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/date.h"
#include "candor/batch/mapping/row_problem.h"
#include "candor/intake/answers.h"

namespace candor {

struct CsvRecord;

/// The result of reading a row.
enum class NextRow : std::uint8_t {
  row,
  end,
  refused,     // the file cannot be used from here on
  read_failed  // its bytes could not be read
};

/// One row as read. It is rejected when it has problems; its answers are meaningless then. Views
/// are valid until the next row is read into it.
struct Row {
  std::uint64_t number = 0;       // of the record, from 1
  std::uint64_t line = 0;         // where it begins in the file, from 1
  std::string id = {};            // empty when the row has none, or it cannot be told
  std::string_view id_json = {};  // NDJSON: as written; empty when the id is the record number
  Date as_of = {};
  Answers answers = {};
  std::vector<RowProblem> problems = {};

  std::string_view raw = {};  // the text of the record, without its line end
  std::string_view line_end = {};
  const CsvRecord* record = nullptr;  // null in NDJSON

  bool rejected() const noexcept { return !problems.empty(); }
};

/// Prepares a row to be read into again; keeps its memory.
inline void clear(Row& row) {
  row.id.clear();
  row.id_json = {};
  row.problems.clear();
}

}  // namespace candor
