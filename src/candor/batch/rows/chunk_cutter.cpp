// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/chunk_cutter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/ndjson_reader.h"

namespace candor {
namespace {

// Of records read one by one.
constexpr std::size_t one_by_one_bytes = 128 * 1024;

// No text without an end of a record is read further: the readers refuse it.
constexpr std::size_t enough_to_refuse = CsvReader::most_record_bytes + 1024 * 1024;
static_assert(NdjsonReader::most_line_bytes == CsvReader::most_record_bytes);

}  // namespace

ChunkCutter::ChunkCutter(TextSource& source, std::string rest, std::uint64_t line,
                         const Cutting& how)
    : source_(source), how_(how), rest_(std::move(rest)), line_(line) {}

bool ChunkCutter::next(Chunk& chunk) {
  if (at_end_ && rest_.empty()) return false;
  take(chunk, how_.bytes);
  if (chunk.size == 0) return false;
  if (how_.csv && irregular_)
    one_by_one(chunk);
  else if (how_.csv)
    next_csv(chunk);
  else
    next_lines(chunk);
  return true;
}

// Begins a chunk with what is left of the text before, and reads on.
void ChunkCutter::take(Chunk& chunk, std::size_t bytes) {
  chunk.buffer.resize(std::max(chunk.buffer.size(), rest_.size() + 2 * scan_padding));
  std::fill_n(chunk.buffer.begin(), scan_padding, '\n');
  std::copy(rest_.begin(), rest_.end(), chunk.buffer.begin() + scan_padding);
  chunk.size = rest_.size();
  rest_.clear();
  fill(chunk, bytes);
}

// Reads until the chunk has so many bytes; false when it has no more than before.
bool ChunkCutter::fill(Chunk& chunk, std::size_t bytes) {
  const std::size_t before = chunk.size;
  if (const auto left = source_.left()) bytes = std::min(bytes, chunk.size + *left + 1);
  if (chunk.buffer.size() < bytes + 2 * scan_padding) chunk.buffer.resize(bytes + 2 * scan_padding);
  while (!at_end_ && chunk.size < bytes) {
    const std::size_t got = source_.more_into(
        std::span(chunk.buffer).subspan(scan_padding + chunk.size, bytes - chunk.size));
    at_end_ = got == 0;
    chunk.size += got;
  }
  std::fill_n(chunk.buffer.begin() + static_cast<std::ptrdiff_t>(scan_padding + chunk.size),
              scan_padding, '\n');
  return chunk.size > before;
}

// Ends a chunk; what is behind is the beginning of the next.
void ChunkCutter::give(Chunk& chunk, std::size_t size, std::uint64_t lines, bool regular) {
  rest_.assign(chunk.text().substr(size));
  chunk.size = size;
  chunk.number = number_++;
  chunk.line = line_;
  chunk.regular = regular;
  chunk.source_ended = at_end_;
  line_ += lines;
}

void ChunkCutter::next_csv(Chunk& chunk) {
  RecordScan scan;
  std::size_t bytes = how_.bytes;
  while (true) {
    const std::size_t found =
        scan_records(how_.simd, chunk.text().data(), chunk.size, at_end_, how_.delimiter, scan);
    const bool whole = at_end_ && found == no_offset;
    if (scan.last_end > 0) {
      irregular_ = found != no_offset || (whole && scan.last_end < chunk.size);
      return give(chunk, scan.last_end, scan.lines, true);
    }
    if (found != no_offset || whole || chunk.size > enough_to_refuse) return one_by_one(chunk);
    bytes = 2 * std::max(bytes, chunk.size);
    fill(chunk, bytes);
  }
}

void ChunkCutter::one_by_one(Chunk& chunk) {
  std::size_t given = 0;  // of the chunk, to the reader
  CsvReader reader(
      [&](std::string& out) {
        if (given == chunk.size) fill(chunk, chunk.size + one_by_one_bytes);
        const std::string_view piece = chunk.text().substr(given, one_by_one_bytes);
        out += piece;
        given += piece.size();
        return !piece.empty();
      },
      how_.delimiter);
  CsvRecord record;
  std::size_t size = 0;
  std::uint64_t lines = 0;
  while (size < one_by_one_bytes) {
    if (reader.next(record) != CsvReader::Next::record) {
      // The end, or what will be refused: there is nothing behind it.
      size = chunk.size;
      at_end_ = true;
      break;
    }
    size += record.raw.size() + record.line_end.size();
    lines = record.line + record.lines - 1 - (record.line_end.empty() ? 1 : 0);
  }
  irregular_ = false;
  give(chunk, size, lines, false);
}

void ChunkCutter::next_lines(Chunk& chunk) {
  std::size_t bytes = how_.bytes;
  while (true) {
    const std::size_t end = chunk.text().rfind('\n');
    if (end != std::string_view::npos && !(at_end_ && end + 1 < chunk.size)) {
      const std::string_view text = chunk.text().substr(0, end + 1);
      return give(chunk, end + 1,
                  static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')), false);
    }
    if (at_end_ || chunk.size > enough_to_refuse) {
      at_end_ = true;
      return give(chunk, chunk.size, 0, false);
    }
    bytes = 2 * std::max(bytes, chunk.size);
    fill(chunk, bytes);
  }
}

}  // namespace candor
