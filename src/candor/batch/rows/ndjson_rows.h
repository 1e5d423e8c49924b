// SPDX-License-Identifier: Apache-2.0
// The rows of an NDJSON file: an object of question to answer a line, and an id beside them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/csv/intake_options.h"
#include "candor/batch/csv/ndjson_reader.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/text_source.h"
#include "candor/rules/model.h"

namespace candor {

/// A line becomes a row when it is what `parse_answers_json` reads; else the row is rejected.
class NdjsonRows {
 public:
  /// What is given must outlive the rows. `rows` and `lines` are those of the file before the text.
  NdjsonRows(ReadText more, const RuleSet& rules, const IntakeOptions& options,
             std::uint64_t rows = 0, std::uint64_t lines = 0);

  /// Ends also where reading failed.
  NextRow next(Row& row);

  /// Why `next` refused the file.
  const Diagnostic& refusal() const noexcept { return *refusal_; }

 private:
  NextRow refuse(Diagnostic refusal);
  void read_day(Row& row) const;
  void read_answers(Row& row);
  void read_id(Row& row) const;
  std::size_t place_of(std::string_view pointer) const;

  const RuleSet& rules_;
  const IntakeOptions& options_;
  NdjsonReader reader_;
  NdjsonLine line_ = {};
  std::uint64_t rows_;
  std::uint64_t lines_;
  std::optional<Diagnostic> refusal_ = {};
  std::vector<std::string_view> keys_ = {};  // that are no questions: the id is the first
  std::vector<TopLevelMember> members_ = {};
};

/// Whether the line of a rejected row is an object at all, so that it has members and an id.
bool is_json_object(const Row& row) noexcept;

}  // namespace candor
