// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "candor/engine/evaluation.h"
#include "candor/engine/program.h"

namespace candor {
namespace {

void add_reasons(const Program::Code& code, Evaluation& evaluation, Screening& out) {
  for (const std::uint32_t rule : code.rules_by_restriction) {
    if (!evaluation.applies(rule)) continue;
    Reason reason{.rule = rule};
    reason.earliest = evaluation.end_of_wait(code.rules.rules[rule]);
    if (reason.earliest && *reason.earliest <= out.days.as_of) reason.earliest.reset();
    if (const Until::After* wait = evaluation.wait_after_ongoing(code.rules.rules[rule])) {
      reason.ongoing = static_cast<std::uint16_t>(wait->question);
      reason.after_it_ends = wait->wait;
    }
    const auto& questions = evaluation.explain(code.rule[rule]);
    reason.first_question = static_cast<std::uint32_t>(out.reason_questions.size());
    reason.questions = static_cast<std::uint32_t>(questions.size());
    out.reason_questions.insert(out.reason_questions.end(), questions.begin(), questions.end());
    out.reasons.push_back(reason);
  }
}

// An offset in whole days, rounded up or down.
std::chrono::days days_of(Offset offset, bool round_up) {
  const int hours = offset.hours;
  const int whole = hours / 24;
  const int rest = hours % 24;
  if (rest == 0) return std::chrono::days(whole);
  return std::chrono::days(round_up ? whole + (rest > 0 ? 1 : 0) : whole - (rest < 0 ? 1 : 0));
}

// The window never shrinks: it begins and ends on whole days.
void date_window(const CareItem& item, Date appointment, Date as_of, GivenCare& care) {
  const bool before = care.group == CareGroup::before;
  const auto not_past = [&](Date date) { return std::max(date, as_of); };
  if (item.from)
    care.from = not_past(appointment + days_of(*item.from, false));
  else
    care.from = before ? as_of : not_past(appointment);
  if (item.to)
    care.to = appointment + days_of(*item.to, true);
  else if (before)
    care.to = not_past(appointment);
}

// Leaves out what has come true by the day that care counts from.
void leave_out_done(const Program::Code& code, Evaluation& evaluation, Screening& out) {
  if (!code.any_done || out.care.empty()) return;
  if (out.care_day) evaluation.evaluate_also_on(*out.care_day);
  std::erase_if(out.care, [&](const GivenCare& care) {
    const std::uint32_t done = code.done[static_cast<std::size_t>(care.group)][care.item];
    return done != no_node && evaluation.value(done) == Truth::yes;
  });
}

void add_care(const Program::Code& code, Evaluation& evaluation, Screening& out) {
  const Headline& headline = out.headline;
  if (headline.incomplete || evaluation.proceed(headline.at_least) == Proceed::no) return;
  if (headline.settled && (out.earliest || out.days.appointment)) {
    out.care_day = std::max(out.earliest.value_or(out.days.as_of),
                            out.days.appointment.value_or(out.days.as_of));
  }
  for (std::size_t g = 0; g < care_groups; ++g) {
    for (std::uint32_t i = 0; i < code.care[g].size(); ++i) {
      const Truth when = evaluation.value(code.care[g][i]);
      if (when == Truth::no) continue;
      GivenCare care{
          .group = static_cast<CareGroup>(g), .item = i, .if_applies = when == Truth::open};
      if (out.care_day) {
        const CareItem& item = code.rules.care[g][i];
        if (is_over(item, out)) continue;
        date_window(item, *out.care_day, out.days.as_of, care);
      }
      out.care.push_back(care);
    }
  }
  for (std::uint32_t i = 0; i < code.plan.size(); ++i) {
    const Truth when = evaluation.value(code.plan[i]);
    if (when != Truth::no) out.plan.push_back({.item = i, .if_applies = when == Truth::open});
  }
  leave_out_done(code, evaluation, out);
}

// Adds those of the day that was evaluated last.
void add_told_in_person(const Program::Code& code, const Evaluation& evaluation, Screening& out) {
  for (const std::uint32_t rule : code.told_in_person) {
    if (evaluation.value(code.rule[rule]) == Truth::no) continue;
    std::vector<std::uint32_t>& rules = out.told_in_person;
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  }
}

void evaluate_outlook(const Program::Code& code, Evaluation& evaluation, std::optional<Date> day,
                      Screening& screening, Outlook& out) {
  out.given = day.has_value();
  out.rules.clear();
  out.open.clear();
  out.waits.clear();
  out.earliest.reset();
  out.headline = {};
  out.on = day.value_or(Date{});
  if (!day) return;
  evaluation.evaluate_also_on(*day);
  out.headline = evaluation.headline();
  out.earliest = evaluation.earliest();
  for (const std::uint32_t rule : code.rules_by_restriction) {
    if (evaluation.applies(rule)) out.rules.push_back(rule);
  }
  evaluation.for_open([&](std::uint16_t question, std::uint16_t) { out.open.push_back(question); });
  add_told_in_person(code, evaluation, screening);
  for (const Reason& reason : screening.reasons) {
    const bool waits = !code.rules.rules[reason.rule].waits_for.empty();
    if (waits && !evaluation.applies(reason.rule)) out.waits.push_back(reason.rule);
  }
}

}  // namespace

void evaluate(const Program& program, const Answers& answers, const Days& days, Screening& out) {
  const Program::Code& code = program.code();
  out.days = days;
  out.reasons.clear();
  out.reason_questions.clear();
  out.open.clear();
  out.undated.clear();
  out.not_used.clear();
  out.care.clear();
  out.plan.clear();
  out.told_in_person.clear();
  out.care_day.reset();

  Evaluation evaluation(code, answers, days.as_of, out.scratch);
  evaluation.evaluate_on(days.as_of);
  out.headline = evaluation.headline();
  out.earliest = evaluation.earliest();
  add_reasons(code, evaluation, out);
  add_told_in_person(code, evaluation, out);
  evaluation.for_open([&](std::uint16_t question, std::uint16_t could_become) {
    out.open.push_back({question, could_become});
  });
  evaluation.for_undated([&](std::uint16_t question) { out.undated.push_back(question); });
  for (const std::uint16_t q : code.gated) {
    if (answers[q].given() && evaluation.does_not_apply(q)) out.not_used.push_back(q);
  }
  add_care(code, evaluation, out);
  evaluate_outlook(code, evaluation, out.earliest, out, out.then);
  evaluate_outlook(code, evaluation, days.appointment, out, out.on_appointment);
}

Headline find_headline(const Program& program, const Answers& answers, Date as_of,
                       Screening::Scratch& scratch) {
  Evaluation evaluation(program.code(), answers, as_of, scratch);
  evaluation.evaluate_on(as_of);
  return evaluation.headline();
}

bool is_over(const CareItem& item, const Screening& screening) noexcept {
  return screening.care_day && item.to &&
         *screening.care_day + days_of(*item.to, true) < screening.days.as_of;
}

void find_gates(const Program& program, const Answers& answers, Date as_of,
                Screening::Scratch& scratch, std::vector<Gate>& out) {
  Evaluation evaluation(program.code(), answers, as_of, scratch);
  evaluation.find_values(as_of);
  out.resize(answers.size());
  for (std::size_t q = 0; q < answers.size(); ++q) {
    out[q] = {.applies = evaluation.gate(q), .waits = evaluation.gate_waits(q)};
  }
}

}  // namespace candor
