// SPDX-License-Identifier: Apache-2.0
// An interview step by step: each test is a walk, shown as the questions it visits.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "candor/interview/interview.h"
#include "candor/interview/reply.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr std::string_view clinic = R"yaml(
candor: 1
id: clinic
version: 1.0.0
title: A clinic
language: en
intended_use: For tests.
review: {status: draft}
verdicts:
  suitable: {label: Suitable, proceed: now}
  caution: {label: Caution, proceed: now}
  defer: {label: Not yet, proceed: later}
  refer: {label: Refer, proceed: no}
sections: {today: Today, past: The past}
questions:
  recent: {section: past, ask: Which?, type: set, choices: {filler: Filler, peel: Peel}}
  filler: {section: past, ask: Filler when?, type: time_since, asked_if: {recent: {includes: filler}}}
  peel: {section: past, ask: Peel when?, type: time_since, asked_if: {recent: {includes: peel}}}
  acne: {section: today, ask: Acne?, type: choice, choices: {none: None, some: Some, much: Much}}
  smoker: {section: today, ask: Smoker?, type: yes_no, if_blank: nothing}
  age: {ask: Age?, type: number, min: 0, max: 120}
  burn: {section: past, ask: Burn when?, type: time_since, accepts: [never]}
rules:
  acne-some: {when: {acne: some}, verdict: caution, because: Acne., strength: convention}
  acne-much: {when: {acne: much}, verdict: refer, because: Acne., strength: convention}
  filler: {when: {filler: {under: 2 weeks}}, verdict: defer, until: {filler: 2 weeks}, because: F., strength: convention}
  peel: {when: {peel: {under: 4 weeks}}, verdict: caution, because: P., strength: convention}
  smoker: {when: {smoker: yes}, verdict: caution, because: S., strength: convention}
  young: {when: {age: {under: 18}}, verdict: defer, until: {burn: 1 month}, because: Y., strength: convention}
)yaml";

// Replies as they are typed, and the moves of a keyboard: < back, ! finish, =ID jump, Enter keep;
// and those of a page: ~ID takes an answer back, ?ID asks for it again.
class Walk {
 public:
  explicit Walk(Pace pace = Pace::full)
      : interview_(
            Program(load_rule_set(SourceFile("clinic.yaml", std::string(clinic))).value.value()),
            {.as_of = *parse_date("2026-11-22")}, pace) {}

  Interview& interview() { return interview_; }

  std::string id(std::size_t question) const {
    return interview_.rules().questions[question].id.text;
  }

  /// The current question, or `review`.
  std::string place() const { return interview_.current() ? id(*interview_.current()) : "review"; }

  std::string ids(const std::vector<std::size_t>& questions) const {
    std::string out;
    for (const std::size_t q : questions) out += (out.empty() ? "" : " ") + id(q);
    return out;
  }

  /// The questions visited, and in brackets those set aside (-) or returned (+).
  std::string go(const std::vector<std::string>& replies) {
    std::string out;
    for (const std::string& reply : replies) {
      const Interview::Change change = step(reply);
      out += (out.empty() ? "" : " ") + place();
      if (!change.set_aside.empty()) out += "[-" + ids(change.set_aside) + "]";
      if (!change.returned.empty()) out += "[+" + ids(change.returned) + "]";
    }
    return out;
  }

 private:
  Interview::Change step(const std::string& reply) {
    if (reply == "<") return interview_.back(), Interview::Change{};
    if (reply == "!") return interview_.finish(), Interview::Change{};
    if (reply.starts_with("=")) {
      interview_.jump(interview_.rules().find_question(reply.substr(1)).value());
      return {};
    }
    if (reply.starts_with("~"))
      return interview_.take_back(interview_.rules().find_question(reply.substr(1)).value());
    if (reply.starts_with("?")) {
      const std::vector questions{interview_.rules().find_question(reply.substr(1)).value()};
      return interview_.ask_again(questions), Interview::Change{};
    }
    if (reply.empty()) return interview_.keep();
    Answer answer;
    if (reply != "-") {
      const Question& question = interview_.rules().questions[interview_.current().value()];
      REQUIRE(!read_reply(question, reply, interview_.days().as_of, answer));
    }
    return interview_.reply(answer);
  }

  Interview interview_;
};

}  // namespace

TEST_CASE("an interview goes by section, and asks only what applies") {
  Walk walk;
  CHECK(walk.place() == "age");
  CHECK(walk.go({"30", "none", "no", "0", "never"}) == "acne smoker recent burn review");
  CHECK(walk.interview().left().empty());
}

TEST_CASE("a gate that opens adds its question in the usual order") {
  Walk walk;
  CHECK(walk.go({"30", "none", "no", "1 2", "3 weeks", "5 weeks", "never"}) ==
        "acne smoker recent filler peel burn review");
}

TEST_CASE("going back keeps the answers, to be confirmed one by one") {
  Walk walk;
  walk.go({"30", "some", "no"});
  CHECK(walk.go({"<", "<", "<", "<"}) == "smoker acne age age");
  CHECK_FALSE(walk.interview().back());
  CHECK(walk.go({"31", "", ""}) == "acne smoker recent");
  CHECK(
      to_string(
          walk.interview().answer(walk.interview().rules().find_question("age").value()).number) ==
      "31");
}

TEST_CASE("after a jump the interview continues with what is left, and confirms nothing else") {
  Walk walk;
  walk.go({"30", "some"});
  CHECK(walk.go({"=age", "40"}) == "age smoker");
  CHECK(walk.go({"=burn", "never", "no", "0"}) == "burn smoker recent review");
}

TEST_CASE("a change that makes answers inapplicable sets them aside, and brings them back") {
  Walk walk;
  walk.go({"30", "none", "no", "1 2", "3 weeks", "5 weeks", "never"});
  CHECK(walk.go({"=recent", "2"}) == "recent review[-filler]");
  CHECK_FALSE(walk.interview().answers()[1].given());
  CHECK(walk.go({"=recent", "1", ""}) == "recent filler[-peel][+filler] review");
  CHECK(walk.interview().answers()[1].given());
}

TEST_CASE("an answer taken back is asked for again, and sets aside what depends on it") {
  Walk walk;
  CHECK(walk.go({"30", "none", "no", "1", "1 week", "never", "~recent", "1", "", "?smoker", ""}) ==
        "acne smoker recent filler burn review recent[-filler] filler[+filler] review smoker "
        "review");
  CHECK(walk.go({"~burn"}) == "burn");
  CHECK_FALSE(walk.interview().answered_on(*walk.interview().current()));
}

TEST_CASE("an interview goes on at another pace as if it had begun at it") {
  Walk walk;
  CHECK(walk.place() == "age");
  walk.interview().set_pace(Pace::quick);
  CHECK(walk.place() == Walk(Pace::quick).place());
  CHECK(walk.place() == "acne");
  walk.interview().set_pace(Pace::full);
  CHECK(walk.place() == "age");
}

TEST_CASE("finishing early leaves what is left, and back undoes it") {
  Walk walk;
  walk.go({"30", "none"});
  CHECK(walk.go({"!"}) == "review");
  CHECK(walk.ids(walk.interview().left()) == "smoker recent burn");
  CHECK(walk.go({"=recent", "1", "3 weeks"}) == "recent filler review");
  CHECK(walk.go({"<", "no", "never"}) == "smoker burn review");
}

TEST_CASE(
    "what is not answered is not reached, what may not apply neither, and not known is a blank") {
  Walk walk;
  const auto state = [&](std::string_view id) {
    return walk.interview().answers()[walk.interview().rules().find_question(id).value()].state;
  };
  CHECK(state("filler") == Answer::State::not_reached);
  walk.go({"30", "none", "!"});
  CHECK(state("smoker") == Answer::State::not_reached);
  walk.go({"=recent", "-"});
  CHECK(state("recent") == Answer::State::blank);
  CHECK(state("filler") == Answer::State::blank);  // nothing left could open its gate
}

TEST_CASE("the position counts the questions that apply") {
  Walk walk;
  const auto place = [&] {
    const Interview::Position p = walk.interview().position(walk.interview().current().value());
    return std::to_string(p.number) + " of " + std::to_string(p.total);
  };
  CHECK(place() == "1 of 5");
  walk.go({"30", "none", "no", "1 2"});
  CHECK(place() == "5 of 7");
}

TEST_CASE(
    "quick interviews and triages ask what settles soonest, and stop where nothing can matter") {
  using Said = std::map<std::string, std::string>;
  struct Row {
    std::string_view why;
    Pace pace;
    Said said;  // by question; the others are `harmless`
    std::string_view asked, left;
  };
  const Said harmless = {{"age", "30"},      {"acne", "none"},  {"smoker", "no"},
                         {"recent", "0"},    {"burn", "never"}, {"filler", "3 weeks"},
                         {"peel", "5 weeks"}};
  const Row row = GENERATE(values<Row>({
      {"the most restrictive verdict ends it",
       Pace::quick,
       {{"acne", "much"}},
       "acne",
       "age smoker recent burn"},
      {"the day of a deferral needs the burn",
       Pace::quick,
       {{"age", "10"}},
       "acne age recent burn",
       "smoker"},
      {"a later day needs what cautions",
       Pace::quick,
       {{"recent", "1"}, {"filler", "3 days"}},
       "acne age recent filler smoker",
       "burn"},
      {"nothing applies: all is asked but what no rule uses",
       Pace::quick,
       {},
       "acne age recent smoker",
       "burn"},
      {"what is not known is not asked again",
       Pace::quick,
       {{"recent", "-"}},
       "acne age recent smoker",
       "burn"},
      {"a triage ends with the first deferral",
       Pace::triage,
       {{"age", "10"}},
       "age",
       "acne smoker recent burn"},
      {"a follow-up question can end a triage",
       Pace::triage,
       {{"recent", "1"}, {"filler", "3 days"}},
       "age acne recent filler",
       "smoker burn"},
  }));
  CAPTURE(row.why);
  Walk walk(row.pace);
  std::string asked;
  while (walk.place() != "review") {
    const std::string place = walk.place();
    asked += (asked.empty() ? "" : " ") + place;
    const auto said = row.said.find(place);
    walk.go({said == row.said.end() ? harmless.at(place) : said->second});
  }
  CHECK(asked == row.asked);
  CHECK(walk.ids(walk.interview().left()) == row.left);
}

TEST_CASE("going back in a quick interview follows the order in which it asked") {
  Walk walk(Pace::quick);
  CHECK(walk.go({"none", "30", "0"}) == "age recent smoker");
  CHECK(walk.go({"<", "<", "<"}) == "recent age acne");
  CHECK_FALSE(walk.interview().back());
  CHECK(walk.go({"", "", ""}) == "age recent smoker");
  CHECK(walk.go({"=acne", "much"}) == "acne review");
}

TEST_CASE("the position in a quick interview counts what was asked, and what is still wanted") {
  Walk walk(Pace::quick);
  const auto place = [&] {
    const Interview::Position p = walk.interview().position(walk.interview().current().value());
    return std::to_string(p.number) + " of " + std::to_string(p.total);
  };
  CHECK(place() == "1 of 4");
  walk.go({"none"});
  CHECK(place() == "2 of 4");
  walk.go({"30"});
  CHECK(place() == "3 of 4");
  walk.go({"<"});
  CHECK(place() == "2 of 4");
}

TEST_CASE("answers of another day are all to be confirmed") {
  Walk walk;
  walk.go({"30", "none", "no", "0", "never"});
  Walk other;
  const Date today = walk.interview().days().as_of;
  other.interview().restore(given_on(walk.interview().answers(), today));
  CHECK(other.place() == "review");
  CHECK(other.interview().screening().headline.settled);
  const Date yesterday = today - std::chrono::days(1);
  other.interview().restore(given_on(walk.interview().answers(), yesterday));
  CHECK(other.go({"", "", "", "", ""}) == "acne smoker recent burn review");
  CHECK(other.interview().answers() == walk.interview().answers());
}

TEST_CASE("an answer of another day does not count until it is confirmed") {
  Walk walk;
  walk.go({"30", "none", "no", "0", "never"});
  Walk other;
  const Date yesterday = walk.interview().days().as_of - std::chrono::days(1);
  other.interview().restore(given_on(walk.interview().answers(), yesterday));
  other.interview().finish();
  CHECK(other.place() == "review");
  CHECK(other.interview().screening().headline.incomplete);
  for (const Answer& answer : other.interview().answers()) CHECK_FALSE(answer.given());
  other.interview().back();
  CHECK(other.go({"", "", ""}) == "acne smoker recent");
  const std::size_t age = *other.interview().rules().find_question("age");
  CHECK(other.interview().answers()[age] == walk.interview().answers()[age]);
  CHECK_FALSE(other.interview().unconfirmed(age));
}
