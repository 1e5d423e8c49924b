// SPDX-License-Identifier: Apache-2.0
// What a page is about: its rule set, who uses it, and the clinic. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/program.h"
#include "candor/page/page_state.h"
#include "candor/report/result/clinic.h"

namespace candor {

struct PageData {
  /// Questions of one section and one person who answers, in the order of asking.
  struct Section {
    std::string title = {};
    AnsweredBy by = AnsweredBy::client;
    std::vector<std::size_t> questions = {};
  };

  Program program;
  bool for_client = false;  // only her questions, and no verdict
  std::optional<Clinic> clinic = {};
  std::vector<Section> sections = {};  // of the questions that the page asks

  const RuleSet& rules() const noexcept { return program.rules(); }
  bool asks(std::size_t question) const {
    return !for_client || rules().questions[question].by == AnsweredBy::client;
  }
};

/// Nothing when one of the two is damaged.
std::optional<PageData> read_page_data(std::string_view rules, std::string_view page);

/// The rule set and its questions. Examples of dates are near `as_of`.
PageJson about_json(const PageData& data, Date as_of);

/// How to reply to a question, what it means if it is not known, and why it is asked.
PageJson help_json(const PageData& data, std::size_t question, Date as_of);

}  // namespace candor
