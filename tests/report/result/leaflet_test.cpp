// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <set>

#include <fmt/format.h>

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
  auto& [id, section, ask, help, type, choices, unit, min, max, step, never, ongoing, asked_if,
         if_blank, accepted] = question;
  static_cast<void>(section), static_cast<void>(type), static_cast<void>(min);
  static_cast<void>(max), static_cast<void>(step), static_cast<void>(never);
  static_cast<void>(ongoing), static_cast<void>(asked_if), static_cast<void>(if_blank);
  hide(id), show(ask), hide(help), hide(unit), mark(accepted);
  for (auto& [choice_id, label] : choices) hide(choice_id), hide(label);
}

Marker::Marker(RuleSet& rules) {
  auto& [files, id, version, title, language, intended_use, review, digest, bases, changes, sources,
         verdicts, sections, questions, conditions, rule_list, care, plan] = rules;
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
  auto& [reviewed, by, on] = review;
  static_cast<void>(on);
  reviewed = true;
  show(by);
  for (auto& [source_id, source_title, publisher, year, at, url, read, review_by, accepted] :
       sources) {
    static_cast<void>(read), static_cast<void>(review_by);
    mark(accepted);
    hide(source_id), hide(source_title), hide(publisher), hide(year), hide(at), hide(url);
  }
  for (auto& [verdict_id, label, proceed] : verdicts) {
    static_cast<void>(proceed);
    hide(verdict_id), show(label);
  }
  for (auto& [section_id, section_title] : sections) hide(section_id), hide(section_title);
  for (Question& question : questions) mark(question);
  for (auto& [condition_id, when] : conditions) {
    static_cast<void>(when);
    hide(condition_id);
  }
  for (auto& [rule_id, when, verdict, until, waits_for, because, advice, evidence, accepted] :
       rule_list) {
    static_cast<void>(when), static_cast<void>(verdict), static_cast<void>(until);
    hide(rule_id), show(waits_for), show(because), hide(advice);
    mark(evidence), mark(accepted);
  }
  for (auto& group : care) {
    for (auto& [care_id, when, say, from, to, topic, evidence, accepted] : group) {
      static_cast<void>(when), static_cast<void>(from), static_cast<void>(to);
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
  PageOptions options{.ref = "qz-ref"};
  const std::string page = leaflet_html(sample.result(), options);
  std::set<std::string> leaked;
  for (const std::string& text : marker.hidden()) {
    if (page.find(text) != std::string::npos) leaked.insert(text);
  }
  CHECK(leaked == std::set<std::string>{});
  CHECK_THAT(page, !Contains("qz-ref"));
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
      {unsettled, "", false},
      {unsuitable, "", false},
      {unsuitable, "2027-06-01", false},
      {incomplete, "", false},
      {incomplete, "2027-06-01", false},
  }));
  CAPTURE(row.json, row.appointment);
  const Sample sample = screened(row.json, row.appointment);
  const std::string page = leaflet_html(sample.result(), {});
  for (const std::string_view text :
       {"<svg", "What to do, and when", "Keep out of the sun.", "Three sessions.", "Fever."}) {
    CHECK((page.find(text) != std::string::npos) == row.care);
  }
  CHECK_THAT(page, Contains("This is not a clearance."));
  CHECK_THAT(page, Contains("Your practitioner decides"));
  CHECK_THAT(page, Contains("Keep taking each medicine that a doctor prescribed for you."));
  CHECK_THAT(page, Contains("What to do next"));
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
}

}  // namespace
}  // namespace candor::testing
