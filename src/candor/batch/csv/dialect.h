// SPDX-License-Identifier: Apache-2.0
// Detects how a CSV file is written from its beginning.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/csv/known_columns.h"

namespace candor {

/// Settings from the user that override detection.
struct DialectOptions {
  std::optional<char> delimiter = {};
  std::optional<std::uint64_t> header_row = {};  // a line of the text, from 1
};

/// How a CSV file is written.
struct Dialect {
  char delimiter = ',';
  std::uint64_t header_line = 1;
  bool sep_line = false;                 // the first line is `sep=` and the delimiter
  std::vector<std::string> header = {};  // names without surrounding blanks
  std::size_t fields = 0;  // in a record: more than in `header` if lines end with separators
};

/// For display: "`,`", "`;`", "tab", "`|`".
std::string delimiter_in_words(char delimiter);

/// Whether a character can be a delimiter: a tab, or printable ASCII except letters, digits, quotes
/// and blanks.
bool is_delimiter(char c) noexcept;

/// Finds the header and the delimiter of a text: those with which one line names the most known
/// columns; of several, those with which more lines have as many fields as the header. Lines above
/// the header must be titles or notes, not rows: they name no column, and have at most half as many
/// filled fields. If no line names a known column, the first line is the header, and the caller
/// must judge its names.
///
/// `whole`: the sample is the whole text. Refused: an empty text (E820), no line `header_row`
/// (E821), readings that fit equally well (E822). No message quotes the text.
Parsed<Dialect> detect_dialect(std::string_view sample, bool whole, const DialectOptions& options,
                               const KnownColumns& known, std::string_view file_name);

}  // namespace candor
