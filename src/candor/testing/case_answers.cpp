// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/case_answers.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace candor {
namespace {

using nlohmann::json;
using std::string_view;

std::string child(const std::string& pointer, const std::string& key) {
  return (json::json_pointer(pointer) / key).to_string();
}

bool expects_errors(const TestCase& test) {
  return std::any_of(test.expect.begin(), test.expect.end(),
                     [](const Expectation& e) { return e.of == Aspect::errors; });
}

}  // namespace

std::string CaseAnswers::to_object(const JsonTexts& answers) {
  std::string out = "{";
  for (const auto& [question, answer] : answers) {
    out += fmt::format("{}{}:{}", out.size() > 1 ? "," : "", json(question).dump(), answer);
  }
  return out + "}";
}

std::string first_step(string_view pointer) {
  std::string key(pointer.substr(1, pointer.find('/', 1) - 1));
  for (std::size_t at = key.find('~'); at != std::string::npos; at = key.find('~', at + 1)) {
    const string_view rest = string_view(key).substr(at + 1);
    if (rest.starts_with('1')) key.replace(at, 2, "/");
    if (rest.starts_with('0')) key.erase(at + 1, 1);
  }
  return key;
}

json CaseAnswers::write_answer(const YamlNode& node, const std::string& question,
                               const std::string& pointer, Written& out) {
  const std::string what = fmt::format("the answer to `{}`", question);
  out.places.emplace(pointer, node.at);
  if (node.refused || std::any_of(node.items.begin(), node.items.end(),
                                  [](const YamlNode& item) { return item.refused; })) {
    return nullptr;  // reported already
  }
  if (node.kind == YamlNode::Kind::scalar && !node.text.empty()) return node.text;
  if (node.kind == YamlNode::Kind::sequence && !node.items.empty()) {
    json list = json::array();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const YamlNode& item = node.items[i];
      out.places.emplace(child(pointer, std::to_string(i)), item.at);
      // The reader of answers refuses nested lists.
      list.push_back(item.kind == YamlNode::Kind::scalar ? json(item.text) : json::array());
    }
    return list;
  }
  if (node.kind == YamlNode::Kind::mapping && !node.entries.empty()) {
    constexpr std::array<string_view, 3> words{"yes", "no", "unknown"};
    json members = json::object();
    for (const auto& [key, value] : node.entries) {
      out.places.emplace(child(pointer, key.text), key.at);
      const auto word = fields_.word(value, fmt::format("`{}` in {}", key.text, what), words);
      members[key.text] = word == std::size_t{0}   ? json(true)
                          : word == std::size_t{1} ? json(false)
                                                   : json(nullptr);
    }
    return members;
  }
  const bool list = node.kind == YamlNode::Kind::sequence;
  fields_.error(codes::empty_value, node.at, what + " is empty",
                list ? "write `none` for the empty set" : "write `unknown` for a blank");
  return nullptr;
}

CaseAnswers::Written CaseAnswers::write(const YamlNode& node, string_view what) {
  Written out;
  out.places.emplace("", node.at);
  if (!fields_.mapping(node, what)) return out;
  for (const auto& [key, value] : node.entries) {
    const std::string pointer = child("", key.text);
    const bool known = rules_.find_question(key.text).has_value();
    out.answers[key.text] = write_answer(value, key.text, pointer, out).dump();
    if (!known) out.places[pointer] = key.at;
  }
  return out;
}

void CaseAnswers::read_baseline(const YamlNode& node, Date as_of) {
  Written written = write(node, "`baseline`");
  const Parsed<Answers> parsed = parse_answers_json(rules_, to_object(written.answers), as_of);
  for (const Diagnostic& refused : parsed.diagnostics.items()) {
    const auto found = written.places.find(refused.pointer);
    refuse(refused, found == written.places.end() ? node.at : found->second, "in the baseline, ");
  }
  // Drop a baseline with errors: otherwise every case would report them again.
  if (parsed.value) baseline_ = std::move(written);
}

Answers CaseAnswers::baseline(Date as_of) const {
  Parsed<Answers> parsed = parse_answers_json(rules_, to_object(baseline_.answers), as_of);
  return parsed.value ? std::move(*parsed.value) : blank_answers(rules_);
}

void CaseAnswers::read(const YamlNode* node, TestCase& out) {
  const Written own =
      node ? write(*node, fmt::format("`answers` of case `{}`", out.name.text)) : Written{};
  JsonTexts merged = own.answers;
  if (!out.from_nothing) merged.insert(baseline_.answers.begin(), baseline_.answers.end());
  Parsed<Answers> parsed = parse_answers_json(rules_, to_object(merged), out.days.as_of);
  if (parsed.value) {
    out.answers = std::move(*parsed.value);
    out.differing = differing(own, out);
    return;
  }
  out.differing = to_object(own.answers);
  const bool expected = expects_errors(out);
  for (const Diagnostic& refused : parsed.diagnostics.items()) {
    if (!expected) report(refused, own, out);
    if (std::find(out.refused.begin(), out.refused.end(), refused.pointer) == out.refused.end()) {
      out.refused.push_back(refused.pointer);
    }
  }
}

// The case's own answers, except those that equal the baseline's.
std::string CaseAnswers::differing(const Written& own, const TestCase& of) const {
  JsonTexts same_questions;
  for (const auto& [question, answer] : own.answers) {
    const auto found = baseline_.answers.find(question);
    if (!of.from_nothing && found != baseline_.answers.end()) same_questions.insert(*found);
  }
  const Parsed<Answers> before =
      parse_answers_json(rules_, to_object(same_questions), of.days.as_of);
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
    const Question& question = rules_.questions[i];
    if (!own.answers.contains(question.id.text)) continue;
    if (before.value && (*before.value)[i] == of.answers[i]) continue;
    out[question.id.text] = answer_to_json(question, of.answers[i]);
  }
  return out.dump();
}

void CaseAnswers::report(const Diagnostic& refused, const Written& own, const TestCase& of) {
  if (const auto found = own.places.find(refused.pointer); found != own.places.end()) {
    refuse(refused, found->second, "");
  } else if (const auto inherited = baseline_.places.find(refused.pointer);
             inherited != baseline_.places.end()) {
    // Valid on the baseline's date, but not on the date of this case.
    refuse(refused, inherited->second, fmt::format("in case `{}`, ", of.name.text));
  } else {
    refuse(refused, of.name.at, fmt::format("in case `{}`, ", of.name.text));
  }
}

void CaseAnswers::refuse(const Diagnostic& refused, Place at, string_view whose) {
  const std::string what = refused.pointer.empty()
                               ? "the answers are"
                               : fmt::format("the answer to `{}` is", first_step(refused.pointer));
  fields_.error(
      codes::refused_case_answer, at,
      fmt::format("{}{} refused: {} ({})", whose, what, refused.message, to_string(refused.code)),
      refused.help);
}

}  // namespace candor
