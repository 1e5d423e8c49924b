// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/code_help.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "candor/report/layout/terminal_layout.h"

namespace candor {
namespace {

constexpr std::string_view fence = "```";

// `[text](language.md#part)` as words: the text, and the file unless that is the text.
std::string without_links(std::string_view text) {
  std::string out;
  for (;;) {
    const std::size_t open = text.find('[');
    const std::size_t middle = text.find("](", open);
    const std::size_t close = text.find(')', middle);
    if (open == text.npos || middle == text.npos || close == text.npos) break;
    const std::string_view words = text.substr(open + 1, middle - open - 1);
    std::string_view file = text.substr(middle + 2, close - middle - 2);
    file = file.substr(0, file.find('#'));
    out += text.substr(0, open);
    out += words == file ? fmt::format("docs/{}", file) : fmt::format("{} (docs/{})", words, file);
    text.remove_prefix(close + 1);
  }
  return out.append(text);
}

// Prints an explanation line by line.
class Explanation {
 public:
  Explanation(DiagnosticCode code, Page& page) : code_(code), page_(page) {}

  void line(std::string_view text) {
    if (text.starts_with(fence)) {
      end_paragraph();
      if (!std::exchange(in_example_, !in_example_)) begin_example(text.substr(fence.size()));
    } else if (in_example_) {
      page_.verbatim(text, 4);
    } else if (text.empty()) {
      end_paragraph();
    } else {
      paragraph_.append(text).append(" ");
    }
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    page_.blank();
    page_.paragraph(without_links(std::exchange(paragraph_, {})));
  }

 private:
  // An example is in one or several blocks. What stands before the one that gives the code, such as
  // a mapping, belongs to it, and what follows are examples that do not give it.
  void begin_example(std::string_view info) {
    page_.blank();
    const bool is_dialogue = info == "console";
    const bool gives = is_dialogue || info.find(to_string(code_)) != info.npos;
    if (is_dialogue) {
      // It shows itself what gives the code.
    } else if (gives) {
      page_.paragraph(fmt::format("Gives {}:", to_string(code_)));
    } else if (!given_) {
      page_.paragraph("With:");
    } else if (!std::exchange(not_given_, true)) {
      page_.paragraph(fmt::format("Does not give {}:", to_string(code_)));
    }
    given_ = given_ || gives;
  }

  DiagnosticCode code_;
  Page& page_;
  std::string paragraph_ = {};
  bool in_example_ = false;
  bool given_ = false;
  bool not_given_ = false;
};

}  // namespace

std::string code_help(DiagnosticCode code, std::size_t width, bool color) {
  Page page(width, color);
  page.paragraph(fmt::format("{}: {}", to_string(code), title_of(code)), 0, Look::strong);
  Explanation explanation(code, page);
  std::string_view text = explanation_of(code);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    explanation.line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  explanation.end_paragraph();
  return page.text();
}

}  // namespace candor
