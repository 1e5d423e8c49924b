// SPDX-License-Identifier: Apache-2.0
// Asks the page's engine as its script does: the state is kept outside, and passed along.

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "candor/page/page_engine.h"
#include "candor/rules/built_in.h"
#include "candor/rules/rule_set_snapshot.h"

namespace candor::testing {

using PageMessage = nlohmann::ordered_json;

inline PageEngine page_engine(const RuleSet& rules, std::string_view mode) {
  const PageMessage page{{"mode", mode}, {"clinic", nullptr}};
  return PageEngine::begin(snapshot_rule_set(rules), page.dump()).value();
}

class PageScript {
 public:
  PageScript(PageEngine engine, PageMessage state)
      : engine_(std::move(engine)), state_(std::move(state)) {
    ask({{"do", "show"}});
  }

  /// For the built-in rules.
  explicit PageScript(std::string_view mode, std::string_view as_of = "2026-11-28")
      : PageScript(page_engine(load_built_in(*find_built_in("microneedling")), mode),
                   {{"as_of", as_of}}) {}

  /// The answer, whose state is taken over.
  const PageMessage& ask(PageMessage request) {
    request["state"] = state_;
    answer_ = PageMessage::parse(engine_.answer(request.dump()));
    if (answer_.contains("state")) state_ = answer_["state"];
    if (answer_.contains("view")) view_ = answer_["view"];
    return answer_;
  }

  /// What is said of an answer, or why it is refused.
  std::string reply(std::string_view question, PageMessage more) {
    more["do"] = "reply";
    more["question"] = question;
    const PageMessage& answer = ask(std::move(more));
    for (const char* key : {"error", "refused", "said"}) {
      if (answer.contains(key)) return answer[key];
    }
    return "nothing was said";
  }

  /// The text of a file.
  std::string file(std::string_view kind) { return ask({{"do", kind}}).at("text"); }

  const PageMessage& answer() const { return answer_; }
  const PageMessage& state() const { return state_; }
  const PageMessage& view() const { return view_; }
  const PageMessage& view(std::string_view question) const {
    return view_.at("questions").at(std::string(question));
  }

  /// The question to ask next; empty at the review.
  std::string next() const {
    return view_["next"].is_null() ? std::string() : view_["next"].get<std::string>();
  }

 private:
  PageEngine engine_;
  PageMessage state_;
  PageMessage view_ = {};
  PageMessage answer_ = {};
};

}  // namespace candor::testing
