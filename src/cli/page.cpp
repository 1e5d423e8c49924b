// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_file.h"

#include "cli/files.h"
#include "cli/screen.h"

namespace candor::cli {
namespace {

std::optional<Diagnostic> refuse_page(const PageArgs& args) {
  Diagnostic d{.code = codes::wrong_usage};
  if (!has_page_engine()) {
    d.message = "this candor was built without the page";
    d.help = "candor's packages have it; in a source tree, `script/page` builds it with emscripten";
  } else if (args.output.empty()) {
    d.message = "`-o` is missing";
    d.help = "`candor page -o FILE.html` names the file to write";
  } else if (args.clinic == "-") {
    d.message = "`--clinic` needs a file name: `-` is not accepted here";
    d.help = "standard input is for the rule set";
  } else {
    return std::nullopt;
  }
  return d;
}

}  // namespace

Exit execute(const PageArgs& args, Streams io) {
  if (const auto refused = refuse_page(args)) {
    print_diagnostics(io, Format::text, std::span(&*refused, 1));
    return Exit::usage;
  }
  const LoadedRules loaded = load_rules_or_report(args.rules, args.trust, Format::text, io);
  if (!loaded.rules) return loaded.exit;
  std::optional<Clinic> clinic;
  if (!read_clinic(args.clinic, Format::text, io, clinic)) return Exit::input;
  std::vector<std::string> inputs{args.rules};
  if (clinic) inputs.push_back(args.clinic);
  if (clinic && clinic->logo) inputs.push_back(logo_path(args.clinic, *clinic));
  return write_or_report(
      args.output,
      page_file(*loaded.rules, args.client ? PageFor::client : PageFor::practitioner, clinic),
      with_files_of(*loaded.rules, std::move(inputs)), existing(args.force), Format::text, io);
}

}  // namespace candor::cli
