// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_engine.h"
#include "candor/engine/program.h"
#include "candor/interview/interview.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/read_back.h"
#include "candor/interview/reply.h"
#include "candor/interview/saved_interview.h"
#include "candor/interview/typed_appointment.h"
#include "candor/record/read_decision.h"
#include "candor/record/record.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/result_json.h"
#include "candor/rules/rule_set_snapshot.h"
#include <nlohmann/json.hpp>
namespace candor {
struct PageEngine::Data {
  Program program;
};
std::optional<PageEngine> PageEngine::begin(std::string_view rules, std::string_view) {
  auto set = restore_rule_set(rules);
  if (!set) return {};
  PageEngine out;
  out.data_ = std::make_shared<Data>(Data{Program(std::move(*set))});
  return out;
}
std::string PageEngine::answer(std::string_view request) {
  const RuleSet& rules = data_->program.rules();
  const Days days{.as_of = *parse_date("2026-11-28")};
  auto kept = parse_kept_file(rules, request, days.as_of);
  if (!kept.value) return kept.diagnostics.items()[0].message;
  Interview interview(data_->program, days, Pace::quick);
  interview.restore(kept.value->kept);
  (void)next_read_back(interview);
  if (auto at = interview.current()) {
    Answer a;
    (void)read_reply(rules.questions[*at], "2 weeks", days.as_of, a);
    interview.reply(a);
  }
  (void)read_typed_appointment("3 Dec", days.as_of);
  (void)parse_decision(rules, "{}", "x");
  const KeptAnswers counted = interview.counted();
  const Result result{.rules = rules,
                      .answers = interview.answers(),
                      .screening = interview.screening(),
                      .kept = &counted,
                      .validity = find_validity(data_->program, interview.answers(),
                                                interview.screening(), &counted)};
  return result_json(result, ResultParts::all, "").dump(2) + leaflet_html(result, {}) +
         report_html(result, {}) + record_json(result, {}).dump(2) +
         saved_interview_json(interview);
}
}  // namespace candor
