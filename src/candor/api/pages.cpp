// SPDX-License-Identifier: Apache-2.0
#include "candor/pages.h"

#include <utility>

#include "candor/api/data.h"
#include "candor/report/result/calendar_file.h"
#include "candor/report/result/pages.h"

namespace candor {
namespace {

PageOptions page_options(const PageSettings& settings) {
  PageOptions options{.ref = settings.ref, .report_with_care = settings.report_with_care};
  if (settings.clinic) options.clinic = settings.clinic->data().clinic;
  return options;
}

}  // namespace

ClinicCard::ClinicCard(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

Loaded<ClinicCard> ClinicCard::load(std::string name, std::string yaml) {
  Parsed<Clinic> clinic = load_clinic(SourceFile(name, std::move(yaml)));
  Loaded<ClinicCard> out{.problems = problems_of(clinic.diagnostics)};
  if (clinic.value) {
    out.value.emplace(
        std::make_shared<const Data>(Data{std::move(name), std::move(*clinic.value)}));
  }
  return out;
}

std::string_view ClinicCard::logo_path() const noexcept { return data_->clinic.logo_file; }

std::optional<Problem> ClinicCard::set_logo(std::string bytes) {
  Data data = *data_;
  // The text of the clinic file is not kept: the problem names the file without its line.
  const auto refused = take_logo(data.clinic, SourceFile(data.name, ""), std::move(bytes));
  if (refused) return problem_of(*refused);
  data_ = std::make_shared<const Data>(std::move(data));
  return std::nullopt;
}

std::string leaflet(const Assessment& assessment, const PageSettings& settings) {
  return leaflet_html(assessment.data().result(), page_options(settings));
}

std::string report(const Assessment& assessment, const PageSettings& settings) {
  return report_html(assessment.data().result(), page_options(settings));
}

std::string calendar(const Assessment& assessment, const CalendarSettings& settings) {
  return render_calendar(assessment.data().result(),
                         {.clinic = settings.clinic ? &settings.clinic->data().clinic : nullptr,
                          .ref = settings.ref,
                          .moved = settings.moved,
                          .explicit_titles = settings.explicit_titles});
}

}  // namespace candor
