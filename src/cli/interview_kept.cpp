// SPDX-License-Identifier: Apache-2.0
// The pages of an interview about answers that were kept before.
#include <fmt/format.h>

#include "candor/report/layout/words.h"
#include "candor/report/result/changes_in_words.h"
#include "cli/interview_text.h"

namespace candor::cli {
namespace {

std::string title_of(const RuleSet& rules, std::optional<std::size_t> section) {
  return section ? rules.sections[*section].title.text : std::string("Questions");
}

}  // namespace

std::string holding_page(const Interview& interview, const Revisit& revisit,
                         const TextStyle& style) {
  const RuleSet& rules = interview.rules();
  Page page(style.width, style.color);
  page.blank();
  page.paragraph(in_words(revisit.previous));
  const std::vector<std::size_t> holding = still_holding(interview);
  page.heading("Still holds");
  if (holding.empty()) page.item("Nothing.", 2);
  std::optional<std::optional<std::size_t>> last;
  for (const std::size_t q : holding) {
    const Question& question = rules.questions[q];
    if (last != question.section) page.item(title_of(rules, question.section), 2, Look::strong);
    last = question.section;
    const std::optional<Date> day = interview.answered_on(q);
    page.item(fmt::format("{} {} ({})", question_of(question),
                          sentence(answer_in_words(question, interview.answers()[q])),
                          day ? in_words(*day) : std::string("day not known")),
              4);
  }
  page.blank();
  page.paragraph("Everything else is asked again. = lists it all, with a number to change.");
  return page.text();
}

std::string read_back_page(const Interview& interview, const ReadBack& section,
                           const TextStyle& style) {
  const RuleSet& rules = interview.rules();
  Page page(style.width, style.color);
  page.paragraph(title_of(rules, section.section), 0, Look::strong);
  std::size_t number = 0;
  for (const std::size_t q : section.questions) {
    const Question& question = rules.questions[q];
    page.item(
        fmt::format("{} {} {}", ++number, question_of(question),
                    sentence(answer_of(question, interview.answer(q), interview.days().as_of))),
        2);
  }
  page.paragraph("Enter if all are right, a number if that one is wrong, - to leave these open.", 2,
                 Look::quiet);
  return page.text();
}

}  // namespace candor::cli
