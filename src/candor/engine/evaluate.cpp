// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>

#include "candor/engine/code.h"
#include "candor/engine/program.h"

namespace candor {
namespace {

Truth test_number(const NumberTest& test, Decimal number) {
  const Bounds<Decimal>& b = test.bounds;
  return truth((!test.equal || number == *test.equal) && (!b.under || number < *b.under) &&
               (!b.over || number > *b.over) && (!b.at_least || number >= *b.at_least) &&
               (!b.at_most || number <= *b.at_most));
}

// `never` is infinitely long ago; `ongoing` is the day itself.
Truth test_time(const Bounds<Duration>& b, const Answer& answer, Date day) {
  if (answer.time == Answer::Time::never) return truth(!b.under && !b.at_most);
  const Date date = answer.time == Answer::Time::ongoing ? day : answer.date;
  const auto at_least = [&](Duration d) { return plus(date, d) <= day; };
  const auto over = [&](Duration d) { return plus(date, d) < day; };
  return truth((!b.under || !at_least(*b.under)) && (!b.over || over(*b.over)) &&
               (!b.at_least || at_least(*b.at_least)) && (!b.at_most || !over(*b.at_most)));
}

Truth test_answer(const Program::Code& code, const Node& node, const Answer& answer, Date day) {
  switch (node.op) {
    case Node::Op::choice: return truth((answer.yes & node.bits) != 0);
    case Node::Op::yes_no: return truth(answer.yes == node.bits);
    case Node::Op::set_none: {
      if (answer.yes != 0) return Truth::no;
      const std::size_t members = code.rules.questions[node.question].choices.size();
      const std::uint64_t every = ~std::uint64_t{0} >> (most_choices - members);
      return answer.known == every ? Truth::yes : Truth::open;
    }
    case Node::Op::set_any:
      if ((answer.yes & node.bits) != 0) return Truth::yes;
      return (node.bits & ~answer.known) == 0 ? Truth::no : Truth::open;
    case Node::Op::set_all:
      if ((node.bits & answer.known & ~answer.yes) != 0) return Truth::no;
      return (node.bits & ~answer.known) == 0 ? Truth::yes : Truth::open;
    case Node::Op::number: return test_number(code.numbers[node.first], answer.number);
    case Node::Op::time_bounds: return test_time(code.times[node.first], answer, day);
    case Node::Op::time_never: return truth(answer.time == Answer::Time::never);
    case Node::Op::time_ongoing: return truth(answer.time == Answer::Time::ongoing);
    case Node::Op::all:
    case Node::Op::any:
    case Node::Op::negation: break;
  }
  return Truth::open;
}

// One evaluation: the answers, and the day they are looked at on.
class Evaluation {
 public:
  Evaluation(const Program::Code& code, const Answers& answers, Date as_of, Screening& out)
      : code_(code), rules_(code.rules), given_(answers), as_of_(as_of), scratch_(out.scratch) {
    assert(answers.size() == rules_.questions.size());
    fill_blanks();
  }

  void look_on(Date day) {
    day_ = day;
    scratch_.nodes.resize(code_.nodes.size());
    for (std::size_t i = 0; i < code_.nodes.size(); ++i) {
      scratch_.nodes[i] = value_of(code_.nodes[i]);
    }
    headline_ = headline();
  }

  const Headline& verdict() const { return headline_; }

  Truth value(std::uint32_t node) const {
    return node == no_node ? Truth::yes : scratch_.nodes[node];
  }

  bool applies(std::uint32_t rule) const { return value(code_.rule[rule]) == Truth::yes; }

  bool matters(std::uint32_t rule) const {
    if (value(code_.rule[rule]) != Truth::open) return false;
    const std::size_t verdict = rules_.rules[rule].verdict;
    const Proceed at_least = proceed(headline_.at_least);
    return verdict > headline_.at_least || at_least == Proceed::now ||
           (at_least == Proceed::later && proceed(verdict) == Proceed::later);
  }

  Proceed proceed(std::size_t verdict) const { return rules_.verdicts[verdict].proceed; }

  /// The questions whose answers, or blanks, give a node its value; sorted.
  const std::vector<std::uint16_t>& explain(std::uint32_t root) {
    begin_walk();
    visit(root);
    while (!scratch_.stack.empty()) {
      const std::uint32_t index = scratch_.stack.back();
      scratch_.stack.pop_back();
      explain_node(index);
    }
    std::sort(scratch_.found.begin(), scratch_.found.end());
    const auto end = std::unique(scratch_.found.begin(), scratch_.found.end());
    scratch_.found.erase(end, scratch_.found.end());
    return scratch_.found;
  }

  /// Calls `each(question, could_become)` for the questions that open rules wait for.
  template <class Each>
  void for_open(Each each) {
    auto& could_become = scratch_.could_become;
    could_become.assign(rules_.questions.size(), 0);
    for (std::uint32_t rule = 0; rule < code_.rule.size(); ++rule) {
      if (!matters(rule)) continue;
      const auto verdict = static_cast<std::uint16_t>(rules_.rules[rule].verdict + 1);
      for (const std::uint16_t q : explain(code_.rule[rule])) {
        could_become[q] = std::max(could_become[q], verdict);
      }
    }
    for (std::size_t q = 0; q < could_become.size(); ++q) {
      if (could_become[q] == 0) continue;
      each(static_cast<std::uint16_t>(q), static_cast<std::uint16_t>(could_become[q] - 1));
    }
  }

  /// When the wait of an applying rule ends; nothing when no day can be named.
  std::optional<Date> end_of_wait(const Rule& rule) const {
    if (!rule.until) return std::nullopt;
    if (rule.until->after_screening) return plus(as_of_, *rule.until->after_screening);
    std::optional<Date> latest;
    for (const Until::After& after : rule.until->after) {
      if (adds_nothing(after.question)) continue;
      const Answer& answer = scratch_.answers[after.question];
      if (!answer.given() || answer.time == Answer::Time::ongoing) return std::nullopt;
      const Date end = plus(answer.date, after.wait);
      if (!latest || end > *latest) latest = end;
    }
    return latest;
  }

  /// The longest wait that an applying rule asks for after something ongoing has ended.
  const Until::After* wait_after_ongoing(const Rule& rule) const {
    const Until::After* longest = nullptr;
    if (!rule.until) return longest;
    for (const Until::After& after : rule.until->after) {
      const Answer& answer = scratch_.answers[after.question];
      if (!answer.given() || answer.time != Answer::Time::ongoing || does_not_apply(after.question))
        continue;
      if (!longest || plus(as_of_, after.wait) > plus(as_of_, longest->wait)) longest = &after;
    }
    return longest;
  }

  /// The earliest day of the headline; docs/language.md defines it.
  std::optional<Date> earliest() const {
    if (headline_.incomplete || proceed(headline_.at_least) != Proceed::later) return std::nullopt;
    std::optional<Date> latest;
    for (std::uint32_t r = 0; r < code_.rule.size(); ++r) {
      const Rule& rule = rules_.rules[r];
      if (rule.verdict != headline_.at_least || !applies(r)) continue;
      const std::optional<Date> end = end_of_wait(rule);
      if (!end) return std::nullopt;
      if (!latest || *end > *latest) latest = end;
    }
    return latest && *latest > day_ ? latest : std::nullopt;
  }

  bool does_not_apply(std::size_t question) const {
    return value(code_.gate[question]) == Truth::no;
  }

 private:
  void fill_blanks() {
    scratch_.answers.assign(given_.begin(), given_.end());
    for (std::size_t q = 0; q < given_.size(); ++q) {
      const IfBlank& if_blank = rules_.questions[q].if_blank;
      if (given_[q].state != Answer::State::blank || if_blank.kind != IfBlank::Kind::answer)
        continue;
      scratch_.answers[q] = if_blank.answer;
      if (if_blank.ago) scratch_.answers[q].date = minus(as_of_, *if_blank.ago);
    }
  }

  bool means_nothing(std::size_t question) const {
    return given_[question].state == Answer::State::blank &&
           rules_.questions[question].if_blank.kind == IfBlank::Kind::nothing;
  }

  bool adds_nothing(std::size_t question) const {
    const Answer& answer = scratch_.answers[question];
    return does_not_apply(question) || means_nothing(question) ||
           (answer.given() && answer.time == Answer::Time::never);
  }

  // A test asks "asked_if and the test". An answer where the gate is false contradicts the gate,
  // and keeps the test open: a contradiction never clears anyone.
  Truth test_value(const Node& node) const {
    const std::size_t q = node.question;
    const Answer& answer = scratch_.answers[q];
    Truth tested = Truth::open;
    if (answer.given())
      tested = test_answer(code_, node, answer, day_);
    else if (means_nothing(q))
      tested = Truth::no;
    const Truth gate = value(code_.gate[q]);
    return both(gate == Truth::no && given_[q].given() ? Truth::open : gate, tested);
  }

  Truth value_of(const Node& node) const {
    if (node.is_test()) return test_value(node);
    const std::uint32_t* part = code_.children.data() + node.first;
    const std::uint32_t* end = part + node.count;
    if (node.op == Node::Op::negation) return negate(scratch_.nodes[*part]);
    const bool all = node.op == Node::Op::all;
    Truth out = all ? Truth::yes : Truth::no;
    for (; part != end; ++part) {
      out = all ? both(out, scratch_.nodes[*part]) : either(out, scratch_.nodes[*part]);
    }
    return out;
  }

  Headline headline() {
    Headline out;
    for (std::size_t r = 0; r < code_.rule.size(); ++r) {
      const Truth state = scratch_.nodes[code_.rule[r]];
      const auto verdict = static_cast<std::uint16_t>(rules_.rules[r].verdict);
      if (state == Truth::yes) out.at_least = std::max(out.at_least, verdict);
      if (state != Truth::no) out.at_most = std::max(out.at_most, verdict);
    }
    headline_ = out;
    for (std::uint32_t r = 0; r < code_.rule.size() && out.settled; ++r) out.settled = !matters(r);
    out.incomplete = !out.settled && proceed(out.at_least) == Proceed::now;
    return out;
  }

  void begin_walk() {
    scratch_.found.clear();
    scratch_.stack.clear();
    scratch_.seen.resize(code_.nodes.size(), 0);
    if (++scratch_.walk == 0) {
      std::fill(scratch_.seen.begin(), scratch_.seen.end(), 0);
      scratch_.walk = 1;
    }
  }

  void visit(std::uint32_t node) {
    if (scratch_.seen[node] == scratch_.walk) return;
    scratch_.seen[node] = scratch_.walk;
    scratch_.stack.push_back(node);
  }

  void explain_node(std::uint32_t index) {
    const Node& node = code_.nodes[index];
    if (node.is_test()) {
      // Where the gate is open, a test that fails by itself is explained by its own answer.
      const std::uint32_t gate = code_.gate[node.question];
      const bool own = value(gate) == Truth::yes ||
                       (value(gate) == Truth::open && scratch_.nodes[index] == Truth::no);
      if (own)
        scratch_.found.push_back(node.question);
      else
        visit(gate);
      return;
    }
    const Truth own = scratch_.nodes[index];
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const std::uint32_t part = code_.children[node.first + i];
      const bool tells = node.op == Node::Op::negation || scratch_.nodes[part] == own;
      if (tells) visit(part);
    }
  }

  const Program::Code& code_;
  const RuleSet& rules_;
  const Answers& given_;
  Date as_of_;
  Date day_ = {};
  Headline headline_ = {};
  Screening::Scratch& scratch_;
};

void give_reasons(const Program::Code& code, Evaluation& evaluation, Screening& out) {
  for (const std::uint32_t rule : code.rules_by_restriction) {
    if (!evaluation.applies(rule)) continue;
    Reason reason{.rule = rule};
    reason.earliest = evaluation.end_of_wait(code.rules.rules[rule]);
    if (reason.earliest && *reason.earliest <= out.days.as_of) reason.earliest.reset();
    if (const Until::After* wait = evaluation.wait_after_ongoing(code.rules.rules[rule])) {
      reason.ongoing = static_cast<std::uint16_t>(wait->question);
      reason.after_it_ends = wait->wait;
    }
    const auto& questions = evaluation.explain(code.rule[rule]);
    reason.first_question = static_cast<std::uint32_t>(out.reason_questions.size());
    reason.questions = static_cast<std::uint32_t>(questions.size());
    out.reason_questions.insert(out.reason_questions.end(), questions.begin(), questions.end());
    out.reasons.push_back(reason);
  }
}

// Whole days from an offset in hours, away from `towards_zero` so that a window never shrinks.
std::chrono::days days_of(Offset offset, bool round_up) {
  const int hours = offset.hours;
  const int whole = hours / 24;
  const int rest = hours % 24;
  if (rest == 0) return std::chrono::days(whole);
  return std::chrono::days(round_up ? whole + (rest > 0 ? 1 : 0) : whole - (rest < 0 ? 1 : 0));
}

void date_window(const CareItem& item, Date appointment, Date as_of, GivenCare& care) {
  const bool before = care.group == CareGroup::before;
  const auto not_past = [&](Date date) { return std::max(date, as_of); };
  if (item.from)
    care.from = not_past(appointment + days_of(*item.from, false));
  else
    care.from = before ? as_of : not_past(appointment);
  if (item.to)
    care.to = not_past(appointment + days_of(*item.to, true));
  else if (before)
    care.to = not_past(appointment);
}

void give_care(const Program::Code& code, const Evaluation& evaluation, Screening& out) {
  const Headline& headline = out.headline;
  if (headline.incomplete || evaluation.proceed(headline.at_least) == Proceed::no) return;
  if (headline.settled && (out.earliest || out.days.appointment)) {
    out.care_day = std::max(out.earliest.value_or(out.days.as_of),
                            out.days.appointment.value_or(out.days.as_of));
  }
  for (std::size_t g = 0; g < care_groups; ++g) {
    for (std::uint32_t i = 0; i < code.care[g].size(); ++i) {
      const Truth when = evaluation.value(code.care[g][i]);
      if (when == Truth::no) continue;
      GivenCare care{
          .group = static_cast<CareGroup>(g), .item = i, .if_applies = when == Truth::open};
      if (out.care_day) date_window(code.rules.care[g][i], *out.care_day, out.days.as_of, care);
      out.care.push_back(care);
    }
  }
  for (std::uint32_t i = 0; i < code.plan.size(); ++i) {
    const Truth when = evaluation.value(code.plan[i]);
    if (when != Truth::no) out.plan.push_back({.item = i, .if_applies = when == Truth::open});
  }
}

void look_ahead(const Program::Code& code, Evaluation& evaluation,
                const std::vector<Reason>& reasons, std::optional<Date> day, Outlook& out) {
  out.given = day.has_value();
  out.rules.clear();
  out.open.clear();
  out.waits.clear();
  out.earliest.reset();
  out.headline = {};
  out.on = day.value_or(Date{});
  if (!day) return;
  evaluation.look_on(*day);
  out.headline = evaluation.verdict();
  out.earliest = evaluation.earliest();
  for (const std::uint32_t rule : code.rules_by_restriction) {
    if (evaluation.applies(rule)) out.rules.push_back(rule);
  }
  evaluation.for_open([&](std::uint16_t question, std::uint16_t) { out.open.push_back(question); });
  for (const Reason& reason : reasons) {
    const bool waits = !code.rules.rules[reason.rule].waits_for.empty();
    if (waits && !evaluation.applies(reason.rule)) out.waits.push_back(reason.rule);
  }
}

}  // namespace

void evaluate(const Program& program, const Answers& answers, const Days& days, Screening& out) {
  const Program::Code& code = program.code();
  out.days = days;
  out.reasons.clear();
  out.reason_questions.clear();
  out.open.clear();
  out.not_used.clear();
  out.care.clear();
  out.plan.clear();
  out.care_day.reset();

  Evaluation evaluation(code, answers, days.as_of, out);
  evaluation.look_on(days.as_of);
  out.headline = evaluation.verdict();
  out.earliest = evaluation.earliest();
  give_reasons(code, evaluation, out);
  evaluation.for_open([&](std::uint16_t question, std::uint16_t could_become) {
    out.open.push_back({question, could_become});
  });
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].given() && evaluation.does_not_apply(q)) {
      out.not_used.push_back(static_cast<std::uint16_t>(q));
    }
  }
  give_care(code, evaluation, out);
  look_ahead(code, evaluation, out.reasons, out.earliest, out.then);
  look_ahead(code, evaluation, out.reasons, days.appointment, out.on_appointment);
}

}  // namespace candor
