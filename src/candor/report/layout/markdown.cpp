// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/markdown.h"

namespace candor {

void Markdown::put(Kind kind, std::string_view text) {
  const bool apart = kind == Kind::paragraph || (kind == Kind::item && last_ != kind);
  if (apart && !text_.empty()) text_ += '\n';
  if (kind == Kind::item) text_ += "- ";
  text_.append(text).append("\n");
  last_ = kind;
}

}  // namespace candor
