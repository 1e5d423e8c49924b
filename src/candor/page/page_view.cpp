// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_view.h"

#include <algorithm>

#include "candor/base/ascii.h"
#include "candor/interview/reply.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/changes_in_words.h"
#include "candor/report/result/first_screen.h"
#include "candor/report/result/page_head.h"

namespace candor {
namespace {

// Writes the view of one state.
class View {
 public:
  View(const PageData& data, const PageState& state, const Interview& interview)
      : data_(data),
        state_(state),
        interview_(interview),
        counted_(interview.counted()),
        result_{.rules = interview.rules(),
                .answers = interview.answers(),
                .screening = interview.screening(),
                .appointment_time = state.appointment_time,
                .kept = &counted_,
                .revisit = state.revisit ? &*state.revisit : nullptr,
                .decision = state.decision ? &*state.decision : nullptr} {}

  PageJson json() const;

 private:
  bool shown(std::size_t q) const {
    return data_.asks(q) && (interview_.applies(q) || interview_.contradicts(q));
  }
  // Of another day, or it has come back.
  bool to_confirm(std::size_t q) const {
    return interview_.unconfirmed(q) || (interview_.applies(q) && interview_.to_confirm(q));
  }
  bool pending(std::size_t q) const;
  PageJson verdict() const;
  PageJson question(std::size_t q, std::size_t number) const;
  void add_questions(PageJson& json) const;
  void add_next(PageJson& json) const;
  PageJson previous() const;

  const PageData& data_;
  const PageState& state_;
  const Interview& interview_;
  KeptAnswers counted_;
  Result result_;
};

// A client's span of days is tested when the practitioner reads it.
bool View::pending(std::size_t q) const {
  if (!data_.asks(q) || !interview_.pending(q)) return false;
  return !data_.for_client || !interview_.reached(q) || to_confirm(q);
}

PageJson View::verdict() const {
  const Screening& screening = interview_.screening();
  PageJson json = object_for(5);
  json["line"] = verdict_line(result_);
  json["tone"] = tone_of(*headline_shown(screening).headline, verdict_look(result_));
  json["settled"] = screening.headline.settled;
  json["open"] = screening.headline.settled ? 0 : screening.open.size();
  json["more"] = unsettled_in_words(result_);
  return json;
}

PageJson View::question(std::size_t q, std::size_t number) const {
  const Question& question = data_.rules().questions[q];
  const Answer& answer = interview_.answer(q);
  const SpanLeftOpen* span = data_.for_client ? nullptr : interview_.span_left_open(q);
  const bool reached = interview_.reached(q);
  const bool unconfirmed = interview_.unconfirmed(q);
  PageJson json = object_for(14);
  json["applies"] = interview_.applies(q);
  json["shown"] = shown(q);
  json["state"] = !reached ? "open" : answer.given() ? "answered" : "not_known";
  json["value"] = reached ? answer_to_json(question, answer) : PageJson();
  json["words"] = words_of(data_, interview_, q);
  json["to_confirm"] = to_confirm(q);
  json["given_on"] = !to_confirm(q) || span != nullptr ? std::string()
                     : unconfirmed                     ? not_confirmed_in_words(result_, q)
                                   : "This applies again: is the answer still right?";
  json["day_needed"] = span == nullptr
                           ? std::string()
                           : capitalized(sentence(why_day_is_asked(span->fault, answer, span->on)));
  json["contradicts"] = interview_.contradicts(q);
  if (!data_.for_client) json["matters"] = interview_.applies(q) && interview_.relevant(q);
  json["wanted"] = pending(q);
  json["number"] = number;
  return json;
}

void View::add_questions(PageJson& json) const {
  const RuleSet& rules = data_.rules();
  PageJson sections = PageJson::array();
  PageJson questions = object_for(rules.questions.size());
  std::size_t left = 0;
  std::size_t number = 0;
  for (const PageData::Section& section : data_.sections) {
    std::size_t answered = 0, of = 0, unconfirmed = 0;
    for (const std::size_t q : section.questions) {
      const bool here = shown(q);
      const bool confirms = to_confirm(q);
      if (here) ++of, ++number;
      if (here && interview_.reached(q) && !confirms) ++answered;
      if (here && confirms) ++unconfirmed;
      if (pending(q)) ++left;
      questions[rules.questions[q].id.text] = question(q, here ? number : 0);
    }
    PageJson counts = object_for(3);
    counts["answered"] = answered;
    counts["of"] = of;
    counts["to_confirm"] = unconfirmed;
    sections.push_back(std::move(counts));
  }
  json["left"] = left;
  json["stopped"] = !data_.for_client && interview_.stopped();
  json["sections"] = std::move(sections);
  json["questions"] = std::move(questions);
}

void View::add_next(PageJson& json) const {
  std::optional<std::size_t> next = interview_.current();
  if (next && !pending(*next)) {
    next.reset();
    for (const PageData::Section& section : data_.sections) {
      for (const std::size_t q : section.questions) {
        if (!next && pending(q)) next = q;
      }
    }
  }
  json["next"] = next ? PageJson(data_.rules().questions[*next].id.text) : PageJson();
}

PageJson View::previous() const {
  if (!state_.revisit || data_.for_client) return {};
  PageJson json = object_for(4);
  json["line"] = in_words(state_.revisit->previous);
  PageJson holding = PageJson::array();
  for (const std::size_t q : still_holding(interview_)) {
    if (interview_.answered_on(q) != state_.days.as_of)
      holding.push_back(data_.rules().questions[q].id.text);
  }
  json["holding"] = std::move(holding);
  json["changed"] = changes_in_words(result_);
  json["asks_session"] = !state_.session_asked && !state_.revisit->session;
  return json;
}

PageJson View::json() const {
  PageJson json = object_for(13);
  if (!data_.for_client) json["verdict"] = verdict();
  add_next(json);
  add_questions(json);
  json["previous"] = previous();
  json["day"] = in_words(state_.days.as_of);
  json["appointment"] = state_.days.appointment ? appointment_in_words(result_) : std::string();
  json["ref"] = state_.ref;
  json["decision"] = state_.decision ? in_words(data_.rules(), *state_.decision) : std::string();
  return json;
}

}  // namespace

Interview interview_of(const PageData& data, const PageState& state) {
  Interview out(data.program, state.days);
  out.restore(state.kept);
  std::vector<std::size_t> returned;
  for (const std::size_t q : state.returned) {
    if (out.reached(q)) returned.push_back(q);
  }
  if (!returned.empty()) out.ask_again(returned);
  return out;
}

void take_answers(const Interview& interview, PageState& state) {
  state.kept = interview.kept();
  state.returned.clear();
  for (std::size_t q = 0; q < state.kept.answers.size(); ++q) {
    const bool returned = interview.applies(q) && interview.to_confirm(q);
    if (returned && !interview.unconfirmed(q)) state.returned.push_back(q);
  }
}

std::string words_of(const PageData& data, const Interview& interview, std::size_t question) {
  const Answer& answer = interview.answer(question);
  if (!interview.reached(question)) return {};
  if (data.for_client && !answer.given()) return "Not known.";
  return sentence(answer_of(data.rules().questions[question], answer, interview.days().as_of));
}

PageJson view_json(const PageData& data, const PageState& state, Interview interview) {
  if (!data.for_client) interview.set_pace(state.pace);
  return View(data, state, interview).json();
}

std::string_view tone_of(const Headline& headline, Look look) {
  if (headline.incomplete) return "open";
  if (look == Look::go) return "go";
  return look == Look::stop ? "stop" : "wait";
}

}  // namespace candor
