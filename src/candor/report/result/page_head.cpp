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

void add_telephone(const Clinic& clinic, Html& html) {
  if (const auto url = Url::telephone(clinic.phone)) {
    html.element("a", {{"href", *url}}, clinic.phone);
  } else {
    html.text(clinic.phone);
  }
}

void add_clinic(const std::optional<Clinic>& clinic, Html& html) {
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

}  // namespace candor
