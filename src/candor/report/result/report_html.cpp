// SPDX-License-Identifier: Apache-2.0
// The practitioner's report: the content of the text result, as a page for the chart.

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_html.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/pages.h"

namespace candor {
namespace {

std::string_view label_of(const RuleSet& rules, std::size_t verdict) {
  return rules.verdicts[verdict].label;
}

void add_verdict(const Result& result, Html& html) {
  const Screening& screening = result.screening;
  const HeadlineShown headline = headline_shown(screening);
  const auto panel = html.open("section", {{"class", panel_class(result, headline)}});
  html.element("h1", {{"class", "word"}}, verdict_label(result.rules, *headline.headline));
  if (headline.on_appointment) {
    html.element("p", {{"class", "date"}},
                 "At the appointment, " + in_words(screening.on_appointment.on));
    html.element("p", {{"class", "lead"}},
                 fmt::format("Screened {}: {}", in_words(screening.days.as_of),
                             verdict_label(result.rules, screening.headline)));
  }
  if (screening.earliest) {
    html.element("p", {{"class", headline.on_appointment ? "lead" : "date"}},
                 fmt::format("{}{}.", too_early(screening) ? "The appointment is too early: " : "",
                             earliest_in_words(screening)));
  } else if (proceeds(result.rules, screening.headline) == Proceed::later) {
    html.element("p", {{"class", "date"}}, "No date can be given.");
  }
  if (!screening.headline.settled) {
    html.element(
        "p", {{"class", "lead"}},
        fmt::format("Not settled: from {} to {}, depending on the open questions. A blank is not "
                    "a no, so there is no go-ahead yet.",
                    label_of(result.rules, screening.headline.at_least),
                    label_of(result.rules, screening.headline.at_most)));
  }
  for (const std::uint32_t rule : screening.on_appointment.waits) {
    html.element("p", {{"class", "lead"}},
                 "Only if: " + sentence(result.rules.rules[rule].waits_for.text));
  }
  html.element("p", {{"class", "decides"}},
               "This is not a clearance. A practitioner decides; candor lists recorded reasons.");
}

void add_answer(const Result& result, std::size_t question, Html& html) {
  const Question& asked = result.rules.questions[question];
  add_fact(question_of(asked),
           sentence(answer_of(asked, result.answers[question], result.screening.days.as_of)), html);
}

void add_evidence(const RuleSet& rules, std::string_view id, const Evidence& evidence, Html& html) {
  add_sentence(in_words(evidence), html);
  const auto line = html.open("p", {{"class", "tag"}});
  html.element("code", id);
  if (evidence.strength == Strength::convention) html.text(" convention: no source is claimed");
  if (evidence.sources.empty()) return;
  html.text(" ");
  add_source_links(rules, evidence, html);
}

void add_reason(const Result& result, const Reason& reason, Html& html) {
  const Rule& rule = result.rules.rules[reason.rule];
  const auto item = html.open("article", {{"class", "item"}});
  html.element("h3", rule.because);
  html.element("p", {{"class", "tag"}}, label_of(result.rules, rule.verdict));
  {
    const auto answers = html.open("dl", {{"class", "facts"}});
    for (std::uint32_t i = 0; i < reason.questions; ++i) {
      add_answer(result, result.screening.reason_questions[reason.first_question + i], html);
    }
    if (reason.earliest) add_fact("Until", in_words(*reason.earliest), html);
    add_fact("Waits for", sentence(waits_for(result.rules, reason)), html);
    add_fact("Advice", sentence(rule.advice.text), html);
  }
  add_evidence(result.rules, rule.id, rule.evidence, html);
}

void add_reasons(const Result& result, Html& html) {
  html.element("h2", result.screening.headline.incomplete ? "What already applies" : "Why");
  if (result.screening.reasons.empty()) {
    html.element("p", "No rule in this rule set applies to these answers.");
  }
  for (const Reason& reason : result.screening.reasons) add_reason(result, reason, html);
}

void add_open(const Result& result, Html& html) {
  if (result.screening.open.empty()) return;
  html.element("h2", "Still open");
  html.element("p", "Each of these could still change the verdict.");
  const auto list = html.open("dl", {{"class", "facts"}});
  for (const OpenQuestion& open : result.screening.open) {
    add_fact(question_of(result.rules.questions[open.question]),
             fmt::format("Could become: {}", label_of(result.rules, open.could_become)), html);
  }
}

void add_outlook(const Result& result, const Outlook& outlook, std::string_view day, Html& html) {
  html.element("h2", fmt::format("{}{}, if nothing else changes", day, in_words(outlook.on)));
  html.element("p", {{"class", "date"}}, verdict_label(result.rules, outlook.headline));
  if (outlook.earliest) add_sentence("Not before " + in_words(*outlook.earliest), html);
  const auto list = html.open("ul");
  for (const std::uint32_t index : outlook.waits) {
    html.element("li", "Only if: " + sentence(result.rules.rules[index].waits_for.text));
  }
  for (const std::uint32_t index : outlook.rules) {
    const Rule& rule = result.rules.rules[index];
    const auto item = html.open("li");
    html.text(fmt::format("{}: {} {} ", label_of(result.rules, rule.verdict), rule.because.text,
                          sentence(rule.advice.text)));
    html.element("code", rule.id);
  }
  for (const std::uint16_t question : outlook.open) {
    html.element("li", "Open: " + question_of(result.rules.questions[question]));
  }
}

void add_outlooks(const Result& result, Html& html) {
  const Screening& screening = result.screening;
  const bool appointment = has_later_appointment(screening);
  if (appointment) add_outlook(result, screening.on_appointment, "At the appointment, ", html);
  const bool said = appointment && screening.on_appointment.on == screening.then.on;
  if (screening.then.given && !said) add_outlook(result, screening.then, "On ", html);
}

bool among(const std::vector<std::uint16_t>& questions, std::size_t question) {
  return std::find(questions.begin(), questions.end(), question) != questions.end();
}

void add_answers(const Result& result, Html& html) {
  html.element("h2", "Answers");
  const auto list = html.open("dl", {{"class", "facts answers"}});
  for (std::size_t q = 0; q < result.rules.questions.size(); ++q) {
    const Question& question = result.rules.questions[q];
    const Answer& answer = result.answers[q];
    if (!answer.given() && question.asked_if) continue;
    std::string text = answer.state == Answer::State::not_reached
                           ? std::string("Not asked.")
                           : sentence(answer_of(question, answer, result.screening.days.as_of));
    if (among(result.screening.not_used, q)) {
      text += " Not used: given the other answers, this question does not apply.";
    }
    add_fact(question_of(question), text, html);
  }
}

void add_sources(const Result& result, Html& html) {
  Citations citations(result.rules, result.screening.reasons);
  citations.add(result.screening.then);
  citations.add(result.screening.on_appointment);
  const std::vector<const Source*> sources = citations.sources();
  if (sources.empty()) return;
  html.element("h2", "Sources");
  const auto list = html.open("dl", {{"class", "facts sources"}});
  for (const Source* source : sources) {
    const auto row = html.open("div");
    html.element("dt", {{"id", anchor_id("source", source->id)}}, source->id);
    const auto text = html.open("dd");
    add_source(*source, html);
  }
}

void add_room(Html& html) {
  html.element("h2", "Notes");
  {
    const auto lines = html.open("div", {{"class", "lines"}});
    for (int i = 0; i < 6; ++i) html.element("span", {{"class", "pen"}}, "");
  }
  html.element("h2", "Decision and signatures");
  const auto room = html.open("div", {{"class", "signatures"}});
  for (const std::string_view label :
       {"Decision", "Date", "Practitioner: name and qualification", "Practitioner: signature",
        "Client: name", "Client: signature"}) {
    add_pen_line(label, html);
  }
}

void add_rule_set(const RuleSet& rules, Html& html) {
  html.element("h2", "Rule set");
  const auto list = html.open("dl", {{"class", "facts"}});
  add_fact("Rules",
           fmt::format("{}: {} {}", rules.title.text, rules.id.text, version_in_words(rules)),
           html);
  add_fact("Review", sentence(in_words(rules.review)), html);
  add_fact("Digest", rules.digest, html);
  for (const std::string& base : bases_in_words(rules)) add_fact("Base", base, html);
  add_fact("Intended use", rules.intended_use, html);
}

void add_days(const Result& result, const PageOptions& options, Html& html) {
  const Days& days = result.screening.days;
  const auto list = html.open("dl", {{"class", "facts"}});
  add_fact("Chart reference", options.ref, html);
  add_fact("Screened", in_words(days.as_of), html);
  if (days.appointment) add_fact("Appointment", in_words(*days.appointment), html);
}

}  // namespace

std::string report_html(const Result& result, const PageOptions& options) {
  const RuleSet& rules = result.rules;
  Html html = Html::page("Screening report: " + rules.title.text, "en");
  {
    const auto sheet = html.open("main", {{"class", "sheet"}});
    add_clinic(options.clinic, html);
    html.element("p", {{"class", "eyebrow"}}, "Screening report: " + rules.title.text);
    add_verdict(result, html);
    add_days(result, options, html);
    add_reasons(result, html);
    add_open(result, html);
    add_outlooks(result, html);
    add_answers(result, html);
    add_room(html);
    add_care(result, html);
    add_when_to_call(result, html);
    add_plan(result, html);
    add_sources(result, html);
    add_rule_set(rules, html);
  }
  return std::move(html).finish();
}

}  // namespace candor
