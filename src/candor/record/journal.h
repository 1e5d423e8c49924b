// SPDX-License-Identifier: Apache-2.0
// The journal: a line for each screening, without answers, in which each line holds the digest of
// the one before it. No input or output.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// "sha256:" and 64 hexadecimal digits: how the journal names a file by its bytes.
std::string digest_of_bytes(std::string_view bytes);

/// A screening, as the journal keeps it.
struct JournalEntry {
  std::string at = {};       // UTC: "2026-11-28T00:43:41Z"
  std::string rules = {};    // the digest of the rule set
  std::string verdict = {};  // its id, or `incomplete`
  std::string record = {};   // the digest of the record's bytes; empty: no record was asked for
};

/// What to append to a journal that ends with `tail`, in one write: a line, after a line feed if
/// the last line was cut off. `whole`: the tail is the whole journal. Nothing if this is not a
/// journal.
std::optional<std::string> journal_append(std::string_view tail, bool whole,
                                          const JournalEntry& entry);

/// The longest tail that `journal_append` needs.
inline constexpr std::size_t journal_tail = 64 * 1024;

/// What is wrong with a journal from some line on.
struct JournalBreak {
  std::size_t line = 0;   // from 1
  std::string what = {};  // one lower-case clause
};

struct JournalCheck {
  struct Line {
    std::size_t number = 0;
    JournalEntry entry = {};
  };
  std::vector<Line> lines = {};        // all that can be read, also after the break
  std::vector<std::size_t> torn = {};  // lines that a crash cut off, and the next line continues
  bool torn_end = false;               // the last line is cut off
  std::size_t last = 0;                // the number of the last line
  std::optional<JournalBreak> broken = {};  // the first line that does not follow from those before

  bool held() const noexcept { return !broken && !torn_end; }
};

/// Reads a journal, and finds the first line that is wrong.
JournalCheck check_journal(std::string_view text);

}  // namespace candor
