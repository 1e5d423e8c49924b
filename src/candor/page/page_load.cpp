// SPDX-License-Identifier: Apache-2.0
// Files that the page reads, as `--resume`, `--confirm` and `--revisit` of `candor screen` do.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/interview/kept_screening.h"
#include "candor/interview/read_back.h"
#include "candor/interview/revisit.h"
#include "candor/page/page_requests.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

// What is wrong with a file, for somebody who has no command line.
std::string why_refused(const Diagnostics& diagnostics, bool for_client) {
  const Diagnostic& first = diagnostics.items().front();
  std::string text = capitalized(sentence(first.message));
  if (first.code == codes::interview_of_other_rules)
    return text + " Its questions may mean something else now: start again.";
  if (first.code == codes::not_json || first.code == codes::not_an_object ||
      first.code == codes::answers_not_utf8)
    return "This file is damaged, or it has no answers.";
  if (first.code != codes::not_a_saved_interview)
    return "An answer in this file cannot be read. " + text;
  return for_client ? text + " Choose the file that this page saved." : text;
}

Parsed<KeptFile> read_file(const PageRequest& request, std::string_view as, std::string_view text) {
  const RuleSet& rules = request.data.rules();
  const Date as_of = request.state.days.as_of;
  if (as == "confirm") return parse_filled_in(rules, text, as_of);
  if (as == "revisit") return parse_previous_visit(rules, text, as_of);
  return parse_kept_file(rules, text, as_of);
}

// What her page cannot show, and would keep: a record, or answers to questions that it does not
// ask.
std::string refuse_for_client(const PageData& data, const KeptFile& file) {
  if (file.kind != KeptKind::interview) return "This is not a file that this page saved.";
  for (std::size_t q = 0; q < file.kept.answers.size(); ++q) {
    if (file.kept.answers[q].given() && !data.asks(q))
      return "This file has answers of your practitioner. Choose the file that this page saved.";
  }
  return {};
}

}  // namespace

PageChange load_file(const PageRequest& request) {
  const std::string as = text_in(request.json, "as");
  const PageJson& text = value_at(request.json, "text");
  const bool known =
      as == "resume" || (!request.data.for_client && (as == "confirm" || as == "revisit"));
  if (!known || !text.is_string()) return {.refused = "This file cannot be read in that way."};
  Parsed<KeptFile> file = read_file(request, as, text.get_ref<const std::string&>());
  if (!file.value) return {.refused = why_refused(file.diagnostics, request.data.for_client)};
  if (request.data.for_client) {
    std::string refused = refuse_for_client(request.data, *file.value);
    if (!refused.empty()) return {.refused = std::move(refused)};
  }
  const std::string& ref = request.state.ref;
  if (!ref.empty() && !file.value->ref.empty() && ref != file.value->ref) {
    return {.refused = fmt::format(
                "The chart reference is not that of the {}. Check that the {} is this client's, or "
                "remove the reference.",
                to_string(file.value->kind), to_string(file.value->kind))};
  }
  PageChange out{.state = {.days = request.state.days,
                           .appointment_time = request.state.appointment_time,
                           .pace = request.state.pace,
                           .kept = std::move(file.value->kept),
                           .ref = ref.empty() ? file.value->ref : ref,
                           .revisit = std::move(file.value->revisit)}};
  Days& days = out.state.days;
  const std::optional<Date> appointment = file.value->appointment;
  if (!days.appointment && appointment && *appointment >= days.as_of) {
    days.appointment = appointment;
    out.state.appointment_time = file.value->appointment_time;
  }
  out.more["note"] =
      as == "confirm" ? std::string(read_back_line)
                      : what_was_read(file.value->kind, file.value->as_of,
                                      screen_kept(request.data.program, out.state.kept, days).kept);
  return out;
}

}  // namespace candor
