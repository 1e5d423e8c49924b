// SPDX-License-Identifier: Apache-2.0
// Pages and calendars for an assessment.
//
// Each page is one HTML file that loads nothing, runs nothing and can be printed. The leaflet is
// for the client: plain words, no rule ids, no evidence. The report is for the practitioner's
// chart. Both contain health information: treat them as such.
//
// Example
//
//     #include <candor/pages.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       const candor::AnswerSheet sheet(rules, *candor::parse_date("2026-11-22"));
//       const auto clinic = candor::ClinicCard::load(
//           "clinic.yaml", "candor_clinic: 1\nname: Harbour Skin Clinic\n");
//       const auto result = candor::assess(sheet);
//       const std::string page = candor::leaflet(*result.value, {.clinic = clinic.value});
//       std::cout << page.substr(0, 15) << '\n';
//       std::cout << (page.find("Harbour Skin Clinic") != page.npos) << '\n';
//     }
//
// Output
//
//     <!doctype html>
//     1

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "candor/assessment.h"
#include "candor/problem.h"

namespace candor {

/// The clinic whose name, address, telephone number and logo are on the pages.
class CANDOR_API ClinicCard {
 public:
  /// Reads a clinic file (`candor schema clinic`). The logo that it names is not read.
  static Loaded<ClinicCard> load(std::string name, std::string yaml);

  /// The path of the logo as written, relative to the clinic file; empty without one.
  std::string_view logo_path() const noexcept;

  /// Sets the logo from the bytes of a PNG, JPEG, GIF or WebP file of at most 512 KiB. Nothing on
  /// success.
  std::optional<Problem> set_logo(std::string bytes);

  struct Data;  // private to the library
  explicit ClinicCard(std::shared_ptr<const Data> data) noexcept;
  const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

struct PageSettings {
  std::optional<ClinicCard> clinic = {};
  std::string ref = {};           // the chart's reference
  bool report_with_care = false;  // the report has the client's instructions, too
};

struct CalendarSettings {
  std::string ref = {};     // identifies the client and the appointment: part of every event's UID
  std::uint32_t moved = 0;  // how often the appointment has been moved
  bool explicit_titles = false;           // titles name the treatment, and not only "Appointment"
  std::optional<ClinicCard> clinic = {};  // where the appointment is, and whom to call
};

/// The leaflet that the client takes home, as HTML.
CANDOR_API std::string leaflet(const Assessment& assessment, const PageSettings& settings = {});

/// The report for the chart, as HTML.
CANDOR_API std::string report(const Assessment& assessment, const PageSettings& settings = {});

/// The appointment, and what to do before and after it, as iCalendar (RFC 5545). Empty without an
/// appointment.
CANDOR_API std::string calendar(const Assessment& assessment,
                                const CalendarSettings& settings = {});

}  // namespace candor
