// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/kept_screening.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace candor {

KeptScreening screen_kept(const Program& program, KeptAnswers kept, const Days& days) {
  Standing standing = standing_answers(program, kept, days);
  KeptScreening out{.answers = std::move(standing.answers), .kept = std::move(kept)};
  out.kept.not_confirmed = std::move(standing.not_confirmed);
  for (std::size_t q = 0; q < out.answers.size(); ++q) {
    if (!out.kept.set_aside[q] || out.answers[q].given()) continue;
    out.kept.answers[q] = out.answers[q];
    out.kept.answered_on[q].reset();
    out.kept.set_aside[q] = false;
  }
  evaluate(program, out.answers, days, out.screening);
  out.validity = find_validity(program, out.answers, out.screening, &out.kept);
  return out;
}

std::string what_was_read(KeptKind kind, Date as_of, const KeptAnswers& kept) {
  std::string text = fmt::format("Read a {} of {}.", to_string(kind), in_words(as_of));
  const auto left = std::count(kept.not_confirmed.begin(), kept.not_confirmed.end(), true);
  if (left == 0) return text;
  return text + fmt::format(" {} not confirmed today, and left open.",
                            left == 1 ? "1 answer is" : fmt::format("{} answers are", left));
}

}  // namespace candor
