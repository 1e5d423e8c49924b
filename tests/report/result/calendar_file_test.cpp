// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/calendar_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "report/sample.h"

using namespace candor;
using candor::testing::Sample;
using candor::testing::screened;

namespace {

constexpr std::string_view suitable = R"({"acne": "none", "drug": "never", "burn": "never"})";

std::string calendar_of(const Sample& sample, const CalendarOptions& options = {}) {
  return render_calendar(sample.result(), options);
}

// The lines without their ends; every end must be CRLF.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    lines.emplace_back(text.substr(0, end));
    REQUIRE(lines.back().find_first_of("\r\n") == std::string::npos);
    text.remove_prefix(end + 2);
  }
  return lines;
}

std::vector<std::string> unfolded(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with(' ')) {
      REQUIRE(!out.empty());
      out.back() += line.substr(1);
    } else {
      out.push_back(line);
    }
  }
  return out;
}

using Event = std::map<std::string, std::string>;  // by name, with its parameters

// The events without their alarms.
std::vector<Event> events_of(std::string_view text) {
  std::vector<Event> events;
  bool in_event = false, in_alarm = false;
  for (const std::string& line : unfolded(text)) {
    if (line == "BEGIN:VEVENT") {
      events.emplace_back();
      in_event = true;
    } else if (line == "END:VEVENT") {
      in_event = false;
    } else if (line == "BEGIN:VALARM" || line == "END:VALARM") {
      in_alarm = line == "BEGIN:VALARM";
    } else if (in_event && !in_alarm) {
      const std::size_t colon = line.find(':');
      REQUIRE(colon != std::string::npos);
      INFO(line);
      REQUIRE(events.back().emplace(line.substr(0, colon), line.substr(colon + 1)).second);
    }
  }
  return events;
}

// "20261126 to 20261210 Before the appointment (1 of 2)", the end as it is written: exclusive.
std::vector<std::string> plan_of(std::string_view text) {
  std::vector<std::string> plan;
  for (const Event& event : events_of(text)) {
    const bool cancelled = event.at("STATUS") == "CANCELLED";
    plan.push_back(fmt::format("{} to {} {}{}", event.at("DTSTART;VALUE=DATE"),
                               event.at("DTEND;VALUE=DATE"), cancelled ? "cancelled: " : "",
                               event.at("SUMMARY")));
  }
  return plan;
}

std::set<std::string> uids_of(std::string_view text) {
  std::set<std::string> uids;
  for (const Event& event : events_of(text)) uids.insert(event.at("UID"));
  return uids;
}

using Plan = std::vector<std::string>;

}  // namespace

TEST_CASE("calendar: what holds in the same days is one event with an exclusive end") {
  const std::string text = calendar_of(screened(
      R"({"acne": "few", "drug": "never", "burn": "never", "smoker": "yes"})", "2026-12-30"));
  CHECK(plan_of(text) == Plan{"20261230 to 20261231 Appointment",
                              "20261216 to 20261225 Before the appointment (1 of 3)",
                              "20261225 to 20261229 Before the appointment (2 of 3)",
                              "20261229 to 20261230 Before the appointment (3 of 3)",
                              "20261230 to 20270101 After the appointment (1 of 2)",
                              "20270101 to 20270105 After the appointment (2 of 2)"});
  const std::vector<std::string> lines = lines_of(text);
  CHECK(std::vector(lines.begin(), lines.begin() + 5) ==
        std::vector<std::string>{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//candor//candor//EN",
                                 "CALSCALE:GREGORIAN", "METHOD:PUBLISH"});
  CHECK(lines.back() == "END:VCALENDAR");
  for (const Event& event : events_of(text)) {
    CHECK(event.at("DTSTAMP") == "20261122T000000Z");
    CHECK(event.at("CLASS") == "PRIVATE");
    CHECK(event.at("TRANSP") == "TRANSPARENT");
    CHECK(event.at("SEQUENCE") == "0");
    CHECK(event.at("DESCRIPTION")
              .ends_with("This is not a clearance: your practitioner decides "
                         "on the day."));
  }
}

TEST_CASE("calendar: the texts of its events") {
  const std::vector<Event> events = events_of(calendar_of(screened(suitable, "2026-12-10")));
  CHECK(
      events[0].at("DESCRIPTION") ==
      "The entries around this day say what to do before and after it.\\nKeep taking each medicine "
      "that a doctor prescribed for you.\\nCall us about:\\n- Fever.\\n- Bumps. (from 13 Dec)"
      "\\nThis is not a clearance: your practitioner decides on the day.");
  CHECK(events[1].at("DESCRIPTION").starts_with("- Keep out of the sun. (from 26 Nov)\\n"));
  CHECK(events[3]
            .at("DESCRIPTION")
            .starts_with("- Keep out of the sun. (from 26 Nov)\\n- Drink no alcohol. (last 24 "
                         "hours)\\n"));
  CHECK(events[4].at("DESCRIPTION").starts_with("- Do not wash. (first 6 hours)\\n"));
  // What has to be done on the day itself is in the appointment.
  const std::vector<Event> today = events_of(calendar_of(screened(suitable, "2026-11-22")));
  CHECK(today[0]
            .at("DESCRIPTION")
            .find("\\nOn the day:\\n- Keep out of the sun.\\n- Drink no "
                  "alcohol.\\nCall us about:") != std::string::npos);
}

TEST_CASE("calendar: an item whose condition is open says so") {
  Sample open = screened(
      R"({"acne": "none", "drug": "never", "burn": "never", "depth_mm": "unknown"})", "2026-12-10");
  for (GivenCare& care : open.screening.care) care.if_applies = true;
  for (const Event& event : events_of(calendar_of(open)))
    CHECK(event.at("DESCRIPTION").find("- If this applies to you: ") != std::string::npos);
}

TEST_CASE("calendar: a time of day is local, lasts an hour, and keeps its reminder at six") {
  struct Row {
    TimeOfDay time;
    std::string_view start, end, trigger;
  };
  const Row row = GENERATE(values<Row>({
      {{14, 30}, "20261210T143000", "20261210T153000", "TRIGGER:-PT20H30M"},
      {{23, 5}, "20261210T230500", "20261211T000500", "TRIGGER:-PT29H5M"},
      {{0, 0}, "20261210T000000", "20261210T010000", "TRIGGER:-PT6H0M"},
  }));
  const Sample sample = screened(suitable, "2026-12-10");
  Result result = sample.result();
  result.appointment_time = row.time;
  const std::string text = render_calendar(result, {});
  const std::vector<Event> events = events_of(text);
  CHECK(events[0].at("DTSTART") == row.start);
  CHECK(events[0].at("DTEND") == row.end);
  CHECK(events[0].at("TRANSP") == "OPAQUE");
  CHECK_THAT(text, Catch::Contains(std::string(row.trigger) + "\r\n"));
  for (std::size_t i = 1; i < events.size(); ++i) {
    CHECK(events[i].contains("DTSTART;VALUE=DATE"));
    CHECK(events[i].at("TRANSP") == "TRANSPARENT");
  }
  CHECK(uids_of(text) == uids_of(calendar_of(sample)));
}

TEST_CASE("calendar: the clinic's address is the place, and its numbers are with the signs") {
  Clinic clinic;
  clinic.name.text = "A, B";
  const Sample sample = screened(suitable, "2026-12-10");
  CHECK(!events_of(calendar_of(sample, {.clinic = &clinic}))[0].contains("LOCATION"));
  clinic.address = {{"1 Quay"}, {"Bristol"}};
  clinic.phone.text = "0117 1";
  clinic.out_of_hours.text = "0117 2";
  const std::vector<Event> events = events_of(calendar_of(sample, {.clinic = &clinic}));
  CHECK(events[0].at("LOCATION") == "A\\, B\\, 1 Quay\\, Bristol");
  CHECK_THAT(events[0].at("DESCRIPTION"),
             Catch::Contains("Call us\\, by day 0117 1\\, out of hours 0117 2\\, about:"));
  for (std::size_t i = 1; i < events.size(); ++i) CHECK(!events[i].contains("LOCATION"));
}

TEST_CASE("calendar: what is told in person is not in it") {
  Sample sample = screened(R"({"acne": "few", "drug": "never", "burn": "never"})", "2026-12-10");
  REQUIRE(calendar_of(sample).find("Use the cream.") != std::string::npos);
  sample.screening.told_in_person = {3};  // acne-few
  const std::string text = calendar_of(sample);
  CHECK(text.find("Use the cream.") == std::string::npos);
  CHECK(events_of(text)[0].at("DESCRIPTION").find("that we talk about in person.") !=
        std::string::npos);
}

TEST_CASE("calendar: no step is given for a day on which treatment cannot go ahead") {
  struct Row {
    std::string_view name, answers, appointment, says;
  };
  constexpr std::string_view talk =
      "There are no steps for this day yet. Please talk to your practitioner before you come.";
  const Row row = GENERATE_COPY(values<Row>({
      {"unsuitable", R"({"acne": "many", "drug": "never", "burn": "never"})", "2026-12-10", talk},
      {"incomplete", "{}", "2026-12-10", talk},
      {"later, and unsettled", R"({"drug": "4 months"})", "2027-02-10", talk},
      {"later, without a date", R"({"acne": "none", "drug": "ongoing", "burn": "never"})",
       "2027-02-10", talk},
      {"before the earliest day", R"({"acne": "none", "drug": "4 months", "burn": "never"})",
       "2027-01-21",
       "This appointment is too early. It cannot be before 22 January 2027. Please ask to move "
       "it."},
  }));
  CAPTURE(row.name);
  const bool explicit_titles = GENERATE(false, true);
  const std::vector<Event> events = events_of(
      calendar_of(screened(row.answers, row.appointment), {.explicit_titles = explicit_titles}));
  REQUIRE(events.size() == 1);
  CHECK(events[0].at("SUMMARY") ==
        (explicit_titles ? "Appointment: Needling *for* scars" : "Appointment"));
  CHECK(
      events[0].at("DESCRIPTION") ==
      fmt::format("{}\\nThis is not a clearance: your practitioner decides on the day.", row.says));
}

TEST_CASE("calendar: no steps if the verdict of the earliest day rules out treatment") {
  Sample sample =
      screened(R"({"acne": "none", "drug": "4 months", "burn": "never"})", "2027-01-22");
  REQUIRE(events_of(calendar_of(sample)).size() > 1);
  const bool incomplete = GENERATE(true, false);
  sample.screening.then.headline.incomplete = incomplete;
  sample.screening.then.headline.at_least = incomplete ? 0 : 3;  // unsuitable
  CHECK(events_of(calendar_of(sample)).size() == 1);
}

TEST_CASE("calendar: steps are given from the earliest day on") {
  const std::string text = calendar_of(
      screened(R"({"acne": "none", "drug": "4 months", "burn": "never"})", "2027-01-22"));
  CHECK(plan_of(text).size() == 5);
  CHECK(text.find("too early") == std::string::npos);
}

TEST_CASE("calendar: each step says so if it depends on more than a date") {
  const std::vector<Event> events = events_of(calendar_of(
      screened(R"({"acne": "none", "drug": "never", "burn": "3 days"})", "2027-01-22")));
  REQUIRE(events.size() > 1);
  for (const Event& event : events)
    CHECK(event.at("DESCRIPTION").find("only if treatment can go ahead") != std::string::npos);
}

TEST_CASE("calendar: an appointment on the day of the screening has steps and no reminder") {
  const std::string text = calendar_of(screened(suitable, "2026-11-22"));
  CHECK(plan_of(text) == Plan{"20261122 to 20261123 Appointment",
                              "20261122 to 20261124 After the appointment (1 of 1)"});
  CHECK(text.find("VALARM") == std::string::npos);
}

TEST_CASE("calendar: one reminder, without details, for each day on which something begins") {
  const std::string text = calendar_of(screened(suitable, "2026-12-10"), {.explicit_titles = true});
  std::vector<std::string> reminders;
  bool in_alarm = false;
  for (const std::string& line : unfolded(text)) {
    if (line == "BEGIN:VALARM" || line == "END:VALARM") in_alarm = line == "BEGIN:VALARM";
    if (in_alarm && line.starts_with("DESCRIPTION:")) reminders.push_back(line.substr(12));
  }
  CHECK(reminders == std::vector<std::string>{"Your appointment is tomorrow.",
                                              "Something to do tomorrow for your appointment.",
                                              "Something to do tomorrow for your appointment.",
                                              "Something to do tomorrow for your appointment."});
}

TEST_CASE("calendar: without `explicit`, titles reveal nothing about the rule set") {
  const Sample sample = screened(suitable, "2026-12-10");
  for (const Event& event : events_of(calendar_of(sample, {.ref = "P0042", .moved = 2}))) {
    std::string title = event.at("SUMMARY");
    title.erase(
        std::remove_if(title.begin(), title.end(), [](char c) { return c >= '0' && c <= '9'; }),
        title.end());
    CAPTURE(title);
    CHECK(std::set<std::string>{"Appointment", "Before the appointment ( of )",
                                "After the appointment ( of )", "No longer planned"}
              .contains(title));
  }
  std::vector<std::string> titles;
  for (const Event& event : events_of(calendar_of(sample, {.explicit_titles = true})))
    titles.push_back(event.at("SUMMARY"));
  CHECK(titles == std::vector<std::string>{"Appointment: Needling *for* scars",
                                           "Needling *for* scars: two weeks before",
                                           "Needling *for* scars: five days before",
                                           "Needling *for* scars: the day before",
                                           "Needling *for* scars: the first day after"});
}

TEST_CASE("calendar: a moved appointment updates the existing events") {
  const std::string first = calendar_of(screened(suitable, "2026-12-10"), {.ref = "P0042"});
  const std::string moved =
      calendar_of(screened(suitable, "2026-12-17"), {.ref = "P0042", .moved = 1});
  const std::vector<Event> before = events_of(first), after = events_of(moved);
  REQUIRE(after.size() >= before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(after[i].at("UID") == before[i].at("UID"));
    CHECK(after[i].at("SEQUENCE") == "1");
    CHECK(after[i].at("DTSTART;VALUE=DATE") != before[i].at("DTSTART;VALUE=DATE"));
  }
}

TEST_CASE("calendar: a moved appointment cancels the events that it no longer has") {
  const Sample before = screened(suitable, "2026-12-10");
  const Sample after =
      screened(R"({"acne": "many", "drug": "never", "burn": "never"})", "2026-12-17");
  const std::string first = calendar_of(before), moved = calendar_of(after, {.moved = 1});
  std::set<std::string> left = uids_of(first);
  for (const std::string& uid : uids_of(moved)) left.erase(uid);
  CHECK(left.empty());
  const std::vector<Event> events = events_of(moved);
  CHECK(events[0].at("STATUS") == "CONFIRMED");
  CHECK(events.size() == 7);
  for (std::size_t i = 1; i < events.size(); ++i) {
    CHECK(events[i].at("STATUS") == "CANCELLED");
    CHECK(!events[i].contains("DESCRIPTION"));
    CHECK(events[i].at("SUMMARY") == "No longer planned");
  }
  // Those that are there are not cancelled as well.
  const std::string still = calendar_of(before, {.moved = 1});
  CHECK(uids_of(still).size() == events_of(still).size());
  CHECK(uids_of(still) == uids_of(moved));
}

TEST_CASE("calendar: a UID depends on rule set, days and reference, and nothing else") {
  const Sample sample = screened(suitable, "2026-12-10");
  const std::set<std::string> usual = uids_of(calendar_of(sample, {.ref = "a"}));
  CHECK(usual.size() == 5);
  CHECK(uids_of(calendar_of(sample, {.ref = "a", .moved = 3, .explicit_titles = true})).size() ==
        7);
  const auto shared = [&](const std::set<std::string>& others) {
    return std::count_if(others.begin(), others.end(),
                         [&](const std::string& uid) { return usual.contains(uid); });
  };
  CHECK(shared(uids_of(calendar_of(sample, {.ref = "b"}))) == 0);
  CHECK(shared(uids_of(calendar_of(sample))) == 0);
  Sample other = sample;
  other.rules.id.text = "another";
  CHECK(shared(uids_of(calendar_of(other, {.ref = "a"}))) == 0);
  other = sample;
  other.rules.version.text = "9.9.9";
  other.rules.title.text = "Another title";
  for (auto& group : other.rules.care) {
    for (CareItem& item : group) item.id.text = "same";
  }
  CHECK(shared(uids_of(calendar_of(other, {.ref = "a"}))) == 5);
  for (const std::string& uid : usual) {
    CHECK(uid.find("sample") == std::string::npos);
    CHECK(uid.size() == 47);
  }
}

TEST_CASE("calendar: neither answers nor the reference are in it") {
  const Sample sample =
      screened(R"({"acne": "few", "drug": "1987-06-05", "burn": "1987-06-04", "depth_mm": 1.5})",
               "2026-12-10");
  const std::string text = calendar_of(sample, {.ref = "P0042", .explicit_titles = true});
  for (const std::string_view mark : {"P0042", "1987", "A few", "1.5", "June"}) {
    CAPTURE(mark);
    for (const std::string& line : unfolded(text)) CHECK(line.find(mark) == std::string::npos);
  }
}

TEST_CASE("calendar: the same input gives the same bytes, and none without an appointment") {
  const Sample sample = screened(suitable, "2026-12-10");
  CHECK(calendar_of(sample, {.ref = "P0042"}) == calendar_of(sample, {.ref = "P0042"}));
  CHECK(calendar_of(screened(suitable)).empty());
}

TEST_CASE("calendar: hostile texts stay inside their values") {
  struct Row {
    std::string_view name, say, value;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"an end",          "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",  "x\uFFFD END:VEVENT\uFFFD BEGIN:VEVENT"},
      {"a bare CR",       "x\rEND:VEVENT",                    "x\uFFFDEND:VEVENT"},
      {"a bare LF",       "x\nATTACH:https://example.org",    "x ATTACH:https://example.org"},
      {"separators",      "a;b,c\\d:e\"f",                    "a\\;b\\,c\\\\d:e\"f"},
      {"an escaped end",  "x\\nEND:VEVENT",                   "x\\\\nEND:VEVENT"},
      {"a last backslash", "x\\",                             "x\\\\"},
      {"controls",        "a\x01" "b\x1b[2J\x7f",             "a\uFFFDb\uFFFD[2J\uFFFD"},
      {"line separators", "a\u2028b\u0085c",                  "a\uFFFDb\uFFFDc"},
      {"direction",       "a\u202Eb\u2066c",                  "a\uFFFDb\uFFFDc"},
      // clang-format on
  }));
  CAPTURE(row.name);
  Sample sample = screened(suitable, "2026-12-10");
  for (auto& group : sample.rules.care) {
    for (CareItem& item : group) item.say.text = row.say;
  }
  sample.rules.title.text = row.say;
  const std::string text = calendar_of(sample, {.explicit_titles = true});
  const std::vector<Event> events = events_of(text);
  REQUIRE(events.size() == 5);
  CHECK(events[0].at("SUMMARY") == fmt::format("Appointment: {}", row.value));
  for (std::size_t i = 1; i < events.size(); ++i) {
    CHECK(events[i].at("SUMMARY").starts_with(fmt::format("{}: ", row.value)));
    CHECK(events[i].at("DESCRIPTION").starts_with(fmt::format("- {} (", row.value)));
    CHECK(events[i].size() == events[1].size());
  }
}

TEST_CASE("calendar: lines are folded at 75 octets, between characters") {
  Sample sample = screened(suitable, "2026-12-10");
  std::string& say = sample.rules.care[0][0].say.text;
  const std::string_view character = GENERATE(as<std::string_view>(), "x", "é", "漢", "😀", ",");
  const std::size_t shift = GENERATE(range(std::size_t{0}, std::size_t{8}));
  say = std::string(shift, 'y');
  for (int i = 0; i < 120; ++i) say += character;
  const std::string text = calendar_of(sample, {.explicit_titles = true});
  std::size_t longest = 0;
  for (const std::string& line : lines_of(text)) {
    CHECK(!find_invalid_utf8(line));
    CHECK(line != " ");
    longest = std::max(longest, line.size());
  }
  CHECK(longest <= 75);
  CHECK(longest > 71);
  std::string escaped;
  for (std::size_t i = 0; i < say.size(); ++i) {
    if (say[i] == ',') escaped += '\\';
    escaped += say[i];
  }
  const std::vector<Event> events = events_of(text);
  CHECK(std::any_of(events.begin(), events.end(), [&](const Event& event) {
    return event.at("DESCRIPTION").starts_with("- " + escaped + " (");
  }));
}
