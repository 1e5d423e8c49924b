// SPDX-License-Identifier: Apache-2.0
// Blocks of rows against one screening at a time, on generated rule sets and answers.

#include "candor/engine/block_evaluation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

namespace {

// Fills a block with the answers. Returns the number of rows; 0 if a question has too many classes.
std::size_t fill(BlockEvaluation& block, const std::vector<Answers>& rows) {
  const std::size_t questions = rows.front().size();
  for (std::size_t q = 0; q < questions; ++q) {
    block.vary(q);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const auto number = block.class_of(q, rows[r][q]);
      if (!number) return 0;
      block.classes(q)[r] = *number;
      const Date day = block.day_of(q, rows[r][q]);
      block.days(q)[r] = static_cast<std::int32_t>(day.time_since_epoch().count());
    }
  }
  return rows.size();
}

// How the results of a block differ from the screening of a row; empty if they do not.
std::string difference(const BlockEvaluation& block, const RuleSet& rules, std::size_t row,
                       const Screening& found) {
  std::vector<bool> reasons(rules.rules.size()), open(rules.questions.size()),
      not_used(rules.questions.size());
  for (const Reason& reason : found.reasons) reasons[reason.rule] = true;
  for (const OpenQuestion& question : found.open) open[question.question] = true;
  for (const std::uint16_t question : found.not_used) not_used[question] = true;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    if (block.applies(r).has(row) != reasons[r]) return "rule " + rules.rules[r].id.text;
  }
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
    if (block.at_least(v).has(row) != (found.headline.at_least == v)) return "at_least";
    if (block.at_most(v).has(row) != (found.headline.at_most == v)) return "at_most";
  }
  if (block.unsettled().has(row) == found.headline.settled) return "settled";
  if (block.incomplete().has(row) != found.headline.incomplete) return "incomplete";
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    if (block.open(q).has(row) != open[q]) return "open " + rules.questions[q].id.text;
    if (block.not_used(q).has(row) != not_used[q]) return "not used " + rules.questions[q].id.text;
  }
  return block.earliest(row) == found.earliest ? "" : "earliest";
}

}  // namespace

TEST_CASE("a block gives each row the same results as evaluating it alone") {
  const Simd simd = GENERATE(Simd::portable, Simd::avx2);
  if (simd == Simd::avx2 && !has_avx2()) return;
  CAPTURE(to_string(simd));
  Extent extent = extent_from_environment();
  Tally constructs, forms;
  std::vector<Answers> rows;
  std::optional<Program> program;
  Date as_of = {};
  std::uint64_t seed = 0;
  std::size_t compared = 0, blocks = 0;
  Screening found;

  const auto compare = [&] {
    if (rows.empty()) return;
    // Bits of other rows must not matter: the block is filled twice, first with the rows turned
    // around.
    BlockEvaluation block(*program, as_of, simd);
    std::vector<Answers> turned(rows.rbegin(), rows.rend());
    if (fill(block, turned) == 0) return;
    block.run({.open = true, .not_used = true});
    if (fill(block, rows) == 0) return;
    block.run({.open = true, .not_used = true});
    ++blocks;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      evaluate(*program, rows[r], {.as_of = as_of}, found);
      const std::string differs = difference(block, program->rules(), r, found);
      ++compared;
      if (!differs.empty()) {
        FAIL("seed " << seed << ", row " << r << ": " << differs);
      }
    }
  };
  for_each_triple(extent, constructs, forms, [&](const Triple& triple) {
    if (triple.seed != seed || rows.size() == block_rows) {
      compare();
      rows.clear();
      seed = triple.seed;
      program = triple.program;
      as_of = triple.intake.days.as_of;
    }
    rows.push_back(triple.answers);
    return true;
  });
  compare();
  CHECK(compared > extent.triples / 2);
  CHECK(blocks > 0);
}

TEST_CASE("a constant answer applies to every row") {
  Tally constructs, forms;
  for_each_triple({.seed = 11, .triples = 300}, constructs, forms, [&](const Triple& triple) {
    const Date as_of = triple.intake.days.as_of;
    BlockEvaluation block(triple.program, as_of, best_simd());
    for (std::size_t q = 0; q < triple.answers.size(); ++q) block.set_all(q, triple.answers[q]);
    block.run({.open = true, .not_used = true});
    Screening found;
    evaluate(triple.program, triple.answers, {.as_of = as_of}, found);
    for (const std::size_t row : {std::size_t{0}, std::size_t{77}, block_rows - 1}) {
      const std::string differs = difference(block, triple.rules(), row, found);
      if (!differs.empty()) FAIL(describe(triple) << differs);
    }
    return true;
  });
}

TEST_CASE("transposing 64 rows") {
  std::array<std::uint64_t, 64> in{}, out{};
  std::uint64_t state = 88172645463325252U;
  for (std::uint64_t& word : in) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    word = state;
  }
  transpose(in, out);
  for (std::size_t i = 0; i < 64; ++i) {
    for (std::size_t j = 0; j < 64; ++j) {
      REQUIRE((in[i] >> j & 1U) == (out[j] >> i & 1U));
    }
  }
}
