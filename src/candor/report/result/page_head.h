// SPDX-License-Identifier: Apache-2.0
// The top of a page: who gives it, and the verdict of a result.

#pragma once

#include <optional>
#include <string_view>

#include "candor/report/layout/html.h"
#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"

namespace candor {

/// The headline that a page leads with: the appointment's, if the appointment is on a later day.
struct HeadlineShown {
  const Headline* headline = nullptr;
  bool on_appointment = false;
};
HeadlineShown headline_shown(const Screening& screening) noexcept;

/// The classes of the verdict's panel: "verdict go", "verdict wait" or "verdict stop".
std::string_view panel_class(const Result& result, const HeadlineShown& shown) noexcept;

/// The clinic's logo, name and address, and its telephone number unless the page has it elsewhere;
/// nothing without a clinic.
enum class HeadPhone : std::uint8_t { shown, elsewhere };
void add_clinic(const std::optional<Clinic>& clinic, HeadPhone phone, Html& html);

/// A telephone number, as a link to dial if it is one.
void add_telephone(std::string_view number, Html& html);

/// The numbers to call by day and out of hours, with lines to write on for those that the clinic
/// file does not have.
void add_numbers(const std::optional<Clinic>& clinic, Html& html);

}  // namespace candor
