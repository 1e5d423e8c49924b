// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/typed_appointment.h"

#include "support/catch.hpp"

using namespace candor;

namespace {

// The day, the time and the question back, as one text.
std::string appointment_of(std::string_view typed) {
  const TypedAppointment got = read_typed_appointment(typed, *parse_date("2026-11-22"));
  std::string text = got.day ? to_string(*got.day) : got.problem;
  if (got.day && got.time) text += ' ' + to_string(*got.time);
  CHECK(got.day.has_value() == got.problem.empty());
  return text;
}

}  // namespace

TEST_CASE("typed appointments: what people type") {
  struct Row {
    std::string_view typed, read;
  };
  const Row row = GENERATE(values<Row>({
      {"2026-12-15", "2026-12-15"},
      {"2026-12-15T14:30", "2026-12-15 14:30"},
      {"2026-12-15 9:05", "2026-12-15 09:05"},
      {"15 Dec 14:30", "2026-12-15 14:30"},
      {"  15  DECEMBER  at 14:30 ", "2026-12-15 14:30"},
      {"Dec 15, 14:30", "2026-12-15 14:30"},
      {"15th dec", "2026-12-15"},
      {"22 Nov", "2026-11-22"},
      {"15 Jan", "2027-01-15"},
      {"22 May", "2027-05-22"},
      {"15 Dec 2027", "2027-12-15"},
      {"25/12/2026", "2026-12-25"},
      {"3.4.2027", "2027-04-03"},
      {"15 August 2027 00:00", "2027-08-15 00:00"},
  }));
  CAPTURE(row.typed);
  CHECK(appointment_of(row.typed) == row.read);
}

TEST_CASE("typed appointments: what is asked back") {
  struct Row {
    std::string_view typed, why;
  };
  const Row row = GENERATE(values<Row>({
      {"03/04/2027", "3 April 2027 or 4 March 2027"},
      {"21 Nov", "the year is needed"},
      {"23 May", "the year is needed"},
      {"21 Nov 2026", "21 November 2026 is before the screening"},
      {"30 Feb", "type a day"},
      {"29 Feb", "type a day"},
      {"2026-02-30", "type a day"},
      {"soon", "type a day"},
      {"", "type a day"},
      {"14:30", "type a day"},
      {"2 weeks", "type a day"},
      {"tuesday", "type a day"},
      {"15", "type a day"},
      {"15 Dec 25:00", "not a time"},
      {"15 Dec 14:3", "not a time"},
      {":", "not a time"},
      {"3000-01-01", "type a day"},
  }));
  CAPTURE(row.typed);
  CHECK_THAT(appointment_of(row.typed), Catch::Contains(std::string(row.why)));
}
