// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <span>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/codes.h"
#include "candor/report/layout/code_help.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

std::string upper_case(std::string text) {
  for (char& c : text) {
    if (is_small_letter(c)) c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

// The code or command that was probably meant, or where to look for one.
std::string suggest_topic(const std::string& topic) {
  std::vector<std::string_view> known;
  for (const DiagnosticCode code : all_codes()) known.push_back(to_string(code));
  std::string_view near = nearest(upper_case(topic), known);
  if (near.empty()) near = nearest(topic, command_names());
  return near.empty() ? "`candor help` lists the commands, docs/diagnostics.md the codes"
                      : fmt::format("did you mean `candor help {}`?", near);
}

}  // namespace

Exit execute(const HelpArgs& args, Streams io) {
  if (args.topic.empty() || is_command(args.topic)) {
    io.out << help_for(args.topic);
    return Exit::done;
  }
  if (const auto code = find_code(upper_case(args.topic))) {
    io.out << code_help(*code, text_width(Stream::out), wants_color(Color::automatic, Stream::out));
    return Exit::done;
  }
  // The word is not repeated: it may be an answer typed in the wrong place.
  const Diagnostic unknown{.code = codes::wrong_usage,
                           .message = "there is no such command or code",
                           .help = suggest_topic(args.topic)};
  print_diagnostics(io, Format::text, std::span(&unknown, 1));
  return Exit::usage;
}

}  // namespace candor::cli
