// SPDX-License-Identifier: Apache-2.0
// Properties, proved for every intake or refuted by a smallest one.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// An intake that refutes a property, and what the engine says of it.
struct Witness {
  std::string answers = "{}";  // JSON, as `candor screen --answers` takes it
  std::string verdict = {};    // the headline, or `incomplete`
  std::string at_least = {};
};

/// What came of one property.
struct PropertyOutcome {
  enum class Status : std::uint8_t {
    proved,   // of every intake, contradictory ones too
    refuted,  // by `witnesses`: one intake, or two that differ in one answer
    empty     // it speaks of no intake at all, so that it says nothing
  };
  Status status = Status::proved;
  std::vector<Witness> witnesses = {};

  bool held() const noexcept { return status == Status::proved; }
};
std::string_view to_string(PropertyOutcome::Status status) noexcept;

/// Whether each property of the suite holds of every intake on the suite's screening date. A
/// refutation is one with the fewest answers. Pure: the same inputs give the same outcomes.
std::vector<PropertyOutcome> prove_properties(const Program& program, const TestSuite& suite);

}  // namespace candor
