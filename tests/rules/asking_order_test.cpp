// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/asking_order.h"

#include <string>

#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

namespace candor {
namespace {

TEST_CASE("questions are asked by section, the client's before the practitioner's") {
  const auto loaded = load_rule_set(SourceFile("x.yaml", R"yaml(
candor: 1
id: x
version: "1"
title: X
intended_use: X.
verdicts: {go: {label: Go, proceed: now}}
sections: {one: One, two: Two}
questions:
  a: {section: two, ask: A?, type: yes_no}
  b: {section: one, by: practitioner, ask: B?, type: yes_no}
  c: {section: one, by: client, ask: C?, type: yes_no}
  d: {by: practitioner, ask: D?, type: yes_no}
  e: {section: one, ask: E?, type: yes_no}
  f: {ask: F?, type: yes_no}
rules:
  r: {when: {a: yes}, verdict: go, because: A., strength: convention}
)yaml"));
  REQUIRE(loaded.value);
  std::string ids;
  for (const std::size_t question : asking_order(*loaded.value)) {
    ids += loaded.value->questions[question].id.text;
  }
  CHECK(ids == "fceadb");
}

}  // namespace
}  // namespace candor
