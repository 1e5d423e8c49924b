// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "candor/report/layout/words.h"
#include "candor/report/result/changes_in_words.h"
#include "candor/report/result/text_sections.h"

namespace candor {

void add_changes_since(const Result& result, Page& page) {
  if (result.revisit == nullptr) return;
  page.heading("Since " + in_words(result.revisit->previous.as_of));
  for (const std::string& line : changes_in_words(result)) page.item(line, 2);
}

}  // namespace candor
