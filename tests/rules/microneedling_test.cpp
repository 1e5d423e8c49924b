// SPDX-License-Identifier: Apache-2.0
// What the built-in rule set must and must not say. Popular articles on microneedling repeat claims
// that no source supports; each row of `unsupported` is one, and none may come back.
#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "candor/interview/reply.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/yaml/yaml.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

const RuleSet& rules() {
  static const RuleSet loaded = [] {
    auto parsed = load_rule_set(SourceFile("r", std::string(find_built_in("microneedling")->yaml)));
    REQUIRE(parsed.value.has_value());
    return std::move(*parsed.value);
  }();
  return loaded;
}

struct Said {
  std::string where, text;
};

void add(std::vector<Said>& all, const std::string& where, const Text& text) {
  if (text.empty()) return;
  std::string lower = text.text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::replace(lower.begin(), lower.end(), '\n', ' ');
  all.push_back({where, lower});
}

// What the client is told: reasons, what happens now, care and plan.
std::vector<Said> told_to_client() {
  std::vector<Said> all;
  for (const Rule& rule : rules().rules) {
    add(all, rule.id.text, rule.client.say);
    add(all, rule.id.text, rule.client.next);
  }
  for (const Verdict& verdict : rules().verdicts) add(all, verdict.id.text, verdict.next);
  for (const auto& group : rules().care) {
    for (const CareItem& item : group) add(all, item.id.text, item.say);
  }
  for (const PlanItem& item : rules().plan) add(all, item.id.text, item.say);
  return all;
}

// Every sentence of the rule set.
std::vector<Said> everything() {
  std::vector<Said> all = told_to_client();
  for (const Rule& rule : rules().rules) {
    for (const Text& text : {rule.because, rule.advice, rule.waits_for, rule.evidence.disputed}) {
      add(all, rule.id.text, text);
    }
  }
  for (const Question& question : rules().questions) {
    add(all, question.id.text, question.ask);
    add(all, question.id.text, question.help);
    for (const Choice& choice : question.choices) add(all, question.id.text, choice.label);
  }
  for (const Verdict& verdict : rules().verdicts) add(all, verdict.id.text, verdict.label);
  add(all, "title", rules().title);
  add(all, "intended_use", rules().intended_use);
  return all;
}

bool anywhere(const std::vector<Said>& all, const std::string& pattern) {
  const std::regex expression(pattern);
  return std::any_of(all.begin(), all.end(),
                     [&](const Said& said) { return std::regex_search(said.text, expression); });
}

}  // namespace

TEST_CASE("no claim that the evidence does not support is made") {
  struct Row {
    std::string claim, pattern;
  };
  const Row row = GENERATE(values<Row>({
      {"needles are 2 mm long", R"((^|[^0-9.])2(\.0)? ?mm\b)"},
      {"it does not hurt",
       R"(no (discomfort|pain)|pain(less|-free| free)|does(n't| not) hurt|comfortable)"},
      {"it leaves no marks", R"(no (visible )?marks?( at all)?\b(?! for))"},
      {"it is best done at night", R"(\bat night\b|\bnight[- ]?time\b|\bin the evening\b)"},
      {"the AAD recommends it", R"(\baad\b|academy of dermatology)"},
      {"it repairs damaged cells", R"(damaged (skin )?cells?)"},
      {"it makes younger",
       R"(younger[- ]looking|looks? younger|youthful|rejuvenat|anti-?age?ing|fresher)"},
      {"it brightens", R"(bright|glow)"},
      {"it treats the thighs as well as the face", R"(\bthighs\b.*\bworks?\b)"},
      {"the client chooses the device",
       R"(you (may |can )?choose (the|your|a) (device|roller|pen))"},
      {"it is safe for everyone", R"(safe for (all|most|every))"},
      {"candor approves", R"(\bapproved?\b|\byou are cleared\b|\bfit for treatment\b)"},
      {"a result is guaranteed", R"(guarante|will (vanish|disappear|be gone))"},
  }));
  CAPTURE(row.claim);
  const std::regex expression(row.pattern);
  for (const Said& said : everything()) {
    CAPTURE(said.where, said.text);
    CHECK_FALSE(std::regex_search(said.text, expression));
  }
}

TEST_CASE("numbing cream is never recommended after treatment") {
  bool forbidden = false;
  for (const CareItem& item : rules().care[static_cast<std::size_t>(CareGroup::after)]) {
    const std::string& say = item.say.text;
    if (say.find("numbing") == std::string::npos && say.find("anaesthetic") == std::string::npos) {
      continue;
    }
    CAPTURE(say);
    CHECK(say.find("no numbing cream") != std::string::npos);
    forbidden = true;
  }
  CHECK(forbidden);
}

TEST_CASE("claims of the article that the evidence supports are included") {
  struct Row {
    std::string claim, pattern;
  };
  const Row row = GENERATE(values<Row>({
      {"come with clean and dry skin", R"(clean, dry skin)"},
      {"wear sunscreen", R"(wear sunscreen)"},
      {"do not sweat", R"(do not sweat)"},
      {"wash gently", R"(gentle cleanser)"},
      {"no harsh cleanser", R"(no soap, scrub)"},
      {"several sessions", R"(3 or 4 sessions)"},
      {"the skin heals and makes collagen", R"(build collagen)"},
      {"it may help, in part", R"(less deep)"},
      {"pink and sensitive afterwards", R"(red, dry or flaking skin)"},
      {"the needle tip is sterile", R"(sterile)"},
      {"a pen and a roller differ", R"(a pen has a motor, a roller none)"},
  }));
  CAPTURE(row.claim);
  CHECK(anywhere(told_to_client(), row.pattern));
}

TEST_CASE("every reason is told to the client in plain words, or in person") {
  for (const Rule& rule : rules().rules) {
    CAPTURE(rule.id.text);
    CHECK(rule.client.say.empty() == rule.client.told_in_person);
  }
  const std::regex unexplained(
      R"(\b(client|physician|practitioner|phototypes?|fitzpatrick|contraindicat\w*|atrophic|erythema|oedema)\b)"
      R"(|\b(topical|systemic|lesions?|inflamed|dermatologist|prescriber|actinic|antiviral|spf(?! 30 to 50))\b)");
  for (const Said& said : told_to_client()) {
    CAPTURE(said.where, said.text);
    CHECK_FALSE(std::regex_search(said.text, unexplained));
  }
}

TEST_CASE("what could harm the client on paper is told in person") {
  std::set<std::string> in_person;
  for (const Rule& rule : rules().rules) {
    if (rule.client.told_in_person) in_person.insert(rule.id.text);
  }
  CHECK(in_person == std::set<std::string>{"pregnant", "blood-borne-infection",
                                           "body-image-distress", "alcohol-influence"});
}

TEST_CASE("a spot that may be cancer is urgent, and nothing else is") {
  for (const Rule& rule : rules().rules) {
    CAPTURE(rule.id.text);
    const bool cancer = rule.id.text == "lesion-suspicious" || rule.id.text == "lesion-skin-cancer";
    CHECK(rule.client.urgent == cancer);
    if (cancer) CHECK(rule.client.next.text.find("this week") != std::string::npos);
  }
}

TEST_CASE("no label sounds nearer to a clearance than the one before it") {
  for (const Verdict& verdict : rules().verdicts) {
    CAPTURE(verdict.label.text);
    CHECK_FALSE(std::regex_search(verdict.label.text, std::regex("^(Suitable|Safe|Cleared|Yes)")));
  }
}

TEST_CASE("nobody is told to stop a prescribed medicine") {
  const std::regex stopping(
      R"(\b(stop|stops|stopping|quit|discontinue|pause|leave off|come off)\b)");
  const std::regex allowed(
      R"(never tell the client to stop|do not stop|never stop|stop at redness|stop and review)"
      R"(|help (to stop|with stopping)|its prescriber agrees to the pause)");
  for (const Said& said : everything()) {
    if (!std::regex_search(said.text, stopping)) continue;
    CAPTURE(said.where, said.text);
    CHECK(std::regex_search(said.text, allowed));
  }
}

TEST_CASE("every statement has sources, or is marked as convention") {
  const auto check = [](const Text& id, const Evidence& evidence) {
    CAPTURE(id.text);
    CHECK(evidence.strength != Strength::not_said);
    CHECK(evidence.sources.empty() == (evidence.strength == Strength::convention));
  };
  for (const Rule& rule : rules().rules) {
    check(rule.id, rule.evidence);
    CHECK_FALSE(rule.because.empty());
    CHECK_FALSE(rule.advice.empty());
  }
  for (const auto& group : rules().care) {
    for (const CareItem& item : group) check(item.id, item.evidence);
  }
  for (const PlanItem& item : rules().plan) check(item.id, item.evidence);
}

TEST_CASE("the rule set is a draft, and says what it is for") {
  CHECK_FALSE(rules().review.reviewed);
  CHECK(rules().intended_use.text.find("practitioner") != std::string::npos);
}

TEST_CASE("every rule is named in a case in which it applies") {
  Diagnostics diagnostics;
  const SourceFile file("t", std::string(find_built_in("microneedling")->tests));
  const auto root = read_yaml(file, diagnostics);
  REQUIRE(root.has_value());
  std::set<std::string> named;
  std::size_t cases = 0;
  for (const auto& [id, value] : root->find("cases")->entries) {
    ++cases;
    const YamlNode* expect = value.find("expect");
    const YamlNode* applying = expect ? expect->find("rules") : nullptr;
    if (!applying) continue;
    for (const YamlNode& rule : applying->items) named.insert(rule.text);
  }
  CHECK(cases >= 80);
  for (const Rule& rule : rules().rules) {
    CAPTURE(rule.id.text);
    CHECK(named.count(rule.id.text) == 1);
  }
}

TEST_CASE("words that clients type choose what they say, or are asked back") {
  struct Row {
    std::string question, reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"recent_procedures", "botox, juvederm", R"(["filler","botulinum"])"},
      {"recent_procedures", "laser", "asked back"},
      {"recent_procedures", "peel", "asked back"},
      {"blood_thinner", "warfarin", R"("prescribed")"},
      {"blood_thinner", "aspirin", "asked back"},  // by prescription or not
      {"keloid", "keloid", "asked back"},
      {"keloid", "keloids", "asked back"},  // it took those of the family only
      {"keloid", "mother", R"("family_only")"},
      {"lesions", "mole", "asked back"},  // raised, or changing
      {"lesions", "changing mole", R"(["suspicious_or_changing"])"},
      {"cold_sores", "n", "asked back"},  // it took "A blister, tingling or crust now"
      {"cold_sores", "herpes", "asked back"},
      {"skin_sensitivity", "sensitive", "asked back"},
      {"allergies", "lidocaine, steel", R"(["topical_anaesthetic","stainless_steel"])"},
      {"alcohol", "no", R"("none")"},
      {"pregnancy", "maybe", R"("pregnant_or_possible")"},
  }));
  CAPTURE(row.question, row.reply);
  const Question& question = rules().questions[*rules().find_question(row.question)];
  Answer answer;
  const bool refused =
      read_reply(question, row.reply, *parse_date("2026-11-22"), answer).has_value();
  CHECK((refused ? "asked back" : answer_to_json(question, answer).dump()) == row.wanted);
}
