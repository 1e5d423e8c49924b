// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/kept_screening.h"

#include <utility>

namespace candor {

KeptScreening screen_kept(const Program& program, KeptAnswers kept, const Days& days) {
  Standing standing = standing_answers(program, kept, days);
  KeptScreening out{.answers = std::move(standing.answers), .kept = std::move(kept)};
  out.kept.not_confirmed = std::move(standing.not_confirmed);
  evaluate(program, out.answers, days, out.screening);
  out.validity = find_validity(program, out.answers, out.screening, &out.kept);
  return out;
}

}  // namespace candor
