// SPDX-License-Identifier: Apache-2.0
// The screening of answers that were kept.

#pragma once

#include <optional>
#include <string>

#include "candor/interview/kept_file.h"
#include "candor/interview/validity.h"

namespace candor {

/// What a result of kept answers refers to.
struct KeptScreening {
  Answers answers = {};   // those that count
  KeptAnswers kept = {};  // with `not_confirmed` as it is on the day of the screening
  Screening screening = {};
  std::optional<Validity> validity = {};
};

/// Screens what still counts of the answers (see `standing_answers`).
KeptScreening screen_kept(const Program& program, KeptAnswers kept, const Days& days);

/// "Read a record of 3 May 2026. 2 answers are not confirmed today, and left open."
std::string what_was_read(KeptKind kind, Date as_of, const KeptAnswers& kept);

}  // namespace candor
