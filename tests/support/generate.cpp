// SPDX-License-Identifier: Apache-2.0

#include "support/generate.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <stdexcept>

#include "candor/rules/rule_set.h"

namespace candor::testing {

namespace {

using Strings = std::vector<std::string>;

std::string join(const Strings& parts, std::string_view between = ", ") {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string list(const Strings& parts) { return "[" + join(parts) + "]"; }
std::string mapping(const Strings& parts) { return "{" + join(parts) + "}"; }

// Every choice is drawn in a statement of its own: compilers differ in the order in which they
// evaluate arguments.

/// A single part mostly without brackets.
std::string one_or_list(Random& random, const Strings& parts) {
  return parts.size() == 1 && random.chance(70) ? parts.front() : list(parts);
}

std::string decimal_text(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const std::int64_t size = negative ? -millionths : millionths;
  std::string text = (negative ? "-" : "") + std::to_string(size / 1'000'000);
  std::string fraction = std::to_string(size % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + "." + fraction;
}

std::string duration_text(Random& random, Duration duration) {
  static const char* const words[] = {"day", "week", "month", "year"};
  std::string text = std::to_string(duration.amount) + " ";
  text += words[static_cast<std::size_t>(duration.unit)];
  if (duration.amount != 1 || random.chance(10)) text += "s";
  return text;
}

Duration common_duration(Random& random) {
  static const std::vector<Duration> common = {
      {0, Unit::days},   {1, Unit::days},   {2, Unit::days},   {7, Unit::days},
      {14, Unit::days},  {28, Unit::days},  {30, Unit::days},  {31, Unit::days},
      {180, Unit::days}, {365, Unit::days}, {366, Unit::days}, {1, Unit::weeks},
      {2, Unit::weeks},  {4, Unit::weeks},  {26, Unit::weeks}, {1, Unit::months},
      {2, Unit::months}, {3, Unit::months}, {6, Unit::months}, {12, Unit::months},
      {1, Unit::years},  {2, Unit::years},  {4, Unit::years}};
  if (random.chance(85)) return random.pick(common);
  if (random.chance(50)) return {random.between(0, 400), Unit::days};
  if (random.chance(70)) return {random.between(0, 40), Unit::months};
  return {random.between(1, 110), Unit::years};
}

// Rule sets ------------------------------------------------------------------------------------

/// A question as the generator knows it while it writes tests on it.
struct Asked {
  std::string id = {};
  QuestionType type = QuestionType::choice;
  Strings choices = {};
  bool never = false;
  bool ongoing = false;
  std::int64_t base = 0;  // numbers are base + n * step, n from first to last
  std::int64_t step = 1'000'000;
  int first = 0;
  int last = 0;
};

class Writer {
 public:
  explicit Writer(Random& random) : random_(random) {}

  RuleSetText write() {
    for (std::size_t i = 0; i < 3; ++i) durations_.push_back(common_duration(random_));
    write_verdicts();
    write_questions_and_conditions();
    write_rules();
    const std::string care = care_section();
    const std::string plan = plan_section();

    Strings head = {"candor: 1\n", "id: generated\n", "version: 1.0.0\n", "title: Made up\n",
                    "intended_use: Tests only\n"};
    if (random_.chance(30)) head.push_back("language: en\n");
    if (random_.chance(30)) head.push_back("review: {status: draft}\n");
    if (uses_source_) head.push_back("sources: {s1: {title: A source, read: full}}\n");
    if (uses_section_) head.push_back("sections: {part: A part}\n");
    for (const std::string& part : head) text_.before += part;
    text_.before += verdicts_ + questions_;
    const std::string others = conditions_ + care + plan;
    if (random_.chance(50)) {
      text_.before += others + "rules:\n";
    } else {
      text_.before += "rules:\n";
      text_.after = others;
    }
    return text_;
  }

 private:
  void write_verdicts() {
    int now = random_.between(0, 3);
    int later = random_.chance(85) ? random_.between(1, 3) : 0;
    int no = random_.between(0, 3);
    if (now + later + no == 0) now = 1;
    if (random_.chance(3)) now = later = no = 3;
    verdicts_ = "verdicts:\n";
    const auto add = [&](int count, Proceed proceed, std::string_view word) {
      for (int i = 0; i < count; ++i) {
        const std::string id = "v" + std::to_string(proceeds_.size());
        verdicts_ +=
            "  " + id + ": {label: Verdict " + id + ", proceed: " + std::string(word) + "}\n";
        proceeds_.push_back(proceed);
      }
    };
    add(now, Proceed::now, "now");
    add(later, Proceed::later, "later");
    add(no, Proceed::no, "no");
  }

  /// Questions and named conditions grow together, each using only what is there already, so that
  /// there is no circle; then they are written in any order.
  void write_questions_and_conditions() {
    static const std::vector<int> counts = {1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 12};
    const int questions = random_.pick(counts);
    Strings question_texts;
    Strings condition_texts;
    for (int i = 0; i < questions; ++i) {
      question_texts.push_back("  " + write_question(i) + "\n");
      if (random_.chance(25)) {
        const std::string id = "shared_" + std::to_string(conditions_ids_.size());
        condition_texts.push_back("  " + id + ": " + condition(random_.between(0, 2)) + "\n");
        conditions_ids_.push_back(id);
      }
    }
    random_.shuffle(question_texts);
    random_.shuffle(condition_texts);
    questions_ = "questions:\n" + join(question_texts, "");
    if (!condition_texts.empty()) conditions_ = "conditions:\n" + join(condition_texts, "");
  }

  std::string write_question(int number) {
    static const Strings shapes = {"q", "Q-", "long_question_", "n"};
    Asked asked;
    asked.id = random_.pick(shapes) + std::to_string(number);
    asked.type = static_cast<QuestionType>(random_.below(5));
    Strings keys = {"ask: \"What of " + asked.id + "?\""};
    std::string blank;
    switch (asked.type) {
      case QuestionType::choice: {
        keys.push_back("type: choice");
        keys.push_back(write_choices(asked, {"none", "yes", "no", "on", "y"}));
        blank = random_.pick(asked.choices);
        break;
      }
      case QuestionType::yes_no:
        keys.push_back("type: yes_no");
        blank = random_.chance(50) ? "yes" : "no";
        break;
      case QuestionType::set: {
        keys.push_back("type: set");
        keys.push_back(write_choices(asked, {"yes", "no", "off", "N"}));
        blank = random_.chance(30) ? "none" : list(some_choices(asked, 3));
        break;
      }
      case QuestionType::number:
        keys.push_back("type: number");
        write_range(asked, keys);
        blank = number_text(asked);
        break;
      case QuestionType::time_since: {
        keys.push_back("type: time_since");
        asked.never = random_.chance(60);
        asked.ongoing = random_.chance(50);
        Strings accepts;
        if (asked.never) accepts.push_back("never");
        if (asked.ongoing) accepts.push_back("ongoing");
        random_.shuffle(accepts);
        if (!accepts.empty()) keys.push_back("accepts: " + list(accepts));
        blank = !accepts.empty() && random_.chance(50) ? random_.pick(accepts) : duration();
        break;
      }
    }
    if (random_.chance(18)) {
      keys.push_back("if_blank: nothing");
    } else if (random_.chance(18)) {
      keys.push_back("if_blank: " + blank);
    }
    if (!asked_.empty() && random_.chance(45)) {
      keys.push_back("asked_if: " + condition(random_.chance(60) ? 0 : 1));
    }
    if (random_.chance(10)) keys.push_back("help: Some help");
    if (random_.chance(10)) {
      keys.push_back("section: part");
      uses_section_ = true;
    }
    random_.shuffle(keys);
    asked_.push_back(asked);
    return asked.id + ": " + mapping(keys);
  }

  std::string write_choices(Asked& asked, const Strings& odd) {
    const bool many = random_.chance(3);
    const int count = many ? 64 : random_.between(1, 5);
    for (int i = 0; i < count; ++i) asked.choices.push_back("c" + std::to_string(i));
    if (random_.chance(20)) asked.choices.back() = random_.pick(odd);
    Strings labelled;
    for (const std::string& choice : asked.choices) labelled.push_back(choice + ": Label");
    return "choices: " + mapping(labelled);
  }

  void write_range(Asked& asked, Strings& keys) {
    static const std::vector<std::int64_t> steps = {1'000'000, 250'000,   100'000,
                                                    50'000,    5'000'000, 1};
    static const std::vector<std::int64_t> minima = {0, -2'000'000, 500'000, 18'000'000, -250'000};
    if (random_.chance(50)) {
      asked.step = random_.pick(steps);
      keys.push_back("step: " + decimal_text(asked.step));
    }
    asked.first = -4;
    asked.last = 6;
    if (random_.chance(60)) {
      asked.base = random_.pick(minima);
      asked.first = 0;
      keys.push_back("min: " + decimal_text(asked.base));
    }
    if (random_.chance(50)) {
      asked.last = random_.between(asked.first, 8);
      keys.push_back("max: " + decimal_text(asked.base + asked.last * asked.step));
    }
    if (random_.chance(30)) keys.push_back("unit: mm");
  }

  std::string number_text(const Asked& asked) {
    return decimal_text(asked.base + random_.between(asked.first, asked.last) * asked.step);
  }

  std::string duration() {
    return duration_text(random_,
                         random_.chance(75) ? random_.pick(durations_) : common_duration(random_));
  }

  Strings some_choices(const Asked& asked, int most) {
    return random_.some(asked.choices, static_cast<std::size_t>(random_.between(1, most)));
  }

  template <class Value>
  std::string bounds(Value value) {
    static const Strings names = {"under", "over", "at_least", "at_most"};
    const int count = random_.chance(70) ? 1 : random_.between(2, 4);
    Strings keys = random_.some(names, static_cast<std::size_t>(count));
    for (std::string& key : keys) key += ": " + value();
    return mapping(keys);
  }

  std::string test(const Asked& asked) {
    switch (asked.type) {
      case QuestionType::choice: {
        Strings choices = some_choices(asked, 3);
        if (random_.chance(70)) return one_or_list(random_, choices);
        return "{not: " + one_or_list(random_, choices) + "}";
      }
      case QuestionType::yes_no: return random_.chance(60) ? "yes" : "no";
      case QuestionType::set: {
        if (random_.chance(20)) return "none";
        Strings keys;
        if (random_.chance(60)) keys.push_back("includes: " + random_.pick(asked.choices));
        if (random_.chance(35)) keys.push_back("includes_any: " + list(some_choices(asked, 3)));
        if (keys.empty() || random_.chance(25)) {
          keys.push_back("includes_all: " + list(some_choices(asked, 3)));
        }
        random_.shuffle(keys);
        return mapping(keys);
      }
      case QuestionType::number:
        if (random_.chance(20)) return number_text(asked);
        return bounds([&] { return number_text(asked); });
      case QuestionType::time_since:
        if (asked.never && random_.chance(15)) return "never";
        if (asked.ongoing && random_.chance(15)) return "ongoing";
        return bounds([&] { return duration(); });
    }
    return "";
  }

  /// `count` entries of one mapping, no key twice.
  std::string entries(int depth, std::size_t count) {
    Strings kinds = {"test", "test", "test"};
    if (!conditions_ids_.empty()) kinds.push_back("is");
    if (depth > 0) kinds.insert(kinds.end(), {"all", "any", "not"});
    std::vector<std::size_t> unused(asked_.size());
    std::iota(unused.begin(), unused.end(), std::size_t{0});
    random_.shuffle(unused);
    Strings keys;
    for (const std::string& kind : random_.some(kinds, count)) {
      if (kind == "test") {
        if (unused.empty()) continue;
        const Asked& asked = asked_[unused.back()];
        unused.pop_back();
        keys.push_back(asked.id + ": " + test(asked));
      } else if (kind == "is") {
        const auto named =
            random_.some(conditions_ids_, static_cast<std::size_t>(random_.between(1, 2)));
        keys.push_back("is: " + one_or_list(random_, named));
      } else if (kind == "not") {
        keys.push_back("not: " + entries(depth - 1, 1));
      } else {
        Strings parts;
        const int size = random_.between(1, 3);
        for (int i = 0; i < size; ++i) parts.push_back(condition(depth - 1));
        keys.push_back(kind + ": " + list(parts));
      }
    }
    return mapping(keys);
  }

  std::string condition(int depth) {
    return entries(depth, random_.chance(65) ? 1 : static_cast<std::size_t>(random_.between(2, 3)));
  }

  /// Sources, strength and dispute, as the language demands them.
  Strings evidence(bool of_rule) {
    if (random_.chance(60)) return {"strength: convention"};
    if (!of_rule && random_.chance(30)) return {};
    uses_source_ = true;
    Strings keys = {"sources: [s1]"};
    if (random_.chance(20)) {
      keys.push_back("strength: split");
      keys.push_back("disputed: Some do not agree");
    }
    return keys;
  }

  void write_rules() {
    static const std::vector<int> counts = {1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 20};
    const int count = random_.pick(counts);
    std::vector<std::size_t> timed;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (asked_[i].type == QuestionType::time_since) timed.push_back(i);
    }
    for (int i = 0; i < count; ++i) {
      std::size_t verdict = random_.below(proceeds_.size());
      if (proceeds_[verdict] != Proceed::later && random_.chance(30)) {
        verdict = random_.below(proceeds_.size());
      }
      Strings keys = {"verdict: v" + std::to_string(verdict), "because: A reason"};
      const bool later = proceeds_[verdict] == Proceed::later;
      if (later && !timed.empty() && random_.chance(40)) {
        write_wait(asked_[random_.pick(timed)], keys);
      } else {
        keys.push_back("when: " + condition(random_.between(0, 2)));
        if (later && random_.chance(80)) keys.push_back("until: " + until(timed));
      }
      if (random_.chance(15)) keys.push_back("waits_for: It has healed.");
      if (random_.chance(15)) keys.push_back("advice: Some advice");
      for (const std::string& key : evidence(true)) keys.push_back(key);
      random_.shuffle(keys);
      std::string rule = "  rule-" + std::to_string(i) + ":\n";
      for (const std::string& key : keys) rule += "    " + key + "\n";
      text_.rules.push_back(rule);
    }
  }

  /// The plainest deferral: not until so long after that.
  void write_wait(const Asked& asked, Strings& keys) {
    const std::string wait = duration();
    std::string when = mapping({asked.id + ": {under: " + wait + "}"});
    if (random_.chance(30)) when = "{all: " + list({when, condition(0)}) + "}";
    keys.push_back("when: " + when);
    keys.push_back("until: " + mapping({asked.id + ": " + wait}));
  }

  std::string until(const std::vector<std::size_t>& timed) {
    if (timed.empty() || random_.chance(20)) return duration();
    Strings keys;
    for (const std::size_t question :
         random_.some(timed, random_.chance(60) ? 1 : static_cast<std::size_t>(3))) {
      keys.push_back(asked_[question].id + ": " + duration());
    }
    return mapping(keys);
  }

  std::string offset(int hours, bool in_hours) {
    if (hours == 0) return "appointment";
    const int size = (hours < 0 ? -hours : hours) / (in_hours ? 1 : 24);
    std::string text = std::to_string(size) + (in_hours ? " hour" : " day");
    if (size != 1) text += "s";
    return text + (hours < 0 ? " before" : " after");
  }

  /// `from` and `to` of a care item, in order, on the right side of the appointment.
  Strings care_window(bool before) {
    struct End {
      int hours = 0;
      bool in_hours = false;
    };
    std::vector<End> ends;
    for (int i = 0; i < 2; ++i) {
      End end;
      end.in_hours = random_.chance(40);
      if (random_.chance(80)) {
        end.hours = end.in_hours ? random_.between(1, 100)
                                 : 24 * (random_.chance(80) ? random_.between(1, 21)
                                                            : random_.between(1, 700));
      }
      if (before) end.hours = -end.hours;
      ends.push_back(end);
    }
    std::sort(ends.begin(), ends.end(),
              [](const End& a, const End& b) { return a.hours < b.hours; });
    Strings keys;
    if (random_.chance(65)) keys.push_back("from: " + offset(ends[0].hours, ends[0].in_hours));
    if (random_.chance(55)) keys.push_back("to: " + offset(ends[1].hours, ends[1].in_hours));
    return keys;
  }

  std::string item(std::string_view prefix, int number, Strings keys) {
    keys.push_back("say: Do this");
    if (random_.chance(60)) keys.push_back("when: " + condition(random_.between(0, 1)));
    for (const std::string& key : evidence(false)) keys.push_back(key);
    random_.shuffle(keys);
    return std::string(prefix) + "-" + std::to_string(number) + ": " + mapping(keys) + "\n";
  }

  std::string care_section() {
    std::string text;
    Strings groups = {"before", "after", "call_us"};
    random_.shuffle(groups);
    for (const std::string& group : groups) {
      const int count = random_.between(0, 3);
      if (count == 0) continue;
      text += "  " + group + ":\n";
      for (int i = 0; i < count; ++i) {
        text += "    " + item(group, i, care_window(group == "before"));
      }
    }
    return text.empty() ? text : "care:\n" + text;
  }

  std::string plan_section() {
    std::string text;
    const int count = random_.chance(50) ? random_.between(1, 3) : 0;
    for (int i = 0; i < count; ++i) text += "  " + item("plan", i, {});
    return text.empty() ? text : "plan:\n" + text;
  }

  Random& random_;
  RuleSetText text_ = {};
  std::string verdicts_ = {};
  std::string questions_ = {};
  std::string conditions_ = {};
  std::vector<Proceed> proceeds_ = {};
  std::vector<Asked> asked_ = {};
  Strings conditions_ids_ = {};
  std::vector<Duration> durations_ = {};
  bool uses_source_ = false;
  bool uses_section_ = false;
};

}  // namespace

std::string RuleSetText::yaml() const { return before + join(rules, "") + after; }

RuleSetText generate_rule_set(Random& random) { return Writer(random).write(); }

// Answers and days -----------------------------------------------------------------------------

namespace {

Date ymd(int year, int month, int day) { return day_of({year, month, day}); }

Date add(Date date, int days) { return date + std::chrono::days{days}; }

Date month_end(int year, int month) { return ymd(year, month, days_in_month(year, month)); }

Date screening_date(Random& random, Tally& forms) {
  if (random.chance(10)) {
    forms.count("as_of: a leap day");
    return ymd(random.pick(std::vector<int>{1904, 1996, 2000, 2024, 2028, 2096}), 2, 29);
  }
  const int month = random.between(1, 12);
  const int year = random.between(2019, 2032);
  if (random.chance(25)) {
    forms.count("as_of: a month's end");
    return month_end(year, month);
  }
  if (random.chance(10)) {
    forms.count("as_of: the first of a month");
    return ymd(year, month, 1);
  }
  if (random.chance(3)) {
    forms.count("as_of: the first or last day there is");
    return random.chance(50) ? ymd(1900, 1, 1) : ymd(2999, 12, 31);
  }
  forms.count("as_of: any day");
  const int years = random.between(-30, 30);
  return add(ymd(year + years, month, 1), random.between(0, 30));
}

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

IntakeGenerator::IntakeGenerator(const RuleSet& rules)
    : rules_(rules), numbers_(rules.questions.size()), durations_(rules.questions.size()) {
  for (const Question& question : rules.questions) {
    if (question.asked_if) gather(*question.asked_if);
  }
  for (const NamedCondition& condition : rules.conditions) gather(condition.when);
  for (const Rule& rule : rules.rules) {
    gather(rule.when);
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) {
      durations_[after.question].push_back(after.wait);
    }
  }
  for (const auto& group : rules.care) {
    for (const CareItem& item : group) {
      if (item.when) gather(*item.when);
    }
  }
}

void IntakeGenerator::gather(const Condition& condition) {
  for (const Condition& part : condition.parts) gather(part);
  if (condition.kind != Condition::Kind::test) return;
  const std::size_t question = condition.test.question;
  if (const auto* of = std::get_if<NumberTest>(&condition.test.of)) {
    for (const auto& bound :
         {of->equal, of->bounds.under, of->bounds.over, of->bounds.at_least, of->bounds.at_most}) {
      if (bound) numbers_[question].push_back(bound->millionths);
    }
  }
  if (const auto* of = std::get_if<TimeTest>(&condition.test.of)) {
    for (const auto& bound :
         {of->bounds.under, of->bounds.over, of->bounds.at_least, of->bounds.at_most}) {
      if (bound) durations_[question].push_back(*bound);
    }
  }
}

Duration IntakeGenerator::duration(Random& random, std::size_t question) const {
  const auto& thresholds = durations_[question];
  if (thresholds.empty() || random.chance(15)) return common_duration(random);
  return random.pick(thresholds);
}

std::string IntakeGenerator::answer(Random& random, std::size_t question, Date as_of,
                                    Tally& forms) const {
  const Question& asked = rules_.questions[question];
  switch (asked.type) {
    case QuestionType::choice: return in_quotes(choice(random, asked));
    case QuestionType::yes_no: {
      static const Strings ways = {"\"yes\"", "\"no\"", "true", "false"};
      const std::string& way = random.pick(ways);
      forms.count("yes_no: " + way);
      return way;
    }
    case QuestionType::set: return set(random, asked, forms);
    case QuestionType::number: return number(random, question, forms);
    case QuestionType::time_since: return time(random, question, as_of, forms);
  }
  return "null";
}

std::string IntakeGenerator::choice(Random& random, const Question& question) const {
  const std::size_t count = question.choices.size();
  const std::size_t choice = count > 8 && random.chance(60)
                                 ? random.pick(std::vector<std::size_t>{0, 1, count - 1})
                                 : random.below(count);
  return question.choices[choice].id.text;
}

std::string IntakeGenerator::set(Random& random, const Question& question, Tally& forms) const {
  if (random.chance(12)) {
    forms.count("set: none");
    return "\"none\"";
  }
  if (random.chance(12)) {
    forms.count("set: []");
    return "[]";
  }
  if (random.chance(20)) {
    forms.count("set: one id");
    return in_quotes(choice(random, question));
  }
  Strings ids;
  for (const Choice& member : question.choices) ids.push_back(member.id.text);
  if (random.chance(50)) {
    forms.count("set: a list");
    Strings members = random.some(ids, static_cast<std::size_t>(random.between(1, 4)));
    for (std::string& member : members) member = in_quotes(member);
    return list(members);
  }
  const bool whole = random.chance(30);
  const int known = random.between(20, 90);
  random.shuffle(ids);
  Strings members;
  bool all_known = true;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i == 0 || whole || random.chance(known)) {
      members.push_back(in_quotes(ids[i]) + ": " + (random.chance(40) ? "true" : "false"));
    } else {
      all_known = false;
      if (random.chance(50)) members.push_back(in_quotes(ids[i]) + ": null");
    }
  }
  random.shuffle(members);
  forms.count(all_known ? "set: an object, all known" : "set: an object, partly known");
  return mapping(members);
}

std::string IntakeGenerator::number(Random& random, std::size_t question, Tally& forms) const {
  const Question& asked = rules_.questions[question];
  const std::int64_t step = asked.step.millionths;
  const std::int64_t base = asked.min ? asked.min->millionths : 0;
  const auto& thresholds = numbers_[question];
  std::int64_t value = base + random.between(asked.min ? 0 : -6, 10) * step;
  if (!thresholds.empty() && random.chance(75)) {
    value = random.pick(thresholds);
    value += random.between(-1, 1) * step;
  }
  if (asked.min) value = std::max(value, asked.min->millionths);
  if (asked.max && value > asked.max->millionths) {
    value = base;
    while (value + step <= asked.max->millionths) value += step;
    while (value > asked.max->millionths) value -= step;
  }
  const std::string text = decimal_text(value);
  if (random.chance(25)) {
    forms.count("number: text");
    return in_quotes(text);
  }
  if (random.chance(10)) {
    forms.count("number: with an exponent");
    return std::to_string(value) + "e-6";
  }
  forms.count("number: a number");
  return text;
}

std::string IntakeGenerator::time(Random& random, std::size_t question, Date as_of,
                                  Tally& forms) const {
  const Question& asked = rules_.questions[question];
  if (asked.accepts_never && random.chance(18)) {
    forms.count("time: never");
    return "\"never\"";
  }
  if (asked.accepts_ongoing && random.chance(18)) {
    forms.count("time: ongoing");
    return "\"ongoing\"";
  }
  const Duration threshold = duration(random, question);
  if (random.chance(30)) {
    forms.count("time: a duration");
    Duration ago = threshold;
    if (random.chance(40)) ago.amount = std::max(0, ago.amount + random.between(-1, 1));
    return in_quotes(duration_text(random, ago));
  }
  Date date = add(earlier(as_of, threshold), random.between(-2, 2));
  std::string_view form = "time: a date by a threshold";
  if (random.chance(20)) {
    const Civil near = civil(date);
    date = month_end(near.year, near.month);
    form = "time: a month's end";
  } else if (random.chance(15)) {
    date = add(as_of, -random.between(0, 1000));
    form = "time: any date";
  } else if (random.chance(5)) {
    date = as_of;
    form = "time: today";
  }
  forms.count(form);
  return in_quotes(iso(std::min(date, as_of)));
}

Intake IntakeGenerator::intake(Random& random, Tally& forms) const {
  static const std::vector<int> rates = {0, 5, 15, 15, 30, 30, 60, 95};
  Intake intake;
  intake.days.as_of = screening_date(random, forms);
  const Date as_of = intake.days.as_of;
  const int blank = random.pick(rates);
  const bool interview = random.chance(20);

  Strings members;
  std::vector<Duration> waits;
  for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
    waits.insert(waits.end(), durations_[i].begin(), durations_[i].end());
    const std::string key = in_quotes(rules_.questions[i].id.text) + ": ";
    if (interview && random.chance(30)) {
      forms.count("not reached");
      intake.not_reached.push_back(i);
    } else if (random.chance(blank)) {
      static const Strings ways = {"absent", "null", "\"\"", "\"unknown\""};
      const std::string& way = random.pick(ways);
      forms.count("blank: " + way);
      if (way != "absent") members.push_back(key + way);
    } else {
      members.push_back(key + answer(random, i, as_of, forms));
    }
  }
  random.shuffle(members);
  intake.json = mapping(members);

  if (random.chance(45)) {
    forms.count("no appointment");
  } else if (random.chance(10)) {
    forms.count("appointment: the same day");
    intake.days.appointment = as_of;
  } else if (!waits.empty() && random.chance(60)) {
    forms.count("appointment: by a threshold");
    const Date wait_is_over = later(as_of, random.pick(waits));
    intake.days.appointment = std::max(as_of, add(wait_is_over, random.between(-30, 2)));
  } else {
    forms.count("appointment: any day");
    intake.days.appointment = add(as_of, random.between(1, 500));
  }
  return intake;
}

// What was generated ---------------------------------------------------------------------------

namespace {

template <class T>
void count_bounds(const Bounds<T>& bounds, std::string_view type, Tally& seen) {
  const std::string prefix = std::string(type) + " test: ";
  int several = 0;
  const auto one = [&](bool there, std::string_view word) {
    seen.count(prefix + std::string(word), there);
    several += there ? 1 : 0;
  };
  one(bounds.under.has_value(), "under");
  one(bounds.over.has_value(), "over");
  one(bounds.at_least.has_value(), "at_least");
  one(bounds.at_most.has_value(), "at_most");
  seen.count(prefix + "several bounds", several > 1);
}

void count_test(const Test& test, Tally& seen) {
  const auto& of = test.of;
  if (const auto* choice = std::get_if<ChoiceTest>(&of)) {
    seen.count(choice->negated ? "choice test: not" : "choice test: is");
  }
  if (const auto* yes_no = std::get_if<YesNoTest>(&of)) {
    seen.count(yes_no->yes ? "yes_no test: yes" : "yes_no test: no");
  }
  if (const auto* set = std::get_if<SetTest>(&of)) {
    switch (set->kind) {
      case SetTest::Kind::none: seen.count("set test: none"); break;
      case SetTest::Kind::any: seen.count("set test: any"); break;
      case SetTest::Kind::all: seen.count("set test: all"); break;
    }
  }
  if (const auto* number = std::get_if<NumberTest>(&of)) {
    seen.count("number test: equal", number->equal.has_value());
    count_bounds(number->bounds, "number", seen);
  }
  if (const auto* time = std::get_if<TimeTest>(&of)) {
    switch (time->kind) {
      case TimeTest::Kind::never: seen.count("time test: never"); break;
      case TimeTest::Kind::ongoing: seen.count("time test: ongoing"); break;
      case TimeTest::Kind::bounds: count_bounds(time->bounds, "time", seen); break;
    }
  }
}

void count_condition(const Condition& condition, std::string_view where, Tally& seen) {
  switch (condition.kind) {
    case Condition::Kind::all: seen.count("all"); break;
    case Condition::Kind::any: seen.count("any"); break;
    case Condition::Kind::negation: seen.count("not"); break;
    case Condition::Kind::named: seen.count("is, in " + std::string(where)); break;
    case Condition::Kind::test: count_test(condition.test, seen); break;
  }
  for (const Condition& part : condition.parts) count_condition(part, where, seen);
}

bool tests_gated(const RuleSet& rules, const Condition& condition) {
  if (condition.kind == Condition::Kind::test) {
    return rules.questions[condition.test.question].asked_if.has_value();
  }
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return tests_gated(rules, part); });
}

void count_questions(const RuleSet& rules, Tally& seen) {
  for (const Question& question : rules.questions) {
    seen.count("question: " + std::string(to_string(question.type)));
    seen.count("question: 64 choices", question.choices.size() == most_choices);
    seen.count("question: min", question.min.has_value());
    seen.count("question: max", question.max.has_value());
    seen.count("question: accepts never", question.accepts_never);
    seen.count("question: accepts ongoing", question.accepts_ongoing);
    switch (question.if_blank.kind) {
      case IfBlank::Kind::open: break;
      case IfBlank::Kind::nothing: seen.count("if_blank: nothing"); break;
      case IfBlank::Kind::answer:
        seen.count("if_blank: " + std::string(to_string(question.type)));
        seen.count("if_blank: a duration", question.if_blank.ago.has_value());
        break;
    }
    seen.count("if_blank: behind a gate",
               question.asked_if && question.if_blank.kind != IfBlank::Kind::open);
    if (!question.asked_if) continue;
    seen.count("asked_if");
    seen.count("asked_if: on a gated question", tests_gated(rules, *question.asked_if));
    count_condition(*question.asked_if, "asked_if", seen);
  }
}

void count_rules(const RuleSet& rules, Tally& seen) {
  for (const Rule& rule : rules.rules) {
    count_condition(rule.when, "a rule", seen);
    seen.count("rule: of the first verdict", rule.verdict == 0);
    seen.count("rule: waits_for alone", !rule.waits_for.empty() && !rule.until);
    seen.count("rule: waits_for beside until", !rule.waits_for.empty() && rule.until);
    if (!rule.until) continue;
    seen.count("until: a duration", rule.until->after_screening.has_value());
    seen.count("until: one question", rule.until->after.size() == 1);
    seen.count("until: several questions", rule.until->after.size() > 1);
  }
}

void count_care(const RuleSet& rules, Tally& seen) {
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const std::string prefix = "care " + std::string(to_string(group)) + ": ";
    for (const CareItem& item : rules.care[static_cast<std::size_t>(group)]) {
      seen.count(prefix + "from and to", item.from && item.to);
      seen.count(prefix + "only from", item.from && !item.to);
      seen.count(prefix + "only to", !item.from && item.to);
      seen.count(prefix + "no window", !item.from && !item.to);
      seen.count(prefix + "part of a day", (item.from && item.from->hours % 24 != 0) ||
                                               (item.to && item.to->hours % 24 != 0));
      if (item.when) count_condition(*item.when, "care", seen);
    }
  }
  for (const PlanItem& item : rules.plan) {
    seen.count("plan item");
    if (item.when) count_condition(*item.when, "plan", seen);
  }
}

}  // namespace

void count_constructs(const RuleSet& rules, Tally& seen) {
  std::string pattern = "verdicts:";
  for (const Proceed proceed : {Proceed::now, Proceed::later, Proceed::no}) {
    for (const Verdict& verdict : rules.verdicts) {
      if (verdict.proceed != proceed) continue;
      pattern += " " + std::string(to_string(proceed));
      break;
    }
  }
  seen.count(pattern);
  seen.count("verdicts: one", rules.verdicts.size() == 1);
  seen.count("verdicts: nine", rules.verdicts.size() == 9);
  count_questions(rules, seen);
  for (const NamedCondition& condition : rules.conditions) {
    count_condition(condition.when, "a named condition", seen);
  }
  count_rules(rules, seen);
  count_care(rules, seen);
}

// Triples --------------------------------------------------------------------------------------

namespace {

constexpr std::size_t intakes_per_rule_set = 25;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

template <class T>
T checked(Parsed<T> parsed, const std::string& what) {
  if (parsed.value && parsed.diagnostics.items().empty()) return *std::move(parsed.value);
  std::string text = what + "\n";
  for (const Diagnostic& diagnostic : parsed.diagnostics.items()) text += render(diagnostic);
  throw std::runtime_error(text);
}

}  // namespace

std::string describe(const Triple& triple) {
  std::string text = "CANDOR_SEED=" + std::to_string(triple.seed) + ", triple " +
                     std::to_string(triple.number) + "\n" + triple.text.yaml() +
                     "\nanswers: " + triple.intake.json + "\nnot reached:";
  for (const std::size_t question : triple.intake.not_reached) {
    text += " " + triple.rules().questions[question].id.text;
  }
  text += "\nas of " + iso(triple.intake.days.as_of);
  if (triple.intake.days.appointment) {
    text += ", appointment " + iso(*triple.intake.days.appointment);
  }
  return text + "\n";
}

Extent extent_from_environment() {
  return {from_environment("CANDOR_SEED", 20261122),
          static_cast<std::size_t>(from_environment("CANDOR_TRIPLES", 100'000))};
}

void for_each_triple(Extent extent, Tally& constructs, Tally& forms,
                     const std::function<bool(const Triple&)>& visit) {
  for (std::size_t done = 0; done < extent.triples; ++extent.seed) {
    Random random(extent.seed);
    const std::string place = "CANDOR_SEED=" + std::to_string(extent.seed) + "\n";
    const RuleSetText text = generate_rule_set(random);
    const Program program(
        checked(load_rule_set(SourceFile("generated.yaml", text.yaml())), place + text.yaml()));
    const RuleSet& rules = program.rules();
    count_constructs(rules, constructs);
    const IntakeGenerator generator(rules);
    for (std::size_t i = 0; i < intakes_per_rule_set && done < extent.triples; ++i, ++done) {
      const Intake intake = generator.intake(random, forms);
      Answers answers = checked(parse_answers_json(rules, intake.json, intake.days.as_of),
                                place + text.yaml() + intake.json);
      for (const std::size_t question : intake.not_reached) {
        answers[question].state = Answer::State::not_reached;
      }
      // A test may draw from its own source without changing the triples that follow.
      Random own(extent.seed * 1'000 + i);
      const Triple triple{extent.seed, i, text, program, generator, intake, answers, own};
      if (!visit(triple)) return;
    }
  }
}

}  // namespace candor::testing
