// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/calendar_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/digest.h"
#include "candor/base/utf8.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

constexpr std::string_view no_clearance =
    "This is not a clearance: your practitioner decides on the day.";

bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The text of a calendar, line by line.
class Lines {
 public:
  // Folds between characters, so that no line has more than 75 octets before its line end.
  void add(std::string_view line) {
    constexpr std::size_t most_octets = 75;
    std::size_t room = most_octets;
    while (line.size() > room) {
      std::size_t cut = room;
      while (continues_character(line[cut])) --cut;
      (out_ += line.substr(0, cut)) += "\r\n ";
      line.remove_prefix(cut);
      room = most_octets - 1;  // after the space
    }
    (out_ += line) += "\r\n";
  }

  void text(std::string_view name, std::string_view value) {
    add(fmt::format("{}:{}", name, escape_calendar(value)));
  }

  void day(std::string_view name, Date date) {
    add(fmt::format("{};VALUE=DATE:{}", name, digits(date)));
  }

  // `20261122`
  static std::string digits(Date date) {
    std::string text = to_string(date);
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return text;
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

struct Event {
  std::string uid;
  Date first;
  Date last;
  std::string title;
  std::string description = {};
  bool cancelled = false;
};

/// The events of one screening with an appointment.
class Calendar {
 public:
  Calendar(const Result& result, const CalendarOptions& options)
      : rules_(result.rules),
        screening_(result.screening),
        options_(options),
        day_(*screening_.days.appointment),
        goes_ahead_(goes_ahead()) {}

  std::string render();

 private:
  bool goes_ahead() const;
  bool waits() const { return !screening_.on_appointment.waits.empty(); }
  std::string uid(std::string_view group, std::string_view item) const;
  std::string next_step() const;
  std::string when_to_call() const;
  Event appointment() const;
  Event step(const GivenCare& given, std::size_t number, std::size_t of) const;
  void add_steps(CareGroup group);
  void cancel_others(CareGroup group);
  void write(const Event& event);

  const RuleSet& rules_;
  const Screening& screening_;
  const CalendarOptions& options_;
  const Date day_;
  const bool goes_ahead_;
  std::set<Date> reminded_ = {};  // days with a reminder
  std::vector<Event> events_ = {};
  Lines lines_ = {};
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
std::string Calendar::uid(std::string_view group, std::string_view item) const {
  constexpr std::size_t digits = 40;
  std::string whose;
  for (const std::string_view part : {std::string_view(rules_.id.text), group, item, options_.ref})
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

std::string Calendar::when_to_call() const {
  std::string list;
  for (const GivenCare& given : screening_.care) {
    if (given.group != CareGroup::call_us) continue;
    const CareItem& item = item_of(rules_, given);
    const bool at_any_time = !item.to && (!item.from || item.from->hours == 0);
    const std::string when =
        at_any_time ? std::string()
                    : fmt::format(" ({})", dated_window(item, given, screening_.days.as_of, day_,
                                                        /*aligned=*/false));
    list += fmt::format("\n- {}{}", advice_of(printable(item.say), given.if_applies), when);
  }
  return list.empty() ? list : "\nCall us about:" + list;
}

Event Calendar::appointment() const {
  std::string text = next_step();
  if (goes_ahead_) {
    text = "The entries around this day say what to do before and after it.";
    if (waits()) text += "\nThis applies only if treatment can go ahead on this day.";
    text += "\nKeep taking each medicine that a doctor prescribed for you.";
    text += when_to_call();
  }
  return {.uid = uid("appointment", ""),
          .first = day_,
          .last = day_,
          .title = options_.explicit_titles
                       ? fmt::format("Appointment: {}", printable(rules_.title))
                       : "Appointment",
          .description = fmt::format("{}\n{}", text, no_clearance)};
}

// "Before the appointment", "After the appointment"
std::string_view title_of(CareGroup group) noexcept {
  return group == CareGroup::before ? "Before the appointment" : "After the appointment";
}

Event Calendar::step(const GivenCare& given, std::size_t number, std::size_t of) const {
  const CareItem& item = item_of(rules_, given);
  const std::string say = advice_of(printable(item.say), given.if_applies);
  const bool from_now = given.group == CareGroup::before && !item.from && !item.to;
  const std::string when = from_now ? "until the appointment" : window(given.group, item);
  const Date first = given.from.value_or(day_);
  // An item without an end is shown on its first day.
  return {.uid = uid(to_string(given.group), item.id.text),
          .first = first,
          .last = std::max(first, given.to.value_or(first)),
          .title = options_.explicit_titles
                       ? say
                       : fmt::format("{} ({} of {})", title_of(given.group), number, of),
          .description = fmt::format(
              "{}\nWhen: {}.{}\n{}", say, when,
              waits() ? " This applies only if treatment can go ahead at the appointment." : "",
              no_clearance)};
}

void Calendar::add_steps(CareGroup group) {
  std::vector<GivenCare> given;
  for (const GivenCare& care : screening_.care) {
    if (goes_ahead_ && care.group == group) given.push_back(care);
  }
  const auto order = [this](const GivenCare& care) {
    return std::tuple(care.from.value_or(day_), care.to.value_or(day_));
  };
  std::stable_sort(given.begin(), given.end(),
                   [&](const GivenCare& a, const GivenCare& b) { return order(a) < order(b); });
  for (std::size_t i = 0; i < given.size(); ++i)
    events_.push_back(step(given[i], i + 1, given.size()));
}

// An earlier calendar may have had them; if not cancelled, they would stay on the wrong days.
void Calendar::cancel_others(CareGroup group) {
  for (const CareItem& item : rules_.care[static_cast<std::size_t>(group)]) {
    std::string id = uid(to_string(group), item.id.text);
    const bool there = std::any_of(events_.begin(), events_.end(),
                                   [&](const Event& event) { return event.uid == id; });
    if (there) continue;
    events_.push_back({.uid = std::move(id),
                       .first = day_,
                       .last = day_,
                       .title = "No longer planned",
                       .cancelled = true});
  }
}

void Calendar::write(const Event& event) {
  constexpr std::chrono::days one{1};
  lines_.add("BEGIN:VEVENT");
  lines_.text("UID", event.uid);
  lines_.add(fmt::format("DTSTAMP:{}T000000Z", Lines::digits(screening_.days.as_of)));
  lines_.day("DTSTART", event.first);
  lines_.day("DTEND", event.last + one);
  lines_.add(fmt::format("SEQUENCE:{}", options_.moved));
  lines_.add(event.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  lines_.text("SUMMARY", event.title);
  if (!event.description.empty()) lines_.text("DESCRIPTION", event.description);
  lines_.add("CLASS:PRIVATE");
  lines_.add("TRANSP:TRANSPARENT");
  // One reminder the evening before each day on which something begins. Anybody may see its words.
  if (!event.cancelled && event.first > screening_.days.as_of &&
      reminded_.insert(event.first).second) {
    lines_.add("BEGIN:VALARM");
    lines_.add("ACTION:DISPLAY");
    lines_.add("TRIGGER:-PT6H");
    lines_.text("DESCRIPTION", event.first == day_
                                   ? "Your appointment is tomorrow."
                                   : "Something to do tomorrow for your appointment.");
    lines_.add("END:VALARM");
  }
  lines_.add("END:VEVENT");
}

std::string Calendar::render() {
  events_.push_back(appointment());
  constexpr std::array steps{CareGroup::before, CareGroup::after};
  for (const CareGroup group : steps) add_steps(group);
  if (options_.moved > 0) {
    for (const CareGroup group : steps) cancel_others(group);
  }
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
