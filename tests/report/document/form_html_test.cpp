// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"
#include "candor/report/document/rule_set_document.h"
#include "candor/rules/built_in.h"
#include "report/sample.h"

namespace candor::testing {
namespace {

using Catch::Contains;

std::size_t place_of(const std::string& page, std::string_view text) {
  const std::size_t at = page.find(text);
  REQUIRE(at != std::string::npos);
  return at;
}

TEST_CASE("the core questions come first, by name") {
  const RuleSet built_in = load_built_in(*find_built_in("microneedling"));
  const std::vector<std::size_t> core = core_questions(built_in);
  std::vector<std::string> ids;
  for (const std::size_t question : core) ids.push_back(built_in.questions[question].id.text);
  CHECK(ids ==
        std::vector<std::string>{"active_acne", "rosacea", "skin_sensitivity", "sun_exposure"});
  CHECK(core_questions(sample_rules()).empty());
  const std::string page = form_html(built_in, core);
  CHECK(place_of(page, "First, four questions") < place_of(page, ">1. Is there active acne"));
  CHECK(place_of(page, ">4. How much sun") < place_of(page, "<h2>About you</h2>"));
  CHECK(page.find("Is there active acne") == page.rfind("Is there active acne"));
  CHECK_THAT(page, Contains("If you ticked \u201CDermal filler\u201D in question "));
}

TEST_CASE("each question of the form has room for its answer") {
  const std::string page = form_html(sample_rules(), std::vector<std::size_t>{0});
  CHECK_THAT(page, Contains("<h2>First, one question</h2>"));
  CHECK_THAT(page, Contains("1. Is there acne? Choose the most serious."));
  CHECK_THAT(page, Contains("<span class=\"box\"></span><span>A few spots</span>") ||
                       Contains("<span>A few spots</span>"));
  CHECK_THAT(page, Contains("<span>It is still going on</span>"));
  CHECK_THAT(page, Contains("<span>None of these</span>"));
  CHECK_THAT(page, Contains(" mm</p>"));
  CHECK_THAT(page, Contains("If you ticked \u201CDermal filler\u201D in question 4:"));
  CHECK_THAT(page, Contains("not a clearance"));
}

TEST_CASE("the rule set's page has a table of contents, and an anchor for each rule and source") {
  const RuleSet rules = sample_rules();
  const std::string page = rule_set_html(rules);
  for (const Rule& rule : rules.rules) {
    CHECK_THAT(page, Contains("id=\"rule-" + rule.id.text + "\""));
    CHECK_THAT(page, Contains("href=\"#rule-" + rule.id.text + "\""));
    CHECK_THAT(page, Contains(rule.because.text));
  }
  for (const Source& source : rules.sources) {
    CHECK_THAT(page, Contains("id=\"source-" + source.id.text + "\""));
    CHECK_THAT(page, Contains("href=\"#source-" + source.id.text + "\""));
  }
  CHECK_THAT(page, Contains("<a href=\"https://example.org/label\" rel=\"noreferrer\">"));
  CHECK_THAT(page, Contains(rules.digest));
  CHECK_THAT(page, Contains("Asked only if done includes <code>filler</code>"));
  CHECK_THAT(page,
             Contains("<p>Needling *for* scars</p>") || Contains("<h1>Needling *for* scars</h1>"));
}

}  // namespace
}  // namespace candor::testing
