// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_data.h"

#include <cstdint>
#include <utility>

#include "candor/interview/reply.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/decision.h"
#include "candor/report/result/why_asked.h"
#include "candor/rules/asking_order.h"
#include "candor/rules/rule_set_snapshot.h"

namespace candor {
namespace {

// The bytes of a text in base64; nothing when it is something else.
std::optional<std::string> bytes_of(std::string_view base64) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (base64.ends_with('=')) base64.remove_suffix(1);
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : base64) {
    const std::size_t digit = digits.find(c);
    if (digit == digits.npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

bool read_clinic_of(const PageJson& json, std::optional<Clinic>& out) {
  if (json.is_null()) return true;
  if (!json.is_object()) return false;
  Clinic clinic;
  const auto text = [&](const char* key) {
    Text read;
    read.text = text_in(json, key);
    return read;
  };
  clinic.name = text("name");
  for (const PageJson& line : value_at(json, "address")) {
    if (!line.is_string()) return false;
    clinic.address.emplace_back().text = line.get<std::string>();
  }
  clinic.phone = text("phone");
  clinic.hours = text("hours");
  clinic.out_of_hours = text("out_of_hours");
  clinic.closing = text("closing");
  if (const PageJson& logo = value_at(json, "logo"); !logo.is_null()) {
    auto bytes = bytes_of(text_in(logo, "base64"));
    if (bytes) clinic.logo = image_of(std::move(*bytes));
    if (!clinic.logo) return false;
  }
  out = std::move(clinic);
  return true;
}

void find_sections(PageData& data) {
  const RuleSet& rules = data.rules();
  const Question* last = nullptr;
  for (const std::size_t q : asking_order(rules)) {
    const Question& question = rules.questions[q];
    if (!data.asks(q)) continue;
    if (last == nullptr || question.section != last->section || question.by != last->by) {
      const std::string title =
          question.section ? rules.sections[*question.section].title.text : "Questions";
      data.sections.push_back({.title = title, .by = question.by});
    }
    last = &question;
    data.sections.back().questions.push_back(q);
  }
}

std::string_view word_of(AnsweredBy by) {
  return by == AnsweredBy::client ? "client" : "practitioner";
}

PageJson choices_json(const Question& question) {
  PageJson out = PageJson::array();
  for (const Choice& choice : question.choices) {
    PageJson json = object_for(2);
    json["id"] = choice.id.text;
    json["label"] = choice.label.text;
    out.push_back(std::move(json));
  }
  return out;
}

PageJson question_json(const PageData& data, std::size_t index, std::size_t section, Date as_of) {
  const Question& question = data.rules().questions[index];
  PageJson json = object_for(15);
  json["id"] = question.id.text;
  json["ask"] = question.ask.text;
  json["name"] = question_of(question);
  json["help"] = question.help.text;
  json["type"] = to_string(question.type);
  json["by"] = word_of(question.by);
  json["section"] = section;
  json["choices"] = choices_json(question);
  json["unit"] = question.unit.text;
  json["never"] = question.accepts_never;
  json["ongoing"] = question.accepts_ongoing;
  json["reply"] = how_to_reply(question, as_of);
  json["must"] = question.if_blank.kind == IfBlank::Kind::open;
  json["blank"] = data.for_client ? std::string() : in_words(question, question.if_blank);
  return json;
}

}  // namespace

std::optional<PageData> read_page_data(std::string_view rules, std::string_view page) {
  std::optional<RuleSet> set = restore_rule_set(rules);
  const PageJson json = PageJson::parse(page, nullptr, false);
  const std::string mode = text_in(json, "mode");
  if (!set || (mode != "practitioner" && mode != "client")) return std::nullopt;
  PageData data{.program = Program(std::move(*set)), .for_client = mode == "client"};
  if (!read_clinic_of(value_at(json, "clinic"), data.clinic)) return std::nullopt;
  find_sections(data);
  return data;
}

PageJson about_json(const PageData& data, Date as_of) {
  const RuleSet& rules = data.rules();
  PageJson json = object_for(8);
  json["rules"] = {{"id", rules.id.text},
                   {"title", rules.title.text},
                   {"language", rules.language.text},
                   {"version", version_in_words(rules)},
                   {"digest", rules.digest},
                   {"review", in_words(rules.review)},
                   {"intended_use", rules.intended_use.text}};
  json["candor"] = CANDOR_VERSION;
  json["mode"] = data.for_client ? "client" : "practitioner";
  PageJson questions = PageJson::array();
  PageJson sections = PageJson::array();
  for (std::size_t s = 0; s < data.sections.size(); ++s) {
    const PageData::Section& section = data.sections[s];
    PageJson ids = PageJson::array();
    for (const std::size_t q : section.questions) {
      ids.push_back(rules.questions[q].id.text);
      questions.push_back(question_json(data, q, s, as_of));
    }
    PageJson of = object_for(3);
    of["title"] = section.title;
    of["by"] = word_of(section.by);
    of["questions"] = std::move(ids);
    sections.push_back(std::move(of));
  }
  json["questions"] = std::move(questions);
  json["sections"] = std::move(sections);
  PageJson reasons = PageJson::array();
  if (!data.for_client) {
    for (const ReasonToDecide& reason : override_reasons(rules))
      reasons.push_back({{"id", reason.id}, {"label", reason.label}});
  }
  json["override_reasons"] = std::move(reasons);
  return json;
}

PageJson help_json(const PageData& data, std::size_t question, Date as_of) {
  const RuleSet& rules = data.rules();
  const Question& asked = rules.questions[question];
  WhyAsked why = why_asked(rules, question);
  PageJson json = object_for(5);
  json["reply"] = how_to_reply(asked, as_of);
  json["blank"] = sentence("Not known: " + in_words(asked, asked.if_blank));
  json["because"] = std::move(why.because);
  json["why"] = std::move(why.uses);
  json["sources"] = std::move(why.sources);
  return json;
}

}  // namespace candor
