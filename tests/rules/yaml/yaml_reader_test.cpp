// SPDX-License-Identifier: Apache-2.0
// How candor reads input that yaml-cpp handles in surprising ways.
#include <string>

#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/yaml/yaml.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

// The tree in one line: lists in [], mappings in {}, texts in <>, nothing as ~.
std::string print(const YamlNode& node) {
  std::string out;
  switch (node.kind) {
    case YamlNode::Kind::null: return "~";
    case YamlNode::Kind::scalar: return "<" + node.text + ">";
    case YamlNode::Kind::sequence:
      for (const YamlNode& item : node.items) out += (out.empty() ? "" : " ") + print(item);
      return "[" + out + "]";
    case YamlNode::Kind::mapping:
      for (const auto& [key, value] : node.entries) {
        out += (out.empty() ? "" : " ") + key.text + ":" + print(value);
      }
      return "{" + out + "}";
  }
  return out;
}

struct Read {
  std::string tree;
  std::string problems;  // "line:column code", one after the other
};

Read read(std::string text) {
  const SourceFile file("t.yaml", std::move(text));
  Diagnostics diagnostics;
  const auto root = read_yaml(file, diagnostics);
  Read out{.tree = root ? print(*root) : "", .problems = {}};
  for (const Diagnostic& d : diagnostics.sorted()) {
    out.problems += (out.problems.empty() ? "" : ", ") + std::to_string(d.line) + ":" +
                    std::to_string(d.column) + " " + std::string(to_string(d.code));
  }
  return out;
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("YAML is read as text, lists and mappings") {
  struct Row {
    std::string text, tree;
  };
  const Row row = GENERATE(values<Row>({
      {"a: no\nb: on\nc: 1.0\nd: 010\n", "{a:<no> b:<on> c:<1.0> d:<010>}"},
      {"a: \"no\"\n", "{a:<no>}"},
      {"a: < 18\n", "{a:<< 18>}"},
      {"a: x #y\n", "{a:<x>}"},
      {"a: [1, 2]\nb: {c: d}\n", "{a:[<1> <2>] b:{c:<d>}}"},
      {"a: [1,,2]\n", "{a:[<1> ~ <2>]}"},
      {"a: [1 2]\n", "{a:[<1 2>]}"},
      {"{b:1}\n", "{b:1:~}"},
      {"a:\nb: 1\n", "{a:~ b:<1>}"},
      {"a: null\nb: ~\n", "{a:~ b:~}"},
      {"a: |\n  one\n  two\n", "{a:<one\ntwo\n>}"},
      {"a: >\n  one\n  two", "{a:<one two\n>}"},
      {"\xEF\xBB\xBF"
       "a: 1\n",
       "{a:<1>}"},
      {"a: 1\r\nb: 2\r\n", "{a:<1> b:<2>}"},
      {"a:\t1\t# tab\n", "{a:<1>}"},
      {"# c\n\t# c\n\t\na: 1\n", "{a:<1>}"},
      {"---\na: 1\n", "{a:<1>}"},
      {"---\na: 1\n...\n", "{a:<1>}"},
      {"a: 1", "{a:<1>}"},
      {"{ask: Since when?, type: x}\n", "{ask:<Since when?> type:<x>}"},
      {"a: \"why?\"\nb: [a?b]\n", "{a:<why?> b:[<a?b>]}"},
      {"a: é ü 日本\n", "{a:<é ü 日本>}"},
      {"<<: {a: 1}\n", "{<<:{a:<1>}}"},
      {"a: " + std::string(100'000, 'x') + "\n", "{a:<" + std::string(100'000, 'x') + ">}"},
      {repeat("# comment\n", 100'000) + "a: 1\n", "{a:<1>}"},
      {"a: " + repeat("[", 60) + repeat("]", 60) + "\n",
       "{a:" + repeat("[", 60) + repeat("]", 60) + "}"},
  }));
  CAPTURE(row.text.substr(0, 80));

  const Read got = read(row.text);
  CHECK(got.problems.empty());
  CHECK(got.tree == row.tree);
}

TEST_CASE("YAML that could mislead is refused, with its place") {
  struct Row {
    std::string why, text, problems;
  };
  const Row row = GENERATE(values<Row>({
      {"a repeated key", "age: 18\nb: 1\nage: 65\n", "3:1 E112"},
      {"a quote never closed", "a: \"x\nb: 3\n", "1:4 E105"},
      {"a quote never closed, without a last line end", "a: 'x\nb: 3", "1:4 E105"},
      {"a quote never closed after others that are", "a: \"x\"\nb: \"y\nc: 'z'\n", "2:4 E105"},
      {"a second document", "a: 1\n---\nb: 2\n", "3:1 E106"},
      {"a second document that is malformed", "a: 1\n---\n[\n", "4:1 E104"},
      {"a mapping after a list", "- b\na: 1\n", "2:1 E106"},
      {"a stray comma at the beginning", ",\nrules: []\n", "1:1 E106"},
      {"an anchor", "a: &x 1\n", "1:4 E107"},
      {"an alias", "a: &x 1\nb: *x\n", "1:4 E107, 2:4 E107"},
      {"a cycle", "a: &a [*a]\n", "1:4 E107, 1:8 E107"},
      {"an undefined alias", "a: *x\n", "1:4 E104"},
      {"a tag", "a: !!str 42\n", "1:4 E108"},
      {"a tag with nothing behind it", "a: !x\n", "1:4 E108"},
      {"a comparison that YAML takes for a block", "a: >= 18\n", "1:5 E104"},
      {"a colon in a plain text", "a: b: c\n", "1:5 E104"},
      {"a tab in the indentation", "a:\n\tb: 1\n", "2:1 E103"},
      {"two tabs in the indentation", "a:\n\tb: 1\n  \tc: 1\n", "2:1 E103, 3:3 E103"},
      {"a carriage return alone", "a: 1\rb: 2\r", "1:5 E113"},
      {"an escape character", "a: \x1B[31m\n", "1:4 E102"},
      {"an escape that makes one", "a: \"\\e[31m\"\n", "1:4 E102"},
      {"a zero byte", std::string("a: \0\n", 5), "1:4 E102"},
      {"a change of writing direction", "a: \u202E\n", "1:4 E102"},
      {"a C1 control", "a: \xC2\x9B\n", "1:4 E102"},
      {"bytes that are not UTF-8", "a: 1\nb: \xFF\n", "2:4 E101"},
      {"a lone surrogate", "a: \xED\xA0\x80\n", "1:4 E101"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "a\0:\0",
                   6),
       "1:1 E101"},
      {"a key that is a list", "[a]: 1\n", "1:1 E109"},
      {"a key that is nothing", "~: 1\n", "1:1 E109"},
      {"another version of YAML", "%YAML 3.0\n---\na: 1\n", "1:1 E104"},
      {"an empty file", "", "0:0 E111"},
      {"only a comment", "# nothing\n", "0:0 E111"},
      {"only a marker", "---\n", "0:0 E111"},
      {"too deep a list", "a: " + repeat("[", 65) + repeat("]", 65) + "\n", "1:67 E110"},
      {"far too deep a list", repeat("[", 1'000'000), "1:33 E110"},
      {"too deep a block", repeat("- ", 100'000) + "a\n", "1:129 E110"},
      {"too deep a key", repeat("? ", 100'000) + "a\n", "1:129 E110"},
      {"too long a key", std::string(1100, 'a') + ": 1\n", "1:1101 E104"},
      {"a bracket never closed", "a: [1, 2\nb: 3\n", "1:4 E104"},
  }));
  CAPTURE(row.why);
  CHECK(read(row.text).problems == row.problems);
}

TEST_CASE("an escape that changes the direction of writing is refused") {
  for (const std::string_view digits :
       {"202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069"}) {
    CAPTURE(digits);
    CHECK(read("a: \"\\u" + std::string(digits) + "\"\n").problems == "1:4 E102");
  }
  CHECK(read("a: \"\\u2070\"\n").problems.empty());
}

TEST_CASE("a file over 4 MiB is refused before it is parsed") {
  CHECK(read("a: " + std::string(most_file_bytes, 'x')).problems == "0:0 E110");
}

TEST_CASE("a text of one comma is read in finite time") {
  CHECK_FALSE(read(",").problems.empty());
  CHECK_FALSE(read(",,,,").problems.empty());
}

TEST_CASE("mistakes that leave the structure clear are all reported") {
  CHECK(read("a: &x 1\nb: !y 2\nb: 3\n").problems == "1:4 E107, 2:4 E108, 3:1 E112");
}

TEST_CASE("columns count characters, not bytes") {
  CHECK(read("{é: 1, é: 2}\n").problems == "1:8 E112");
  CHECK(read("{日本語: &a 1}\n").problems == "1:7 E107");
}
