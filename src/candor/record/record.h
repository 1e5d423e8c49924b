// SPDX-License-Identifier: Apache-2.0
// A screening kept for good: what was answered and when, by which rules, and what came of it.

#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "candor/report/result/result.h"

namespace candor {

/// What a record says apart from the result.
struct RecordFacts {
  std::string candor = {};  // the version that wrote it
  std::string at = {};      // UTC: "2026-11-28T00:43:41Z"
  std::string ref = {};     // the chart's reference; may be empty
  /// 128 random bits as 32 hexadecimal digits: without them, the digest in a journal would tell who
  /// guesses the answers that they are right.
  std::string nonce = {};
};

/// The screening as `record/1` (`candor schema record`): enough to screen again by the same rules.
/// `parse_kept_file` reads the answers back.
nlohmann::ordered_json record_json(const Result& result, const RecordFacts& facts);

}  // namespace candor
