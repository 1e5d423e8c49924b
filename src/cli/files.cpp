// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"

#include <array>
#include <cerrno>
#include <ostream>
#include <system_error>
#include <utility>
#include <variant>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "candor/report/layout/diagnostics_json.h"
#include "candor/rules/built_in.h"
#include "cli/output_file.h"
#include "cli/trust.h"

namespace candor::cli {
namespace {

Diagnostic problem(DiagnosticCode code, const std::string& path, std::string message,
                   std::string help = {}) {
  return {
      .code = code, .message = std::move(message), .help = std::move(help), .file = name_of(path)};
}

}  // namespace

std::string system_message(int error) { return std::generic_category().message(error); }

void reserve_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // `open` returns the lowest free descriptor: this one.
    static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

std::string name_of(const std::string& path) { return path == "-" ? "<standard input>" : path; }

bool looks_like_answers(std::string_view value) {
  const std::size_t first = value.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && value[first] == '{';
}

Outcome<InputFile> InputFile::open(const std::string& path) {
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  InputFile file(path, descriptor);
  if (descriptor >= 0) return {.value = std::move(file)};
  file.error_ = errno;
  return {.problem = *file.problem()};
}

InputFile::InputFile(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

InputFile::InputFile(InputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      error_(other.error_) {}

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(error_, other.error_);
  return *this;
}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

std::optional<std::size_t> InputFile::read(std::span<char> block) {
  while (error_ == 0) {
    const ssize_t got = ::read(descriptor_, block.data(), block.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) error_ = errno;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> InputFile::size() const {
  struct stat file {};
  if (::fstat(descriptor_, &file) != 0 || !S_ISREG(file.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(file.st_size);
}

std::optional<Diagnostic> InputFile::problem() const {
  if (error_ == 0) return std::nullopt;
  return cli::problem(codes::unreadable_input, path_,
                      fmt::format("this cannot be read: {}", system_message(error_)));
}

Outcome<std::string> read_input(const std::string& path, std::size_t limit) {
  Outcome<InputFile> file = InputFile::open(path);
  if (!file.value) return {.problem = std::move(file.problem)};
  std::string text;
  std::array<char, 65536> block;
  while (text.size() <= limit) {
    const std::optional<std::size_t> got = file.value->read(block);
    if (!got) return {.problem = *file.value->problem()};
    if (*got == 0) break;
    text.append(block.data(), *got);
  }
  return {.value = std::move(text)};
}

std::optional<Diagnostic> write_output(const std::string& path, std::string_view content,
                                       std::span<const std::string> inputs, Existing existing) {
  Outcome<OutputFile> file = OutputFile::open(path, inputs, existing);
  if (!file.value) return std::move(file.problem);
  file.value->write(content);
  return file.value->commit();
}

std::optional<Diagnostic> write_outputs(
    std::span<const Output> outputs, std::span<const std::string> inputs,
    const std::function<std::optional<Diagnostic>()>& before_names) {
  std::vector<OutputFile> files;
  for (const Output& output : outputs) {
    Outcome<OutputFile> file = OutputFile::open(output.path, inputs, output.existing);
    if (!file.value) return std::move(file.problem);
    files.push_back(*std::move(file.value));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!files[i].write(outputs[i].content)) return files[i].problem();
  }
  if (before_names) {
    if (auto problem = before_names()) return problem;
  }
  return OutputFile::commit_all(files);
}

namespace {

FileText read_text(const std::string& path) {
  Outcome<std::string> text = read_input(path, most_file_bytes);
  if (text.value) return {.text = std::move(text.value)};
  return {.problem = std::move(text.problem.message), .exists = ::access(path.c_str(), F_OK) == 0};
}

}  // namespace

Outcome<RulesFile> read_rules(const std::string& name) {
  if (name == "-") {
    Outcome<std::string> text = read_input(name, most_file_bytes);
    if (!text.value) return {.problem = std::move(text.problem)};
    return {.value = RulesFile{SourceFile(name_of(name), *std::move(text.value))}};
  }
  auto found = find_rules(name, {.read_file = read_text});
  if (Diagnostic* problem = std::get_if<Diagnostic>(&found))
    return {.problem = std::move(*problem)};
  return {.value = std::get<RulesFile>(std::move(found))};
}

std::string tests_beside(const std::string& rules) {
  std::string_view stem = rules;
  for (const std::string_view ending : {".yaml", ".yml"}) {
    if (stem.ends_with(ending)) {
      stem.remove_suffix(ending.size());
      break;
    }
  }
  return fmt::format("{}.tests.yaml", stem);
}

Outcome<SourceFile> read_tests(const RulesFile& rules) {
  if (rules.built_in != nullptr) {
    return {.value = SourceFile(fmt::format("<{}.tests>", rules.built_in->id),
                                std::string(rules.built_in->tests))};
  }
  const std::string path = tests_beside(rules.file.name());
  Outcome<std::string> text = read_input(path, most_file_bytes);
  if (text.value) return {.value = SourceFile(path, std::move(*text.value))};
  text.problem.help = fmt::format("the tests of `{}` are expected here", rules.file.name());
  return {.problem = std::move(text.problem)};
}

void print_diagnostics(Streams io, Format format, std::span<const Diagnostic> diagnostics) {
  if (format == Format::json) {
    const nlohmann::ordered_json all{
        {"diagnostics", diagnostics_json({diagnostics.begin(), diagnostics.end()})}};
    io.err << all.dump(2) << '\n';
    return;
  }
  for (const Diagnostic& d : diagnostics) io.err << render(d);
}

Exit write_or_report(const std::string& path, std::string_view content,
                     std::span<const std::string> inputs, Existing existing, Format format,
                     Streams io) {
  const auto problem = write_output(path, content, inputs, existing);
  if (!problem) return Exit::done;
  print_diagnostics(io, format, std::span(&*problem, 1));
  return Exit::output;
}

Parsed<RuleSet> load_rules(const RulesFile& input, std::span<const PublicKey> keys) {
  Parsed<RuleSet> loaded = load_rule_set(input.file, {.read_file = read_text});
  if (!loaded.value || input.built_in != nullptr) return loaded;
  Outcome<std::string> key = trusted_signature(input.file.name(), input.file.text(), keys);
  if (key.value) {
    loaded.value->review.signed_by = *std::move(key.value);
  } else {
    loaded.diagnostics.add(std::move(key.problem));
    loaded.value.reset();
  }
  return loaded;
}

std::vector<std::string> with_files_of(const RuleSet& rules, std::vector<std::string> inputs) {
  for (const auto& file : rules.files) inputs.push_back(file->name());
  return inputs;
}

LoadedRules load_rules_or_report(const std::string& name, std::span<const std::string> trust,
                                 Format format, Streams io) {
  const auto keys = trusted_keys_or_report(trust, format, io);
  if (!keys) return {.exit = Exit::input};
  // Built-in rule sets were prepared when candor was built; their YAML is not parsed.
  if (const BuiltIn* built_in = find_built_in(name)) return {.rules = load_built_in(*built_in)};
  const Outcome<RulesFile> input = read_rules(name);
  if (!input.value) {
    print_diagnostics(io, format, std::span(&input.problem, 1));
    return {.exit = Exit::input};
  }
  Parsed<RuleSet> loaded = load_rules(*input.value, *keys);
  if (!loaded.value) {
    print_diagnostics(io, format, loaded.diagnostics.sorted());
    return {.exit = Exit::rules_invalid};
  }
  return {.rules = std::move(loaded.value)};
}

}  // namespace candor::cli
