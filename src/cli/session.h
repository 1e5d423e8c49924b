// SPDX-License-Identifier: Apache-2.0
// An interview at the terminal. Private to the files that implement it: session_begin.cpp
// (what was kept before), interview.cpp (questions, review), after_result.cpp (the prompt after the
// result) and session_files.cpp.

#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/interview/interview.h"
#include "candor/interview/read_back.h"
#include "candor/interview/revisit.h"
#include "candor/report/result/text.h"
#include "cli/line_reader.h"
#include "cli/save_file.h"
#include "cli/screen.h"

namespace candor::cli {

/// A whole number, without anything else.
std::optional<std::size_t> number_in(std::string_view text);

/// Interviews one client after another, until the user quits or the input ends.
class Session {
 public:
  Session(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Program& program,
          const Days& days, Streams io);

  /// An exit status when the interview cannot begin.
  std::optional<Exit> begin();

  Exit run();

 private:
  enum class Next : std::uint8_t { go_on, result, again, quit, ended };

  // A word at the prompt after the result, and what runs it with the text after it.
  struct Word {
    std::string_view word;
    std::string_view takes;  // what the text after it is; empty: nothing
    std::string_view does;
    Next (Session::*run)(std::string_view rest);
  };
  static std::span<const Word> words() noexcept;

  // What was kept before (session_begin.cpp)
  std::optional<Exit> read_kept(const std::string& path);
  std::optional<Exit> restore(const std::string& path, const KeptFile& file);
  std::optional<Exit> begin_revisit();
  std::optional<Exit> begin_read_back();
  std::optional<Exit> refuse_file(const std::string& path, const Diagnostics& diagnostics);
  void ask_about_session();
  Next read_back(const ReadBack& section);

  // Questions and review (interview.cpp)
  Next ask(std::size_t question);
  Next take(std::size_t question, std::string_view reply);
  Next answer(std::size_t question, const Answer& answer);
  Next list();
  Next review();
  void go_to(std::string_view number);
  Exit ended_early();
  Exit end(Exit exit);

  // The result, and the prompt after it (after_result.cpp)
  void give_result();
  Next after_result();
  void show_where_we_are();
  Next run_word(std::string_view reply);
  void show_words();
  Next show(TextPart part);
  Next show_why(std::string_view);
  Next show_care(std::string_view);
  Next show_sources(std::string_view);
  Next show_plan(std::string_view);
  Next show_all(std::string_view);
  Next set_appointment(std::string_view rest);
  Next set_reference(std::string_view rest);
  Next save_to(std::string_view rest);
  Next decide(std::string_view rest);
  bool ask_reason(Decision& decision);
  void forget_decision();
  Next next_client(std::string_view);
  Next go_back(std::string_view);
  Next quit(std::string_view);
  Next change_result();

  // Files (session_files.cpp)
  std::string saved_text() const;
  std::optional<Exit> open_save();
  void save(bool last = false);
  bool start_saving(const std::string& path);
  Exit interrupted();
  void write_result();
  void write(const OutputKind& kind, std::string path);
  void forget_files();
  std::vector<std::string> inputs_beside(const std::string& save) const;

  Result result();
  TextStyle style() const;
  TextStyle page_style() const;
  bool shows_parts() const;
  std::ostream& pages();
  void note(std::string_view text);
  void end_line();
  void report(const Diagnostic& d);
  std::optional<std::string> read(std::string_view text);
  std::string ask_for(std::string_view prompt, std::string_view typed);

  ScreenArgs args_;  // `files` are the ones to write for this client
  const std::optional<Clinic>& clinic_;
  Streams io_;
  Interview interview_;
  std::optional<TimeOfDay> appointment_time_;
  KeptAnswers counted_ = {};             // of the last result
  std::optional<Revisit> revisit_ = {};  // of a client who comes back
  bool reads_back_ = false;              // section by section, before anything is asked
  std::optional<Decision> decision_ = {};
  std::string decider_ = {};  // of the last decision, perhaps about another client
  LineReader reader_ = {};
  std::optional<SaveFile> save_ = {};
  bool unsaved_ = false;                    // the last attempt to save has failed
  std::vector<ResultFile> unwritten_ = {};  // of `args_.files`
  bool lost_ = false;                       // a file of a previous client
  bool answered_ = false;                   // something, since the client began
  bool keys_shown_ = false;
  bool anything_typed_ = false;
  Exit exit_ = Exit::done;
};

}  // namespace candor::cli
