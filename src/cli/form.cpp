// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"

#include <ostream>

#include "cli/files.h"

namespace candor::cli {

Exit execute(const FormArgs& args, Streams io) {
  const LoadedRules loaded = load_rules_or_report(args.rules, args.diagnostics, io);
  if (!loaded.rules) return loaded.exit;
  if (!args.html.empty()) {
    const std::string page = form_html(*loaded.rules, core_questions(*loaded.rules));
    return write_or_report(args.html, page, with_files_of(*loaded.rules, {args.rules}),
                           args.diagnostics, io);
  }
  switch (args.format) {
    case FormArgs::As::json: io.out << form_json(*loaded.rules); break;
    case FormArgs::As::csv: io.out << form_csv(*loaded.rules); break;
    case FormArgs::As::markdown: io.out << form_markdown(*loaded.rules); break;
  }
  return Exit::done;
}

}  // namespace candor::cli
