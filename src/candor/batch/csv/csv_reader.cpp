// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/csv_reader.h"

#include <algorithm>
#include <utility>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

bool ends_line(char c) noexcept { return c == '\n' || c == '\r'; }

bool is_ascii(std::string_view text) noexcept {
  unsigned char all = 0;
  for (const char c : text) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

}  // namespace

bool CsvRecord::blank() const noexcept {
  return fields.size() == 1 && std::all_of(raw.begin(), raw.end(), is_blank);
}

CsvReader::CsvReader(ReadText more, char delimiter)
    : more_(std::move(more)), delimiter_(delimiter) {}

bool CsvReader::refill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  return more_(buffer_);
}

CsvReader::Next CsvReader::next(CsvRecord& record) {
  if (stopped_) return *stopped_;
  begin_ += size_ + line_end_size_;
  if (line_end_size_ > 0) line_ += lines_within_ + 1;
  size_ = line_end_size_ = 0;
  lines_within_ = 0;
  state_ = State::begin;
  field_ = {};
  fields_.clear();
  text_after_quote_.reset();
  const Next found = scan();
  if (found != Next::record) {
    stopped_ = found;
    return found;
  }
  give(record);
  return found;
}

std::string CsvReader::take_rest(std::uint64_t& line) {
  line = line_ + (line_end_size_ > 0 ? lines_within_ + 1 : 0);
  buffer_.erase(0, begin_ + size_ + line_end_size_);
  return std::move(buffer_);
}

CsvReader::Next CsvReader::scan() {
  for (std::size_t i = 0;; ++i) {
    if (i >= text().size()) {
      if (i > most_record_bytes) return refuse(Next::too_long, i, line_);
      if (!refill()) return end_of_text(i);
    }
    const std::string_view all = text();
    // Skip ordinary characters: most of a text.
    if (state_ == State::plain) {
      while (i < all.size() && all[i] != delimiter_ && !ends_line(all[i]) && all[i] != '\0') ++i;
    } else if (state_ == State::quoted) {
      while (i < all.size() && all[i] != '"' && !ends_line(all[i]) && all[i] != '\0') ++i;
    }
    if (i >= all.size()) {
      --i;  // read on from here
      continue;
    }
    const char c = all[i];
    if (c == '\0') return refuse(Next::nul, i, line_ + lines_within_);
    if (state_ == State::quoted && ends_line(c)) {
      if (c == '\r' || i == 0 || all[i - 1] != '\r') ++lines_within_;
      continue;
    }
    if (state_ != State::quoted && ends_line(c)) {
      end_record(i);
      return size_ > most_record_bytes ? refuse(Next::too_long, size_, line_) : Next::record;
    }
    step(c, i);
  }
}

// Handles a character that does not end a line.
void CsvReader::step(char c, std::size_t offset) {
  if (state_ != State::quoted && c == delimiter_) {
    end_field(offset);
    field_ = {};
    field_.begin = field_.text_begin = offset + 1;
    return;
  }
  switch (state_) {
    case State::begin:
      if (c == '"') {
        state_ = State::quoted;
        field_.text_begin = offset + 1;
        quote_line_ = line_ + lines_within_;
      } else if (!is_blank(c)) {
        state_ = State::plain;
      }
      return;
    case State::plain: return;
    case State::quoted:
      state_ = State::quote_in_quoted;
      field_.text_end = offset;
      return;
    case State::quote_in_quoted:
      if (c == '"') {
        state_ = State::quoted;
        field_.doubled = true;
        return;
      }
      [[fallthrough]];
    case State::after_quotes:
      state_ = State::after_quotes;
      if (is_blank(c)) return;
      if (!text_after_quote_) text_after_quote_ = fields_.size();
      // The record will be rejected, so the field keeps its text as written, quotes included.
      field_.text_begin = field_.begin;
      field_.doubled = false;
      state_ = State::plain;
      return;
  }
}

void CsvReader::end_field(std::size_t offset) {
  field_.end = offset;
  if (state_ == State::begin || state_ == State::plain) field_.text_end = offset;
  fields_.push_back(field_);
  state_ = State::begin;
}

void CsvReader::end_record(std::size_t offset) {
  end_field(offset);
  size_ = offset;
  line_end_size_ = 1;
  if (text()[offset] == '\n') {
    ++line_ends_.lf;
    return;
  }
  // Whether a CR is the first half of a CRLF may only be seen in the next block.
  const bool followed = offset + 1 < text().size() || refill();
  if (followed && text()[offset + 1] == '\n') {
    line_end_size_ = 2;
    ++line_ends_.crlf;
  } else {
    ++line_ends_.cr;
  }
}

CsvReader::Next CsvReader::end_of_text(std::size_t offset) {
  if (state_ == State::quoted) return refuse(Next::quote_never_closed, offset, quote_line_);
  if (offset == 0) return Next::end;
  end_field(offset);
  size_ = offset;
  return size_ > most_record_bytes ? refuse(Next::too_long, size_, line_) : Next::record;
}

// Of two reasons, the same must be chosen wherever blocks end.
CsvReader::Next CsvReader::refuse(Next why, std::size_t offset, std::uint64_t line) {
  if (offset > most_record_bytes) {
    why = Next::too_long;
    line = line_;
  }
  refused_line_ = line;
  return why;
}

void CsvReader::give(CsvRecord& record) {
  const std::string_view all = text();
  record.line = line_;
  record.lines = static_cast<std::uint32_t>(lines_within_ + 1);
  record.raw = all.substr(0, size_);
  record.line_end = all.substr(size_, line_end_size_);
  record.text_after_quote = text_after_quote_;
  record.invalid_utf8.reset();
  record.fields.clear();
  unescaped_.clear();
  unescaped_.reserve(size_);  // fields point into it
  for (const Field& field : fields_) {
    CsvField given;
    given.raw = all.substr(field.begin, field.end - field.begin);
    given.text = all.substr(field.text_begin, field.text_end - field.text_begin);
    if (field.doubled) {
      const std::size_t start = unescaped_.size();
      for (std::size_t i = 0; i < given.text.size(); ++i) {
        unescaped_ += given.text[i];
        if (given.text[i] == '"') ++i;  // the second of two
      }
      given.text = std::string_view(unescaped_).substr(start);
    }
    record.fields.push_back(given);
  }
  if (is_ascii(record.raw)) return;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (!find_invalid_utf8(record.fields[i].raw)) continue;
    record.invalid_utf8 = i;
    return;
  }
}

}  // namespace candor
