// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/help.h"
#include "cli/screen_outputs.h"

namespace candor::cli {
namespace {

constexpr std::string_view screen_help_begin =
    R"(candor screen: screen one person, by an interview or from given answers

Examples
  candor screen                                ask one question after another
  candor screen --quick --save client.json     ask only what matters, and save
  candor screen --resume client.json           continue a saved interview
  candor screen --revisit record.json          a client who comes back
  candor screen --answers intake.json          read the answers, ask nothing
  candor screen --answers - --format json < intake.json
  candor screen -a intake.json --leaflet leaflet.html --report report.html
  candor screen --appointment 2027-01-22T14:30 --calendar visit.ics --ref P0042-1

Usage: candor screen [--answers FILE|-] [OPTIONS]

Options
  -a, --answers FILE|-     read the answers from FILE, or `-` for standard
                           input: a JSON object of questions and answers
                           (`candor form` prints a blank one), or a saved
                           interview, a record or a result
      --quick              ask only what can still change the verdict or the
                           earliest day, what settles them soonest first
      --triage             the same, but stop at the first reason not to treat
                           now; another may be stricter, or last longer
      --save FILE          save the interview to FILE after every answer,
                           readable only by you
      --revisit FILE       interview a client who comes back: show what still
                           holds of the record in FILE, ask the rest, and
                           say what has changed
      --confirm FILE       interview: read back by section what a client filled
                           in (answers as JSON, or a saved interview)
      --resume FILE        continue a saved interview; give the same FILE to
                           `--save` to keep saving it
      --journal FILE       append a line about each screening to FILE, without
                           answers and without the reference
      --decision FILE      with --answers: what the practitioner decided, as JSON
  -r, --rules FILE|ID      the rule set [microneedling]
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --as-of DATE         the screening date, YYYY-MM-DD [today]
      --appointment DATE   also give the verdict for that day, and date the care
                           from it; with a time: 2027-01-22T14:30
      --format text|json   how to print the result [text]
      --brief              print only the first screen of the result
)";

// After the options of `output_kinds`.
constexpr std::string_view screen_help_end =
    R"(                           These files are written completely or not at all, all
                           or none; only you can read them. None replaces an
                           input or, without `--force`, a file that exists
      --force              replace files that exist
      --clinic FILE        put the name, address, phones and logo of a clinic on
                           the pages (docs/leaflet.md)
      --report-with-care   put the client's instructions into the report, too
      --moved N            the appointment has been moved N times; calendars
                           that have an earlier version then update it [0]
      --explicit           say in calendar titles what is to be done; without
                           it, they say nothing about health
      --ref TEXT           the chart reference, at most 64 characters; shown in
                           the result and on its pages, and part of calendar ids
      --exit-verdict       exit with 10 + the verdict's position in the rule set
                           (microneedling: 10 suitable, 11 caution, 12 defer, 13
                           refer, 14 unsuitable), or 20 if answers are missing
      --color auto|always|never
                           color the output; it only repeats what the words say
                           [auto: on a terminal, unless NO_COLOR, TERM=dumb or
                           ACCESSIBLE=1 is set]
  -h, --help               print this help

In an interview, ? explains a question, < goes back, = lists all questions, -
means "not known", and ! finishes. Questions are printed on standard error.
After the result, ? lists what can be typed: why, care, sources and plan show
the rest of it, and files can be written.
ACCESSIBLE=1 prints plain lines for screen readers. Text is wrapped to COLUMNS
or the width of the terminal.
Answers cannot be given as options, because process lists and shell histories
keep them. A blank is not a "no": what is not known stays open, and while an
open question matters, there is no go-ahead.

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the answers cannot be read or used, or end too early
  5 an output cannot be written    130 interrupted
)";

constexpr std::size_t text_column = 27;  // where the text of an option begins

std::string option_help(const OutputKind& kind) {
  std::string head = fmt::format("      {} {}", kind.option, kind.value);
  std::string text;
  std::string_view rest = kind.help;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    text += fmt::format("{:<{}}{}\n", std::exchange(head, {}), text_column, line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return text;
}

}  // namespace

std::string screen_help() {
  std::string text(screen_help_begin);
  for (const OutputKind& kind : output_kinds()) text += option_help(kind);
  return text += screen_help_end;
}

}  // namespace candor::cli
