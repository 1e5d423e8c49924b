// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "candor/check/checker.h"
#include "candor/rules/yaml/fields.h"

namespace candor {
namespace {

bool applies(const Screening& screening, std::size_t rule) {
  return std::any_of(screening.reasons.begin(), screening.reasons.end(),
                     [&](const Reason& reason) { return reason.rule == rule; });
}

}  // namespace

std::string Checker::list_of(const std::vector<std::size_t>& rules, std::string_view last) const {
  std::vector<std::string_view> ids;
  ids.reserve(rules.size());
  for (const std::size_t r : rules) ids.push_back(rules_.rules[r].id);
  return list_in_words(ids, last);
}

void Checker::check_rules() {
  const std::size_t count = rules_.rules.size();
  reachable_.assign(count, false);
  for (std::size_t r = 0; r < count; ++r) reachable_[r] = check_reachable(r);
  check_duplicates();
  for (std::size_t r = 0; r < count; ++r) {
    if (!reachable_[r]) continue;
    check_decisive(r);
    check_wait(r);
  }
  find_implications();
}

// Reports a rule that can never apply, or that always does; returns whether it can.
bool Checker::check_reachable(std::size_t r) {
  const Rule& rule = rules_.rules[r];
  const Subject subject{rule.id, &rule.accepted};
  if (const auto found = prover_.find({rule_formulas_.rule(r).holds})) {
    record_intake(*found);
    if (prover_.possible({!rule_formulas_.rule(r).may_hold})) return true;
    report(codes::rule_always_applies, rule.id.at, subject,
           {.message = fmt::format("rule `{}` always applies, whatever the answers", rule.id.text),
            .help = "a rule for everybody decides nothing: say when it applies"});
    return true;
  }
  // For a condition of several parts: those that cannot hold together.
  std::vector<Formula> parts;
  for (const Condition& part : rule.when.parts)
    parts.push_back(rule_formulas_.statement(part).holds);
  std::string why = "no answers satisfy its condition";
  if (rule.when.kind == Condition::Kind::all) {
    std::vector<std::string> lines;
    for (const std::size_t i : prover_.reasons(parts))
      lines.push_back(std::to_string(rule.when.parts[i].at.line));
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    if (lines.size() > 1)
      why =
          fmt::format("the conditions on lines {} cannot hold together", fmt::join(lines, " and "));
  }
  report(codes::rule_never_applies, rule.id.at, subject,
         {.message = fmt::format("rule `{}` can never apply: {}", rule.id.text, why),
          .help = "fix its condition, or remove the rule"});
  return false;
}

bool Checker::same_rule(std::size_t a, std::size_t b) {
  const Statement& x = rule_formulas_.rule(a);
  const Statement& y = rule_formulas_.rule(b);
  for (const std::size_t rule : {a, b}) {
    for (const std::size_t i : applied_in_[rule]) {
      if (!applied_[i][a] || !applied_[i][b]) return false;
    }
  }
  for (std::size_t i = 0; i < applied_.size(); ++i) {
    if (may_apply_[i][a] != may_apply_[i][b]) return false;
  }
  const auto differ = [&](Formula f, Formula g) {
    if (f == g) return false;
    for (const auto& [one, other] : {std::pair(f, g), std::pair(g, f)}) {
      if (const auto found = prover_.find({one, !other})) {
        record_intake(*found);
        return true;
      }
    }
    return false;
  };
  return !differ(x.holds, y.holds) && !differ(x.may_hold, y.may_hold);
}

void Checker::check_duplicates() {
  const std::size_t count = rules_.rules.size();
  same_as_.resize(count);
  for (std::size_t r = 0; r < count; ++r) {
    same_as_[r] = r;
    const Rule& rule = rules_.rules[r];
    if (!reachable_[r]) continue;
    for (std::size_t first = 0; first < r; ++first) {
      const Rule& other = rules_.rules[first];
      if (!reachable_[first] || other.verdict != rule.verdict || same_as_[first] != first) continue;
      if (!same_rule(first, r)) continue;
      same_as_[r] = first;
      const Subject subject{rule.id, &rule.accepted};
      const Formula holds = rule_formulas_.rule(r).holds;
      report(codes::duplicate_rule, rule.id.at, subject,
             {.message =
                  fmt::format("rule `{}` applies exactly where `{}` does, with the same verdict",
                              rule.id.text, other.id.text),
              .help = "remove one of them",
              .others = {other.id.text},
              .witness = witness(std::span(&holds, 1), codes::duplicate_rule, subject,
                                 [&](const Answers&, const Screening& screening) {
                                   return applies(screening, r) && applies(screening, first);
                                 })});
      break;
    }
  }
}

// A rule is decisive where no other rule with the same or a more restrictive verdict applies.
void Checker::check_decisive(std::size_t r) {
  const Rule& rule = rules_.rules[r];
  if (same_as_[r] != r) return;
  std::vector<Formula> alone{rule_formulas_.rule(r).holds};
  std::vector<std::size_t> others;
  for (std::size_t s = 0; s < rules_.rules.size(); ++s) {
    if (s == r || same_as_[s] == r || !reachable_[s] || rules_.rules[s].verdict < rule.verdict)
      continue;
    alone.push_back(!rule_formulas_.rule(s).holds);
    others.push_back(s);
  }
  if (const auto found = prover_.find(alone)) {
    record_intake(*found);
    return;
  }
  std::vector<std::size_t> covering;
  for (const std::size_t i : prover_.reasons(alone)) {
    if (i > 0) covering.push_back(others[i - 1]);
  }
  const Subject subject{rule.id, &rule.accepted};
  const Formula holds = rule_formulas_.rule(r).holds;
  std::vector<std::string> ids;
  ids.reserve(covering.size());
  for (const std::size_t s : covering) ids.push_back(rules_.rules[s].id.text);
  report(
      codes::rule_never_decides, rule.id.at, subject,
      {.message = fmt::format("rule `{}` never decides: where it applies, {} does too, and is at "
                              "least as restrictive",
                              rule.id.text, list_of(covering, "or")),
       .help = "remove it, or widen its condition",
       .others = ids,
       .witness = witness(std::span(&holds, 1), codes::rule_never_decides, subject,
                          [&](const Answers&, const Screening& screening) {
                            return applies(screening, r) &&
                                   std::any_of(covering.begin(), covering.end(),
                                               [&](auto s) { return applies(screening, s); });
                          })});
}

// Reports a rule that can still apply after its `until` has passed: the screening could then give
// no day on which the wait ends. A rule with `waits_for` waits for more than a day.
void Checker::check_wait(std::size_t r) {
  const Rule& rule = rules_.rules[r];
  if (!rule.until || rule.until->after_screening || !rule.waits_for.empty()) return;
  const auto classes = [&](std::size_t question, const auto& chosen) {
    const std::size_t part = space_.first_part(question);
    const IntakePart& of = space_.parts()[part];
    Formulas::Classes out;
    for (const AnswerClass& answer : of.classes) out.push_back(chosen(answer.answer));
    const IfBlank& if_blank = rules_.questions[question].if_blank;
    if (if_blank.kind == IfBlank::Kind::answer) {
      Answer blank = if_blank.answer;
      if (if_blank.ago) blank.date = minus(options_.as_of, *if_blank.ago);
      out[0] = chosen(blank);
    }
    return formulas_.in(part, std::move(out));
  };
  std::vector<Formula> all_of{rule_formulas_.rule(r).holds};
  std::vector<Formula> dated;
  for (const Until::After& after : rule.until->after) {
    const Formula over = classes(after.question, [&](const Answer& answer) {
      return answer.given() && answer.time == Answer::Time::date &&
             plus(answer.date, after.wait) <= options_.as_of;
    });
    const bool nothing = rules_.questions[after.question].if_blank.kind == IfBlank::Kind::nothing;
    const Formula adds_nothing = classes(after.question, [&](const Answer& answer) {
      return answer.given() ? answer.time == Answer::Time::never : nothing;
    });
    const Formula applies_not = !rule_formulas_.gate(after.question).may_hold;
    all_of.push_back(formulas_.any({over, adds_nothing, applies_not}));
    dated.push_back(formulas_.all({over, !applies_not}));
  }
  all_of.push_back(formulas_.any(dated));
  if (!prover_.possible(all_of)) return;
  const Subject subject{rule.id, &rule.accepted};
  report(codes::wait_ends_early, rule.id.at, subject,
         {.message = fmt::format("the wait of rule `{}` can be over while the rule still applies",
                                 rule.id.text),
          .help = "make `until` last as long as `when` holds, or use `waits_for` to say what else "
                  "must happen",
          .witness = witness(all_of, codes::wait_ends_early, subject,
                             [&](const Answers&, const Screening& screening) {
                               return std::any_of(
                                   screening.reasons.begin(), screening.reasons.end(),
                                   [&](const Reason& reason) {
                                     return reason.rule == r && !reason.earliest && !reason.ongoing;
                                   });
                             })});
}

// Most pairs are refuted by an intake found earlier, without a proof.
void Checker::find_implications() {
  const std::size_t count = rules_.rules.size();
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) {
      if (a == b || !reachable_[a] || !reachable_[b] || same_as_[a] == same_as_[b]) continue;
      const bool refuted = std::any_of(applied_in_[a].begin(), applied_in_[a].end(),
                                       [&](std::size_t intake) { return !applied_[intake][b]; });
      if (refuted) continue;
      if (const auto found =
              prover_.find({rule_formulas_.rule(a).holds, !rule_formulas_.rule(b).holds}))
        record_intake(*found);
      else
        out_.implications.emplace_back(a, b);
    }
  }
}

}  // namespace candor
