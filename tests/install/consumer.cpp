// SPDX-License-Identifier: Apache-2.0
// A program of one's own on the library: the built-in rules, answers as JSON from standard input,
// the result as JSON, and candor's whole public interface in one file. consumer YYYY-MM-DD

#include <candor/answers.h>
#include <candor/assessment.h>
#include <candor/check.h>
#include <candor/date.h>
#include <candor/documents.h>
#include <candor/pages.h>
#include <candor/problem.h>
#include <candor/rules.h>
#include <candor/score.h>
#include <candor/version.h>

#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  const auto as_of = candor::parse_date(argc == 2 ? argv[1] : "");
  const auto rules = candor::Rules::built_in("microneedling");
  if (!as_of || !rules.value) return 2;
  const std::string json(std::istreambuf_iterator<char>(std::cin), {});
  const auto sheet = candor::AnswerSheet::from_json(*rules.value, json, *as_of);
  for (const candor::Problem& problem : sheet.problems) std::cerr << candor::to_text(problem);
  if (!sheet.value) return 4;
  std::cout << candor::assess(*sheet.value).value->to_json();
  return std::cout.flush() ? 0 : 5;
}
