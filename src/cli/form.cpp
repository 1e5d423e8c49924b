// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"

#include <ostream>

#include "cli/files.h"
#include "cli/screen.h"

namespace candor::cli {
namespace {

std::optional<Diagnostic> refuse_form(const FormArgs& args) {
  if (args.clinic.empty()) return std::nullopt;
  Diagnostic d{.code = codes::wrong_usage};
  if (args.html.empty()) {
    d.message = "`--clinic` needs a page";
    d.help = "`--html FILE` writes one";
  } else if (args.clinic == "-") {
    d.message = "`--clinic` needs a file name: `-` is not accepted here";
    d.help = "standard input is for the rule set";
  } else {
    return std::nullopt;
  }
  return d;
}

Exit write_page(const FormArgs& args, const RuleSet& rules, Streams io) {
  std::optional<Clinic> clinic;
  if (!read_clinic(args.clinic, args.diagnostics, io, clinic)) return Exit::input;
  std::vector<std::string> inputs{args.rules};
  if (clinic) inputs.push_back(args.clinic);
  if (clinic && clinic->logo) inputs.push_back(logo_path(args.clinic, *clinic));
  return write_or_report(args.html, form_html(rules, clinic),
                         with_files_of(rules, std::move(inputs)), existing(args.force),
                         args.diagnostics, io);
}

}  // namespace

Exit execute(const FormArgs& args, Streams io) {
  if (const auto refused = refuse_form(args)) {
    print_diagnostics(io, args.diagnostics, std::span(&*refused, 1));
    return Exit::usage;
  }
  const LoadedRules loaded = load_rules_or_report(args.rules, args.trust, args.diagnostics, io);
  if (!loaded.rules) return loaded.exit;
  if (!args.html.empty()) return write_page(args, *loaded.rules, io);
  switch (args.format) {
    case FormArgs::As::json: io.out << form_json(*loaded.rules); break;
    case FormArgs::As::csv: io.out << form_csv(*loaded.rules); break;
    case FormArgs::As::markdown: io.out << form_markdown(*loaded.rules); break;
  }
  return Exit::done;
}

}  // namespace candor::cli
