// SPDX-License-Identifier: Apache-2.0
// What stays off the pages that leave the room, and which answers are asked again.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candor/report/result/reads_any.h"
#include "candor/report/result/result.h"

namespace candor {

/// What the pages that leave the room keep quiet about, because a rule with `private: yes` applies
/// or is open on the screening date, on the earliest day or on the appointment: the rule, the
/// questions that it reads (and those whose `asked_if` reads one of them), and each care or plan
/// item that reads one of these.
class ToldInPerson {
 public:
  explicit ToldInPerson(const Result& result);

  bool rule(std::size_t rule) const { return rules_[rule]; }
  bool question(std::size_t question) const { return reads_.question(question); }
  bool care(const GivenCare& given) const;
  bool plan(const GivenPlan& given) const;

  /// What the result has of it, for the report. The pages say `in_person_line` unless all of these
  /// are empty.
  struct LeftOut {
    std::vector<std::uint32_t> rules = {};  // that apply on one of the days, or may hold it up
    std::vector<std::uint16_t> open = {};   // open questions
    std::vector<GivenCare> care = {};
    std::vector<GivenPlan> plan = {};

    bool empty() const { return rules.empty() && open.empty() && care.empty() && plan.empty(); }
  };
  const LeftOut& left_out() const { return left_out_; }

 private:
  void find_left_out();

  const RuleSet& rule_set_;
  const Screening& screening_;
  std::vector<bool> rules_;
  ReadsAny reads_;
  LeftOut left_out_ = {};
};

/// What pages say in place of what they leave out.
inline constexpr std::string_view in_person_line =
    "There is something in your answers that we talk about in person.";

/// The answers that are asked again on an appointment more than a week after the screening: the
/// titles of the sections, and the names of questions without one, in the author's order. Only
/// those that some rule reads, itself or by a gate, and that no longer hold then. Nothing for an
/// earlier appointment. For the client with `hidden`: without its questions, and without ids.
std::vector<std::string> asked_again(const Result& result, const ToldInPerson* hidden = nullptr);

}  // namespace candor
