// SPDX-License-Identifier: Apache-2.0
// A minimal CSV reader for tests of later stages: it knows quotes and nothing else.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candor {

inline std::vector<std::vector<std::string>> split_csv(std::string_view text, char separator) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && text.substr(i + 1).starts_with('"')) {
      cell += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted || (c != separator && c != '\n' && c != '\r')) {
      cell += c;
    } else if (c == separator) {
      row.push_back(cell);
      cell.clear();
    } else if (c == '\n') {
      row.push_back(cell);
      cell.clear();
      rows.push_back(row);
      row.clear();
    }
  }
  return rows;
}

}  // namespace candor
