// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/result_json.h"

#include <nlohmann/json.hpp>

#include "candor/report/layout/windows.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

// An object with reserved space: growing would copy its members and everything in them.
Json object_for(std::size_t members) {
  Json json = Json::object();
  json.get_ref<Json::object_t&>().reserve(members);
  return json;
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }
Json date_or_null(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}

Json review_json(const Review& review) {
  Json json = object_for(12);
  json["status"] = review.reviewed ? "reviewed" : "draft";
  json["by"] = text_or_null(review.by);
  json["on"] = date_or_null(review.on);
  json["trusted"] = !review.signed_by.empty();
  json["key"] = text_or_null(review.signed_by);
  return json;
}

Json ruleset_json(const RuleSet& rules) {
  Json json = object_for(12);
  json["id"] = rules.id.text;
  json["version"] = rules.version.text;
  json["title"] = rules.title.text;
  json["language"] = rules.language.text;
  json["intended_use"] = rules.intended_use.text;
  json["digest"] = rules.digest;
  json["extends"] = bases_json(rules);
  json["review"] = review_json(rules.review);
  return json;
}

// The keys that results and outlooks share.
void add_headline(const RuleSet& rules, const Headline& headline, Json& json) {
  const std::optional<Proceed> proceed = proceeds(rules, headline);
  json["verdict"] = verdict_id(rules, headline);
  json["label"] = verdict_label(rules, headline);
  json["proceed"] = proceed ? Json(to_string(*proceed)) : Json();
  json["settled"] = headline.settled;
}

template <class Index>
Json question_ids(const RuleSet& rules, const std::vector<Index>& questions) {
  Json ids = Json::array();
  for (const Index question : questions) ids.push_back(rules.questions[question].id.text);
  return ids;
}

Json outlook_json(const RuleSet& rules, const Outlook& outlook) {
  if (!outlook.given) return {};
  Json json = object_for(12);
  json["on"] = to_string(outlook.on);
  add_headline(rules, outlook.headline, json);
  json["earliest"] = date_or_null(outlook.earliest);
  json["reasons"] = Json::array();
  for (const std::uint32_t rule : outlook.rules) {
    json["reasons"].push_back(rules.rules[rule].id.text);
  }
  json["open"] = question_ids(rules, outlook.open);
  json["waits_for"] = Json::array();
  for (const std::uint32_t rule : outlook.waits) {
    json["waits_for"].push_back(
        {{"rule", rules.rules[rule].id.text}, {"waits_for", rules.rules[rule].waits_for.text}});
  }
  return json;
}

Json source_ids(const RuleSet& rules, const Evidence& evidence) {
  Json ids = Json::array();
  for (const std::size_t source : evidence.sources) ids.push_back(rules.sources[source].id.text);
  return ids;
}

void add_evidence(const RuleSet& rules, const Evidence& evidence, Json& json) {
  json["strength"] = text_or_null(to_string(evidence.strength));
  json["disputed"] = text_or_null(evidence.disputed);
  json["sources"] = source_ids(rules, evidence);
}

Json reason_answers(const Result& result, const Reason& reason) {
  Json json = object_for(12);
  for (std::uint32_t i = 0; i < reason.questions; ++i) {
    const std::uint16_t q = result.screening.reason_questions[reason.first_question + i];
    if (!result.answers[q].given()) continue;
    const Question& question = result.rules.questions[q];
    json[question.id.text] = answer_to_json(question, result.answers[q]);
  }
  return json;
}

// What the client reads and does, if the rule or its verdict says so.
void add_client(const RuleSet& rules, const Rule& rule, Json& json) {
  const ForClient& client = rule.client;
  const Text& next = next_of(rules, rule);
  if (client.say.empty() && next.empty() && !client.urgent && !client.told_in_person) return;
  json["client"] = {{"say", text_or_null(client.say)},
                    {"next", text_or_null(next)},
                    {"urgent", client.urgent},
                    {"private", client.told_in_person}};
}

Json reasons_json(const Result& result) {
  const RuleSet& rules = result.rules;
  Json all = Json::array();
  for (const Reason& reason : result.screening.reasons) {
    const Rule& rule = rules.rules[reason.rule];
    Json json = object_for(12);
    json["rule"] = rule.id.text;
    json["verdict"] = rules.verdicts[rule.verdict].id.text;
    json["because"] = rule.because.text;
    json["advice"] = text_or_null(rule.advice);
    json["waits_for"] = text_or_null(waits_for(rules, reason));
    json["earliest"] = date_or_null(reason.earliest);
    add_evidence(rules, rule.evidence, json);
    json["answers"] = reason_answers(result, reason);
    add_client(rules, rule, json);
    all.push_back(std::move(json));
  }
  return all;
}

Json open_json(const RuleSet& rules, const Screening& screening) {
  Json all = Json::array();
  for (const OpenQuestion& open : screening.open) {
    Json json = object_for(12);
    json["question"] = rules.questions[open.question].id.text;
    json["ask"] = rules.questions[open.question].ask.text;
    json["could_become"] = rules.verdicts[open.could_become].id.text;
    all.push_back(std::move(json));
  }
  return all;
}

Json offset_json(const std::optional<Offset>& offset) {
  return offset ? Json(to_string(*offset)) : Json();
}

Json care_json(const RuleSet& rules, const Screening& screening) {
  Json groups = Json::object();
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    groups[std::string(to_string(group))] = Json::array();
  }
  for (const GivenCare& given : screening.care) {
    const CareItem& item = item_of(rules, given);
    Json json = object_for(12);
    json["id"] = item.id.text;
    json["say"] = item.say.text;
    json["from"] = offset_json(item.from);
    json["to"] = offset_json(item.to);
    json["from_date"] = date_or_null(given.from);
    json["to_date"] = date_or_null(given.to);
    json["if_applies"] = given.if_applies;
    add_evidence(rules, item.evidence, json);
    groups[std::string(to_string(given.group))].push_back(std::move(json));
  }
  return groups;
}

Json plan_json(const RuleSet& rules, const Screening& screening) {
  Json all = Json::array();
  for (const GivenPlan& given : screening.plan) {
    const PlanItem& item = rules.plan[given.item];
    Json json = object_for(12);
    json["id"] = item.id.text;
    json["say"] = item.say.text;
    json["if_applies"] = given.if_applies;
    add_evidence(rules, item.evidence, json);
    all.push_back(std::move(json));
  }
  return all;
}

Json sources_json(const Citations& citations) {
  Json all = object_for(24);
  for (const Source* source : citations.sources()) {
    Json json = object_for(12);
    json["title"] = source->title.text;
    json["publisher"] = text_or_null(source->publisher);
    json["year"] = text_or_null(source->year);
    json["at"] = text_or_null(source->at);
    json["url"] = text_or_null(source->url);
    json["read"] = text_or_null(to_string(source->read));
    all[source->id.text] = std::move(json);
  }
  return all;
}

Json answered_on(const Result& result) {
  Json days = object_for(24);
  for (std::size_t q = 0; q < result.answers.size(); ++q) {
    if (!result.answers[q].given()) continue;
    const auto day = result.answered_on(q);
    if (day) days[result.rules.questions[q].id.text] = to_string(*day);
  }
  return days;
}

// What ends something: an object with the id of a rule or of a question.
Json end_of(const RuleSet& rules, std::optional<std::uint32_t> rule,
            std::optional<std::uint16_t> question) {
  if (rule) return {{"rule", rules.rules[*rule].id.text}};
  if (question) return {{"question", rules.questions[*question].id.text}};
  return {};
}

void add_validity(const Result& result, Json& json) {
  const auto& validity = result.validity;
  json["headline_until"] = validity ? Json(to_string(validity->headline.last)) : Json();
  json["headline_ends"] =
      validity ? end_of(result.rules, validity->headline.rule, validity->headline.question)
               : Json();
  json["valid_until"] = validity ? Json(to_string(validity->until)) : Json();
  json["valid_ends"] = validity ? end_of(result.rules, validity->rule, validity->question) : Json();
}

}  // namespace

nlohmann::ordered_json result_json(const Result& result, ResultParts parts, std::string_view ref) {
  const RuleSet& rules = result.rules;
  const Screening& screening = result.screening;
  const bool care = parts == ResultParts::all;
  const Headline& headline = screening.headline;
  Json json = object_for(24);
  json["schema"] = "result/1";
  json["ruleset"] = ruleset_json(rules);
  json["as_of"] = to_string(screening.days.as_of);
  json["appointment"] = date_or_null(screening.days.appointment);
  if (result.appointment_time) json["appointment_time"] = to_string(*result.appointment_time);
  json["ref"] = text_or_null(ref);
  add_headline(rules, headline, json);
  json["at_least"] = rules.verdicts[headline.at_least].id.text;
  json["at_most"] = rules.verdicts[headline.at_most].id.text;
  json["earliest"] = date_or_null(screening.earliest);
  json["then"] = outlook_json(rules, screening.then);
  json["on_appointment"] = outlook_json(rules, screening.on_appointment);
  json["reasons"] = reasons_json(result);
  json["open"] = open_json(rules, screening);
  json["not_used"] = question_ids(rules, screening.not_used);
  json["not_asked"] = question_ids(rules, not_asked(result));
  json["care"] = care ? care_json(rules, screening) : Json();
  json["plan"] = care ? plan_json(rules, screening) : Json();
  Citations citations(rules, screening.reasons);
  if (care) citations.add_care(screening);
  json["sources"] = sources_json(citations);
  json["answers"] = answers_to_json(rules, result.answers);
  if (care) {
    json["answered_on"] = answered_on(result);
    json["not_confirmed"] = question_ids(rules, not_confirmed(result));
    add_validity(result, json);
  }
  if (result.decision) json["decision"] = decision_json(*result.decision);
  return json;
}

nlohmann::ordered_json bases_json(const RuleSet& rules) {
  Json out = Json::array();
  for (const Base& base : rules.bases) {
    out.push_back({{"id", base.id}, {"version", base.version}, {"digest", base.digest}});
  }
  return out;
}

}  // namespace candor
