// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/screen_outputs.h"

namespace candor::cli {
namespace {

constexpr std::string_view about_text =
    R"(candor screens candidates for a procedure from rules written in YAML.
The built-in rules screen for microneedling of acne scars. They are a draft that
no clinician has reviewed; candor lists recorded reasons and clears no one.

  candor screen                    asks, and gives a verdict with its reasons
  candor show                      the built-in rules, as a document to read
  candor check my-rules.yaml       what is wrong with rules of your own

`candor --help` lists every command.
)";

constexpr std::string_view main_help =
    R"(candor: screens candidates for a procedure from rules written in YAML

Examples
  candor screen                                asks, and prints a verdict
  candor screen --answers - --format json      answers in, result out, for programs
  candor score intake.csv -o verdicts.csv      a verdict for each row
  candor check my-rules.yaml                   every mistake, with its place
  candor test my-rules.yaml                    the cases in my-rules.tests.yaml
  candor show > rules.md                       a rule set to read and sign off

Usage: candor COMMAND [OPTIONS]

Commands
  screen    ask, or take answers, and print the result
  score     one verdict for each row of an intake file
  check     is a rule set sound: errors, with places and hints
  test      run the cases and prove the properties beside a rule set
  show      a rule set as a document, or its YAML
  form      a blank to fill in: JSON, CSV, or a page to print
  schema    JSON Schema of rules, tests, answers, results and mappings

Options
  -h, --help       this text; `candor COMMAND --help` for a command
  -V, --version    version, libraries and built-in rule sets

Exit status
  0 done    1 done, and something did not hold    2 wrong usage
  3 the rule set is invalid    4 an input cannot be read or used
  5 an output cannot be written    130 interrupted

candor informs a health-care professional, who decides. It clears no one.
)";

constexpr std::string_view screen_help_begin =
    R"(candor screen: ask, or take answers, and print the result

Examples
  candor screen                                asks one question after another
  candor screen --quick --save client.json     only what matters; kept as it goes
  candor screen --resume client.json           goes on where that stopped
  candor screen --answers intake.json          answers as JSON, nothing is asked
  candor screen --answers - --format json < intake.json
  candor screen -a intake.json --leaflet leaflet.html --report report.html
  candor screen --appointment 2027-01-22 --calendar visit.ics --ref P0042-1

Usage: candor screen [--answers FILE|-] [OPTIONS]

Options
  -a, --answers FILE|-     answers as a JSON object of question to answer; `-` is
                           standard input (`candor form` has a blank one)
      --quick              ask only what can still change verdict or earliest day
      --save FILE          keep the interview in a file after every answer,
                           readable by you alone
      --resume FILE        go on with a saved interview; with `--save` of the same
                           file it is kept there as before
  -r, --rules FILE|ID      the rule set [microneedling]
      --as-of DATE         the screening date, YYYY-MM-DD [today]
      --appointment DATE   also the verdict of that day; care is dated from it
      --format text|json   how the result is printed [text]
)";

// After the options of `output_kinds`.
constexpr std::string_view screen_help_end =
    R"(      --clinic FILE        whose pages they are: name, address, phone, logo
                           (docs/leaflet.md)
      --moved N            the appointment has been moved N times: calendars that
                           have it update it [0]
      --explicit           titles in the calendar say what is to be done; without
                           it they say nothing about health
      --ref TEXT           the chart's reference, at most 64 characters: in the
                           result and report, and what tells calendars apart
                           The files of one call are all written or none: whole,
                           readable by you alone, never over an input
      --exit-verdict       exit with 10 + the verdict's place in the rule set
                           (microneedling: 10 suitable, 11 caution, 12 defer,
                           13 refer, 14 unsuitable), 20 for not enough answers
      --color auto|always|never
                           colour only repeats what the words say [auto: on a
                           terminal, without NO_COLOR, TERM=dumb, ACCESSIBLE=1]
  -h, --help               this text

In an interview, ? explains a question, < goes back, = lists all, - is "not
known", ! finishes. Questions are asked on standard error; ACCESSIBLE=1 gives
plain lines to a screen reader. Text is laid out for COLUMNS or the terminal.
Answers never travel as options: process lists and shell histories keep them.
A blank is not a "no": what is not known stays open, and an open question that
matters never gets a go-ahead.

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the answers cannot be read or used, or end too early
  5 an output cannot be written    130 interrupted
)";

constexpr std::string_view score_help = R"(candor score: one verdict for each row of an intake file

Examples
  candor score intake.csv > verdicts.csv
  candor score intake.csv -o verdicts.csv --rejects mend.csv
  candor score export.csv --suggest-map > export.map.yaml     for other headers
  candor score export.csv --map export.map.yaml --append -o scored.csv
  candor score - --format ndjson < intake.ndjson | jq .verdict
  candor score intake.csv.gz -j 4 --columns id,verdict,reasons > verdicts.csv

Usage: candor score [INTAKE|-] [OPTIONS]

INTAKE is CSV as found in the field, or NDJSON, an object of answers a line,
compressed with gzip or not; without it, standard input. Headers are ids of questions, unless a mapping says
otherwise. What is understood is said on standard error, with a summary. Every
row comes out, in order; one that cannot be read has a problem and no verdict.

What is read
  -r, --rules FILE|ID      the rule set [microneedling]
      --map FILE           what columns and values mean (docs/mapping.md)
      --suggest-map        print a first mapping, and score nothing
      --as-of DATE         the screening date, YYYY-MM-DD [today]
      --as-of-column NAME  the column with each row's screening date
      --delimiter CHAR     `,` `;` `|` `tab` or another, when it cannot be told
      --encoding NAME      utf-8, utf-16le, utf-16be or windows-1252, likewise
      --header-row N       the line of the header, likewise
  -j, --threads N          threads that score [one for each processor]; the output
                           is the same bytes for any
      --engine auto|avx2|portable|reference
                           rows in blocks with the instructions named, or one by
                           one; the output is the same bytes [auto]

What is written
  -o, --output FILE        whole or not at all, readable by you alone [standard
                           output]
      --format csv|ndjson  a table, or a result (`candor schema result`) a line [csv]
      --columns NAMES      of the table, commas between: id, line, verdict, label,
                           settled, at_least, at_most, earliest, as_of, reasons,
                           open, not_used, problem
      --append             behind the input's columns, bytes untouched
      --full               NDJSON with care and plan
      --for-spreadsheet    no cell is run as a formula
      --rejects FILE       rejected rows as they came, to mend and score again
      --max-rejects N|P%   stop beyond that many; what was done is FILE.partial
      --allow-empty        no row scored is no failure
      --summary FILE       the summary as JSON
  -h, --help               this text

Exit status
  0 done    1 done, and rows were rejected    2 wrong usage
  3 the rule set is invalid    4 the input cannot be read or used
  5 an output cannot be written
)";

constexpr std::string_view check_help =
    R"(candor check: is a rule set sound, and what follows from it

Examples
  candor check my-rules.yaml
  candor check my-rules.yaml --strict          exit status 1 while a finding stands
  candor check my-rules.yaml --sarif my.sarif  for a code host or an editor

Usage: candor check RULES... [OPTIONS]

Mistakes of the language are reported with file, line, column and a hint. Of a
rule set without mistakes candor proves what follows, over all intakes there can
be, blanks included: rules that never apply or never decide, questions and
choices that make no difference, thresholds that leave a gap, care that nobody
can receive. Each finding comes with answers that show it, and can be accepted
in the rule set: `accept: {F103: why}`. docs/diagnostics.md and docs/findings.md
explain each code.

Options
      --as-of YYYY-MM-DD   screen on this day [that of the tests beside the rules]
      --strict             exit status 1 while a finding is not accepted
      --format text|json   how findings are printed [text]
      --sarif FILE         also write SARIF 2.1.0
  -h, --help               this text

Exit status
  0 no errors    1 with --strict: findings    2 wrong usage
  3 a rule set is invalid    4 a file cannot be read
  5 an output cannot be written
)";

constexpr std::string_view test_help =
    R"(candor test: run the cases and prove the properties beside a rule set

Examples
  candor test microneedling
  candor test my-rules.yaml                    runs my-rules.tests.yaml
  candor test my-rules.yaml --coverage         and says what the cases do not show
  candor test my-rules.yaml --suggest          the cases that are missing, to paste
  candor test my-rules.yaml --junit report.xml --coverage-min 100

Usage: candor test RULES... [OPTIONS]

Each miss shows what was wanted, what came, and the answers that differ from the
baseline. A property is proved for every possible intake, or refuted by a
smallest one, which `candor screen --answers` takes (docs/testing.md).

Options
      --format text|json   how the outcome is printed [text]
      --junit FILE         also write it as JUnit XML
      --coverage           also say what of the rule set no case shows: rules, the
                           tests that decide them, verdicts, care, questions,
                           choices; never rounded up
      --coverage-html FILE
                           the same as a page over the rule set's source
      --coverage-min PERCENT
                           less coverage than that is a failure
      --suggest            print the missing cases instead, with what candor says of
                           each today under `confirm:`, for a person to judge
  -h, --help               this text

Exit status
  0 all holds    1 a case failed or is to be confirmed, a property is not proved,
  or the coverage is too low    2 wrong usage    3 the rule set is invalid
  4 the tests cannot be read or used    5 an output cannot be written
)";

constexpr std::string_view show_help = R"(candor show: a rule set as a document to read and sign off

Examples
  candor show > microneedling.md
  candor show my-rules.yaml
  candor show --source > my-rules.yaml         a copy to make your own from
  candor show --html rules.html                to print, with links

Usage: candor show [RULES] [OPTIONS]

The document (Markdown) has the questions, the rules by verdict with their
evidence and disputes, the care, and the digest that a review signs.

Options
      --source             the YAML itself
      --html FILE          write the document as an HTML page instead: with
                           contents and links, whole, readable by you alone
  -h, --help               this text

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the rule set cannot be read    5 the output cannot be written
)";

constexpr std::string_view form_help = R"(candor form: a blank intake, to be filled in

Examples
  candor form > answers.json                   every question, each null
  candor form --format markdown                the same, with each question explained
  candor form my-rules.yaml --format csv > intake.csv
  candor form --html form.html                 to print and fill in with a pen

Usage: candor form [RULES] [OPTIONS]

The JSON is an object of question to null, which `candor screen --answers` takes
as it is, or with answers in place of null. The Markdown explains it: what each
question asks and accepts, with an example, and what a blank means. The CSV is
for many people, one a line; its second line is an invented example, to be
deleted.

Options
  -r, --rules FILE|ID      the rule set, as RULES [microneedling]
      --format json|csv|markdown
                           how the blank is printed [json]
      --html FILE          write it as an HTML page instead, to print and fill in
                           with a pen
  -h, --help               this text

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the rule set cannot be read    5 the output cannot be written
)";

constexpr std::string_view schema_help =
    R"(candor schema: JSON Schema (2020-12) of what is written and printed

Examples
  candor schema rules > rules.schema.json      for an editor
  candor schema answers                        of the built-in rule set
  candor schema answers -r my-rules.yaml

Usage: candor schema rules|tests|answers|result|map|clinic [OPTIONS]

Options
  -r, --rules FILE|ID      whose answers [microneedling]
  -h, --help               this text

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the rule set cannot be read    5 the output cannot be written
)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> texts{
    {{"", main_help},
     {"score", score_help},
     {"check", check_help},
     {"test", test_help},
     {"show", show_help},
     {"form", form_help},
     {"schema", schema_help}}};

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

std::string screen_help() {
  std::string text(screen_help_begin);
  for (const OutputKind& kind : output_kinds()) text += option_help(kind);
  return text += screen_help_end;
}

}  // namespace

std::string help_for(std::string_view command) {
  if (command == "screen") return screen_help();
  for (const auto& [name, text] : texts) {
    if (name == command) return std::string(text);
  }
  return std::string(main_help);
}

std::string_view about() noexcept { return about_text; }

}  // namespace candor::cli
