// SPDX-License-Identifier: Apache-2.0
// The dialog of an interview: reads replies and prints pages. Its state is in `candor/interview`.
#include "cli/session.h"

#include <algorithm>
#include <charconv>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/interview.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/reply.h"
#include "candor/interview/saved_interview.h"
#include "candor/report/layout/words.h"
#include "cli/interview_text.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

constexpr const char* usual_prompt = "> ";
constexpr std::size_t most_listed = 8;

}  // namespace

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

Session::Session(const ScreenArgs& args, const std::optional<Clinic>& clinic,
                 const Program& program, const Days& days, Streams io)
    : args_(args),
      clinic_(clinic),
      io_(io),
      interview_(program, days, pace_of(args)),
      appointment_time_(appointment_time(args)) {}

TextStyle Session::style() const {
  return {.width = text_width(Stream::err), .color = wants_color(args_.color, Stream::err)};
}

void Session::note(std::string_view text) { io_.err << remark(text, style()); }

void Session::end_line() { io_.err << '\n'; }

void Session::report(const Diagnostic& d) {
  print_diagnostics(io_, args_.format, std::span(&d, 1));
}

// Input from a pipe is not echoed, so the prompt line has to be ended.
std::optional<std::string> Session::read(std::string_view text) {
  std::optional<std::string> line = reader_.read(text);
  if (!reader_.interactive()) end_line();
  return line;
}

Exit Session::run() {
  io_.err << interview_opening(interview_, style());
  while (true) {
    const auto section = reads_back_ ? next_read_back(interview_) : std::nullopt;
    const auto question = interview_.current();
    Next next = section ? read_back(*section) : question ? ask(*question) : review();
    if (next == Next::result) {
      give_result();
      next = after_result();
      if (next == Next::ended && !reader_.interrupted()) next = Next::quit;
    }
    if (next == Next::ended) return reader_.interrupted() ? interrupted() : ended_early();
    if (next == Next::quit) return end(exit_);
  }
}

Session::Next Session::ask(std::size_t question) {
  // A screen reader reads them out, so plain lines show the keys only once; `?` repeats them.
  const bool keys = !std::exchange(keys_shown_, true) || !wants_plain_lines();
  io_.err << '\n' << question_page(interview_, question, keys, style());
  while (true) {
    const std::optional<std::string> line = read(usual_prompt);
    if (!line) return Next::ended;
    const std::string_view reply = trim_spaces(*line);
    if (!std::exchange(anything_typed_, true) && !reader_.interactive() &&
        looks_like_answers(reply)) {
      report({.code = codes::wrong_usage,
              .message = "this is JSON, but an interview reads one reply per line",
              .help = "`--answers -` reads answers as JSON from standard input"});
      exit_ = Exit::usage;
      return Next::quit;
    }
    if (line->size() >= LineReader::longest_line) {
      note("This line is too long to be an answer. Nothing was recorded.");  // the missing end may
                                                                             // change its meaning
      continue;
    }
    const Next next = take(question, reply);
    // `again`: the reply was refused, so ask for another line.
    if (next != Next::again) return next;
  }
}

// `again` asks for another line at the same question.
Session::Next Session::take(std::size_t question, std::string_view reply) {
  const Question& asked = interview_.rules().questions[question];
  if (reply == "?") {
    io_.err << '\n' << help_page(interview_, question, style());
    return Next::go_on;
  }
  if (reply == "<") {
    if (interview_.back()) return Next::go_on;
    note("This is the first question.");
    return Next::again;
  }
  if (reply == "=") return list();
  if (reply.starts_with('=')) {
    go_to(trim_spaces(reply.substr(1)));
    return Next::go_on;
  }
  if (reply == "!") {
    interview_.finish();
    return Next::go_on;
  }
  if (reply == "-") return answer(question, {});
  if (reply.empty()) {
    if (interview_.reached(question)) return answer(question, interview_.answer(question));
    if (asked.if_blank.kind != IfBlank::Kind::open) return answer(question, {});
    note("This needs an answer. Type one, or - if it is not known.");
    return Next::again;
  }
  Answer read;
  if (const auto refusal = read_reply(asked, reply, interview_.days().as_of, read)) {
    const std::string typed = fold(reply);
    if (typed == "help") return take(question, "?");
    if (typed == "quit" || typed == "exit") {
      note("Ctrl-C leaves the interview; ! gives the result with the answers so far.");
    } else {
      io_.err << refusal_text(*refusal, style());
    }
    return Next::again;
  }
  if (const auto refusal =
          refuse_span(interview_.program(), question, read, interview_.days().as_of)) {
    io_.err << refusal_text(*refusal, style());
    return Next::again;
  }
  return answer(question, read);
}

Session::Next Session::answer(std::size_t question, const Answer& answer) {
  answered_ = true;
  forget_decision();
  const Interview::Change change = interview_.reply(answer);
  io_.err << answer_echo(interview_, question, style()) << change_page(interview_, change, style());
  save();
  return Next::go_on;
}

Session::Next Session::list() {
  io_.err << '\n' << answers_page(interview_, style());
  end_line();
  note("Type a number to go to that question, or Enter to stay.");
  const auto line = read(usual_prompt);
  if (!line) return Next::ended;
  if (!trim_spaces(*line).empty()) go_to(trim_spaces(*line));
  return Next::go_on;
}

void Session::go_to(std::string_view text) {
  const std::vector<std::size_t> applying = interview_.applying();
  const auto number = number_in(text);
  if (number && *number >= 1 && *number <= applying.size()) {
    interview_.jump(applying[*number - 1]);
  } else {
    note(fmt::format("Expected a number from 1 to {}.", applying.size()));
  }
}

Session::Next Session::review() {
  io_.err << '\n' << review_page(interview_, style()) << '\n';
  note("Enter for the result, a number to change that answer, < back.");
  while (!interview_.current()) {
    const auto line = read(usual_prompt);
    if (!line) return Next::ended;
    const std::string_view reply = trim_spaces(*line);
    if (reply.empty() || reply == "!") return Next::result;
    if (reply == "=") return list();
    if (reply == "<") {
      interview_.back();
    } else {
      go_to(reply.starts_with('=') ? trim_spaces(reply.substr(1)) : reply);
    }
  }
  return Next::go_on;
}

Exit Session::ended_early() {
  const std::vector<std::size_t> left = interview_.left();
  std::size_t to_confirm = 0;
  for (const std::size_t q : interview_.applying()) {
    if (interview_.reached(q) && interview_.to_confirm(q)) ++to_confirm;
  }
  std::string help;
  if (to_confirm > 0) {
    help = fmt::format("{} {} still to be confirmed", counted(to_confirm, "answer"),
                       to_confirm == 1 ? "is" : "are");
  }
  for (std::size_t i = 0; i < left.size() && i < most_listed; ++i) {
    if (i == 0 && !help.empty()) help += "; ";
    help += fmt::format("{}`{}`", i == 0 ? "not answered: " : ", ",
                        interview_.rules().questions[left[i]].id.text);
  }
  if (left.size() > most_listed) help += fmt::format(" and {} more", left.size() - most_listed);
  if (help.empty()) help = "every question is answered; one more empty line would give the result";
  if (!anything_typed_) help += "; `--answers FILE|-` reads answers as JSON";
  if (reader_.interactive()) end_line();  // the prompt line is still open
  report({.code = codes::unfinished_interview,
          .message = "the input ended before the interview did",
          .help = help,
          .file = "<standard input>"});
  return end(Exit::input);
}

// What is not saved at the end is lost.
Exit Session::end(Exit exit) {
  if (unsaved_) save(true);
  return lost_ || unsaved_ || !unwritten_.empty() ? Exit::output : exit;
}

Exit interview(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Program& program,
               const Days& days, Streams io) {
  Session session(args, clinic, program, days, io);
  if (const auto refused = session.begin()) return *refused;
  return session.run();
}

}  // namespace candor::cli
