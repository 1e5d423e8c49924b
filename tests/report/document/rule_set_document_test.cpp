// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/rule_set_document.h"

#include <fmt/format.h>

#include "report/sample.h"
#include "support/rules_beside.h"

using namespace candor;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("document of a rule set: a rule with its evidence") {
  const std::string text = rule_set_markdown(testing::sample_rules());
  CHECK(contains(text, R"(
### Not yet (3 rules)

#### drug-recent

The drug ended less than 6 months ago.

- When: drug less than 6 months ago
- Until: 6 months after drug
- Advice: A dermatologist may shorten the wait.
- Evidence: split. Labels wait 6 months; a panel does not.
- Sources: `label`, `panel`

#### burn-recent

The skin was burnt.

- When: burn less than 14 days ago
- Until: 14 days after burn
- Waits for: The burn has healed.
- Evidence: consensus
- Sources: `label`
)"));
}

TEST_CASE("document of a rule set: what the client reads, and when care is done") {
  RuleSet rules = testing::sample_rules();
  rules.verdicts[2].next.text = "Call us when it is over.";
  rules.questions[1].called.text = "the drug";
  rules.rules[0].client.say.text = "You took the drug less than 6 months ago.";
  rules.rules[0].client.next.text = "Finish the course.";
  rules.rules[1].client = {.urgent = true, .told_in_person = true};
  rules.care[0][0].done_when = rules.rules[0].when;
  const std::string text = rule_set_markdown(rules);
  CHECK(
      contains(text, "\n- `defer`, now, unless a rule says otherwise: Call us when it is over.\n"));
  CHECK(contains(text, "\n- Called: the drug\n"));
  CHECK(contains(text,
                 "\n- The client reads: You took the drug less than 6 months ago.\n"
                 "- Now: Finish the course.\n"));
  CHECK(contains(text,
                 "\n- The client reads nothing of this: it is told in person\n"
                 "- Urgent, now: what the verdict says\n"));
  CHECK(contains(text, "Keep out of the sun. Not if, by then, drug less than 6 months ago."));
}

TEST_CASE("document of a rule set: a question with choices, gate and blank") {
  const std::string text = rule_set_markdown(testing::sample_rules());
  CHECK(contains(text, R"(
### Skin today

#### acne

Is there acne? Choose the most serious.

Help: Count inflamed spots.

- One choice; a blank leaves its rules open
- `none`: No acne
- `few`: A few spots
- `many`: Many spots
)"));
  CHECK(contains(text,
                 "\n- How long ago, or a date; a blank leaves its rules open\n"
                 "- Asked only if done includes `filler`\n"));
  CHECK(contains(text, "\n- A number from 0 to 5 mm, in steps of 0.5; a blank has no effect\n"));
}

TEST_CASE("document of a rule set: the most restrictive rules come first") {
  const std::string text = rule_set_markdown(testing::sample_rules());
  const std::size_t no = text.find("### Not suitable (1 rule)");
  const std::size_t later = text.find("### Not yet (3 rules)");
  const std::size_t now = text.find("### Suitable with precautions (2 rules)");
  REQUIRE(now != std::string::npos);
  CHECK(no < later);
  CHECK(later < now);
}

TEST_CASE("document of a rule set: care, sources and the digest to sign") {
  const RuleSet rules = testing::sample_rules();
  const std::string text = rule_set_markdown(rules);
  CHECK(contains(text, "\n- `smoke` from 2 days before: Do not smoke. Only if smoker is `yes`.\n"));
  CHECK(contains(text,
                 "\n| `label` | Device label. Maker, 2019, p. 34. <https://example.org/label> "
                 "| Read in excerpt | 4 times |\n"));
  CHECK(contains(text, fmt::format("\n| Digest | `{}` |\n", rules.digest)));
  CHECK(contains(text, fmt::format("\n  digest: {}\n```\n", rules.digest)));
}

TEST_CASE("document of a rule set: its texts cannot become markup") {
  RuleSet rules = testing::sample_rules();
  rules.rules[0].because = {"<b>bold</b> | # *x*\n## y"};
  rules.sources[0].title = {"a | b"};
  rules.sources[0].url = {"https://x/> | <i>"};
  const std::string text = rule_set_markdown(rules);
  CHECK(text.rfind("# Needling \\*for\\* scars\n", 0) == 0);
  CHECK(contains(text, "\n\\<b\\>bold\\</b\\> \\| # \\*x\\* ## y\n"));
  CHECK(contains(text, "| a \\| b. Maker, 2019, p. 34. <https://x/%3E%20%7C%20%3Ci%3E> |"));
}

namespace {

RuleSet over_the_sample() {
  constexpr const char* yaml = R"yaml(candor: 1
id: ours
version: 9.1
extends: sample
rules:
  drug-recent: {advice: Ask us.}
  burn-recent: {off: "<b>We</b> see *burns*."}
  added: {when: {smoker: yes}, verdict: defer, because: Added., strength: convention}
)yaml";
  auto loaded =
      load_rule_set(SourceFile("ours.yaml", yaml),
                    testing::rules_among({{"sample", std::string(testing::sample_yaml)}}));
  for (const Diagnostic& d : loaded.diagnostics.items()) UNSCOPED_INFO(render(d));
  REQUIRE(loaded.value.has_value());
  return *std::move(loaded.value);
}

}  // namespace

TEST_CASE("document of a rule set that extends another: the changes, and where they are") {
  const RuleSet rules = over_the_sample();
  const std::string text = rule_set_markdown(rules);
  CHECK(contains(text, fmt::format("version 9.1, extending {} {},", rules.bases[0].id,
                                   rules.bases[0].version)));
  CHECK(contains(text, "## What it changes\n"));
  CHECK(contains(text, rules.bases[0].digest));
  CHECK(contains(text, "- Rule `drug-recent`. Changed by ours: advice.\n"));
  CHECK(contains(text, "- Rule `added`. Added by ours.\n"));
  CHECK(contains(text, "The drug ended less than 6 months ago.\n\n**Changed by ours: advice.**\n"));
  CHECK(contains(text, "Added.\n\n**Added by ours.**\n"));
  CHECK(contains(text, "- Rule `burn-recent`. Dropped by ours: "));
  CHECK(contains(text, " It said: The skin was burnt."));
  CHECK_FALSE(contains(text, "<b>"));
  CHECK_FALSE(contains(text, "*burns*"));
  CHECK_FALSE(contains(text, "#### burn-recent"));
  CHECK_FALSE(contains(rule_set_markdown(testing::sample_rules()), "What it changes"));
}

TEST_CASE("page of a rule set that extends another: the changes, and where they are") {
  const RuleSet rules = over_the_sample();
  const std::string page = rule_set_html(rules);
  CHECK(contains(page, "What it changes"));
  CHECK(contains(page, rules.bases[0].digest));
  CHECK(contains(page, "<strong>Changed by ours: advice.</strong>"));
  CHECK(contains(page, "<strong>Added by ours.</strong>"));
  CHECK(contains(page, "Dropped by ours: &lt;b&gt;We"));
  CHECK(contains(page, "It said: The skin was burnt."));
  CHECK_FALSE(contains(rule_set_html(testing::sample_rules()), "What it changes"));
}
