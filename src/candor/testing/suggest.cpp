// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/suggest.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/errors.h"
#include "candor/base/utf8.h"
#include "candor/engine/answer_candidates.h"
#include "candor/report/result/result.h"
#include "candor/testing/suite_proof.h"

namespace candor {
namespace {

using Kind = CoverageItem::Kind;

// The end of a class that is at a threshold; the other end may be the limit of possible answers.
const Answer& edge_of(const Question& question, const IntakePart& part, std::size_t of_class,
                      Date as_of) {
  const AnswerClass& of = part.classes[of_class];
  if (!question.traits().is_ordered) return of.answer;
  const auto key = [&](const Answer& answer) { return answer_order(question, answer, as_of); };
  const auto begins = [&](const AnswerClass& c) { return key(c.answer) < key(of.answer); };
  const auto ends = [&](const AnswerClass& c) { return key(c.last) > key(of.last); };
  const auto first = part.classes.begin() + 1;
  const bool lowest = std::none_of(first, part.classes.end(), begins);
  const bool highest = std::none_of(first, part.classes.end(), ends);
  return lowest && !highest ? of.last : of.answer;
}

// An answer other than a number, from JSON to YAML. Scalars need no quotes: all are text.
std::string yaml_of(const nlohmann::ordered_json& answer) {
  if (answer.is_null()) return "unknown";
  if (answer.is_string()) return answer.get<std::string>();
  std::vector<std::string> parts;
  if (answer.is_array()) {
    for (const auto& item : answer) parts.push_back(yaml_of(item));
    return parts.empty() ? "none" : fmt::format("[{}]", fmt::join(parts, ", "));
  }
  if (answer.is_object()) {
    for (const auto& [member, in] : answer.items()) {
      const std::string_view word = in.is_null() ? "unknown" : in.get<bool>() ? "yes" : "no";
      parts.push_back(fmt::format("{}: {}", member, word));
    }
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
  }
  return answer.get<bool>() ? "yes" : "no";
}

std::string yaml_of(const Question& question, const Answer& answer) {
  const bool number = question.traits().is_number && answer.given();
  return number ? to_string(answer.number) : yaml_of(answer_to_json(question, answer));
}

class CaseSuggester {
 public:
  explicit CaseSuggester(const TestRun& run)
      : run_(run),
        rules_(run.program.rules()),
        proof_(run.program, run.suite),
        items_(run.coverage->items),
        missing_(items_.size()) {
    for (std::size_t i = 0; i < items_.size(); ++i) missing_[i] = items_[i].missing();
    base_ = proof_.space().intake(run.suite.baseline);
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) as_baseline_.push_back(same(q));
  }

  std::string write() {
    while (const auto intake = next_intake()) add(to_answers(*intake));
    while (const auto answers = next_answers()) add(*answers);
    return std::move(out_);
  }

 private:
  Formula same(std::size_t question) {
    std::vector<Formula> parts;
    const IntakeSpace& space = proof_.space();
    for (std::size_t p = space.first_part(question); p < space.end_part(question); ++p) {
      parts.push_back(
          proof_.formulas().in(p, Formulas::only(base_[p], space.parts()[p].classes.size())));
    }
    return proof_.formulas().all(parts);
  }

  // An intake that shows the first missing item, and as many others as possible.
  std::optional<Intake> next_intake() {
    std::vector<Formula> goals;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!missing_[i] || SuiteProof::is_answer(items_[i].kind)) continue;
      const Formula shows = proof_.shows(items_[i]);
      // Care may be done only on an appointment, which suggested cases do not have.
      if (!goals.empty() || proof_.prover().possible({shows})) goals.push_back(shows);
    }
    if (goals.empty()) return std::nullopt;
    std::vector<Formula> may{proof_.rules().consistent()};
    may.insert(may.end(), goals.begin() + 1, goals.end());
    may.insert(may.end(), as_baseline_.begin(), as_baseline_.end());
    std::vector<bool> held;
    return proof_.prover().most(std::vector{goals.front()}, may, held);
  }

  Answers to_answers(const Intake& intake) {
    const IntakeSpace& space = proof_.space();
    Answers out = space.answers(intake);
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const std::size_t first = space.first_part(q);
      const bool as_baseline =
          std::equal(intake.begin() + static_cast<std::ptrdiff_t>(first),
                     intake.begin() + static_cast<std::ptrdiff_t>(space.end_part(q)),
                     base_.begin() + static_cast<std::ptrdiff_t>(first));
      const IntakePart& part = space.parts()[first];
      if (as_baseline) {
        out[q] = run_.suite.baseline[q];
      } else if (part.of == IntakePart::Of::answer && intake[first] != 0) {
        out[q] = edge_of(rules_.questions[q], part, intake[first], space.as_of());
      }
    }
    return out;
  }

  // The baseline with one missing answer for each question that has any.
  std::optional<Answers> next_answers() {
    Answers out = run_.suite.baseline;
    std::vector<bool> taken(rules_.questions.size());
    bool any = false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const CoverageItem& item = items_[i];
      if (!missing_[i] || taken[item.index]) continue;
      any = taken[item.index] = true;
      out[item.index] = answer_for(item);
    }
    return any ? std::optional(out) : std::nullopt;
  }

  Answer answer_for(const CoverageItem& item) const {
    const Question& question = rules_.questions[item.index];
    const IntakePart& part = proof_.space().parts()[proof_.space().first_part(item.index)];
    Answer out{.state = Answer::State::given};
    if (item.kind == Kind::left_blank) return {};
    if (item.kind == Kind::answered) {
      return edge_of(question, part, 1, proof_.space().as_of());
    }
    if (question.traits().is_yes_no) {
      out.yes = item.choice;
    } else {
      out.yes = std::uint64_t{1} << item.choice;
    }
    if (question.traits().takes_several) {
      out.known = all_choices(question);
      // Add all members that were never in the set at once; the others are then out of it.
      out.yes = 0;
      for (std::size_t i = 0; i < items_.size(); ++i) {
        const CoverageItem& other = items_[i];
        const bool is_in = missing_[i] && other.kind == Kind::choice && other.index == item.index;
        if (is_in) out.yes |= std::uint64_t{1} << other.choice;
      }
      if (item.kind == Kind::member_out) out.yes &= ~(std::uint64_t{1} << item.choice);
    }
    return out;
  }

  std::string next_name() {
    std::string name;
    const auto& cases = run_.suite.cases;
    do {
      name = fmt::format("suggested-{}", ++number_);
    } while (std::any_of(cases.begin(), cases.end(),
                         [&](const TestCase& test) { return test.name.text == name; }));
    return name;
  }

  void add(const Answers& answers) {
    const Date as_of = run_.suite.as_of;
    const auto shown = shown_items(run_.program, items_, missing_, answers, {.as_of = as_of});
    if (std::count(shown.begin(), shown.end(), true) == 0) {
      throw InternalError("a suggested case shows nothing that was missing");
    }
    out_ += fmt::format("  {}:\n", next_name());
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!shown[i]) continue;
      missing_[i] = false;
      out_ += fmt::format("    # closes: {}\n", printable(gap_in_words(rules_, items_[i])));
    }
    add_answers(answers);
    add_result(answers);
  }

  void add_answers(const Answers& answers) {
    std::string lines;
    for (std::size_t q = 0; q < answers.size(); ++q) {
      if (answers[q] == run_.suite.baseline[q]) continue;
      lines += fmt::format("      {}: {}\n", rules_.questions[q].id.text,
                           yaml_of(rules_.questions[q], answers[q]));
    }
    if (!lines.empty()) out_ += "    answers:\n" + lines;
  }

  void add_result(const Answers& answers) {
    Screening screening;
    evaluate(run_.program, answers, {.as_of = run_.suite.as_of}, screening);
    std::vector<std::string_view> reasons, open;
    for (const Reason& reason : screening.reasons) reasons.push_back(rules_.rules[reason.rule].id);
    for (const OpenQuestion& question : screening.open) {
      open.push_back(rules_.questions[question.question].id);
    }
    out_ += fmt::format(
        "    confirm:\n      verdict: {}\n      earliest: {}\n      rules: [{}]\n      open: "
        "[{}]\n",
        verdict_id(rules_, screening.headline),
        screening.earliest ? to_string(*screening.earliest) : "none", fmt::join(reasons, ", "),
        fmt::join(open, ", "));
  }

  const TestRun& run_;
  const RuleSet& rules_;
  SuiteProof proof_;
  const std::vector<CoverageItem>& items_;
  std::vector<bool> missing_;
  Intake base_ = {};
  std::vector<Formula> as_baseline_ = {};  // by question
  std::size_t number_ = 0;
  std::string out_ = {};
};

}  // namespace

std::string suggest_cases(const TestRun& run) {
  const auto& items = run.coverage->items;
  const bool any = std::any_of(items.begin(), items.end(),
                               [](const CoverageItem& item) { return item.missing(); });
  if (!any) return {};
  const std::string cases = CaseSuggester(run).write();
  return run.suite.lists_cases ? cases : "cases:\n" + cases;
}

}  // namespace candor
