// SPDX-License-Identifier: Apache-2.0
// The practitioner's report: the content of the text result, as a page for the chart.

#include <fmt/format.h>

#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_html.h"
#include "candor/report/result/changes_in_words.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/report_sections.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

// On paper it is the head of every page, so that no page is without a person.
void add_running_head(const Result& result, const PageOptions& options, Html& html) {
  const auto head = html.open("header", {{"class", "running"}});
  const auto line = html.open("div", {{"class", "person"}});
  if (!options.ref.empty()) {
    const auto ref = html.open("span");
    html.text("Reference ");
    html.element("strong", options.ref);
  }
  for (const std::string_view label : {"Name", "Date of birth"}) {
    const auto room = html.open("span", {{"class", "room"}});
    html.text(fmt::format("{} ", label));
    html.element("span", {{"class", "write"}}, "");
  }
  html.element("span", "Screened " + in_words(result.screening.days.as_of));
}

void add_label(const RuleSet& rules, const Headline& headline, Html& html) {
  if (headline.incomplete) return html.text(verdict_label(rules, headline));
  html.text(Authored(verdict_label(rules, headline)));
}

void add_verdict(const Result& result, Html& html) {
  const Screening& screening = result.screening;
  const HeadlineShown headline = headline_shown(screening);
  const auto panel = html.open("section", {{"class", panel_class(result, headline)}});
  {
    const auto word = html.open("h1", {{"class", "word"}});
    add_label(result.rules, *headline.headline, html);
  }
  if (headline.on_appointment) {
    html.element("p", {{"class", "date"}},
                 "At the appointment, " + in_words(screening.on_appointment.on));
    const auto today = html.open("p");
    html.text(fmt::format("Screened {}: ", in_words(screening.days.as_of)));
    add_label(result.rules, screening.headline, html);
  }
  if (screening.earliest) {
    html.element("p", {{"class", headline.on_appointment ? "lead" : "date"}},
                 fmt::format("{}{}.", too_early(screening) ? "The appointment is too early: " : "",
                             earliest_in_words(screening)));
  } else if (proceeds(result.rules, screening.headline) == Proceed::later) {
    html.element("p", {{"class", "date"}}, "No date can be given.");
  }
  if (!screening.headline.settled) {
    const auto& verdicts = result.rules.verdicts;
    const auto line = html.open("p");
    html.text("Not settled: from ");
    html.text(Authored(verdicts[screening.headline.at_least].label));
    html.text(" to ");
    html.text(Authored(verdicts[screening.headline.at_most].label));
    html.text(", depending on the open questions. A blank is not a no: nothing goes ahead yet.");
  }
  for (const std::uint32_t rule : screening.on_appointment.waits) {
    const auto line = html.open("p");
    html.text("Only if: ");
    html.text(Authored(sentence(result.rules.rules[rule].waits_for.text)));
  }
  if (result.decision)
    html.element("p", {{"class", "lead"}}, in_words(result.rules, *result.decision));
  html.element("p", {{"class", "decides"}},
               "This is not a clearance. A practitioner decides; candor lists recorded reasons.");
}

void add_changes(const Result& result, Html& html) {
  if (result.revisit == nullptr) return;
  html.element("h2", "Since " + in_words(result.revisit->previous.as_of));
  const auto list = html.open("ul");
  for (const std::string& line : changes_in_words(result)) html.element("li", Authored(line));
}

void add_open(const Result& result, Html& html) {
  if (result.screening.open.empty()) return;
  html.element("h2", "Still open");
  html.element("p", "Each of these could still change the verdict.");
  const auto list = html.open("dl", {{"class", "answers"}});
  for (const OpenQuestion& open : result.screening.open) {
    const auto row = html.open("div");
    html.element("dt", Authored(question_of(result.rules.questions[open.question])));
    const auto meaning = html.open("dd");
    html.text("Could become: ");
    html.text(Authored(result.rules.verdicts[open.could_become].label));
  }
}

void add_asked_again(const Result& result, Html& html) {
  const std::vector<std::string> names = asked_again(result);
  if (names.empty()) return;
  const auto line = html.open("p");
  html.element("strong",
               fmt::format("Asked again on {}: ", in_words(*result.screening.days.appointment)));
  html.text(Authored(sentence(listed(names, "and"))));
}

void add_in_person(const Result& result, Html& html) {
  const ToldInPerson told(result);
  const ToldInPerson::LeftOut& left_out = told.left_out();
  if (left_out.empty()) return;
  html.element("h2", "To be told in person");
  html.element("p",
               fmt::format("The leaflet and the calendar leave this out. They say: \u201C{}\u201D",
                           in_person_line));
  const auto list = html.open("ul");
  for (const std::uint32_t index : left_out.rules) {
    const Rule& rule = result.rules.rules[index];
    const auto item = html.open("li");
    html.text(Authored(sentence(rule.because.text)));
    if (!rule.waits_for.empty()) {
      html.text(" Waits for: ");
      html.text(Authored(sentence(rule.waits_for.text)));
    }
    html.text(" ");
    add_next(rule, html);
    html.element("code", rule.id);
  }
  for (const std::uint16_t question : left_out.open) {
    const auto item = html.open("li");
    html.text("Open: ");
    html.text(Authored(question_of(result.rules.questions[question])));
  }
  const auto add_saying = [&](std::string_view say, bool if_applies, std::string_view id) {
    const auto item = html.open("li");
    html.text(Authored(sentence(advice_of(say, if_applies))));
    html.text(" ");
    html.element("code", id);
  };
  for (const GivenCare& given : left_out.care) {
    const CareItem& item = item_of(result.rules, given);
    add_saying(item.say, given.if_applies, item.id);
  }
  for (const GivenPlan& given : left_out.plan) {
    const PlanItem& item = result.rules.plan[given.item];
    add_saying(item.say, given.if_applies, item.id);
  }
}

// Never on two pages: what is signed stands with its signatures.
void add_decision(Html& html) {
  const auto whole = html.open("section", {{"class", "decision"}});
  html.element("h2", "Notes, decision and signatures");
  {
    const auto lines = html.open("div", {{"class", "lines"}});
    for (int i = 0; i < 3; ++i) html.element("span", {{"class", "pen"}}, "");
  }
  const auto room = html.open("div", {{"class", "signatures"}});
  for (const std::string_view label :
       {"Decision", "Date", "Practitioner: name and qualification", "Practitioner: signature",
        "Client: name", "Client: signature"}) {
    add_pen_line(label, html);
  }
}

void add_rule_set(const RuleSet& rules, Html& html) {
  const auto part = html.open("footer", {{"class", "foot"}});
  {
    const auto line = html.open("p");
    html.text("Rules: ");
    html.text(Authored(rules.title));
    html.text(fmt::format(": {} {}, {}. ", rules.id.text, version_in_words(rules),
                          in_words(rules.review)));
    html.text(rules.digest);
  }
  for (const std::string& base : bases_in_words(rules)) html.element("p", base);
  html.element("p", Authored(rules.intended_use));
}

}  // namespace

std::string report_html(const Result& result, const PageOptions& options) {
  const RuleSet& rules = result.rules;
  Html html =
      Html::page("Screening report: " + rules.title.text, rules.language, Html::Style::document);
  {
    const auto sheet = html.open("main", {{"class", "sheet chart"}});
    add_running_head(result, options, html);
    const auto body = html.open("div", {{"class", "body"}});
    add_clinic(options.clinic, HeadPhone::shown, html);
    {
      const auto eyebrow = html.open("p", {{"class", "eyebrow"}});
      html.text("Screening report: ");
      html.text(Authored(rules.title));
    }
    add_verdict(result, html);
    add_asked_again(result, html);
    add_reasons(result, html);
    add_in_person(result, html);
    add_changes(result, html);
    add_open(result, html);
    add_outlooks(result, html);
    add_answers(result, html);
    add_decision(html);
    if (options.report_with_care) {
      add_care(result, html);
      add_when_to_call(result, html);
      add_plan(result, html);
    }
    add_cited(result, html);
    add_rule_set(rules, html);
  }
  return std::move(html).finish();
}

}  // namespace candor
