// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "candor/base/utf8.h"
#include "candor/engine/program.h"
#include "candor/record/journal.h"
#include "candor/record/replay.h"
#include "candor/report/layout/words.h"
#include "candor/rules/built_in.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/trust.h"

namespace candor::cli {
namespace {

namespace fs = std::filesystem;
using VerifyJson = nlohmann::ordered_json;

constexpr std::size_t most_journal_bytes = std::size_t{1} << 30;
constexpr std::size_t most_pointers = 8;
constexpr std::size_t most_named = 20;  // lines of a journal

struct VerifiedRecord {
  std::string path = {};
  std::string digest = {};  // of its bytes
  Replay replay = {};
  std::string signed_by = {};
  std::optional<Diagnostic> problem = {};  // unreadable, or a wrong signature
  bool missing_in_journal = false;
  bool in_folder = false;

  bool held() const {
    return replay.outcome == Replay::Outcome::same && !problem && !missing_in_journal;
  }
};

struct VerifiedJournal {
  std::string path = {};
  JournalCheck check = {};
  std::string signed_by = {};
  std::optional<Diagnostic> problem = {};
  std::vector<std::size_t> missing_records = {};  // lines
};

/// Verifies files one after another, and then journals against records.
class Verification {
 public:
  Verification(const VerifyArgs& args, std::vector<PublicKey> keys, std::vector<Program> programs,
               Streams io)
      : args_(args), keys_(std::move(keys)), programs_(std::move(programs)), io_(io) {}

  Exit run();

 private:
  void add(const std::string& path);
  void add_folder(const std::string& path);
  void add_file(const std::string& path, const std::string& text);
  void add_record(const std::string& path, std::string_view text);
  void add_journal(const std::string& path, std::string_view text);
  std::string check_signature(const std::string& path, std::string_view text,
                              std::optional<Diagnostic>& problem);
  void compare_with_journals();
  void print_text() const;
  void print_record(const VerifiedRecord& record) const;
  void print_journal(const VerifiedJournal& journal) const;
  void print_summary() const;
  void print_json() const;
  void raise(Exit exit) { exit_ = std::max(exit_, exit); }
  void report(Diagnostic d) { problems_.push_back(std::move(d)); }
  std::string signature_words(const std::string& signed_by, bool wrong) const;

  const VerifyArgs& args_;
  std::vector<PublicKey> keys_;
  std::vector<Program> programs_;
  Streams io_;
  std::vector<VerifiedRecord> records_ = {};
  std::vector<VerifiedJournal> journals_ = {};
  std::vector<Diagnostic> problems_ = {};
  std::size_t other_files_ = 0;  // in folders
  bool folder_ = false;
  Exit exit_ = Exit::done;
};

Exit Verification::run() {
  for (const std::string& path : args_.files) add(path);
  compare_with_journals();
  if (!problems_.empty()) print_diagnostics(io_, args_.format, problems_);
  if (args_.format == Format::json) {
    print_json();
  } else {
    print_text();
  }
  return exit_;
}

void Verification::add(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return add_folder(path);
  Outcome<std::string> text = read_input(path, most_journal_bytes);
  if (!text.value) {
    raise(Exit::input);
    return report(std::move(text.problem));
  }
  add_file(path, *text.value);
}

// The records in a folder and in those inside it, in the order of their names. Other files are
// counted.
void Verification::add_folder(const std::string& path) {
  folder_ = true;
  std::error_code error;
  std::vector<std::string> names;
  for (fs::recursive_directory_iterator file(path, error), end; !error && file != end;
       file.increment(error)) {
    std::error_code unknown;
    const bool is_file = file->is_regular_file(unknown);  // reading a pipe could wait for ever
    if (is_file && file->path().extension() == ".json") names.push_back(file->path().string());
  }
  if (error) {
    raise(Exit::input);
    return report({.code = codes::unreadable_input,
                   .message = fmt::format("this cannot be read: {}", system_message(error.value())),
                   .file = path});
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    Outcome<std::string> text = read_input(name, most_file_bytes);
    if (!text.value) {
      raise(Exit::input);
      report(std::move(text.problem));
    } else if (is_record(*text.value)) {
      add_record(name, *text.value);
      records_.back().in_folder = true;
    } else {
      ++other_files_;
    }
  }
}

void Verification::add_file(const std::string& path, const std::string& text) {
  if (is_record(text)) return add_record(path, text);
  // Its first line may be cut off.
  if (text.starts_with(R"({"n":)") || text.find(R"("prev":"sha256:)") != text.npos)
    return add_journal(path, text);
  raise(Exit::input);
  report({.code = codes::not_a_record,
          .message = "this is neither a record nor a journal",
          .help = "`candor screen --record FILE` and `--journal FILE` write them",
          .file = name_of(path)});
}

std::string Verification::check_signature(const std::string& path, std::string_view text,
                                          std::optional<Diagnostic>& problem) {
  Outcome<std::string> key = trusted_signature(path, text, keys_);
  if (key.value) return *std::move(key.value);
  raise(Exit::not_held);
  problem = std::move(key.problem);
  report(*problem);
  return {};
}

void Verification::add_record(const std::string& path, std::string_view text) {
  VerifiedRecord record{.path = path, .digest = digest_of_bytes(text)};
  record.signed_by = check_signature(path, text, record.problem);
  record.replay = replay_record(text, programs_, CANDOR_VERSION);
  switch (record.replay.outcome) {
    case Replay::Outcome::same: break;
    case Replay::Outcome::differs: raise(Exit::not_held); break;
    case Replay::Outcome::other_rules:
    case Replay::Outcome::not_a_record: raise(Exit::input); break;
  }
  records_.push_back(std::move(record));
}

void Verification::add_journal(const std::string& path, std::string_view text) {
  VerifiedJournal journal{.path = path, .check = check_journal(text)};
  journal.signed_by = check_signature(path, text, journal.problem);
  if (!journal.check.held()) raise(Exit::not_held);
  journals_.push_back(std::move(journal));
}

void Verification::compare_with_journals() {
  if (journals_.empty()) return;
  std::set<std::string_view> in_journals;
  for (const VerifiedJournal& journal : journals_) {
    for (const JournalCheck::Line& line : journal.check.lines)
      in_journals.insert(line.entry.record);
  }
  std::set<std::string_view> here;
  for (VerifiedRecord& record : records_) {
    here.insert(record.digest);
    record.missing_in_journal = in_journals.count(record.digest) == 0;
    if (record.missing_in_journal) raise(Exit::not_held);
  }
  if (!folder_) return;
  for (VerifiedJournal& journal : journals_) {
    for (const JournalCheck::Line& line : journal.check.lines) {
      if (!line.entry.record.empty() && here.count(line.entry.record) == 0)
        journal.missing_records.push_back(line.number);
    }
  }
}

std::string Verification::signature_words(const std::string& signed_by, bool wrong) const {
  if (wrong) return "; its signature is wrong";
  if (!signed_by.empty()) return fmt::format("; signed with key {}", signed_by);
  return keys_.empty() ? "" : "; no signature that you trust";
}

std::string listed_pointers(const std::vector<std::string>& pointers) {
  std::string text;
  for (std::size_t i = 0; i < pointers.size() && i < most_pointers; ++i)
    text +=
        fmt::format("{}{}", i == 0 ? "" : ", ", pointers[i].empty() ? "the whole" : pointers[i]);
  if (pointers.size() > most_pointers)
    text += fmt::format(" and {} more", pointers.size() - most_pointers);
  return text;
}

std::string outcome_words(const Replay& replay, std::span<const PublicKey> keys) {
  switch (replay.outcome) {
    case Replay::Outcome::same: return "the same";
    case Replay::Outcome::differs: break;
    case Replay::Outcome::other_rules:
      return fmt::format(
          "cannot be repeated: the rule set with digest {} is not here; give it with `-r`",
          replay.digest);
    case Replay::Outcome::not_a_record: return "cannot be read: this is not a record";
  }
  std::string text = "differs in " + listed_pointers(replay.differs);
  if (keys.empty() && std::count(replay.differs.begin(), replay.differs.end(),
                                 "/result/ruleset/review/trusted") > 0)
    text += "; it says that a signature of the rules was trusted: give the key with `--trust`";
  if (replay.candor != CANDOR_VERSION && !replay.candor.empty())
    text += fmt::format("; it was not written by this version of candor, {}", CANDOR_VERSION);
  return text;
}

void Verification::print_record(const VerifiedRecord& record) const {
  io_.out << fmt::format("{}: {}{}{}\n", printable(name_of(record.path)),
                         outcome_words(record.replay, keys_),
                         record.missing_in_journal ? "; not in the journal" : "",
                         signature_words(record.signed_by, record.problem.has_value()));
}

std::string listed_lines(const std::vector<std::size_t>& lines) {
  std::string text = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < lines.size() && i < most_named; ++i)
    text += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i]);
  if (lines.size() > most_named) text += fmt::format(" and {} more", lines.size() - most_named);
  return text;
}

void Verification::print_journal(const VerifiedJournal& journal) const {
  const JournalCheck& check = journal.check;
  const std::string name = printable(name_of(journal.path));
  const auto line = [&](std::string_view text) { io_.out << fmt::format("{}: {}\n", name, text); };
  if (check.broken) {
    line(fmt::format("broken at line {}: {}{}", check.broken->line, check.broken->what,
                     signature_words(journal.signed_by, journal.problem.has_value())));
  } else {
    line(fmt::format("{} line{}, {}{}", check.last, check.last == 1 ? "" : "s",
                     check.torn_end ? "the last one cut off: a screening may be missing after it"
                                    : "each follows from the one before",
                     signature_words(journal.signed_by, journal.problem.has_value())));
  }
  if (!check.torn.empty())
    line(fmt::format("{} cut off when candor was stopped; the next one continues",
                     listed_lines(check.torn)));
  if (!journal.missing_records.empty())
    line(fmt::format("{}: the record is not among these", listed_lines(journal.missing_records)));
}

void Verification::print_summary() const {
  if (!folder_ && records_.size() < 2) return;
  const auto count = [&](Replay::Outcome outcome) {
    return std::count_if(records_.begin(), records_.end(), [&](const VerifiedRecord& record) {
      return record.replay.outcome == outcome;
    });
  };
  std::string text = fmt::format("{}: {} the same, {} differ", counted(records_.size(), "record"),
                                 count(Replay::Outcome::same), count(Replay::Outcome::differs));
  const auto add = [&](std::ptrdiff_t number, std::string_view words) {
    if (number > 0) text += fmt::format(", {} {}", number, words);
  };
  add(count(Replay::Outcome::other_rules), "cannot be repeated");
  add(count(Replay::Outcome::not_a_record), "cannot be read");
  add(std::count_if(records_.begin(), records_.end(),
                    [](const VerifiedRecord& record) { return record.missing_in_journal; }),
      "not in the journal");
  add(std::count_if(records_.begin(), records_.end(),
                    [](const VerifiedRecord& record) { return record.problem.has_value(); }),
      "with a wrong signature");
  add(static_cast<std::ptrdiff_t>(other_files_), other_files_ == 1 ? "other file" : "other files");
  io_.out << text << '\n';
}

// Of a folder, only what asks for attention.
void Verification::print_text() const {
  for (const VerifiedRecord& record : records_) {
    const bool quiet = record.held() && (keys_.empty() || !record.signed_by.empty());
    if (!quiet || !record.in_folder) print_record(record);
  }
  for (const VerifiedJournal& journal : journals_) print_journal(journal);
  print_summary();
}

VerifyJson text_or_nothing(const std::string& text) {
  return text.empty() ? VerifyJson() : VerifyJson(text);
}

std::string_view outcome_name(Replay::Outcome outcome) {
  switch (outcome) {
    case Replay::Outcome::same: return "same";
    case Replay::Outcome::differs: return "differs";
    case Replay::Outcome::other_rules: return "other_rules";
    case Replay::Outcome::not_a_record: break;
  }
  return "not_a_record";
}

void Verification::print_json() const {
  VerifyJson out{{"schema", "verify/1"}};
  out["records"] = VerifyJson::array();
  for (const VerifiedRecord& record : records_) {
    VerifyJson json{{"file", printable(name_of(record.path))},
                    {"outcome", outcome_name(record.replay.outcome)},
                    {"differs", record.replay.differs},
                    {"rules", text_or_nothing(record.replay.digest)},
                    {"digest", record.digest}};
    json["in_journal"] = journals_.empty() ? VerifyJson() : VerifyJson(!record.missing_in_journal);
    json["signed_by"] = text_or_nothing(record.signed_by);
    out["records"].push_back(std::move(json));
  }
  out["journals"] = VerifyJson::array();
  for (const VerifiedJournal& journal : journals_) {
    const JournalCheck& check = journal.check;
    VerifyJson json{{"file", printable(name_of(journal.path))}, {"lines", check.last}};
    json["broken"] = check.broken
                         ? VerifyJson{{"line", check.broken->line}, {"what", check.broken->what}}
                         : VerifyJson();
    json["torn"] = check.torn;
    json["torn_end"] = check.torn_end;
    json["missing_records"] = journal.missing_records;
    json["signed_by"] = text_or_nothing(journal.signed_by);
    out["journals"].push_back(std::move(json));
  }
  out["other_files"] = other_files_;
  io_.out << out.dump(2) << '\n';
}

// The built-in rule sets, and those of `--rules`.
Exit load_programs(const VerifyArgs& args, std::vector<Program>& programs, Streams io) {
  for (const BuiltIn& built_in : built_in_rule_sets())
    programs.emplace_back(load_built_in(built_in));
  for (const std::string& name : args.rules) {
    LoadedRules loaded = load_rules_or_report(name, args.trust, args.format, io);
    if (!loaded.rules) return loaded.exit;
    programs.emplace_back(std::move(*loaded.rules));
  }
  return Exit::done;
}

}  // namespace

Exit execute(const VerifyArgs& args, Streams io) {
  auto keys = trusted_keys_or_report(args.trust, args.format, io);
  if (!keys) return Exit::input;
  std::vector<Program> programs;
  if (const Exit exit = load_programs(args, programs, io); exit != Exit::done) return exit;
  return Verification(args, std::move(*keys), std::move(programs), io).run();
}

}  // namespace candor::cli
