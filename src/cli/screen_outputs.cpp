// SPDX-License-Identifier: Apache-2.0
#include "cli/screen_outputs.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/random.h>

#include "candor/base/errors.h"
#include "candor/record/record.h"
#include "candor/report/result/calendar_file.h"
#include "candor/report/result/result_json.h"
#include "cli/journal_file.h"

namespace candor::cli {
namespace {

// Whoever guesses the answers must not find in a journal's digest that they are right.
std::string random_nonce() {
  std::array<unsigned char, 16> bytes{};
  while (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    if (errno != EINTR) throw SystemError("the system gives no random numbers");
  }
  std::string hex;
  for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string record_text(const Result& result, const OutputOptions& options) {
  const RecordFacts facts{
      .candor = CANDOR_VERSION, .at = utc_now(), .ref = options.page.ref, .nonce = random_nonce()};
  return record_json(result, facts).dump(2) + "\n";
}

std::string leaflet_text(const Result& result, const OutputOptions& options) {
  return leaflet_html(result, options.page);
}

std::string report_text(const Result& result, const OutputOptions& options) {
  return report_html(result, options.page);
}

std::string calendar_text(const Result& result, const OutputOptions& options) {
  return render_calendar(result, {.clinic = options.page.clinic ? &*options.page.clinic : nullptr,
                                  .ref = options.page.ref,
                                  .moved = options.moved,
                                  .explicit_titles = options.explicit_titles});
}

constexpr std::array kinds{
    OutputKind{.word = "json",
               .option = "--json",
               .value = "FILE",
               .help = "also write the result to FILE as JSON",
               .needs_appointment = false,
               .write = json_text},
    OutputKind{.word = record_word,
               .option = "--record",
               .value = "FILE",
               .help = "also keep the screening: the answers with their days,\n"
                       "the rules, the result (docs/records.md)",
               .needs_appointment = false,
               .write = record_text},
    OutputKind{.word = "leaflet",
               .option = "--leaflet",
               .value = "FILE",
               .help = "also write a leaflet for the client, as an HTML page",
               .needs_appointment = false,
               .write = leaflet_text},
    OutputKind{.word = "report",
               .option = "--report",
               .value = "FILE",
               .help = "also write a report for the chart, as an HTML page",
               .needs_appointment = false,
               .write = report_text},
    OutputKind{.word = "calendar",
               .option = "--calendar",
               .value = "FILE.ics",
               .help = "also write the appointment, and what to do before and\n"
                       "after it, for a calendar (docs/calendar.md)",
               .needs_appointment = true,
               .write = calendar_text},
};

}  // namespace

std::span<const OutputKind> output_kinds() noexcept { return kinds; }

const OutputKind* find_output_kind(std::string_view word) noexcept {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const OutputKind& k) { return k.word == word; });
  return found == kinds.end() ? nullptr : &*found;
}

std::string_view needs_appointment(std::span<const ResultFile> files) noexcept {
  for (const ResultFile& file : files) {
    if (file.kind->needs_appointment) return file.kind->option;
  }
  return {};
}

std::string json_text(const Result& result, const OutputOptions& options) {
  return result_json(result, ResultParts::all, options.page.ref).dump(2) + "\n";
}

}  // namespace candor::cli
