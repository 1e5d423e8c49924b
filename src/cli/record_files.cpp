// SPDX-License-Identifier: Apache-2.0
#include "cli/record_files.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/random.h>

#include "candor/base/errors.h"
#include "candor/record/read_decision.h"
#include "candor/record/record.h"
#include "cli/journal_file.h"
#include "cli/output_file.h"

namespace candor::cli {
namespace {

std::string random_nonce() {
  std::array<unsigned char, 16> bytes{};
  while (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    if (errno != EINTR) throw SystemError("the system gives no random numbers");
  }
  std::string hex;
  for (const unsigned char byte : bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace

std::optional<Diagnostic> keep_screening(const ScreenArgs& args, const std::string& path,
                                         const Result& result,
                                         std::span<const std::string> inputs) {
  if (path.empty() && args.journal.empty()) return std::nullopt;
  JournalEntry entry{.at = utc_now(),
                     .rules = result.rules.digest,
                     .verdict = std::string(verdict_id(result.rules, result.screening.headline))};
  std::optional<OutputFile> file;
  if (!path.empty()) {
    const std::string text =
        record_json(
            result,
            {.candor = CANDOR_VERSION, .at = entry.at, .ref = args.ref, .nonce = random_nonce()})
            .dump(2) +
        "\n";
    Outcome<OutputFile> opened = OutputFile::open(path, inputs);
    if (!opened.value) return std::move(opened.problem);
    file = std::move(opened.value);
    if (!file->write(text)) return file->problem();
    entry.record = digest_of_bytes(text);
  }
  if (!args.journal.empty()) {
    if (auto problem = append_to_journal(args.journal, entry)) return problem;
  }
  return file ? file->commit() : std::nullopt;
}

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

}  // namespace candor::cli
