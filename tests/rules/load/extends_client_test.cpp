// SPDX-License-Identifier: Apache-2.0
// `client` of a rule in a rule set that extends another.
#include <string>

#include <fmt/format.h>

#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/rules_beside.h"

using namespace candor;

namespace {

constexpr const char* base_with_words = R"yaml(candor: 1
id: base
version: 1.0.0
title: The base
intended_use: Tests.
verdicts:
  go: {label: Go, proceed: now}
  wait: {label: Wait, proceed: later}
questions:
  smoker: {ask: "Do you smoke?", type: yes_no}
rules:
  peel: {when: {smoker: no}, verdict: wait, because: A peel., strength: convention}
  smoker:
    when: {smoker: yes}
    verdict: wait
    because: Smoking.
    strength: convention
    client: {say: You smoke., next: Stop., urgent: yes}
)yaml";

Parsed<RuleSet> load_words(const std::string& body) {
  const std::string head = "candor: 1\nid: over\nversion: 2.0.0\nextends: base\n";
  return load_rule_set(SourceFile("over.yaml", head + body),
                       testing::rules_among({{"base", base_with_words}}));
}

RuleSet words(const std::string& body) {
  Parsed<RuleSet> rules = load_words(body);
  for (const Diagnostic& d : rules.diagnostics.sorted()) UNSCOPED_INFO(render(d));
  REQUIRE(rules.value);
  return *std::move(rules.value);
}

std::string codes_of_words(const std::string& body) {
  std::string out;
  for (const Diagnostic& d : load_words(body).diagnostics.sorted()) {
    out += fmt::format("{}{} {}:{}:{}", out.empty() ? "" : "; ", to_string(d.code), d.file, d.line,
                       d.column);
  }
  return out;
}

}  // namespace

TEST_CASE("the client's words are changed key by key") {
  const RuleSet rules = words("rules: {smoker: {client: {say: off, private: yes}}}");
  const ForClient& client = rules.rules[1].client;
  CHECK(client.say.text == "");
  CHECK(client.next.text == "Stop.");
  CHECK(client.urgent);
  CHECK(client.told_in_person);
  // Its last key takes `client` with it.
  const RuleSet without = words("rules: {smoker: {client: {say: off, next: off, urgent: off}}}");
  CHECK_FALSE(without.rules[1].client.urgent);
  // Two sets with the same content have the same digest, whatever the order of the keys.
  CHECK(words("rules: {peel: {client: {say: So., next: Wait.}}}").digest ==
        words("rules: {peel: {client: {next: Wait., say: So.}}}").digest);
  CHECK(words("rules: {peel: {client: {say: So., next: Wait.}}}").digest !=
        words("rules: {peel: {client: {say: So., next: Wait!}}}").digest);
}

TEST_CASE("mistakes in the client's words of a changed rule") {
  struct Row {
    const char* yaml;
    const char* codes;
  };
  const Row row = GENERATE(values<Row>({
      {"rules: {peel: {client: {say: off}}}", "E124 over.yaml:5:25"},
      {"rules: {peel: {client: {}}}", "E122 over.yaml:4:10; E204 over.yaml:5:24"},
      {"rules: {peel: {client: words}}", "E203 over.yaml:5:24"},
      {"rules: {smoker: {client: {private: yes}}}", "E209 base:18:19"},
      {"rules: {smoker: {verdict: go, because: It is.}}",
       "E127 over.yaml:5:18; E127 over.yaml:5:18"},
      {"rules: {smoker: {verdict: go, because: It is., client: {say: You do.}}}",
       "E127 over.yaml:5:18"},
      {"rules: {smoker: {verdict: go, because: It is., client: {say: off, next: Go.}}}", ""},
      {"rules: {smoker: {verdict: go, because: It is., client: off}}", ""},
  }));
  CAPTURE(row.yaml);
  CHECK(codes_of_words(row.yaml) == row.codes);
}
