// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace candor::cli {
namespace {

int descriptor_of(Stream stream) { return stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO; }

}  // namespace

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return std::chrono::year(local.tm_year + 1900) /
         std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)) /
         std::chrono::day(static_cast<unsigned>(local.tm_mday));
}

Outcome<Date> screening_date(const std::string& as_of) {
  if (as_of.empty()) return {.value = today()};
  const std::optional<Date> day = parse_date(as_of);
  if (day && is_screening_date(*day)) return {.value = day};
  return {.problem = {.code = codes::invalid_date_option,
                      .message = "`--as-of` is not a valid screening date",
                      .help = day_range}};
}

bool wants_plain_lines() {
  const char* value = std::getenv("ACCESSIBLE");
  return value && *value != '\0' && std::string_view(value) != "0";
}

bool wants_color(Color choice, Stream stream) {
  if (choice != Color::automatic) return choice == Color::always;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  if (!term || std::string_view(term) == "dumb" || wants_plain_lines()) return false;
  return ::isatty(descriptor_of(stream)) == 1;
}

bool shows_progress() { return ::isatty(STDERR_FILENO) == 1; }

std::size_t text_width(Stream stream) {
  constexpr std::size_t least = 40, usual = 80, most = 100;
  if (const char* columns = std::getenv("COLUMNS")) {
    const int wanted = std::atoi(columns);
    if (wanted > 0) return std::clamp<std::size_t>(static_cast<std::size_t>(wanted), least, most);
  }
  winsize size{};
  const int descriptor = descriptor_of(stream);
  if (::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::clamp<std::size_t>(size.ws_col, least, most);
  }
  return usual;
}

}  // namespace candor::cli
