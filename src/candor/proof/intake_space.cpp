// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/intake_space.h"

#include <algorithm>
#include <set>
#include <utility>

#include "candor/engine/answer_candidates.h"
#include "candor/engine/test_value.h"

namespace candor {
namespace {

void collect(const Condition& condition, QuestionTests& out) {
  if (condition.kind == Condition::Kind::test)
    out[condition.test.question].push_back(condition.test);
  for (const Condition& part : condition.parts) collect(part, out);
}

void collect(const std::optional<Condition>& condition, QuestionTests& out) {
  if (condition) collect(*condition, out);
}

QuestionTests tests_of(const RuleSet& rules, std::span<const Condition* const> also) {
  QuestionTests out(rules.questions.size());
  for (const NamedCondition& named : rules.conditions) collect(named.when, out);
  for (const Question& question : rules.questions) collect(question.asked_if, out);
  for (const Rule& rule : rules.rules) collect(rule.when, out);
  for (const auto& group : rules.care) {
    for (const CareItem& item : group) {
      collect(item.when, out);
      collect(item.done_when, out);
    }
  }
  for (const PlanItem& item : rules.plan) collect(item.when, out);
  for (const Condition* condition : also) collect(*condition, out);
  return out;
}

std::vector<std::vector<Duration>> waits_of(const RuleSet& rules) {
  std::vector<std::vector<Duration>> out(rules.questions.size());
  for (const Rule& rule : rules.rules) {
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) out[after.question].push_back(after.wait);
  }
  return out;
}

// The state of a group of members, as tests see it: whether any of them is in the set, and whether
// all are.
struct GroupState {
  Truth any = Truth::no;
  Truth all = Truth::no;
};

GroupState state_of(std::uint64_t members, const Answer& answer) {
  GroupState out;
  if ((answer.yes & members) != 0)
    out.any = Truth::yes;
  else
    out.any = (members & ~answer.known) == 0 ? Truth::no : Truth::open;
  if ((members & answer.known & ~answer.yes) != 0)
    out.all = Truth::no;
  else
    out.all = (members & ~answer.known) == 0 ? Truth::yes : Truth::open;
  return out;
}

Answer of_members(std::uint64_t yes, std::uint64_t known) {
  Answer out;
  out.state = Answer::State::given;
  out.yes = yes;
  out.known = known;
  return out;
}

// Answers that give a group of members each possible state. Those with known members come first,
// and the first of all has no member in the set.
std::vector<Answer> group_candidates(std::uint64_t members) {
  const std::uint64_t first = members & (~members + 1);
  return {of_members(0, members),
          of_members(first, members),
          of_members(members, members),
          of_members(0, members & ~first),
          of_members(first, first),
          of_members(members & ~first, members & ~first),
          of_members(0, 0)};
}

struct Group {
  std::uint64_t members = 0;
  bool any = false;
  bool all = false;
};

// Groups members that no test distinguishes, in the order of their first members. Members that no
// test names are left out.
std::vector<Group> groups_of(const Question& question, const std::vector<Test>& tests) {
  std::vector<std::pair<std::vector<bool>, Group>> found;
  for (std::size_t member = 0; member < question.choices.size(); ++member) {
    std::vector<bool> in;
    Group group;
    for (const Test& test : tests) {
      const auto* of = std::get_if<SetTest>(&test.of);
      if (!of) continue;
      const bool none = of->kind == SetTest::Kind::none;
      const bool has = none || (of->members >> member & 1U) != 0;
      in.push_back(has);
      if (has) (of->kind == SetTest::Kind::all ? group.all : group.any) = true;
    }
    if (!group.any && !group.all) continue;
    auto known = std::find_if(found.begin(), found.end(), [&](auto& f) { return f.first == in; });
    if (known == found.end()) known = found.insert(found.end(), {std::move(in), group});
    known->second.members |= std::uint64_t{1} << member;
  }
  std::vector<Group> out;
  out.reserve(found.size());
  for (auto& [in, group] : found) out.push_back(group);
  return out;
}

}  // namespace

IntakeSpace::IntakeSpace(const RuleSet& rules, Date as_of, std::span<const Condition* const> also,
                         bool waits)
    : rules_(&rules), as_of_(as_of), tests_(tests_of(rules, also)) {
  waits_.resize(rules.questions.size());
  if (waits) waits_ = waits_of(rules);
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    first_.push_back(parts_.size());
    if (rules.questions[q].traits().takes_several)
      add_set(q);
    else
      add_question(q);
  }
  first_.push_back(parts_.size());
}

void IntakeSpace::add_question(std::size_t question) {
  const Question& asked = rules_->questions[question];
  IntakePart part{.of = IntakePart::Of::answer, .question = question};
  part.classes.emplace_back();
  std::map<Signature, std::uint16_t> known;
  for (const Answer& answer :
       answer_candidates(asked, tests_[question], waits_[question], as_of_)) {
    const auto next = static_cast<std::uint16_t>(part.classes.size());
    const auto [entry, added] = known.try_emplace(signature(part, answer), next);
    if (added) part.classes.push_back({.answer = answer, .last = answer});
    AnswerClass& of = part.classes[entry->second];
    of.last = answer;
    if (asked.traits().has_choices) of.all.push_back(answer);
  }
  parts_.push_back(std::move(part));
  signatures_.push_back(std::move(known));
}

void IntakeSpace::add_set(std::size_t question) {
  const Question& asked = rules_->questions[question];
  const Answer none = of_members(0, all_choices(asked));
  IntakePart whether{.of = IntakePart::Of::whether_answered, .question = question};
  whether.classes.resize(2);
  whether.classes[1] = {.answer = none, .last = none};
  parts_.push_back(std::move(whether));
  signatures_.emplace_back();
  for (const Group& group : groups_of(asked, tests_[question])) {
    IntakePart part{.of = IntakePart::Of::members, .question = question, .members = group.members};
    part.tested_any = group.any;
    part.tested_all = group.all;
    std::map<Signature, std::uint16_t> known;
    for (const Answer& answer : group_candidates(group.members)) {
      const auto next = static_cast<std::uint16_t>(part.classes.size());
      if (known.try_emplace(signature(part, answer), next).second)
        part.classes.push_back({.answer = answer, .last = answer});
    }
    parts_.push_back(std::move(part));
    signatures_.push_back(std::move(known));
  }
}

IntakeSpace::Signature IntakeSpace::signature(const IntakePart& part, const Answer& answer) const {
  Signature out;
  if (part.of == IntakePart::Of::members) {
    const GroupState state = state_of(part.members, answer);
    if (part.tested_any) out += static_cast<char>(state.any);
    if (part.tested_all) out += static_cast<char>(state.all);
    return out;
  }
  const Question& asked = rules_->questions[part.question];
  for (const Test& test : tests_[part.question]) {
    out += static_cast<char>(test_value(asked, test, answer, as_of_));
  }
  for (const Duration& wait : waits_[part.question]) {
    constexpr char never = 3, ongoing = 4;
    if (answer.time == Answer::Time::never)
      out += never;
    else if (answer.time == Answer::Time::ongoing)
      out += ongoing;
    else
      out += static_cast<char>(truth(plus(answer.date, wait) <= as_of_));
  }
  return out;
}

Truth IntakeSpace::value(const Test& test, std::size_t part, std::size_t of_class) const {
  const IntakePart& of = parts_[part];
  const Answer& answer = of.classes[of_class].answer;
  if (of.of == IntakePart::Of::members) {
    const auto& set = std::get<SetTest>(test.of);
    const GroupState state = state_of(of.members, answer);
    return set.kind == SetTest::Kind::all ? state.all : state.any;
  }
  return test_value(rules_->questions[of.question], test, answer, as_of_);
}

std::vector<std::size_t> IntakeSpace::nothing_known(std::size_t question) const {
  std::vector<std::size_t> out;
  std::uint64_t tested = 0;
  for (std::size_t p = first_part(question) + 1; p < end_part(question); ++p) {
    const std::vector<AnswerClass>& classes = parts_[p].classes;
    tested |= parts_[p].members;
    std::size_t unknown = 0;
    while (unknown < classes.size() && classes[unknown].answer.known != 0) ++unknown;
    if (unknown == classes.size()) return {};
    out.push_back(unknown);
  }
  // Members that no test names may still be known.
  if (tested != all_choices(rules_->questions[question])) return {};
  return out;
}

Answers IntakeSpace::answers(const Intake& intake) const {
  Answers out = blank_answers(*rules_);
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const IntakePart& part = parts_[p];
    const Answer& answer = part.classes[intake[p]].answer;
    Answer& question = out[part.question];
    if (part.of != IntakePart::Of::members) {
      question = answer;
    } else if (question.given()) {
      question.yes = (question.yes & ~part.members) | answer.yes;
      question.known = (question.known & ~part.members) | answer.known;
    }
  }
  return out;
}

bool IntakeSpace::is_intake(const Intake& intake) const {
  for (std::size_t q = 0; q < rules_->questions.size(); ++q) {
    const std::size_t first = first_part(q);
    if (parts_[first].of != IntakePart::Of::whether_answered) continue;
    if (intake[first] == 0) {
      for (std::size_t p = first + 1; p < end_part(q); ++p) {
        if (intake[p] != 0) return false;
      }
      continue;
    }
    const std::vector<std::size_t> unknown = nothing_known(q);
    if (!unknown.empty() && std::equal(unknown.begin(), unknown.end(),
                                       intake.begin() + static_cast<std::ptrdiff_t>(first + 1)))
      return false;
  }
  return true;
}

Intake IntakeSpace::intake(const Answers& answers) const {
  Intake out = blank();
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const IntakePart& part = parts_[p];
    const Answer& answer = answers[part.question];
    if (!answer.given()) continue;
    if (part.of == IntakePart::Of::whether_answered)
      out[p] = 1;
    else
      out[p] = signatures_[p].at(signature(part, answer));
  }
  return out;
}

}  // namespace candor
