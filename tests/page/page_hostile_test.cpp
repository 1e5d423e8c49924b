// SPDX-License-Identifier: Apache-2.0
// Requests that no script made: the WebAssembly build cannot catch an exception, so none may be
// thrown.
#include <string>
#include <vector>

#include "page/page_script.h"
#include "support/catch.hpp"
#include "support/random.h"

using namespace candor;
using namespace candor::testing;

namespace {

PageMessage junk(Random& random) {
  static const std::vector<std::string> texts{
      "null",
      "true",
      "0",
      "-1",
      "18446744073709551616",
      "1e308",
      "-0.0000001",
      "\"\"",
      "\"age\"",
      "\"x\"",
      "\"2026-11-28\"",
      "\"9999-12-31\"",
      "\"0000-00-00\"",
      "\"2026-02-30\"",
      "[]",
      "{}",
      "[[[[[[[[]]]]]]]]",
      "{\"from\": \"2026-01-01\", \"to\": \"2025-01-01\"}",
      "{\"from\": \"1000-01-01\", \"to\": \"2026-01-01\"}",
      "[\"filler\", \"filler\"]",
      "{\"filler\": null, \"x\": true}",
      "\"\\u0000\\u202e\\ud83d\\ude00\"",
      "\"never\"",
      "[null, 1, \"age\"]",
      "{\"\": {\"\": []}}",
      "\"99:99\"",
      "\"record/1\"",
      "{\"age\": 12, \"area\": \"face\", \"filler\": \"6 months\"}"};
  const std::size_t which = random.below(texts.size() + 1);
  if (which == texts.size()) return std::string(20'000, 'x');
  return PageMessage::parse(texts[which]);
}

// Changes one value somewhere in the message.
void change(PageMessage& json, Random& random) {
  if (!json.is_structured() || json.empty() || random.chance(10)) {
    json = junk(random);
    return;
  }
  auto at = json.begin();
  for (std::size_t steps = random.below(json.size()); steps > 0; --steps) ++at;
  if (random.chance(85)) {
    change(*at, random);
  } else if (random.chance(50)) {
    json.erase(at);
  } else if (json.is_object()) {
    json["age"] = junk(random);
  } else {
    json.push_back(junk(random));
  }
}

void break_bytes(std::string& text, Random& random) {
  for (std::size_t times = 1 + random.below(4); times > 0; --times) {
    const std::size_t at = random.below(text.size());
    switch (random.below(4)) {
      case 0: text[at] = static_cast<char>(random.below(256)); break;
      case 1: text.resize(at + 1); break;
      case 2: text.insert(at, std::string(random.below(300), random.chance(50) ? '[' : '{')); break;
      default: text.insert(at, text.substr(random.below(text.size()), 40)); break;
    }
  }
}

// A message for each request, with a state in which everything is used.
std::vector<PageMessage> requests() {
  PageScript first("practitioner", "2026-05-01");
  first.reply("age", {{"text", "34"}});
  first.reply("keloid", {{"value", "personal"}});
  first.reply("recent_procedures", {{"value", {"filler"}}});
  first.reply("filler", {{"text", "2026-01-05"}});
  const std::string nonce = "0123456789abcdef0123456789abcdef";
  const std::string now = "2026-11-28T10:00:00Z";
  const std::string record = first.ask({{"do", "record"}, {"now", now}, {"nonce", nonce}})["text"];
  PageScript page("practitioner");
  page.ask({{"do", "load"}, {"as", "revisit"}, {"text", record}});
  page.ask({{"do", "session"}, {"day", "2026-06-01"}, {"device", "Pen"}, {"reaction", "red"}});
  page.ask({{"do", "appointment"}, {"text", "15 Dec 14:30"}});
  page.ask({{"do", "ref"}, {"text", "P0042"}});
  page.reply("isotretinoin", {{"text", "2019"}});
  page.reply("recent_procedures", {{"value", {"filler", "waxing"}}});
  page.reply("waxing", {{"text", "2 weeks"}});
  page.reply("recent_procedures", {{"value", {{"filler", nullptr}, {"laser", true}}}});
  page.reply("area", {{"not_known", true}});
  const PageMessage decision{{"decision", "otherwise"},
                             {"by", "Dr. A. Lee"},
                             {"reason", "other"},
                             {"note", "By telephone."}};
  page.ask({{"do", "decide"}, {"decision", decision}, {"now", now}});
  const std::string saved = page.file("save");
  std::vector<PageMessage> out{
      {{"do", "about"}},
      {{"do", "show"}},
      {{"do", "help"}, {"question", "filler"}},
      {{"do", "result"}},
      {{"do", "save"}},
      {{"do", "json"}},
      {{"do", "leaflet"}},
      {{"do", "report"}},
      {{"do", "record"}, {"now", now}, {"nonce", nonce}},
      {{"do", "reply"}, {"question", "age"}, {"value", 30}},
      {{"do", "reply"}, {"question", "filler"}, {"text", "March 2026"}},
      {{"do", "reply"}, {"question", "recent_procedures"}, {"value", {{"filler", true}}}},
      {{"do", "reply"}, {"question", "filler"}, {"not_known", true}},
      {{"do", "reply"}, {"question", "keloid"}, {"none", true}},
      {{"do", "confirm"}, {"questions", {"age", "keloid", "filler"}}},
      {{"do", "appointment"}, {"text", "2026-12-20"}},
      {{"do", "ref"}, {"text", "P1"}},
      {{"do", "session"}, {"day", "3 Jun 2026"}, {"device", ""}, {"reaction", ""}},
      {{"do", "decide"}, {"decision", decision}, {"now", now}}};
  for (const char* as : {"resume", "confirm", "revisit"}) {
    for (const std::string* text : {&saved, &record})
      out.push_back({{"do", "load"}, {"as", as}, {"text", *text}});
  }
  for (PageMessage& request : out) request["state"] = page.state();
  return out;
}

// What is wrong with an answer; empty when nothing is.
std::string fault(const PageEngine& engine, const std::string& text, const std::string& answer) {
  const PageMessage json = PageMessage::parse(answer, nullptr, false);
  if (!json.is_object()) return "this is not JSON";
  if (json.contains("error")) return json.size() == 1 ? "" : "an error with something else";
  const bool good = json.contains("view") || json.contains("name") || json.contains("rules") ||
                    json.contains("help");
  if (!good) return "there is nothing in it";
  if (!json.contains("refused")) return "";
  PageMessage show = PageMessage::parse(text);
  show["do"] = "show";
  const PageMessage before = PageMessage::parse(engine.answer(show.dump()));
  return before["state"] == json["state"] ? "" : "refused, and the state is another one";
}

}  // namespace

TEST_CASE("no request ends the page's engine, however it is damaged") {
  const std::vector<PageMessage> all = requests();
  const RuleSet rules = load_built_in(*find_built_in("microneedling"));
  const std::vector<PageEngine> engines{page_engine(rules, "practitioner"),
                                        page_engine(rules, "client")};
  Random random(160'001);
  std::string failure;
  std::size_t refused = 0, unread = 0, answered = 0;
  for (int i = 0; i < 8'000 && failure.empty(); ++i) {
    PageMessage request = random.pick(all);
    const PageEngine& engine = engines[random.chance(80) ? 0 : 1];
    const bool in_file = request.contains("text") && request["do"] == "load" && random.chance(70);
    if (in_file) {
      std::string file = request["text"];
      if (random.chance(30)) {
        break_bytes(file, random);
      } else {
        PageMessage json = PageMessage::parse(file);
        change(json, random);
        file = json.dump();
      }
      request["text"] = file;
    } else {
      for (std::size_t times = 1 + random.below(3); times > 0; --times) change(request, random);
    }
    std::string text = request.dump(-1, ' ', false, PageMessage::error_handler_t::replace);
    if (random.chance(10)) break_bytes(text, random);
    const std::string answer = engine.answer(text);
    failure = fault(engine, text, answer);
    if (!failure.empty()) failure += "\n" + text + "\n" + answer;
    refused += answer.find("\"refused\":") != answer.npos;
    unread += answer.starts_with("{\"error\":");
    answered += answer.starts_with("{\"state\":") || answer.starts_with("{\"name\":");
  }
  CHECK(failure == "");
  CHECK(refused > 200);
  CHECK(unread > 200);
  CHECK(answered > 200);
}

TEST_CASE("a request that is too deep or too long is an error") {
  const PageEngine engine =
      page_engine(load_built_in(*find_built_in("microneedling")), "practitioner");
  const auto error = [&](const std::string& text) {
    return PageMessage::parse(engine.answer(text)).contains("error");
  };
  CHECK(error(""));
  CHECK(error(std::string(1'000'000, '[')));
  std::string deep = R"({"do": "show", "state": {"as_of": "2026-11-28", "answers": )";
  for (int i = 0; i < 100'000; ++i) deep += "{\"age\": ";
  CHECK(error(deep));
  deep += "1";
  deep += std::string(100'000, '}') + "}}";
  CHECK(error(deep));
  CHECK(error(R"({"do": "show", "state": {"as_of": "2026-11-28", "answers": {"age": 1e999}}})"));
  CHECK(error("{\"do\": \"show\", \"state\": {\"as_of\": \"2026-11-28\", \"ref\": \"\xff\"}}"));
}
