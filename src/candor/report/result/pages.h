// SPDX-License-Identifier: Apache-2.0
// A result as pages: for the client to take home, and for the practitioner's chart.

#pragma once

#include <optional>
#include <string>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/report/result/clinic.h"
#include "candor/rules/model.h"

namespace candor {

/// What stands on a page beside the result.
struct PageOptions {
  std::optional<Clinic> clinic = {};
  std::string ref = {};  // the chart that the report belongs to; the leaflet never has it
};

/// The leaflet that the client takes home: one HTML file that needs nothing else. It holds what the
/// rule set says to clients, and nothing of what it says to practitioners: no ids, advice,
/// evidence, disputes or sources. Care and plan are there only where treatment can go ahead, now or
/// later; a client who is to see a physician gets none.
std::string leaflet_html(const RuleSet& rules, const Screening& screening,
                         const PageOptions& options);

/// The report for the chart: one HTML file with the answers, the reasons with their evidence, what
/// is open, what changes with time, and room for notes and signatures.
std::string report_html(const RuleSet& rules, const Answers& answers, const Screening& screening,
                        const PageOptions& options);

}  // namespace candor
