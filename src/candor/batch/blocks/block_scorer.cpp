// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/block_scorer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/batch/blocks/block_columns.h"
#include "candor/batch/blocks/block_output.h"
#include "candor/batch/csv/csv_scan.h"

namespace candor {
namespace {

// A record of a block.
struct Line {
  std::uint32_t begin = 0;  // offsets in the text
  std::uint32_t end = 0;    // without its line end
  std::uint32_t next = 0;   // after its line end
  std::uint64_t line = 0;   // in the file
  std::uint32_t row = 0;    // index in the block, if regular
  bool regular = false;     // has as many fields as the header; is in the block
};

// Whether the text has a blank, a line end or another control character. Precondition: 8 bytes
// after the text are readable.
bool has_controls(std::string_view text) noexcept {
  constexpr std::uint64_t low_bits = 0x0101010101010101U;
  for (std::size_t at = 0; at < text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    // This may also have found a byte after the text, so check again byte by byte.
    if (((word - low_bits * 0x21) & ~word & low_bits << 7U) != 0) {
      return std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c <= ' '; });
    }
  }
  return false;
}

// Whether a line after the first has at least as many fields as a row: only then could the record
// hide a row after a quote that was never closed.
bool could_hide_a_row(std::string_view record, char delimiter, std::size_t fields) noexcept {
  std::size_t at = record.find('\n');
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(record.find('\n', at + 1), record.size());
    const auto parts = std::count(record.begin() + static_cast<std::ptrdiff_t>(at),
                                  record.begin() + static_cast<std::ptrdiff_t>(end), delimiter);
    if (static_cast<std::size_t>(parts) + 1 >= fields) return true;
    at = end == record.size() ? std::string_view::npos : end;
  }
  return false;
}

}  // namespace

struct BlockScorer::State {
  State(const Program& program, const IntakeFile& of, const RowsOutput& output, Simd how,
        RowScorer& scorer)
      : layout(*of.csv_layout()),
        simd(how),
        row_scorer(scorer),
        as_of(of.options().as_of),
        evaluation(program, as_of, how),
        columns(layout.columns, evaluation, as_of),
        writer(program.rules(), output.csv, output.csv.append ? layout.dialect.delimiter : ',',
               as_of, evaluation),
        delimiter(layout.dialect.delimiter),
        id_column(layout.columns.id_column()),
        ids_stay_plain(!output.csv.for_spreadsheet && (output.csv.append || delimiter == ',')) {
    block.fields = layout.dialect.fields;
  }

  void begin(const Chunk& chunk);
  bool index_block(const Chunk& chunk);
  void end_block();
  void find_rows(const char* text, ScoredRows* out);
  bool is_regular(std::string_view record, std::uint32_t inner_lines) const noexcept;
  void score_block(const char* text, std::uint64_t& number, ScoredRows& out, OutputText& output);
  struct Id {
    std::string_view text = {};
    bool plain = false;    // needs no quotes in the output
    bool in_text = false;  // points into the chunk, so that bytes after it are readable
  };
  Id id_of(std::size_t row);
  void count_block(const RowBits& rows, ScoredRows& out) const;

  const CsvLayout& layout;
  Simd simd;
  RowScorer& row_scorer;
  Date as_of;
  BlockEvaluation evaluation;
  BlockColumns columns;
  BlockOutput writer;
  char delimiter;
  std::optional<std::size_t> id_column;
  bool ids_stay_plain;  // an id without quotes in the file needs none in the output

  FieldIndex index = {};
  std::size_t at = 0;
  bool quoted = false;
  std::uint64_t line = 0;
  std::size_t taken = 0;  // line ends of the index that belong to the block
  BlockText block = {};
  std::array<Line, block_rows> lines = {};
  std::size_t line_count = 0;
  RowBits skipped = {};  // rows of the block left to `row_scorer`
  std::string unquoted = {};
};

std::unique_ptr<BlockScorer> BlockScorer::make(const Program& program, const IntakeFile& file,
                                               const RowsOutput& output, Simd simd,
                                               RowScorer& row_scorer) {
  const CsvLayout* layout = file.csv_layout();
  const bool possible = layout != nullptr && !output.ndjson && !layout->columns.as_of_column() &&
                        layout->dialect.fields == layout->dialect.header.size() &&
                        !(output.csv.append && output.csv.for_spreadsheet);
  if (!possible) return nullptr;
  auto state = std::make_unique<State>(program, file, output, simd, row_scorer);
  if (!state->columns.usable()) return nullptr;
  return std::unique_ptr<BlockScorer>(new BlockScorer(std::move(state)));
}

BlockScorer::BlockScorer(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
BlockScorer::~BlockScorer() = default;

std::uint64_t BlockScorer::count(const Chunk& chunk) {
  std::uint64_t rows = 0;
  state_->begin(chunk);
  while (state_->index_block(chunk)) {
    state_->find_rows(chunk.buffer.data(), nullptr);
    rows += state_->line_count;
    state_->end_block();
  }
  return rows;
}

void BlockScorer::score(const Chunk& chunk, std::uint64_t number, ScoredRows& out) {
  OutputText output(out.output);
  state_->begin(chunk);
  while (state_->index_block(chunk)) {
    state_->find_rows(chunk.buffer.data(), &out);
    state_->score_block(chunk.buffer.data(), number, out, output);
    state_->end_block();
  }
}

void BlockScorer::State::begin(const Chunk& chunk) {
  index.clear();
  if (index.ends.empty()) index.ends.resize(1);
  index.ends[0] = scan_padding - 1;  // as if a line ended just before the text
  index.count = 1;
  at = scan_padding;
  quoted = false;
  line = chunk.line;
}

// Indexes at least a block of rows, or all that are left; false when there are none.
bool BlockScorer::State::index_block(const Chunk& chunk) {
  const std::size_t end = scan_padding + chunk.size;
  if (index.line_ends.size() < block_rows && at < end) {
    at = index_fields(simd, chunk.buffer.data(), at, end, delimiter, block_rows, quoted, index);
  }
  return !index.line_ends.empty();
}

// Removes the rows of the block from the index; the rest moves to the front.
void BlockScorer::State::end_block() {
  const std::uint32_t last = index.line_ends[taken - 1];
  const std::uint32_t offset = index.ends[last];
  std::copy(index.ends.begin() + last,
            index.ends.begin() + static_cast<std::ptrdiff_t>(index.count), index.ends.begin());
  index.count -= last;
  index.line_ends.erase(index.line_ends.begin(),
                        index.line_ends.begin() + static_cast<std::ptrdiff_t>(taken));
  for (std::uint32_t& end : index.line_ends) end -= last;
  const auto rest = std::upper_bound(index.inner_lines.begin(), index.inner_lines.end(), offset);
  index.inner_lines.erase(index.inner_lines.begin(), rest);
  // `beyond_ascii` may now be out of date, so it is cleared only when nothing is left.
  if (index.line_ends.empty() && index.count == 1) index.beyond_ascii = false;
}

bool BlockScorer::State::is_regular(std::string_view record,
                                    std::uint32_t inner_lines) const noexcept {
  if (index.beyond_ascii && find_invalid_utf8(record)) return false;
  return inner_lines == 0 || !could_hide_a_row(record, delimiter, block.fields);
}

// Finds the rows among the indexed records. Without `out`, counts them only.
void BlockScorer::State::find_rows(const char* text, ScoredRows* out) {
  block.text = text;
  block.ends = index.ends.data();
  block.rows = 0;
  line_count = 0;
  taken = std::min(index.line_ends.size(), block_rows);
  std::size_t inner = 0;
  std::uint32_t before = 0;  // index in `ends` of the end of the previous record
  for (std::size_t i = 0; i < taken; ++i) {
    const std::uint32_t last = index.line_ends[i];
    const std::uint32_t begin = index.ends[before] + 1;
    const std::uint32_t feed = index.ends[last];
    const bool crlf = text[feed - 1] == '\r';
    const std::uint32_t end = crlf ? feed - 1 : feed;
    std::uint32_t inner_lines = 0;
    for (; inner < index.inner_lines.size() && index.inner_lines[inner] < feed; ++inner) {
      ++inner_lines;
    }
    if (out != nullptr) ++(crlf ? out->batch.line_ends.crlf : out->batch.line_ends.lf);
    const std::string_view record(text + begin, end - begin);
    const std::size_t fields = last - before;
    if (fields == 1 && std::all_of(record.begin(), record.end(), is_blank)) {
      if (out != nullptr) ++out->batch.blank_lines;
    } else {
      Line& of = lines[line_count++];
      of = {.begin = begin, .end = end, .next = feed + 1, .line = line};
      of.regular = fields == block.fields && is_regular(record, inner_lines);
      if (of.regular) {
        of.row = static_cast<std::uint32_t>(block.rows);
        block.first[block.rows] = before + 1;
        block.row_ends[block.rows] = end;
        ++block.rows;
      }
    }
    line += 1 + inner_lines;
    before = last;
  }
}

BlockScorer::State::Id BlockScorer::State::id_of(std::size_t row) {
  const std::string_view field = block.field(row, *id_column);
  if (!field.empty() && field.front() != '"' && !has_controls(field))
    return {field, ids_stay_plain, true};
  return {trim_spaces(unquote(field, unquoted)), false};
}

void BlockScorer::State::count_block(const RowBits& rows, ScoredRows& out) const {
  RowCounts& counts = out.batch;
  if (rows.none()) return;
  for (std::size_t rule = 0; rule < counts.reasons.size(); ++rule) {
    counts.reasons[rule] += (evaluation.applies(rule) & rows).count();
  }
  const RowBits settled = rows & ~evaluation.incomplete();
  for (std::size_t verdict = 0; verdict + 1 < counts.verdicts.size(); ++verdict) {
    counts.verdicts[verdict] += (evaluation.at_least(verdict) & settled).count();
  }
  counts.verdicts.back() += (rows & evaluation.incomplete()).count();
  counts.first_day = counts.first_day ? std::min(*counts.first_day, as_of) : as_of;
  counts.last_day = counts.last_day ? std::max(*counts.last_day, as_of) : as_of;
}

void BlockScorer::State::score_block(const char* text, std::uint64_t& number, ScoredRows& out,
                                     OutputText& output) {
  skipped = {};
  if (block.rows > 0) {
    columns.read(block, skipped);
    evaluation.run(writer.wanted());
    writer.begin_block();
    count_block(RowBits::first(block.rows) & ~skipped, out);
  }
  for (std::size_t i = 0; i < line_count; ++i, ++number) {
    const Line& of = lines[i];
    if (!of.regular || skipped.has(of.row)) {
      output.trim();
      row_scorer.score_record({text + of.begin, of.next - of.begin}, of.line, number, out);
      output.resume();
      continue;
    }
    const fmt::format_int digits(id_column ? 0 : number);
    const Id id = id_column ? id_of(of.row) : Id{{digits.data(), digits.size()}, false};
    ++out.batch.rows;
    if (id.text.empty()) ++out.batch.without_id;
    out.batch.ids.add(id.text, id.in_text ? IdKey::of_padded(id.text) : IdKey::of(id.text),
                      of.line);
    writer.row({.row = of.row,
                .id = id.text,
                .plain_id = id.plain,
                .line = of.line,
                .record = {text + of.begin, of.end - of.begin},
                .line_end = {text + of.end, of.next - of.end}},
               output);
  }
}

}  // namespace candor
