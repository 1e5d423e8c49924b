// SPDX-License-Identifier: Apache-2.0
#include <ostream>

#include "candor/report/document/rule_set_document.h"
#include "cli/files.h"
#include "cli/trust.h"

namespace candor::cli {

Exit execute(const ShowArgs& args, Streams io) {
  const Outcome<RulesFile> input = read_rules(args.rules);
  if (!input.value) {
    print_diagnostics(io, Format::text, std::span(&input.problem, 1));
    return Exit::input;
  }
  // The source is printed as it is, even if it has errors.
  if (args.source) {
    io.out << input.value->file.text();
    return Exit::done;
  }
  const auto keys = trusted_keys_or_report(args.trust, Format::text, io);
  if (!keys) return Exit::input;
  const Parsed<RuleSet> loaded = load_rules(*input.value, *keys);
  if (!loaded.value) {
    print_diagnostics(io, Format::text, loaded.diagnostics.sorted());
    return Exit::rules_invalid;
  }
  if (!args.html.empty()) {
    return write_or_report(args.html, rule_set_html(*loaded.value),
                           with_files_of(*loaded.value, {args.rules}), existing(args.force),
                           Format::text, io);
  }
  io.out << rule_set_markdown(*loaded.value);
  return Exit::done;
}

}  // namespace candor::cli
