// SPDX-License-Identifier: Apache-2.0
// Times `evaluate` on the built-in rules, over answers of many people:
//
//     bench_evaluate [PEOPLE [ROUNDS]]

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "bench_answers.h"
#include "candor/engine/program.h"
#include "candor/intake/answers.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"

using namespace candor;

namespace {

std::vector<Answers> people(const RuleSet& rules, Date as_of, std::size_t count) {
  bench::Random random(7);
  std::vector<Answers> all(count, blank_answers(rules));
  for (Answers& answers : all) {
    for (std::size_t q = 0; q < answers.size(); ++q) {
      const Question& question = rules.questions[q];
      const std::string text = bench::answer(random, question, as_of);
      // A list is for tables: here the first member is the set.
      parse_answer(question, std::string_view(text).substr(0, text.find(';')), as_of, answers[q]);
    }
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int i, std::size_t otherwise) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
  };
  const Program program(load_built_in(*find_built_in("microneedling")));
  const Date as_of = *parse_date("2026-11-22");
  const std::vector<Answers> all = people(program.rules(), as_of, number(1, 2000));
  Screening out;
  std::vector<double> rounds;
  std::size_t reasons = 0;
  for (std::size_t round = 0; round < number(2, 21); ++round) {
    const auto begin = std::chrono::steady_clock::now();
    for (const Answers& answers : all) {
      evaluate(program, answers, {.as_of = as_of}, out);
      reasons += out.reasons.size();
    }
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    rounds.push_back(took.count() / static_cast<double>(all.size()));
  }
  std::sort(rounds.begin(), rounds.end());
  fmt::print(
      "evaluate: median {:.2f} us, best {:.2f} us ({} people, {} rounds, {:.1f} reasons each)\n",
      rounds[rounds.size() / 2], rounds.front(), all.size(), rounds.size(),
      static_cast<double>(reasons) / static_cast<double>(all.size() * rounds.size()));
}
