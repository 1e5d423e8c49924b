// SPDX-License-Identifier: Apache-2.0
// The only file that includes CLI11.
#include <algorithm>
#include <ostream>
#include <span>
#include <string_view>
#include <utility>
#include <variant>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "candor/base/diagnostic.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/screen_outputs.h"

namespace candor::cli {
namespace {

// Prints the texts of help.cpp, which are laid out for 80 columns, instead of CLI11's own.
class Help : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    return help_for(app->get_parent() ? app->get_name() : "");
  }
};

// An empty value is probably an unset variable in a script, not a request for the default.
const CLI::Validator not_empty(
    [](std::string& value) { return value.empty() ? "is empty" : std::string(); }, "");

// One of a few words; the message lists them.
CLI::Validator one_of(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](std::string& value) {
        if (std::find(words.begin(), words.end(), value) != words.end()) return std::string();
        return fmt::format("`{}` is not one of `{}`", value, fmt::join(words, "`, `"));
      },
      "");
}

CLI::Option* add_rules(CLI::App& command, std::string& rules) {
  return command.add_option("-r,--rules", rules)->check(not_empty);
}

// The rule set of a command, with or without `--rules`.
void add_rules_or_word(CLI::App& command, std::string& rules) {
  CLI::Option* word = command.add_option("RULES", rules);
  add_rules(command, rules)->excludes(word);
}

void add_trust(CLI::App& command, std::vector<std::string>& keys) {
  // Never takes the arguments that follow its value.
  command.add_option("--trust", keys)->check(not_empty)->allow_extra_args(false);
}

void add_format(CLI::App& command, std::string& format) {
  command.add_option("--format", format)->check(one_of({"text", "json"}));
}

Format format_of(const std::string& word) { return word == "json" ? Format::json : Format::text; }

FormArgs::As form_of(const std::string& word) {
  if (word == "csv") return FormArgs::As::csv;
  return word == "markdown" ? FormArgs::As::markdown : FormArgs::As::json;
}

Color color_of(const std::string& word) {
  if (word == "always") return Color::always;
  return word == "never" ? Color::never : Color::automatic;
}

// Suggests a command when one is mistyped.
std::string suggest_command(const CLI::App& app, const std::vector<std::string_view>& words) {
  std::vector<std::string_view> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) known.push_back(command->get_name());
  for (const std::string_view word : words) {
    if (word.starts_with('-')) continue;
    const bool right = std::find(known.begin(), known.end(), word) != known.end();
    const std::string_view near = right ? std::string_view{} : nearest(word, known);
    return near.empty() ? std::string{} : "did you mean `candor " + std::string(near) + "`?";
  }
  return {};
}

// The options among the unexpected words, without their values.
std::string unknown_options(const CLI::App& app) {
  std::string options;
  for (const std::string& word : app.remaining(true)) {
    if (word.starts_with('-')) options += " `" + word.substr(0, word.find('=')) + "`";
  }
  return options;
}

// Unexpected words may be misplaced answers, so the message does not repeat them.
std::string message_of_extras(const CLI::App& app, const std::vector<std::string_view>& words) {
  const bool command_expected = app.get_subcommands().empty();
  if (command_expected && !words.empty() && !words.front().starts_with('-'))
    return "unknown command";
  const std::string options = unknown_options(app);
  return options.empty() ? "unexpected argument" : "unknown option" + options;
}

// CLI11 prefixes the message with `OPTION: `. The message of `one_of` can do without it; "is empty"
// cannot.
std::string message_of_value(std::string_view text) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos) return std::string(text);
  const std::string message(text.substr(colon + 2));
  return message.starts_with('`') ? message
                                  : fmt::format("`{}` {}", text.substr(0, colon), message);
}

// Rewords CLI11's messages.
std::string message_of(const CLI::ParseError& e, const CLI::App& app,
                       const std::vector<std::string_view>& words) {
  const std::string text = e.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&e)) return message_of_extras(app, words);
  if (dynamic_cast<const CLI::ValidationError*>(&e)) return message_of_value(text);
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&e) && text.ends_with(" missing")) {
    return fmt::format("`{}` needs a value", text.substr(0, text.find(':')));
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&e) && text.find(" received ") != text.npos) {
    return fmt::format("`{}` is given more than once", text.substr(0, text.find(':')));
  }
  constexpr std::string_view excludes = " excludes ";
  if (const std::size_t at = text.find(excludes); at != text.npos) {
    return fmt::format("`{}` and `{}` cannot be combined", text.substr(0, at),
                       text.substr(at + excludes.size()));
  }
  if (text == "RULES is required") return "name a rule set";
  if (text == "FILES is required") return "name a record, a folder of records, or a journal";
  if (text == "OF is required") return "name a schema";
  return text;
}

Exit report(const CLI::ParseError& e, const CLI::App& app, int argc, const char* const* argv,
            Streams io) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  const auto chosen = app.get_subcommands();
  const std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
  Diagnostic d{.code = codes::wrong_usage,
               .message = message_of(e, app, words),
               .help = suggest_command(app, words)};
  if (d.help.empty()) d.help = "see `candor" + command + " --help`";
  print_diagnostics(io, format_asked_for(argc, argv), std::span(&d, 1));
  return Exit::usage;
}

}  // namespace

Format format_asked_for(int argc, const char* const* argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool next = words[i] == "--format" && i + 1 < words.size() && words[i + 1] == "json";
    if (next || words[i] == "--format=json") return Format::json;
  }
  return Format::text;
}

std::variant<Exit, Command> parse(int argc, const char* const* argv, Streams io) {
  CLI::App app("candor");
  app.formatter(std::make_shared<Help>());
  app.require_subcommand(0, 1);
  app.option_defaults()->always_capture_default(false);
  bool version = false;
  app.add_flag("-V,--version", version);

  std::string format = "text";
  std::string color = "auto";

  ScreenArgs screen;
  CLI::App& screen_command = *app.add_subcommand("screen");
  add_rules(screen_command, screen.rules);
  add_trust(screen_command, screen.trust);
  screen_command.add_option("-a,--answers", screen.answers)->check(not_empty);
  screen_command.add_option("--as-of", screen.as_of)->check(not_empty);
  screen_command.add_option("--appointment", screen.appointment)->check(not_empty);
  add_format(screen_command, format);
  screen_command.add_option("--color", color)->check(one_of({"auto", "always", "never"}));
  for (const OutputKind& kind : output_kinds()) {
    const auto add = [&](const std::string& path) {
      screen.files.push_back({.kind = &kind, .path = path});
    };
    screen_command.add_option_function<std::string>(std::string(kind.option), add)
        ->check(not_empty);
  }
  screen_command.add_option("--clinic", screen.clinic)->check(not_empty);
  screen_command.add_option("--moved", screen.moved)->check(not_empty);
  screen_command.add_flag("--explicit", screen.explicit_titles);
  screen_command.add_option("--ref", screen.ref)->check(not_empty);
  screen_command.add_flag("--report-with-care", screen.report_with_care);
  screen_command.add_flag("--exit-verdict", screen.exit_verdict);
  screen_command.add_flag("--brief", screen.brief);
  screen_command.add_flag("--force", screen.force);
  screen_command.add_flag("--quick", screen.quick);
  screen_command.add_flag("--triage", screen.triage);
  screen_command.add_option("--save", screen.save)->check(not_empty);
  screen_command.add_option("--resume", screen.resume)->check(not_empty);
  screen_command.add_option("--journal", screen.journal)->check(not_empty);
  screen_command.add_option("--decision", screen.decision)->check(not_empty);
  screen_command.add_option("--revisit", screen.revisit)->check(not_empty);
  screen_command.add_option("--confirm", screen.confirm)->check(not_empty);

  ScoreArgs score;
  std::string rows = "csv";
  CLI::App& score_command = *app.add_subcommand("score");
  score_command.add_option("INTAKE", score.intake)->check(not_empty);
  add_rules(score_command, score.rules);
  add_trust(score_command, score.trust);
  const auto score_option = [&](const char* name, std::string& value) {
    return score_command.add_option(name, value)->check(not_empty);
  };
  score_option("-o,--output", score.output);
  score_option("--map", score.map);
  score_command.add_flag("--suggest-map", score.suggest_map);
  score_option("--format", rows)->check(one_of({"csv", "ndjson"}));
  score_option("--columns", score.columns);
  score_command.add_flag("--append", score.append);
  score_command.add_flag("--full", score.full);
  score_command.add_flag("--for-spreadsheet", score.for_spreadsheet);
  score_option("--rejects", score.rejects);
  score_option("--max-rejects", score.max_rejects);
  score_command.add_flag("--allow-empty", score.allow_empty);
  score_option("--summary", score.summary);
  score_option("--as-of", score.as_of);
  score_option("--as-of-column", score.as_of_column);
  score_option("--delimiter", score.delimiter);
  score_option("--encoding", score.encoding);
  score_option("--header-row", score.header_row);
  score_option("-j,--threads", score.threads);
  score_option("--engine", score.engine)->check(one_of({"auto", "avx2", "portable", "reference"}));
  score_command.add_flag("--exit-verdict", score.exit_verdict);
  score_command.add_flag("--force", score.force);

  CheckArgs check;
  CLI::App& check_command = *app.add_subcommand("check");
  check_command.add_option("RULES", check.rules)->required()->check(not_empty);
  add_format(check_command, format);
  add_trust(check_command, check.trust);
  check_command.add_option("--as-of", check.as_of)->check(not_empty);
  check_command.add_option("--sarif", check.sarif)->check(not_empty);
  check_command.add_flag("--strict", check.strict);
  check_command.add_flag("--force", check.force);

  TestArgs test;
  CLI::App& test_command = *app.add_subcommand("test");
  test_command.add_option("RULES", test.rules)->required()->check(not_empty);
  add_format(test_command, format);
  add_trust(test_command, test.trust);
  test_command.add_option("--junit", test.junit)->check(not_empty);
  test_command.add_flag("--coverage", test.coverage);
  test_command.add_option("--coverage-html", test.coverage_html)->check(not_empty);
  test_command.add_option("--coverage-min", test.coverage_min)->check(not_empty);
  test_command.add_flag("--force", test.force);
  test_command.add_flag("--suggest", test.suggest)->excludes("--format");

  ShowArgs show;
  CLI::App& show_command = *app.add_subcommand("show");
  add_rules_or_word(show_command, show.rules);
  add_trust(show_command, show.trust);
  CLI::Option* source = show_command.add_flag("--source", show.source);
  show_command.add_option("--html", show.html)->check(not_empty)->excludes(source);
  show_command.add_flag("--force", show.force);

  FormArgs form;
  std::string form_format;
  CLI::App& form_command = *app.add_subcommand("form");
  add_rules_or_word(form_command, form.rules);
  add_trust(form_command, form.trust);
  CLI::Option* as =
      form_command.add_option("--format", form_format)->check(one_of({"json", "csv", "markdown"}));
  form_command.add_option("--html", form.html)->check(not_empty)->excludes(as);
  form_command.add_option("--clinic", form.clinic)->check(not_empty);
  form_command.add_flag("--force", form.force);

  PageArgs page;
  CLI::App& page_command = *app.add_subcommand("page");
  add_rules_or_word(page_command, page.rules);
  add_trust(page_command, page.trust);
  page_command.add_option("-o,--output", page.output)->check(not_empty);
  page_command.add_flag("--client", page.client);
  page_command.add_option("--clinic", page.clinic)->check(not_empty);
  page_command.add_flag("--force", page.force);

  VerifyArgs verify;
  CLI::App& verify_command = *app.add_subcommand("verify");
  verify_command.add_option("FILES", verify.files)->required()->check(not_empty);
  verify_command.add_option("-r,--rules", verify.rules)->check(not_empty)->allow_extra_args(false);
  add_trust(verify_command, verify.trust);
  add_format(verify_command, format);

  SchemaArgs schema;
  CLI::App& schema_command = *app.add_subcommand("schema");
  schema_command.add_option("OF", schema.of)
      ->required()
      ->check(one_of({"rules", "tests", "answers", "result", "map", "clinic", "record", "journal",
                      "interview"}));
  add_rules(schema_command, schema.rules);

  HelpArgs help;
  CLI::App& help_command = *app.add_subcommand("help");
  help_command.add_option("TOPIC", help.topic)->check(not_empty);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success&) {
    const auto chosen = app.get_subcommands();
    io.out << help_for(chosen.empty() ? std::string() : chosen.front()->get_name());
    return Exit::done;
  } catch (const CLI::ParseError& e) {
    return report(e, app, argc, argv, io);
  }

  if (version) return VersionArgs{};
  screen.format = check.format = test.format = verify.format = format_of(format);
  screen.color = color_of(color);
  for (ResultFile& file : screen.files) file.replace = screen.force;
  form.format = form_of(form_format);
  form.diagnostics = format_asked_for(argc, argv);
  score.format = rows == "ndjson" ? Rows::ndjson : Rows::csv;
  if (screen_command.parsed()) return screen;
  if (score_command.parsed()) return score;
  if (check_command.parsed()) return check;
  if (test_command.parsed()) return test;
  if (show_command.parsed()) return show;
  if (form_command.parsed()) return form;
  if (page_command.parsed()) return page;
  if (verify_command.parsed()) return verify;
  if (schema_command.parsed()) return schema;
  if (help_command.parsed()) return help;
  return AboutArgs{};
}

}  // namespace candor::cli
