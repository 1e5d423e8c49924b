// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "candor/report/layout/windows.h"
#include "candor/report/result/care_strip.h"
#include "candor/report/result/pages.h"
#include "report/sample.h"

namespace candor::testing {
namespace {

using Catch::Contains;

// Every text of a rule set, each made one of a kind. The bindings name every member of the model:
// one that is added does not compile here before somebody says whether clients may read it.
class Marker {
 public:
  explicit Marker(RuleSet& rules);

  const std::set<std::string>& for_clients() const { return for_clients_; }
  const std::set<std::string>& hidden() const { return hidden_; }

 private:
  void hide(Text& text) { hidden_.insert(mark(text)); }
  void hide(std::string& text) { hidden_.insert(text = fmt::format("qz{}z", ++count_)); }
  void show(Text& text) { for_clients_.insert(mark(text)); }
  std::string mark(Text& text) { return text.text = fmt::format("qz{}z", ++count_); }
  void mark(Evidence& evidence) {
    auto& [sources, strength, disputed, review_by] = evidence;
    static_cast<void>(sources), static_cast<void>(review_by);
    strength = Strength::split;
    hide(disputed);
  }
  void mark(Question& question);
  void mark(std::vector<Accepted>& accepted) {
    accepted.resize(1);
    hide(accepted[0].code), hide(accepted[0].reason);
  }

  int count_ = 100;
  std::set<std::string> for_clients_, hidden_;
};

void Marker::mark(Question& question) {
  auto& [id, asked_by, section, ask, help, called, type, choices, unit, min, max, step, never,
         ongoing, asked_if, if_blank, lasts, fixed, digest, accepted] = question;
  static_cast<void>(lasts), static_cast<void>(fixed);
  static_cast<void>(asked_by), static_cast<void>(section), static_cast<void>(type);
  static_cast<void>(min);
  static_cast<void>(max), static_cast<void>(step), static_cast<void>(never);
  static_cast<void>(ongoing), static_cast<void>(asked_if), static_cast<void>(if_blank);
  hide(id), show(ask), hide(help), show(called), hide(unit), hide(digest), mark(accepted);
  for (auto& [choice_id, label, also] : choices) {
    hide(choice_id), hide(label);
    for (Text& word : also) hide(word);
  }
}

Marker::Marker(RuleSet& rules) {
  auto& [files, id, version, title, language, intended_use, review, digest, bases, changes, sources,
         verdicts, sections, questions, conditions, rule_list, care, plan, override_reasons] =
      rules;
  static_cast<void>(override_reasons);
  static_cast<void>(language);
  for (auto& file : files) {
    std::string name, text;
    hide(name), hide(text);
    file = std::make_shared<const SourceFile>(name, text);
  }
  hide(id), show(version), show(title), hide(intended_use), hide(digest);
  bases.resize(1);
  for (auto& [base_id, base_version, base_title, base_digest] : bases) {
    hide(base_id), hide(base_digest);
    for_clients_.insert(base_version = fmt::format("qz{}z", ++count_));
    for_clients_.insert(base_title = fmt::format("qz{}z", ++count_));
  }
  changes.resize(1);
  for (auto& [part, kind, change_id, change_by, keys, reason, was] : changes) {
    static_cast<void>(part), static_cast<void>(kind), static_cast<void>(keys);
    hide(change_id), hide(change_by), hide(reason), hide(was);
  }
  auto& [reviewed, by, on, signed_by] = review;
  static_cast<void>(on);
  reviewed = true;
  static_cast<void>(signed_by);
  show(by);
  for (auto& [source_id, source_title, publisher, year, at, url, read, review_by, accepted] :
       sources) {
    static_cast<void>(read), static_cast<void>(review_by);
    mark(accepted);
    hide(source_id), hide(source_title), hide(publisher), hide(year), hide(at), hide(url);
  }
  for (auto& [verdict_id, label, proceed, verdict_next] : verdicts) {
    static_cast<void>(proceed);
    hide(verdict_id), show(label), show(verdict_next);
  }
  for (auto& [section_id, section_title] : sections) hide(section_id), show(section_title);
  for (Question& question : questions) mark(question);
  for (auto& [condition_id, when] : conditions) {
    static_cast<void>(when);
    hide(condition_id);
  }
  bool said = false;
  for (auto& [rule_id, when, verdict, until, waits_for, because, advice, client, evidence,
              accepted] : rule_list) {
    static_cast<void>(when), static_cast<void>(verdict), static_cast<void>(until);
    auto& [say, next, urgent, told_in_person] = client;
    static_cast<void>(told_in_person);
    urgent = said = !said;
    if (said) show(say), hide(because);
    if (!said) show(because);
    hide(rule_id), show(waits_for), hide(advice), show(next);
    mark(evidence), mark(accepted);
  }
  for (auto& group : care) {
    for (auto& [care_id, when, done_when, say, from, to, topic, evidence, accepted] : group) {
      static_cast<void>(when), static_cast<void>(from), static_cast<void>(to);
      static_cast<void>(done_when);
      hide(care_id), show(say), hide(topic.emplace().id);
      mark(evidence), mark(accepted);
    }
  }
  for (auto& [plan_id, when, say, evidence, accepted] : plan) {
    static_cast<void>(when);
    hide(plan_id), show(say);
    mark(evidence), mark(accepted);
  }
}

// Answers of every kind of screening by the sample rule set.
constexpr std::string_view suitable =
    R"({"acne": "none", "drug": "never", "burn": "never", "done": "none"})";
constexpr std::string_view caution =
    R"({"acne": "few", "drug": "8 months", "burn": "never", "done": "none", "smoker": "yes"})";
constexpr std::string_view defer =
    R"({"acne": "few", "drug": "3 months", "burn": "5 days", "done": ["filler"], "filler": "3 days"})";
constexpr std::string_view ongoing =
    R"({"acne": "none", "drug": "ongoing", "burn": "never", "done": "none"})";
constexpr std::string_view unsuitable =
    R"({"acne": "many", "drug": "3 months", "burn": "5 days", "done": "none"})";
constexpr std::string_view incomplete = R"({"acne": "few"})";
constexpr std::string_view unsettled = R"({"acne": "few", "drug": "3 months"})";

TEST_CASE("a leaflet contains nothing that is meant for practitioners") {
  const std::string_view json = GENERATE(values<std::string_view>(
      {suitable, caution, defer, ongoing, unsuitable, incomplete, unsettled}));
  const std::string_view appointment = GENERATE("", "2026-11-22", "2026-12-01", "2027-06-01");
  CAPTURE(json, appointment);
  Sample sample = screened(json, appointment);
  const Marker marker(sample.rules);
  const std::string page = leaflet_html(sample.result(), {.ref = "P0042-1"});
  std::set<std::string> leaked;
  for (const std::string& text : marker.hidden()) {
    if (page.find(text) != std::string::npos) leaked.insert(text);
  }
  CHECK(leaked == std::set<std::string>{});
  CHECK_THAT(page, Contains("Reference: P0042-1"));
  // The marks are seen where a text is shown.
  CHECK_THAT(page, Contains(sample.rules.title.text));
}

TEST_CASE("a report contains what a leaflet leaves out") {
  Sample sample = screened(defer);
  Marker marker(sample.rules);
  const std::string page = report_html(sample.result(), {.ref = "P0042-1"});
  const Rule& rule = sample.rules.rules[sample.screening.reasons[0].rule];
  for (const std::string& text :
       {rule.id.text, rule.advice.text, rule.evidence.disputed.text, rule.because.text,
        sample.rules.sources[0].title.text, sample.rules.intended_use.text, sample.rules.digest,
        sample.rules.version.text, sample.rules.review.by.text, std::string("P0042-1")}) {
    CHECK_THAT(page, Contains(text));
  }
}

TEST_CASE("only a client who may go ahead is told how to prepare") {
  struct Row {
    std::string_view json, appointment;
    bool care;
  };
  const Row row = GENERATE(values<Row>({
      {suitable, "", true},
      {suitable, "2026-12-08", true},
      {caution, "", true},
      {defer, "", true},
      {defer, "2026-11-25", true},
      {ongoing, "", true},
      {ongoing, "2027-06-01", false},
      {unsettled, "", false},
      {unsuitable, "", false},
      {unsuitable, "2027-06-01", false},
      {incomplete, "", false},
      {incomplete, "2027-06-01", false},
  }));
  CAPTURE(row.json, row.appointment);
  const Sample sample = screened(row.json, row.appointment);
  const std::string page = leaflet_html(sample.result(), {});
  for (const std::string_view text : {"class=\"strip\"", "What to do, and when",
                                      "Keep out of the sun.", "Three sessions.", "Fever."}) {
    CHECK((page.find(text) != std::string::npos) == row.care);
  }
  CHECK_THAT(page, Contains("This is not a clearance."));
  CHECK_THAT(page, Contains("Your practitioner decides"));
  CHECK_THAT(page, Contains("Keep taking each medicine that a doctor prescribed for you."));
  CHECK_THAT(page, Contains("What to do now"));
}

TEST_CASE("a verdict that depends on more than the date is not promised for that date") {
  const std::string_view burnt =
      R"({"acne": "none", "drug": "never", "burn": "5 days", "done": "none"})";
  const Sample waits = screened(burnt, "2026-12-08");
  const std::string page = leaflet_html(waits.result(), {});
  CHECK_THAT(page, Contains("<h1 class=\"word\">Not yet</h1>"));
  CHECK_THAT(page, Contains("can be kept only if this is true then: The burn has healed."));
  // A deferral that only a date ends is over on the appointment, and today's verdict is said too.
  const Sample dated = screened(
      R"({"acne": "none", "drug": "3 months", "burn": "never", "done": "none"})", "2027-03-01");
  const std::string later = leaflet_html(dated.result(), {});
  CHECK_THAT(later, Contains("<h1 class=\"word\">Suitable with precautions</h1>"));
  CHECK_THAT(later, Contains("Today, 22 November 2026: Not yet."));
}

TEST_CASE("a clinic's words are on its pages") {
  const Sample sample = screened(suitable);
  auto clinic = load_clinic(SourceFile(
      "clinic.yaml",
      "candor_clinic: 1\nname: A & B\naddress: [Line one, Line two]\nphone: 0117 496 0000\n"
      "closing: Goodbye.\n"));
  REQUIRE(clinic.value);
  const std::string page = leaflet_html(sample.result(), {.clinic = clinic.value});
  CHECK_THAT(page, Contains("A &amp; B"));
  CHECK_THAT(page, Contains("Line two"));
  CHECK_THAT(page, Contains("<a href=\"tel:01174960000\">0117 496 0000</a>"));
  CHECK_THAT(page, Contains("Goodbye."));
  // The number that it does not have can be written on the page.
  CHECK_THAT(page, Contains("By day:</span> <a"));
  CHECK_THAT(page, Contains("Out of hours:</span> <span class=\"write-here\">"));
}

// The page's text in reading order, without markup.
std::string words_of(std::string_view page) {
  std::string text;
  bool in_tag = false;
  for (const char c : page.substr(page.find("<main"))) {
    if (c == '<') text += ' ';
    in_tag = c == '<' || (in_tag && c != '>');
    if (!in_tag && c != '>' && c != '\n') text += c;
  }
  std::string single;
  for (const char c : text) {
    if (c != ' ' || !single.ends_with(' ')) single += c;
  }
  return single;
}

bool in_order(std::string_view text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) {
    UNSCOPED_INFO(part);
    const std::size_t at = text.find(part);
    if (at == text.npos) return false;
    text.remove_prefix(at + part.size());
  }
  return true;
}

Rule& rule_named(RuleSet& rules, std::string_view id) {
  const auto found = std::find_if(rules.rules.begin(), rules.rules.end(),
                                  [&](const Rule& rule) { return rule.id.text == id; });
  REQUIRE(found != rules.rules.end());
  return *found;
}

TEST_CASE("the client reads her own words, and what happens now, the most urgent first") {
  Sample sample = screened(defer);
  rule_named(sample.rules, "drug-recent").client.say.text = "You took the drug lately.";
  rule_named(sample.rules, "filler-recent").client.next.text = "Wait for the filler.";
  ForClient& spots = rule_named(sample.rules, "acne-few").client;
  spots.next.text = "See a doctor about the spots.";
  spots.urgent = true;
  sample.rules.verdicts[2].next.text = "We plan another day.";
  const std::string text = words_of(leaflet_html(sample.result(), {}));
  CHECK(in_order(text, {"What we found", "You took the drug lately. Wait until", "We also noted",
                        "There are spots.", "What to do now", "See a doctor about the spots.",
                        "Please do not have the treatment yet.", "We plan another day.",
                        "Wait for the filler.", "Keep taking each medicine"}));
  CHECK_THAT(text, !Contains("The drug ended less than 6 months ago."));
  // Two rules have the verdict's, which is said once.
  CHECK(text.find("We plan another day.") == text.rfind("We plan another day."));
}

TEST_CASE(
    "what is told in person is not on the leaflet, and that there is something is said once") {
  Sample sample = screened(defer, "2027-06-01");
  Rule& rule = rule_named(sample.rules, "burn-recent");
  rule.client.told_in_person = true;
  rule.client.next.text = "Cool it.";
  sample.screening.told_in_person = {static_cast<std::uint32_t>(&rule - sample.rules.rules.data())};
  const std::string text = words_of(leaflet_html(sample.result(), {}));
  const std::string_view line = "There is something in your answers that we talk about in person.";
  REQUIRE(text.find(line) != std::string::npos);
  CHECK(text.find(line) == text.rfind(line));
  for (const std::string_view hidden : {"burn", "Cool it."})
    CHECK_THAT(text, !Contains(std::string(hidden)));
  CHECK_THAT(text, Contains("The drug ended less than 6 months ago."));
}

TEST_CASE("a next step of its own replaces what is said of every refusal") {
  Sample sample = screened(unsuitable);
  const auto words = [&] { return words_of(leaflet_html(sample.result(), {})); };
  const std::size_t worst = sample.screening.headline.at_least;
  CHECK_THAT(words(), Contains("This treatment is not right for you"));
  bool first = true;
  for (const Reason& reason : sample.screening.reasons) {
    Rule& rule = sample.rules.rules[reason.rule];
    if (rule.verdict != worst) continue;
    rule.client.next.text = "We use another device.";
    if (std::exchange(first, false)) continue;
    CHECK_THAT(words(), Contains("We do not treat you as things are now."));
    rule.client.next.text.clear();  // one reason without a step is enough for the usual words
    CHECK_THAT(words(), Contains("This treatment is not right for you"));
    rule.client.next.text = "We use another device.";
  }
  CHECK_THAT(words(), Contains("We do not treat you as things are now.") &&
                          Contains("We use another device.") &&
                          !Contains("This treatment is not right for you"));
}

TEST_CASE("no list of questions is promised if all of them are asked in person") {
  Sample sample = screened(incomplete);
  CHECK_THAT(words_of(leaflet_html(sample.result(), {})),
             Contains("Look at the questions below.") && Contains("What we still need to know"));
  for (std::uint32_t i = 0; i < sample.rules.rules.size(); ++i) {
    sample.rules.rules[i].client.told_in_person = true;
    sample.screening.told_in_person.push_back(i);
  }
  CHECK_THAT(words_of(leaflet_html(sample.result(), {})),
             Contains("Talk to us: some questions we ask you in person.") &&
                 !Contains("questions below") && !Contains("What we still need to know"));
}

TEST_CASE("many reasons are grouped by section") {
  Sample sample = screened(caution);
  CHECK_THAT(leaflet_html(sample.result(), {}), !Contains("found groups"));
  for (int i = 0; i < 3; ++i) sample.screening.reasons.push_back(sample.screening.reasons[1]);
  const std::string text = words_of(leaflet_html(sample.result(), {}));
  CHECK(in_order(text, {"What we found", "Skin today", "There are spots.", "Also",
                        "The drug ended 6 to 12 months ago."}));
}

TEST_CASE("the strip has what to do at one time together, and says what is to be avoided") {
  Sample sample = screened(caution, "2026-12-30");
  sample.rules.care[0][1].topic = Topic{{"smoking"}, true};
  sample.rules.care[1][1].topic = Topic{{"cream"}, false};
  Result result = sample.result();
  result.appointment_time = TimeOfDay{14, 30};
  const std::string text = words_of(leaflet_html(result, {}));
  CHECK(in_order(
      text, {"For your appointment on 30 December 2026, 14:30", "When to call us",
             "Two weeks before from 16 Dec", "Keep out of the sun.", "Five days before from 25 Dec",
             "Last 24 hours: Drink no alcohol.", "Avoid From 28 Dec: Do not smoke.",
             "First 24 hours", "First 6 hours: Do not wash.", "First week until 6 Jan 2027",
             "Do 31 Dec to 4 Jan 2027: Use the cream."}));
}

TEST_CASE("what matters most: what is hers, then by strength, nearest to the appointment") {
  Sample sample = screened(caution, "2026-12-30");
  const auto ids = [&] {
    std::vector<std::string> out;
    const Result result = sample.result();
    for (const GivenCare& given : most_important(result, ToldInPerson(result), 3))
      out.push_back(item_of(sample.rules, given).id.text);
    return out;
  };
  // A reason reads what `cream` reads; `smoke` has a condition; `sun` has a strength.
  CHECK(ids() == std::vector<std::string>{"cream", "smoke", "sun"});
  sample.rules.care[0][0].topic = Topic{{"x"}, true};
  sample.rules.care[0][1].topic = Topic{{"x"}, true};
  CHECK(ids() == std::vector<std::string>{"cream", "smoke", "wash"});
  for (GivenCare& given : sample.screening.care) given.if_applies = true;
  CHECK(ids().empty());
}

TEST_CASE("answers are asked again on an appointment that is far") {
  Sample sample = screened(suitable, "2026-12-30");
  CHECK_THAT(words_of(leaflet_html(sample.result(), {})),
             Contains("At the appointment we ask you all questions again."));
  sample.rules.sections.push_back({{"other"}, {"Other"}});
  CHECK_THAT(words_of(leaflet_html(sample.result(), {})),
             Contains("we ask you again: Skin today, When was the last dose?, "));
  CHECK_THAT(words_of(leaflet_html(screened(suitable, "2026-11-29").result(), {})),
             !Contains("we ask you"));
}

}  // namespace
}  // namespace candor::testing
