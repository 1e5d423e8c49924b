// SPDX-License-Identifier: Apache-2.0
// The result of an evaluation.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "candor/base/date.h"
#include "candor/engine/truth.h"
#include "candor/rules/model.h"

namespace candor {

/// The days of a screening. Precondition: the appointment is not before `as_of`.
struct Days {
  Date as_of = {};
  std::optional<Date> appointment = {};
};

/// The verdict on one day, as indices into the rule set's verdicts.
struct Headline {
  std::uint16_t at_least = 0;  // the most restrictive verdict among the rules that apply
  std::uint16_t at_most = 0;   // the same, if all open rules applied
  bool settled = true;         // no open rule matters
  bool incomplete = false;     // unsettled, and `at_least` proceeds now: no verdict yet
};

/// A question whose answer open rules depend on.
struct OpenQuestion {
  std::uint16_t question = 0;
  std::uint16_t could_become = 0;  // the most restrictive verdict among those rules
};

/// A rule that applies.
struct Reason {
  std::uint32_t rule = 0;
  std::optional<Date> earliest = {};  // from `until`; nothing unless after the screening date
  std::optional<std::uint16_t> ongoing = {};   // a question in `until` that is answered `ongoing`,
  std::optional<Duration> after_it_ends = {};  // and the wait after that ends
  std::uint32_t first_question = 0;            // the answers that make it apply:
  std::uint32_t questions = 0;                 // `reason_questions[first_question, + questions)`
};

/// The same answers, evaluated for a later day.
struct Outlook {
  bool given = false;
  Date on = {};
  Headline headline = {};
  std::optional<Date> earliest = {};
  std::vector<std::uint32_t> rules = {};  // applying, ordered as the reasons are
  std::vector<std::uint16_t> open = {};   // questions
  /// Rules that apply on the screening date and not on that day, but wait for something other than
  /// a date (`waits_for`), which may not have happened by then.
  std::vector<std::uint32_t> waits = {};
};

/// A care item for the client. It has dates if the day of the appointment is known.
struct GivenCare {
  CareGroup group = CareGroup::before;
  std::uint32_t item = 0;
  bool if_applies = false;  // its condition is open
  std::optional<Date> from = {};
  std::optional<Date> to = {};
};

struct GivenPlan {
  std::uint32_t item = 0;
  bool if_applies = false;
};

/// The result of `evaluate`, which reuses its memory.
struct Screening {
  Days days = {};
  Headline headline = {};
  std::optional<Date> earliest = {};  // only where the headline proceeds later
  std::vector<Reason> reasons = {};   // most restrictive first, the author's order within a verdict
  std::vector<std::uint16_t> reason_questions = {};
  std::vector<OpenQuestion> open = {};  // in the order of the questions
  /// Questions without whose answers there is no earliest day: the headline proceeds later, and one
  /// of its rules counts from an answer that is not known, or whose gate is open. Empty if no
  /// answers to them would give a day.
  std::vector<std::uint16_t> undated = {};
  std::vector<std::uint16_t> not_used = {};  // answered questions whose gates are false
  Outlook then = {};                         // on the earliest day
  Outlook on_appointment = {};
  std::optional<Date> care_day = {};  // the day that care windows count from
  std::vector<GivenCare> care = {};
  std::vector<GivenPlan> plan = {};
  /// Rules to be told in person (`private: yes`) that apply or are open on the screening date, on
  /// the earliest day or on the appointment.
  std::vector<std::uint32_t> told_in_person = {};

  /// Memory that evaluations reuse; it holds no results.
  struct Scratch {
    std::vector<Answer> answers = {};      // with blanks replaced by the answers they stand for
    std::vector<Truth> nodes = {};         // the value of each part of a condition
    std::vector<std::uint32_t> seen = {};  // by node: the last walk that visited it
    std::uint32_t walk = 0;
    std::vector<std::uint32_t> stack = {};
    std::vector<std::uint16_t> found = {};         // questions of one walk
    std::vector<std::uint16_t> could_become = {};  // by question: one more than the verdict, or 0
  } scratch = {};
};

}  // namespace candor
