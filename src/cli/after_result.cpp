// SPDX-License-Identifier: Apache-2.0
// The result of an interview, and the prompt after it.
#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/typed_appointment.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/first_screen.h"
#include "cli/interview_text.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace candor::cli {

namespace {

// The help of the option says "also".
std::string_view file_help(const OutputKind& kind) {
  constexpr std::string_view also = "also ";
  return kind.help.starts_with(also) ? kind.help.substr(also.size()) : kind.help;
}

}  // namespace

// What can be typed there, besides the words of `output_kinds`. A new word is a new row.
std::span<const Session::Word> Session::words() noexcept {
  static constexpr std::array rows{
      Word{"why", "", "the reasons in full, what is open, other days", &Session::show_why},
      Word{"care", "", "what to do before and after, and when to call", &Session::show_care},
      Word{"sources", "", "the sources, and what the rules are for", &Session::show_sources},
      Word{"plan", "", "the plan of treatment", &Session::show_plan},
      Word{"all", "", "everything, from the verdict on", &Session::show_all},
      Word{"appointment", "DAY TIME", "screen for it: 15 Dec 14:30, 2026-12-15, or none",
           &Session::set_appointment},
      Word{"ref", "TEXT", "the chart reference", &Session::set_reference},
      Word{"decide", "", "record what you decide: as listed, or otherwise", &Session::decide},
      Word{"save", "FILE", "save the interview, to continue it with --resume", &Session::save_to},
      Word{"again", "", "start with the next client", &Session::next_client},
      Word{"<", "", "go back to the review", &Session::go_back},
      Word{"quit", "", "end", &Session::quit},
  };
  return rows;
}

Result Session::result() {
  counted_ = interview_.counted();
  return {.rules = interview_.rules(),
          .answers = interview_.answers(),
          .screening = interview_.screening(),
          .appointment_time = appointment_time_,
          .kept = &counted_,
          .revisit = revisit_ ? &*revisit_ : nullptr,
          .decision = decision_ ? &*decision_ : nullptr,
          .validity = find_validity(interview_.program(), interview_.answers(),
                                    interview_.screening(), &counted_)};
}

// Whether the person who types also sees standard output, so that the rest can wait for the prompt.
bool Session::shows_parts() const {
  return reader_.interactive() && ::isatty(STDOUT_FILENO) == 1 && args_.format == Format::text;
}

// Where pages go that the prompt was asked for: to the person, not into a file or a program.
std::ostream& Session::pages() { return ::isatty(STDOUT_FILENO) == 1 ? io_.out : io_.err; }

TextStyle Session::page_style() const {
  const Stream stream = ::isatty(STDOUT_FILENO) == 1 ? Stream::out : Stream::err;
  return {.width = text_width(stream), .color = wants_color(args_.color, stream)};
}

// Writes the files and prints the result.
void Session::give_result() {
  end_line();
  write_result();
  ScreenArgs shown = args_;
  shown.brief = args_.brief || shows_parts();
  print_result(shown, result(), io_);
  exit_ = exit_for(args_, interview_.screening());
  io_.out.flush();
}

// The verdict may have scrolled away.
void Session::show_where_we_are() {
  std::string text = sentence(verdict_line(result()));
  if (decision_ && !decision_->as_listed) text += " Decided otherwise.";
  if (!args_.ref.empty()) text += fmt::format(" Chart reference: {}.", args_.ref);
  note(text);
  if (!unwritten_.empty()) {
    std::vector<std::string> paths;
    for (const ResultFile& file : unwritten_) paths.push_back(file.path);
    note(fmt::format("NOT WRITTEN: {}.", fmt::join(paths, ", ")));
  }
  if (unsaved_) note(fmt::format("NOT SAVED: {}.", save_->path()));
}

Session::Next Session::after_result() {
  bool first = true;
  while (true) {
    show_where_we_are();
    if (std::exchange(first, false)) {
      note(shows_parts()
               ? "why, care, sources, plan or all for more; again, < or quit; ? for the rest."
               : "again for the next client, < to go back, quit to end; ? for the rest.");
    }
    const auto line = read("> ");
    if (!line) return Next::ended;
    const std::string_view reply = trim_spaces(*line);
    if (reply.empty()) continue;
    if (reply == "?") {
      show_words();
      continue;
    }
    if (const Next next = run_word(reply); next != Next::again) return next;
  }
}

// Runs the word that the reply begins with. The beginning of a word is enough if it begins no
// other.
Session::Next Session::run_word(std::string_view reply) {
  const std::string_view typed = reply.substr(0, reply.find(' '));
  const std::string_view rest = trim_spaces(reply.substr(typed.size()));
  const std::string folded = fold(typed);
  std::vector<std::string_view> could_be;
  const Word* word = nullptr;
  const OutputKind* kind = nullptr;
  const auto matches = [&](std::string_view name) {
    if (name == folded) could_be.clear();
    const bool exact = !could_be.empty() && could_be.front() == folded;
    if (exact || !name.starts_with(folded)) return false;
    could_be.push_back(name);
    return true;
  };
  for (const Word& row : words()) {
    if (matches(row.word)) word = &row, kind = nullptr;
  }
  for (const OutputKind& row : output_kinds()) {
    if (matches(row.word)) kind = &row, word = nullptr;
  }
  if (could_be.empty()) {
    note("That is not one of the words. Type ? to see them.");
    return Next::again;
  }
  if (could_be.size() > 1) {
    note(fmt::format("That could be {}.", listed({could_be.begin(), could_be.end()}, "or")));
    return Next::again;
  }
  if (word) return (this->*word->run)(rest);
  write(*kind, std::string(rest));
  return Next::again;
}

void Session::show_words() {
  constexpr std::size_t column = 20;
  Page page(style().width, style().color);
  const auto add = [&](std::string_view word, std::string_view takes, std::string_view does) {
    page.row({fmt::format("{}{}{}", word, takes.empty() ? "" : " ", takes)}, column,
             {{std::string(does)}});
  };
  for (const Word& row : words()) {
    // The files to write come with the file to save.
    if (row.word == "again") {
      for (const OutputKind& kind : output_kinds()) add(kind.word, kind.value, file_help(kind));
    }
    add(row.word, row.takes, row.does);
  }
  io_.err << '\n' << page.text();
  note("The beginning of a word is enough.");
}

Session::Next Session::show(TextPart part) {
  const std::string text = render_part(result(), part, page_style());
  pages() << (text.empty() ? remark("This result has nothing of it.", style()) : text);
  pages() << '\n' << std::flush;
  return Next::again;
}

Session::Next Session::show_why(std::string_view) { return show(TextPart::why); }
Session::Next Session::show_care(std::string_view) { return show(TextPart::care); }
Session::Next Session::show_sources(std::string_view) { return show(TextPart::sources); }
Session::Next Session::show_plan(std::string_view) { return show(TextPart::plan); }

Session::Next Session::show_all(std::string_view) {
  pages() << '\n' << render_text(result(), page_style(), args_.ref) << '\n' << std::flush;
  return Next::again;
}

// Typed after the word, or asked for. Empty if nothing is typed at all.
std::string Session::ask_for(std::string_view prompt, std::string_view typed) {
  if (!typed.empty()) return std::string(typed);
  return std::string(trim_spaces(read(prompt).value_or("")));
}

Session::Next Session::set_appointment(std::string_view rest) {
  const std::string typed = ask_for("Appointment: ", rest);
  if (typed.empty()) return Next::again;
  TypedAppointment read;
  if (fold(typed) != "none") {
    read = read_typed_appointment(typed, interview_.days().as_of);
    if (!read.day) {
      note(capitalized(sentence(read.problem)));
      return Next::again;
    }
  }
  forget_decision();
  interview_.set_appointment(read.day);
  appointment_time_ = read.time;
  note(read.day ? fmt::format("Appointment: {}.", appointment_in_words(result()))
                : "No appointment any more.");
  save();
  return change_result();
}

Session::Next Session::set_reference(std::string_view rest) {
  const std::string typed = ask_for("Chart reference: ", rest);
  if (typed.empty()) return Next::again;
  if (!is_reference(typed)) {
    note("This is not a valid chart reference: it is too long, or cannot be printed.");
    return Next::again;
  }
  args_.ref = typed;
  save();
  return change_result();
}

// What was shown and written before is out of date.
Session::Next Session::change_result() {
  give_result();
  return Next::again;
}

Session::Next Session::save_to(std::string_view rest) {
  const std::string path = ask_for("File to save to: ", rest);
  if (!path.empty()) start_saving(path);
  return Next::again;
}

Session::Next Session::next_client(std::string_view) {
  forget_files();
  const Days days{.as_of = interview_.days().as_of};
  if (interview_.days().appointment)
    note("The appointment was the previous client's: now there is none.");
  appointment_time_.reset();
  answered_ = false;
  interview_ = Interview(interview_.program(), days, pace_of(args_));
  io_.err << '\n' << interview_opening(interview_, style());
  return Next::go_on;
}

Session::Next Session::go_back(std::string_view) { return Next::go_on; }

Session::Next Session::quit(std::string_view) { return Next::quit; }

}  // namespace candor::cli
