// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/calendar_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/digest.h"
#include "candor/base/utf8.h"
#include "candor/report/layout/windows.h"
#include "candor/report/result/calendar_lines.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

constexpr std::string_view no_clearance =
    "This is not a clearance: your practitioner decides on the day.";
constexpr std::chrono::days one_day{1};

/// Days around the appointment whose care stands in one event.
struct Bundle {
  std::string_view id;    // part of the UID: never to be changed
  std::string_view name;  // of explicit titles
  int first, last;        // in days from the appointment, both included
};

constexpr int ever = 100'000;
constexpr std::array<Bundle, 6> bundles{{
    {"two-weeks-before", "two weeks before", -ever, -6},
    {"five-days-before", "five days before", -5, -2},
    {"day-before", "the day before", -1, -1},
    {"first-day-after", "the first day after", 0, 1},
    {"days-2-to-7", "days 2 to 7", 2, 7},
    {"weeks-2-to-4", "weeks 2 to 4", 8, ever},
}};

CareGroup group_of(const Bundle& bundle) noexcept {
  return bundle.last < 0 ? CareGroup::before : CareGroup::after;
}

struct Event {
  std::string uid;
  Date first;
  Date last;
  std::string title;
  std::string description = {};
  std::string place = {};
  std::optional<TimeOfDay> time = {};
  bool cancelled = false;
};

/// The events of one screening with an appointment.
class Calendar {
 public:
  Calendar(const Result& result, const CalendarOptions& options)
      : result_(result),
        rules_(result.rules),
        screening_(result.screening),
        options_(options),
        told_(result),
        day_(*screening_.days.appointment),
        goes_ahead_(goes_ahead()) {}

  std::string render();

 private:
  bool goes_ahead() const;
  bool waits() const { return !screening_.on_appointment.waits.empty(); }
  std::string uid(std::string_view kind, std::string_view id) const;
  std::string next_step() const;
  std::string place() const;
  std::string on_the_day() const;
  std::string when_to_call() const;
  std::string line_of(const GivenCare& given, bool with_window) const;
  Event appointment() const;
  std::optional<Event> event_of(const Bundle& bundle) const;
  void add_bundles();
  void write_times(const Event& event);
  void write_reminder(const Event& event);
  void write(const Event& event);

  const Result& result_;
  const RuleSet& rules_;
  const Screening& screening_;
  const CalendarOptions& options_;
  const ToldInPerson told_;
  const Date day_;
  const bool goes_ahead_;
  std::set<Date> reminded_ = {};  // days with a reminder
  std::vector<Event> events_ = {};
  CalendarLines lines_ = {};
};

bool Calendar::goes_ahead() const {
  if (screening_.then.given) {
    const std::optional<Proceed> then = proceeds(rules_, screening_.then.headline);
    if (!then || *then == Proceed::no) return false;
  }
  return screening_.care_day == day_ && screening_.on_appointment.given &&
         proceeds(rules_, screening_.on_appointment.headline) == Proceed::now;
}

// Reveals neither the treatment nor the chart: calendars are synchronized widely.
std::string Calendar::uid(std::string_view kind, std::string_view id) const {
  constexpr std::size_t digits = 40;
  std::string whose;
  for (const std::string_view part : {std::string_view(rules_.id.text), kind, id, options_.ref})
    whose += fmt::format("{}:{},", part.size(), part);
  return sha256_hex(whose).substr(0, digits) + "@candor";
}

// For a day on which treatment cannot go ahead. Gives no reason: that is for a conversation.
std::string Calendar::next_step() const {
  if (screening_.earliest && screening_.headline.settled && day_ < *screening_.earliest) {
    return fmt::format(
        "This appointment is too early. It cannot be before {}. Please ask to move it.",
        in_words(*screening_.earliest));
  }
  return "There are no steps for this day yet. Please talk to your practitioner before you come.";
}

std::string Calendar::place() const {
  if (options_.clinic == nullptr || options_.clinic->address.empty()) return {};
  std::string place = printable(options_.clinic->name);
  for (const Text& line : options_.clinic->address) place += ", " + printable(line);
  return place;
}

std::string Calendar::line_of(const GivenCare& given, bool with_window) const {
  const CareItem& item = item_of(rules_, given);
  std::string line = "\n- " + advice_of(printable(item.say), given.if_applies);
  if (!with_window) return line;
  const std::string when = dated_window(item, given, screening_.days.as_of, day_, false);
  return line + fmt::format(" ({})", when);
}

std::string Calendar::on_the_day() const {
  std::string list;
  for (const GivenCare& given : care_of(result_, CareGroup::before)) {
    if (given.from >= day_ && !told_.care(given)) list += line_of(given, false);
  }
  return list.empty() ? list : "\nOn the day:" + list;
}

std::string Calendar::when_to_call() const {
  std::string list;
  for (const GivenCare& given : care_of(result_, CareGroup::call_us)) {
    if (told_.care(given)) continue;
    const CareItem& item = item_of(rules_, given);
    const bool at_any_time = !item.to && (!item.from || item.from->hours == 0);
    list += line_of(given, !at_any_time);
  }
  if (list.empty()) return list;
  std::string numbers;
  if (const Clinic* clinic = options_.clinic) {
    if (!clinic->phone.empty()) numbers += fmt::format(", by day {}", printable(clinic->phone));
    if (!clinic->out_of_hours.empty())
      numbers += fmt::format(", out of hours {}", printable(clinic->out_of_hours));
  }
  return fmt::format("\nCall us{} about:{}", numbers.empty() ? "" : numbers + ",", list);
}

Event Calendar::appointment() const {
  std::string text = next_step();
  if (goes_ahead_) {
    text = "The entries around this day say what to do before and after it.";
    if (waits()) text += "\nThis applies only if treatment can go ahead on this day.";
    text += "\nKeep taking each medicine that a doctor prescribed for you.";
    text += on_the_day();
    text += when_to_call();
  }
  if (!told_.left_out().empty()) text += fmt::format("\n{}", in_person_line);
  return {.uid = uid("appointment", ""),
          .first = day_,
          .last = day_,
          .title = options_.explicit_titles
                       ? fmt::format("Appointment: {}", printable(rules_.title))
                       : "Appointment",
          .description = fmt::format("{}\n{}", text, no_clearance),
          .place = place(),
          .time = result_.appointment_time};
}

// All care of its group that holds on one of its days; nothing if there is none.
std::optional<Event> Calendar::event_of(const Bundle& bundle) const {
  const CareGroup group = group_of(bundle);
  const Date begin = std::max(day_ + std::chrono::days(bundle.first), screening_.days.as_of);
  const Date end = day_ + std::chrono::days(bundle.last);
  std::optional<Date> first, last;
  std::string text;
  for (const GivenCare& given : care_of(result_, group)) {
    const Date from = given.from.value_or(day_);
    // An item without an end is given on its first day, and one of the day itself is in the
    // appointment.
    const Date to = std::max(from, given.to.value_or(from));
    const bool of_the_day = group == CareGroup::before && from >= day_;
    if (from > end || to < begin || of_the_day || told_.care(given)) continue;
    text += line_of(given, true);
    first = std::min(first.value_or(end), std::max(from, begin));
    last = std::max(last.value_or(begin), std::min(to, end));
  }
  if (text.empty()) return std::nullopt;
  text.erase(0, 1);
  if (waits()) text += "\nThis applies only if treatment can go ahead at the appointment.";
  return Event{.uid = uid("bundle", bundle.id),
               .first = *first,
               .last = *last,
               .title = fmt::format("{}: {}", printable(rules_.title), bundle.name),
               .description = fmt::format("{}\n{}", text, no_clearance)};
}

// Those that an earlier calendar may have had are cancelled, or they would stay on the wrong days.
void Calendar::add_bundles() {
  std::array<std::optional<Event>, bundles.size()> given;
  std::size_t of[2] = {};  // before, after
  const auto side = [&](std::size_t i) {
    return group_of(bundles[i]) == CareGroup::before ? 0 : 1;
  };
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    if (goes_ahead_) given[i] = event_of(bundles[i]);
    if (given[i]) ++of[side(i)];
  }
  std::size_t number[2] = {};
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    if (given[i]) {
      if (!options_.explicit_titles) {
        given[i]->title =
            fmt::format("{} the appointment ({} of {})", side(i) == 0 ? "Before" : "After",
                        ++number[side(i)], of[side(i)]);
      }
      events_.push_back(*std::move(given[i]));
    } else if (options_.moved > 0) {
      events_.push_back({.uid = uid("bundle", bundles[i].id),
                         .first = day_,
                         .last = day_,
                         .title = "No longer planned",
                         .cancelled = true});
    }
  }
}

// A time is on the clock of the place: it has no time zone. An appointment with a time is taken to
// last an hour, because nothing says how long it lasts.
void Calendar::write_times(const Event& event) {
  if (!event.time) {
    lines_.day("DTSTART", event.first);
    lines_.day("DTEND", event.last + one_day);
    return;
  }
  const auto [hour, minute] = *event.time;
  const Date end = hour == 23 ? event.first + one_day : event.first;
  lines_.add(fmt::format("DTSTART:{}T{:02}{:02}00", calendar_digits(event.first), hour, minute));
  lines_.add(fmt::format("DTEND:{}T{:02}{:02}00", calendar_digits(end), (hour + 1) % 24, minute));
}

// One reminder at six in the evening before each day on which something begins. Anybody may see its
// words.
void Calendar::write_reminder(const Event& event) {
  if (event.cancelled || event.first <= screening_.days.as_of) return;
  if (!reminded_.insert(event.first).second) return;
  lines_.add("BEGIN:VALARM");
  lines_.add("ACTION:DISPLAY");
  constexpr int hours_before_midnight = 6;
  lines_.add(event.time ? fmt::format("TRIGGER:-PT{}H{}M", hours_before_midnight + event.time->hour,
                                      event.time->minute)
                        : fmt::format("TRIGGER:-PT{}H", hours_before_midnight));
  lines_.text("DESCRIPTION", event.first == day_
                                 ? "Your appointment is tomorrow."
                                 : "Something to do tomorrow for your appointment.");
  lines_.add("END:VALARM");
}

void Calendar::write(const Event& event) {
  lines_.add("BEGIN:VEVENT");
  lines_.text("UID", event.uid);
  lines_.add(fmt::format("DTSTAMP:{}T000000Z", calendar_digits(screening_.days.as_of)));
  write_times(event);
  lines_.add(fmt::format("SEQUENCE:{}", options_.moved));
  lines_.add(event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  lines_.text("SUMMARY", event.title);
  if (!event.description.empty()) lines_.text("DESCRIPTION", event.description);
  if (!event.place.empty()) lines_.text("LOCATION", event.place);
  lines_.add("CLASS:PRIVATE");
  lines_.add(event.time ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
  write_reminder(event);
  lines_.add("END:VEVENT");
}

std::string Calendar::render() {
  events_.push_back(appointment());
  add_bundles();
  for (const std::string_view line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//candor//candor//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH"}) {
    lines_.add(line);
  }
  for (const Event& event : events_) write(event);
  lines_.add("END:VCALENDAR");
  return lines_.take();
}

}  // namespace

std::string render_calendar(const Result& result, const CalendarOptions& options) {
  if (!result.screening.days.appointment) return {};
  return Calendar(result, options).render();
}

}  // namespace candor
