// SPDX-License-Identifier: Apache-2.0
// The blank intake form to print and fill in by hand.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/report/document/form.h"
#include "candor/report/layout/html.h"
#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

// "A", "A or B", "A, B or C", each in quotes.
std::string quoted_labels(const Question& question, std::uint64_t choices) {
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if ((choices >> i & 1U) == 0) continue;
    labels.push_back(fmt::format("\u201C{}\u201D", question.choices[i].label.text));
  }
  return listed(labels, "or");
}

std::string without_backticks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
  return text;
}

class Form {
 public:
  Form(const RuleSet& rules, std::span<const std::size_t> first, Html& html)
      : rules_(rules), first_(first), html_(html), number_(rules.questions.size(), 0) {}

  void write();

 private:
  bool is_first(std::size_t question) const {
    return std::find(first_.begin(), first_.end(), question) != first_.end();
  }
  std::vector<std::size_t> of_section(std::optional<std::size_t> section) const;
  void number(const std::vector<std::size_t>& questions) {
    for (const std::size_t question : questions) number_[question] = ++last_number_;
  }
  void add_head();
  void add_section(std::string_view title, const std::vector<std::size_t>& questions);
  void add_question(std::size_t index);
  void add_room(const Question& question);
  void add_choices(const Question& question);
  void add_boxes(std::string_view look, std::initializer_list<std::string_view> labels);
  void add_box(std::string_view label);
  void add_blank() { html_.element("span", {{"class", "blank"}}, ""); }
  std::string gate(const Condition& condition) const;

  const RuleSet& rules_;
  std::span<const std::size_t> first_;
  Html& html_;
  std::vector<std::size_t> number_;  // by question
  std::size_t last_number_ = 0;
};

std::vector<std::size_t> Form::of_section(std::optional<std::size_t> section) const {
  std::vector<std::size_t> questions;
  for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
    if (rules_.questions[i].section == section && !is_first(i)) questions.push_back(i);
  }
  return questions;
}

// When to answer a question, with the form's own numbers and labels.
std::string Form::gate(const Condition& condition) const {
  if (condition.kind == Condition::Kind::test) {
    const Question& question = rules_.questions[condition.test.question];
    const std::size_t number = number_[condition.test.question];
    if (const auto* yes_no = std::get_if<YesNoTest>(&condition.test.of)) {
      return fmt::format("If you answered {} to question {}", yes_no->yes ? "yes" : "no", number);
    }
    const auto* choice = std::get_if<ChoiceTest>(&condition.test.of);
    if (choice) {
      return fmt::format("If you ticked {} in question {}",
                         quoted_labels(question, choice->accepted), number);
    }
    const auto* set = std::get_if<SetTest>(&condition.test.of);
    if (set && set->kind == SetTest::Kind::any) {
      return fmt::format("If you ticked {} in question {}", quoted_labels(question, set->members),
                         number);
    }
  }
  return "Only if " + without_backticks(in_words(rules_, condition));
}

void Form::add_box(std::string_view label) {
  const auto item = html_.open("li");
  html_.element("span", {{"class", "box"}}, "");
  html_.element("span", label);
}

void Form::add_boxes(std::string_view look, std::initializer_list<std::string_view> labels) {
  const auto list = html_.open("ul", {{"class", look}});
  for (const std::string_view label : labels) add_box(label);
}

void Form::add_choices(const Question& question) {
  const bool several = question.traits().takes_several;
  html_.element("p", {{"class", "small quiet"}},
                several ? "Tick every box that is true." : "Tick one box.");
  const auto list = html_.open("ul", {{"class", "boxes"}});
  for (const Choice& choice : question.choices) add_box(choice.label);
  if (several) add_box("None of these");
  add_box("I do not know");
}

void Form::add_room(const Question& question) {
  const TypeTraits& type = question.traits();
  if (type.has_choices) return add_choices(question);
  if (type.is_yes_no) return add_boxes("boxes row", {"Yes", "No", "I do not know"});
  if (!type.is_dated) {
    const auto line = html_.open("p");
    add_blank();
    html_.text(" " + question.unit.text);
    return;
  }
  {
    const auto line = html_.open("p");
    html_.text("Date: ");
    add_blank();
    html_.text(" or about ");
    add_blank();
    html_.text(" days, weeks, months or years ago (circle one)");
  }
  const auto list = html_.open("ul", {{"class", "boxes row"}});
  if (question.accepts_never) add_box("Never");
  if (question.accepts_ongoing) add_box("It is still going on");
  add_box("I do not know");
}

void Form::add_question(std::size_t index) {
  const Question& question = rules_.questions[index];
  const bool gated = question.asked_if.has_value();
  const auto item = html_.open("section", {{"class", gated ? "item gate" : "item"}});
  if (gated) html_.element("p", {{"class", "small"}}, gate(*question.asked_if) + ":");
  html_.element("h3", fmt::format("{}. {}", number_[index], question.ask.text));
  if (!question.help.empty()) html_.element("p", {{"class", "small quiet"}}, question.help);
  add_room(question);
}

void Form::add_section(std::string_view title, const std::vector<std::size_t>& questions) {
  if (questions.empty()) return;
  html_.element("h2", title);
  for (const std::size_t question : questions) add_question(question);
}

void Form::add_head() {
  html_.element("p", {{"class", "eyebrow"}}, "Questions before your treatment");
  html_.element("h1", rules_.title);
  html_.element("p", {{"class", "lead"}},
                "Please answer with a pen. Tick \u201CI do not know\u201D if you are not sure: "
                "that is a good answer too. A blank is not a no, and we will ask you about it.");
  html_.element("p",
                "Your answers are about your health. Give this form only to the practice. Filling "
                "it in is not a clearance: your practitioner decides, together with you.");
  const auto lines = html_.open("div", {{"class", "signatures"}});
  add_pen_line("Name or chart reference", html_);
  add_pen_line("Today's date", html_);
}

void Form::write() {
  const std::vector<std::size_t> first(first_.begin(), first_.end());
  number(first);
  std::vector<std::pair<std::string_view, std::vector<std::size_t>>> sections;
  sections.emplace_back("Questions", of_section(std::nullopt));
  for (std::size_t s = 0; s < rules_.sections.size(); ++s) {
    sections.emplace_back(rules_.sections[s].title.text, of_section(s));
  }
  for (const auto& [title, questions] : sections) number(questions);

  add_head();
  constexpr std::array<std::string_view, 5> counts{"", "one question", "two questions",
                                                   "three questions", "four questions"};
  const std::string_view count =
      first.size() < counts.size() ? counts[first.size()] : std::string_view("questions");
  add_section(fmt::format("First, {}", count), first);
  for (const auto& [title, questions] : sections) add_section(title, questions);

  html_.element("h2", "Signature");
  html_.element("p", "I have answered to the best of my knowledge.");
  {
    const auto lines = html_.open("div", {{"class", "signatures"}});
    add_pen_line("Signature", html_);
    add_pen_line("Date", html_);
  }
  const auto foot = html_.open("footer", {{"class", "foot"}});
  html_.element("p", fmt::format("{} {}, {}.", rules_.id.text, version_in_words(rules_),
                                 in_words(rules_.review)));
  html_.element("p", rules_.digest);
  for (const std::string& base : bases_in_words(rules_)) html_.element("p", base);
}

}  // namespace

std::string form_html(const RuleSet& rules, std::span<const std::size_t> first) {
  Html html = Html::page("Questions: " + rules.title.text, "en");
  {
    const auto sheet = html.open("main", {{"class", "sheet form"}});
    Form(rules, first, html).write();
  }
  return std::move(html).finish();
}

std::vector<std::size_t> core_questions(const RuleSet& rules) {
  constexpr std::array<std::string_view, 4> ids{"active_acne", "rosacea", "skin_sensitivity",
                                                "sun_exposure"};
  std::vector<std::size_t> questions;
  for (const std::string_view id : ids) {
    if (const auto question = rules.find_question(id)) questions.push_back(*question);
  }
  return questions;
}

}  // namespace candor
