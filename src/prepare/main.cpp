// SPDX-License-Identifier: Apache-2.0
// A tool of the build: loads a rule set and writes it, prepared, as a C++ source file.
//
//     prepare RULES.yaml NAME VARIABLE OUTPUT.cpp
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "candor/base/diagnostic.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/rule_set_snapshot.h"

namespace {

// A string literal in pieces of a line; octal escapes of three digits end by themselves.
std::string literal(std::string_view bytes) {
  constexpr std::size_t a_line = 24;
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % a_line == 0) text += i == 0 ? "    \"" : "\"\n    \"";
    text += fmt::format("\\{:03o}", static_cast<unsigned char>(bytes[i]));
  }
  return text + "\"";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  std::ifstream input(argv[1], std::ios::binary);
  std::string yaml{std::istreambuf_iterator<char>(input), {}};
  const candor::Parsed<candor::RuleSet> loaded =
      candor::load_rule_set(candor::SourceFile(fmt::format("<{}>", argv[2]), std::move(yaml)),
                            {.read_file = {}, .built_in = {}});  // this makes the built-in ones
  if (!loaded.value) {
    for (const candor::Diagnostic& d : loaded.diagnostics.sorted()) std::cerr << candor::render(d);
    return 1;
  }
  const std::string bytes = candor::snapshot_rule_set(*loaded.value);
  std::ofstream output(argv[4], std::ios::binary);
  output << "#include <string_view>\n\nnamespace candor::embedded {\n"
         << fmt::format(
                "extern const std::string_view {0};\nconst std::string_view {0}(\n{1}, {2});\n",
                argv[3], literal(bytes), bytes.size())
         << "}\n";
  output.close();
  return output ? 0 : 1;
}
