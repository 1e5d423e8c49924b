// SPDX-License-Identifier: Apache-2.0
// Reads the rows of an NDJSON file: one object per line, of answers by question id and an `id`.

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

/// Reads lines as rows. A row is rejected unless `parse_answers_json` accepts its line.
class NdjsonRows {
 public:
  /// The arguments must outlive the rows. `rows` and `lines` count those of the file before the
  /// text.
  NdjsonRows(ReadText more, const RuleSet& rules, const IntakeOptions& options,
             std::uint64_t rows = 0, std::uint64_t lines = 0);

  /// Returns `end` also when reading failed.
  NextRow next(Row& row);

  /// Why `next` refused the file.
  const Diagnostic& refusal() const noexcept { return *refusal_; }

 private:
  NextRow refuse(Diagnostic refusal);
  void read_day(Row& row) const;
  void read_answers(Row& row);
  void read_id(Row& row) const;
  std::size_t column_of(std::string_view pointer) const;

  const RuleSet& rules_;
  const IntakeOptions& options_;
  NdjsonReader reader_;
  NdjsonLine line_ = {};
  std::uint64_t rows_;
  std::uint64_t lines_;
  std::optional<Diagnostic> refusal_ = {};
  std::vector<std::string_view> keys_ = {};  // keys other than questions; `id` is the first
  std::vector<TopLevelMember> members_ = {};
};

/// Whether the line of a row is a JSON object, whose members can be read even if it is rejected.
bool is_json_object(const Row& row) noexcept;

}  // namespace candor
