// SPDX-License-Identifier: Apache-2.0
// Answers interviews as an undecided person would.

#pragma once

#include <string>

#include "candor/interview/interview.h"
#include "support/generate.h"
#include "support/oracle.h"
#include "support/random.h"

namespace candor::testing {

/// One of the ways to type an answer that `read_reply` must take; "" for a blank.
std::string typed(Random& random, const Question& question, const Answer& answer, Tally& ways);

/// The intake that a whole interview must come to: each question that applies, by the oracle and by
/// the answers of the questions that apply themselves, with the answer meant for it.
Answers whole_intake(const RuleSet& rules, const Answers& meant, Date as_of);

/// Answers with what is meant until the review, by typing it, with detours: back, jumps, answers
/// given by mistake and mended, the review too early, the whole put away and gone on with.
/// What was not answered as meant on the way is mended from the review. `detours` is the percentage
/// of questions at which something else is done first.
void answer_all(Interview& interview, const Answers& meant, const IntakeGenerator& generator,
                int detours, Random& random, Tally& ways);

}  // namespace candor::testing
