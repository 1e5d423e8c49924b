// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/load/loader.h"
#include "candor/rules/load/rule_set_keys.h"

namespace candor {
namespace {

using std::string_view;

// `sources`, `strength` and `disputed` of a rule, care item or plan item.
Evidence load_evidence(Loader& loader, const YamlNode& node, Place owner, string_view what,
                       bool sources_required) {
  constexpr std::array<string_view, 5> strengths{"consensus", "majority", "split", "weak",
                                                 "convention"};
  Evidence out;
  const YamlNode* sources = node.find("sources");
  if (sources && loader.fields.list(*sources, fmt::format("`sources` of {}", what))) {
    for (const Text& id : loader.fields.words(*sources, fmt::format("`sources` of {}", what))) {
      const auto source = resolve(loader, loader.sources, id, codes::unknown_source, "source");
      if (source) out.sources.push_back(*source);
    }
  }
  bool strength_is_sound = true;
  if (const YamlNode* strength = node.find("strength")) {
    const auto word =
        loader.fields.word(*strength, fmt::format("`strength` of {}", what), strengths);
    strength_is_sound = word.has_value();
    if (word) out.strength = static_cast<Strength>(*word + 1);
  }
  out.disputed = loader.fields.text_at(node, "disputed", what);
  if (out.strength == Strength::split && !node.find("disputed")) {
    loader.fields.error(codes::missing_dispute, node.find("strength")->at,
                        fmt::format("{} has split evidence and lacks `disputed`", what),
                        "describe both positions");
  }
  if (sources_required && !sources && strength_is_sound && out.strength != Strength::convention) {
    loader.fields.error(codes::missing_sources, owner, fmt::format("{} lacks `sources`", what),
                        "name them, or write `strength: convention`");
  }
  out.review_by = load_review_by(loader, node, what);
  return out;
}

void load_until(Loader& loader, const YamlNode& node, string_view what, Until& until) {
  if (node.kind == YamlNode::Kind::scalar) {
    until.after_screening = load_duration(loader, Text{node.text, node.at});
    return;
  }
  if (!loader.fields.mapping(node, fmt::format("`until` of {}", what))) return;
  for (const YamlEntry& entry : node.entries) {
    const auto wait =
        loader.fields.text(entry.value, fmt::format("the wait after `{}`", entry.key.text));
    const auto duration = wait ? load_duration(loader, *wait) : std::nullopt;
    const auto question =
        resolve(loader, loader.questions, entry.key, codes::unknown_question, "question");
    if (!question || !loader.question_is_sound[*question]) continue;
    const Question& asked = loader.rules.questions[*question];
    if (!asked.traits().is_dated) {
      loader.fields.error(codes::until_without_time, entry.key.at,
                          fmt::format("question `{}` is of type `{}`, which has no date",
                                      asked.id.text, to_string(asked.type)),
                          "`until` takes questions of type " +
                              types_in_words([](const TypeTraits& type) { return type.is_dated; }));
    } else if (duration) {
      until.after.push_back({*question, *duration});
    }
  }
}

bool load_yes(Loader& loader, const YamlNode& node, string_view key, string_view what) {
  constexpr std::array<string_view, 2> words{"no", "yes"};
  const YamlNode* value = node.find(key);
  if (!value) return false;
  return loader.fields.word(*value, fmt::format("`{}` of {}", key, what), words) == 1U;
}

ForClient load_client(Loader& loader, const YamlNode& rule, string_view rule_name) {
  constexpr std::array<string_view, 4> keys{"say", "next", "urgent", "private"};
  ForClient client;
  const YamlNode* node = rule.find("client");
  const std::string what = fmt::format("`client` of {}", rule_name);
  if (!node || !loader.fields.keys(*node, node->at, what, {}, keys)) return client;
  client.say = loader.fields.text_at(*node, "say", what);
  client.next = loader.fields.text_at(*node, "next", what);
  client.urgent = load_yes(loader, *node, "urgent", what);
  client.told_in_person = load_yes(loader, *node, "private", what);
  if (client.told_in_person && node->find("say")) {
    loader.fields.error(codes::misplaced_key, node->find("say")->at,
                        fmt::format("{} has both `say` and `private`", what),
                        "a private reason is told in person, so there is nothing to say on a page");
  }
  return client;
}

void load_rule(Loader& loader, const YamlEntry& entry) {
  constexpr std::array<string_view, 3> required{"when", "verdict", "because"};
  constexpr std::array<string_view, 9> optional{"until",    "waits_for", "advice",
                                                "client",   "sources",   "strength",
                                                "disputed", "review_by", "accept"};
  const std::string what = fmt::format("rule `{}`", entry.key.text);
  const YamlNode& node = entry.value;
  loader.fields.id(entry.key, "a rule");
  if (!loader.fields.keys(node, entry.key.at, what, required, optional)) return;
  Rule rule;
  rule.id = entry.key;
  if (const YamlNode* when = node.find("when")) {
    rule.when =
        load_condition(loader, *when, fmt::format("`when` of {}", what)).value_or(Condition{});
  }
  std::optional<std::size_t> verdict;
  if (const Text id = loader.fields.text_at(node, "verdict", what); !id.empty()) {
    verdict = resolve(loader, loader.verdicts, id, codes::unknown_verdict, "verdict");
    rule.verdict = verdict.value_or(0);
  }
  rule.because = loader.fields.text_at(node, "because", what);
  rule.advice = loader.fields.text_at(node, "advice", what);
  rule.waits_for = loader.fields.text_at(node, "waits_for", what);
  if (const YamlNode* until = node.find("until")) {
    rule.until.emplace();
    load_until(loader, *until, what, *rule.until);
    const bool known = verdict && *verdict < loader.rules.verdicts.size();
    if (known && loader.rules.verdicts[*verdict].proceed != Proceed::later) {
      loader.fields.error(
          codes::until_without_wait, until->at,
          fmt::format("`until` of {} needs a verdict that proceeds later, unlike `{}`", what,
                      loader.rules.verdicts[*verdict].id.text),
          "only a verdict with `proceed: later` can end on a day");
    }
  }
  rule.client = load_client(loader, node, what);
  rule.evidence = load_evidence(loader, node, entry.key.at, what, true);
  rule.accepted = load_accepted(loader, node, what);
  loader.rules.rules.push_back(std::move(rule));
}

// `appointment`, or a number of days or hours before or after it.
std::optional<Offset> parse_offset(string_view text) {
  if (text == "appointment") return Offset{};
  const std::size_t amount_end = text.find(' ');
  const std::size_t unit_end =
      amount_end == string_view::npos ? amount_end : text.find(' ', amount_end + 1);
  if (unit_end == string_view::npos || amount_end == 0 || amount_end > 5) return std::nullopt;
  std::int32_t amount = 0;
  for (const char c : text.substr(0, amount_end)) {
    if (!is_digit(c)) return std::nullopt;
    amount = amount * 10 + (c - '0');
  }
  const string_view unit = text.substr(amount_end + 1, unit_end - amount_end - 1);
  const string_view side = text.substr(unit_end + 1);
  const bool hours = unit == "hour" || unit == "hours";
  if (!hours && unit != "day" && unit != "days") return std::nullopt;
  if (side != "before" && side != "after") return std::nullopt;
  constexpr std::int32_t most_hours = 3650 * 24;
  const std::int32_t in_hours = hours ? amount : amount * 24;
  if (in_hours > most_hours) return std::nullopt;
  return Offset{side == "before" ? -in_hours : in_hours, hours && in_hours != 0};
}

std::optional<Offset> load_offset(Loader& loader, const YamlNode& node, string_view key,
                                  string_view what) {
  const YamlNode* value = node.find(key);
  if (!value) return std::nullopt;
  const auto text = loader.fields.text(*value, fmt::format("`{}` of {}", key, what));
  if (!text) return std::nullopt;
  const auto offset = parse_offset(*text);
  if (!offset) {
    loader.fields.error(codes::impossible_window, text->at,
                        fmt::format("`{}` is not a time around the appointment", text->text),
                        hints::offset(*text));
  }
  return offset;
}

void check_window(Loader& loader, const YamlNode& node, CareGroup group, const CareItem& item) {
  const bool before = group == CareGroup::before;
  const auto wrong_side = [&](const std::optional<Offset>& end) {
    return end && (before ? end->hours > 0 : end->hours < 0);
  };
  for (const string_view key : {string_view("from"), string_view("to")}) {
    if (!wrong_side(key == "from" ? item.from : item.to)) continue;
    loader.fields.error(codes::impossible_window, node.find(key)->at,
                        fmt::format("`{}` lies {} the appointment, in care `{}`", key,
                                    before ? "after" : "before", to_string(group)));
  }
  const int from = item.from ? item.from->hours : 0;
  if (item.to && (item.from || !before) && item.to->hours < from) {
    loader.fields.error(codes::impossible_window, node.find("to")->at,
                        "the window ends before it begins");
  }
}

// `{do: sunscreen}` or `{avoid: sunscreen}`.
std::optional<Topic> load_topic(Loader& loader, const YamlNode& node, string_view what) {
  const YamlNode* topic = node.find("topic");
  if (!topic) return std::nullopt;
  constexpr std::array<string_view, 2> sides{"do", "avoid"};
  const std::string name = fmt::format("`topic` of {}", what);
  if (!loader.fields.keys(*topic, topic->at, name, {}, sides)) return std::nullopt;
  if (topic->entries.size() != 1) {
    loader.fields.error(codes::misplaced_key, topic->at,
                        fmt::format("{} has both `do` and `avoid`", name),
                        "an item is about either: `topic: {avoid: sun}`");
    return std::nullopt;
  }
  const YamlEntry& side = topic->entries.front();
  const auto id = loader.fields.text(side.value, name);
  if (!id || !loader.fields.id(*id, "a topic")) return std::nullopt;
  return Topic{.id = *id, .avoid = side.key.text == "avoid"};
}

void load_care_item(Loader& loader, const YamlEntry& entry, CareGroup group) {
  constexpr std::array<string_view, 1> required{"say"};
  constexpr std::array<string_view, 10> optional{"when",      "done_when", "from",     "to",
                                                 "topic",     "sources",   "strength", "disputed",
                                                 "review_by", "accept"};
  const std::string what = fmt::format("care item `{}`", entry.key.text);
  const YamlNode& node = entry.value;
  loader.fields.id(entry.key, "a care item");
  if (!loader.fields.keys(node, entry.key.at, what, required, optional)) return;
  CareItem item;
  item.id = entry.key;
  if (const YamlNode* when = node.find("when")) {
    item.when = load_condition(loader, *when, fmt::format("`when` of {}", what));
  }
  if (const YamlNode* done = node.find("done_when")) {
    item.done_when = load_condition(loader, *done, fmt::format("`done_when` of {}", what));
  }
  item.say = loader.fields.text_at(node, "say", what);
  item.from = load_offset(loader, node, "from", what);
  item.to = load_offset(loader, node, "to", what);
  check_window(loader, node, group, item);
  item.topic = load_topic(loader, node, what);
  item.evidence = load_evidence(loader, node, entry.key.at, what, false);
  item.accepted = load_accepted(loader, node, what);
  loader.rules.care[static_cast<std::size_t>(group)].push_back(std::move(item));
}

}  // namespace

std::vector<Accepted> load_accepted(Loader& loader, const YamlNode& node, string_view what) {
  std::vector<Accepted> out;
  const YamlNode* accept = node.find("accept");
  const std::string name = fmt::format("`accept` of {}", what);
  if (!accept || !loader.fields.mapping(*accept, name, "expected `CODE: reason`")) return out;
  for (const YamlEntry& entry : accept->entries) {
    const auto code = find_code(entry.key.text);
    if (!code || !is_finding(*code)) {
      loader.fields.error(codes::unknown_finding_code, entry.key.at,
                          fmt::format("`{}` is not the code of a finding", entry.key.text),
                          "expected a code that `candor check` reports, such as `F101`");
    }
    const auto reason = loader.fields.text(
        entry.value, fmt::format("the reason to accept `{}` in {}", entry.key.text, what));
    if (reason) out.push_back({entry.key, *reason});
  }
  return out;
}

std::optional<ReviewBy> load_review_by(Loader& loader, const YamlNode& node, string_view what) {
  const YamlNode* review_by = node.find("review_by");
  if (!review_by) return std::nullopt;
  const auto text = loader.fields.text(*review_by, fmt::format("`review_by` of {}", what));
  if (!text) return std::nullopt;
  const std::optional<Date> day = parse_date(*text);
  if (day && is_screening_date(*day)) return ReviewBy{*day, text->at};
  loader.fields.error(codes::impossible_date, text->at,
                      fmt::format("`review_by` of {} is not a date", what),
                      "expected YYYY-MM-DD from 1900-01-01 to 2999-12-31");
  return std::nullopt;
}

void load_rules(Loader& loader, const YamlNode& node) {
  if (!loader.fields.mapping(node, "`rules`")) return;
  if (node.entries.size() > most_rules) {
    loader.fields.error(codes::limit_exceeded, node.entries[most_rules].key.at,
                        fmt::format("more than {} rules", most_rules));
    return;
  }
  for (const YamlEntry& entry : node.entries) load_rule(loader, entry);
}

void load_care(Loader& loader, const YamlNode& node) {
  std::array<string_view, care_groups> groups;
  std::transform(care_keys.begin(), care_keys.end(), groups.begin(),
                 [](const RuleSetKey& key) { return key.name; });
  if (!loader.fields.keys(node, node.at, "`care`", {}, groups)) return;
  for (std::size_t g = 0; g < care_groups; ++g) {
    const YamlNode* items = node.find(groups[g]);
    if (!items || !loader.fields.mapping(*items, fmt::format("`{}`", groups[g]))) continue;
    for (const YamlEntry& entry : items->entries) {
      load_care_item(loader, entry, static_cast<CareGroup>(g));
    }
  }
}

void load_plan(Loader& loader, const YamlNode& node) {
  constexpr std::array<string_view, 1> required{"say"};
  constexpr std::array<string_view, 6> optional{"when",     "sources",   "strength",
                                                "disputed", "review_by", "accept"};
  if (!loader.fields.mapping(node, "`plan`")) return;
  for (const YamlEntry& entry : node.entries) {
    const std::string what = fmt::format("plan item `{}`", entry.key.text);
    loader.fields.id(entry.key, "a plan item");
    if (!loader.fields.keys(entry.value, entry.key.at, what, required, optional)) continue;
    PlanItem item;
    item.id = entry.key;
    if (const YamlNode* when = entry.value.find("when")) {
      item.when = load_condition(loader, *when, fmt::format("`when` of {}", what));
    }
    item.say = loader.fields.text_at(entry.value, "say", what);
    item.evidence = load_evidence(loader, entry.value, entry.key.at, what, false);
    item.accepted = load_accepted(loader, entry.value, what);
    loader.rules.plan.push_back(std::move(item));
  }
}

}  // namespace candor
