// SPDX-License-Identifier: Apache-2.0
// Care on the leaflet: the strip over time, and what matters most. Private to this folder.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "candor/report/layout/html.h"
#include "candor/report/result/result.h"
#include "candor/report/result/told_in_person.h"

namespace candor {

/// Care items that the client does at one time: from two weeks before the appointment to four weeks
/// after it.
struct CareStretch {
  std::string_view name = {};  // "Two weeks before"
  std::string date = {};       // "from 8 Jan"; empty without a day, and where the name says it
  bool is_day = false;         // the day of the appointment
  bool is_after = false;
  /// Items of one window. `when` is empty if the window is that of the stretch.
  struct Window {
    std::string when = {};  // "From 10 Jan"
    std::vector<GivenCare> items = {};
  };
  std::vector<Window> windows = {};
};

/// Whether the client gets care, plan and warning signs: only if the verdicts of the screening, of
/// the earliest day and of the appointment are settled and let treatment go ahead, now or later,
/// and that of the day which care counts from lets it go ahead then.
bool gives_care(const Result& result);

/// The stretches that have items, in order of time. An item before the appointment stands where its
/// window begins, one after it where its window ends. Without what is told in person, unless
/// `told` is null.
std::vector<CareStretch> care_stretches(const Result& result, const ToldInPerson* told);

/// The items that matter most to this client, at most `most`, best first: those whose condition
/// reads an answer that a reason reads too, then others with a condition that holds, then those for
/// everybody; within these by strength, then by how near to the appointment they begin. At most one
/// of each topic; never an item whose condition is open.
std::vector<GivenCare> most_important(const Result& result, const ToldInPerson& told,
                                      std::size_t most);

/// The text of a care or plan item, in the author's language.
void add_advice(std::string_view say, bool if_applies, Html& html);

/// The strip on the page: for each stretch what to do and, beside it, what to avoid. Without the
/// items in `said`, which the page shows with their windows elsewhere.
void add_care_strip(const Result& result, const ToldInPerson& told,
                    const std::vector<GivenCare>& said, Html& html);

}  // namespace candor
