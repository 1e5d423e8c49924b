// SPDX-License-Identifier: Apache-2.0
// The result, and the files that the page gives out.
#include <utility>

#include <fmt/format.h>

#include "candor/interview/kept_screening.h"
#include "candor/interview/saved_interview.h"
#include "candor/page/page_requests.h"
#include "candor/record/read_decision.h"
#include "candor/record/record.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/changes_in_words.h"
#include "candor/report/result/first_screen.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/result_json.h"
#include "candor/report/result/told_in_person.h"

namespace candor {
namespace {

// The screening of what the state's saved interview says, as `candor screen --answers` gives it.
class Screened {
 public:
  explicit Screened(const PageRequest& request)
      : screening_(screen_kept(request.data.program,
                               interview_of(request.data, request.state).kept(),
                               request.state.days)),
        result_{.rules = request.data.rules(),
                .answers = screening_.answers,
                .screening = screening_.screening,
                .appointment_time = request.state.appointment_time,
                .kept = &screening_.kept,
                .revisit = request.state.revisit ? &*request.state.revisit : nullptr,
                .decision = request.state.decision ? &*request.state.decision : nullptr,
                .validity = screening_.validity} {}
  Screened(const Screened&) = delete;
  Screened& operator=(const Screened&) = delete;

  const Result& result() const { return result_; }

 private:
  KeptScreening screening_;
  Result result_;
};

template <class Index>
PageJson names_of(const RuleSet& rules, const std::vector<Index>& questions) {
  PageJson ids = PageJson::array();
  for (const Index q : questions) ids.push_back(rules.questions[q].id.text);
  return ids;
}

PageJson first_screen_json(const Result& result, std::string_view ref) {
  const RuleSet& rules = result.rules;
  const FirstScreen screen = first_screen(result, ref);
  PageJson json = object_for(14);
  json["line"] = screen.line;
  json["tone"] = tone_of(*headline_shown(result.screening).headline, screen.look);
  json["today"] = PageJson::array();
  for (const FirstScreen::Sentence& beside : screen.beside)
    json["today"].push_back(sentence(beside.text));
  json["reasons"] = PageJson::array();
  for (const FirstScreen::Entry& reason : screen.reasons) {
    const Rule* rule = reason.rule ? &rules.rules[*reason.rule] : nullptr;
    json["reasons"].push_back(
        {{"text", reason.text},
         {"verdict", rule ? rules.verdicts[rule->verdict].id.text : std::string()},
         {"rule", rule ? rule->id.text : std::string()}});
  }
  json["next"] = screen.next;
  json["open"] = PageJson::array();
  for (const std::uint16_t q : screen.open) {
    json["open"].push_back(
        {{"question", rules.questions[q].id.text}, {"name", name_of(rules.questions[q])}});
  }
  json["validity"] = result.validity ? validity_in_words(result) : std::string();
  json["authority"] = screen.authority;
  json["decision"] = screen.decision;
  json["changes"] =
      result.revisit != nullptr ? PageJson(changes_in_words(result)) : PageJson::array();
  json["not_asked"] = names_of(rules, not_asked(result));
  json["not_confirmed"] = names_of(rules, not_confirmed(result));
  json["told_in_person"] = !ToldInPerson(result).left_out().empty();
  return json;
}

PageJson file(const PageRequest& request, std::string_view kind, std::string_view ending,
              std::string text) {
  PageJson json = object_for(2);
  json["name"] = fmt::format("{}-{}.{}", kind, to_string(request.state.days.as_of), ending);
  json["text"] = std::move(text);
  return json;
}

PageOptions options_of(const PageRequest& request) {
  return {.clinic = request.data.clinic, .ref = request.state.ref};
}

bool is_nonce(std::string_view text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

}  // namespace

PageJson result_of(const PageRequest& request) {
  const Interview interview = interview_of(request.data, request.state);
  const Screened screened(request);
  PageJson json = object_for(2);
  json["view"] = view_json(request.data, request.state, interview);
  json["result"] = first_screen_json(screened.result(), request.state.ref);
  return json;
}

PageJson save_file(const PageRequest& request) {
  const Interview interview = interview_of(request.data, request.state);
  return file(
      request, "interview", "json",
      saved_interview_json(interview,
                           {.appointment_time = request.state.appointment_time,
                            .ref = request.state.ref,
                            .revisit = request.state.revisit ? &*request.state.revisit : nullptr}));
}

PageJson record_file(const PageRequest& request) {
  const RecordFacts facts{.candor = CANDOR_VERSION,
                          .at = text_in(request.json, "now"),
                          .ref = request.state.ref,
                          .nonce = text_in(request.json, "nonce")};
  if (!is_utc_time(facts.at) || !is_nonce(facts.nonce))
    return page_error("A record needs `now` and `nonce`.");
  return file(request, "record", "json",
              record_json(Screened(request).result(), facts).dump(2) + "\n");
}

PageJson json_file(const PageRequest& request) {
  const PageJson json =
      result_json(Screened(request).result(), ResultParts::all, request.state.ref);
  return file(request, "result", "json", json.dump(2) + "\n");
}

PageJson leaflet_file(const PageRequest& request) {
  return file(request, "leaflet", "html",
              leaflet_html(Screened(request).result(), options_of(request)));
}

PageJson report_file(const PageRequest& request) {
  return file(request, "report", "html",
              report_html(Screened(request).result(), options_of(request)));
}

}  // namespace candor
