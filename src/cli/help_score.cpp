// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

namespace candor::cli {

std::string_view score_help() noexcept {
  return R"(candor score: screen every row of an intake file

Examples
  candor score intake.csv > verdicts.csv
  candor score intake.csv -o verdicts.csv --rejects fix.csv
  candor score export.csv --suggest-map > export.map.yaml     for other headers
  candor score export.csv --map export.map.yaml --append -o scored.csv
  candor score - --format ndjson < intake.ndjson | jq .verdict
  candor score intake.csv.gz -j 4 --columns id,verdict,reasons > verdicts.csv

Usage: candor score [INTAKE|-] [OPTIONS]

INTAKE is a CSV file as spreadsheets and databases export it, or NDJSON (a JSON
object per line), compressed with gzip or not; without it, candor reads standard
input. Headers are question ids, unless a mapping says otherwise. How the file
was read is printed on standard error, with a summary. The output has a row for
every row of the input, in the same order; a row that cannot be read gets a
problem instead of a verdict.

Input
  -r, --rules FILE|ID      the rule set [microneedling]
      --trust KEY.pub      a key whose signatures you trust (docs/records.md);
                           may be given again
      --map FILE           what the columns and values mean (docs/mapping.md)
      --suggest-map        print a draft mapping instead of scoring
      --as-of DATE         the screening date, YYYY-MM-DD [today]
      --as-of-column NAME  the column that holds each row's screening date
      --delimiter CHAR     `,` `;` `|` `tab` or another character [detected]
      --encoding NAME      utf-8, utf-16le, utf-16be or windows-1252 [detected]
      --header-row N       the line number of the header [detected]
  -j, --threads N          how many threads to use [one per processor]; the
                           output is the same for any number
      --engine auto|avx2|portable|reference
                           how to compute the verdicts: in blocks with these
                           instructions, or row by row (reference); the output
                           is the same [auto]

Output
  -o, --output FILE        write to FILE, completely or not at all, readable
                           only by you [standard output]
      --format csv|ndjson  a table, or a result (`candor schema result`) per
                           line [csv]
      --columns NAMES      the columns of the table, separated by commas: id,
                           line, verdict, label, settled, at_least, at_most,
                           earliest, as_of, reasons, open, not_used, problem
      --append             append them to the input's columns, which stay as
                           they are
      --full               NDJSON with care and plan
      --for-spreadsheet    keep spreadsheets from running cells as formulas
      --rejects FILE       write the rejected rows unchanged, to fix and score
                           again
      --max-rejects N|P%   stop after more rejected rows than that; the rows so
                           far are kept in FILE.partial
      --allow-empty        succeed even if no row is scored
      --summary FILE       write the summary as JSON
      --force              replace files that exist
  -h, --help               print this help

Exit status
  0 done    1 completed, but rows were rejected    2 wrong usage
  3 the rule set is invalid    4 the input cannot be read or used
  5 an output cannot be written
)";
}

}  // namespace candor::cli
