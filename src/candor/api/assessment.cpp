// SPDX-License-Identifier: Apache-2.0
#include "candor/assessment.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "candor/api/data.h"
#include "candor/base/codes.h"
#include "candor/report/result/result_json.h"
#include "candor/report/result/text.h"

namespace candor {
namespace {

const RuleSet& rule_set_of(const Assessment::Data& data) {
  return data.rules.data().program.rules();
}

}  // namespace

Assessment::Assessment(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

const Rules& Assessment::rules() const noexcept { return data_->rules; }

std::string_view Assessment::verdict() const noexcept {
  return verdict_id(rule_set_of(*data_), data_->screening.headline);
}

std::string_view Assessment::label() const noexcept {
  return verdict_label(rule_set_of(*data_), data_->screening.headline);
}

std::string_view Assessment::proceed() const noexcept {
  const auto proceed = proceeds(rule_set_of(*data_), data_->screening.headline);
  return proceed ? to_string(*proceed) : std::string_view();
}

bool Assessment::settled() const noexcept { return data_->screening.headline.settled; }

std::string_view Assessment::at_least() const noexcept {
  return rule_set_of(*data_).verdicts[data_->screening.headline.at_least].id;
}

std::string_view Assessment::at_most() const noexcept {
  return rule_set_of(*data_).verdicts[data_->screening.headline.at_most].id;
}

std::optional<Date> Assessment::earliest() const noexcept { return data_->screening.earliest; }

std::vector<ReasonInfo> Assessment::reasons() const {
  const RuleSet& rules = rule_set_of(*data_);
  std::vector<ReasonInfo> out;
  for (const Reason& reason : data_->screening.reasons) {
    const Rule& rule = rules.rules[reason.rule];
    ReasonInfo info{.rule = rule.id.text,
                    .verdict = rules.verdicts[rule.verdict].id.text,
                    .because = rule.because.text,
                    .advice = rule.advice.text,
                    .waits_for = waits_for(rules, reason),
                    .earliest = reason.earliest,
                    .strength = std::string(to_string(rule.evidence.strength)),
                    .client_say = rule.client.say.text,
                    .client_next = next_of(rules, rule).text,
                    .urgent = rule.client.urgent,
                    .told_in_person = rule.client.told_in_person};
    for (const std::size_t source : rule.evidence.sources) {
      info.sources.push_back(rules.sources[source].id.text);
    }
    out.push_back(std::move(info));
  }
  return out;
}

std::vector<OpenInfo> Assessment::open() const {
  const RuleSet& rules = rule_set_of(*data_);
  std::vector<OpenInfo> out;
  for (const OpenQuestion& open : data_->screening.open) {
    const Question& question = rules.questions[open.question];
    out.push_back({.question = question.id.text,
                   .ask = question.ask.text,
                   .could_become = rules.verdicts[open.could_become].id.text});
  }
  return out;
}

std::string Assessment::to_json(std::string_view ref) const {
  return result_json(data_->result(), ResultParts::all, ref).dump(2) + "\n";
}

std::string Assessment::to_text(std::size_t width, std::string_view ref) const {
  return render_text(data_->result(), {.width = width}, ref);
}

Loaded<Assessment> assess(const AnswerSheet& sheet, std::optional<Date> appointment) {
  const AnswerSheet::Data& from = sheet.data();
  if (appointment && *appointment < from.as_of) {
    return {.problems = {problem_of({.code = codes::appointment_before_screening,
                                     .message = "the appointment is before the screening date",
                                     .help = "the screening date is " + to_string(from.as_of)})}};
  }
  Assessment::Data data{from.rules, from.answers, {}};
  evaluate(data.rules.data().program, data.answers, {from.as_of, appointment}, data.screening);
  return {.value = Assessment(std::make_shared<const Assessment::Data>(std::move(data)))};
}

}  // namespace candor
