// SPDX-License-Identifier: Apache-2.0
// Requests that change the answers and what is known beside them.
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/reply.h"
#include "candor/interview/typed_appointment.h"
#include "candor/page/page_requests.h"
#include "candor/record/read_decision.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

constexpr std::size_t longest_reply = 4096;  // in bytes, as at the terminal

PageChange refuse(std::string sentence) { return {.refused = std::move(sentence)}; }

std::optional<std::size_t> question_named(const PageData& data, const PageJson& id) {
  const auto question = question_in(data.rules(), id);
  return question && data.asks(*question) ? question : std::nullopt;
}

PageJson ids_in(const RuleSet& rules, const std::vector<std::size_t>& questions) {
  PageJson ids = PageJson::array();
  for (const std::size_t q : questions) ids.push_back(rules.questions[q].id.text);
  return ids;
}

// A decision is about one result.
void forget_decision(PageChange& change) {
  if (!std::exchange(change.state.decision, std::nullopt)) return;
  change.more["note"] = "The decision was about the result of before: now there is none.";
}

// An answer, or why there is none.
struct Read {
  Answer answer = {};
  std::string refused = {};
};

Read read_value(const PageRequest& request, std::size_t question, const PageJson& value) {
  const RuleSet& rules = request.data.rules();
  PageJson kept = PageJson::object();
  kept["answers"] = PageJson::object();
  kept["answers"][rules.questions[question].id.text] = value;
  Parsed<KeptAnswers> read = read_kept_answers(rules, kept, request.state.days.as_of);
  if (read.value) return {.answer = read.value->answers[question]};
  const Diagnostic& why = read.diagnostics.items().front();
  return {.refused = in_words(Refusal{why.code, why.message, why.help})};
}

Read read_text(const PageRequest& request, std::size_t question, const std::string& text) {
  const std::string typed = fold(text);
  if (typed.empty()) return {.refused = "This needs an answer."};
  if (typed == "-") return {};
  if (text.size() > longest_reply) return {.refused = "This is too long to be an answer."};
  const Date as_of = request.state.days.as_of;
  Read out;
  if (const auto refusal = read_reply(request.data.rules().questions[question], trim_spaces(text),
                                      as_of, out.answer))
    out.refused = in_words(*refusal);
  return out;
}

PageChange take(const PageRequest& request, Interview& interview, std::size_t question,
                const Answer& answer) {
  if (!request.data.for_client) {
    if (const auto refusal =
            refuse_span(interview.program(), question, answer, request.state.days.as_of))
      return refuse(in_words(*refusal));
  }
  PageChange out{.state = request.state};
  interview.jump(question);
  const Interview::Change change = interview.reply(answer);
  take_answers(interview, out.state);
  const RuleSet& rules = interview.rules();
  out.more["said"] = words_of(request.data, interview, question);
  out.more["set_aside"] = ids_in(rules, change.set_aside);
  out.more["returned"] = ids_in(rules, change.returned);
  forget_decision(out);
  return out;
}

PageChange take_back(const PageRequest& request, Interview& interview, std::size_t question) {
  PageChange out{.state = request.state};
  const Interview::Change change = interview.take_back(question);
  take_answers(interview, out.state);
  out.more["said"] = "";
  out.more["set_aside"] = ids_in(interview.rules(), change.set_aside);
  out.more["returned"] = ids_in(interview.rules(), change.returned);
  forget_decision(out);
  return out;
}

}  // namespace

PageJson help_for(const PageRequest& request) {
  const auto question = question_named(request.data, value_at(request.json, "question"));
  if (!question) return page_error("This page does not ask that question.");
  PageJson json = object_for(1);
  json["help"] = help_json(request.data, *question, request.state.days.as_of);
  return json;
}

PageChange change_reply(const PageRequest& request) {
  const auto question = question_named(request.data, value_at(request.json, "question"));
  if (!question) return refuse("This page does not ask that question.");
  Interview interview = interview_of(request.data, request.state);
  const auto value = request.json.find("value");
  const bool nothing_ticked = value != request.json.end() && value->is_array() && value->empty();
  if (nothing_ticked || value_at(request.json, "none") == true)
    return take_back(request, interview, *question);
  if (!interview.applies(*question) && !interview.contradicts(*question))
    return refuse("By the other answers, this question does not apply.");
  if (value_at(request.json, "not_known") == true) return take(request, interview, *question, {});
  const PageJson& text = value_at(request.json, "text");
  Read read{.refused = "This is not an answer."};
  if (text.is_string()) {
    read = read_text(request, *question, text.get<std::string>());
  } else if (value != request.json.end()) {
    read = read_value(request, *question, *value);
  }
  if (!read.refused.empty()) return refuse(std::move(read.refused));
  return take(request, interview, *question, read.answer);
}

PageChange change_confirmed(const PageRequest& request) {
  Interview interview = interview_of(request.data, request.state);
  std::vector<std::size_t> questions;
  for (const PageJson& id : value_at(request.json, "questions")) {
    const auto question = question_named(request.data, id);
    if (!question || !interview.reached(*question))
      return refuse("One of these has no answer that could be confirmed.");
    questions.push_back(*question);
  }
  PageChange out{.state = request.state};
  interview.confirm(questions);
  take_answers(interview, out.state);
  forget_decision(out);
  return out;
}

PageChange change_appointment(const PageRequest& request) {
  const std::string typed = text_in(request.json, "text");
  PageChange out{.state = request.state};
  TypedAppointment read;
  if (const std::string word = fold(typed); !word.empty() && word != "none") {
    if (typed.size() > longest_reply) return refuse("This is too long to be an appointment.");
    read = read_typed_appointment(typed, request.state.days.as_of);
    if (!read.day) return refuse(capitalized(sentence(read.problem)));
  }
  out.state.days.appointment = read.day;
  out.state.appointment_time = read.time;
  forget_decision(out);
  return out;
}

PageChange change_reference(const PageRequest& request) {
  PageChange out{.state = request.state};
  out.state.ref = std::string(trim_spaces(text_in(request.json, "text")));
  if (!out.state.ref.empty() && !is_reference(out.state.ref))
    return refuse("This is not a valid chart reference: it is too long, or cannot be printed.");
  return out;
}

PageChange change_session(const PageRequest& request) {
  PageChange out{.state = request.state};
  if (!out.state.revisit) return refuse("A session is asked about after a record was read.");
  out.state.session_asked = true;
  out.state.revisit->session.reset();
  forget_decision(out);
  const std::string typed(trim_spaces(text_in(request.json, "day")));
  if (typed.empty() || typed == "-") return out;
  if (typed.size() > longest_reply) return refuse("This is too long to be a day.");
  std::optional<Refusal> refused;
  const std::optional<Date> on =
      read_typed_session(typed, out.state.revisit->previous.as_of, out.state.days.as_of, refused);
  if (refused) return refuse(in_words(*refused));
  if (!on) return out;
  SessionDone session{.on = *on,
                      .device = std::string(trim_spaces(text_in(request.json, "device"))),
                      .reaction = std::string(trim_spaces(text_in(request.json, "reaction")))};
  if (!is_session_text(session.device) || !is_session_text(session.reaction)) {
    return refuse(
        fmt::format("Please keep each text under {} bytes of UTF-8.", longest_session_text));
  }
  out.state.revisit->session = std::move(session);
  return out;
}

PageChange change_decision(const PageRequest& request) {
  PageChange out{.state = request.state};
  out.state.decision.reset();
  const PageJson& json = value_at(request.json, "decision");
  if (json.is_null()) return out;
  Decision decision{.as_listed = text_in(json, "decision") == "as_listed",
                    .by = std::string(trim_spaces(text_in(json, "by"))),
                    .note = std::string(trim_spaces(text_in(json, "note"))),
                    .at = text_in(request.json, "now")};
  if (!decision.as_listed) decision.reason = text_in(json, "reason");
  if (!decision.as_listed && text_in(json, "decision") != "otherwise")
    return refuse("Choose whether you decide as listed, or otherwise.");
  if (!decision.as_listed && decision.reason.empty()) return refuse("Choose a reason.");
  if (const auto missing = missing_in_decision(request.data.rules(), decision))
    return refuse(*missing);
  if (!is_utc_time(decision.at)) return refuse("The time of this decision cannot be read.");
  out.state.decision = std::move(decision);
  return out;
}

}  // namespace candor
