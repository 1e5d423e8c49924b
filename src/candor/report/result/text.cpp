// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/text.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/text_sections.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

// A verdict that still depends on an undated condition is not a go-ahead yet.
Look look_of(const Result& result, const Outlook& outlook) {
  return outlook.waits.empty() ? look_of(result.rules, outlook.headline) : Look::wait;
}

bool later(const Result& result, const Headline& headline) {
  return proceeds(result.rules, headline) == Proceed::later;
}

void add_verdict_today(const Result& result, Page& page) {
  const Screening& screening = result.screening;
  std::string text(verdict_label(result.rules, screening.headline));
  if (screening.earliest) {
    text += ": " + earliest_in_words(screening);
  } else if (later(result, screening.headline)) {
    text += ": no date can be given";
  }
  page.paragraph(text, 0, look_of(result.rules, screening.headline));
  if (too_early(screening)) page.paragraph("Today's appointment is too early.", 0, Look::strong);
}

void add_verdict_on_appointment(const Result& result, Page& page) {
  const Screening& screening = result.screening;
  const Outlook& outlook = screening.on_appointment;
  const Headline& headline = outlook.headline;
  const std::string_view today_label = verdict_label(result.rules, screening.headline);
  page.paragraph(fmt::format("At the appointment, {}: {}", in_words(screening.on_appointment.on),
                             verdict_label(result.rules, headline)),
                 0, look_of(result, outlook));
  add_only_if(result, outlook, 0, page);
  std::string today = fmt::format("Screened {}: {}", in_words(screening.days.as_of), today_label);
  if (screening.earliest) {
    const std::string earliest = earliest_in_words(screening);
    if (too_early(screening)) {
      page.paragraph(fmt::format("The appointment is too early: {}.", earliest), 0, Look::strong);
    } else {
      today += ", " + earliest;
    }
  }
  page.paragraph(today);
  const std::vector<std::string> again = asked_again(result);
  if (!again.empty()) {
    page.paragraph(fmt::format("These answers are of {}. Asked again at the appointment: {}.",
                               in_words(screening.days.as_of), fmt::join(again, ", ")));
  }
}

// The undated conditions of the headline's deferrals.
void add_waits(const Result& result, Page& page) {
  const Screening& screening = result.screening;
  if (!later(result, screening.headline)) return;
  const std::string_view word = screening.earliest ? "Also waits for" : "Waits for";
  for (const Reason& reason : screening.reasons) {
    const Rule& rule = result.rules.rules[reason.rule];
    if (rule.verdict != screening.headline.at_least) continue;
    const std::string wait = waits_for(result.rules, reason);
    if (!wait.empty()) page.item(fmt::format("{}: {} [{}]", word, wait, rule.id.text), 0);
  }
  for (const std::uint16_t question : screening.undated) {
    const Question& asked = result.rules.questions[question];
    page.item(
        fmt::format("A date depends on the answer to: {} [{}]", question_of(asked), asked.id.text),
        0);
  }
}

void add_unsettled(const Result& result, Page& page) {
  const Headline& headline = result.screening.headline;
  if (headline.settled) return;
  if (headline.incomplete) {
    page.paragraph(
        fmt::format("The verdict depends on {}. A blank is not a no, so there is no go-ahead yet.",
                    counted(result.screening.open.size(), "open question")));
  } else if (headline.at_most == headline.at_least) {
    page.paragraph("Open questions could still make the date later.");
  } else {
    page.paragraph(fmt::format("Open questions could still change it to: {}",
                               result.rules.verdicts[headline.at_most].label.text));
  }
}

void add_headline(const Result& result, std::string_view ref, Page& page) {
  if (has_later_appointment(result.screening)) {
    add_verdict_on_appointment(result, page);
  } else {
    add_verdict_today(result, page);
  }
  add_waits(result, page);
  add_unsettled(result, page);
  if (result.decision) page.paragraph(in_words(result.rules, *result.decision));

  const RuleSet& rules = result.rules;
  const Days& days = result.screening.days;
  std::string screened = "Screened " + in_words(days.as_of);
  if (days.appointment == days.as_of) {
    screened += ", the day of the appointment";
    if (result.appointment_time) screened += " at " + to_string(*result.appointment_time);
  } else if (days.appointment) {
    screened += ", appointment " + appointment_in_words(result);
  }
  page.blank();
  page.paragraph(fmt::format("{} {}, {}. {}.", rules.title.text, version_in_words(rules),
                             in_words(rules.review), screened));
  if (!ref.empty()) page.paragraph(fmt::format("Chart reference: {}", printable(ref)));
}

// Whether a day's verdict has reasons or open questions other than today's.
bool says_more(const Screening& screening, const Outlook& outlook) {
  const bool same_reasons =
      std::equal(outlook.rules.begin(), outlook.rules.end(), screening.reasons.begin(),
                 screening.reasons.end(),
                 [](std::uint32_t rule, const Reason& reason) { return rule == reason.rule; });
  const bool same_open = std::equal(
      outlook.open.begin(), outlook.open.end(), screening.open.begin(), screening.open.end(),
      [](std::uint16_t question, const OpenQuestion& open) { return question == open.question; });
  return !same_reasons || !same_open;
}

void add_outlooks(const Result& result, Page& page) {
  const Outlook& then = result.screening.then;
  const bool said =
      has_later_appointment(result.screening) && result.screening.on_appointment.on == then.on;
  if (then.given && !said) add_outlook(result, then, "On", page);
}

void add_end(const RuleSet& rules, Page& page) {
  page.heading("Intended use");
  page.paragraph(rules.intended_use, 2);
  page.paragraph(fmt::format("Rules: {} {}", rules.id.text, rules.version.text), 2);
  page.paragraph(rules.digest, 2, Look::quiet);
  for (const std::string& base : bases_in_words(rules)) page.paragraph(base, 2, Look::quiet);
  page.blank();
  page.paragraph("A practitioner decides. candor lists recorded reasons; it clears no one.");
}

}  // namespace

std::string render_text(const Result& result, const TextStyle& style, std::string_view ref) {
  const Screening& screening = result.screening;
  Page page(style.width, style.color);
  add_headline(result, ref, page);
  if (has_later_appointment(screening) && says_more(screening, screening.on_appointment)) {
    add_outlook(result, screening.on_appointment, "At the appointment,", page);
  }
  if (!screening.headline.settled) add_open(result, page);
  add_reasons(result, page);
  add_outlooks(result, page);
  add_not_used(result, page);
  add_not_asked(result, page);
  add_care(result, page);
  add_sources(result, page);
  add_end(result.rules, page);
  return page.text();
}

}  // namespace candor
