// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/report/json.h"
#include "candor/report/text.h"
#include "cli/files.h"
#include "cli/screen.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

Diagnostic usage(std::string_view code, std::string message, std::string help) {
  return {.code = code, .message = std::move(message), .help = std::move(help)};
}

// What is wrong with the options before anything is read. Answers in their place are never
// repeated.
std::optional<Diagnostic> refuse_options(const ScreenArgs& args) {
  if (looks_like_answers(args.answers)) {
    return usage("E907", "answers do not travel as options",
                 "put them in a file, or give them on standard input with `-`");
  }
  const bool interview = args.quick || !args.save.empty() || !args.resume.empty();
  if (!args.answers.empty() && interview) {
    return usage("E907", "`--quick`, `--save` and `--resume` belong to an interview",
                 "leave out `--answers` to be asked");
  }
  if (!args.save.empty() && args.save == args.json) {
    return usage("E907", "`--save` and `--json` name the same file", "name two files");
  }
  return std::nullopt;
}

// The days of the screening, or what is wrong with the options that name them.
Outcome<Days> days_of(const ScreenArgs& args) {
  Outcome<Date> as_of = screening_date(args.as_of);
  if (!as_of.value) return {.problem = std::move(as_of.problem)};
  Days days{.as_of = *as_of.value};
  if (!args.appointment.empty()) {
    days.appointment = parse_date(args.appointment);
    if (!days.appointment || !is_screening_date(*days.appointment)) {
      return {.problem =
                  usage("E904", "`--appointment` is no day to have an appointment on", day_range)};
    }
    if (*days.appointment < days.as_of) {
      return {.problem = usage("E905", "the appointment is before the screening date",
                               fmt::format("the screening date is {}", to_string(days.as_of)))};
    }
  }
  return {.value = days};
}

Parsed<Answers> read_answers(const ScreenArgs& args, const RuleSet& rules, Date as_of) {
  Parsed<Answers> out;
  const Outcome<std::string> text = read_input(args.answers, most_file_bytes);
  if (!text.value) {
    out.diagnostics.add(text.problem);
    return out;
  }
  const Parsed<Answers> parsed = parse_answers_json(rules, *text.value, as_of);
  for (Diagnostic d : parsed.diagnostics.items()) {
    d.file = name_of(args.answers);
    out.diagnostics.add(std::move(d));
  }
  out.value = parsed.value;
  return out;
}

Exit exit_for(const ScreenArgs& args, const Screening& screening) {
  if (!args.exit_verdict) return Exit::done;
  if (screening.headline.incomplete) return Exit::incomplete;
  return static_cast<Exit>(static_cast<unsigned>(Exit::verdict) + screening.headline.at_least);
}

}  // namespace

std::optional<Diagnostic> write_result(const ScreenArgs& args, const std::string& path,
                                       const RuleSet& rules, const Answers& answers,
                                       const Screening& screening) {
  // An interview's own file is no place for its result.
  std::vector<std::string> inputs{args.rules};
  for (const std::string& input : {args.answers, args.resume, args.save}) {
    if (!input.empty()) inputs.push_back(input);
  }
  return write_output(path, result_json(rules, answers, screening).dump(2) + "\n", inputs);
}

Exit give_result(const ScreenArgs& args, const RuleSet& rules, const Answers& answers,
                 const Screening& screening, Streams io) {
  Exit exit = exit_for(args, screening);
  if (!args.json.empty()) {
    if (const auto problem = write_result(args, args.json, rules, answers, screening)) {
      print_diagnostics(io, args.format, std::span(&*problem, 1));
      exit = Exit::output;
    }
  }
  if (args.format == Format::json) {
    io.out << result_json(rules, answers, screening).dump(2) << '\n';
  } else {
    io.out << render_text(
        rules, answers, screening,
        {.width = text_width(Stream::out), .color = wants_color(args.color, Stream::out)});
  }
  return exit;
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
  LoadedRules loaded = load_rules_or_report(args.rules, args.format, io);
  if (!loaded.rules) return loaded.exit;
  const Program program(std::move(*loaded.rules));
  if (args.answers.empty()) return interview(args, program, *days.value, io);
  const RuleSet& rules = program.rules();
  const Parsed<Answers> answers = read_answers(args, rules, days.value->as_of);
  if (!answers.value) {
    print_diagnostics(io, args.format, answers.diagnostics.items());
    return Exit::input;
  }
  Screening screening;
  evaluate(program, *answers.value, *days.value, screening);
  return give_result(args, rules, *answers.value, screening, io);
}

}  // namespace candor::cli
