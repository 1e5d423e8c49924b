// SPDX-License-Identifier: Apache-2.0
#include "candor/base/source_file.h"

#include <algorithm>
#include <utility>

#include "candor/base/utf8.h"

namespace candor {

SourceFile::SourceFile(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
  line_starts_.push_back(0);
  for (std::size_t end = text_.find('\n'); end != std::string::npos;
       end = text_.find('\n', end + 1)) {
    line_starts_.push_back(end + 1);
  }
}

std::string_view SourceFile::line(std::uint32_t number) const noexcept {
  if (number == 0 || number > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number - 1];
  const std::size_t end = std::min(text_.find('\n', begin), text_.size());
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Place SourceFile::place(std::size_t offset) const noexcept {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  return place(line, offset - line_starts_[line - 1]);
}

Place SourceFile::place(std::uint32_t number, std::size_t byte_column) const noexcept {
  const std::string_view before = line(number).substr(0, byte_column);
  return {number, static_cast<std::uint32_t>(count_code_points(before)) + 1};
}

}  // namespace candor
