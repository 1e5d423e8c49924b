// SPDX-License-Identifier: Apache-2.0
// The built-in rule set with one character broken: nothing crashes or hangs, and no verdict changes
// without a diagnostic or another digest.
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/report/result/result_json.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/files.h"

using namespace candor;

namespace {

const Date as_of = *parse_date("2026-11-22");

std::vector<std::string> example_answers() {
  const std::filesystem::path examples = std::filesystem::path(CANDOR_SOURCE_DIR) / "examples";
  std::vector<std::string> out;
  for (const char* name : {"isotretinoin", "suitable", "incomplete", "unsuitable"}) {
    out.push_back(read_file(examples / (std::string(name) + ".json")));
  }
  return out;
}

// The results of all examples, as one text.
std::string outcome(const RuleSet& rules, const std::vector<std::string>& examples) {
  const Program program(rules);
  std::string out;
  Screening screening;
  for (const std::string& json : examples) {
    const auto answers = parse_answers_json(rules, json, as_of);
    REQUIRE(answers.value.has_value());
    evaluate(program, *answers.value, {as_of, std::nullopt}, screening);
    out += result_json({rules, *answers.value, screening}).dump();
  }
  return out;
}

char breaker(std::mt19937_64& random) {
  constexpr std::string_view characters =
      "abcxyzANO019 \t\n\r'\"`:,.;?!#&*|>-_[]{}()%@~\\/\0\x1b\x7f\xc3\xff";
  return characters[random() % characters.size()];
}

struct Tally {
  std::size_t refused = 0, other_digest = 0, same = 0;
};

// Breaks every `stride`-th character.
Tally break_characters(std::size_t stride, std::uint64_t seed) {
  const std::string text(find_built_in("microneedling")->yaml);
  const auto whole = load_rule_set(SourceFile("r.yaml", text));
  REQUIRE(whole.value.has_value());
  const std::vector<std::string> examples = example_answers();
  const std::string wanted = outcome(*whole.value, examples);
  std::mt19937_64 random(seed);
  Tally tally;
  for (std::size_t i = random() % stride; i < text.size(); i += stride) {
    std::string broken = text;
    do broken[i] = breaker(random);
    while (broken[i] == text[i]);
    const auto loaded = load_rule_set(SourceFile("r.yaml", broken));
    CHECK(loaded.value.has_value() == !loaded.diagnostics.has_errors());
    if (!loaded.value) {
      ++tally.refused;
    } else if (loaded.value->digest != whole.value->digest) {
      ++tally.other_digest;
    } else {
      ++tally.same;
      INFO("offset " << i << ", byte " << static_cast<int>(static_cast<unsigned char>(broken[i])));
      CHECK(outcome(*loaded.value, examples) == wanted);
    }
  }
  return tally;
}

}  // namespace

TEST_CASE("breaking every hundredth character never changes a verdict silently") {
  const Tally tally = break_characters(100, 20261122);
  CHECK(tally.refused > 100);
  CHECK(tally.other_digest > 100);
  CHECK(tally.same > 0);
}

// Takes minutes: `build/release/tests/candor_tests "[every-character]"`.
TEST_CASE("breaking any character never changes a verdict silently", "[.every-character]") {
  const char* seed = std::getenv("CANDOR_SEED");
  const Tally tally = break_characters(1, seed ? std::strtoull(seed, nullptr, 10) : 1);
  WARN("refused " << tally.refused << ", another digest " << tally.other_digest
                  << ", the same digest and results " << tally.same);
}
