// SPDX-License-Identifier: Apache-2.0
// Makes what `script/bench` measures with, the same for a seed on every machine.
//
//     bench_data rules RULES COLUMNS              a rule set over COLUMNS questions, as YAML
//     bench_data sql RULES COLUMNS IN OUT         the same rules as a query of DuckDB
//     bench_data miller RULES COLUMNS             and as an expression of Miller
//     bench_data intake ROWS COLUMNS              answers to them, as CSV
//     bench_data microneedling ROWS [HEADERS]     answers to the built-in rules; other headers

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "bench_answers.h"
#include "candor/base/date.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"

using candor::bench::answer;
using candor::bench::Random;

namespace {

constexpr std::string_view words[] = {"none",   "mild",    "moderate", "severe",
                                      "recent", "treated", "unclear",  "chronic"};

// Every third question is a number from 0 to 99, the others are choices of 3 to 8 words.
bool is_number(std::size_t question) { return question % 3 == 2; }
std::size_t choices(std::size_t question) { return 3 + question * 5 % 6; }
std::string name(std::size_t question) { return fmt::format("q{:02}", question + 1); }

// A rule: any of some terms, each all of some tests.
struct Test {
  std::size_t question = 0;
  std::vector<std::size_t> words = {};  // of a choice
  int at_least = -1, under = -1;        // of a number
};
struct Rule {
  std::string id = {};
  std::size_t verdict = 0;  // 1 defer, 2 unsuitable
  std::vector<std::vector<Test>> terms = {};
};

std::vector<Rule> make_rules(std::size_t count, std::size_t questions) {
  Random random(60);
  std::vector<Rule> rules;
  for (std::size_t r = 0; r < count; ++r) {
    Rule rule{.id = fmt::format("rule-{:03}", r + 1), .verdict = 1 + random.below(2)};
    const std::size_t window = random.below(questions);
    for (std::size_t t = 1 + random.below(3); t > 0; --t) {
      std::vector<Test>& term = rule.terms.emplace_back();
      for (std::size_t n = 2 + random.below(2); n > 0; --n) {
        Test test{.question = (window + random.below(6)) % questions};
        bool twice = false;
        for (const Test& other : term) twice = twice || other.question == test.question;
        if (twice) continue;
        if (is_number(test.question)) {
          if (random.percent(50))
            test.at_least = static_cast<int>(70 + random.below(25));
          else
            test.under = static_cast<int>(5 + random.below(20));
        } else {
          const std::size_t all = choices(test.question);
          test.words.push_back(1 + random.below(all - 1));
          const std::size_t other = 1 + random.below(all - 1);
          if (other != test.words.front()) test.words.push_back(other);
        }
        term.push_back(test);
      }
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

void print_rules(const std::vector<Rule>& rules, std::size_t questions) {
  fmt::print(
      "candor: 1\nid: bench\nversion: 1.0.0\ntitle: Rules to measure with\nlanguage: en\n"
      "intended_use: For measuring.\nreview: {{status: draft}}\nverdicts:\n"
      "  suitable: {{label: No recorded reason to wait, proceed: now}}\n"
      "  defer: {{label: Not yet, proceed: later}}\n"
      "  unsuitable: {{label: Not suitable, proceed: no}}\nquestions:\n");
  for (std::size_t q = 0; q < questions; ++q) {
    if (is_number(q)) {
      fmt::print("  {}: {{type: number, unit: years, min: 0, max: 99, ask: How much?}}\n", name(q));
      continue;
    }
    fmt::print("  {}: {{type: choice, ask: Which?, choices: {{", name(q));
    for (std::size_t c = 0; c < choices(q); ++c)
      fmt::print("{}{}: Word {}", c == 0 ? "" : ", ", words[c], c);
    fmt::print("}}}}\n");
  }
  fmt::print("rules:\n");
  for (const Rule& rule : rules) {
    fmt::print("  {}:\n    when:\n      any:\n", rule.id);
    for (const auto& term : rule.terms) {
      std::string sep = "        - {";
      for (const Test& test : term) {
        fmt::print("{}{}: ", sep, name(test.question));
        sep = ", ";
        if (test.at_least >= 0)
          fmt::print("{{at_least: {}}}", test.at_least);
        else if (test.under >= 0)
          fmt::print("{{under: {}}}", test.under);
        else if (test.words.size() == 1)
          fmt::print("{}", words[test.words[0]]);
        else
          fmt::print("[{}, {}]", words[test.words[0]], words[test.words[1]]);
      }
      fmt::print("}}\n");
    }
    fmt::print("    verdict: {}\n    because: For measuring.\n    strength: convention\n",
               rule.verdict == 1 ? "defer" : "unsuitable");
  }
}

std::string condition(const Rule& rule, std::string_view variable, std::string_view equal,
                      std::string_view both, std::string_view either) {
  std::string out;
  for (const auto& term : rule.terms) {
    out += out.empty() ? "(" : fmt::format(" {} (", either);
    std::string sep;
    for (const Test& test : term) {
      const std::string of = fmt::format(fmt::runtime(variable), name(test.question));
      out += sep;
      sep = fmt::format(" {} ", both);
      // Miller compares what is empty as a text.
      const std::string there = equal == "=" ? "" : fmt::format("is_not_empty({}) && ", of);
      if (test.at_least >= 0)
        out += fmt::format("{}{} >= {}", there, of, test.at_least);
      else if (test.under >= 0)
        out += fmt::format("{}{} < {}", there, of, test.under);
      else
        for (std::size_t i = 0; i < test.words.size(); ++i) {
          out += i == 0 ? "(" : fmt::format(" {} ", either);
          out += fmt::format("{} {} {}{}{}", of, equal, equal == "=" ? '\'' : '"',
                             words[test.words[i]], equal == "=" ? '\'' : '"');
          if (i + 1 == test.words.size()) out += ")";
        }
    }
    out += ")";
  }
  return out;
}

void print_sql(const std::vector<Rule>& rules, std::size_t questions, std::string_view in,
               std::string_view out) {
  std::string columns = "'id': 'VARCHAR'";
  for (std::size_t q = 0; q < questions; ++q)
    columns += fmt::format(", '{}': '{}'", name(q), is_number(q) ? "INTEGER" : "VARCHAR");
  columns += ", 'notes': 'VARCHAR'";
  fmt::print("COPY (\n  WITH r AS (\n    SELECT id");
  for (const Rule& rule : rules)
    fmt::print(",\n      ({}) AS \"{}\"", condition(rule, "{}", "=", "AND", "OR"), rule.id);
  fmt::print(
      "\n    FROM read_csv('{}', header = true, columns = {{{}}})\n  )\n  SELECT id,\n    CASE", in,
      columns);
  const auto any = [&](std::size_t verdict, std::string_view what) {
    std::string text;
    for (const Rule& rule : rules) {
      if (verdict != 0 && rule.verdict != verdict) continue;
      text += fmt::format("{}\"{}\" {}", text.empty() ? "" : " OR ", rule.id, what);
    }
    return text;
  };
  fmt::print("\n      WHEN {} THEN 'unsuitable'\n      WHEN {} THEN 'defer'", any(2, "IS TRUE"),
             any(1, "IS TRUE"));
  fmt::print("\n      WHEN {} THEN 'incomplete'\n      ELSE 'suitable' END AS verdict,\n",
             any(0, "IS NULL"));
  fmt::print("    concat_ws(';'");
  for (const std::size_t verdict : {std::size_t{2}, std::size_t{1}}) {
    for (const Rule& rule : rules) {
      if (rule.verdict == verdict)
        fmt::print(",\n      CASE WHEN \"{}\" THEN '{}' END", rule.id, rule.id);
    }
  }
  fmt::print(") AS reasons\n  FROM r\n) TO '{}' (HEADER, DELIMITER ',');\n", out);
}

// Miller has no third truth value: the expression gives reasons alone.
void print_miller(const std::vector<Rule>& rules) {
  fmt::print("$reasons = \"\";\n");
  for (const std::size_t verdict : {std::size_t{2}, std::size_t{1}}) {
    for (const Rule& rule : rules) {
      if (rule.verdict != verdict) continue;
      fmt::print("if ({}) {{$reasons .= \"{};\"}}\n", condition(rule, "${}", "==", "&&", "||"),
                 rule.id);
    }
  }
}

void print_intake(std::size_t rows, std::size_t questions) {
  Random random(5);
  std::string line = "id";
  for (std::size_t q = 0; q < questions; ++q) line += "," + name(q);
  line += ",notes\n";
  for (std::size_t i = 0; i < rows; ++i) {
    line += fmt::format_int(1'000'000 + i).c_str();
    for (std::size_t q = 0; q < questions; ++q) {
      line += ',';
      if (random.percent(2)) continue;
      if (is_number(q)) {
        const std::uint64_t usual = 30 + random.below(35);
        line += fmt::format_int(random.percent(90) ? usual : random.below(100)).c_str();
      } else {
        line += random.percent(88) ? words[0] : words[random.below(choices(q))];
      }
    }
    if (random.percent(1))
      line += ",\"seen twice, \"\"stable\"\"\nno change\"";
    else
      line += random.percent(30) ? ",stable" : ",";
    line += '\n';
    if (line.size() > 1 << 16) {
      std::fwrite(line.data(), 1, line.size(), stdout);
      line.clear();
    }
  }
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void print_microneedling(std::size_t rows, bool other_headers) {
  using namespace candor;
  const RuleSet rules = load_built_in(*find_built_in("microneedling"));
  Random random(7);
  std::string line = "id";
  for (const Question& question : rules.questions)
    line += "," + std::string(other_headers ? "The " : "") + question.id.text;
  line += '\n';
  const Date as_of = *parse_date("2026-11-22");
  for (std::size_t i = 0; i < rows; ++i) {
    line += fmt::format_int(1'000'000 + i).c_str();
    for (const Question& question : rules.questions) {
      line += ',';
      line += answer(random, question, as_of);
    }
    line += '\n';
    if (line.size() > 1 << 16) {
      std::fwrite(line.data(), 1, line.size(), stdout);
      line.clear();
    }
  }
  std::fwrite(line.data(), 1, line.size(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> args(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) {
    return args.size() > i ? std::strtoull(argv[i + 1], nullptr, 10) : 0;
  };
  const std::string_view what = args.empty() ? "" : args[0];
  if (what == "rules") {
    print_rules(make_rules(number(1), number(2)), number(2));
  } else if (what == "sql" && args.size() == 5) {
    print_sql(make_rules(number(1), number(2)), number(2), args[3], args[4]);
  } else if (what == "miller") {
    print_miller(make_rules(number(1), number(2)));
  } else if (what == "intake") {
    print_intake(number(1), number(2));
  } else if (what == "microneedling") {
    print_microneedling(number(1), args.size() > 2);
  } else {
    std::cerr << "bench_data: what to make?\n";
    return 2;
  }
  return 0;
}
