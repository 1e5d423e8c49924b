// SPDX-License-Identifier: Apache-2.0
// Proves properties for every intake, or refutes them with a smallest one.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// An intake that refutes a property, and its verdict according to the engine.
struct Witness {
  std::string answers = "{}";  // JSON that `candor screen --answers` accepts
  std::string verdict = {};    // the headline, or `incomplete`
  std::string at_least = {};
};

/// The outcome of one property.
struct PropertyOutcome {
  enum class Status : std::uint8_t {
    proved,   // for every intake, including contradictory ones
    refuted,  // by `witnesses`: one intake, or two that differ in one answer
    empty     // it applies to no intake, so it says nothing
  };
  Status status = Status::proved;
  std::vector<Witness> witnesses = {};

  bool held() const noexcept { return status == Status::proved; }
};
std::string_view to_string(PropertyOutcome::Status status) noexcept;

/// Proves or refutes each property of the suite for all intakes on the suite's screening date. A
/// refutation has as few answers as possible. Deterministic.
std::vector<PropertyOutcome> prove_properties(const Program& program, const TestSuite& suite);

}  // namespace candor
