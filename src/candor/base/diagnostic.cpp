// SPDX-License-Identifier: Apache-2.0
#include "candor/base/diagnostic.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"

namespace candor {
namespace {

// The Levenshtein distance, with a swap of neighbors as one step.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

// How many characters of a source line are shown: a line of a megabyte helps nobody.
constexpr std::size_t most_shown = 160;

// The part of a source line around the caret.
struct Excerpt {
  std::string text;
  std::size_t before = 0;  // terminal columns before the caret
};

Excerpt excerpt(std::string_view line, std::uint32_t column) {
  const std::size_t caret = column == 0 ? 0 : column - 1;
  const std::size_t skip = caret > most_shown / 2 ? caret - most_shown / 2 : 0;
  Excerpt out;
  if (skip > 0) out.text = "...";
  out.before = out.text.size();
  for (std::size_t i = 0; i < skip && !line.empty(); ++i) next_code_point(line);
  for (std::size_t i = skip; !line.empty() && i < skip + most_shown; ++i) {
    std::string_view rest = line;
    next_code_point(rest);
    const std::string shown = printable(line.substr(0, line.size() - rest.size()));
    if (i < caret) out.before += display_width(shown);
    out.text += shown;
    line = rest;
  }
  if (!line.empty()) out.text += "...";
  return out;
}

}  // namespace

std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
  }
  return "";
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  if (items_.size() < most) items_.push_back(std::move(diagnostic));
}

void Diagnostics::error(DiagnosticCode code, const SourceFile& file, Place at, std::string message,
                        std::string help) {
  add({.severity = Severity::error,
       .code = code,
       .message = std::move(message),
       .help = std::move(help),
       .file = file.name(),
       .line = at.line,
       .column = at.column,
       .source_line = std::string(file.line(at.line)),
       .pointer = {}});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> items = items_;
  // Files are in the order of their first mistakes.
  std::map<std::string_view, std::size_t> files;
  for (const Diagnostic& d : items_) files.emplace(d.file, files.size());
  std::stable_sort(items.begin(), items.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(files.find(a.file)->second, a.line, a.column) <
           std::tuple(files.find(b.file)->second, b.line, b.column);
  });
  return items;
}

std::string render(const Diagnostic& d) {
  fmt::memory_buffer out;
  const auto to = std::back_inserter(out);
  std::string where = printable(d.file);
  if (d.line > 0) where += fmt::format("{}{}:{}", where.empty() ? "" : ":", d.line, d.column);
  if (!d.pointer.empty())
    where += fmt::format("{}{}", where.empty() ? "" : ":", printable(d.pointer));
  fmt::format_to(to, "{}{}{}: {} [{}]\n", where, where.empty() ? "" : ": ", to_string(d.severity),
                 printable(d.message), to_string(d.code));
  if (!d.source_line.empty()) {
    const Excerpt shown = excerpt(d.source_line, d.column);
    fmt::format_to(to, "{:>5} | {}\n", d.line, shown.text);
    fmt::format_to(to, "{:>5} | {:>{}}\n", "", "^", shown.before + 1);
  }
  if (!d.help.empty()) fmt::format_to(to, "  help: {}\n", printable(d.help));
  return fmt::to_string(out);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > 64) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view name : known) {
    const std::size_t distance = edit_distance(word, name);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace candor
