// SPDX-License-Identifier: Apache-2.0
// The leaflet for the client. Sentences are short and words common: tests measure both.

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_strip.h"
#include "candor/report/result/client_words.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

// Shows today's verdict if that of the appointment depends on more than the date.
HeadlineShown headline_for_client(const Screening& screening) {
  if (screening.on_appointment.waits.empty()) return headline_shown(screening);
  return {&screening.headline, false};
}

class Leaflet {
 public:
  Leaflet(const Result& result, const PageOptions& options, Html& html)
      : result_(result),
        screening_(result.screening),
        options_(options),
        html_(html),
        told_(result),
        shown_(headline_for_client(result.screening)),
        kind_(kind_of(result.rules, *shown_.headline)),
        care_(gives_care(result)) {}

  void write();

 private:
  void add_head();
  void add_verdict();
  void add_found();
  void add_reasons(const std::vector<const Reason*>& reasons, Name heading);
  void add_on_appointment();
  void add_next_steps();
  void add_waits();
  std::vector<std::string> open_questions() const;
  void add_asked_again();
  void add_most_important();
  void add_when_to_call();
  void add_contact();
  void add_plan();
  void add_end();

  void paragraph(std::string_view text) { html_.element("p", text); }
  void step(std::string_view text) { html_.element("li", text); }
  void list(std::string_view heading, const std::vector<std::string>& texts);
  const Rule& rule_of(const Reason& reason) const { return result_.rules.rules[reason.rule]; }
  bool decides(const Reason& reason) const {
    const Headline& headline = screening_.headline;
    return headline.incomplete || rule_of(reason).verdict == headline.at_least;
  }
  void add_label(const Headline& headline);

  const Result& result_;
  const Screening& screening_;
  const PageOptions& options_;
  Html& html_;
  const ToldInPerson told_;
  std::vector<GivenCare> said_ = {};  // care that the first page has said
  const HeadlineShown shown_;
  const LeafletKind kind_;
  const bool care_;
};

void Leaflet::list(std::string_view heading, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  html_.element("h3", heading);
  const auto items = html_.open("ul", {{"class", texts.size() > 3 ? "many" : "few"}});
  for (const std::string& text : texts) html_.element("li", Authored(text));
}

void Leaflet::add_label(const Headline& headline) {
  const std::string_view label = verdict_label(result_.rules, headline);
  headline.incomplete ? html_.text(label) : html_.text(Authored(label));
}

void Leaflet::add_head() {
  add_clinic(options_.clinic, HeadPhone::elsewhere, html_);
  html_.element("p", {{"class", "eyebrow"}}, Authored(result_.rules.title));
  // Where the verdict is for the appointment, it names its day.
  const bool appointment = screening_.days.appointment && !shown_.on_appointment;
  if (!appointment && options_.ref.empty()) return;
  const auto glance = html_.open("p", {{"class", "glance"}});
  if (appointment) {
    html_.element("span", {{"class", "visit"}},
                  "Your appointment: " + appointment_in_words(result_));
    html_.text(" ");
  }
  if (!options_.ref.empty())
    html_.element("span", {{"class", "ref"}}, "Reference: " + options_.ref);
}

void Leaflet::add_verdict() {
  const auto panel = html_.open("section", {{"class", panel_class(result_, shown_)}});
  {
    const auto word = html_.open("h1", {{"class", "word"}});
    add_label(*shown_.headline);
  }
  const bool later = proceeds(result_.rules, screening_.headline) == Proceed::later;
  if (shown_.on_appointment) {
    html_.element("p", {{"class", "date"}},
                  "For your appointment on " + appointment_in_words(result_));
    if (later && screening_.headline.at_least != screening_.on_appointment.headline.at_least) {
      const auto today = html_.open("p", {{"class", "lead"}});
      html_.text(fmt::format("Today, {}: ", in_words(screening_.days.as_of)));
      add_label(screening_.headline);
      html_.text(".");
    }
  }
  if (screening_.earliest) {
    const std::string early = too_early(screening_) ? "Your appointment is too early: " : "";
    html_.element("p", {{"class", shown_.on_appointment ? "lead" : "date"}},
                  capitalized(early + earliest_in_words(screening_)) + ".");
  }
  const bool own_steps =
      (kind_ == LeafletKind::see_somebody || kind_ == LeafletKind::not_now) &&
      deciding_have_next(result_, told_, *shown_.headline, shown_.on_appointment);
  const std::string_view lead =
      own_steps ? lead_with_own_steps : lead_of(kind_, shown_.headline->at_least == 0);
  if (!lead.empty()) html_.element("p", {{"class", "lead"}}, lead);
  for (const std::uint32_t rule : screening_.on_appointment.waits) {
    if (told_.rule(rule)) continue;
    const auto line = html_.open("p", {{"class", "lead"}});
    html_.text(fmt::format("Your appointment on {} can be kept only if this is true then: ",
                           in_words(screening_.on_appointment.on)));
    html_.text(Authored(sentence(result_.rules.rules[rule].waits_for.text)));
  }
  const auto decides = html_.open("p", {{"class", "decides"}});
  html_.element("strong", "This is not a clearance.");
  html_.text(" Your practitioner decides with you.");
}

// The deciding reasons first. Related ones stand together, because a list of ten is not read.
void Leaflet::add_found() {
  const bool nothing = screening_.reasons.empty() && told_.left_out().empty();
  if (nothing && kind_ == LeafletKind::go) return add_on_appointment();  // the verdict says so
  html_.element("h2", "What we found");
  std::vector<const Reason*> deciding, others;
  for (const Reason& reason : screening_.reasons) {
    if (!told_.rule(reason.rule)) (decides(reason) ? deciding : others).push_back(&reason);
  }
  add_reasons(deciding, "h3");
  if (!told_.left_out().empty()) html_.element("p", {{"class", "in-person"}}, in_person_line);
  if (nothing) paragraph("So far we found no reason to wait.");
  if (!others.empty()) {
    html_.element("h3", "We also noted");
    add_reasons(others, "h4");
  }
  add_on_appointment();
}

void Leaflet::add_reasons(const std::vector<const Reason*>& reasons, Name heading) {
  const std::vector<ReasonGroup> groups = grouped(result_, reasons);
  if (groups.empty()) return;
  const auto box = html_.open("div", {{"class", groups.size() > 1 ? "found groups" : "found"}});
  for (const ReasonGroup& group : groups) {
    const auto part = html_.open("div");
    if (groups.size() > 1) {
      if (group.section.empty())
        html_.element(heading, "Also");
      else
        html_.element(heading, Authored(group.section));
    }
    const auto items = html_.open("ul");
    for (const Reason* reason : group.reasons) {
      const auto item = html_.open("li");
      html_.text(Authored(sentence(std::string(say_of(rule_of(*reason))))));
      if (reason->earliest) html_.text(fmt::format(" Wait until {}.", in_words(*reason->earliest)));
    }
  }
}

// What will apply on the appointment, and does not today.
void Leaflet::add_on_appointment() {
  if (!shown_.on_appointment) return;
  std::vector<std::string> texts;
  for (const std::uint32_t rule : screening_.on_appointment.rules) {
    const bool today = std::any_of(screening_.reasons.begin(), screening_.reasons.end(),
                                   [&](const Reason& reason) { return reason.rule == rule; });
    if (today || told_.rule(rule)) continue;
    texts.push_back(sentence(std::string(say_of(result_.rules.rules[rule]))));
  }
  if (!texts.empty() && screening_.reasons.empty()) html_.element("h2", "What we found");
  list("On the day of your appointment", texts);
}

void Leaflet::add_next_steps() {
  html_.element("h2", "What to do now");
  const auto items = html_.open("ol", {{"class", "next"}});
  const std::vector<NextStep> next =
      next_steps(result_, told_, *shown_.headline, shown_.on_appointment);
  const auto add = [&](bool urgent) {
    for (const NextStep& one : next) {
      if (one.urgent != urgent) continue;
      const auto item = html_.open("li");
      const Authored text(sentence(std::string(one.text)));
      urgent ? html_.element("strong", text) : html_.text(text);
    }
  };
  add(/*urgent=*/true);
  switch (kind_) {
    case LeafletKind::go: break;
    case LeafletKind::answers:
      step("Please do not have the treatment yet.");
      step(open_questions().empty()
               ? "Talk to us: some questions we ask you in person."
               : "Look at the questions below. Tell us what you know, or that you do not know it.");
      break;
    case LeafletKind::wait:
    case LeafletKind::see_somebody: step("Please do not have the treatment yet."); break;
    case LeafletKind::not_now:
      step("Please do not have this treatment as things are now, here or anywhere else.");
      break;
  }
  add(/*urgent=*/false);
  if (next.empty()) {
    for (const std::string_view text : usual_steps(kind_)) step(text);
  }
  if (kind_ == LeafletKind::wait && too_early(screening_))
    step("Call us to move your appointment.");
  if (kind_ == LeafletKind::wait && !shown_.headline->settled)
    step("Some answers are missing. Tell us what you can find out.");
  step("Keep taking each medicine that a doctor prescribed for you.");
}

void Leaflet::add_waits() {
  if (kind_ != LeafletKind::wait) return;
  const Outlook& then = screening_.then;
  if (then.given && then.waits.empty() && !then.headline.incomplete) {
    const auto line = html_.open("p");
    html_.text(fmt::format("On {}, if nothing else changes: ", in_words(then.on)));
    add_label(then.headline);
    html_.text(".");
  }
  std::vector<std::string> texts;
  for (const Reason& reason : screening_.reasons) {
    if (told_.rule(reason.rule)) continue;
    std::string text = sentence(waits_for(result_.rules, reason, Reader::client));
    if (!text.empty()) texts.push_back(std::move(text));
  }
  list("What we are waiting for", texts);
}

std::vector<std::string> Leaflet::open_questions() const {
  std::vector<std::string> texts;
  for (const OpenQuestion& open : screening_.open) {
    if (!told_.question(open.question))
      texts.push_back(question_of(result_.rules.questions[open.question]));
  }
  return texts;
}

void Leaflet::add_asked_again() {
  const std::vector<std::string> names = asked_again(result_, &told_);
  if (names.empty()) return;
  const auto line = html_.open("p");
  const std::vector<Section>& sections = result_.rules.sections;
  const bool all = std::all_of(sections.begin(), sections.end(), [&](const Section& section) {
    return std::find(names.begin(), names.end(), section.title.text) != names.end();
  });
  if (all && !sections.empty()) {
    html_.text("At the appointment we ask you all questions again.");
    return;
  }
  html_.text("At the appointment we ask you again: ");
  html_.text(Authored(sentence(fmt::format("{}", fmt::join(names, ", ")))));
}

// Each with its window, because the strip does not repeat it. A short strip needs no choice.
void Leaflet::add_most_important() {
  constexpr std::size_t most = 3;
  constexpr std::size_t short_strip = 2 * most;
  std::size_t count = 0;
  for (const CareStretch& stretch : care_stretches(result_, &told_)) {
    for (const CareStretch::Window& window : stretch.windows) count += window.items.size();
  }
  std::vector<GivenCare> items = most_important(result_, told_, most);
  if (items.size() < most || count <= short_strip) return;
  const auto box = html_.open("section", {{"class", "matters"}});
  html_.element("h2", "Three things that matter most for you");
  const auto list = html_.open("ol");
  for (const GivenCare& given : items) {
    const CareItem& care = item_of(result_.rules, given);
    const auto item = html_.open("li");
    if (care.from || care.to) {
      const std::string when = window_under_heading(result_.rules, screening_, given, false);
      html_.element("span", {{"class", "when"}}, capitalized(when) + ":");
      html_.text(" ");
    }
    html_.text(Authored(care.say));
  }
  said_ = std::move(items);
}

// Without their windows: a warning sign is one at any time.
void Leaflet::add_when_to_call() {
  std::vector<GivenCare> items = care_of(result_, CareGroup::call_us);
  std::erase_if(items, [&](const GivenCare& given) { return told_.care(given); });
  if (!care_ || items.empty()) {
    add_contact();
    return;
  }
  const auto box = html_.open("section", {{"class", "call"}});
  html_.element("h2", "When to call us");
  add_numbers(options_.clinic, html_);
  const auto list = html_.open("ul");
  for (const GivenCare& given : items) {
    const auto item = html_.open("li");
    add_advice(item_of(result_.rules, given).say, given.if_applies, html_);
  }
}

void Leaflet::add_contact() {
  const auto box = html_.open("section", {{"class", "call"}});
  html_.element("h2", "If you want to talk to us");
  paragraph("No question is too small.");
  add_numbers(options_.clinic, html_);
}

void Leaflet::add_plan() {
  std::vector<const GivenPlan*> items;
  for (const GivenPlan& given : screening_.plan) {
    if (!told_.plan(given)) items.push_back(&given);
  }
  if (items.empty()) return;
  const auto part = html_.open("section", {{"class", "plan"}});
  html_.element("h2", "What to expect, and the plan");
  const auto list = html_.open("ul");
  for (const GivenPlan* given : items) {
    const auto item = html_.open("li");
    add_advice(result_.rules.plan[given->item].say, given->if_applies, html_);
  }
}

void Leaflet::add_end() {
  const RuleSet& rules = result_.rules;
  const auto foot = html_.open("footer", {{"class", "foot"}});
  if (options_.clinic && !options_.clinic->closing.empty()) {
    html_.element("p", {{"class", "closing"}}, options_.clinic->closing);
  }
  // The titles of the rule sets it extends: ids are for practitioners.
  std::string version = rules.version.text;
  for (const Base& base : rules.bases) {
    version += fmt::format(", extending {}, version {}", base.title, base.version);
  }
  paragraph(fmt::format("Screened {}. Rules {}: {}.", in_words(screening_.days.as_of), version,
                        in_words(rules.review)));
}

void Leaflet::write() {
  add_head();
  add_verdict();
  add_found();
  add_next_steps();
  add_waits();
  list("What we still need to know", open_questions());
  add_asked_again();
  if (care_) add_most_important();
  add_when_to_call();
  if (care_) {
    const auto second = html_.open("div", {{"class", "second"}});
    add_care_strip(result_, told_, said_, html_);
    add_plan();
  }
  add_end();
}

}  // namespace

std::string leaflet_html(const Result& result, const PageOptions& options) {
  Html html = Html::page(result.rules.title, result.rules.language);
  {
    const auto sheet = html.open("main", {{"class", "sheet leaflet"}});
    Leaflet(result, options, html).write();
  }
  return std::move(html).finish();
}

}  // namespace candor
