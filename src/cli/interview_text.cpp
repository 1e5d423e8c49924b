// SPDX-License-Identifier: Apache-2.0
#include "cli/interview_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/interview/reply.h"
#include "candor/report/layout/terminal_layout.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/why_asked.h"

namespace candor::cli {
namespace {

Page page_of(const TextStyle& style) { return Page(style.width, style.color); }

std::string_view part_of(const Question& question) noexcept {
  return question.by == AnsweredBy::practitioner ? "For the practitioner. " : "";
}

std::string progress_of(const Interview& interview, std::size_t question) {
  const RuleSet& rules = interview.rules();
  const auto& section = rules.questions[question].section;
  const Interview::Position position = interview.position(question);
  return fmt::format("{}{} {} of about {}", part_of(rules.questions[question]),
                     section ? rules.sections[*section].title.text + ':' : "Question",
                     position.number, position.total);
}

// The keys that every question accepts, broken into lines only between keys.
void add_keys(const TextStyle& style, Page& page) {
  constexpr std::size_t indent = 2;
  std::string line;
  for (const std::string_view key : {"? help,", "< back,", "= list,", "- not known,", "! finish"}) {
    if (indent + line.size() + 1 + key.size() > style.width) {
      page.paragraph(line, indent, Look::quiet);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(key);
  }
  page.paragraph(line, indent, Look::quiet);
}

void add_choices(const Question& question, Page& page) {
  if (question.traits().is_yes_no) {
    page.item("1 Yes", 2);
    page.item("2 No", 2);
  }
  if (question.traits().takes_several) page.item("0 None of these", 2);
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    page.item(fmt::format("{} {}", i + 1, question.choices[i].label.text), 2);
  }
  if (question.traits().takes_several && question.choices.size() > 1) {
    page.paragraph("Choose all that apply, for example 1, 2.", 2, Look::quiet);
  }
}

bool is_open_ended(const Question& question) {
  return !question.traits().has_choices && !question.traits().is_yes_no;
}

// "Enter leaves it blank: ..." for questions that may be left blank.
std::string blank_hint(const Question& question) {
  if (question.if_blank.kind == IfBlank::Kind::open) return "";
  return fmt::format("Enter leaves it blank: {}.", in_words(question, question.if_blank));
}

// The answer as a review shows it, and whether to highlight it.
struct Entry {
  std::string text = {};
  bool marked = false;
};

Entry entry_of(const Interview& interview, std::size_t question) {
  const Question& asked = interview.rules().questions[question];
  const Answer& answer = interview.answer(question);
  if (answer.state == Answer::State::not_reached) return {"NOT ASKED", true};
  if (!answer.given()) {
    const bool open = asked.if_blank.kind == IfBlank::Kind::open;
    return {open ? "NOT KNOWN" : "Left blank", open};
  }
  const std::string text = answer_of(asked, answer, interview.days().as_of);
  if (interview.span_left_open(question) != nullptr) return {text + ". THE DAY IS NEEDED", true};
  if (interview.unconfirmed(question)) return {text + ". NOT CONFIRMED", true};
  return {text};
}

void add_not_applying(const Interview& interview, bool contradicts, std::string_view heading,
                      Page& page) {
  const std::vector<Question>& questions = interview.rules().questions;
  bool headed = false;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (interview.applies(q) || !interview.answer(q).given()) continue;
    if (interview.contradicts(q) != contradicts) continue;
    if (!headed) page.heading(heading);
    headed = true;
    const std::string answer = answer_of(questions[q], interview.answer(q), interview.days().as_of);
    page.item(fmt::format("{} {}", question_of(questions[q]), sentence(answer)), 2);
  }
}

// Without `all`, leaves out the questions that the pace did not ask; the numbers stay.
void add_answers(const Interview& interview, bool all, Page& page) {
  const RuleSet& rules = interview.rules();
  const Question* last = nullptr;
  std::size_t number = 0;
  for (const std::size_t q : interview.applying()) {
    ++number;
    const bool not_needed = !interview.reached(q) && !interview.wanted(q);
    if (!all && not_needed) continue;
    const Question& question = rules.questions[q];
    if (!last || question.section != last->section || question.by != last->by) {
      page.heading(fmt::format("{}{}", part_of(question),
                               question.section ? rules.sections[*question.section].title.text
                                                : std::string("Questions")));
    }
    last = &question;
    const Entry entry = entry_of(interview, q);
    page.item(fmt::format("{}{} {} {}", entry.marked ? "? " : "", number, question_of(question),
                          sentence(entry.text)),
              entry.marked ? 0 : 2, entry.marked ? Look::wait : Look::plain);
  }
  add_not_applying(interview, false, "Set aside, because the other answers make these not apply",
                   page);
  add_not_applying(interview, true, "These contradict the other answers: find out which is wrong",
                   page);
}

// `Treatment 3, Sun 2`: how many of the questions are in each section.
std::string by_section(const RuleSet& rules, const std::vector<std::size_t>& questions) {
  std::map<std::optional<std::size_t>, std::size_t> counts;
  for (const std::size_t q : questions) ++counts[rules.questions[q].section];
  std::string out;
  for (const auto& [section, count] : counts) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ",
                       section ? rules.sections[*section].title.text : "other questions", count);
  }
  return out;
}

// The questions that were not asked, and what that means for the result.
void add_left(const Interview& interview, const std::vector<std::size_t>& left, Page& page) {
  const RuleSet& rules = interview.rules();
  const bool one = left.size() == 1;
  const auto relevant = [&](std::size_t q) { return interview.relevant(q); };
  std::string_view meaning = one ? "It stays open." : "They stay open.";
  if (std::none_of(left.begin(), left.end(), relevant)) {
    meaning = one ? "Its answer cannot change the verdict or the earliest day."
                  : "Their answers cannot change the verdict or the earliest day.";
  } else if (interview.stopped()) {
    meaning = "An answer could still make the verdict stricter or the day later.";
  }
  page.paragraph(fmt::format("{} {} not asked. {}", counted(left.size(), "question"),
                             one ? "was" : "were", meaning));
  std::vector<std::size_t> unlisted;
  for (const std::size_t q : left) {
    if (!interview.wanted(q)) unlisted.push_back(q);
  }
  constexpr std::size_t most_named = 6;
  if (unlisted.size() > most_named) {
    page.item(by_section(rules, unlisted) + '.', 2);
    return;
  }
  for (const std::size_t q : unlisted) page.item(question_of(rules.questions[q]), 2);
}

std::string answered_before(const Interview& interview, std::size_t question) {
  const std::string answer = sentence(answer_of(
      interview.rules().questions[question], interview.answer(question), interview.days().as_of));
  if (!interview.unconfirmed(question)) return fmt::format("Answered: {} Enter keeps it.", answer);
  const std::optional<Date> day = interview.answered_on(question);
  const std::string then =
      fmt::format("Answered {}: {}", day ? "on " + in_words(*day) : "on another day", answer);
  if (!interview.contradicts(question)) return then + " Enter confirms it.";
  return then +
         " By today's answers this question does not apply: one of the two is wrong. Enter "
         "confirms this answer, - takes it back.";
}

}  // namespace

std::string interview_opening(const Interview& interview, const TextStyle& style) {
  const RuleSet& rules = interview.rules();
  const Days& days = interview.days();
  Page page = page_of(style);
  page.paragraph(
      fmt::format("{} {}, {}.", rules.title.text, version_in_words(rules), in_words(rules.review)));
  page.paragraph(fmt::format(
      "Screening on {}{}. A practitioner decides; candor clears no one.", in_words(days.as_of),
      days.appointment ? ", appointment " + in_words(*days.appointment) : std::string()));
  switch (interview.pace()) {
    case Pace::full: break;
    case Pace::quick:
      page.paragraph(
          "Quick interview: only what can still change the verdict or the earliest day is asked.");
      break;
    case Pace::triage: page.paragraph("Triage: stops at the first reason not to treat now."); break;
  }
  return page.text();
}

std::string question_page(const Interview& interview, std::size_t question, bool keys,
                          const TextStyle& style) {
  const Question& asked = interview.rules().questions[question];
  Page page = page_of(style);
  page.paragraph(progress_of(interview, question), 0, Look::strong);
  page.paragraph(asked.ask);
  add_choices(asked, page);
  if (is_open_ended(asked)) {
    page.paragraph(how_to_reply(asked, interview.days().as_of), 2, Look::quiet);
  }
  if (const SpanLeftOpen* span = interview.span_left_open(question)) {
    page.item(
        capitalized(sentence(why_day_is_asked(span->fault, interview.answer(question), span->on))),
        2);
  } else if (interview.reached(question)) {
    page.item(answered_before(interview, question), 2);
  } else {
    page.paragraph(blank_hint(asked), 2, Look::quiet);
  }
  if (keys) add_keys(style, page);
  return page.text();
}

std::string help_page(const Interview& interview, std::size_t question, const TextStyle& style) {
  const RuleSet& rules = interview.rules();
  const Question& asked = rules.questions[question];
  const WhyAsked why = why_asked(rules, question);
  Page page = page_of(style);
  page.paragraph(asked.ask, 0, Look::strong);
  page.paragraph(asked.help, 2);
  page.paragraph("To reply: " + how_to_reply(asked, interview.days().as_of), 2);
  page.paragraph(fmt::format("- means not known: {}.", in_words(asked, asked.if_blank)), 2);
  page.paragraph(why.because, 2);
  page.heading("Why this is asked: what an answer can lead to");
  for (const std::string& use : why.uses) page.item(use, 2);
  if (why.uses.empty()) page.paragraph("No rule or advice uses it.", 2);
  if (!why.sources.empty()) page.heading("Sources");
  for (const std::string& source : why.sources) page.item(source, 2);
  page.heading("At every question");
  for (const std::string_view key :
       {"? this help", "< back to the previous question",
        "= all questions and answers; =7 goes to question 7", "- not known",
        "! the review, then the result with the answers so far",
        "Ctrl-C leaves; it asks first whether to save, unless `--save` does"}) {
    page.item(key, 2);
  }
  return page.text();
}

std::string remark(std::string_view text, const TextStyle& style) {
  Page page = page_of(style);
  page.item(text, 2);
  return page.text();
}

std::string refusal_text(const Refusal& refusal, const TextStyle& style) {
  return remark(in_words(refusal), style);
}

std::string answer_echo(const Interview& interview, std::size_t question, const TextStyle& style) {
  return remark(sentence(answer_of(interview.rules().questions[question],
                                   interview.answer(question), interview.days().as_of)),
                style);
}

std::string change_page(const Interview& interview, const Interview::Change& change,
                        const TextStyle& style) {
  const RuleSet& rules = interview.rules();
  Page page = page_of(style);
  for (const std::size_t q : change.set_aside) {
    page.item(fmt::format("No longer applies, so its answer is set aside: {}",
                          question_of(rules.questions[q])),
              2);
  }
  for (const std::size_t q : change.returned) {
    page.item(fmt::format("Applies again, so its answer is to be confirmed: {}",
                          question_of(rules.questions[q])),
              2);
  }
  return page.text();
}

std::string answers_page(const Interview& interview, const TextStyle& style) {
  Page page = page_of(style);
  add_answers(interview, true, page);
  return page.text();
}

std::string review_page(const Interview& interview, const TextStyle& style) {
  Page page = page_of(style);
  page.heading("Review");
  add_answers(interview, false, page);
  const std::vector<std::size_t> left = interview.left();
  const Answers& answers = interview.answers();
  std::size_t unknown = 0;
  for (const std::size_t q : interview.applying()) {
    const bool open = interview.rules().questions[q].if_blank.kind == IfBlank::Kind::open;
    if (open && answers[q].state == Answer::State::blank) ++unknown;
  }
  if (unknown > 0) {
    page.blank();
    page.paragraph(fmt::format("{} not known. A blank is not a no: {} rules stay open.",
                               counted(unknown, "answer") + (unknown == 1 ? " is" : " are"),
                               unknown == 1 ? "its" : "their"));
  }
  if (left.empty()) return page.text();
  page.blank();
  add_left(interview, left, page);
  return page.text();
}

}  // namespace candor::cli
