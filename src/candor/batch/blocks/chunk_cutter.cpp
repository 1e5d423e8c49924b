// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/chunk_cutter.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/ndjson_reader.h"

namespace candor {
namespace {

// Approximate size of a chunk that is not regular.
constexpr std::size_t irregular_bytes = 128 * 1024;

// A record longer than this need not be read to its end: the readers refuse it.
constexpr std::size_t enough_to_refuse = CsvReader::most_record_bytes + 1024 * 1024;
static_assert(NdjsonReader::most_line_bytes == CsvReader::most_record_bytes);

}  // namespace

ChunkCutter::ChunkCutter(TextSource& source, std::string rest, std::uint64_t line,
                         const CutOptions& options)
    : source_(source), options_(options), rest_(std::move(rest)), line_(line) {}

bool ChunkCutter::next(Chunk& chunk) {
  if (at_end_ && rest_.empty()) return false;
  begin(chunk, options_.bytes);
  if (chunk.size == 0) return false;
  if (options_.csv && irregular_)
    cut_irregular(chunk);
  else if (options_.csv)
    cut_regular(chunk);
  else
    cut_lines(chunk);
  return true;
}

// Begins a chunk with the text left over from the previous one, and reads on.
void ChunkCutter::begin(Chunk& chunk, std::size_t bytes) {
  chunk.buffer.resize(std::max(chunk.buffer.size(), rest_.size() + 2 * scan_padding));
  std::fill_n(chunk.buffer.begin(), scan_padding, '\n');
  std::copy(rest_.begin(), rest_.end(), chunk.buffer.begin() + scan_padding);
  chunk.size = rest_.size();
  rest_.clear();
  fill(chunk, bytes);
}

// Reads until the chunk has `bytes` bytes; false when there was nothing to read.
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

// Ends a chunk after `size` bytes; the rest becomes the beginning of the next.
void ChunkCutter::finish(Chunk& chunk, std::size_t size, std::uint64_t lines, bool regular) {
  rest_.assign(chunk.text().substr(size));
  chunk.size = size;
  chunk.number = number_++;
  chunk.line = line_;
  chunk.regular = regular;
  chunk.source_ended = at_end_;
  line_ += lines;
}

void ChunkCutter::cut_regular(Chunk& chunk) {
  RecordScan scan;
  std::size_t bytes = options_.bytes;
  while (true) {
    const std::size_t found = scan_records(options_.simd, chunk.text().data(), chunk.size, at_end_,
                                           options_.delimiter, scan);
    const bool whole = at_end_ && found == no_offset;
    if (scan.last_end > 0) {
      irregular_ = found != no_offset || (whole && scan.last_end < chunk.size);
      return finish(chunk, scan.last_end, scan.lines, true);
    }
    if (found != no_offset || whole || chunk.size > enough_to_refuse) return cut_irregular(chunk);
    bytes = 2 * std::max(bytes, chunk.size);
    fill(chunk, bytes);
  }
}

void ChunkCutter::cut_irregular(Chunk& chunk) {
  std::size_t given = 0;  // bytes of the chunk passed to the reader
  CsvReader reader(
      [&](std::string& out) {
        if (given == chunk.size) fill(chunk, chunk.size + irregular_bytes);
        const std::string_view piece = chunk.text().substr(given, irregular_bytes);
        out += piece;
        given += piece.size();
        return !piece.empty();
      },
      options_.delimiter);
  CsvRecord record;
  std::size_t size = 0;
  std::uint64_t lines = 0;
  while (size < irregular_bytes) {
    if (reader.next(record) != CsvReader::Next::record) {
      // The end, or a record that will be refused: nothing after it is read.
      size = chunk.size;
      at_end_ = true;
      break;
    }
    size += record.raw.size() + record.line_end.size();
    lines = record.line + record.lines - 1 - (record.line_end.empty() ? 1 : 0);
  }
  irregular_ = false;
  finish(chunk, size, lines, false);
}

void ChunkCutter::cut_lines(Chunk& chunk) {
  std::size_t bytes = options_.bytes;
  while (true) {
    const std::size_t end = chunk.text().rfind('\n');
    if (end != std::string_view::npos && !(at_end_ && end + 1 < chunk.size)) {
      const std::string_view text = chunk.text().substr(0, end + 1);
      return finish(chunk, end + 1,
                    static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')), false);
    }
    if (at_end_ || chunk.size > enough_to_refuse) {
      at_end_ = true;
      return finish(chunk, chunk.size, 0, false);
    }
    bytes = 2 * std::max(bytes, chunk.size);
    fill(chunk, bytes);
  }
}

}  // namespace candor
