// SPDX-License-Identifier: Apache-2.0
// Compares durations and numbers in texts with those of the conditions that the texts are about.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "candor/check/amounts.h"
#include "candor/check/checker.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

// The longest time in days that the months can take.
std::int64_t longest_in_days(std::int64_t months) {
  std::int64_t longest = 0;
  for (int month = 0; month < 48; ++month) {
    const Date from = plus(std::chrono::sys_days{std::chrono::year{2024} / 1 / 1},
                           {.amount = month, .unit = Unit::months});
    const Date to = plus(from, {.amount = static_cast<std::int32_t>(months), .unit = Unit::months});
    longest = std::max<std::int64_t>(longest, (to - from).count());
  }
  return longest;
}

// The amounts that a text may name.
class Explained {
 public:
  explicit Explained(const RuleSet& rules) : rules_(rules) {}

  void add(const std::optional<Condition>& condition) {
    if (condition) add(*condition, false);
  }

  void add(const Condition& condition, bool negated) {
    switch (condition.kind) {
      case Condition::Kind::named:
        if (named_.emplace(condition.named, negated).second)
          add(rules_.conditions[condition.named].when, negated);
        return;
      case Condition::Kind::negation: add(condition.parts[0], !negated); return;
      case Condition::Kind::all:
      case Condition::Kind::any:
        for (const Condition& part : condition.parts) add(part, negated);
        return;
      case Condition::Kind::test: break;
    }
    const Question& question = rules_.questions[condition.test.question];
    add_text(question.ask);
    add_text(question.help);
    std::visit([&](const auto& test) { add_test(question, test, negated); }, condition.test.of);
  }

  void add(Duration duration) { spans_.push_back(time_span(duration)); }

  void add(const std::optional<Until>& until) {
    if (!until) return;
    if (until->after_screening) add(*until->after_screening);
    for (const Until::After& after : until->after) add(after.wait);
  }

  // Both ends of a window, and its length.
  void add_window(const CareItem& item) {
    const std::int64_t from = item.from ? item.from->hours : 0;
    const std::int64_t to = item.to ? item.to->hours : 0;
    for (const std::int64_t hours : {from, to, to - from}) windows_.push_back(std::abs(hours));
  }

  bool explains(const Amount& amount) const {
    const auto is_it = [&](const auto& number) {
      return number.value == amount.number &&
             (amount.unit.empty() || number.unit.empty() || number.unit.starts_with(amount.unit));
    };
    if (std::any_of(numbers_.begin(), numbers_.end(), is_it)) return true;
    if (!amount.span) return false;
    if (std::find(spans_.begin(), spans_.end(), *amount.span) != spans_.end()) return true;
    return std::any_of(windows_.begin(), windows_.end(), [&](std::int64_t hours) {
      constexpr std::int64_t most_months = 120;  // no window is longer
      const TimeSpan& span = *amount.span;
      if (!span.by_month) return span == hours_span(hours);
      return span.amount <= most_months && 24 * longest_in_days(span.amount) == hours;
    });
  }

 private:
  struct Number {
    Decimal value = {};
    std::string_view unit = {};
  };

  void add_text(std::string_view text) {
    for (const Amount& amount : amounts_in(text)) {
      if (amount.span) {
        spans_.push_back(*amount.span);
      } else {
        numbers_.push_back({amount.number});
      }
    }
  }

  void add_choices(const Question& question, std::uint64_t choices) {
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
      if (choices & choice_bit(i)) add_text(question.choices[i].label);
    }
  }

  void add_test(const Question& question, const ChoiceTest& test, bool negated) {
    add_choices(question, negated ? all_choices(question) : test.accepted);
  }
  void add_test(const Question&, const YesNoTest&, bool) {}
  void add_test(const Question&, const UnansweredTest&, bool) {}
  void add_test(const Question& question, const SetTest& test, bool) {
    add_choices(question, test.members);
  }

  // A threshold, and the last value on its other side: `under: 22` is "18 to 21" for steps of 1.
  void add_test(const Question& question, const NumberTest& test, bool) {
    if (test.equal) numbers_.push_back({*test.equal, question.unit});
    const auto add_bound = [&](const std::optional<Decimal>& bound, std::int64_t step) {
      if (!bound) return;
      numbers_.push_back({*bound, question.unit});
      numbers_.push_back({Decimal{bound->millionths + step}, question.unit});
    };
    const std::int64_t step = question.step.millionths;
    add_bound(test.bounds.under, -step);
    add_bound(test.bounds.at_least, -step);
    add_bound(test.bounds.over, step);
    add_bound(test.bounds.at_most, step);
  }

  // Likewise, in days: `under: 5 days` is "3 to 4 days".
  void add_test(const Question&, const TimeTest& test, bool) {
    const auto add_bound = [&](const std::optional<Duration>& bound, std::int64_t step) {
      if (!bound) return;
      TimeSpan span = time_span(*bound);
      spans_.push_back(span);
      if (span.by_month) return;
      span.amount += step * hours_span(24).amount;
      spans_.push_back(span);
    };
    add_bound(test.bounds.under, -1);
    add_bound(test.bounds.at_least, -1);
    add_bound(test.bounds.over, 1);
    add_bound(test.bounds.at_most, 1);
  }

  const RuleSet& rules_;
  std::set<std::pair<std::size_t, bool>> named_ = {};  // added already
  std::vector<TimeSpan> spans_ = {};
  std::vector<std::int64_t> windows_ = {};  // in hours
  std::vector<Number> numbers_ = {};
};

bool is_english(const RuleSet& rules) {
  const std::string& language = rules.language.text;
  return language.empty() || language == "en" || language.starts_with("en-");
}

}  // namespace

void Checker::check_texts() {
  if (!is_english(rules_)) return;
  const auto check_text = [&](const Text& text, std::string_view key, std::string_view what,
                              const auto& item, const Explained& explained,
                              std::string_view where) {
    std::vector<std::string> strange;
    for (Amount& amount : amounts_in(text)) {
      const bool known = std::find(strange.begin(), strange.end(), amount.text) != strange.end();
      if (!known && !explained.explains(amount)) strange.push_back(std::move(amount.text));
    }
    if (strange.empty()) return;
    report(codes::unexplained_amount, text.at, {item.id, &item.accepted},
           {.message = fmt::format("`{}` of {} `{}` says {}, unlike its {}", key, what,
                                   item.id.text, listed(strange, "and"), where),
            .help = "make them agree; if the text means something else, accept the finding with a "
                    "reason"});
  };
  for (const Rule& rule : rules_.rules) {
    Explained explained(rules_);
    explained.add(rule.when, false);
    explained.add(rule.until);
    const std::string_view where = rule.until ? "`when` and `until`" : "`when`";
    const std::array<std::pair<const Text*, std::string_view>, 4> texts{
        {{&rule.because, "because"},
         {&rule.waits_for, "waits_for"},
         {&rule.client.say, "client.say"},
         {&rule.client.next, "client.next"}}};
    for (const auto& [text, key] : texts) {
      check_text(*text, key, "rule", rule, explained, where);
    }
  }
  for (const auto& group : rules_.care) {
    for (const CareItem& item : group) {
      Explained explained(rules_);
      explained.add(item.when);
      explained.add(item.done_when);
      explained.add_window(item);
      check_text(item.say, "say", "care item", item, explained,
                 item.when || item.done_when ? "window and conditions" : "window");
    }
  }
}

}  // namespace candor
