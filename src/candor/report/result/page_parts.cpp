// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/page_parts.h"

#include "candor/report/layout/words.h"
#include "candor/report/result/result.h"

namespace candor {

Shown shown(const Screening& screening) noexcept {
  const Outlook& outlook = screening.on_appointment;
  const bool later = outlook.given && outlook.on > screening.days.as_of;
  return {later ? &outlook.headline : &screening.headline, later};
}

std::string_view class_of(const Result& result, const Headline& headline) noexcept {
  const bool waits =
      headline.incomplete || (&headline == &result.screening.on_appointment.headline &&
                              !result.screening.on_appointment.waits.empty());
  switch (waits ? Look::wait : look_of(result.rules, headline.at_least)) {
    case Look::go: return "verdict go";
    case Look::stop: return "verdict stop";
    case Look::plain:
    case Look::strong:
    case Look::quiet:
    case Look::wait: break;
  }
  return "verdict wait";
}

std::string earliest_in_words(const Screening& screening) {
  const std::string day = in_words(*screening.earliest);
  return screening.headline.settled ? day + " at the earliest" : "not before " + day;
}

bool too_early(const Screening& screening) noexcept {
  return screening.days.appointment && screening.earliest &&
         *screening.days.appointment < *screening.earliest;
}

void add_telephone(const Clinic& clinic, Html& html) {
  if (const auto url = Url::telephone(clinic.phone)) {
    html.element("a", {{"href", *url}}, clinic.phone);
  } else {
    html.text(clinic.phone);
  }
}

void add_head(const std::optional<Clinic>& clinic, Html& html) {
  if (!clinic) return;
  const auto head = html.open("header", {{"class", "head"}});
  if (clinic->logo) html.lone("img", {{"src", Url::data(*clinic->logo)}, {"alt", ""}});
  const auto address = html.open("address");
  html.element("div", {{"class", "name"}}, clinic->name);
  for (const Text& line : clinic->address) html.element("div", line);
  if (clinic->phone.empty()) return;
  const auto phone = html.open("div");
  add_telephone(*clinic, html);
}

void add_sentence(std::string text, Html& html) {
  if (!text.empty()) html.element("p", sentence(std::move(text)));
}

void add_fact(std::string_view term, std::string_view text, Html& html) {
  if (text.empty()) return;
  const auto row = html.open("div");
  html.element("dt", term);
  html.element("dd", text);
}

void add_source(const Source& source, Html& html) {
  html.text(citation(source));
  const std::string_view read = in_words(source.read);
  if (!read.empty()) html.text(" " + sentence(std::string(read)));
  if (source.url.empty()) return;
  html.text(" ");
  if (const auto url = Url::web(source.url)) {
    html.element("a", {{"href", *url}, {"rel", "noreferrer"}}, source.url);
  } else {
    html.text(source.url);
  }
}

void add_source_links(const RuleSet& rules, const Evidence& evidence, Html& html) {
  bool first = true;
  for (const std::size_t index : evidence.sources) {
    if (!first) html.text(", ");
    first = false;
    const std::string& id = rules.sources[index].id.text;
    html.element("a", {{"href", Url::place("source", id)}}, id);
  }
}

void add_pen_line(std::string_view label, Html& html) {
  const auto line = html.open("div");
  html.element("span", {{"class", "pen"}}, "");
  html.element("span", {{"class", "small quiet"}}, label);
}

}  // namespace candor
