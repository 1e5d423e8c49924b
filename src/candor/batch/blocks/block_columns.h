// SPDX-License-Identifier: Apache-2.0
// Reads the cells of a block of rows as answer classes. Private to this folder.

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

/// Rows that have as many fields as the header, by the offsets in the text where their fields end.
/// Field `column` of row `row` lies between `ends[first[row] + column - 1]` and
/// `ends[first[row] + column]`; the last field ends at `row_ends[row]`.
struct BlockText {
  const char* text = nullptr;  // precondition: 16 bytes after it are readable
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

/// The value of a field of a regular text. The result may point into `buffer`.
std::string_view unquote(std::string_view field, std::string& buffer);

/// Reads blocks column by column; gives the same answers as `Columns::read` row by row.
class BlockColumns {
 public:
  /// `columns` and `evaluation` must outlive the reader. All rows are screened on `as_of`.
  BlockColumns(const Columns& columns, BlockEvaluation& evaluation, Date as_of);

  /// Whether blocks can be read at all: false when a constant of the mapping rejects every row.
  bool usable() const noexcept { return usable_; }

  /// Passes the answers of the rows to the evaluation. Sets in `skipped` the rows that it cannot
  /// read: a cell is not an answer, or the question has run out of classes. The evaluation is
  /// meaningless for those.
  void read(const BlockText& block, RowBits& skipped);

 private:
  // A column that alone answers a question.
  struct AnswerColumn {
    const BoundColumn* bound = nullptr;
    bool dated = false;      // a wait counts from its day
    bool iso_dates = false;  // no word of its table looks like an ISO date
    CellCache cache = {};
    std::vector<std::uint8_t> by_age =
        {};  // class of a date, by its days before the screening date
  };
  struct SetColumns {
    const BoundSet* bound = nullptr;
    std::vector<CellCache> caches = {};  // by member
    std::unordered_map<std::uint64_t, std::uint8_t> classes = {};
  };

  bool read_constants(Date as_of);
  void read(const BlockText& block, std::size_t from, std::size_t to, AnswerColumn& column,
            RowBits& skipped);
  void read(const BlockText& block, SetColumns& set, RowBits& skipped);
  bool read_uncached(AnswerColumn& column, std::string_view field, bool row_is_skipped);
  bool read_cell(AnswerColumn& column, std::string_view field);
  bool read_member(SetColumns& set, std::size_t member, std::string_view field);
  bool read_date(AnswerColumn& column, std::string_view field);

  const Columns::Bound& bound_;
  BlockEvaluation& evaluation_;
  Date as_of_;
  bool usable_ = true;
  std::vector<AnswerColumn> columns_ = {};
  std::vector<SetColumns> sets_ = {};
  CellCache::Reading reading_ = {};  // of the cell read last
  std::string unquoted_ = {};
};

}  // namespace candor
