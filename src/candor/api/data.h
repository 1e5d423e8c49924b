// SPDX-License-Identifier: Apache-2.0
// The data behind the public handles.

#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "candor/answers.h"
#include "candor/assessment.h"
#include "candor/base/diagnostic.h"
#include "candor/engine/program.h"
#include "candor/intake/answers.h"
#include "candor/pages.h"
#include "candor/problem.h"
#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"
#include "candor/rules.h"

namespace candor {

struct Rules::Data {
  Program program;
};

struct AnswerSheet::Data {
  Rules rules;
  Date as_of;
  Answers answers;
};

struct Assessment::Data {
  Rules rules;
  Answers answers;
  Screening screening;

  Result result() const {
    const Program& program = rules.data().program;
    return {.rules = program.rules(),
            .answers = answers,
            .screening = screening,
            .validity = find_validity(program, answers, screening)};
  }
};

struct ClinicCard::Data {
  std::string name;  // of the file
  Clinic clinic;
};

/// A diagnostic as the public interface shows it.
Problem problem_of(const Diagnostic& diagnostic);

/// The diagnostics in the order of their positions.
std::vector<Problem> problems_of(const Diagnostics& diagnostics);

/// The inverse of `problem_of`.
Diagnostic diagnostic_of(const Problem& problem);

}  // namespace candor
