// SPDX-License-Identifier: Apache-2.0
// Whether a question is still asked as it was.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor {

/// 32 hexadecimal digits: half of the SHA-256 of the question as a person reads it: its `ask` and
/// `help`, its type, its choices with their labels, its unit, range and step, and what it accepts.
/// An answer to a question with another digest may have meant something else.
std::string question_digest(const Question& question);

}  // namespace candor
