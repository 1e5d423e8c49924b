// SPDX-License-Identifier: Apache-2.0
// Writes the rows of a block as CSV. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/blocks/outcome_cache.h"
#include "candor/batch/blocks/output_text.h"
#include "candor/batch/rows/csv_writer.h"
#include "candor/engine/block_evaluation.h"

namespace candor {

/// Writes the same bytes as `CsvWriter`, except that the encoding is always UTF-8.
class BlockOutput {
 public:
  /// `rules` and `evaluation` must outlive the writer. `delimiter` is that of the output. Appended
  /// rows are copied as written. Precondition: `output` has not both `append` and
  /// `for_spreadsheet`.
  BlockOutput(const RuleSet& rules, const CsvOutput& output, char delimiter, Date as_of,
              const BlockEvaluation& evaluation);

  /// What the evaluation must compute for each block.
  BlockEvaluation::Wanted wanted() const noexcept;

  /// Call this once each block is evaluated, before `row`.
  void begin_block();

  struct BlockRow {
    std::size_t row = 0;  // index in the block
    std::string_view id = {};
    bool plain_id = false;  // needs no quotes; then 16 bytes after `id` must be readable
    std::uint64_t line = 0;
    std::string_view record = {};  // as written
    std::string_view line_end = {};
  };

  /// Appends a row.
  void row(const BlockRow& row, OutputText& out);

 private:
  // A line consists of texts that depend on the outcome only, and of cells that differ by row.
  enum class Part : std::uint8_t { text, id, line, earliest };

  bool has(OutputColumn column) const noexcept;
  void plan_parts();
  OutcomeCache::Outcome make_outcome(const std::uint64_t* key);
  void decode_screening(const std::uint64_t* key);
  void append_cell(std::string_view cell, std::string& out) const;
  void append_uncached(std::string_view cell, OutputText& out);
  void append_earliest(const OutcomeCache::Outcome& outcome, std::size_t row, OutputText& out);

  const RuleSet& rules_;
  CsvOutput output_;
  const BlockEvaluation& evaluation_;
  char delimiter_;
  Date as_of_;
  std::vector<Part> parts_ = {};
  std::size_t first_part_ = 0;  // 1 when the first text is empty in every row
  std::vector<std::vector<OutputColumn>> columns_ = {};  // by text
  std::vector<const RowBits*> bits_ = {};                // the bits of an outcome
  std::size_t words_ = 0;                                // in a key
  std::size_t unsettled_bit_ = 0, at_most_bit_ = 0, open_bit_ = 0, not_used_bit_ = 0;
  std::vector<std::uint16_t> not_used_questions_ = {};
  std::vector<std::uint32_t> order_ = {};  // rules, the most restrictive first
  std::vector<std::uint64_t> keys_ = {};   // by row of the block
  std::vector<std::uint64_t> last_key_ = {};
  OutcomeCache::Outcome last_ = {};  // of `last_key_`
  OutcomeCache cache_;

  // Used by `make_outcome` only, to reuse their memory.
  Screening screening_ = {};
  std::vector<std::string> texts_ = {};
  std::string cell_ = {};
  std::vector<std::uint32_t> waits_ = {};
};

}  // namespace candor
