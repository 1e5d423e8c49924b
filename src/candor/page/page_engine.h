// SPDX-License-Identifier: Apache-2.0
// What the page asks, and what it shows: one JSON text in, one out.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

class PageEngine {
 public:
  static std::optional<PageEngine> begin(std::string_view rules, std::string_view page);
  std::string answer(std::string_view request);

 private:
  struct Data;
  std::shared_ptr<Data> data_;
};

}  // namespace candor
