// SPDX-License-Identifier: Apache-2.0
// Random rule sets, written as YAML.

#include "support/generate.h"

#include <algorithm>

#include "support/generate_conditions.h"
#include "support/generate_text.h"

namespace candor::testing {

namespace {

class Writer {
 public:
  explicit Writer(Random& random) : random_(random), conditions_(random) {}

  RuleSetText write() {
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
    if (random_.chance(10)) head.push_back("override_reasons: {agreed: A specialist agreed}\n");
    for (const std::string& part : head) text_.before += part;
    text_.before += verdicts_ + questions_;
    const std::string others = named_ + care + plan;
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
        verdicts_ += "  " + id + ": {label: Verdict " + id + ", proceed: " + std::string(word) +
                     (random_.chance(20) ? ", next: Wait.}\n" : "}\n");
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
        const std::string id = "shared_" + std::to_string(conditions_.names().size());
        condition_texts.push_back("  " + id + ": " + conditions_.condition(random_.between(0, 2)) +
                                  "\n");
        conditions_.add_name(id);
      }
    }
    random_.shuffle(question_texts);
    random_.shuffle(condition_texts);
    questions_ = "questions:\n" + join(question_texts, "");
    if (!condition_texts.empty()) named_ = "conditions:\n" + join(condition_texts, "");
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
        blank = random_.chance(30) ? "none" : list(conditions_.some_choices(asked, 3));
        break;
      }
      case QuestionType::number:
        keys.push_back("type: number");
        write_range(asked, keys);
        blank = conditions_.number_text(asked);
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
        blank =
            !accepts.empty() && random_.chance(50) ? random_.pick(accepts) : conditions_.duration();
        break;
      }
    }
    if (random_.chance(18)) {
      keys.push_back("if_blank: nothing");
    } else if (random_.chance(18)) {
      keys.push_back("if_blank: " + blank);
    }
    if (!conditions_.asked().empty() && random_.chance(45)) {
      keys.push_back("asked_if: " + conditions_.condition(random_.chance(60) ? 0 : 1));
    }
    if (random_.chance(10)) keys.push_back("help: Some help");
    if (random_.chance(10)) keys.push_back("called: the last of it");
    if (random_.chance(25)) keys.push_back("lasts: " + lasts(asked));
    if (random_.chance(10)) keys.push_back(random_.pick(Strings{"fixed: yes", "fixed: no"}));
    if (random_.chance(10)) {
      keys.push_back("section: part");
      uses_section_ = true;
    }
    random_.shuffle(keys);
    conditions_.add_question(asked);
    return asked.id + ": " + mapping(keys);
  }

  // How long answers hold: of every answer, or of one.
  std::string lasts(const Asked& asked) {
    const std::string lasting = random_.chance(50) ? "always" : conditions_.duration();
    Strings named = asked.choices;
    if (asked.type == QuestionType::yes_no) named = {"yes", "no"};
    if (asked.never) named.push_back("never");
    if (asked.ongoing) named.push_back("ongoing");
    if (named.empty() || random_.chance(40)) return lasting;
    return "{" + random_.pick(named) + ": " + lasting + "}";
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
    for (std::size_t i = 0; i < conditions_.asked().size(); ++i) {
      if (conditions_.asked()[i].type == QuestionType::time_since) timed.push_back(i);
    }
    for (int i = 0; i < count; ++i) {
      std::size_t verdict = random_.below(proceeds_.size());
      if (proceeds_[verdict] != Proceed::later && random_.chance(30)) {
        verdict = random_.below(proceeds_.size());
      }
      Strings keys = {"verdict: v" + std::to_string(verdict), "because: A reason"};
      const bool later = proceeds_[verdict] == Proceed::later;
      if (later && !timed.empty() && random_.chance(40)) {
        write_wait(conditions_.asked()[random_.pick(timed)], keys);
      } else {
        keys.push_back("when: " + conditions_.condition(random_.between(0, 2)));
        if (later && random_.chance(80)) keys.push_back("until: " + until(timed));
      }
      if (random_.chance(15)) keys.push_back("waits_for: It has healed.");
      if (random_.chance(15)) keys.push_back("advice: Some advice");
      if (random_.chance(15)) keys.push_back("client: " + client());
      for (const std::string& key : evidence(true)) keys.push_back(key);
      random_.shuffle(keys);
      std::string rule = "  rule-" + std::to_string(i) + ":\n";
      for (const std::string& key : keys) rule += "    " + key + "\n";
      text_.rules.push_back(rule);
    }
  }

  /// What the client reads, or that it is told in person.
  std::string client() {
    Strings keys;
    const bool in_person = random_.chance(30);
    if (in_person) keys.push_back("private: yes");
    if (!in_person && random_.chance(60)) keys.push_back("say: You do.");
    if (random_.chance(60)) keys.push_back("next: We talk about it.");
    if (keys.empty() || random_.chance(30)) {
      keys.push_back(std::string("urgent: ") + (random_.chance(70) ? "yes" : "no"));
    }
    random_.shuffle(keys);
    return mapping(keys);
  }

  /// The plainest deferral: not until so long after that.
  void write_wait(const Asked& asked, Strings& keys) {
    const std::string wait = conditions_.duration();
    std::string when = mapping({asked.id + ": {under: " + wait + "}"});
    if (random_.chance(30)) when = "{all: " + list({when, conditions_.condition(0)}) + "}";
    keys.push_back("when: " + when);
    keys.push_back("until: " + mapping({asked.id + ": " + wait}));
  }

  std::string until(const std::vector<std::size_t>& timed) {
    if (timed.empty() || random_.chance(20)) return conditions_.duration();
    Strings keys;
    for (const std::size_t question :
         random_.some(timed, random_.chance(60) ? 1 : static_cast<std::size_t>(3))) {
      keys.push_back(conditions_.asked()[question].id + ": " + conditions_.duration());
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
    if (random_.chance(60)) keys.push_back("when: " + conditions_.condition(random_.between(0, 1)));
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
        Strings keys = care_window(group == "before");
        if (random_.chance(25)) {
          keys.push_back("done_when: " + conditions_.condition(random_.between(0, 1)));
        }
        text += "    " + item(group, i, keys);
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
  ConditionWriter conditions_;
  RuleSetText text_ = {};
  std::string verdicts_ = {};
  std::string questions_ = {};
  std::string named_ = {};
  std::vector<Proceed> proceeds_ = {};
  bool uses_source_ = false;
  bool uses_section_ = false;
};

}  // namespace

std::string RuleSetText::yaml() const { return before + join(rules, "") + after; }

RuleSetText generate_rule_set(Random& random) { return Writer(random).write(); }

}  // namespace candor::testing
