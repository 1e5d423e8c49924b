// SPDX-License-Identifier: Apache-2.0
// Rule sets that extend another one. Mistakes: tests/data/rules/bad/extends.cases.
#include <map>
#include <string>

#include <fmt/format.h>

#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/rule_set_snapshot.h"
#include "support/catch.hpp"
#include "support/rules_beside.h"

using namespace candor;

namespace {

constexpr const char* base = R"yaml(candor: 1
id: base
version: 1.0.0
title: The base
intended_use: Tests.
review: {status: draft}
sources:
  label: {title: The label, year: 2020}
  panel: {title: The panel}
verdicts:
  go: {label: Go, proceed: now}
  wait: {label: Wait, proceed: later, next: Wait.}
sections: {skin: Skin}
questions:
  smoker: {ask: "Do you smoke?", help: Now., type: yes_no, if_blank: no}
  device: {section: skin, ask: Which?, type: choice, choices: {pen: A pen, roller: A roller}}
  peel: {ask: Last peel, type: time_since, accepts: [never]}
conditions:
  rough: {device: roller}
rules:
  peel: {when: {peel: {under: 4 weeks}}, verdict: wait, until: {peel: 4 weeks}, because: A peel., advice: Wait., sources: [label]}
  smoker: {when: {smoker: yes}, verdict: wait, because: Smoking., client: {say: You smoke., next: Stop., urgent: yes}, sources: [panel]}
  rough: {when: {is: rough}, verdict: wait, because: Rough., strength: convention}
care:
  before: {clean: {say: Come clean., from: 1 day before}, drink: {say: Drink.}}
plan: {photos: {say: Photographs.}}
)yaml";

std::string over(const std::string& body, const std::string& id = "over",
                 const std::string& extends = "base") {
  return fmt::format("candor: 1\nid: {}\nversion: 2.0.0\nextends: {}\n{}", id, extends, body);
}

Parsed<RuleSet> load_over(const std::string& body) {
  return load_rule_set(SourceFile("over.yaml", over(body)), testing::rules_among({{"base", base}}));
}

RuleSet loaded(const std::string& body) {
  Parsed<RuleSet> rules = load_over(body);
  for (const Diagnostic& d : rules.diagnostics.sorted()) UNSCOPED_INFO(render(d));
  REQUIRE(rules.value);
  return *std::move(rules.value);
}

RuleSet loaded_base() { return *load_rule_set(SourceFile("base", base)).value; }

template <class T>
std::string ids(const std::vector<T>& things) {
  std::string out;
  for (const T& thing : things) out += (out.empty() ? "" : " ") + thing.id.text;
  return out;
}

std::string file_names(const RuleSet& rules) {
  std::string out;
  for (const auto& file : rules.files) out += (out.empty() ? "" : " ") + file->name();
  return out;
}

// "rule peel changed until because; question smoker dropped: Why (it said: What)"
std::string changes(const RuleSet& rules) {
  std::string out;
  for (const Change& change : rules.changes) {
    const char* const kinds[] = {"added", "changed", "dropped"};
    out += fmt::format("{}{} {} {}", out.empty() ? "" : "; ", to_string(change.part), change.id,
                       kinds[static_cast<std::size_t>(change.kind)]);
    for (const std::string& key : change.keys) out += " " + key;
    if (!change.reason.empty()) out += ": " + change.reason;
    if (!change.was.empty()) out += fmt::format(" (it said: {})", change.was);
    if (change.by != "over") out += " by " + change.by;
  }
  return out;
}

std::string codes_of(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.sorted()) {
    out += fmt::format("{}{} {}:{}:{}", out.empty() ? "" : "; ", to_string(d.code), d.file, d.line,
                       d.column);
  }
  return out;
}

}  // namespace

TEST_CASE("changes are recorded, and nothing else changes") {
  struct Row {
    const char* yaml;
    const char* changes;
  };
  const Row row = GENERATE(values<Row>({
      {"title: Ours", "rule set over changed title"},
      {"title: The base\nplan: {lamp: {say: A lamp.}}", "plan item lamp added"},
      {"rules: {peel: {advice: Ask.}}", "rule peel changed advice"},
      {"rules: {peel: {advice: off, strength: weak}}", "rule peel changed advice strength"},
      {"rules: {peel: {because: A peel., until: {peel: 8 weeks}}}", "rule peel changed until"},
      {"rules: {peel: {until: {peel: 4 weeks}}, smoker: off}",
       "rule smoker dropped (it said: Smoking.)"},
      {"rules: {smoker: {off: Our own matter.}}",
       "rule smoker dropped: Our own matter. (it said: Smoking.)"},
      {"rules: {smoker: off}\nquestions: {smoker: off}",
       "rule smoker dropped (it said: Smoking.); question smoker dropped (it said: Do you smoke?)"},
      {"rules: {smoker: {client: {say: You do.}}}", "rule smoker changed client.say"},
      {"rules: {smoker: {client: {say: You smoke., next: off, private: no}}}",
       "rule smoker changed client.next client.private"},
      {"rules: {smoker: {client: off}}", "rule smoker changed client"},
      {"rules: {peel: {client: {next: Wait.}}}", "rule peel changed client.next"},
      {"rules: {smoker: {client: {say: off, next: off, urgent: off}}}",
       "rule smoker changed client.say client.next client.urgent"},
      {"verdicts: {wait: {next: off}, go: {next: Come.}}",
       "verdict wait changed next; verdict go changed next"},
      {"questions: {peel: {called: the last peel}}", "question peel changed called"},
      {"care: {before: {drink: {done_when: {smoker: no}}}}", "care item drink changed done_when"},
      {"sources: {panel: {year: 1999}}", "source panel changed year"},
      {"sources: {panel: off}\nrules: {smoker: {sources: [label]}}",
       "source panel dropped (it said: The panel); rule smoker changed sources"},
      {"verdicts: {wait: {label: Later}, never: {label: No, proceed: no}}",
       "verdict wait changed label; verdict never added"},
      {"sections: {skin: The skin, other: Other}", "section skin changed; section other added"},
      {"questions: {device: {choices: {pen: Our pen, stamp: A stamp}}}",
       "question device changed choices"},
      {"questions: {device: {choices: {pen: A pen}, help: Look.}}", "question device changed help"},
      {"conditions: {rough: {device: pen}}", "condition rough changed"},
      {"conditions: {rough: {off: Not ours.}}\nrules: {rough: off}",
       "condition rough dropped: Not ours.; rule rough dropped (it said: Rough.)"},
      {"care: {before: {clean: {from: off}, drink: off}, call_us: {fever: {say: Fever.}}}",
       "care item clean changed from; care item drink dropped (it said: Drink.); "
       "care item fever added"},
      {"plan: {photos: {off: We take none.}}",
       "plan item photos dropped: We take none. (it said: Photographs.)"},
  }));
  CAPTURE(row.yaml);
  CHECK(changes(loaded(row.yaml)) == row.changes);
}

TEST_CASE("keys replace those of the same name, and the others stay") {
  const RuleSet rules = loaded(R"yaml(
questions:
  device: {choices: {roller: Our roller, stamp: A stamp}}
  waxed: {ask: Waxed?, type: yes_no}
rules:
  peel: {until: {peel: 8 weeks}, because: A peel less than 8 weeks ago.}
  waxed: {when: {waxed: yes, device: stamp}, verdict: wait, because: Waxed., strength: convention}
)yaml");
  const RuleSet before = loaded_base();

  CHECK(rules.id.text == "over");
  CHECK(rules.version.text == "2.0.0");
  CHECK(rules.title.text == "The base");
  CHECK(rules.intended_use.text == "Tests.");
  CHECK(ids(rules.questions) == "smoker device peel waxed");
  CHECK(ids(rules.rules) == "peel smoker rough waxed");
  CHECK(ids(rules.questions[1].choices) == "pen roller stamp");
  CHECK(rules.questions[1].choices[1].label.text == "Our roller");
  CHECK(rules.questions[1].ask.text == "Which?");
  const Rule& peel = rules.rules[0];
  CHECK(to_string(peel.until->after.at(0).wait) == "8 weeks");
  CHECK(peel.because.text == "A peel less than 8 weeks ago.");
  CHECK(peel.advice.text == "Wait.");
  CHECK(peel.evidence.sources == before.rules[0].evidence.sources);
}

TEST_CASE("a place says which file it is in") {
  const RuleSet rules = loaded("rules: {peel: {advice: Ask.}}\nplan: {lamp: {say: A lamp.}}");
  REQUIRE(file_names(rules) == "over.yaml base");
  CHECK(rules.files[1]->text() == base);
  CHECK(rules.id.at.file == 0);
  CHECK(rules.title.at.file == 1);
  CHECK(rules.rules[0].advice.at == Place{5, 24, 0});
  CHECK(rules.rules[0].because.at.file == 1);
  CHECK(rules.rules[1].id.at.file == 1);
  CHECK(rules.plan[1].id.at.file == 0);
}

TEST_CASE("a part that loses its last entry is left out") {
  const RuleSet rules = loaded("plan: {photos: off}\ncare: {before: {clean: off, drink: off}}");
  CHECK(rules.plan.empty());
  CHECK(rules.care[0].empty());
}

TEST_CASE("a condition is replaced as a whole, not test by test") {
  const RuleSet rules = loaded("conditions: {rough: {smoker: yes}}");
  CHECK(rules.conditions[0].when.kind == Condition::Kind::test);
  CHECK(rules.conditions[0].when.test.question == 0);
}

TEST_CASE("a question called `off` can be tested beside others") {
  const RuleSet rules = loaded(
      "questions: {off: {ask: Off?, type: yes_no}}\n"
      "conditions: {rough: {off: yes, smoker: yes}}");
  CHECK(changes(rules) == "question off added; condition rough changed");
}

TEST_CASE("the digest is over both") {
  const std::string body = "rules: {smoker: {off: Why.}}";
  const RuleSet rules = loaded(body);
  CHECK(rules.digest == loaded("# A remark.\n" + body).digest);
  CHECK(rules.digest != loaded_base().digest);
  CHECK(rules.digest != loaded("rules: {smoker: {off: Another reason.}}").digest);
  REQUIRE(rules.bases.size() == 1);
  CHECK(rules.bases[0].id == "base");
  CHECK(rules.bases[0].version == "1.0.0");
  CHECK(rules.bases[0].title == "The base");
  CHECK(rules.bases[0].digest == loaded_base().digest);

  // A change in the base changes the digest, even of an entry that is changed here.
  std::string other = base;
  other.replace(other.find("Smoking."), 8, "Smoke.  ");
  const auto changed =
      load_rule_set(SourceFile("over.yaml", over(body)), testing::rules_among({{"base", other}}));
  REQUIRE(changed.value);
  CHECK(changed.value->digest != rules.digest);
  // The name of the file does not.
  const auto moved = load_rule_set(SourceFile("over.yaml", over(body, "over", "elsewhere")),
                                   testing::rules_among({{"elsewhere", base}}));
  REQUIRE(moved.value);
  CHECK(moved.value->digest == rules.digest);
}

TEST_CASE("a review of the base is not a review of the rule set that extends it") {
  std::string reviewed = base;
  const std::string draft = "{status: draft}";
  reviewed.replace(reviewed.find(draft), draft.size(),
                   fmt::format("{{status: reviewed, by: Dr A., on: 2026-11-22, digest: \"{}\"}}",
                               loaded_base().digest));
  const auto find = testing::rules_among({{"base", reviewed}});
  const auto rules = load_rule_set(SourceFile("over.yaml", over("title: Ours")), find);
  REQUIRE(rules.value);
  CHECK_FALSE(rules.value->review.reviewed);

  const auto own = load_rule_set(
      SourceFile("over.yaml",
                 over(fmt::format("title: Ours\nreview: {{status: reviewed, by: Dr B., on: "
                                  "2026-11-23, digest: \"{}\"}}",
                                  rules.value->digest))),
      find);
  REQUIRE(own.value);
  CHECK(own.value->review.by.text == "Dr B.");
}

TEST_CASE("one extends another that extends a third") {
  const auto rules = load_rule_set(
      SourceFile("over.yaml", over("rules: {peel: {advice: Ask.}, rough: off}", "over", "middle")),
      testing::rules_among({{"base", base},
                            {"middle", over("rules: {peel: {advice: Read.}, smoker: off}\n"
                                            "plan: {lamp: {say: A lamp.}}",
                                            "middle")}}));
  for (const Diagnostic& d : rules.diagnostics.sorted()) UNSCOPED_INFO(render(d));
  REQUIRE(rules.value);
  REQUIRE(rules.value->bases.size() == 2);
  CHECK(rules.value->bases[0].id == "middle");
  CHECK(rules.value->bases[1].id == "base");
  CHECK(rules.value->bases[1].digest == loaded_base().digest);
  CHECK(file_names(*rules.value) == "over.yaml middle base");
  CHECK(ids(rules.value->rules) == "peel");
  CHECK(rules.value->rules[0].advice.text == "Ask.");
  CHECK(rules.value->rules[0].because.at.file == 2);
  CHECK(rules.value->plan[1].say.at.file == 1);
  CHECK(changes(*rules.value) ==
        "rule peel changed advice by middle; rule smoker dropped (it said: Smoking.) by middle; "
        "plan item lamp added by middle; rule peel changed advice; "
        "rule rough dropped (it said: Rough.)");

  const auto restored = restore_rule_set(snapshot_rule_set(*rules.value));
  REQUIRE(restored);
  CHECK(changes(*restored) == changes(*rules.value));
  CHECK(restored->bases.size() == 2);
}

TEST_CASE("a chain has an end") {
  std::map<std::string, std::string> texts{{"r0", base}};
  for (int i = 1; i <= 10; ++i) {
    texts.emplace(fmt::format("r{}", i), over(fmt::format("title: Title {}", i),
                                              fmt::format("id{}", i), fmt::format("r{}", i - 1)));
  }
  const RulesLookup find = testing::rules_among(texts);
  const auto longest = load_rule_set(SourceFile("r8", texts["r8"]), find);
  CHECK(longest.value);
  CHECK(longest.value->bases.size() == most_bases);
  CHECK(codes_of(load_rule_set(SourceFile("r9", texts["r9"]), find).diagnostics) == "E110 r1:4:10");
}

TEST_CASE("mistakes in a chain are reported where they are, and nothing is loaded") {
  const std::string sound = over("title: Ours", "over", "middle");
  struct Row {
    const char* why;
    std::string base;
    std::string middle;
    std::string top;
    const char* codes;
  };
  const std::string good_middle = over("title: Middle", "middle");
  const std::vector<Row> rows{
      {"the base does not read", "candor: [", good_middle, sound, "E104 base:1:9"},
      {"the base is empty", "", good_middle, sound, "E111 base:0:0"},
      {"the middle does not read", base, "candor: [", sound, "E104 middle:1:9"},
      {"the middle has a key twice", base, good_middle + "\nid: x", sound, "E112 middle:6:1"},
      {"the middle drops what is not there", base, over("plan: {x: off}", "middle"), sound,
       "E124 middle:5:8"},
      {"a circle", base, over("title: Middle", "middle", "top"), sound, "E121 middle:4:10"},
      {"the id of the farthest", base, good_middle, over("title: X", "base", "middle"),
       "E123 top:2:5"},
      {"both ends", "candor: [", good_middle, sound + "\nid: x", "E112 top:6:1; E104 base:1:9"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const auto rules = load_rule_set(
        SourceFile("top", row.top),
        testing::rules_among({{"base", row.base}, {"middle", row.middle}, {"top", row.top}}));
    CHECK_FALSE(rules.value);
    CHECK(codes_of(rules.diagnostics) == row.codes);
  }
}

TEST_CASE("without a way to read files only a built-in rule set is extended") {
  const auto rules = load_rule_set(SourceFile("over.yaml", over("title: Ours")));
  CHECK_FALSE(rules.value);
  CHECK(codes_of(rules.diagnostics) == "E120 over.yaml:4:10");

  const std::string yaml = over("title: Ours", "over", "microneedling");
  const auto over_built_in = load_rule_set(SourceFile("over.yaml", yaml));
  REQUIRE(over_built_in.value);
  CHECK(over_built_in.value->bases.at(0).id == "microneedling");
  CHECK(file_names(*over_built_in.value) == "over.yaml <microneedling>");

  const RulesLookup none{.read_file = {}, .built_in = {}};
  CHECK(codes_of(load_rule_set(SourceFile("over.yaml", yaml), none).diagnostics) ==
        "E120 over.yaml:4:10");
}

TEST_CASE("a file to extend is looked for in the folder of the one that names it") {
  struct Row {
    const char* file;
    const char* name;
    const char* path;
  };
  const Row row = GENERATE(values<Row>({{"over.yaml", "base", "base"},
                                        {"over.yaml", "'-'", "./-"},
                                        {"a/over.yaml", "'-'", "a/-"},
                                        {"a/over.yaml", "../base.yaml", "a/../base.yaml"},
                                        {"a/over.yaml", "/base.yaml", "/base.yaml"},
                                        {"<standard input>", "base.yaml", "base.yaml"}}));
  CAPTURE(row.file, row.name);
  std::vector<std::string> asked;
  const auto read = [&](const std::string& path) {
    asked.push_back(path);
    return FileText{.problem = "it is locked"};
  };
  const auto rules = load_rule_set(SourceFile(row.file, over("title: Ours", "over", row.name)),
                                   {.read_file = read});
  CHECK(asked == std::vector<std::string>{row.path});
  REQUIRE(rules.diagnostics.items().size() == 1);
  CHECK(rules.diagnostics.items()[0].message == "it is locked");
  CHECK(rules.diagnostics.items()[0].help == fmt::format("looked for `{}`", row.path));
}
