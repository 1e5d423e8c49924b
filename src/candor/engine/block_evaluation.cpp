// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/block_evaluation.h"

#include <algorithm>
#include <utility>

#include "candor/engine/answer_classes.h"
#include "candor/engine/code.h"
#include "candor/engine/evaluation.h"

namespace candor {
namespace {

// A condition's value in each row: `yes`, and `maybe` where it is yes or open.
struct Value {
  RowBits yes = {};
  RowBits maybe = {};
};

struct BlockQuestion {
  AnswerClasses classes;
  std::size_t first_bit = 0;  // in `State::bits`
  bool varies = false;
  bool dated = false;  // a wait counts from its answers
};

}  // namespace

struct BlockEvaluation::State {
  State(const Program& of, Date day, Simd how);

  void split(std::size_t question);
  void find_values();
  void find_verdicts();
  void find_open();
  RowBits gate_maybe(std::size_t question) const;
  std::optional<Date> end_of_wait(const Rule& rule, std::size_t row) const;

  Program program;
  const Program::Code& code;
  Date as_of;
  Simd simd;
  std::vector<BlockQuestion> questions = {};
  std::vector<std::uint8_t> classes = {};  // `block_rows` by question
  std::vector<std::int32_t> days = {};     // likewise
  std::vector<RowBits> bits = {};          // of the classes, by row
  std::vector<std::size_t> bit_of = {};    // by node: of a test, where its two bits are
  std::vector<Value> values = {};          // by node
  std::vector<RowBits> reached = {};       // by node: rows where it explains an open rule
  std::vector<RowBits> at_least = {}, at_most = {}, matters = {};  // by verdict
  RowBits unsettled = {}, incomplete = {};
  std::vector<RowBits> open = {}, not_used = {};  // by question
};

BlockEvaluation::State::State(const Program& of, Date day, Simd how)
    : program(of), code(program.code()), as_of(day), simd(how) {
  const RuleSet& rules = code.rules;
  std::vector<std::vector<std::uint32_t>> tests(rules.questions.size());
  bit_of.resize(code.nodes.size());
  for (std::uint32_t n = 0; n < code.nodes.size(); ++n) {
    const Node& node = code.nodes[n];
    if (!node.is_test()) continue;
    bit_of[n] = 1 + 2 * tests[node.question].size();
    tests[node.question].push_back(n);
  }
  std::size_t first_bit = 0;
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    questions.push_back({AnswerClasses(code, q, std::move(tests[q]), day), first_bit});
    first_bit += questions.back().classes.bits();
  }
  for (std::uint32_t n = 0; n < code.nodes.size(); ++n) {
    if (code.nodes[n].is_test()) bit_of[n] += questions[code.nodes[n].question].first_bit;
  }
  for (const Rule& rule : rules.rules) {
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) questions[after.question].dated = true;
  }
  classes.resize(block_rows * questions.size());
  days.resize(block_rows * questions.size());
  bits.resize(first_bit);
  values.resize(code.nodes.size());
  reached.resize(code.nodes.size());
  at_least.resize(rules.verdicts.size());
  at_most.resize(rules.verdicts.size());
  matters.resize(rules.verdicts.size());
  open.resize(questions.size());
  not_used.resize(questions.size());
  for (std::size_t q = 0; q < questions.size(); ++q) split(q);
}

void BlockEvaluation::State::split(std::size_t question) {
  const BlockQuestion& of = questions[question];
  const std::span<const std::uint8_t, block_rows> rows(classes.data() + block_rows * question,
                                                       block_rows);
  for (std::size_t t = 0; t < of.classes.tables().size(); ++t) {
    const std::size_t count = std::min<std::size_t>(8, of.classes.bits() - 8 * t);
    split_classes(simd, rows, of.classes.tables()[t], of.classes.size(),
                  std::span(bits).subspan(of.first_bit + 8 * t, count));
  }
}

// `Evaluation::test_value` and `value_of`, for all rows.
void BlockEvaluation::State::find_values() {
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (questions[q].varies) split(q);
  }
  for (std::uint32_t n = 0; n < code.nodes.size(); ++n) {
    const Node& node = code.nodes[n];
    Value& out = values[n];
    if (node.is_test()) {
      out.yes = bits[bit_of[n]];
      out.maybe = bits[bit_of[n] + 1];
      const std::uint32_t gate = code.gate[node.question];
      if (gate == no_node) continue;
      // An answer contradicts a false gate, and keeps the test open.
      out.yes &= values[gate].yes;
      out.maybe &= values[gate].maybe | bits[questions[node.question].first_bit];
      continue;
    }
    const std::uint32_t* part = code.children.data() + node.first;
    const std::uint32_t* const end = part + node.count;
    Value all = values[*part];
    if (node.op == Node::Op::negation) {
      out.yes = ~all.maybe;
      out.maybe = ~all.yes;
      continue;
    }
    if (node.op == Node::Op::all) {
      while (++part != end) {
        all.yes &= values[*part].yes;
        all.maybe &= values[*part].maybe;
      }
    } else {
      while (++part != end) {
        all.yes |= values[*part].yes;
        all.maybe |= values[*part].maybe;
      }
    }
    out = all;
  }
}

// `Evaluation::find_headline`, for all rows.
void BlockEvaluation::State::find_verdicts() {
  const RuleSet& rules = code.rules;
  const std::size_t verdicts = rules.verdicts.size();
  std::fill(at_least.begin(), at_least.end(), RowBits{});
  std::fill(at_most.begin(), at_most.end(), RowBits{});
  std::vector<RowBits>& open_rules = matters;  // until the loop below finds which of them matter
  std::fill(open_rules.begin(), open_rules.end(), RowBits{});
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    const Value& rule = values[code.rule[r]];
    const std::size_t verdict = rules.rules[r].verdict;
    at_least[verdict] |= rule.yes;
    at_most[verdict] |= rule.maybe;
    open_rules[verdict] |= rule.maybe & ~rule.yes;
  }
  RowBits now, later, less = RowBits::all(), less_at_most = RowBits::all();
  for (std::size_t v = verdicts; v-- > 0;) {
    // The most restrictive verdict that a rule gives; the first where no rule gives one.
    at_least[v] = v == 0 ? less : at_least[v] & less;
    less &= ~at_least[v];
    at_most[v] = v == 0 ? less_at_most : at_most[v] & less_at_most;
    less_at_most &= ~at_most[v];
    if (rules.verdicts[v].proceed == Proceed::now) now |= at_least[v];
    if (rules.verdicts[v].proceed == Proceed::later) later |= at_least[v];
  }
  RowBits below;  // rows with a less restrictive `at_least`
  unsettled = {};
  for (std::size_t v = 0; v < verdicts; ++v) {
    RowBits where = below | now;
    if (rules.verdicts[v].proceed == Proceed::later) where |= later;
    const RowBits rows_open = open_rules[v];
    matters[v] = where;
    unsettled |= rows_open & where;
    below |= at_least[v];
  }
  incomplete = unsettled & now;
}

// `Evaluation::explain` of every open rule that matters, for all rows. Nodes come after those that
// they use, gates included.
void BlockEvaluation::State::find_open() {
  std::fill(open.begin(), open.end(), RowBits{});
  if (unsettled.none()) return;
  std::fill(reached.begin(), reached.end(), RowBits{});
  const RuleSet& rules = code.rules;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    const Value& rule = values[code.rule[r]];
    reached[code.rule[r]] |= rule.maybe & ~rule.yes & matters[rules.rules[r].verdict];
  }
  for (std::size_t n = code.nodes.size(); n-- > 0;) {
    const RowBits rows = reached[n];
    if (rows.none()) continue;
    const Node& node = code.nodes[n];
    const Value& own = values[n];
    if (node.is_test()) {
      const std::uint32_t gate = code.gate[node.question];
      if (gate == no_node) {
        open[node.question] |= rows;
        continue;
      }
      const RowBits by_answer = values[gate].yes | (values[gate].maybe & ~own.maybe);
      open[node.question] |= rows & by_answer;
      reached[gate] |= rows & ~by_answer;
      continue;
    }
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const std::uint32_t part = code.children[node.first + i];
      const Value& of = values[part];
      if (node.op == Node::Op::negation) {
        reached[part] |= rows;
      } else {
        const RowBits same = ~((own.yes & ~of.yes) | (of.yes & ~own.yes) | (own.maybe & ~of.maybe) |
                               (of.maybe & ~own.maybe));
        reached[part] |= rows & same;
      }
    }
  }
}

RowBits BlockEvaluation::State::gate_maybe(std::size_t question) const {
  const std::uint32_t gate = code.gate[question];
  return gate == no_node ? RowBits::all() : values[gate].maybe;
}

std::optional<Date> BlockEvaluation::State::end_of_wait(const Rule& rule, std::size_t row) const {
  if (!rule.until) return std::nullopt;
  if (rule.until->after_screening) return plus(as_of, *rule.until->after_screening);
  std::optional<Date> latest;
  for (const Until::After& after : rule.until->after) {
    const std::size_t q = after.question;
    const std::uint32_t gate = code.gate[q];
    if (gate != no_node && !values[gate].maybe.has(row)) continue;
    const Counting counting = questions[q].classes.counting(classes[block_rows * q + row]);
    if (counting == Counting::nothing) continue;
    if (counting != Counting::dated) return std::nullopt;
    const Date end = plus(Date(std::chrono::days(days[block_rows * q + row])), after.wait);
    if (!latest || end > *latest) latest = end;
  }
  return latest;
}

BlockEvaluation::BlockEvaluation(const Program& program, Date as_of, Simd simd)
    : state_(std::make_unique<State>(program, as_of, simd)) {}
BlockEvaluation::BlockEvaluation(BlockEvaluation&&) noexcept = default;
BlockEvaluation& BlockEvaluation::operator=(BlockEvaluation&&) noexcept = default;
BlockEvaluation::~BlockEvaluation() = default;

std::optional<std::uint8_t> BlockEvaluation::class_of(std::size_t question, const Answer& answer) {
  return state_->questions[question].classes.class_of(answer);
}

Date BlockEvaluation::day_of(std::size_t question, const Answer& answer) const {
  return fill_blank(state_->code.rules.questions[question].if_blank, answer, state_->as_of).date;
}

void BlockEvaluation::vary(std::size_t question) { state_->questions[question].varies = true; }

void BlockEvaluation::set_all(std::size_t question, const Answer& answer) {
  const auto number = class_of(question, answer);
  const auto all = classes(question);
  std::fill(all.begin(), all.end(), number.value_or(0));
  const auto day = static_cast<std::int32_t>(day_of(question, answer).time_since_epoch().count());
  std::fill(days(question).begin(), days(question).end(), day);
  state_->questions[question].varies = false;
  state_->split(question);
}

std::span<std::uint8_t, block_rows> BlockEvaluation::classes(std::size_t question) noexcept {
  return std::span<std::uint8_t, block_rows>(state_->classes.data() + block_rows * question,
                                             block_rows);
}

bool BlockEvaluation::counts_from(std::size_t question) const noexcept {
  return state_->questions[question].dated;
}

std::span<std::int32_t, block_rows> BlockEvaluation::days(std::size_t question) noexcept {
  return std::span<std::int32_t, block_rows>(state_->days.data() + block_rows * question,
                                             block_rows);
}

void BlockEvaluation::run(const Wanted& wanted) {
  State& state = *state_;
  state.find_values();
  state.find_verdicts();
  if (wanted.open) state.find_open();
  if (!wanted.not_used) return;
  for (std::size_t q = 0; q < state.questions.size(); ++q) {
    if (state.code.gate[q] == no_node) continue;
    state.not_used[q] = state.bits[state.questions[q].first_bit] & ~state.gate_maybe(q);
  }
}

const RowBits& BlockEvaluation::applies(std::size_t rule) const noexcept {
  return state_->values[state_->code.rule[rule]].yes;
}
const RowBits& BlockEvaluation::at_least(std::size_t verdict) const noexcept {
  return state_->at_least[verdict];
}
const RowBits& BlockEvaluation::at_most(std::size_t verdict) const noexcept {
  return state_->at_most[verdict];
}
const RowBits& BlockEvaluation::unsettled() const noexcept { return state_->unsettled; }
const RowBits& BlockEvaluation::incomplete() const noexcept { return state_->incomplete; }
const RowBits& BlockEvaluation::open(std::size_t question) const noexcept {
  return state_->open[question];
}
const RowBits& BlockEvaluation::not_used(std::size_t question) const noexcept {
  return state_->not_used[question];
}

// `Evaluation::earliest`, for one row.
std::optional<Date> BlockEvaluation::earliest(std::size_t row) const {
  const State& state = *state_;
  const RuleSet& rules = state.code.rules;
  if (state.incomplete.has(row)) return std::nullopt;
  std::size_t verdict = 0;
  while (!state.at_least[verdict].has(row)) ++verdict;
  if (rules.verdicts[verdict].proceed != Proceed::later) return std::nullopt;
  std::vector<std::uint32_t> deciding;
  for (std::uint32_t r = 0; r < rules.rules.size(); ++r) {
    if (rules.rules[r].verdict == verdict && applies(r).has(row)) deciding.push_back(r);
  }
  return earliest(row, deciding);
}

std::optional<Date> BlockEvaluation::earliest(std::size_t row,
                                              std::span<const std::uint32_t> rules) const {
  std::optional<Date> latest;
  for (const std::uint32_t r : rules) {
    const std::optional<Date> end = state_->end_of_wait(state_->code.rules.rules[r], row);
    if (!end) return std::nullopt;
    if (!latest || *end > *latest) latest = end;
  }
  return latest && *latest > state_->as_of ? latest : std::nullopt;
}

}  // namespace candor
