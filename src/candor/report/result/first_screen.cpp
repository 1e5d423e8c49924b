// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/first_screen.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/text.h"
#include "candor/report/result/text_sections.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

constexpr std::size_t usual_width = 80;
constexpr std::size_t label_width = 4;  // of "Why", "Next" and "Open"
constexpr std::size_t line_width = usual_width - 2 - label_width - 2;
constexpr std::size_t longest_on_a_line = 60;  // of what a rule set may call itself

// The beginning of a text, in whole words, where it is longer than a line of that width.
std::string cut(std::string_view text, std::size_t width) {
  constexpr std::string_view dots = " ...";
  std::vector<std::string> lines = wrap(text, width);
  if (lines.empty()) return {};
  if (lines.size() == 1) return std::move(lines[0]);
  return wrap(text, width - dots.size())[0].append(dots);
}

std::string cut_name(std::string_view name, std::size_t longest) {
  return longest < name.size() ? cut(name, longest) : std::string(name);
}

std::string label_of(const Result& result, const Headline& headline, std::size_t longest) {
  return cut_name(verdict_label(result.rules, headline), longest);
}

bool is_later(const Result& result, const Headline& headline) {
  return proceeds(result.rules, headline) == Proceed::later;
}

std::string line_of(const Result& result, std::size_t longest) {
  const Screening& screening = result.screening;
  if (has_later_appointment(screening)) {
    return fmt::format("At the appointment, {}: {}", in_words(screening.on_appointment.on),
                       label_of(result, screening.on_appointment.headline, longest));
  }
  std::string text = label_of(result, screening.headline, longest);
  if (screening.earliest) {
    text += ": " + earliest_in_words(screening);
  } else if (is_later(result, screening.headline)) {
    text += ": no date can be given";
  }
  return text;
}

std::string unsettled(const Result& result, std::size_t longest) {
  const Headline& headline = result.screening.headline;
  if (headline.settled) return {};
  if (headline.incomplete) {
    return fmt::format("The verdict depends on {}. A blank is not a no: nothing goes ahead yet.",
                       counted(result.screening.open.size(), "open question"));
  }
  if (headline.at_most == headline.at_least)
    return "Open questions could still make the date later.";
  return fmt::format("Open questions could still change it to: {}",
                     cut_name(result.rules.verdicts[headline.at_most].label, longest));
}

// An appointment that is too early, today's verdict beside the appointment's, what is unsettled.
void add_beside(const Result& result, std::size_t longest, FirstScreen& out) {
  const Screening& screening = result.screening;
  const auto add = [&](std::string text, Look look = Look::plain) {
    if (!text.empty()) out.beside.push_back({std::move(text), look});
  };
  if (has_later_appointment(screening)) {
    std::string today = fmt::format("Screened {}: {}", in_words(screening.days.as_of),
                                    label_of(result, screening.headline, longest));
    if (too_early(screening)) {
      add(fmt::format("The appointment is too early: {}.", earliest_in_words(screening)),
          Look::strong);
    } else if (screening.earliest) {
      today += ", " + earliest_in_words(screening);
    }
    add(std::move(today));
  } else if (too_early(screening)) {
    add("Today's appointment is too early.", Look::strong);
  }
  add(unsettled(result, longest));
}

// Whose rules these are, and who decides.
void add_authority(const Result& result, std::string_view ref, std::size_t longest,
                   FirstScreen& out) {
  const RuleSet& rules = result.rules;
  const Days& days = result.screening.days;
  std::string screened = "Screened " + in_words(days.as_of);
  if (days.appointment == days.as_of) {
    screened += ", the day of the appointment";
    if (result.appointment_time) screened += " at " + to_string(*result.appointment_time);
  } else if (days.appointment) {
    screened += ", appointment " + appointment_in_words(result);
  }
  const std::size_t longest_review = longest > longest_on_a_line ? longest : 2 * longest;
  out.authority.push_back(fmt::format("{} {}, {}. {}.", cut_name(rules.title, longest),
                                      cut_name(version_in_words(rules), longest),
                                      cut_name(in_words(rules.review), longest_review), screened));
  if (!ref.empty()) out.authority.push_back(fmt::format("Chart reference: {}", printable(ref)));
  out.authority.emplace_back(
      "A practitioner decides. candor lists recorded reasons; it clears no one.");
}

// The rules that apply on that day.
std::vector<std::uint32_t> shown_rules(const Result& result) {
  if (has_later_appointment(result.screening)) return result.screening.on_appointment.rules;
  std::vector<std::uint32_t> rules;
  for (const Reason& reason : result.screening.reasons) rules.push_back(reason.rule);
  return rules;
}

// Until when a rule defers, unless the verdict says that day.
std::optional<Date> deferred_until(const Screening& screening, std::uint32_t rule) {
  for (const Reason& reason : screening.reasons) {
    if (reason.rule == rule && reason.earliest != screening.earliest) return reason.earliest;
  }
  return std::nullopt;
}

std::vector<FirstScreen::Entry> reasons_of(const Result& result) {
  const Headline& headline = *headline_shown(result.screening).headline;
  std::vector<FirstScreen::Entry> entries;
  for (const std::uint32_t index : shown_rules(result)) {
    const Rule& rule = result.rules.rules[index];
    std::string text;
    if (headline.incomplete || rule.verdict != headline.at_least)
      text = fmt::format("{}: ", result.rules.verdicts[rule.verdict].label.text);
    if (const auto until = deferred_until(result.screening, index))
      text += fmt::format("{} {}: ", text.empty() ? "Until" : "until", in_words(*until));
    entries.push_back({text + sentence(rule.because.text), index});
  }
  if (entries.empty()) {
    entries.push_back({headline.incomplete ? "No rule applies to the answers so far."
                                           : "No rule in this rule set applies to these answers.",
                       std::nullopt});
  }
  return entries;
}

// What the days call for.
void add_next_days(const Result& result, std::vector<std::string>& entries) {
  const Screening& screening = result.screening;
  const auto waits = [&](const Outlook& outlook) {
    for (const std::uint32_t index : outlook.waits) {
      const Rule& rule = result.rules.rules[index];
      entries.push_back(
          fmt::format("Only if: {} [{}]", sentence(rule.waits_for.text), rule.id.text));
    }
  };
  std::vector<std::string> to_confirm;
  std::vector<std::string> to_date;
  for (const std::size_t question : not_confirmed(result)) {
    (result.needs_day(question) ? to_date : to_confirm)
        .push_back(name_of(result.rules.questions[question]));
  }
  if (!to_date.empty())
    entries.push_back(fmt::format("Ask for the day: {}.", fmt::join(to_date, ", ")));
  if (!to_confirm.empty())
    entries.push_back(
        fmt::format("Confirm what was answered before: {}.", fmt::join(to_confirm, ", ")));
  if (screening.headline.incomplete) entries.emplace_back("Find out what is open.");
  if (too_early(screening)) {
    entries.push_back(fmt::format("Move the appointment: {}.", earliest_in_words(screening)));
  } else if (has_later_appointment(screening)) {
    waits(screening.on_appointment);
    const std::vector<std::string> again = asked_again(result);
    if (!again.empty())
      entries.push_back(fmt::format("Ask again at the appointment: {}.", fmt::join(again, ", ")));
    return;
  } else if (screening.earliest) {
    entries.push_back(fmt::format("No appointment before {}.", in_words(*screening.earliest)));
  }
  if (!screening.then.given) return;
  entries.push_back(fmt::format("On {}, if nothing else changes: {}", in_words(screening.then.on),
                                verdict_label(result.rules, screening.then.headline)));
  waits(screening.then);
}

// What the deferrals wait for beside a date, and the answers that a date depends on.
void add_next_waits(const Result& result, std::vector<std::string>& entries) {
  const Screening& screening = result.screening;
  if (!is_later(result, screening.headline)) return;
  const std::string_view word = screening.earliest ? "Also waits for" : "Waits for";
  for (const Reason& reason : screening.reasons) {
    const Rule& rule = result.rules.rules[reason.rule];
    if (rule.verdict != screening.headline.at_least) continue;
    const std::string wait = waits_for(result.rules, reason);
    if (!wait.empty()) entries.push_back(fmt::format("{}: {} [{}]", word, wait, rule.id.text));
  }
  for (const std::uint16_t index : screening.undated) {
    const Question& question = result.rules.questions[index];
    entries.push_back(fmt::format("A date depends on the answer to: {} [{}]", question_of(question),
                                  question.id.text));
  }
}

// The advice of a rule alone may not say what it is about, so the rule's id does.
void add_next_advice(const Result& result, std::vector<std::string>& entries) {
  const std::vector<std::uint32_t> rules = shown_rules(result);
  for (const std::uint32_t index : rules) {
    const Rule& rule = result.rules.rules[index];
    const bool in_person = rule.client.told_in_person;
    if (rule.advice.empty() && !in_person) continue;
    std::string text = rule.advice.empty() ? "tell the client." : sentence(rule.advice.text);
    if (rules.size() > 1 || in_person)
      text = fmt::format("{}{}: {}", rule.id.text, in_person ? ", in person" : "", text);
    entries.push_back(std::move(text));
  }
}

std::vector<std::string> next_of(const Result& result) {
  std::vector<std::string> entries;
  add_next_days(result, entries);
  add_next_waits(result, entries);
  add_next_advice(result, entries);
  if (!entries.empty()) return entries;
  const bool now =
      proceeds(result.rules, *headline_shown(result.screening).headline) == Proceed::now;
  entries.emplace_back(now ? "Decide, and give the client the care instructions."
                           : "Do not treat now.");
  return entries;
}

// The open questions, the most serious first.
std::vector<std::uint16_t> open_questions(const Result& result) {
  const Screening& screening = result.screening;
  std::vector<OpenQuestion> open;
  if (!screening.headline.settled) open = screening.open;
  std::stable_sort(open.begin(), open.end(), [](const OpenQuestion& a, const OpenQuestion& b) {
    return a.could_become > b.could_become;
  });
  std::vector<std::uint16_t> questions;
  questions.reserve(open.size());
  for (const OpenQuestion& question : open) questions.push_back(question.question);
  if (has_later_appointment(screening) && !screening.on_appointment.headline.settled) {
    for (const std::uint16_t question : screening.on_appointment.open) {
      if (std::find(questions.begin(), questions.end(), question) == questions.end())
        questions.push_back(question);
    }
  }
  return questions;
}

// As many names as fit into so many lines, at least one.
std::string names_in(std::size_t lines, const std::vector<std::string>& names) {
  std::string text, joined;
  for (std::size_t i = 0; i < names.size(); ++i) {
    joined += (i == 0 ? "" : ", ") + cut(names[i], longest_on_a_line);
    const std::size_t left = names.size() - i - 1;
    std::string longer = left > 0 ? fmt::format("{} and {} more", joined, left) : joined;
    if (i == 0 || wrap(longer, line_width).size() <= lines) text = std::move(longer);
    if (wrap(joined, line_width).size() > lines) break;
  }
  return text;
}

// One line each, as many as fit. Those that are longer are cut, unless there are lines to spare.
std::vector<Paragraph> lines_in(std::size_t lines, const std::vector<std::string>& entries,
                                std::size_t& spare) {
  std::vector<Paragraph> text;
  const bool all = entries.size() <= lines;
  for (std::size_t i = 0; i < (all ? entries.size() : lines - 1); ++i) {
    const std::size_t more = std::max<std::size_t>(wrap(entries[i], line_width).size(), 1) - 1;
    const bool whole = more <= spare;
    if (whole) spare -= more;
    text.push_back({whole ? entries[i] : cut(entries[i], line_width)});
  }
  if (!all) text.push_back({fmt::format("and {} more", entries.size() - text.size())});
  return text;
}

std::size_t lines_of(const Page& page) {
  const std::string text = page.text();
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// How many lines each row gets: the longest gives way until all fit.
std::array<std::size_t, 3> share(std::array<std::size_t, 3> wanted, std::size_t lines) {
  while (wanted[0] + wanted[1] + wanted[2] > lines) {
    // Of two that are as long, what to do gives way to the reasons.
    std::size_t longest = 1;
    for (const std::size_t row : {2U, 0U}) {
      if (wanted[row] > wanted[longest]) longest = row;
    }
    if (wanted[longest] <= 1) break;
    --wanted[longest];
  }
  return wanted;
}

}  // namespace

std::string verdict_line(const Result& result) { return line_of(result, longest_on_a_line); }

// A verdict that still depends on an undated condition is not a go-ahead yet.
Look verdict_look(const Result& result) {
  if (!has_later_appointment(result.screening))
    return look_of(result.rules, result.screening.headline);
  const Outlook& outlook = result.screening.on_appointment;
  return outlook.waits.empty() ? look_of(result.rules, outlook.headline) : Look::wait;
}

std::string unsettled_in_words(const Result& result) {
  return unsettled(result, longest_on_a_line);
}

FirstScreen first_screen(const Result& result, std::string_view ref, std::size_t longest_name) {
  FirstScreen out{.line = line_of(result, longest_name), .look = verdict_look(result)};
  add_beside(result, longest_name, out);
  if (result.decision) out.decision = in_words(result.rules, *result.decision);
  out.reasons = reasons_of(result);
  out.next = next_of(result);
  out.open = open_questions(result);
  add_authority(result, ref, longest_name, out);
  return out;
}

void add_first_screen(const Result& result, std::string_view ref, Page& page) {
  constexpr std::size_t most_open = 4;  // lines
  const FirstScreen screen = first_screen(result, ref, longest_on_a_line);
  const auto head = [&](Page& to) {
    to.paragraph(screen.line, 0, screen.look);
    for (const FirstScreen::Sentence& beside : screen.beside)
      to.paragraph(beside.text, 0, beside.look);
    // What fits into two lines. The rest is with the reasons.
    if (!screen.decision.empty())
      to.paragraph(cut(screen.decision, most_of_decision), 0, Look::strong);
    to.blank();
  };
  const auto foot = [&](Page& to) {
    to.blank();
    for (const std::string& line : screen.authority) to.paragraph(line);
  };
  Page usual(usual_width, false);
  head(usual);
  usual.paragraph("Why");  // ends the blank line
  foot(usual);
  const std::size_t room = first_screen_lines - std::min(first_screen_lines, lines_of(usual) - 1);
  std::vector<std::string> why, open;
  for (const FirstScreen::Entry& reason : screen.reasons) why.push_back(reason.text);
  for (const std::uint16_t question : screen.open)
    open.push_back(name_of(result.rules.questions[question]));
  const std::size_t open_lines = wrap(names_in(most_open, open), line_width).size();
  const auto [why_lines, next_lines, named_lines] =
      share({why.size(), screen.next.size(), open_lines}, room);
  const std::size_t used = why_lines + next_lines + named_lines;
  std::size_t spare = room - std::min(room, used);
  const std::vector<Paragraph> next_text = lines_in(next_lines, screen.next, spare);
  const std::vector<Paragraph> why_text = lines_in(why_lines, why, spare);

  head(page);
  page.row({"Why"}, label_width, why_text);
  page.row({"Next"}, label_width, next_text);
  if (!open.empty()) page.row({"Open"}, label_width, {{names_in(named_lines, open)}});
  foot(page);
}

}  // namespace candor
