// SPDX-License-Identifier: Apache-2.0
// Files, read and written.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "cli/cli.h"

namespace candor::cli {

/// Either a value or what is wrong.
template <class T>
struct Outcome {
  std::optional<T> value = {};
  Diagnostic problem = {};
};

/// Fills the places of standard streams that are closed, so that no file opened later is taken for
/// one of them. Reading and writing them fails as before.
void keep_standard_streams_apart();

/// What the system calls an `errno`, in English whatever the locale.
std::string system_message(int error);

/// What messages call an input: `<standard input>` for "-", else its path.
std::string name_of(const std::string& path);

/// Whether the value of an option is answers themselves, rather than the name of a file of answers.
bool looks_like_answers(std::string_view value);

/// A file, or standard input for "-", being read.
class InputFile {
 public:
  /// `E901` when it cannot be opened.
  static Outcome<InputFile> open(const std::string& path);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  /// Fills some of the block: how much of it, 0 at the end, nothing on an error.
  std::optional<std::size_t> read(std::span<char> block);

  /// How many bytes a regular file has; nothing for a pipe or a device.
  std::optional<std::uint64_t> size() const;

  /// `E901` with the reason, when reading has failed.
  std::optional<Diagnostic> problem() const;

 private:
  InputFile(std::string path, int descriptor);

  std::string path_;
  int descriptor_;
  int error_ = 0;  // errno
};

/// Reads a file, or standard input for "-". Reading stops after `limit` bytes and one, so that the
/// caller can tell. `E901` when it cannot be read.
Outcome<std::string> read_input(const std::string& path, std::size_t limit);

/// Writes a file whole or not at all (`OutputFile`). `E903` when `path` is one of `inputs`, `E902`
/// when it cannot be written; nothing on success.
std::optional<Diagnostic> write_output(const std::string& path, std::string_view content,
                                       std::span<const std::string> inputs);

/// A file to write, and what is to be in it.
struct Output {
  std::string path = {};
  std::string content = {};
};

/// Writes several files: all are written in full before the first stands under its name, so that
/// where one cannot be written there is none. The same diagnostics as `write_output`.
std::optional<Diagnostic> write_outputs(std::span<const Output> outputs,
                                        std::span<const std::string> inputs);

/// Finds and reads a rule set: the id of a built-in one, a file, or standard input for "-". `E901`
/// or `E906` when there is none.
Outcome<RulesFile> read_rules(const std::string& name);

/// The file of the tests beside a rule set: `x.yaml` has its tests in `x.tests.yaml`.
std::string tests_beside(const std::string& rules);

/// Finds and reads the tests of a rule set. `E901` when there are none.
Outcome<SourceFile> read_tests(const RulesFile& rules);

/// Prints diagnostics to standard error: as text, or as one JSON object `{"diagnostics": [...]}`.
void print_diagnostics(Streams io, Format format, std::span<const Diagnostic> diagnostics);

/// Writes a file, printing what is wrong when it cannot.
Exit write_or_report(const std::string& path, std::string_view content,
                     std::span<const std::string> inputs, Format format, Streams io);

/// Loads a rule set that was read, and those that it extends.
Parsed<RuleSet> load_rules(const RulesFile& input);

/// `inputs`, and the files that the rule set was made of.
std::vector<std::string> with_files_of(const RuleSet& rules, std::vector<std::string> inputs);

/// Reads and loads a rule set, printing what is wrong. An Exit when there is none.
struct LoadedRules {
  std::optional<RuleSet> rules = {};
  Exit exit = Exit::done;
};
LoadedRules load_rules_or_report(const std::string& name, Format format, Streams io);

}  // namespace candor::cli
