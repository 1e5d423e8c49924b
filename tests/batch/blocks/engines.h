// SPDX-License-Identifier: Apache-2.0
// Scores a file with the reference and in chunks: every byte must be the same.

#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/batch/blocks/score_chunks.h"
#include "candor/batch/rows/score.h"
#include "candor/batch/rows/summary.h"
#include "support/catch.hpp"

namespace candor::testing {

struct EngineCase {
  const Program& program;
  const IntakeMap* map = nullptr;
  std::string_view bytes;
  IntakeOptions options = {};
  RowsOutput output = {};
  RejectLimit most = {};
};

struct EngineResult {
  std::string opened = {};  // why the file could not be opened
  Scoring scoring = Scoring::done;
  std::string output = {};
  std::string rejects = {};
  std::string summary = {};
  std::string refusal = {};
  std::uint64_t rows = 0;

  friend bool operator==(const EngineResult&, const EngineResult&) = default;
};

struct EngineHow {
  Simd simd = Simd::portable;
  std::size_t threads = 1;
  std::size_t chunk_bytes = 1024;
};

/// Without `how`, uses the reference.
inline EngineResult run_engine(const EngineCase& of, const std::optional<EngineHow>& how) {
  EngineResult result;
  std::size_t at = 0;
  const std::size_t block = how ? std::max<std::size_t>(1, how->chunk_bytes / 3) : 4096;
  Parsed<IntakeFile> file = IntakeFile::open(
      [&](std::span<char> out) {
        const std::size_t size = of.bytes.copy(out.data(), std::min(block, out.size()), at);
        at += size;
        return std::optional(size);
      },
      of.program.rules(), of.map, of.options);
  if (!file.value) {
    for (const Diagnostic& d : file.diagnostics.items()) result.opened += to_string(d.code);
    return result;
  }
  const RuleSet& rules = of.program.rules();
  RowTally tally(rules, file.value->column_names().size());
  RowWriter writer(of.program, *file.value, of.output);
  writer.head(result.output, result.rejects);
  if (how) {
    result.scoring = score_chunks(
        of.program, *file.value,
        {.output = of.output,
         .reject_limit = of.most,
         .simd = how->simd,
         .threads = how->threads,
         .chunk_bytes = how->chunk_bytes},
        [&](const RowsText& text) {
          result.output += text.output;
          result.rejects += text.rejects;
          result.rows += text.rows;
          return true;
        },
        {}, tally);
  } else {
    result.scoring = score(
        of.program, *file.value, of.most,
        [&](const Row& row, const Screening* screening) {
          writer.row(row, screening, result.output, result.rejects);
          ++result.rows;
          return true;
        },
        {}, tally);
  }
  if (result.scoring == Scoring::refused) {
    const Diagnostic& refusal = file.value->refusal();
    result.refusal = std::string(to_string(refusal.code)) + std::to_string(refusal.line);
    // How far a file is read before it is refused may differ: drop what was written.
    result.output.clear();
    result.rejects.clear();
    result.rows = 0;
    return result;
  }
  nlohmann::ordered_json summary = summary_json({.rules = rules,
                                                 .file = *file.value,
                                                 .tally = tally,
                                                 .map = of.map,
                                                 .name = "f",
                                                 .rows_written = result.rows});
  // Reading may stop up to a chunk later.
  if (result.scoring != Scoring::done) summary["input"].erase("bytes");
  result.summary = summary.dump(1) + file.value->description(tally.line_ends);
  return result;
}

/// Compares the reference with scoring in chunks, with and without AVX2.
inline void compare_engines(const EngineCase& of, std::size_t chunk_bytes, std::size_t threads) {
  const EngineResult wanted = run_engine(of, {});
  for (const Simd simd : {Simd::portable, Simd::avx2}) {
    if (simd == Simd::avx2 && !has_avx2()) continue;
    const EngineResult got =
        run_engine(of, EngineHow{.simd = simd, .threads = threads, .chunk_bytes = chunk_bytes});
    CAPTURE(to_string(simd), chunk_bytes, threads, of.output.csv.append);
    const bool same = got == wanted;
    CHECK(same);
    if (same) continue;
    INFO(of.bytes);
    CHECK(got.opened == wanted.opened);
    CHECK(got.scoring == wanted.scoring);
    CHECK(got.output == wanted.output);
    CHECK(got.rejects == wanted.rejects);
    CHECK(got.summary == wanted.summary);
    CHECK(got.refusal == wanted.refusal);
    CHECK(got.rows == wanted.rows);
  }
}

}  // namespace candor::testing
