// SPDX-License-Identifier: Apache-2.0
// How an interview begins with answers that were kept: `--resume`, `--revisit` and `--confirm`.
#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/interview/kept_file.h"
#include "candor/report/layout/words.h"
#include "cli/interview_text.h"
#include "cli/session.h"

namespace candor::cli {
namespace {

// "3", "3, 5": indices from 0; nothing if one is not a number from 1 to `most`.
std::vector<std::size_t> numbers_in(std::string_view text, std::size_t most) {
  std::vector<std::size_t> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(", "), text.size());
    const auto number = number_in(text.substr(0, end));
    if (!number || *number < 1 || *number > most) return {};
    out.push_back(*number - 1);
    text = trim_spaces(text.substr(std::min(end + 1, text.size())));
  }
  return out;
}

}  // namespace

std::optional<Exit> Session::begin() {
  if (const auto refused = open_save()) return refused;
  if (!args_.revisit.empty()) return begin_revisit();
  if (!args_.confirm.empty()) return begin_read_back();
  if (!args_.resume.empty()) return read_kept(args_.resume);
  return std::nullopt;
}

std::optional<Exit> Session::refuse_file(const std::string& path, const Diagnostics& diagnostics) {
  std::vector<Diagnostic> all = diagnostics.items();
  for (Diagnostic& d : all) d.file = name_of(path);
  print_diagnostics(io_, args_.format, all);
  return Exit::input;
}

std::optional<Exit> Session::read_kept(const std::string& path) {
  const Outcome<std::string> text = read_input(path, most_file_bytes);
  if (!text.value) {
    report(text.problem);
    return Exit::input;
  }
  const Parsed<KeptFile> file =
      parse_kept_file(interview_.rules(), *text.value, interview_.days().as_of);
  if (!file.value) return refuse_file(path, file.diagnostics);
  if (const auto refused = restore(path, *file.value)) return refused;
  bool any = false;
  for (std::size_t q = 0; q < interview_.rules().questions.size(); ++q)
    any = any || interview_.unconfirmed(q);
  if (any) {
    note(
        fmt::format("This {} is from {}. Please confirm the answers that are asked again. "
                    "What is not confirmed does not count.",
                    to_string(file.value->kind), in_words(file.value->as_of)));
  }
  return std::nullopt;
}

// The answers of a file, its reference, and its appointment if that is still to come.
std::optional<Exit> Session::restore(const std::string& path, const KeptFile& file) {
  if (const auto refused = refuse_reference(args_.ref, file)) {
    Diagnostic d = *refused;
    d.file = name_of(path);
    report(d);
    return Exit::usage;
  }
  if (args_.ref.empty()) args_.ref = file.ref;
  revisit_ = file.revisit;
  Days days = interview_.days();
  if (!days.appointment && file.appointment && *file.appointment >= days.as_of) {
    days.appointment = file.appointment;
    appointment_time_ = file.appointment_time;
  }
  if (const auto refused = refuse_missing_appointment(args_, days)) {
    report(*refused);
    return Exit::usage;
  }
  interview_ = Interview(interview_.program(), days, pace_of(args_));
  interview_.restore(file.kept);
  return std::nullopt;
}

std::optional<Exit> Session::begin_revisit() {
  const Outcome<std::string> text = read_input(args_.revisit, most_file_bytes);
  if (!text.value) {
    report(text.problem);
    return Exit::input;
  }
  Parsed<KeptFile> file =
      parse_previous_visit(interview_.rules(), *text.value, interview_.days().as_of);
  if (!file.value) return refuse_file(args_.revisit, file.diagnostics);
  if (const auto refused = restore(args_.revisit, *file.value)) return refused;
  io_.err << holding_page(interview_, *revisit_, style());
  ask_about_session();
  return std::nullopt;
}

// The session that was done since the record.
void Session::ask_about_session() {
  const Date then = revisit_->previous.as_of;
  end_line();
  note(fmt::format("Was there a session since {}? Type its day, or no.", in_words(then)));
  SessionDone session;
  while (true) {
    const auto line = read("> ");
    if (!line) return;
    const std::string_view reply = trim_spaces(*line);
    if (reply.empty() || reply == "-" || reply == "!") return;
    std::optional<Refusal> refused;
    const auto on = read_typed_session(reply, then, interview_.days().as_of, refused);
    if (refused) {
      io_.err << refusal_text(*refused, style());
      continue;
    }
    if (!on) return;
    session.on = *on;
    break;
  }
  note(sentence(in_words(session.on)));
  const auto ask_text = [&](std::string_view prompt) {
    while (true) {
      const std::string typed(trim_spaces(read(prompt).value_or("")));
      if (is_session_text(typed)) return typed;
      note(fmt::format("Please keep it under {} bytes of UTF-8.", longest_session_text));
    }
  };
  session.device = ask_text("Device and depth, or Enter: ");
  session.reaction = ask_text("Reaction, or Enter for none: ");
  revisit_->session = std::move(session);
}

std::optional<Exit> Session::begin_read_back() {
  const Outcome<std::string> text = read_input(args_.confirm, most_file_bytes);
  if (!text.value) {
    report(text.problem);
    return Exit::input;
  }
  const Parsed<KeptFile> file =
      parse_filled_in(interview_.rules(), *text.value, interview_.days().as_of);
  if (!file.value) return refuse_file(args_.confirm, file.diagnostics);
  if (const auto refused = restore(args_.confirm, *file.value)) return refused;
  reads_back_ = true;
  note(read_back_line);
  return std::nullopt;
}

Session::Next Session::read_back(const ReadBack& section) {
  io_.err << '\n' << read_back_page(interview_, section, style());
  while (true) {
    const auto line = read("> ");
    if (!line) return Next::ended;
    const std::string_view reply = trim_spaces(*line);
    if (reply.empty()) {
      answered_ = true;
      interview_.confirm(section.questions);
      save();
      return Next::go_on;
    }
    if (reply == "-") {
      interview_.leave_open(section.questions);
      return Next::go_on;
    }
    if (reply == "!") {
      reads_back_ = false;
      interview_.finish();
      return Next::go_on;
    }
    if (const auto wrong = numbers_in(reply, section.questions.size()); !wrong.empty()) {
      answered_ = true;
      std::vector<std::size_t> right;
      for (std::size_t i = 0; i < section.questions.size(); ++i) {
        if (std::find(wrong.begin(), wrong.end(), i) == wrong.end())
          right.push_back(section.questions[i]);
      }
      interview_.confirm(right);
      const std::size_t first = section.questions[wrong.front()];
      if (!interview_.applies(first)) return Next::go_on;
      interview_.jump(first);
      return ask(first);
    }
    note(fmt::format(
        "Enter confirms all; 1 to {} if that one is wrong, and the others are right; - leaves "
        "these open; ! ends.",
        section.questions.size()));
  }
}

}  // namespace candor::cli
