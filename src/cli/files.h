// SPDX-License-Identifier: Apache-2.0
// Reading and writing files, and loading rule sets from them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/signature.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "cli/cli.h"

namespace candor::cli {

/// A value, or the diagnostic that says why there is none.
template <class T>
struct Outcome {
  std::optional<T> value = {};
  Diagnostic problem = {};
};

/// Takes the descriptors of standard streams that are closed, so that no file opened later gets one
/// of them. Reading and writing these streams still fails.
void reserve_standard_streams();

/// The system's text for an `errno`, in English whatever the locale.
std::string system_message(int error);

/// The name of an input in messages: `<standard input>` for "-", otherwise its path.
std::string name_of(const std::string& path);

/// Whether an option's value looks like the answers themselves rather than a file name.
bool looks_like_answers(std::string_view value);

/// A file, or standard input for "-", being read.
class InputFile {
 public:
  /// `E901` when it cannot be opened.
  static Outcome<InputFile> open(const std::string& path);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&& other) noexcept;
  ~InputFile();

  /// Reads at most a block: how many bytes, 0 at the end, nothing on an error.
  std::optional<std::size_t> read(std::span<char> block);

  /// The size of a regular file in bytes; nothing for a pipe or a device.
  std::optional<std::uint64_t> size() const;

  /// `E901` with the reason when reading has failed.
  std::optional<Diagnostic> problem() const;

 private:
  InputFile(std::string path, int descriptor);

  std::string path_;
  int descriptor_;
  int error_ = 0;  // errno
};

/// Reads a file, or standard input for "-", up to one byte more than `limit`, so that the caller
/// can tell when it is too large. `E901` when it cannot be read.
Outcome<std::string> read_input(const std::string& path, std::size_t limit);

/// What to do with a regular file that already has an output's name. Pipes and devices are always
/// written to.
enum class Existing : std::uint8_t { refuse, replace };

/// Whether to replace it: what `--force` says.
constexpr Existing existing(bool force) noexcept {
  return force ? Existing::replace : Existing::refuse;
}

/// Writes a file completely or not at all (see `OutputFile`). `E903` when `path` is one of
/// `inputs`, `E908` when it exists, `E902` when it cannot be written; nothing on success.
std::optional<Diagnostic> write_output(const std::string& path, std::string_view content,
                                       std::span<const std::string> inputs, Existing existing);

/// A file to write.
struct Output {
  std::string path = {};
  std::string content = {};
  Existing existing = Existing::refuse;
};

/// Writes several files. All are written in full before the first gets its name, so that if one
/// cannot be written, none appears. The same diagnostics as `write_output`.
/// `before_names` is called in between; what it returns keeps the files from appearing.
std::optional<Diagnostic> write_outputs(
    std::span<const Output> outputs, std::span<const std::string> inputs,
    const std::function<std::optional<Diagnostic>()>& before_names = {});

/// Finds and reads a rule set: the id of a built-in one, a file, or standard input for "-". `E901`
/// or `E906` when there is none.
Outcome<RulesFile> read_rules(const std::string& name);

/// The path of the tests of a rule set: `x.yaml` has its tests in `x.tests.yaml`.
std::string tests_beside(const std::string& rules);

/// Finds and reads the tests of a rule set. `E901` when there are none.
Outcome<SourceFile> read_tests(const RulesFile& rules);

/// Prints diagnostics to standard error: as text, or as one JSON object `{"diagnostics": [...]}`.
void print_diagnostics(Streams io, Format format, std::span<const Diagnostic> diagnostics);

/// Writes a file as `write_output` does, and prints the diagnostic when it cannot.
Exit write_or_report(const std::string& path, std::string_view content,
                     std::span<const std::string> inputs, Existing existing, Format format,
                     Streams io);

/// Loads a rule set that was read, and the rule sets it extends. A signature beside its file is
/// checked against the keys (`trusted_signature`): a wrong one is an error of the rule set.
Parsed<RuleSet> load_rules(const RulesFile& input, std::span<const PublicKey> keys);

/// `inputs`, and the files that the rule set was loaded from.
std::vector<std::string> with_files_of(const RuleSet& rules, std::vector<std::string> inputs);

/// A loaded rule set, or the status to exit with.
struct LoadedRules {
  std::optional<RuleSet> rules = {};
  Exit exit = Exit::done;
};

/// Reads and loads a rule set, and prints the diagnostics when it cannot. `trust`: the files of
/// `--trust`.
LoadedRules load_rules_or_report(const std::string& name, std::span<const std::string> trust,
                                 Format format, Streams io);

}  // namespace candor::cli
