// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/page_head.h"

namespace candor {

HeadlineShown headline_shown(const Screening& screening) noexcept {
  if (has_later_appointment(screening)) return {&screening.on_appointment.headline, true};
  return {&screening.headline, false};
}

std::string_view panel_class(const Result& result, const HeadlineShown& shown) noexcept {
  if (shown.on_appointment && !result.screening.on_appointment.waits.empty()) return "verdict wait";
  switch (look_of(result.rules, *shown.headline)) {
    case Look::go: return "verdict go";
    case Look::stop: return "verdict stop";
    case Look::plain:
    case Look::strong:
    case Look::quiet:
    case Look::wait: break;
  }
  return "verdict wait";
}

void add_telephone(std::string_view number, Html& html) {
  if (const auto url = Url::telephone(number)) {
    html.element("a", {{"href", *url}}, number);
  } else {
    html.text(number);
  }
}

void add_numbers(const std::optional<Clinic>& clinic, Html& html) {
  const auto numbers = html.open("div", {{"class", "phones"}});
  const auto add = [&](std::string_view label, std::string_view number, std::string_view hours) {
    const auto line = html.open("p", {{"class", "phone"}});
    html.element("span", {{"class", "label"}}, label);
    html.text(" ");
    if (number.empty()) {
      html.element("span", {{"class", "write-here"}}, "");
      return;
    }
    add_telephone(number, html);
    if (hours.empty()) return;
    html.text(" ");
    html.element("span", {{"class", "hours"}}, hours);
  };
  const Clinic none;
  const Clinic& known = clinic ? *clinic : none;
  add("By day:", known.phone, known.hours);
  add("Out of hours:", known.out_of_hours, "");
}

void add_clinic(const std::optional<Clinic>& clinic, HeadPhone phone, Html& html) {
  if (!clinic) return;
  const auto head = html.open("header", {{"class", "head"}});
  if (clinic->logo) html.lone("img", {{"src", Url::data(*clinic->logo)}, {"alt", ""}});
  const auto address = html.open("address");
  html.element("div", {{"class", "name"}}, clinic->name);
  for (const Text& line : clinic->address) html.element("div", line);
  if (phone == HeadPhone::elsewhere || clinic->phone.empty()) return;
  const auto number = html.open("div");
  add_telephone(clinic->phone, html);
}

}  // namespace candor
