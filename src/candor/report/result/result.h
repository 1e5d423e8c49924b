// SPDX-License-Identifier: Apache-2.0
// A screening's result, and the wording that all output formats share.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/time_of_day.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/interview/kept_answers.h"
#include "candor/interview/revisit.h"
#include "candor/interview/validity.h"
#include "candor/report/layout/terminal_layout.h"
#include "candor/report/result/decision.h"
#include "candor/rules/model.h"

namespace candor {

/// A screening with the rule set and the answers that it comes from. It refers to all three.
struct Result {
  const RuleSet& rules;
  const Answers& answers;
  const Screening& screening;
  std::optional<TimeOfDay> appointment_time = {};  // only shown: verdicts are for whole days
  const KeptAnswers* kept = nullptr;      // null: every answer was given on the screening date
  const Revisit* revisit = nullptr;       // of a client who comes back
  const Decision* decision = nullptr;     // null: none was made
  std::optional<Validity> validity = {};  // nothing when unsettled

  /// The day an answer that counts was given on; nothing if it is not known.
  std::optional<Date> answered_on(std::size_t question) const;

  /// Whether the question was answered, and the answer does not count: it is of another day and has
  /// not been confirmed, or it is a span of days where the day matters.
  bool not_confirmed(std::size_t question) const {
    return kept != nullptr && kept->not_confirmed[question];
  }

  /// Whether it does not count because it is a span of days, given on the screening date.
  bool needs_day(std::size_t question) const {
    return not_confirmed(question) && kept->answers[question].is_span() &&
           kept->answered_on[question] == screening.days.as_of;
  }
};

/// The questions that were not asked, in the order of the rule set; without those not confirmed.
std::vector<std::size_t> not_asked(const Result& result);

/// The questions that were answered and whose answers do not count, likewise.
std::vector<std::size_t> not_confirmed(const Result& result);

/// "Given on 3 May 2026 and not confirmed.", or what day to ask for. Precondition:
/// `result.not_confirmed(question)`.
std::string not_confirmed_in_words(const Result& result, std::size_t question);

/// "15 December 2026, 14:30". Precondition: the screening has an appointment.
std::string appointment_in_words(const Result& result);

/// The headline's verdict id, or `incomplete`.
std::string_view verdict_id(const RuleSet& rules, const Headline& headline) noexcept;

/// The verdict's label, or "Not enough answers yet".
std::string_view verdict_label(const RuleSet& rules, const Headline& headline) noexcept;

/// Whether treatment may proceed; nothing for an incomplete screening.
std::optional<Proceed> proceeds(const RuleSet& rules, const Headline& headline) noexcept;

/// How a verdict (by its index) or a headline is colored.
Look look_of(const RuleSet& rules, std::size_t verdict) noexcept;
Look look_of(const RuleSet& rules, const Headline& headline) noexcept;

/// Who reads a page. A practitioner also gets the id of each care item, and what is disputed.
enum class Reader : std::uint8_t { client, practitioner };

/// What the client reads about a rule that applies.
std::string_view say_of(const Rule& rule) noexcept;

/// The undated part of what an applying rule waits for: "The burn has healed", "6 months after the
/// end of isotretinoin" if the wait counts from something still ongoing (its question's `called`,
/// else the rule's reason). Empty if the rule waits only for a date.
std::string waits_for(const RuleSet& rules, const Reason& reason,
                      Reader reader = Reader::practitioner);

/// "22 January 2027 at the earliest", or "not before 22 January 2027" while questions are open.
/// Precondition: `screening.earliest` is set.
std::string earliest_in_words(const Screening& screening);

/// How long the verdict and its answers hold, in sentences. Precondition: `result.validity` is set.
std::string validity_in_words(const Result& result);

/// Whether the appointment is before the earliest day.
bool too_early(const Screening& screening) noexcept;

/// Whether the appointment is after the day of the screening, and so has a verdict of its own.
bool has_later_appointment(const Screening& screening) noexcept;

/// Whether treatment can go ahead on `day`, from which care windows count, as far as is known.
bool goes_ahead_on(const Result& result, Date day);

/// The text of a care or plan item, with "If this applies to you" if its condition is open.
std::string advice_of(std::string_view say, bool if_applies);

/// The items of one group that the screening gives, ordered by their windows.
std::vector<GivenCare> care_of(const Result& result, CareGroup group);

/// Collects the sources that something cites.
class Citations {
 public:
  explicit Citations(const RuleSet& rules) : rules_(&rules), cited_(rules.sources.size(), false) {}

  /// The sources that these reasons cite.
  Citations(const RuleSet& rules, std::span<const Reason> reasons);

  void add(const Evidence& evidence);

  /// Adds the sources of the rules that apply on another day.
  void add(const Outlook& outlook);

  /// Adds the sources of the care and plan.
  void add_care(const Screening& screening);

  /// The sources cited, in the author's order.
  std::vector<const Source*> sources() const;

  /// Whether something cited is a convention, with no source.
  bool convention() const noexcept { return convention_; }

 private:
  const RuleSet* rules_;
  std::vector<bool> cited_;
  bool convention_ = false;
};

}  // namespace candor
