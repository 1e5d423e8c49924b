// SPDX-License-Identifier: Apache-2.0
// The commands: their arguments, and the exit statuses they return.

#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace candor::cli {

/// The exit statuses of every command.
enum class Exit : std::uint8_t {
  done = 0,
  not_held = 1,       // completed, but a check failed: a test case, for example
  usage = 2,          // the arguments are wrong
  rules_invalid = 3,  // the rule set has errors
  input = 4,          // an input cannot be read or used
  output = 5,         // an output cannot be written
  verdict = 10,       // with --exit-verdict: 10 + the verdict's index in the rule set
  incomplete = 20,    // with --exit-verdict: not enough answers
  internal = 70,      // a bug in candor (EX_SOFTWARE of sysexits.h)
  system = 71,        // out of memory, or the system lacks what candor needs (EX_OSERR)
  interrupted = 130
};

/// The output streams. Standard output carries data; standard error carries diagnostics, progress
/// and the interview.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

enum class Format : std::uint8_t { text, json };
enum class Color : std::uint8_t { automatic, always, never };

/// `candor` alone: what it is, and three commands to try.
struct AboutArgs {};

/// `candor --version`: the version, the libraries and the built-in rule sets.
struct VersionArgs {};

struct OutputKind;  // cli/screen_outputs.h

/// A file to write a result to.
struct ResultFile {
  const OutputKind* kind = nullptr;
  std::string path = {};
  bool replace = false;  // a file that exists: asked for, or written for the same client
};

/// `candor screen`
struct ScreenArgs {
  std::string rules = "microneedling";
  std::vector<std::string> trust = {};  // files of public keys
  std::string answers = {};             // a file, or "-" for standard input; empty: an interview
  std::string as_of = {};               // empty: today
  std::string appointment = {};         // empty: none
  Format format = Format::text;
  Color color = Color::automatic;
  std::vector<ResultFile> files = {};  // also write the result to these, at most one of a kind
  std::string clinic = {};             // a file: the clinic named on the pages; empty: none
  std::string moved = {};              // how often the appointment has been moved; empty: never
  bool explicit_titles = false;
  std::string ref = {};  // the chart's reference; empty: none
  bool report_with_care = false;
  bool exit_verdict = false;
  bool brief = false;         // print only the first screen
  bool force = false;         // replace files that exist
  bool quick = false;         // interview: ask only what can still matter
  bool triage = false;        // interview: stop at the first reason not to treat now
  std::string save = {};      // interview: save it to this file after every answer
  std::string resume = {};    // continue the interview saved in this file
  std::string revisit = {};   // interview: the record of a client who comes back
  std::string confirm = {};   // interview: answers that a client has filled in, to read back
  std::string journal = {};   // append a line for each screening to this file
  std::string decision = {};  // with answers: a file with the practitioner's decision
};

/// The format that `candor score` writes.
enum class Rows : std::uint8_t { csv, ndjson };

/// `candor score [INTAKE]`
struct ScoreArgs {
  std::string rules = "microneedling";
  std::vector<std::string> trust = {};  // files of public keys
  std::string intake = "-";             // a file, or "-" for standard input
  std::string map = {};                 // empty: the headers are question ids
  bool suggest_map = false;             // print a draft mapping, and score nothing
  std::string output = {};              // empty or "-": standard output
  std::string rejects = {};             // empty: none
  std::string summary = {};             // empty: only on standard error
  Rows format = Rows::csv;
  std::string columns = {};  // comma-separated names; empty: the default ones
  bool append = false;
  bool full = false;
  bool for_spreadsheet = false;
  bool allow_empty = false;
  bool exit_verdict = false;     // not accepted: each row has its own verdict
  bool force = false;            // replace files that exist
  std::string max_rejects = {};  // N or P%; empty: no limit
  std::string as_of = {};        // empty: today
  std::string as_of_column = {};
  std::string delimiter = {};  // empty: detected, as are the next two
  std::string encoding = {};
  std::string header_row = {};
  std::string threads = {};     // empty: one per processor
  std::string engine = "auto";  // or "avx2", "portable", "reference"
};

/// `candor check RULES...`
struct CheckArgs {
  std::vector<std::string> rules = {};
  std::vector<std::string> trust = {};  // files of public keys
  Format format = Format::text;
  std::string as_of = {};  // empty: the day of the rule set's tests
  std::string sarif = {};  // also write SARIF to this file
  bool strict = false;     // findings make the exit status 1
  bool force = false;      // replace a file that exists
};

/// `candor test RULES...`
struct TestArgs {
  std::vector<std::string> rules = {};
  std::vector<std::string> trust = {};  // files of public keys
  Format format = Format::text;
  std::string junit = {};  // also write JUnit XML to this file
  bool coverage = false;
  std::string coverage_html = {};  // write the coverage as a page to this file
  std::string coverage_min = {};   // the lowest coverage accepted, in percent
  bool suggest = false;            // print the missing cases instead
  bool force = false;              // replace files that exist
};

/// `candor show [RULES]`
struct ShowArgs {
  std::string rules = "microneedling";
  std::vector<std::string> trust = {};  // files of public keys
  bool source = false;
  std::string html = {};  // write an HTML page to this file instead of standard output
  bool force = false;     // replace a file that exists
};

/// `candor form [RULES]`
struct FormArgs {
  enum class As : std::uint8_t { json, csv, markdown };
  std::string rules = "microneedling";
  std::vector<std::string> trust = {};  // files of public keys
  As format = As::json;
  std::string html = {};              // write an HTML page to this file instead of standard output
  std::string clinic = {};            // a file: the clinic named on the page; empty: none
  bool force = false;                 // replace a file that exists
  Format diagnostics = Format::text;  // JSON only with `--format json`
};

/// `candor page [RULES] -o FILE.html`
struct PageArgs {
  std::string rules = "microneedling";
  std::vector<std::string> trust = {};  // files of public keys
  std::string output = {};
  bool client = false;      // the client's page instead of the practitioner's
  std::string clinic = {};  // a file: the clinic named on leaflets; empty: none
  bool force = false;       // replace a file that exists
};

/// `candor verify RECORD|FOLDER|JOURNAL...`
struct VerifyArgs {
  std::vector<std::string> files = {};
  std::vector<std::string> rules = {};  // besides the built-in ones
  std::vector<std::string> trust = {};  // files of public keys
  Format format = Format::text;
};

/// `candor schema rules|tests|answers|result|map|clinic|record|journal|interview`
struct SchemaArgs {
  std::string of = {};
  std::string rules = "microneedling";  // for `answers`
};

/// `candor help [COMMAND|CODE]`
struct HelpArgs {
  std::string topic = {};  // empty: candor itself
};

using Command = std::variant<AboutArgs, VersionArgs, ScreenArgs, ScoreArgs, CheckArgs, TestArgs,
                             ShowArgs, FormArgs, PageArgs, VerifyArgs, SchemaArgs, HelpArgs>;

/// Parses the arguments. Returns an `Exit` when nothing is left to do: help or an error was
/// printed.
std::variant<Exit, Command> parse(int argc, const char* const* argv, Streams io);

/// The format that the arguments ask for, even if they cannot be parsed.
Format format_asked_for(int argc, const char* const* argv);

Exit execute(const AboutArgs& args, Streams io);
Exit execute(const VersionArgs& args, Streams io);
Exit execute(const ScreenArgs& args, Streams io);
Exit execute(const ScoreArgs& args, Streams io);
Exit execute(const CheckArgs& args, Streams io);
Exit execute(const TestArgs& args, Streams io);
Exit execute(const ShowArgs& args, Streams io);
Exit execute(const FormArgs& args, Streams io);
Exit execute(const PageArgs& args, Streams io);
Exit execute(const VerifyArgs& args, Streams io);
Exit execute(const SchemaArgs& args, Streams io);
Exit execute(const HelpArgs& args, Streams io);

}  // namespace candor::cli
