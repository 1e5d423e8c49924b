// SPDX-License-Identifier: Apache-2.0
// The result as HTML pages: a leaflet for the client, and a report for the practitioner's chart.

#pragma once

#include <optional>
#include <string>

#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"

namespace candor {

/// What a page shows apart from the result.
struct PageOptions {
  std::optional<Clinic> clinic = {};
  std::string ref = {};           // the chart that the result belongs to
  bool report_with_care = false;  // the report has the client's instructions, too
};

/// The leaflet that the client takes home: one self-contained HTML file. It says what the rule set
/// says to clients, and nothing that it says to practitioners: no ids, advice, evidence, disputes
/// or sources, and nothing that is told in person. It has care and plan only if treatment can go
/// ahead, now or later, so a client who is to see a physician gets neither. It shows no answers.
std::string leaflet_html(const Result& result, const PageOptions& options);

/// The report for the chart: one self-contained HTML file with the answers, the reasons with their
/// evidence, the open questions, what differs on later days, and room for notes and signatures. On
/// paper each page has the reference, and lines for the client's name and date of birth.
std::string report_html(const Result& result, const PageOptions& options);

}  // namespace candor
