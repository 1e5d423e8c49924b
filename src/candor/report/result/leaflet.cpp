// SPDX-License-Identifier: Apache-2.0
// The leaflet for the client. Sentences are short and words common: tests measure both.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_html.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/pages.h"

namespace candor {
namespace {

// The client's next step after a verdict.
enum class Kind : std::uint8_t { answers, go, wait, see_somebody, not_now };

Kind kind_of(const RuleSet& rules, const Headline& headline) {
  if (headline.incomplete) return Kind::answers;
  switch (rules.verdicts[headline.at_least].proceed) {
    case Proceed::now: return Kind::go;
    case Proceed::later: return Kind::wait;
    case Proceed::no: break;
  }
  const bool hardest = headline.at_least + 1U == rules.verdicts.size();
  return hardest ? Kind::not_now : Kind::see_somebody;
}

// Shows today's verdict if that of the appointment depends on more than the date.
HeadlineShown headline_for_client(const Screening& screening) {
  if (screening.on_appointment.waits.empty()) return headline_shown(screening);
  return {&screening.headline, false};
}

class Leaflet {
 public:
  Leaflet(const Result& result, const PageOptions& options, Html& html)
      : result_(result),
        options_(options),
        html_(html),
        shown_(headline_for_client(result.screening)),
        kind_(kind_of(result.rules, *shown_.headline)) {}

  void write();

 private:
  void add_verdict();
  void add_found();
  template <class Which>
  void add_reasons(const Which& which);
  void add_next_steps();
  void add_open_questions();
  void add_contact();
  void add_questions_to_ask();
  void add_end();

  void paragraph(std::string_view text) { html_.element("p", text); }
  void steps(std::initializer_list<std::string_view> texts) {
    for (const std::string_view text : texts) html_.element("li", text);
  }
  std::string_view lead() const;
  std::string wait_of(const Reason& reason) const;
  std::vector<std::string> waits() const;

  const Result& result_;
  const PageOptions& options_;
  Html& html_;
  HeadlineShown shown_;
  Kind kind_;
};

std::string_view Leaflet::lead() const {
  switch (kind_) {
    case Kind::answers:
      return "Some answers are still missing. They could change what is right for you. So we "
             "cannot say yet.";
    case Kind::go: {
      const bool clear = shown_.headline->at_least == 0;
      return clear ? "In your answers we found no reason to wait."
                   : "There are some points to take care of. We will go through them with you.";
    }
    case Kind::wait: return "It is better for you to wait. Waiting helps to keep you safe.";
    case Kind::see_somebody:
      return "Before we plan a treatment, somebody else should look at this with you. That helps "
             "to keep you safe.";
    case Kind::not_now:
      return "From your answers, this treatment is not the right one for you as things are now. We "
             "know that this may be hard to hear. It is meant to keep you safe.";
  }
  return "";
}

void Leaflet::add_verdict() {
  const Screening& screening = result_.screening;
  const auto panel = html_.open("section", {{"class", panel_class(result_, shown_)}});
  html_.element("h1", {{"class", "word"}}, verdict_label(result_.rules, *shown_.headline));
  const bool later = proceeds(result_.rules, screening.headline) == Proceed::later;
  if (shown_.on_appointment) {
    html_.element("p", {{"class", "date"}},
                  fmt::format("For your appointment on {}", in_words(screening.on_appointment.on)));
    if (later) {
      html_.element("p", {{"class", "lead"}},
                    fmt::format("Today, {}: {}.", in_words(screening.days.as_of),
                                verdict_label(result_.rules, screening.headline)));
    }
  }
  if (screening.earliest) {
    const std::string early = too_early(screening) ? "Your appointment is too early: " : "";
    html_.element("p", {{"class", shown_.on_appointment ? "lead" : "date"}},
                  capitalized(early + earliest_in_words(screening)) + ".");
  }
  html_.element("p", {{"class", "lead"}}, lead());
  for (const std::uint32_t rule : screening.on_appointment.waits) {
    html_.element("p", {{"class", "lead"}},
                  fmt::format("Your appointment on {} can be kept only if this is true then: {}",
                              in_words(screening.on_appointment.on),
                              sentence(result_.rules.rules[rule].waits_for.text)));
  }
  const auto decides = html_.open("p", {{"class", "decides"}});
  html_.element("strong", "This is not a clearance.");
  html_.text(" Your practitioner decides, together with you.");
}

// The condition that a reason waits for, without ids.
std::string Leaflet::wait_of(const Reason& reason) const {
  const Rule& rule = result_.rules.rules[reason.rule];
  std::string text = sentence(rule.waits_for.text);
  if (!reason.after_it_ends) return text;
  const std::string end =
      rule.until->after.size() == 1
          ? fmt::format("It has ended, and {} have gone by.", to_string(*reason.after_it_ends))
          : fmt::format("{} have gone by since this ended: {}", to_string(*reason.after_it_ends),
                        question_of(result_.rules.questions[*reason.ongoing]));
  return text.empty() ? end : text + " " + end;
}

void Leaflet::add_found() {
  html_.element("h2", "What we found");
  if (result_.screening.reasons.empty()) {
    paragraph(kind_ == Kind::answers ? "So far we found no reason to wait. But some answers are "
                                       "missing."
                                     : "We found no reason to wait in what you told us.");
    return;
  }
  const Headline& headline = result_.screening.headline;
  const auto decides = [&](const Reason& reason) {
    return headline.incomplete || result_.rules.rules[reason.rule].verdict == headline.at_least;
  };
  add_reasons(decides);
  const std::vector<Reason>& reasons = result_.screening.reasons;
  if (std::all_of(reasons.begin(), reasons.end(), decides)) return;
  html_.element("h3", "We also noted");
  add_reasons([&](const Reason& reason) { return !decides(reason); });
}

template <class Which>
void Leaflet::add_reasons(const Which& which) {
  const auto list = html_.open("ul");
  for (const Reason& reason : result_.screening.reasons) {
    if (!which(reason)) continue;
    const auto item = html_.open("li");
    html_.text(sentence(result_.rules.rules[reason.rule].because.text));
    if (reason.earliest) html_.text(fmt::format(" Wait until {}.", in_words(*reason.earliest)));
  }
}

std::vector<std::string> Leaflet::waits() const {
  std::vector<std::string> texts;
  for (const Reason& reason : result_.screening.reasons) {
    std::string text = wait_of(reason);
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

void Leaflet::add_open_questions() {
  if (result_.screening.open.empty()) return;
  html_.element("h3", "What we still need to know");
  const auto list = html_.open("ul");
  for (const OpenQuestion& open : result_.screening.open) {
    html_.element("li", question_of(result_.rules.questions[open.question]));
  }
}

void Leaflet::add_next_steps() {
  html_.element("h2", "What to do next");
  {
    const auto list = html_.open("ol");
    switch (kind_) {
      case Kind::answers:
        steps({"Please do not have the treatment yet.",
               "Try to find out what is missing. The list is below. A doctor, or somebody close to "
               "you, may know.",
               "Tell us. Then we will look at your answers again with you."});
        break;
      case Kind::go:
        steps({"Read this page at home, and ask us if anything is not clear.",
               "Tell us before you come if your health or your medicines change.",
               "You can say no at any time. You do not have to give a reason."});
        break;
      case Kind::wait:
        steps({"Please do not have the treatment yet.",
               "We will look at your answers again with you before we go ahead."});
        if (too_early(result_.screening)) steps({"Call us to move your appointment."});
        if (!shown_.headline->settled)
          steps({"Some answers are missing. Tell us what you can find out."});
        break;
      case Kind::see_somebody:
        steps({"Please do not have the treatment yet.",
               "Take this page to your doctor. Ask if the treatment is safe for you, and when.",
               "Tell us what your doctor says. Then we will look at it again with you."});
        break;
      case Kind::not_now:
        steps({"Please do not have this treatment for now, here or anywhere else.",
               "Ask us what each point on this page means for you. Ask what else could help.",
               "Have you not seen a doctor yet about what we found? Please go soon, and take this "
               "page with you.",
               "If things change, tell us. Then we can look again."});
        break;
    }
    steps(
        {"Keep taking each medicine that a doctor prescribed for you. Nothing on this page is a "
         "reason to stop one. Ask the doctor who prescribed it."});
  }
  const Outlook& then = result_.screening.then;
  if (kind_ == Kind::wait && then.given && then.waits.empty() && !then.headline.incomplete) {
    paragraph(fmt::format("On {}, if nothing else changes: {}. We will look at it again with you.",
                          in_words(then.on), verdict_label(result_.rules, then.headline)));
  }
  const std::vector<std::string> texts = waits();
  if (kind_ == Kind::wait && !texts.empty()) {
    html_.element("h3", "What we are waiting for");
    const auto list = html_.open("ul");
    for (const std::string& text : texts) html_.element("li", text);
  }
  add_open_questions();
}

// Whom to call, if there is no "When to call us" box.
void Leaflet::add_contact() {
  html_.element("h2", "If you want to talk to us");
  const auto paragraph = html_.open("p");
  if (!options_.clinic) {
    html_.text("Call the practice that gave you this page. No question is too small.");
    return;
  }
  html_.text(fmt::format("Call {}", options_.clinic->name.text));
  if (!options_.clinic->phone.empty()) {
    html_.text(": ");
    add_telephone(*options_.clinic, html_);
  }
  html_.text(". No question is too small.");
}

void Leaflet::add_questions_to_ask() {
  html_.element("h2", "Questions you may want to ask");
  {
    const auto list = html_.open("ul");
    if (kind_ == Kind::go || kind_ == Kind::wait) {
      steps({"What can I hope for, and what if it does not work?",
             "What can go wrong for me, and how often does it?",
             "Who will treat me, and where did they train?",
             "Which device do you use, and is it made for this?", "What does it cost in total?",
             "Whom do I call at night or on a weekend?"});
    } else {
      steps({"What does each point mean for me?", "Whom should I see, and how soon?",
             "What else could help me?", "When can we look at it again?"});
    }
  }
  html_.element("p", {{"class", "quiet small"}}, "My own questions:");
  const auto lines = html_.open("div", {{"class", "lines"}});
  for (int i = 0; i < 3; ++i) html_.element("span", {{"class", "pen"}}, "");
}

void Leaflet::add_end() {
  const RuleSet& rules = result_.rules;
  const auto foot = html_.open("footer", {{"class", "foot"}});
  if (options_.clinic && !options_.clinic->closing.empty()) {
    html_.element("p", {{"class", "closing"}}, options_.clinic->closing);
  }
  paragraph(
      "This page is not a clearance. It only lists what your answers show. Your practitioner "
      "decides, together with you.");
  // The titles of the rule sets it extends: ids are for practitioners.
  std::string version = rules.version.text;
  for (const Base& base : rules.bases) {
    version += fmt::format(", extending {}, version {}", base.title, base.version);
  }
  paragraph(
      fmt::format("{}, version {}. Screened on {}. {}", rules.title.text, version,
                  in_words(result_.screening.days.as_of),
                  rules.review.reviewed
                      ? fmt::format("Its rules were {}.", in_words(rules.review))
                      : std::string("Its rules are a draft. No clinician has reviewed them.")));
}

void Leaflet::write() {
  add_clinic(options_.clinic, html_);
  html_.element("p", {{"class", "eyebrow"}}, result_.rules.title);
  add_verdict();
  add_found();
  add_next_steps();
  add_care(result_, Reader::client, html_);
  const bool told_when_to_call = add_when_to_call(result_, options_, Reader::client, html_);
  add_plan(result_, Reader::client, html_);
  if (!told_when_to_call) add_contact();
  add_questions_to_ask();
  add_end();
}

}  // namespace

std::string leaflet_html(const Result& result, const PageOptions& options) {
  Html html = Html::page(result.rules.title, "en");
  {
    const auto sheet = html.open("main", {{"class", "sheet"}});
    Leaflet(result, options, html).write();
  }
  return std::move(html).finish();
}

}  // namespace candor
