// SPDX-License-Identifier: Apache-2.0
// The page against a saved interview read as answers, on generated rule sets and people.
#include <string>

#include "candor/interview/kept_screening.h"
#include "candor/report/result/first_screen.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/result_json.h"
#include "page/page_script.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

namespace {

// One thing that a person does on the page.
void act(PageScript& page, const Triple& t, Date as_of, Tally& seen) {
  Tally forms;
  Random& random = t.random;
  const std::size_t any = random.below(t.rules().questions.size());
  const std::string id = t.rules().questions[any].id.text;
  const std::string next = page.next();
  const int what = random.between(1, 100);
  if (what <= 8) {
    page.reply(id, {{"none", true}});
    seen.count("taken back");
  } else if (what <= 14) {
    page.reply(id, {{"not_known", true}});
  } else if (what <= 20) {
    page.ask({{"do", "confirm"}, {"questions", {id}}});
    seen.count("confirmed", !page.view(id)["to_confirm"]);
  } else if (what <= 24) {
    const std::string saved = page.file("save");
    page.ask({{"do", "load"}, {"as", "resume"}, {"text", saved}});
    seen.count("saved and resumed");
  } else {
    const bool elsewhere = next.empty() || what <= 50;
    const auto question = elsewhere ? any : t.rules().find_question(next).value();
    const std::string answer = t.generator.answer(random, question, as_of, forms);
    page.reply(t.rules().questions[question].id.text, {{"value", PageMessage::parse(answer)}});
    const PageMessage& said = page.answer();
    seen.count("set aside", said.contains("set_aside") && !said["set_aside"].empty());
    seen.count("returned", said.contains("returned") && !said["returned"].empty());
    seen.count("does not apply", said.contains("refused"));
  }
}

// What the library gives for the saved interview of the page; empty when the page gives the same.
std::string difference(PageScript& page, const Triple& t, const Days& days, Tally& seen) {
  const std::string saved = page.file("save");
  const Parsed<KeptFile> file = parse_kept_file(t.rules(), saved, days.as_of);
  if (!file.value) return render(file.diagnostics.items().front()) + saved;
  const KeptScreening screened = screen_kept(t.program, file.value->kept, days);
  const Result result{.rules = t.rules(),
                      .answers = screened.answers,
                      .screening = screened.screening,
                      .kept = &screened.kept,
                      .validity = screened.validity};
  seen.count(verdict_id(t.rules(), screened.screening.headline));
  seen.count("a contradiction", !screened.screening.not_used.empty());
  const std::string wanted = result_json(result).dump(2) + "\n";
  if (const std::string got = page.file("json"); got != wanted)
    return saved + "wanted\n" + wanted + "\ngot\n" + got;
  if (page.file("leaflet") != leaflet_html(result, {})) return saved + "the leaflet differs";
  if (page.file("report") != report_html(result, {})) return saved + "the report differs";
  const FirstScreen screen = first_screen(result);
  page.ask({{"do", "result"}});
  const PageMessage& shown = page.answer().at("result");
  const PageMessage& verdict = page.view().at("verdict");
  const bool same = shown["line"] == screen.line && shown["next"] == screen.next &&
                    verdict["line"] == verdict_line(result) &&
                    verdict["settled"] == screened.screening.headline.settled &&
                    verdict["more"] == unsettled_in_words(result);
  return same ? std::string() : saved + "the first screen differs\n" + page.view().dump(2);
}

}  // namespace

TEST_CASE("the page gives the result of its saved interview, byte for byte") {
  Tally constructs, forms, seen;
  std::string failure;
  for_each_triple({.seed = 3'500'001, .triples = 600}, constructs, forms, [&](const Triple& t) {
    Days days = t.intake.days;
    if (days.appointment && !is_screening_date(*days.appointment)) days.appointment.reset();
    PageMessage state{{"as_of", to_string(days.as_of)}};
    if (days.appointment) state["appointment"] = to_string(*days.appointment);
    state["pace"] = t.random.pick(std::vector<std::string>{"full", "quick", "triage"});
    PageScript page(page_engine(t.rules(), "practitioner"), state);
    for (std::size_t steps = 5 + t.random.below(25); steps > 0; --steps)
      act(page, t, days.as_of, seen);
    failure = difference(page, t, days, seen);
    // The client comes back.
    const Date later = days.as_of + std::chrono::days(t.random.pick(std::vector<int>{1, 30, 400}));
    if (failure.empty() && is_screening_date(later)) {
      const std::string saved = page.file("save");
      PageScript again(page_engine(t.rules(), "practitioner"), {{"as_of", to_string(later)}});
      const std::string as = t.random.chance(50) ? "resume" : "confirm";
      again.ask({{"do", "load"}, {"as", as}, {"text", saved}});
      for (std::size_t steps = t.random.below(8); steps > 0; --steps) act(again, t, later, seen);
      Days then{.as_of = later};
      if (days.appointment && *days.appointment >= later) then.appointment = days.appointment;
      failure = difference(again, t, then, seen);
    }
    if (!failure.empty()) failure += describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name : {"taken back", "confirmed", "saved and resumed", "set aside", "returned",
                           "does not apply", "incomplete", "a contradiction"}) {
    CAPTURE(name);
    CHECK(seen.counts().contains(name));
  }
}
