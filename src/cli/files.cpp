// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "candor/report/diagnostics_json.h"

namespace candor::cli {
namespace {

// Closes on every way out; the caller closes by hand where the result matters.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }

  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

  /// False when the last of the data could not be written.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

std::string reason(int error) { return std::generic_category().message(error); }

Diagnostic problem(std::string_view code, const std::string& path, std::string message,
                   std::string help = {}) {
  return {
      .code = code, .message = std::move(message), .help = std::move(help), .file = name_of(path)};
}

// 0 on success, else errno.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// `input` may be "-": standard input can be redirected from a file.
bool same_file(const std::string& input, const struct stat& b) {
  struct stat other {};
  const int found = input == "-" ? ::fstat(STDIN_FILENO, &other) : ::stat(input.c_str(), &other);
  return found == 0 && other.st_dev == b.st_dev && other.st_ino == b.st_ino;
}

int write_directly(const std::string& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.open()) return errno;
  if (const int error = write_all(file.number(), content)) return error;
  return file.close() ? 0 : errno;
}

// Holds back the signals of an ordinary Ctrl-C or hang-up, so that none leaves a temporary file.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&set, signal);
    ::sigprocmask(SIG_BLOCK, &set, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

int replace(const std::string& path, std::string_view content) {
  const SignalsHeld held;
  std::string temporary = path + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
  if (!file.open()) return errno;
  int error = ::fchmod(file.number(), S_IRUSR | S_IWUSR) == 0 ? 0 : errno;  // whatever the umask
  if (error == 0) error = write_all(file.number(), content);
  if (error == 0 && ::fsync(file.number()) != 0) error = errno;
  if (!file.close() && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(temporary.c_str());
  return error;
}

// A symbolic link is followed, so that the file it names is replaced and not the link.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

}  // namespace

std::string name_of(const std::string& path) { return path == "-" ? "<standard input>" : path; }

bool looks_like_answers(std::string_view value) {
  const std::size_t first = value.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && value[first] == '{';
}

Outcome<std::string> read_input(const std::string& path, std::size_t limit) {
  Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) {
    return {.problem =
                problem("E901", path, fmt::format("this cannot be read: {}", reason(errno)))};
  }
  std::string text;
  std::array<char, 65536> block;
  while (text.size() <= limit) {
    const ssize_t got = ::read(file.number(), block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return {.problem =
                  problem("E901", path, fmt::format("this cannot be read: {}", reason(errno)))};
    }
    if (got == 0) break;
    text.append(block.data(), static_cast<std::size_t>(got));
  }
  return {.value = std::move(text)};
}

std::optional<Diagnostic> write_output(const std::string& path, std::string_view content,
                                       std::span<const std::string> inputs) {
  if (path == "-") {
    return problem("E902", path, "`-` is no file",
                   "name a file; `--format json` prints the result");
  }
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (exists) {
    for (const std::string& input : inputs) {
      if (!same_file(input, existing)) continue;
      return problem("E903", path, "this is an input of the same command", "name another file");
    }
  }
  const bool regular = !exists || S_ISREG(existing.st_mode);
  const int error = regular ? replace(resolved(path), content) : write_directly(path, content);
  if (error == 0) return std::nullopt;
  return problem("E902", path, fmt::format("this cannot be written: {}", reason(error)));
}

Outcome<RulesInput> read_rules(const std::string& name) {
  if (const BuiltIn* built_in = find_built_in(name)) {
    return {.value = RulesInput{SourceFile(fmt::format("<{}>", name), std::string(built_in->yaml)),
                                built_in}};
  }
  Outcome<std::string> text = read_input(name, most_file_bytes);
  if (text.value)
    return {.value = RulesInput{SourceFile(name_of(name), std::move(*text.value)), nullptr}};
  const bool could_be_an_id = name.find_first_of("./") == std::string::npos;
  if (could_be_an_id && ::access(name.c_str(), F_OK) != 0) {
    std::vector<std::string_view> known;
    for (const BuiltIn& set : built_in_rule_sets()) known.push_back(set.id);
    const std::string_view near = nearest(name, known);
    return {.problem = problem("E906", name, "this is neither a file nor a built-in rule set",
                               near.empty() ? fmt::format("built in: {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean `{}`?", near))};
  }
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

LoadedRules load_rules_or_report(const std::string& name, Format format, Streams io) {
  const Outcome<RulesInput> input = read_rules(name);
  if (!input.value) {
    print_diagnostics(io, format, std::span(&input.problem, 1));
    return {.exit = Exit::input};
  }
  if (input.value->built_in) return {.rules = load_built_in(*input.value->built_in)};
  Parsed<RuleSet> loaded = load_rule_set(input.value->file);
  if (!loaded.value) {
    print_diagnostics(io, format, loaded.diagnostics.sorted());
    return {.exit = Exit::rules_invalid};
  }
  return {.rules = std::move(loaded.value)};
}

}  // namespace candor::cli
