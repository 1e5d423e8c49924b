// SPDX-License-Identifier: Apache-2.0
// The rows of a block as CSV. Private to this folder.

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

/// Writes rows as `CsvWriter` does, but for the encoding: UTF-8 always.
class BlockOutput {
 public:
  /// What is given must outlive it. Cells that are appended are written as they stand, so
  /// `append` and `for_spreadsheet` do not go together here.
  BlockOutput(const RuleSet& rules, const IntakeFile& file, const CsvOutput& output,
              const BlockEvaluation& evaluation);

  /// What must be found of each block.
  BlockEvaluation::Wanted wanted() const noexcept;

  /// To be called once a block is evaluated.
  void begin_block();

  struct BlockRow {
    std::size_t row = 0;  // of the block
    std::string_view id = {};
    bool plain_id = false;  // it needs no quotes
    std::uint64_t line = 0;
    std::string_view record = {};  // as it stands
    std::string_view line_end = {};
  };

  /// Appends a row. 16 bytes behind its id may be read.
  void row(const BlockRow& row, OutputText& out);

 private:
  // What a line is made of: texts that an outcome has, and what differs from row to row.
  enum class Part : std::uint8_t { text, id, line, earliest };

  bool has(OutputColumn column) const noexcept;
  void plan_parts();
  OutcomeCache::Outcome make_outcome(const std::uint64_t* key);
  void find_screening(const std::uint64_t* key);
  void append_cell(std::string_view cell, std::string& out) const;
  void append_other(std::string_view cell, OutputText& out);
  void append_earliest(const OutcomeCache::Outcome& outcome, std::size_t row, OutputText& out);

  const RuleSet& rules_;
  const IntakeFile& file_;
  CsvOutput output_;
  const BlockEvaluation& evaluation_;
  char delimiter_;
  std::vector<Part> parts_ = {};
  std::size_t first_part_ = 0;  // 1 where the first text is empty in every row
  std::vector<std::vector<OutputColumn>> columns_ = {};  // by text
  std::vector<const RowBits*> bits_ = {};                // that make an outcome
  std::size_t words_ = 0;                                // of a key
  std::size_t unsettled_bit_ = 0, at_most_bit_ = 0, open_bit_ = 0, not_used_bit_ = 0;
  std::vector<std::uint16_t> not_used_questions_ = {};
  std::vector<std::uint32_t> order_ = {};  // rules, the most restrictive first
  std::vector<std::uint64_t> keys_ = {};   // of the rows of a block
  std::vector<std::uint64_t> last_key_ = {};
  OutcomeCache::Outcome last_ = {};  // of that key
  OutcomeCache outcomes_;

  // Of the outcome that is made, for their memory.
  Screening found_ = {};
  std::vector<std::string> texts_ = {};
  std::string cell_ = {};
  std::vector<std::uint32_t> waits_ = {};
};

}  // namespace candor
