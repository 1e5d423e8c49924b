// SPDX-License-Identifier: Apache-2.0
// The command line: what was asked for, and what each command returns.

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
  not_held = 1,       // done, and something did not hold: a case failed
  usage = 2,          // the command was used wrongly
  rules_invalid = 3,  // the rule set has errors
  input = 4,          // an input cannot be read or used
  output = 5,         // an output cannot be written
  verdict = 10,       // with --exit-verdict: 10 + the verdict's place in the rule set
  incomplete = 20,    // with --exit-verdict: not enough answers
  internal = 70,      // a bug in candor (EX_SOFTWARE of sysexits.h)
  system = 71,        // out of memory, or the system lacks what candor needs (EX_OSERR)
  interrupted = 130
};

/// Where a command talks. Standard output is data, standard error is talk.
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

/// `candor screen`
struct ScreenArgs {
  std::string rules = "microneedling";
  std::string answers = {};      // a file, or "-" for standard input; empty: an interview
  std::string as_of = {};        // empty: today
  std::string appointment = {};  // empty: none
  Format format = Format::text;
  Color color = Color::automatic;
  std::string json = {};      // also write the result to this file, as JSON
  std::string leaflet = {};   // and for the client, as HTML
  std::string report = {};    // and for the chart, as HTML
  std::string clinic = {};    // whose leaflet and report they are: a file; empty: nobody's
  std::string calendar = {};  // also write the appointment to this file
  std::string moved = {};     // how often the appointment has been moved; empty: never
  bool explicit_titles = false;
  std::string ref = {};  // the chart's reference; empty: none
  bool exit_verdict = false;
  bool quick = false;       // of an interview: ask only what can still matter
  std::string save = {};    // of an interview: keep it in this file after every answer
  std::string resume = {};  // go on with the interview kept in this file
};

/// What `candor score` writes.
enum class Rows : std::uint8_t { csv, ndjson };

/// `candor score [INTAKE]`
struct ScoreArgs {
  std::string rules = "microneedling";
  std::string intake = "-";  // a file, or "-" for standard input
  std::string map = {};      // empty: headers are ids of questions
  bool suggest_map = false;  // print a first mapping, and score nothing
  std::string output = {};   // empty or "-": standard output
  std::string rejects = {};  // empty: none
  std::string summary = {};  // empty: on standard error alone
  Rows format = Rows::csv;
  std::string columns = {};  // names with commas between; empty: the usual ones
  bool append = false;
  bool full = false;
  bool for_spreadsheet = false;
  bool allow_empty = false;
  bool exit_verdict = false;     // refused: a file has no one verdict
  std::string max_rejects = {};  // N or P%; empty: no limit
  std::string as_of = {};        // empty: today
  std::string as_of_column = {};
  std::string delimiter = {};  // empty: found out, as the next two
  std::string encoding = {};
  std::string header_row = {};
  std::string threads = {};     // empty: one for each processor
  std::string engine = "auto";  // or "avx2", "portable", "reference"
};

/// `candor check RULES...`
struct CheckArgs {
  std::vector<std::string> rules = {};
  Format format = Format::text;
  std::string as_of = {};  // empty: as the tests beside the rule set
  std::string sarif = {};  // also write SARIF to this file
  bool strict = false;     // findings make the exit status 1
};

/// `candor test RULES...`
struct TestArgs {
  std::vector<std::string> rules = {};
  Format format = Format::text;
  std::string junit = {};  // also write JUnit XML to this file
  bool coverage = false;
  std::string coverage_html = {};  // write the coverage as a page to this file
  std::string coverage_min = {};   // a percentage that the coverage must reach
  bool suggest = false;            // print the missing cases instead
};

/// `candor show [RULES]`
struct ShowArgs {
  std::string rules = "microneedling";
  bool source = false;
  std::string html = {};  // write it as a page to this file; nothing on standard output then
};

/// `candor form [RULES]`
struct FormArgs {
  enum class As : std::uint8_t { json, csv, markdown };
  std::string rules = "microneedling";
  As format = As::json;
  std::string html = {};  // write it as a page to this file; nothing on standard output then
  Format diagnostics = Format::text;  // JSON only where it is asked for
};

/// `candor schema rules|tests|answers|result|map|clinic`
struct SchemaArgs {
  std::string of = {};
  std::string rules = "microneedling";  // for `answers`
};

using Command = std::variant<AboutArgs, VersionArgs, ScreenArgs, ScoreArgs, CheckArgs, TestArgs,
                             ShowArgs, FormArgs, SchemaArgs>;

/// Reads the arguments. An `Exit` when there is nothing left to do: help was printed, or an error.
std::variant<Exit, Command> parse(int argc, const char* const* argv, Streams io);

/// The format that the arguments ask for, also where they cannot be read otherwise.
Format format_asked_for(int argc, const char* const* argv);

Exit execute(const AboutArgs& args, Streams io);
Exit execute(const VersionArgs& args, Streams io);
Exit execute(const ScreenArgs& args, Streams io);
Exit execute(const ScoreArgs& args, Streams io);
Exit execute(const CheckArgs& args, Streams io);
Exit execute(const TestArgs& args, Streams io);
Exit execute(const ShowArgs& args, Streams io);
Exit execute(const FormArgs& args, Streams io);
Exit execute(const SchemaArgs& args, Streams io);

}  // namespace candor::cli
