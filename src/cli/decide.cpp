// SPDX-License-Identifier: Apache-2.0
// `decide` at the prompt after a result.
#include <charconv>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/record/read_decision.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/first_screen.h"
#include "cli/interview_text.h"
#include "cli/journal_file.h"
#include "cli/session.h"

namespace candor::cli {

// A decision is about one result.
void Session::forget_decision() {
  if (!std::exchange(decision_, std::nullopt)) return;
  note("The decision was about the result of before: now there is none.");
}

// Asks until the reason has its number and its note. False when nothing is typed.
bool Session::ask_reason(Decision& decision) {
  const std::vector<ReasonToDecide> reasons = override_reasons(interview_.rules());
  Page page(style().width, style().color);
  for (std::size_t i = 0; i < reasons.size(); ++i)
    page.row({fmt::format("{}", i + 1)}, 2, {{reasons[i].label}});
  io_.err << page.text();
  while (true) {
    const std::string typed = ask_for("Reason: ", "");
    if (typed.empty()) return false;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool whole = error == std::errc() && end == typed.data() + typed.size();
    if (whole && number >= 1 && number <= reasons.size()) {
      decision.reason = reasons[number - 1].id;
      return true;
    }
    note(fmt::format("Expected a number from 1 to {}.", reasons.size()));
  }
}

// Nothing is recorded until all of it is typed; an empty line leaves it.
Session::Next Session::decide(std::string_view) {
  const auto left = [&] {
    note("No decision was recorded.");
    return Next::again;
  };
  note(fmt::format("{} 1 decide as listed, 2 otherwise.", sentence(verdict_line(result()))));
  Decision decision;
  for (std::string typed; typed != "1" && typed != "2";) {
    typed = ask_for("Decision: ", "");
    if (typed.empty()) return left();
    decision.as_listed = typed == "1";
    if (typed != "1" && typed != "2") note("Expected 1 or 2.");
  }
  if (!decision.as_listed && !ask_reason(decision)) return left();
  decision.by =
      ask_for(decider_.empty() ? "Who decides: " : fmt::format("Who decides [{}]: ", decider_), "");
  if (decision.by.empty()) decision.by = decider_;
  if (decision.by.empty()) return left();
  const bool needed = decision.reason == other_reason;
  decision.note = ask_for(needed ? "Note: " : "Note, or Enter for none: ", "");
  if (reader_.interrupted()) return left();
  if (const auto missing = missing_in_decision(interview_.rules(), decision)) {
    note(*missing);
    return left();
  }
  decision.at = utc_now();
  decider_ = decision.by;
  decision_ = std::move(decision);
  return change_result();
}

}  // namespace candor::cli
