// SPDX-License-Identifier: Apache-2.0
// Compares the prover with z3, which gets answers as numbers and knows nothing of classes.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/smt.h"

namespace candor {
namespace {

constexpr Date leap_day = std::chrono::sys_days{std::chrono::year{2024} / 2 / 29};

struct Asked {
  std::string about = {};
  bool possible = false;  // according to the prover
};

// A question for z3, in its own frame.
std::string ask(const std::vector<std::string>& all_of) {
  std::string out = "(push)\n";
  for (const std::string& one : all_of) out += fmt::format("(assert {})\n", one);
  return out + "(check-sat)\n(pop)\n";
}

void ask_about_rules(const RuleSet& rules, std::size_t set, std::string& script,
                     std::vector<Asked>& asked) {
  const IntakeSpace space(rules, leap_day);
  Formulas formulas;
  const RuleFormulas said(space, formulas);
  Prover prover(space, formulas);
  script += testing::smt_script(rules, leap_day);
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    const std::string about = fmt::format("set {}, rule {}", set, r);
    const Formula holds = said.rule(r).holds;
    const std::string t = fmt::format("t_rule_{}", r), p = fmt::format("p_rule_{}", r);
    script += ask({t});
    asked.push_back({about + " applies", prover.possible({holds})});
    script += ask({p, fmt::format("(not {})", t)});
    asked.push_back({about + " is open", prover.possible({said.rule(r).may_hold, !holds})});
    script += ask({fmt::format("(not {})", p)});
    asked.push_back({about + " applies not", prover.possible({!said.rule(r).may_hold})});
    std::vector<Formula> alone{holds};
    std::vector<std::string> alone_too{t};
    for (std::size_t s = 0; s < rules.rules.size(); ++s) {
      if (s == r || rules.rules[s].verdict < rules.rules[r].verdict) continue;
      alone.push_back(!said.rule(s).holds);
      alone_too.push_back(fmt::format("(not t_rule_{})", s));
    }
    script += ask(alone_too);
    asked.push_back({about + " decides", prover.possible(alone)});
  }
  script += "(reset)\n";
}

}  // namespace

TEST_CASE("proof: z3 agrees") {
  REQUIRE(std::system("z3 --version >/dev/null") == 0);
  const std::size_t sets = testing::rule_sets(300);
  testing::Random random(11);
  std::string script;
  std::vector<Asked> asked;
  for (std::size_t set = 0; set < sets; ++set) {
    const auto loaded =
        load_rule_set(SourceFile("generated.yaml", testing::generate_rule_set(random).yaml()));
    REQUIRE(loaded.value);
    ask_about_rules(*loaded.value, set, script, asked);
  }

  const auto folder = std::filesystem::temp_directory_path() /
                      fmt::format("candor-z3-{}", std::filesystem::hash_value(CANDOR_SOURCE_DIR));
  std::filesystem::create_directories(folder);
  const auto file = folder / "script.smt2", answers = folder / "answers";
  std::ofstream(file) << script;
  const std::string command = fmt::format("z3 {} > {}", file.string(), answers.string());
  REQUIRE(std::system(command.c_str()) == 0);
  std::ifstream in(answers);
  std::size_t impossible = 0;
  for (const Asked& one : asked) {
    CAPTURE(one.about);
    std::string word;
    in >> word;
    REQUIRE((word == "sat" || word == "unsat"));
    CHECK((word == "sat") == one.possible);
    impossible += one.possible ? 0 : 1;
  }
  CHECK(impossible > asked.size() / 100);
  std::filesystem::remove_all(folder);
}

}  // namespace candor
