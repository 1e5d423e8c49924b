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

// Whether a day's verdict has reasons, conditions or open questions other than today's.
bool says_more(const Screening& screening, const Outlook& outlook) {
  const bool same_reasons =
      std::equal(outlook.rules.begin(), outlook.rules.end(), screening.reasons.begin(),
                 screening.reasons.end(),
                 [](std::uint32_t rule, const Reason& reason) { return rule == reason.rule; });
  const bool same_open = std::equal(
      outlook.open.begin(), outlook.open.end(), screening.open.begin(), screening.open.end(),
      [](std::uint16_t question, const OpenQuestion& open) { return question == open.question; });
  return !same_reasons || !same_open || !outlook.waits.empty();
}

void add_outlooks(const Result& result, Page& page) {
  const Outlook& then = result.screening.then;
  const bool said =
      has_later_appointment(result.screening) && result.screening.on_appointment.on == then.on;
  if (then.given && !said) add_outlook(result, then, "On", page);
}

void add_asked_again(const Result& result, Page& page) {
  const std::vector<std::string> again = asked_again(result);
  if (again.empty()) return;
  page.heading("Asked again at the appointment");
  page.paragraph(fmt::format("These answers are of {}: {}.", in_words(result.screening.days.as_of),
                             fmt::join(again, ", ")),
                 2);
}

void add_whole_decision(const Result& result, Page& page) {
  if (!result.decision) return;
  const std::string words = in_words(result.rules, *result.decision);
  if (display_width(words) <= most_of_decision) return;
  page.heading("Decision");
  page.paragraph(words, 2);
}

void add_why(const Result& result, Page& page) {
  const Screening& screening = result.screening;
  add_changes_since(result, page);
  if (!screening.headline.settled) add_open(result, page);
  add_undated(result, page);
  add_whole_decision(result, page);
  add_reasons(result, page);
  if (has_later_appointment(screening)) {
    if (says_more(screening, screening.on_appointment))
      add_outlook(result, screening.on_appointment, "At the appointment,", page);
    add_asked_again(result, page);
  }
  add_outlooks(result, page);
  if (result.validity) {
    page.heading("How long this holds");
    page.paragraph(validity_in_words(result), 2);
  }
  add_not_used(result, page);
  add_not_asked(result, page);
}

void add_rule_set(const RuleSet& rules, Page& page) {
  page.heading("Intended use");
  page.paragraph(rules.intended_use, 2);
  page.paragraph(fmt::format("Rules: {} {}", rules.id.text, rules.version.text), 2);
  page.paragraph(rules.digest, 2, Look::quiet);
  for (const std::string& base : bases_in_words(rules)) page.paragraph(base, 2, Look::quiet);
}

}  // namespace

std::string render_part(const Result& result, TextPart part, const TextStyle& style,
                        std::string_view ref) {
  Page page(style.width, style.color);
  switch (part) {
    case TextPart::first_screen: add_first_screen(result, ref, page); return page.text();
    case TextPart::why: add_why(result, page); break;
    case TextPart::care: add_care(result, page); break;
    case TextPart::sources:
      add_sources(result, page);
      add_rule_set(result.rules, page);
      break;
    case TextPart::plan: add_plan(result, page); break;
  }
  const std::string text = page.text();
  return text.empty() ? text : '\n' + text;
}

std::string render_text(const Result& result, const TextStyle& style, std::string_view ref) {
  std::string text;
  for (const TextPart part :
       {TextPart::first_screen, TextPart::why, TextPart::care, TextPart::sources, TextPart::plan}) {
    text += render_part(result, part, style, ref);
  }
  return text;
}

}  // namespace candor
