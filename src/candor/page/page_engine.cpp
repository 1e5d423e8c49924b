// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_engine.h"

#include <algorithm>
#include <array>
#include <utility>

#include "candor/page/page_requests.h"

namespace candor {
namespace {

using Change = PageChange (*)(const PageRequest&);
using Give = PageJson (*)(const PageRequest&);

PageJson about(const PageRequest& request) {
  return about_json(request.data, request.state.days.as_of);
}

PageJson shown(const PageRequest& request, const PageState& state) {
  const Interview interview = interview_of(request.data, state);
  PageState kept = state;
  take_answers(interview, kept);
  PageJson json = object_for(6);
  json["state"] = state_json(request.data.rules(), kept);
  json["view"] = view_json(request.data, kept, interview);
  return json;
}

PageJson show(const PageRequest& request) { return shown(request, request.state); }

struct Row {
  std::string_view name;
  bool for_client;  // also on the client's page
  Give answer = nullptr;
  Change change = nullptr;
};
constexpr std::array rows{
    Row{.name = "about", .for_client = true, .answer = about},
    Row{.name = "show", .for_client = true, .answer = show},
    Row{.name = "reply", .for_client = true, .change = change_reply},
    Row{.name = "confirm", .for_client = true, .change = change_confirmed},
    Row{.name = "load", .for_client = true, .change = load_file},
    Row{.name = "save", .for_client = true, .answer = save_file},
    Row{.name = "help", .for_client = false, .answer = help_for},
    Row{.name = "appointment", .for_client = false, .change = change_appointment},
    Row{.name = "ref", .for_client = false, .change = change_reference},
    Row{.name = "session", .for_client = false, .change = change_session},
    Row{.name = "decide", .for_client = false, .change = change_decision},
    Row{.name = "result", .for_client = false, .answer = result_of},
    Row{.name = "record", .for_client = false, .answer = record_file},
    Row{.name = "json", .for_client = false, .answer = json_file},
    Row{.name = "leaflet", .for_client = false, .answer = leaflet_file},
    Row{.name = "report", .for_client = false, .answer = report_file},
};

PageJson changed(const PageRequest& request, Change change) {
  PageChange made = change(request);
  if (!made.refused.empty()) {
    PageJson json = shown(request, request.state);
    json["refused"] = std::move(made.refused);
    return json;
  }
  PageJson json = shown(request, made.state);
  for (auto& [key, value] : made.more.items()) json[key] = std::move(value);
  return json;
}

// Functions of the JSON library call themselves for each level.
constexpr int most_levels = 32;
bool is_shallow(int depth, PageJson::parse_event_t, PageJson&) { return depth <= most_levels; }

PageJson answer_json(const PageData& data, std::string_view text) {
  const PageJson json = PageJson::parse(text, is_shallow, false);
  const std::string word = text_in(json, "do");
  const auto* row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& of) { return of.name == word; });
  if (row == rows.end()) return page_error("This request cannot be read.");
  if (data.for_client && !row->for_client)
    return page_error("The client's page does not answer this.");
  const std::optional<PageState> state = read_state(data.rules(), value_at(json, "state"));
  if (!state) return page_error("The state of this page cannot be read.");
  const PageRequest request{.data = data, .json = json, .state = *state};
  return row->change != nullptr ? changed(request, row->change) : row->answer(request);
}

}  // namespace

struct PageEngine::Data : PageData {};

std::optional<PageEngine> PageEngine::begin(std::string_view rules, std::string_view page) {
  std::optional<PageData> data = read_page_data(rules, page);
  if (!data) return std::nullopt;
  PageEngine out;
  out.data_ = std::make_shared<const Data>(Data{std::move(*data)});
  return out;
}

std::string PageEngine::answer(std::string_view request) const {
  return answer_json(*data_, request).dump(-1, ' ', false, PageJson::error_handler_t::replace);
}

PageJson page_error(std::string_view message) {
  PageJson json = PageJson::object();
  json["error"] = message;
  return json;
}

}  // namespace candor
