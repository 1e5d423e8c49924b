// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/schema.h"

#include <ostream>

#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "cli/files.h"

namespace candor::cli {

Exit execute(const SchemaArgs& args, Streams io) {
  if (args.of == "rules") io.out << rules_schema();
  if (args.of == "tests") io.out << tests_schema();
  if (args.of == "result") io.out << result_schema();
  if (args.of == "map") io.out << map_schema();
  if (args.of == "clinic") io.out << clinic_schema();
  if (args.of == "record") io.out << record_schema();
  if (args.of == "journal") io.out << journal_schema();
  if (args.of == "interview") io.out << interview_schema();
  if (args.of != "answers") return Exit::done;
  const LoadedRules loaded = load_rules_or_report(args.rules, {}, Format::text, io);
  if (!loaded.rules) return loaded.exit;
  io.out << answers_schema(*loaded.rules).dump(2) << '\n';
  return Exit::done;
}

}  // namespace candor::cli
