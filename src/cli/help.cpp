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

  candor screen                    ask the questions and print a verdict
  candor show                      print the built-in rules as a document
  candor check my-rules.yaml       find the mistakes in your own rules

`candor --help` lists every command.
)";

constexpr std::string_view main_help =
    R"(candor: screens candidates for a procedure from rules written in YAML

Examples
  candor screen                                ask, and print a verdict
  candor screen --answers - --format json      answers in, result out
  candor score intake.csv -o verdicts.csv      a verdict for each row of a file
  candor check my-rules.yaml                   find mistakes in a rule set
  candor test my-rules.yaml                    run the cases of a rule set
  candor show > rules.md                       a rule set to read and sign off
  candor page -o candor.html                   the interview for any browser

Usage: candor COMMAND [OPTIONS]

Commands
  screen    screen one person, by an interview or from given answers
  score     screen every row of an intake file
  check     report the errors of a rule set, and prove what follows from it
  test      run the test cases of a rule set, and prove its properties
  show      print a rule set as a document, or its YAML
  form      print a blank intake to fill in: JSON, CSV, or a page
  page      write the page: the interview in a browser, without a network
  verify    screen again what was kept, and compare; check a journal
  schema    print the JSON Schema of a file format
  help      explain a command, or a code such as E414

Options
  -h, --help       print this help; `candor COMMAND --help` for a command
  -V, --version    print the version, the libraries and the built-in rule sets

Exit status
  0 done    1 completed, but a check failed    2 wrong usage
  3 the rule set is invalid    4 an input cannot be read or used
  5 an output cannot be written    130 interrupted
  70 a bug in candor    71 out of memory, or the system lacks something

candor informs a health-care professional, who decides. It clears no one.
)";

constexpr std::string_view check_help =
    R"(candor check: report the errors of a rule set, and prove what follows from it

Examples
  candor check my-rules.yaml
  candor check my-rules.yaml --strict          exit with 1 if there are findings
  candor check my-rules.yaml --sarif my.sarif  for a code host or an editor

Usage: candor check RULES... [OPTIONS]

Errors are reported with file, line, column and a hint. For a rule set without
errors, candor looks for findings over all possible intakes, including blanks:
rules that never apply or never decide, questions and choices that make no
difference, thresholds that leave a gap, care that nobody can receive. Each
finding comes with answers that show it. You can accept it in the rule set:
`accept: {F103: why}`. docs/diagnostics.md and docs/findings.md explain each
code.

Options
      --as-of YYYY-MM-DD   the screening date [that of the rule set's tests]
      --strict             exit with 1 if a finding is not accepted
      --format text|json   how to print the findings [text]
      --sarif FILE         also write the findings as SARIF 2.1.0
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --force              replace FILE if it exists
  -h, --help               print this help

Exit status
  0 no errors    1 with --strict: findings    2 wrong usage
  3 a rule set is invalid    4 a file cannot be read
  5 an output cannot be written
)";

constexpr std::string_view test_help =
    R"(candor test: run the test cases of a rule set, and prove its properties

Examples
  candor test microneedling
  candor test my-rules.yaml                    run my-rules.tests.yaml
  candor test my-rules.yaml --coverage         also report what no case covers
  candor test my-rules.yaml --suggest          print the missing cases, to paste
  candor test my-rules.yaml --junit report.xml --coverage-min 100

Usage: candor test RULES... [OPTIONS]

A failed case shows the expected and the actual result, and the answers that
differ from the baseline. A property is proved for every possible intake, or
refuted by a smallest counterexample that `candor screen --answers` can read
(docs/testing.md).

Options
      --format text|json   how to print the outcome [text]
      --junit FILE         also write the outcome as JUnit XML
      --coverage           also report what no case covers: rules and the tests
                           that decide them, verdicts, care, questions, choices;
                           percentages are never rounded up
      --coverage-html FILE
                           write the coverage as a page over the rule set's
                           source
      --coverage-min PERCENT
                           fail if the coverage is lower
      --suggest            print the missing cases instead, with their current
                           results under `confirm:`, for a person to judge
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --force              replace files that exist
  -h, --help               print this help

Exit status
  0 everything passed    1 a case failed or is to be confirmed, a property is
  not proved, or the coverage is too low    2 wrong usage
  3 the rule set is invalid    4 the tests cannot be read or used
  5 an output cannot be written
)";

constexpr std::string_view show_help =
    R"(candor show: print a rule set as a document to read and sign off

Examples
  candor show > microneedling.md
  candor show my-rules.yaml
  candor show --source > my-rules.yaml         start your own rules from a copy
  candor show --html rules.html                to print, with links

Usage: candor show [RULES] [OPTIONS]

The document (Markdown) contains the questions, the rules by verdict with their
evidence and disputes, the care, and the digest that a review signs.

Options
      --source             print the YAML itself
      --html FILE          write the document to FILE as an HTML page instead,
                           with contents and links; completely or not at all,
                           readable only by you
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --force              replace FILE if it exists
  -h, --help               print this help

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the rule set cannot be read    5 the output cannot be written
)";

constexpr std::string_view form_help = R"(candor form: print a blank intake to fill in

Examples
  candor form > answers.json                   every question, each null
  candor form --format markdown                with each question explained
  candor form my-rules.yaml --format csv > intake.csv
  candor form --html form.html                 to print and fill in with a pen

Usage: candor form [RULES] [OPTIONS]

The JSON is an object of questions, each null, that `candor screen --answers`
reads; replace each null by an answer, or leave it. The Markdown explains it:
what each question asks and accepts, with an example, and what a blank means.
The CSV is for many people, one per line; its second line is an invented
example, to be deleted.

Options
  -r, --rules FILE|ID      the rule set, like RULES [microneedling]
      --format json|csv|markdown
                           how to print the form [json]
      --html FILE          write an HTML page to FILE instead, to print and fill
                           in with a pen
      --clinic FILE        put the name, address, phone and logo of a clinic on
                           that page (docs/leaflet.md)
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --force              replace the page if it exists
  -h, --help               print this help

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 an input cannot be read    5 the output cannot be written
)";

constexpr std::string_view page_help = R"(candor page: write the page, an interview for any browser

Examples
  candor page -o candor.html                   for the practitioner's tablet
  candor page --client -o questions.html       for the client to fill in
  candor page my-rules.yaml --clinic my.clinic.yaml -o candor.html

Usage: candor page [RULES] -o FILE.html [OPTIONS]

One file that opens without a network, and sends and stores nothing; see
docs/page.md. A client's page has her questions and no verdict; the file it
saves is for `candor screen --confirm` and for the practitioner's page.

Options
  -r, --rules FILE|ID      the rule set, like RULES [microneedling]
  -o, --output FILE        the file to write
      --client             write the client's page
      --clinic FILE        the clinic on leaflets and reports (docs/leaflet.md)
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --force              replace the file if it exists
  -h, --help               print this help

Exit status
  0 done    2 wrong usage, or candor was built without the page
  3 the rule set is invalid    4 an input cannot be read
  5 the page cannot be written
)";

constexpr std::string_view verify_help =
    R"(candor verify: screen again what was kept, and compare

Examples
  candor verify P0042.record.json
  candor verify records/ journal.ndjson        a folder of records, and a journal
  candor verify records/ -r clinic-2026.yaml --trust anna.pub

Usage: candor verify RECORD|FOLDER|JOURNAL... [OPTIONS]

A record is screened again by the rule set with its digest: one that is built
in, or given with -r. It is the same, differs (the places are named, and no
answer), or cannot be repeated. Of a folder, only what needs attention is
printed, and a summary. A journal is checked line by line; beside records, each
record has to be in it. docs/records.md says what this proves.

Options
  -r, --rules FILE|ID      a rule set to screen by; may be given again
      --trust KEY.pub      check the signatures beside the files against this
                           key; may be given again
      --format text|json   how to print the outcome [text]
  -h, --help               print this help

Exit status
  0 all is the same    1 a record differs or is not in the journal, a journal is
  broken, or a signature is wrong    2 wrong usage    3 a rule set is invalid
  4 a file cannot be read, or a record cannot be repeated
)";

constexpr std::string_view schema_help =
    R"(candor schema: print the JSON Schema (2020-12) of a file format

Examples
  candor schema rules > rules.schema.json      for an editor
  candor schema answers                        for the built-in rule set
  candor schema answers -r my-rules.yaml

Usage: candor schema rules|tests|answers|result|map|clinic|record|journal|interview
                     [OPTIONS]

Options
  -r, --rules FILE|ID      the rule set of the answers [microneedling]
  -h, --help               print this help

Exit status
  0 done    2 wrong usage    3 the rule set is invalid
  4 the rule set cannot be read    5 the output cannot be written
)";

constexpr std::string_view help_help = R"(candor help: explain a command or a code

Examples
  candor help screen                           the same as `candor screen --help`
  candor help E414                             explain a diagnostic
  candor help F103                             explain a finding of `candor check`

Usage: candor help [COMMAND|CODE] [OPTIONS]

The text about a code has an example that gives it and one that does not. All of
them are in docs/diagnostics.md and docs/findings.md.

Options
  -h, --help               print this help

Exit status
  0 done    2 no such command or code
)";

const std::array<std::pair<std::string_view, std::string_view>, 10> texts{{{"", main_help},
                                                                           {"score", score_help()},
                                                                           {"check", check_help},
                                                                           {"test", test_help},
                                                                           {"show", show_help},
                                                                           {"form", form_help},
                                                                           {"page", page_help},
                                                                           {"verify", verify_help},
                                                                           {"schema", schema_help},
                                                                           {"help", help_help}}};

}  // namespace

bool is_command(std::string_view name) noexcept {
  return name == "screen" ||
         (!name.empty() && std::any_of(texts.begin(), texts.end(),
                                       [&](const auto& text) { return text.first == name; }));
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names{"screen"};
  for (const auto& [name, text] : texts) {
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

std::string help_for(std::string_view command) {
  if (command == "screen") return screen_help();
  for (const auto& [name, text] : texts) {
    if (name == command) return std::string(text);
  }
  return std::string(main_help);
}

std::string_view about() noexcept { return about_text; }

}  // namespace candor::cli
