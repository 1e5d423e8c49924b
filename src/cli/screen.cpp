// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/engine/program.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/kept_screening.h"
#include "candor/record/read_decision.h"
#include "candor/report/result/text.h"
#include "cli/files.h"
#include "cli/journal_file.h"
#include "cli/output_file.h"
#include "cli/screen.h"
#include "cli/screen_outputs.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

Diagnostic usage(DiagnosticCode code, std::string message, std::string help) {
  return {.code = code, .message = std::move(message), .help = std::move(help)};
}

constexpr std::uint32_t most_moved = 9999;

std::optional<std::uint32_t> times_moved(std::string_view text) {
  std::uint32_t times = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), times);
  if (error != std::errc() || end != text.data() + text.size() || times > most_moved) return {};
  return times;
}

std::optional<Diagnostic> refuse_same_names(const ScreenArgs& args) {
  using Named = std::pair<std::string_view, std::string_view>;  // option, path
  std::vector<Named> outputs;
  if (!args.save.empty()) outputs.emplace_back("--save", args.save);
  if (!args.journal.empty()) outputs.emplace_back("--journal", args.journal);
  for (const ResultFile& file : args.files) outputs.emplace_back(file.kind->option, file.path);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      const auto& [option, path] = outputs[i];
      const auto& [other_option, other_path] = outputs[j];
      if (!same_name(std::string(path), std::string(other_path))) continue;
      return usage(codes::wrong_usage,
                   fmt::format("`{}` and `{}` name the same file", option, other_option),
                   "name different files");
    }
  }
  return std::nullopt;
}

// Rejects options that are wrong whatever the inputs. No message repeats a value: it may be an
// answer.
std::optional<Diagnostic> refuse_options(const ScreenArgs& args) {
  if (looks_like_answers(args.answers)) {
    return usage(codes::wrong_usage, "answers cannot be given as the value of an option",
                 "put them in a file, or use `-` for standard input");
  }
  const bool kept = !args.resume.empty() || !args.revisit.empty() || !args.confirm.empty();
  const bool interview = args.quick || args.triage || !args.save.empty() || kept;
  if (!args.answers.empty() && interview) {
    return usage(codes::wrong_usage,
                 "`--quick`, `--triage`, `--save`, `--resume`, `--revisit` and `--confirm` are for "
                 "interviews only",
                 "leave out `--answers` to start an interview");
  }
  if (!args.resume.empty() + !args.revisit.empty() + !args.confirm.empty() > 1) {
    return usage(codes::wrong_usage, "`--resume`, `--revisit` and `--confirm` exclude each other",
                 "`--resume` continues an interview, `--revisit` begins a client's next one, "
                 "`--confirm` reads back what a client filled in");
  }
  if (args.brief && args.format == Format::json) {
    return usage(codes::wrong_usage, "`--brief` and `--format json` cannot be combined",
                 "the JSON is always whole");
  }
  if (args.quick && args.triage) {
    return usage(
        codes::wrong_usage, "`--quick` and `--triage` exclude each other",
        "`--triage` stops at the first reason not to treat now; `--quick` goes on until the "
        "verdict and the earliest day are settled");
  }
  if (args.answers == "-" && args.decision == "-") {
    return usage(codes::wrong_usage, "`--answers` and `--decision` cannot both be standard input",
                 "name a file for one of them");
  }
  if (args.answers.empty() && !args.decision.empty()) {
    return usage(codes::wrong_usage, "`--decision` needs `--answers`",
                 "in an interview, `decide` after the result asks for it");
  }
  if (const auto refused = refuse_same_names(args)) return refused;
  if (args.clinic == "-") {
    return usage(codes::wrong_usage, "`--clinic` needs a file name: `-` is not accepted here",
                 "standard input is for answers and replies");
  }
  const bool report = std::any_of(args.files.begin(), args.files.end(), [](const ResultFile& file) {
    return file.kind->option == "--report";
  });
  if (args.report_with_care && !report && !args.answers.empty()) {
    return usage(codes::wrong_usage, "`--report-with-care` needs a report",
                 "`--report FILE.html` writes one");
  }
  const bool calendar =
      std::any_of(args.files.begin(), args.files.end(),
                  [](const ResultFile& file) { return file.kind->option == "--calendar"; });
  if (!calendar && (!args.moved.empty() || args.explicit_titles)) {
    return usage(codes::wrong_usage, "`--moved` and `--explicit` need a calendar",
                 "`--calendar FILE.ics` writes one");
  }
  if (!args.moved.empty() && !times_moved(args.moved)) {
    return usage(codes::wrong_usage, "`--moved` must be a whole number",
                 fmt::format("expected 0 to {}", most_moved));
  }
  if (!args.ref.empty() && !is_reference(args.ref)) {
    return usage(codes::wrong_usage, "`--ref` is not a valid chart reference",
                 fmt::format("expected printable UTF-8 on one line, at most {} characters",
                             longest_reference));
  }
  return std::nullopt;
}

// `2027-01-22`, or with a time `2027-01-22T14:30`, where a space may stand for the T.
struct DayAndTime {
  std::optional<Date> day = {};  // none: not valid
  std::optional<TimeOfDay> time = {};
};

DayAndTime read_appointment(std::string_view text) {
  const std::size_t end = text.find_first_of("T ");
  DayAndTime out{.day = parse_date(text.substr(0, end))};
  if (end != text.npos) out.time = parse_time_of_day(text.substr(end + 1));
  if (end != text.npos && !out.time) out.day.reset();
  if (out.day && !is_screening_date(*out.day)) out.day.reset();
  return out;
}

// The dates of the screening.
Outcome<Days> days_of(const ScreenArgs& args) {
  Outcome<Date> as_of = screening_date(args.as_of);
  if (!as_of.value) return {.problem = std::move(as_of.problem)};
  Days days{.as_of = *as_of.value};
  if (!args.appointment.empty()) {
    days.appointment = read_appointment(args.appointment).day;
    if (!days.appointment) {
      return {.problem =
                  usage(codes::invalid_date_option, "`--appointment` is not a valid appointment",
                        fmt::format("{}, and a time only as in 2027-01-22T14:30", day_range))};
    }
    if (*days.appointment < days.as_of) {
      return {.problem = usage(codes::appointment_before_screening,
                               "the appointment is before the screening date",
                               fmt::format("the screening date is {}", to_string(days.as_of)))};
    }
  }
  return {.value = days};
}

// The answers, screened, and what a file of candor keeps beside them.
struct ReadAnswers {
  KeptScreening screened = {};
  bool kept = false;  // by a file of candor; otherwise plain answers
  std::string ref = {};
  std::optional<Revisit> revisit = {};
  std::string read = {};  // what was read, in a sentence; empty for plain answers
};

ReadAnswers screen_file(const Program& program, KeptFile file, const Days& days) {
  ReadAnswers out{.screened = screen_kept(program, std::move(file.kept), days),
                  .kept = true,
                  .ref = std::move(file.ref),
                  .revisit = std::move(file.revisit)};
  out.read = what_was_read(file.kind, file.as_of, out.screened.kept);
  return out;
}

ReadAnswers screen_plain(const Program& program, Answers answers, const Days& days) {
  ReadAnswers out{.screened = {.answers = std::move(answers)}};
  KeptScreening& screened = out.screened;
  evaluate(program, screened.answers, days, screened.screening);
  screened.validity = find_validity(program, screened.answers, screened.screening);
  return out;
}

Parsed<ReadAnswers> read_answers(const ScreenArgs& args, const Program& program, const Days& days) {
  const RuleSet& rules = program.rules();
  Parsed<ReadAnswers> out;
  const Outcome<std::string> text = read_input(args.answers, most_file_bytes);
  if (!text.value) {
    out.diagnostics.add(text.problem);
    return out;
  }
  const auto report = [&](const Diagnostics& diagnostics) {
    for (Diagnostic d : diagnostics.items()) {
      d.file = name_of(args.answers);
      out.diagnostics.add(std::move(d));
    }
  };
  if (kept_kind(*text.value)) {
    Parsed<KeptFile> file = parse_kept_file(rules, *text.value, days.as_of);
    report(file.diagnostics);
    if (!file.value) return out;
    if (const auto refused = refuse_reference(args.ref, *file.value)) {
      out.diagnostics.add(*refused);
    } else {
      out.value = screen_file(program, std::move(*file.value), days);
    }
    return out;
  }
  Parsed<Answers> plain = parse_answers_json(rules, *text.value, days.as_of);
  report(plain.diagnostics);
  if (plain.value) out.value = screen_plain(program, std::move(*plain.value), days);
  return out;
}

// An interview's file counts as an input: a result must not overwrite it.
std::vector<std::string> inputs_of(const ScreenArgs& args, const std::optional<Clinic>& clinic,
                                   const RuleSet& rules) {
  std::vector<std::string> inputs{args.rules};
  for (const std::string& input : {args.answers, args.resume, args.revisit, args.confirm, args.save,
                                   args.clinic, args.decision, args.journal}) {
    if (!input.empty()) inputs.push_back(input);
  }
  if (clinic && clinic->logo) inputs.push_back(logo_path(args.clinic, *clinic));
  return with_files_of(rules, std::move(inputs));
}

// Files that cannot be written are named before the first question.
std::vector<Diagnostic> check_files(const ScreenArgs& args, const std::optional<Clinic>& clinic,
                                    const RuleSet& rules) {
  const std::vector<std::string> inputs = inputs_of(args, clinic, rules);
  std::vector<Diagnostic> problems;
  for (const ResultFile& file : args.files) {
    if (auto problem = OutputFile::check(file.path, inputs, existing(file.replace)))
      problems.push_back(*std::move(problem));
  }
  if (!args.journal.empty()) {
    if (auto problem = refuse_journal(args.journal)) problems.push_back(*std::move(problem));
  }
  return problems;
}

OutputOptions output_options(const ScreenArgs& args, const std::optional<Clinic>& clinic) {
  return {.page = {.clinic = clinic, .ref = args.ref, .report_with_care = args.report_with_care},
          .moved = times_moved(args.moved).value_or(0),
          .explicit_titles = args.explicit_titles};
}

// Reads the file of `--decision`, if there is one. Prints the diagnostics and returns false when it
// cannot be used.
bool read_decision(const ScreenArgs& args, const RuleSet& rules, Streams io,
                   std::optional<Decision>& decision) {
  if (args.decision.empty()) return true;
  const Outcome<std::string> text = read_input(args.decision, most_file_bytes);
  if (!text.value) {
    print_diagnostics(io, args.format, std::span(&text.problem, 1));
    return false;
  }
  Parsed<Decision> parsed = parse_decision(rules, *text.value, utc_now());
  std::vector<Diagnostic> all = parsed.diagnostics.items();
  for (Diagnostic& d : all) d.file = name_of(args.decision);
  if (!all.empty()) print_diagnostics(io, args.format, all);
  decision = std::move(parsed.value);
  return decision.has_value();
}

}  // namespace

Exit exit_for(const ScreenArgs& args, const Screening& screening) {
  if (!args.exit_verdict) return Exit::done;
  if (screening.headline.incomplete) return Exit::incomplete;
  return static_cast<Exit>(static_cast<unsigned>(Exit::verdict) + screening.headline.at_least);
}

Pace pace_of(const ScreenArgs& args) {
  if (args.triage) return Pace::triage;
  return args.quick ? Pace::quick : Pace::full;
}

std::optional<TimeOfDay> appointment_time(const ScreenArgs& args) {
  return read_appointment(args.appointment).time;
}

std::optional<Diagnostic> refuse_missing_appointment(const ScreenArgs& args, const Days& days) {
  const std::string_view option = needs_appointment(args.files);
  if (option.empty() || days.appointment) return std::nullopt;
  return usage(codes::wrong_usage, fmt::format("`{}` needs an appointment", option),
               "`--appointment DATE` names its day");
}

std::optional<Diagnostic> refuse_reference(const std::string& ref, const KeptFile& file) {
  if (ref.empty() || file.ref.empty() || ref == file.ref) return std::nullopt;
  return usage(codes::wrong_usage,
               fmt::format("`--ref` is not the chart reference of the {}", to_string(file.kind)),
               fmt::format("check that the {} is this client's, or leave out `--ref`",
                           to_string(file.kind)));
}

std::optional<Diagnostic> write_files(const ScreenArgs& args, std::span<const ResultFile> files,
                                      const std::optional<Clinic>& clinic, const Result& result,
                                      Journaled journaled) {
  const OutputOptions options = output_options(args, clinic);
  JournalEntry entry{.at = utc_now(),
                     .rules = result.rules.digest,
                     .verdict = std::string(verdict_id(result.rules, result.screening.headline))};
  std::vector<Output> outputs;
  std::optional<std::string> record;  // the same in every file: the journal has one digest
  for (const ResultFile& file : files) {
    const bool is_record = file.kind->word == record_word;
    std::string content = is_record && record ? *record : file.kind->write(result, options);
    if (is_record) record = content;
    outputs.push_back({file.path, std::move(content), existing(file.replace)});
  }
  if (record) entry.record = digest_of_bytes(*record);
  bool to_journal =
      !args.journal.empty() && (journaled == Journaled::always || !entry.record.empty());
  const auto append = [&]() -> std::optional<Diagnostic> {
    if (!std::exchange(to_journal, false)) return std::nullopt;
    return append_to_journal(args.journal, entry);
  };
  auto problem = write_outputs(outputs, inputs_of(args, clinic, result.rules), append);
  if (!problem) return append();
  // The result is given all the same; it only has no record.
  entry.record.clear();
  if (journaled == Journaled::always) append();
  return problem;
}

void print_result(const ScreenArgs& args, const Result& result, Streams io) {
  if (args.format == Format::json) {
    io.out << json_text(result, output_options(args, std::nullopt));
    return;
  }
  const TextStyle style{.width = text_width(Stream::out),
                        .color = wants_color(args.color, Stream::out)};
  io.out << (args.brief ? render_part(result, TextPart::first_screen, style, args.ref)
                        : render_text(result, style, args.ref));
}

Exit execute(const ScreenArgs& args, Streams io) {
  if (const auto problem = refuse_options(args)) {
    print_diagnostics(io, args.format, std::span(&*problem, 1));
    return Exit::usage;
  }
  const Outcome<Days> days = days_of(args);
  if (!days.value) {
    print_diagnostics(io, args.format, std::span(&days.problem, 1));
    return Exit::usage;
  }
  // A saved interview may have an appointment.
  if (args.resume.empty() && args.revisit.empty() && args.confirm.empty()) {
    if (const auto problem = refuse_missing_appointment(args, *days.value)) {
      print_diagnostics(io, args.format, std::span(&*problem, 1));
      return Exit::usage;
    }
  }
  LoadedRules loaded = load_rules_or_report(args.rules, args.trust, args.format, io);
  if (!loaded.rules) return loaded.exit;
  std::optional<Clinic> clinic;
  if (!read_clinic(args.clinic, args.format, io, clinic)) return Exit::input;
  const Program program(std::move(*loaded.rules));
  if (args.answers.empty()) {
    const std::vector<Diagnostic> unwritable = check_files(args, clinic, program.rules());
    if (unwritable.empty()) return interview(args, clinic, program, *days.value, io);
    print_diagnostics(io, args.format, unwritable);
    return Exit::output;
  }
  const RuleSet& rules = program.rules();
  const Parsed<ReadAnswers> answers = read_answers(args, program, *days.value);
  if (!answers.value) {
    print_diagnostics(io, args.format, answers.diagnostics.items());
    return Exit::input;
  }
  const ReadAnswers& read = *answers.value;
  if (!read.read.empty() && args.format == Format::text) io.err << read.read << '\n';
  std::optional<Decision> decision;
  if (!read_decision(args, rules, io, decision)) return Exit::input;
  ScreenArgs with_ref = args;
  if (args.ref.empty()) with_ref.ref = read.ref;
  const Result result{.rules = rules,
                      .answers = read.screened.answers,
                      .screening = read.screened.screening,
                      .appointment_time = appointment_time(args),
                      .kept = read.kept ? &read.screened.kept : nullptr,
                      .revisit = read.revisit ? &*read.revisit : nullptr,
                      .decision = decision ? &*decision : nullptr,
                      .validity = read.screened.validity};
  Exit exit = exit_for(args, result.screening);
  if (const auto problem = write_files(with_ref, args.files, clinic, result, Journaled::always)) {
    print_diagnostics(io, args.format, std::span(&*problem, 1));
    exit = Exit::output;
  }
  print_result(with_ref, result, io);
  return exit;
}

}  // namespace candor::cli
