// SPDX-License-Identifier: Apache-2.0
// The blank intake form to print and fill in by hand.

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/document/form.h"
#include "candor/report/layout/html.h"
#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/page_head.h"
#include "candor/rules/asking_order.h"

namespace candor {
namespace {

constexpr std::size_t letters = 26;

// "A", "A or B", "A, B or C", each in quotes.
std::string quoted_labels(const Question& question, std::uint64_t choices, std::string_view last) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if ((choices >> i & 1U) == 0) continue;
    labels.push_back(fmt::format("\u201C{}\u201D", question.choices[i].label.text));
  }
  return listed(labels, last);
}

// "is less than 4 weeks ago", "is at least 2", without the name of the question.
std::string bounds_in_words(const RuleSet& rules, const Condition& test) {
  std::string text = in_words(rules, test);
  text.erase(0, name_of(rules.questions[test.test.question]).size() + 1);
  text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
  return text.starts_with("is ") ? text : "is " + text;
}

// Numbered as in an interview in which only questions apply that always do: one that is asked only
// sometimes has the number before it and a letter.
std::vector<std::string> numbers_of(const RuleSet& rules, const std::vector<std::size_t>& order) {
  std::vector<std::string> numbers(rules.questions.size());
  std::size_t number = 0;
  std::size_t within = 0;
  for (const std::size_t q : order) {
    const bool always = !rules.questions[q].asked_if || number == 0;
    within = always ? 0 : within + 1;
    number += always ? 1 : 0;
    numbers[q] = fmt::to_string(number);
    for (std::size_t rest = within; rest > 0; rest = (rest - 1) / letters) {
      numbers[q].insert(fmt::to_string(number).size(), 1,
                        static_cast<char>('a' + (rest - 1) % letters));
    }
  }
  return numbers;
}

class Form {
 public:
  Form(const RuleSet& rules, const std::optional<Clinic>& clinic, Html& html)
      : rules_(rules),
        clinic_(clinic),
        html_(html),
        order_(asking_order(rules)),
        numbers_(numbers_of(rules, order_)) {}

  void write();

 private:
  bool has(AnsweredBy who) const {
    return std::any_of(rules_.questions.begin(), rules_.questions.end(),
                       [&](const Question& question) { return question.by == who; });
  }
  void add_head();
  void add_questions(AnsweredBy who);
  void add_question(std::size_t index);
  void add_room(const Question& question);
  void add_choices(const Question& question);
  // A box to tick, after the reply that an interview accepts for it.
  template <class Label>
  void add_box(std::string_view key, const Label& label);
  void add_unknown() { add_box("-", "I do not know"); }
  void add_blank() { html_.element("span", {{"class", "blank"}}, ""); }
  void add_clause(const Condition& condition);
  void add_test(const Condition& condition);

  const RuleSet& rules_;
  const std::optional<Clinic>& clinic_;
  Html& html_;
  std::vector<std::size_t> order_;
  std::vector<std::string> numbers_;  // by question
};

// When to answer a question, with the form's own numbers and labels.
void Form::add_clause(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::named: return add_clause(rules_.conditions[condition.named].when);
    case Condition::Kind::test: return add_test(condition);
    case Condition::Kind::negation:
      html_.text("it is not so that ");
      return add_clause(condition.parts[0]);
    case Condition::Kind::all:
    case Condition::Kind::any: break;
  }
  const bool all = condition.kind == Condition::Kind::all;
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    if (i > 0) html_.text(all ? ", and " : ", or ");
    add_clause(condition.parts[i]);
  }
}

void Form::add_test(const Condition& condition) {
  const Test& test = condition.test;
  const Question& question = rules_.questions[test.question];
  const std::string& number = numbers_[test.question];
  const auto ticked = [&](std::uint64_t choices, std::string_view last) {
    html_.text("you ticked ");
    html_.text(Authored(quoted_labels(question, choices, last)));
    html_.text(" in question " + number);
  };
  if (const auto* yes_no = std::get_if<YesNoTest>(&test.of)) {
    html_.text(fmt::format("you answered {} to question {}", yes_no->yes ? "yes" : "no", number));
  } else if (const auto* choice = std::get_if<ChoiceTest>(&test.of)) {
    ticked(choice->accepted, "or");
  } else if (const auto* set = std::get_if<SetTest>(&test.of); !set) {
    html_.text(
        fmt::format("your answer to question {} {}", number, bounds_in_words(rules_, condition)));
  } else if (set->kind == SetTest::Kind::none) {
    html_.text("you ticked \u201CNone of these\u201D in question " + number);
  } else {
    ticked(set->members, set->kind == SetTest::Kind::any ? "or" : "and");
  }
}

template <class Label>
void Form::add_box(std::string_view key, const Label& label) {
  const auto item = html_.open("li");
  html_.element("span", {{"class", "box"}}, "");
  html_.element("span", {{"class", "key"}}, key);
  html_.element("span", label);
}

void Form::add_choices(const Question& question) {
  const bool several = question.traits().takes_several;
  if (several) html_.element("p", {{"class", "small quiet"}}, "Tick every box that is true.");
  const auto list = html_.open("ul", {{"class", "boxes"}});
  if (several) add_box("0", "None of these");
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    add_box(fmt::to_string(i + 1), Authored(question.choices[i].label));
  }
  add_unknown();
}

void Form::add_room(const Question& question) {
  const TypeTraits& type = question.traits();
  if (type.has_choices) return add_choices(question);
  if (type.is_yes_no) {
    const auto list = html_.open("ul", {{"class", "boxes row"}});
    add_box("1", "Yes");
    add_box("2", "No");
    return add_unknown();
  }
  if (!type.is_dated) {
    const auto line = html_.open("p");
    add_blank();
    html_.text(" ");
    return html_.text(Authored(question.unit));
  }
  const auto list = html_.open("ul", {{"class", "boxes row"}});
  {
    const auto line = html_.open("li", {{"class", "date"}});
    html_.text("Date ");
    add_blank();
    html_.text(" or about ");
    add_blank();
    html_.text(" days / weeks / months / years ago");
  }
  if (question.accepts_never) add_box("", "Never");
  if (question.accepts_ongoing) add_box("", "Ongoing: it has not ended");
  add_unknown();
}

void Form::add_question(std::size_t index) {
  const Question& question = rules_.questions[index];
  const bool gated = question.asked_if.has_value();
  const auto item = html_.open("section", {{"class", gated ? "item gate" : "item"}});
  if (gated) {
    const auto line = html_.open("p", {{"class", "small"}});
    html_.text("If ");
    add_clause(*question.asked_if);
    html_.text(":");
  }
  {
    // Without a section heading above it, the question takes its level: pages must not skip one.
    const auto title = html_.open(question.section ? Name("h4") : Name("h3"));
    html_.text(numbers_[index] + ". ");
    html_.text(Authored(question.ask));
  }
  if (!question.help.empty()) {
    html_.element("p", {{"class", "small quiet"}}, Authored(question.help));
  }
  add_room(question);
}

void Form::add_questions(AnsweredBy who) {
  std::optional<std::size_t> section;  // those without one come first
  for (const std::size_t index : order_) {
    const Question& question = rules_.questions[index];
    if (question.by != who) continue;
    if (section != question.section) {
      html_.element("h3", Authored(rules_.sections[*question.section].title));
    }
    section = question.section;
    add_question(index);
  }
}

void Form::add_head() {
  add_clinic(clinic_, HeadPhone::shown, html_);
  html_.element("p", {{"class", "eyebrow"}}, "Questions before your treatment");
  html_.element("h1", Authored(rules_.title));
  {
    const auto lines = html_.open("div", {{"class", "signatures"}});
    for (const std::string_view label :
         {"Name", "Date of birth", "Chart reference", "Today's date"}) {
      add_pen_line(label, html_);
    }
  }
  html_.element(
      "p", {{"class", "lead"}},
      "Please answer with a pen. Tick one box, or every box that is true where the "
      "question says so. Tick \u201CI do not know\u201D if you are not sure: that is a "
      "good answer too. A blank is not a no, and we will ask you about it. Where we ask how "
      "long ago, circle days, weeks, months or years.");
  html_.element("p",
                "Your answers are about your health. Give this form only to the practice. Filling "
                "it in is not a clearance: your practitioner decides, together with you.");
}

void Form::write() {
  add_head();
  const bool two_parts = has(AnsweredBy::client) && has(AnsweredBy::practitioner);
  html_.element("h2", two_parts ? "Part 1: for you, the client" : "Questions");
  add_questions(two_parts ? AnsweredBy::client : rules_.questions.front().by);
  {
    const auto whole = html_.open("section", {{"class", "decision"}});
    html_.element("h2", "Signature");
    html_.element("p", "I have answered to the best of my knowledge.");
    const auto lines = html_.open("div", {{"class", "signatures"}});
    add_pen_line("Signature", html_);
    add_pen_line("Date", html_);
  }
  if (two_parts) {
    html_.element("h2", {{"class", "part"}}, "Part 2: for the practitioner");
    add_questions(AnsweredBy::practitioner);
  }
  const auto foot = html_.open("footer", {{"class", "foot"}});
  html_.element("p", "The numbers are those that `candor screen` shows and accepts.");
  html_.element("p", fmt::format("{} {}, {}.", rules_.id.text, version_in_words(rules_),
                                 in_words(rules_.review)));
  html_.element("p", rules_.digest);
  for (const std::string& base : bases_in_words(rules_)) html_.element("p", base);
}

}  // namespace

std::string form_html(const RuleSet& rules, const std::optional<Clinic>& clinic) {
  Html html = Html::page("Questions: " + rules.title.text, rules.language, Html::Style::document);
  {
    const auto sheet = html.open("main", {{"class", "sheet form"}});
    Form(rules, clinic, html).write();
  }
  return std::move(html).finish();
}

}  // namespace candor
