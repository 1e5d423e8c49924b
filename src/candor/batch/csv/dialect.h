// SPDX-License-Identifier: Apache-2.0
// How a CSV file is written, found out from its beginning.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/csv/known_columns.h"

namespace candor {

/// What the user says about a file, in place of what would be guessed.
struct DialectOptions {
  std::optional<char> delimiter = {};
  std::optional<std::uint64_t> header_row = {};  // a line of the text, from 1
};

struct Dialect {
  char delimiter = ',';
  std::uint64_t header_line = 1;
  bool sep_line = false;                 // the first line is `sep=` and the delimiter
  std::vector<std::string> header = {};  // without blanks around names
  std::size_t fields = 0;  // of a record: more than `header` where lines end with separators
};

/// "`,`", "`;`", "tab", "`|`": for people.
std::string delimiter_in_words(char delimiter);

/// Whether a character can part fields: printable ASCII or tab, no letter, digit, quote or blank.
bool is_delimiter(char c) noexcept;

/// Finds the header and the separator of a text: those with which one line names the most columns
/// that are known, and then those with which more lines have as many fields. Lines above the header
/// may be titles and notes, not rows: they name no column, and have at most half as many filled
/// fields.
///
/// `whole` tells whether the sample is the whole text. Refused: a text without anything (E820), no
/// such line as `header_row` (E821), readings that fit equally well (E822). No message quotes the
/// text. When no line names a known column, the first line is the header: what is in it is for the
/// caller to judge.
Parsed<Dialect> detect_dialect(std::string_view sample, bool whole, const DialectOptions& options,
                               const KnownColumns& known, std::string_view file_name);

}  // namespace candor
