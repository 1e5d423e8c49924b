// SPDX-License-Identifier: Apache-2.0
// Scores a file of intakes.
//
// One verdict for each row of a CSV or NDJSON text of any size, in constant memory. The separator,
// the encoding, gzip and the header are recognized. A row that cannot be read is written with an
// empty verdict and its problem, so every row read is a row written. The output equals that of
// `candor score` with the same options, whatever the number of threads.
//
// Example
//
//     #include <candor/score.h>
//     #include <algorithm>
//     #include <iostream>
//
//     int main() {
//       std::string rest = "id,keloid\nP1,personal\nP2,\n";
//       const auto read = [&](std::span<char> block) -> std::optional<std::size_t> {
//         const std::size_t size = std::min(block.size(), rest.size());
//         std::copy_n(rest.begin(), size, block.begin());
//         rest.erase(0, size);
//         return size;
//       };
//       const auto write = [](std::string_view rows, std::string_view) {
//         return bool(std::cout << rows);
//       };
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       candor::ScoreSettings settings{.as_of = *candor::parse_date("2026-11-22")};
//       settings.columns = {"id", "verdict"};
//       const auto summary = candor::score_rows(rules, read, write, settings);
//       std::cout << summary.value->rows << " rows\n";
//     }
//
// Output
//
//     id,verdict
//     P1,unsuitable
//     P2,incomplete
//     2 rows

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candor/date.h"
#include "candor/problem.h"
#include "candor/rules.h"

namespace candor {

/// Fills some of the block and returns how much, 0 at the end, or nothing when reading fails.
using ReadBlock = std::function<std::optional<std::size_t>(std::span<char> block)>;

/// Takes the next bytes of the output, and of the rejected rows as they came (empty unless asked
/// for). Returns false to stop because writing failed. Called from any of the threads, but never by
/// two at the same time.
using WriteBlock = std::function<bool(std::string_view rows, std::string_view rejects)>;

struct ScoreSettings {
  Date as_of = {};                // the screening date of every row
  std::string as_of_column = {};  // or the column that has it
  std::string name = "intake";    // what messages call the input
  std::string map = {};  // a mapping as YAML (docs/mapping.md); empty: headers are question ids
  std::vector<std::string> columns = {};  // of the output; empty: the usual ones
  bool ndjson = false;                    // write results as NDJSON instead of CSV
  bool full = false;                      // in NDJSON: with care and plan
  bool append = false;                    // write the verdict after the input's own columns
  bool for_spreadsheet = false;  // put an apostrophe before cells that a spreadsheet would run
  bool rejects = false;          // pass rejected rows to `WriteBlock`
  std::optional<std::uint64_t> most_rejected = {};  // stop when more rows are rejected
  std::size_t threads = 1;                          // including the calling one
};

struct ScoreSummary {
  std::uint64_t rows = 0;      // read, and written
  std::uint64_t rejected = 0;  // of these
  std::vector<std::pair<std::string, std::uint64_t>> verdicts =
      {};  // by verdict id; "incomplete" last
};

/// Scores all rows. There is no value if the settings, the mapping or the input cannot be used, if
/// reading or writing fails (E901, E902), or if too many rows are rejected (E830); rows written
/// until then are then incomplete.
CANDOR_API Loaded<ScoreSummary> score_rows(const Rules& rules, const ReadBlock& read,
                                           const WriteBlock& write, const ScoreSettings& settings);

}  // namespace candor
