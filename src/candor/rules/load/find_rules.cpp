// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/find_rules.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace candor {
namespace {

const BuiltIn* find_id(std::span<const BuiltIn> built_in, std::string_view id) {
  const auto found = std::find_if(built_in.begin(), built_in.end(),
                                  [&](const BuiltIn& rules) { return rules.id == id; });
  return found == built_in.end() ? nullptr : &*found;
}

Diagnostic neither_file_nor_id(const std::string& name, std::span<const BuiltIn> built_in) {
  std::vector<std::string_view> known;
  for (const BuiltIn& rules : built_in) known.push_back(rules.id);
  const std::string_view near = nearest(name, known);
  return {.code = codes::unknown_rule_set,
          .message = "this is neither a file nor a built-in rule set",
          .help = near.empty() ? fmt::format("built in: {}", fmt::join(known, ", "))
                               : fmt::format("did you mean `{}`?", near),
          .file = name};
}

}  // namespace

std::variant<RulesFile, Diagnostic> find_rules(const std::string& name, const RulesLookup& lookup) {
  if (const BuiltIn* rules = find_id(lookup.built_in, name)) return RulesFile{rules->file(), rules};
  FileText found =
      lookup.read_file ? lookup.read_file(name) : FileText{.problem = "no files can be read here"};
  if (found.text) return RulesFile{SourceFile(name, *std::move(found.text)), nullptr};
  const bool could_be_an_id = name.find_first_of("./") == std::string::npos;
  if (could_be_an_id && !found.exists) return neither_file_nor_id(name, lookup.built_in);
  return Diagnostic{
      .code = codes::unreadable_input, .message = std::move(found.problem), .file = name};
}

std::variant<RulesFile, Diagnostic> find_base(const std::string& name, const SourceFile& from,
                                              const RulesLookup& lookup) {
  std::string path = name;
  if (!find_id(lookup.built_in, name)) {
    if (!lookup.read_file)
      return Diagnostic{.code = codes::unreadable_input,
                        .message = "no other rule set can be read here"};
    path = (std::filesystem::path(from.name()).parent_path() / name).string();
    if (path == "-") path = "./-";  // a file: `-` alone is standard input to many programs
  }
  auto found = find_rules(path, lookup);
  Diagnostic* problem = std::get_if<Diagnostic>(&found);
  if (problem && problem->help.empty()) problem->help = fmt::format("looked for `{}`", path);
  return found;
}

}  // namespace candor
