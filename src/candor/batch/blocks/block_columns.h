// SPDX-License-Identifier: Apache-2.0
// The cells of a block of rows as classes of answers. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "candor/batch/blocks/cell_cache.h"
#include "candor/batch/mapping/columns_bound.h"
#include "candor/engine/block_evaluation.h"

namespace candor {

/// Rows of a text that are as long as its header, by the offsets where their fields end: field
/// `column` of row `row` is between `ends[first[row] + column - 1]` and `ends[first[row] +
/// column]`, but the last field, which ends at `row_ends[row]`.
struct BlockText {
  const char* text = nullptr;  // 16 bytes behind it may be read
  const std::uint32_t* ends = nullptr;
  std::size_t fields = 0;
  std::size_t rows = 0;
  std::uint32_t first[block_rows] = {};
  std::uint32_t row_ends[block_rows] = {};

  std::string_view field(std::size_t row, std::size_t column) const noexcept {
    const std::uint32_t begin = ends[first[row] + column - 1] + 1;
    const std::uint32_t end = column + 1 == fields ? row_ends[row] : ends[first[row] + column];
    return {text + begin, end - begin};
  }
};

/// What a field of a regular text says: itself, or what is within its quotes, for which `unquoted`
/// is the place.
std::string_view unquote(std::string_view field, std::string& unquoted);

/// Reads the columns of blocks, as `Columns::read` does row by row.
class BlockColumns {
 public:
  /// `columns` and `evaluation` must outlive the reader. All rows are screened on `as_of`.
  BlockColumns(const Columns& columns, BlockEvaluation& evaluation, Date as_of);

  /// Whether every answer has a class: where not, no block can be read.
  bool usable() const noexcept { return usable_; }

  /// Gives the evaluation the answers of the rows. Sets in `others` the rows with a cell that is no
  /// answer, or is one too many of a question's classes: the evaluation means nothing for them.
  void read(const BlockText& block, RowBits& others);

 private:
  // A column that answers a question by itself.
  struct AnswerColumn {
    const BoundColumn* bound = nullptr;
    bool dated = false;      // a wait counts from its day
    bool iso_dates = false;  // no word of it looks like a date
    CellCache memo = {};
    std::vector<std::uint8_t> by_age = {};  // the class of a date, by days before the screening
  };
  struct SetColumns {
    const BoundSet* bound = nullptr;
    std::vector<CellCache> memos = {};  // by member
    std::unordered_map<std::uint64_t, std::uint8_t> classes = {};
  };

  bool read_constants(Date as_of);
  void read(const BlockText& block, std::size_t from, std::size_t to, AnswerColumn& column,
            RowBits& others);
  void read(const BlockText& block, SetColumns& set, RowBits& others);
  bool read_other(AnswerColumn& column, std::string_view field, bool given_up);
  bool read_cell(AnswerColumn& column, std::string_view field);
  bool read_member(SetColumns& set, std::size_t member, std::string_view field);
  bool read_date(AnswerColumn& column, std::string_view field, CellCache::Reading& reading);

  const Columns::Bound& bound_;
  BlockEvaluation& evaluation_;
  Date as_of_;
  bool usable_ = true;
  std::vector<AnswerColumn> columns_ = {};
  std::vector<SetColumns> sets_ = {};
  CellCache::Reading read_ = {};
  std::string unquoted_ = {};
};

}  // namespace candor
