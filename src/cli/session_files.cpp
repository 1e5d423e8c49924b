// SPDX-License-Identifier: Apache-2.0
// The files of an interview: where it is saved, and those of its result.
#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/saved_interview.h"
#include "cli/interview_text.h"
#include "cli/output_file.h"
#include "cli/session.h"

namespace candor::cli {

// What saving must not replace, whatever `--force` says. An interview may continue in its file.
std::vector<std::string> Session::inputs_beside(const std::string& save) const {
  std::vector<std::string> inputs{args_.rules};
  for (const std::string& input :
       {args_.resume, args_.revisit, args_.confirm, args_.clinic, args_.journal}) {
    if (!input.empty() && !(input == args_.resume && same_name(input, save)))
      inputs.push_back(input);
  }
  return with_files_of(interview_.rules(), std::move(inputs));
}

std::string Session::saved_text() const {
  return saved_interview_json(interview_, {.appointment_time = appointment_time_,
                                           .ref = args_.ref,
                                           .revisit = revisit_ ? &*revisit_ : nullptr});
}

// Before the first question, so that an interview is never lost to a file name.
std::optional<Exit> Session::open_save() {
  if (args_.save.empty()) return std::nullopt;
  const bool continues = !args_.resume.empty() && same_name(args_.save, args_.resume);
  Outcome<SaveFile> file = SaveFile::open(args_.save, inputs_beside(args_.save),
                                          existing(args_.force || continues), saved_text());
  if (!file.value) {
    if (file.problem.code == codes::existing_file) {
      file.problem.help =
          "it may be another interview: continue it with `--resume`, or name another file";
    }
    report(file.problem);
    return Exit::output;
  }
  save_ = std::move(file.value);
  return std::nullopt;
}

// Tried again after every answer, until it works.
void Session::save(bool last) {
  if (!save_) return;
  const auto problem = save_->write(saved_text());
  const bool before = std::exchange(unsaved_, problem.has_value());
  if (problem && (last || !before)) report(*problem);
  if (problem && !last && !before)
    note("The interview continues. Saving it is tried again after every answer.");
  if (!problem && before) note(fmt::format("Saved again: {}.", save_->path()));
}

bool Session::start_saving(const std::string& path) {
  const bool ours = save_ && same_name(save_->path(), path);
  if (!ours) {
    const std::string content = saved_text();
    Outcome<SaveFile> file = SaveFile::open(path, inputs_beside(path), Existing::refuse, content);
    if (!file.value) {
      if (file.problem.code == codes::existing_file) file.problem.help = "name another file";
      report(file.problem);
      return false;
    }
    save_ = std::move(file.value);
    args_.save = path;
  }
  unsaved_ = false;
  save();
  if (!unsaved_) note(fmt::format("Saved. `--resume {}` continues it.", path));
  return !unsaved_;
}

// Ctrl-C. The next one ends the program.
Exit Session::interrupted() {
  reader_.read_on();
  end_line();
  if (!answered_) return Exit::interrupted;
  if (save_) {
    save(true);
    if (!unsaved_) {
      note(fmt::format("Saved in {}. `--resume` continues it.", save_->path()));
      return Exit::interrupted;
    }
  }
  while (true) {
    note("Save this interview? Type a file name, or Enter to leave without saving.");
    const std::string path(trim_spaces(read("File to save to: ").value_or("")));
    const std::string word = fold(path);
    // Nothing is kept in a file called "no".
    if (path.empty() || word == "n" || word == "no") break;
    if (word == "y" || word == "yes") continue;
    if (start_saving(path)) break;
  }
  return unsaved_ ? Exit::output : Exit::interrupted;
}

// Writes the files of this client's result, and again those that were written before.
void Session::write_result() {
  std::vector<ResultFile> files;
  for (const ResultFile& file : args_.files) {
    if (!file.kind->needs_appointment || interview_.days().appointment) {
      files.push_back(file);
    } else {
      note(fmt::format("{} still has the appointment of before.", file.path));
    }
  }
  unwritten_.clear();
  if (const auto problem = write_files(args_, files, clinic_, result(), Journaled::always)) {
    report(*problem);
    unwritten_ = files;
    if (files.empty()) unwritten_.push_back({.path = args_.journal});
    return;
  }
  // From now on they are this client's.
  for (ResultFile& file : args_.files) file.replace = true;
}

void Session::write(const OutputKind& kind, std::string path) {
  if (kind.needs_appointment && !interview_.days().appointment) {
    note("This client has no appointment yet. Type it first: appointment 15 Dec 14:30.");
    return;
  }
  path = ask_for("File to write: ", path);
  if (path.empty()) return;
  const bool ours = std::any_of(args_.files.begin(), args_.files.end(),
                                [&](const ResultFile& f) { return f.path == path && f.replace; });
  const ResultFile file{.kind = &kind, .path = path, .replace = ours};
  if (auto problem =
          write_files(args_, std::span(&file, 1), clinic_, result(), Journaled::with_record)) {
    if (problem->code == codes::existing_file)
      problem->help = "it may be another result: name another file";
    report(*problem);
    return;
  }
  const auto replaced = [&](const ResultFile& other) {
    return other.path == path || other.kind == &kind;
  };
  std::erase_if(unwritten_, replaced);
  std::erase_if(args_.files, [&](const ResultFile& other) { return other.path == path; });
  args_.files.push_back({.kind = &kind, .path = path, .replace = true});
  note("Written.");
}

// Keeps the next client's result out of this client's files.
void Session::forget_files() {
  if (unsaved_) save(true);
  if (unsaved_ || !unwritten_.empty()) lost_ = true;
  if (save_ || !args_.files.empty())
    note("The files so far were for the previous client: nothing more is written to them.");
  save_.reset();
  unsaved_ = false;
  args_.save.clear();
  args_.files.clear();
  if (!args_.ref.empty()) note("The chart reference was the previous client's: now there is none.");
  args_.ref.clear();
  decision_.reset();
  args_.resume.clear();
  revisit_.reset();
  reads_back_ = false;
  unwritten_.clear();
}

}  // namespace candor::cli
