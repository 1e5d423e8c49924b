// SPDX-License-Identifier: Apache-2.0
#include "support/clients.h"

#include <algorithm>
#include <utility>

#include "candor/rules/built_in.h"
#include "candor/testing/test_suite.h"
#include "support/files.h"
#include "support/interviews.h"

namespace candor::testing {
namespace {

constexpr std::size_t most_clients = 2'000;
constexpr int as_baseline = 85;  // percent of the answers
constexpr int not_known = 2;

TestSuite suite_of(const RuleSet& rules) {
  const std::string name = "rules/microneedling.tests.yaml";
  const std::string text = read_file(std::string(CANDOR_SOURCE_DIR "/") + name);
  return load_test_suite(rules, SourceFile(name, text)).value.value();
}

bool proceeds_now(const Program& program, const Screening& screening) {
  const Headline& headline = screening.headline;
  return program.rules().verdicts[headline.at_least].proceed == Proceed::now;
}

}  // namespace

const std::vector<ClientKind> client_kinds = {
    {.name = "everyone"},
    {.name = "pregnant", .question = "pregnancy", .value = "\"pregnant_or_possible\""},
    {.name = "isotretinoin 2 months ago", .question = "isotretinoin", .value = "\"2 months\""},
    {.name = "nothing against treating now", .healthy = true},
};

Clients::Clients()
    : program_(load_built_in(*find_built_in("microneedling"))), generator_(program_.rules()) {
  const TestSuite suite = suite_of(program_.rules());
  days_.as_of = suite.as_of;
  baseline_ = suite.baseline;
}

void Clients::set(Answers& answers, std::string_view question, std::string_view value) const {
  const std::string json = "{\"" + std::string(question) + "\": " + std::string(value) + "}";
  const std::size_t q = program_.rules().find_question(question).value();
  answers[q] = parse_answers_json(program_.rules(), json, days_.as_of).value.value()[q];
}

void Clients::answer(Random& random, std::size_t question, Answers& out) const {
  Tally forms;
  if (random.chance(not_known)) {
    out[question] = {};
    return;
  }
  set(out, program_.rules().questions[question].id.text,
      generator_.answer(random, question, days_.as_of, forms));
}

Answers Clients::any(Random& random) const {
  Answers out = baseline_;
  for (std::size_t q = 0; q < out.size(); ++q) {
    const bool changes = !baseline_[q].given() || !random.chance(as_baseline);
    if (changes) answer(random, q, out);
  }
  return out;
}

Answers Clients::healthy(Random& random) const {
  Answers out = baseline_;
  for (std::size_t q = 0; q < out.size(); ++q) {
    const Answer before = out[q];
    if (random.chance(as_baseline)) continue;
    answer(random, q, out);
    const Screening screening = screening_of(program_, days_, out);
    if (!screening.headline.settled || !proceeds_now(program_, screening)) out[q] = before;
  }
  return out;
}

Screening screening_of(const Program& program, const Days& days, const Answers& meant) {
  Screening out;
  evaluate(program, whole_intake(program.rules(), meant, days.as_of), days, out);
  return out;
}

std::size_t questions_asked(Interview& interview, const Answers& meant) {
  std::size_t asked = 0;
  for (; interview.current(); ++asked) interview.reply(meant[*interview.current()]);
  return asked;
}

std::vector<std::size_t> asked_of(const Clients& clients, const ClientKind& kind, Pace pace) {
  Random random(15);
  std::vector<std::size_t> out;
  const Interview begun(clients.program(), clients.days(), pace);
  for (std::size_t i = 0; i < most_clients; ++i) {
    Answers answers = kind.healthy ? clients.healthy(random) : clients.any(random);
    if (!kind.question.empty()) clients.set(answers, kind.question, kind.value);
    Interview interview = begun;
    out.push_back(questions_asked(interview, answers));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace candor::testing
