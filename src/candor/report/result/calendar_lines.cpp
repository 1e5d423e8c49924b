// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/calendar_lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/layout/escape.h"

namespace candor {
namespace {

bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

void CalendarLines::add(std::string_view line) {
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

void CalendarLines::text(std::string_view name, std::string_view value) {
  add(fmt::format("{}:{}", name, escape_calendar(value)));
}

void CalendarLines::day(std::string_view name, Date date) {
  add(fmt::format("{};VALUE=DATE:{}", name, calendar_digits(date)));
}

std::string calendar_digits(Date date) {
  std::string text = to_string(date);
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

}  // namespace candor
