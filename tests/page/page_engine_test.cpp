// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_engine.h"

#include <string>
#include <vector>

#include "page/page_script.h"
#include "support/catch.hpp"

using namespace candor;
using namespace candor::testing;

namespace {

using Ids = std::vector<std::string>;

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

PageMessage load(PageScript& page, std::string_view as, const std::string& text) {
  return page.ask({{"do", "load"}, {"as", as}, {"text", text}});
}

std::string record_of(PageScript& page) {
  return page.ask({{"do", "record"},
                   {"now", "2026-11-28T10:00:00Z"},
                   {"nonce", "0123456789abcdef0123456789abcdef"}})["text"];
}

}  // namespace

TEST_CASE("a page says what it is about") {
  PageScript page("practitioner");
  const PageMessage& about = page.ask({{"do", "about"}});
  CHECK(about["rules"]["id"] == "microneedling");
  CHECK(about["rules"]["review"] == "a draft that no clinician has reviewed");
  CHECK(about["mode"] == "practitioner");
  std::size_t questions = 0;
  for (std::size_t s = 0; s < about["sections"].size(); ++s) {
    for (const auto& id : about["sections"][s]["questions"]) {
      const PageMessage& question = about["questions"][questions++];
      CHECK(question["id"] == id);
      CHECK(question["section"] == s);
      CHECK(page.view()["questions"].contains(std::string(id)));
    }
  }
  CHECK(about["questions"].size() == questions);
  CHECK(page.view()["sections"].size() == about["sections"].size());
  CHECK(about["override_reasons"].size() == 8);
}

TEST_CASE("a page says why it asks") {
  PageScript page("practitioner");
  const PageMessage help = page.ask({{"do", "help"}, {"question", "filler"}})["help"];
  CHECK(help["because"] == "Asked because recent procedures includes `filler`.");
  CHECK(help["blank"] == "Not known: a blank leaves its rules open.");
  CHECK(has(help["why"][0], "Not yet: "));
  CHECK(has(help["why"][0], "filler-"));
  CHECK_FALSE(help["sources"].empty());
  CHECK(page.ask({{"do", "help"}, {"question", "x"}}).contains("error"));
}

TEST_CASE("a reply is read as at the terminal") {
  struct Row {
    const char* question;
    PageMessage reply;
    const char* said;
  };
  const Row row = GENERATE(values<Row>({
      {"age", {{"text", "34"}}, "34 years."},
      {"age", {{"text", " 34 years "}}, "34 years."},
      {"age", {{"value", 34}}, "34 years."},
      {"age", {{"value", "34"}}, "34 years."},
      {"age",
       {{"value", 340}},
       "The number is out of range. Expected a whole number from 0 to 120 years."},
      {"age",
       {{"value", true}},
       "The wrong kind of value. Expected a whole number from 0 to 120 years."},
      {"age", {{"text", "old"}}, "This is not a number. A whole number from 0 to 120 years."},
      {"age", {{"text", "  "}}, "This needs an answer."},
      {"age", {{"text", std::string(5000, '9')}}, "This is too long to be an answer."},
      {"age", {{"text", "idk"}}, "Not known; a blank leaves its rules open."},
      {"age", {{"text", "-"}}, "Not known; a blank leaves its rules open."},
      {"age", {{"not_known", true}}, "Not known; a blank leaves its rules open."},
      {"age", {{"value", nullptr}}, "Not known; a blank leaves its rules open."},
      {"age", {{"none", true}}, ""},
      {"age", PageMessage::object(), "This is not an answer."},
      {"area", {{"text", "fa"}}, "Face."},
      {"area", {{"value", "face"}}, "Face."},
      {"recent_procedures", {{"value", PageMessage::array()}}, ""},
      {"recent_procedures",
       {{"value", {"filler", "waxing"}}},
       "Dermal filler, Waxing, epilation or hair-removal cream."},
      {"recent_procedures", {{"value", "none"}}, "None."},
      {"isotretinoin", {{"text", "22 Jul 2026"}}, "22 July 2026, 4 months and 6 days ago."},
      {"isotretinoin", {{"text", "2019"}}, "1 January 2019 to 31 December 2019."},
      {"isotretinoin",
       {{"text", "last month"}},
       "This is 1 October 2026 to 31 October 2026, and a wait counts from the day: type the day. "
       "A time such as 6 weeks, or a date such as 2026-10-17; never; ongoing."},
      {"isotretinoin",
       {{"value", {{"from", "2026-10-01"}, {"to", "2026-10-31"}}}},
       "This is 1 October 2026 to 31 October 2026, and a wait counts from the day: type the day. "
       "A time such as 6 weeks, or a date such as 2026-10-17; never; ongoing."},
      {"filler", {{"text", "2 months"}}, "By the other answers, this question does not apply."},
      {"fillers", {{"text", "2 months"}}, "This page does not ask that question."},
  }));
  CAPTURE(row.question, row.reply.dump());
  PageScript page("practitioner");
  CHECK(page.reply(row.question, row.reply) == row.said);
  const bool refused = page.answer().contains("refused");
  CHECK(refused == (page.state()["answers"].empty() && page.state()["not_known"].empty() &&
                    *row.said != '\0'));
}

TEST_CASE("an answer that does not apply any more is set aside, and comes back to be confirmed") {
  PageScript page("practitioner");
  page.reply("recent_procedures", {{"value", {"filler", "waxing"}}});
  page.reply("filler", {{"text", "2026-10-01"}});
  page.reply("recent_procedures", {{"value", {"waxing"}}});
  CHECK(page.answer()["set_aside"] == Ids{"filler"});
  CHECK(page.state()["set_aside"] == Ids{"filler"});
  CHECK_FALSE(page.view("filler")["shown"]);
  const std::string aside = page.file("json");
  CHECK(PageMessage::parse(aside)["not_used"] == Ids{});
  page.reply("recent_procedures", {{"value", {"filler"}}});
  CHECK(page.answer()["returned"] == Ids{"filler"});
  CHECK(page.view("filler")["to_confirm"] == true);
  CHECK(page.view("filler")["words"] == "1 October 2026, 1 month and 27 days ago.");
  page.ask({{"do", "confirm"}, {"questions", {"filler"}}});
  CHECK(page.view("filler")["to_confirm"] == false);
  page.reply("recent_procedures", {{"none", true}});
  CHECK(page.answer()["set_aside"] == Ids{"filler"});
  CHECK(page.view("recent_procedures")["state"] == "open");
}

TEST_CASE("the first screen has whole sentences") {
  PageScript page("practitioner");
  page.reply("isotretinoin", {{"text", "22 Jul 2026"}});
  const PageMessage result = page.ask({{"do", "result"}})["result"];
  CHECK(result["line"] == page.view()["verdict"]["line"]);
  CHECK(result["tone"] == "wait");
  CHECK(result["reasons"][0] ==
        PageMessage{{"text", "The client took isotretinoin less than 6 months ago."},
                    {"verdict", "defer"},
                    {"rule", "isotretinoin-recent"}});
  CHECK(result["next"][0] == "No appointment before 22 January 2027.");
  CHECK(result["authority"].back() ==
        "A practitioner decides. candor lists recorded reasons; it clears no one.");
  CHECK(result["validity"] == "");
  CHECK(result["changes"] == Ids{});
  CHECK(result["open"].size() == page.view()["verdict"]["open"]);
  CHECK(result["not_asked"].size() > 30);
}

TEST_CASE("a decision is about the answers before it") {
  PageScript page("practitioner");
  const auto decide = [&](PageMessage decision) {
    return page.ask(
        {{"do", "decide"}, {"decision", std::move(decision)}, {"now", "2026-11-28T10:00:00Z"}});
  };
  CHECK(decide({{"decision", "otherwise"}, {"by", "Dr. A. Lee"}})["refused"] == "Choose a reason.");
  CHECK(decide({{"decision", "as_listed"}, {"by", ""}})["refused"] ==
        "Type a name on one line, at most 100 characters.");
  CHECK(decide({{"decision", "perhaps"}, {"by", "Dr. A. Lee"}})["refused"] ==
        "Choose whether you decide as listed, or otherwise.");
  CHECK(decide({{"decision", "otherwise"}, {"by", "Dr. A. Lee"}, {"reason", "more_cautious"}})
            .contains("view"));
  CHECK(page.view()["decision"] ==
        "Decided otherwise by Dr. A. Lee on 28 November 2026: More cautious than "
        "listed.");
  CHECK(PageMessage::parse(record_of(page))["decision"]["by"] == "Dr. A. Lee");
  page.ask({{"do", "ref"}, {"text", "P0042"}});
  CHECK(page.state()["decision"].is_object());
  page.reply("age", {{"text", "34"}});
  CHECK(page.answer()["note"] == "The decision was about the result of before: now there is none.");
  CHECK(page.state()["decision"].is_null());
}

TEST_CASE("appointment and reference are read as they are typed") {
  PageScript page("practitioner");
  page.ask({{"do", "appointment"}, {"text", "15 Dec 14:30"}});
  CHECK(page.view()["appointment"] == "15 December 2026, 14:30");
  CHECK(page.ask({{"do", "appointment"}, {"text", "1 Nov 2026"}})["refused"] ==
        "1 November 2026 is before the screening.");
  CHECK(page.view()["appointment"] == "15 December 2026, 14:30");
  page.ask({{"do", "appointment"}, {"text", "none"}});
  CHECK(page.view()["appointment"] == "");
  CHECK(page.ask({{"do", "ref"}, {"text", "a\nb"}}).contains("refused"));
  page.ask({{"do", "ref"}, {"text", " P0042 "}});
  CHECK(page.view()["ref"] == "P0042");
  CHECK(has(page.file("report"), "P0042"));
  CHECK(page.ask({{"do", "record"}, {"now", "today"}, {"nonce", ""}}).contains("error"));
}

TEST_CASE("a record is the beginning of the next visit") {
  PageScript first("practitioner");
  first.reply("age", {{"text", "34"}});
  first.reply("keloid", {{"value", "personal"}});
  first.ask({{"do", "ref"}, {"text", "P0042"}});
  const std::string record = record_of(first);

  PageScript page("practitioner", "2027-02-25");
  page.ask({{"do", "ref"}, {"text", "P0043"}});
  CHECK(has(load(page, "revisit", record)["refused"],
            "The chart reference is not that of the record."));
  page.ask({{"do", "ref"}, {"text", ""}});
  load(page, "revisit", record);
  CHECK(page.view()["ref"] == "P0042");
  const PageMessage& previous = page.view()["previous"];
  CHECK(has(previous["line"], "Record of 28 November 2026: "));
  CHECK(previous["holding"] == Ids{"keloid"});
  CHECK(previous["asks_session"] == true);
  CHECK(page.view("age")["to_confirm"] == true);
  CHECK(page.view("age")["given_on"] == "Given on 28 November 2026 and not confirmed.");
  const auto session = [&](std::string_view day) {
    return page.ask({{"do", "session"}, {"day", day}, {"device", "SkinPen"}, {"reaction", ""}});
  };
  CHECK(session("2026-11-01")["refused"] == "That is before the record. Type a later day, or no.");
  CHECK(session("January 2027")["refused"] == "Which day? Type a date, such as 3 April 2026.");
  session("no");
  CHECK(page.view()["previous"]["asks_session"] == false);
  session("3 Jan 2027");
  CHECK(page.view()["previous"]["changed"][0] ==
        "Session on 3 January 2027. Device: SkinPen. No reaction was told.");
  const std::string saved = page.file("save");
  PageScript again("practitioner", "2027-02-25");
  load(again, "resume", saved);
  CHECK(again.view()["previous"] == page.view()["previous"]);
  CHECK(again.file("report") == page.file("report"));
  CHECK(PageMessage::parse(record_of(again))["session"]["device"] == "SkinPen");
}

TEST_CASE("a file that cannot be used is refused in a sentence, and nothing is lost") {
  PageScript page("practitioner");
  page.reply("age", {{"text", "34"}});
  std::string saved = page.file("save");
  const PageMessage before = page.state();
  const auto refusal = [&](std::string_view as, const std::string& text) -> std::string {
    const PageMessage& answer = load(page, as, text);
    CHECK(page.state() == before);
    return answer.contains("refused") ? answer["refused"] : PageMessage("read");
  };
  const std::string not_ours = "This is not an interview, a record or a result that candor wrote.";
  CHECK(refusal("resume", "") == not_ours);
  CHECK(refusal("resume", "{}") == not_ours);
  CHECK(refusal("resume", saved.substr(0, saved.size() / 2)) == not_ours);
  CHECK(refusal("resume", std::string(100'000, '[')) == not_ours);
  CHECK(refusal("revisit", saved) == "This is not a record.");
  CHECK(refusal("wherever", saved) == "This file cannot be read in that way.");
  CHECK(refusal("confirm", R"({"age": 340})") ==
        "An answer in this file cannot be read. The number is out of range.");
  const auto with = [&](std::string_view what, std::string_view other) {
    std::string text = saved;
    text.replace(text.find(what), what.size(), other);
    return text;
  };
  CHECK(refusal("resume", with("sha256:", "sha256:0")) ==
        "The rules have changed since this saved interview was written. Its questions may mean "
        "something else now: start again.");
  CHECK(refusal("resume", with("\"microneedling\"", "\"x\"")) == "read");
  CHECK(refusal("resume", with("\"ref\": null", "\"ref\": \"a\\nb\"")) == not_ours);
}

TEST_CASE("the client's page asks her questions, and has no verdict") {
  PageScript page("client");
  const PageMessage& about = page.ask({{"do", "about"}});
  for (const auto& question : about["questions"]) {
    CHECK(question["by"] == "client");
    CHECK(question["blank"] == "");
  }
  CHECK(about["override_reasons"].empty());
  const std::string untouched = page.file("save");
  CHECK(PageMessage::parse(untouched)["answers"].empty());
  CHECK(PageMessage::parse(untouched)["not_asked"].size() > 30);

  CHECK(page.reply("isotretinoin", {{"text", "idk"}}) == "Not known.");
  CHECK(page.view("isotretinoin")["words"] == "Not known.");
  CHECK(page.reply("isotretinoin", {{"text", "last month"}}) ==
        "1 October 2026 to 31 October 2026.");
  CHECK(page.view("isotretinoin")["wanted"] == false);
  CHECK(page.view("isotretinoin")["day_needed"] == "");
  CHECK(page.reply("device", {{"text", "1"}}) == "This page does not ask that question.");
  page.reply("recent_procedures", {{"value", {"filler"}}});
  page.reply("recent_procedures", {{"value", PageMessage::array()}});
  CHECK(page.view("recent_procedures")["state"] == "open");
  while (!page.next().empty()) {
    const std::string question = page.next();
    page.reply(question, {{"not_known", true}});
    REQUIRE(page.view(question)["wanted"] == false);
    for (const char* word : {"\"verdict\"", "\"matters\"", "\"reasons\"", "\"because\""})
      CHECK_FALSE(has(page.answer().dump(), word));
  }
  CHECK(page.view()["left"] == 0);
  for (const char* word : {"help", "appointment", "ref", "session", "decide", "result", "record",
                           "json", "leaflet", "report"}) {
    CHECK(page.ask({{"do", word}})["error"] == "The client's page does not answer this.");
  }

  PageScript practitioner("practitioner", "2026-11-29");
  CHECK(load(practitioner, "confirm", page.file("save"))["note"] ==
        "Read each section back. What is not confirmed does not count.");
  CHECK(practitioner.view("isotretinoin")["to_confirm"] == true);
  CHECK(practitioner.view("age")["state"] == "open");
  practitioner.ask({{"do", "confirm"}, {"questions", {"isotretinoin"}}});
  CHECK(has(practitioner.view("isotretinoin")["day_needed"], "a wait counts from the day"));
  CHECK(practitioner.view("isotretinoin")["wanted"] == true);
}

TEST_CASE("an engine begins only with what `candor page` wrote") {
  const std::string rules = snapshot_rule_set(load_built_in(*find_built_in("microneedling")));
  const auto begins = [&](std::string_view set, std::string_view page) {
    return PageEngine::begin(set, page).has_value();
  };
  CHECK(begins(rules, R"({"mode": "client", "clinic": null})"));
  CHECK(begins(rules, R"({"mode": "practitioner", "clinic": {"name": "A", "address": ["B"]}})"));
  CHECK_FALSE(begins(rules.substr(1), R"({"mode": "client", "clinic": null})"));
  CHECK_FALSE(begins(rules, R"({"mode": "anybody", "clinic": null})"));
  CHECK_FALSE(begins(rules, R"({"mode": "client", "clinic": 3})"));
  CHECK_FALSE(begins(rules, R"({"mode": "client", "clinic": {"logo": {"base64": "PHN2Zz4="}}})"));
  CHECK_FALSE(begins(rules, "{"));
  const std::string logo =
      R"({"mode": "practitioner", "clinic": {"name": "Harbour & Skin", "logo": {"type": "image/gif", "base64": "R0lGODlhAQABAAAAACw="}}})";
  PageScript page(PageEngine::begin(rules, logo).value(), {{"as_of", "2026-11-28"}});
  CHECK(has(page.file("leaflet"), "Harbour &amp; Skin"));
  CHECK(has(page.file("leaflet"), "data:image/gif;base64,R0lGODlhAQABAAAAACw="));
}
