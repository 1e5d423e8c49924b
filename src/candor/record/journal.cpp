// SPDX-License-Identifier: Apache-2.0
#include "candor/record/journal.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/digest.h"
#include "candor/record/read_decision.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

struct ReadLine {
  std::size_t number = 0;
  JournalEntry entry = {};
  std::string previous = {};
};

bool is_digest(std::string_view text) {
  constexpr std::string_view begin = "sha256:";
  return text.size() == begin.size() + 64 && text.starts_with(begin) &&
         text.find_first_not_of("0123456789abcdef", begin.size()) == text.npos;
}

std::string digest_before_the_first() { return "sha256:" + std::string(64, '0'); }

Json line_json(std::size_t number, const JournalEntry& entry, const std::string& previous) {
  return {{"n", number},
          {"at", entry.at},
          {"rules", entry.rules},
          {"verdict", entry.verdict},
          {"record", entry.record.empty() ? Json() : Json(entry.record)},
          {"prev", previous}};
}

// A line as candor writes it, to the byte; later versions may add keys at its end.
std::optional<ReadLine> read_line(std::string_view text) {
  constexpr std::size_t longest = 4096;  // candor writes a tenth of it
  if (text.size() > longest) return std::nullopt;
  const Json json = Json::parse(text, nullptr, false);
  // A key that is there twice, and any blank, is lost when the line is written again.
  if (!json.is_object() || json.dump() != text) return std::nullopt;
  const auto word = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto number = json.find("n");
  if (number == json.end() || !number->is_number_unsigned()) return std::nullopt;
  ReadLine out{.number = number->get<std::size_t>(),
               .entry = {word("at"), word("rules"), word("verdict"), word("record")},
               .previous = word("prev")};
  const JournalEntry& entry = out.entry;
  if (!is_utc_time(entry.at) || !is_digest(entry.rules) || !is_digest(out.previous) ||
      entry.verdict.empty() || (!entry.record.empty() && !is_digest(entry.record))) {
    return std::nullopt;
  }
  // The known keys come first, in their order.
  const Json known = line_json(out.number, entry, out.previous);
  auto at = json.begin();
  for (const auto& [key, value] : known.items()) {
    if (at == json.end() || at.key() != key || *at != value) return std::nullopt;
    ++at;
  }
  return out;
}

// Whether a line cut off can be the beginning of that line of a journal.
bool is_torn(std::string_view line, std::size_t number) {
  const std::string begin = fmt::format(R"({{"n":{},"at":")", number);
  const std::size_t both = std::min(line.size(), begin.size());
  // The brace ends the line: whatever has it was written whole, and changed later.
  return !line.empty() && line.find('}') == line.npos &&
         line.substr(0, both) == std::string_view(begin).substr(0, both);
}

// The lines without their line feeds. The last one is empty if the text ends with a line feed.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.push_back(text);
  return lines;
}

JournalBreak break_at(std::size_t number, std::size_t unread, bool follows) {
  if (follows) return {number, "its number is not that of the line"};
  if (unread > 0) return {number - unread, "it is not the line that was written"};
  if (number == 1)
    return {number, "it is not the first line of a journal: those before it are gone"};
  return {number,
          "it does not follow from the line before it: one of the two was changed, or a line "
          "between them removed"};
}

}  // namespace

std::string digest_of_bytes(std::string_view bytes) { return "sha256:" + sha256_hex(bytes); }

std::optional<std::string> journal_append(std::string_view tail, bool whole,
                                          const JournalEntry& entry) {
  std::vector<std::string_view> lines = split(tail);
  const bool ended = lines.back().empty();
  if (ended) lines.pop_back();
  std::size_t number = 1;
  if (!lines.empty()) {
    // Lines cut off have no number that can be read; they count all the same.
    std::size_t after = 0;
    std::optional<ReadLine> last;
    while (after < lines.size() && !(last = read_line(lines[lines.size() - 1 - after]))) ++after;
    if (!last && !whole) return std::nullopt;
    number = (last ? last->number : 0) + after + 1;
    for (std::size_t i = 0; i < after; ++i) {
      if (!is_torn(lines[lines.size() - 1 - i], number - 1 - i)) return std::nullopt;
    }
  }
  const std::string previous =
      lines.empty() ? digest_before_the_first() : digest_of_bytes(lines.back());
  return (ended || lines.empty() ? "" : "\n") + line_json(number, entry, previous).dump() + "\n";
}

JournalCheck check_journal(std::string_view text) {
  JournalCheck out;
  std::vector<std::string_view> lines = split(text);
  if (lines.back().empty()) lines.pop_back();
  out.last = lines.size();
  std::string previous = digest_before_the_first();
  std::size_t unread = 0;  // how many lines before this one are cut off
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t number = i + 1;
    const std::optional<ReadLine> line = read_line(lines[i]);
    if (line) out.lines.push_back({number, line->entry});
    if (out.broken) continue;
    if (!line && is_torn(lines[i], number)) {
      ++unread;
    } else if (!line) {
      out.broken = JournalBreak{number, "it is not a line of a journal"};
    } else if (line->previous != previous || line->number != number) {
      out.broken = break_at(number, unread, line->previous == previous);
    } else {
      for (; unread > 0; --unread) out.torn.push_back(number - unread);
    }
    previous = digest_of_bytes(lines[i]);
  }
  out.torn_end = !out.broken && unread > 0;
  return out;
}

}  // namespace candor
