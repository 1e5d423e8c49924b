// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/words.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/intake/answers.h"

namespace candor {
namespace {

std::string in_quotes(std::string_view id) { return fmt::format("`{}`", id); }

std::vector<std::string> choice_ids(const Question& question, std::uint64_t choices) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if ((choices >> i & 1U) != 0) ids.push_back(in_quotes(question.choices[i].id));
  }
  return ids;
}

std::string words(const Question& question, const ChoiceTest& test) {
  const std::string name = name_of(question);
  if (!test.negated) {
    return fmt::format("{} is {}", name, listed(choice_ids(question, test.accepted), "or"));
  }
  const std::vector<std::string> excluded = choice_ids(question, ~test.accepted);
  return excluded.size() == 1 ? fmt::format("{} is not {}", name, excluded[0])
                              : fmt::format("{} is neither {}", name, listed(excluded, "nor"));
}

std::string words(const Question& question, const YesNoTest& test) {
  return fmt::format("{} is {}", name_of(question), test.yes ? "`yes`" : "`no`");
}

std::string words(const Question& question, const SetTest& test) {
  const std::string name = name_of(question);
  const std::vector<std::string> ids = choice_ids(question, test.members);
  switch (test.kind) {
    case SetTest::Kind::none: return name + " is none";
    case SetTest::Kind::any: return fmt::format("{} includes {}", name, listed(ids, "or"));
    case SetTest::Kind::all: return fmt::format("{} includes {}", name, listed(ids, "and"));
  }
  return name;
}

std::string words(const Question& question, const NumberTest& test) {
  const Bounds<Decimal>& bounds = test.bounds;
  std::vector<std::string> parts;
  if (test.equal) parts.push_back("is " + to_string(*test.equal));
  if (bounds.at_least) parts.push_back("is at least " + to_string(*bounds.at_least));
  if (bounds.over) parts.push_back("is over " + to_string(*bounds.over));
  if (bounds.under) parts.push_back("is under " + to_string(*bounds.under));
  if (bounds.at_most) parts.push_back("is at most " + to_string(*bounds.at_most));
  for (std::size_t i = 1; i < parts.size(); ++i) parts[i].erase(0, std::string_view("is ").size());
  return fmt::format("{} {}", name_of(question), listed(parts, "and"));
}

std::string words(const Question& question, const UnansweredTest&) {
  return name_of(question) + " is not answered";
}

std::string words(const Question& question, const TimeTest& test) {
  const std::string name = name_of(question);
  switch (test.kind) {
    case TimeTest::Kind::never: return name + " is `never`";
    case TimeTest::Kind::ongoing: return name + " is `ongoing`";
    case TimeTest::Kind::bounds: break;
  }
  const Bounds<Duration>& bounds = test.bounds;
  std::vector<std::string> parts;
  if (bounds.at_least) parts.push_back("at least " + to_string(*bounds.at_least));
  if (bounds.over) parts.push_back("more than " + to_string(*bounds.over));
  if (bounds.under) parts.push_back("less than " + to_string(*bounds.under));
  if (bounds.at_most) parts.push_back("at most " + to_string(*bounds.at_most));
  return fmt::format("{} {} ago", name, listed(parts, "and"));
}

std::string joined(const RuleSet& rules, const Condition& condition, std::string_view word) {
  std::string text;
  for (const Condition& part : condition.parts) {
    const bool nested = part.parts.size() > 1 && part.kind != condition.kind;
    const std::string inner = in_words(rules, part);
    if (!text.empty()) text += fmt::format(", {} ", word);
    text += nested ? fmt::format("({})", inner) : inner;
  }
  return text;
}

bool ends_sentence(std::string_view text) noexcept {
  for (const std::string_view mark : {".", "?", "!", "。", "？", "！"}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

}  // namespace

std::string in_words(const Refusal& refusal) {
  std::string text = capitalized(sentence(refusal.message));
  if (!refusal.help.empty()) text += ' ' + capitalized(sentence(refusal.help));
  return text;
}

std::string listed(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    text += words[i];
  }
  return text;
}

std::string name_of(const Question& question) {
  std::string name = question.id.text;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string question_of(const Question& question) {
  const std::string& ask = question.ask.text;
  for (const std::string_view mark : {"?", "？"}) {
    const std::size_t at = ask.find(mark);
    if (at != std::string::npos) return ask.substr(0, at + mark.size());
  }
  const bool ends = ask.ends_with('.') || ask.ends_with(':');
  return ask.substr(0, ends ? ask.size() - 1 : ask.size()) + ':';
}

std::string answer_of(const Question& question, const Answer& answer, Date as_of) {
  std::string text = answer_in_words(question, answer);
  if (!answer.given()) return text + "; " + in_words(question, question.if_blank);
  const bool is_date = question.traits().is_dated && answer.time == Answer::Time::date;
  return is_date && !answer.is_span() ? fmt::format("{}, {}", text, time_ago(answer.date, as_of))
                                      : text;
}

std::string tag_of(const RuleSet& rules, std::string_view id, const Evidence& evidence) {
  std::vector<std::string_view> marks;
  if (evidence.strength == Strength::convention) marks.push_back("convention");
  for (const std::size_t source : evidence.sources) marks.push_back(rules.sources[source].id);
  if (marks.empty()) return std::string(id);
  return fmt::format("{} [{}]", id, fmt::join(marks, ", "));
}

std::string in_words(const RuleSet& rules, const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::all: return joined(rules, condition, "and");
    case Condition::Kind::any: return joined(rules, condition, "or");
    case Condition::Kind::negation:
      return fmt::format("not ({})", in_words(rules, condition.parts[0]));
    case Condition::Kind::named: return in_quotes(rules.conditions[condition.named].id) + " holds";
    case Condition::Kind::test: break;
  }
  const Question& question = rules.questions[condition.test.question];
  return std::visit([&](const auto& test) { return words(question, test); }, condition.test.of);
}

std::string in_words(const RuleSet& rules, const Until& until) {
  std::vector<std::string> ends;
  if (until.after_screening) {
    ends.push_back(to_string(*until.after_screening) + " after the screening");
  }
  for (const Until::After& after : until.after) {
    const std::string name = name_of(rules.questions[after.question]);
    ends.push_back(fmt::format("{} after {}", to_string(after.wait), name));
  }
  return (ends.size() > 1 ? "the latest of " : "") + listed(ends, "and");
}

std::string in_words(const Question& question, const IfBlank& if_blank) {
  switch (if_blank.kind) {
    case IfBlank::Kind::open: return "a blank leaves its rules open";
    case IfBlank::Kind::nothing: return "a blank has no effect";
    case IfBlank::Kind::answer: break;
  }
  if (if_blank.ago) return fmt::format("a blank counts as `{}` ago", to_string(*if_blank.ago));
  const Answer& answer = if_blank.answer;
  if (question.traits().has_choices && answer.yes != 0) {
    return "a blank counts as " + listed(choice_ids(question, answer.yes), "and");
  }
  std::string word =
      question.traits().is_number ? to_string(answer.number) : answer_in_words(question, answer);
  if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] + 32);
  return "a blank counts as " + in_quotes(word);
}

std::string time_ago(Date from, Date to) {
  const auto days = static_cast<std::int32_t>((to - from).count());
  if (days <= 0) return "today";
  if (days == 1) return "yesterday";
  std::int32_t months = 0;
  while (plus(from, {months + 1, Unit::months}) <= to) ++months;
  if (days % 7 == 0 && days >= 14 && days <= 28)
    return to_string(Duration{days / 7, Unit::weeks}) + " ago";
  if (months == 0) return to_string(Duration{days, Unit::days}) + " ago";

  const std::int32_t years = months / 12;
  const Duration rest_months = {months % 12, Unit::months};
  const auto rest = static_cast<std::int32_t>((to - plus(from, {months, Unit::months})).count());
  std::vector<std::string> parts;
  if (years > 0) parts.push_back(to_string(Duration{years, Unit::years}));
  if (rest_months.amount > 0) parts.push_back(to_string(rest_months));
  if (rest > 0 && years < 2) parts.push_back(to_string(Duration{rest, Unit::days}));
  return listed(parts, "and") + " ago";
}

std::string_view agreement(Strength strength) noexcept {
  switch (strength) {
    case Strength::not_said:
    case Strength::convention: return "";
    case Strength::consensus: return "The sources agree.";
    case Strength::majority: return "Most of the sources agree.";
    case Strength::split: return "The sources disagree.";
    case Strength::weak: return "The evidence is weak.";
  }
  return "";
}

std::string in_words(const Evidence& evidence) {
  std::string text(agreement(evidence.strength));
  if (evidence.disputed.empty()) return text;
  if (evidence.strength != Strength::split) text += text.empty() ? "Disputed:" : " Disputed:";
  return fmt::format("{} {}", text, evidence.disputed.text);
}

std::string in_words(const Review& review) {
  if (!review.reviewed) return "a draft that no clinician has reviewed";
  std::string text = "reviewed by " + review.by.text;
  if (review.on) text += " on " + in_words(*review.on);
  return review.signed_by.empty() ? fmt::format("says it was {}; no signature that you trust", text)
                                  : fmt::format("{}, signed with key {}", text, review.signed_by);
}

std::string version_in_words(const RuleSet& rules) {
  std::string text = rules.version.text;
  for (const Base& base : rules.bases) {
    text +=
        fmt::format("{} {} {}", &base == &rules.bases.front() ? ", extending" : ", which extends",
                    base.id, base.version);
  }
  return text;
}

std::vector<std::string> bases_in_words(const RuleSet& rules) {
  std::vector<std::string> lines;
  for (const Base& base : rules.bases) {
    lines.push_back(fmt::format("Extends {} {}, {}", base.id, base.version, base.digest));
  }
  return lines;
}

std::string in_words(const Change& change) {
  switch (change.kind) {
    case Change::Kind::added: return fmt::format("Added by {}.", change.by);
    case Change::Kind::changed: {
      const std::string keys = fmt::format("{}", fmt::join(change.keys, ", "));
      return fmt::format("Changed by {}{}{}.", change.by, keys.empty() ? "" : ": ", keys);
    }
    case Change::Kind::dropped: {
      const bool told = !change.reason.empty();
      return fmt::format("Dropped by {}{}", change.by,
                         told ? ": " + sentence(change.reason) : "; no reason given.");
    }
  }
  return "";
}

std::string changes_in_words(const RuleSet& rules, Part part, std::string_view id) {
  std::string text;
  for (const Change& change : rules.changes) {
    if (change.part != part || change.id != id) continue;
    text += (text.empty() ? "" : " ") + in_words(change);
  }
  return text;
}

std::string_view in_words(Reading reading) noexcept {
  switch (reading) {
    case Reading::not_said: return "";
    case Reading::full: return "Read in full";
    case Reading::excerpt: return "Read in excerpt";
    case Reading::secondhand: return "Known second-hand";
  }
  return "";
}

std::string citation(const Source& source) {
  std::vector<std::string_view> parts;
  for (const Text* part : {&source.publisher, &source.year, &source.at}) {
    if (!part->empty()) parts.push_back(part->text);
  }
  std::string text = source.title.text;
  if (!source.publisher.empty() && !ends_sentence(text)) text += '.';
  if (!parts.empty()) {
    text += fmt::format("{} {}", source.publisher.empty() ? "," : "", fmt::join(parts, ", "));
  }
  return sentence(std::move(text));
}

std::string sentence(std::string text) {
  if (!text.empty() && !ends_sentence(text)) text += '.';
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace candor
