// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/ndjson_reader.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace candor {
namespace {

constexpr std::string_view white_space = " \t\r\n";

// Scans JSON text without validating it: `parse_answers_json` does that.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool take(char c) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(white_space), rest_.size()));
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Takes a string with its quotes; empty if none follows.
  std::string_view string() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(white_space), rest_.size()));
    if (!rest_.starts_with('"')) return {};
    std::size_t i = 1;
    while (i < rest_.size() && rest_[i] != '"') i += rest_[i] == '\\' ? 2 : 1;
    return take_bytes(i + 1);
  }

  // Takes a value of any type.
  std::string_view value() {
    if (const std::string_view text = string(); !text.empty()) return text;
    if (!rest_.starts_with('{') && !rest_.starts_with('[')) {
      return take_bytes(std::min(rest_.find_first_of(",}] \t\r\n"), rest_.size()));
    }
    const std::string_view all = rest_;
    std::size_t depth = 0;
    while (!rest_.empty()) {
      if (rest_.front() == '"') {
        string();
        continue;
      }
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) break;
    }
    return all.substr(0, all.size() - rest_.size());
  }

 private:
  std::string_view take_bytes(std::size_t size) {
    const std::string_view piece = rest_.substr(0, size);
    rest_.remove_prefix(piece.size());
    return piece;
  }

  std::string_view rest_;
};

bool is_key(std::string_view written, std::string_view key) {
  if (written.find('\\') == std::string_view::npos) {
    return written.size() == key.size() + 2 && written.substr(1, key.size()) == key;
  }
  const auto parsed = nlohmann::json::parse(written, nullptr, false);
  return parsed.is_string() && parsed.get_ref<const std::string&>() == key;
}

}  // namespace

NdjsonReader::NdjsonReader(ReadText more) : more_(std::move(more)) {}

NdjsonReader::Next NdjsonReader::next(NdjsonLine& line) {
  while (!stopped_) {
    const Next found = next_or_blank(line);
    if (found != Next::line) {
      stopped_ = found;
    } else if (line.text.find_first_not_of(white_space) != std::string_view::npos) {
      return found;
    }
  }
  return *stopped_;
}

NdjsonReader::Next NdjsonReader::next_or_blank(NdjsonLine& line) {
  ++line_;
  std::size_t end = buffer_.find('\n', begin_);
  while (end == std::string::npos) {
    const std::size_t searched = buffer_.size() - begin_;
    if (searched > most_line_bytes + 1) return Next::too_long;  // + 1: the last may be a CR
    buffer_.erase(0, begin_);
    begin_ = 0;
    if (!more_(buffer_)) break;
    end = buffer_.find('\n', searched);
  }
  std::string_view text = std::string_view(buffer_).substr(begin_);
  if (end == std::string::npos && text.empty()) return Next::end;
  const std::size_t whole = end == std::string::npos ? text.size() : end + 1 - begin_;
  begin_ += whole;
  text = text.substr(0, whole);
  std::size_t size = whole;
  if (text.ends_with('\n')) --size;
  if (size < whole && size > 0 && text[size - 1] == '\r') --size;
  if (size > most_line_bytes) return Next::too_long;
  line = {.line = line_, .text = text.substr(0, size), .line_end = text.substr(size)};
  return line.text.find('\0') == std::string_view::npos ? Next::line : Next::nul;
}

void find_top_level(std::string_view object, std::span<const std::string_view> keys,
                    std::span<TopLevelMember> found) {
  for (TopLevelMember& member : found) member = {};
  Scanner scanner(object);
  if (!scanner.take('{')) return;
  do {
    const std::string_view key = scanner.string();
    if (key.empty() || !scanner.take(':')) return;
    const std::string_view value = scanner.value();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!is_key(key, keys[i])) continue;
      found[i].value = value;
      ++found[i].times;
    }
  } while (scanner.take(','));
}

}  // namespace candor
