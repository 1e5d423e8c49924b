// SPDX-License-Identifier: Apache-2.0
// Clients of the built-in rules, as a practice could have them.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/program.h"
#include "candor/interview/interview.h"
#include "support/generate.h"
#include "support/random.h"

namespace candor::testing {

/// Clients who answer most questions as the baseline of the built-in tests does, which gives no
/// reason to wait, and the others in any way. Screened on the baseline's day.
class Clients {
 public:
  Clients();

  const Program& program() const noexcept { return program_; }
  const Days& days() const noexcept { return days_; }

  /// Answers to every question; those to questions that do not apply count only if asked.
  Answers any(Random& random) const;

  /// The same, without an answer that gives a reason not to treat now.
  Answers healthy(Random& random) const;

  /// Sets one answer, given as in JSON.
  void set(Answers& answers, std::string_view question, std::string_view value) const;

 private:
  void answer(Random& random, std::size_t question, Answers& out) const;

  Program program_;
  Days days_;
  Answers baseline_;
  IntakeGenerator generator_;
};

/// The screening that all answers give, in an interview that asks for every one.
Screening screening_of(const Program& program, const Days& days, const Answers& meant);

/// How many questions an interview asks a client.
std::size_t questions_asked(Interview& interview, const Answers& meant);

/// The clients of one row in the table of docs/consultation.md.
struct ClientKind {
  std::string_view name = {};
  bool healthy = false;
  std::string_view question = {};  // with this answer; empty: as they come
  std::string_view value = {};
};
extern const std::vector<ClientKind> client_kinds;

/// The numbers of questions that 2,000 clients are asked, ascending.
std::vector<std::size_t> asked_of(const Clients& clients, const ClientKind& kind, Pace pace);

}  // namespace candor::testing
