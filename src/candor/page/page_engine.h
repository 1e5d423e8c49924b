// SPDX-License-Identifier: Apache-2.0
// What the page asks, and what it shows: one JSON text in, one out.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// Answers the requests of the page's script. Every request carries the whole state of a screening,
/// and nothing is remembered between two. All texts in answers are plain, and ready to show.
///
/// | `do`                                 | answer                                              |
/// |--------------------------------------|-----------------------------------------------------|
/// | `about`                              | the rule set, its sections and questions            |
/// | `help`                               | how to reply to a question, and why it is asked     |
/// | `show`                               | the state and its view: what is decided, what asked |
/// | `reply`, `confirm`, `appointment`,   | the state that follows, and its view; or why not,   |
/// | `ref`, `session`, `load`, `decide`   | in `refused`, and the state as it was               |
/// | `result`                             | the first screen                                    |
/// | `save`, `record`, `json`, `leaflet`, | a file: its name and text                           |
/// | `report`                             |                                                     |
///
/// A request that cannot be read, or is not for this page, is answered by `error`. No request ends
/// the program, however damaged.
class PageEngine {
 public:
  /// `rules` is from `snapshot_rule_set`. `page` is a JSON object: `mode` (`practitioner` or
  /// `client`) and `clinic` (null or its file as an object). Nothing when either is damaged.
  static std::optional<PageEngine> begin(std::string_view rules, std::string_view page);

  std::string answer(std::string_view request) const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_ = {};
};

}  // namespace candor
