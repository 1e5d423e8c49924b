// SPDX-License-Identifier: Apache-2.0
// What each request does. Private to this folder.

#pragma once

#include <string>
#include <string_view>

#include "candor/page/page_view.h"

namespace candor {

/// A request with the state that it carries.
struct PageRequest {
  const PageData& data;
  const PageJson& json;
  const PageState& state;
};

/// What a change comes to: another state, or why not.
struct PageChange {
  std::string refused = {};  // a sentence; empty: the state changes
  PageState state = {};
  PageJson more = PageJson::object();  // other keys of the answer
};

PageChange change_reply(const PageRequest& request);
PageChange change_confirmed(const PageRequest& request);
PageChange change_appointment(const PageRequest& request);
PageChange change_reference(const PageRequest& request);
PageChange change_session(const PageRequest& request);
PageChange change_decision(const PageRequest& request);
PageChange load_file(const PageRequest& request);

/// How to reply to a question, and why it is asked.
PageJson help_for(const PageRequest& request);

/// The first screen of the result.
PageJson result_of(const PageRequest& request);

/// Files: `name` and `text`.
PageJson save_file(const PageRequest& request);
PageJson record_file(const PageRequest& request);
PageJson json_file(const PageRequest& request);
PageJson leaflet_file(const PageRequest& request);
PageJson report_file(const PageRequest& request);

/// An answer to a request that the script cannot have made.
PageJson page_error(std::string_view message);

}  // namespace candor
