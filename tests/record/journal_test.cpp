// SPDX-License-Identifier: Apache-2.0
#include "candor/record/journal.h"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace candor {
namespace {

const std::string rules_digest = "sha256:" + std::string(64, 'a');

JournalEntry entry(int second, std::string record = {}) {
  return {.at = "2026-11-28T00:43:" + std::string(second < 10 ? "0" : "") + std::to_string(second) +
                "Z",
          .rules = rules_digest,
          .verdict = "defer",
          .record = std::move(record)};
}

// Appends as the command line does, with a tail of at most `most` bytes.
void append(std::string& journal, const JournalEntry& what, std::size_t most = journal_tail) {
  const std::size_t from = journal.size() - std::min(most, journal.size());
  const auto line = journal_append(std::string_view(journal).substr(from), from == 0, what);
  REQUIRE(line);
  journal += *line;
}

std::string journal_of(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) append(text, entry(i));
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at + 1));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace

TEST_CASE("journal: a line has a number, a time, digests and a verdict, and nothing else") {
  std::string text;
  append(text, entry(7, rules_digest));
  append(text, entry(8));
  const auto lines = lines_of(text);
  CHECK(lines[0] == R"({"n":1,"at":"2026-11-28T00:43:07Z","rules":")" + rules_digest +
                        R"(","verdict":"defer","record":")" + rules_digest +
                        R"(","prev":"sha256:)" + std::string(64, '0') + "\"}\n");
  CHECK(lines[1] == R"({"n":2,"at":"2026-11-28T00:43:08Z","rules":")" + rules_digest +
                        R"(","verdict":"defer","record":null,"prev":")" +
                        digest_of_bytes(lines[0].substr(0, lines[0].size() - 1)) + "\"}\n");
}

TEST_CASE("journal: one that was only appended to holds") {
  for (const int lines : {0, 1, 2, 50}) {
    const JournalCheck check = check_journal(journal_of(lines));
    CAPTURE(lines);
    CHECK(check.held());
    CHECK(check.lines.size() == static_cast<std::size_t>(lines));
    CHECK(check.last == static_cast<std::size_t>(lines));
    CHECK(check.torn.empty());
  }
}

TEST_CASE("journal: the first line that was changed, removed, added or moved is found") {
  const std::vector<std::string> whole = lines_of(journal_of(9));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    CAPTURE(i);
    const std::size_t number = i + 1;
    std::vector<std::string> lines = whole;
    lines[i].replace(lines[i].find("defer"), 5, "cause");
    const auto changed = check_journal(joined(lines)).broken;
    if (number < whole.size()) {  // of the last line, no other one has the digest
      REQUIRE(changed);
      CHECK(changed->line == number + 1);
    }
    lines = whole;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    const auto removed = check_journal(joined(lines)).broken;
    if (number < whole.size()) {
      REQUIRE(removed);
      CHECK(removed->line == number);
    }
    lines = whole;
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(i), whole[i]);
    const auto twice = check_journal(joined(lines)).broken;
    REQUIRE(twice);
    CHECK(twice->line == number + 1);
    if (number == whole.size()) continue;
    lines = whole;
    std::swap(lines[i], lines[i + 1]);
    const auto moved = check_journal(joined(lines)).broken;
    REQUIRE(moved);
    CHECK(moved->line == number);
    lines = whole;
    lines[i] = "hello\n";
    const auto other = check_journal(joined(lines)).broken;
    REQUIRE(other);
    CHECK(other->line == number);
  }
}

TEST_CASE("journal: any changed byte but those of the last line is found") {
  const std::string whole = journal_of(3);
  const std::size_t last = whole.rfind('\n', whole.size() - 2) + 1;
  for (std::size_t i = 0; i < last; ++i) {
    std::string text = whole;
    text[i] = text[i] == 'x' ? 'y' : 'x';
    CAPTURE(i);
    CHECK_FALSE(check_journal(text).held());
  }
}

TEST_CASE("journal: killed at any byte of a write, no line is lost or merged") {
  const std::string before = journal_of(2);
  std::string after = before;
  append(after, entry(2));
  for (std::size_t first = before.size(); first <= after.size(); ++first) {
    std::string text = after.substr(0, first);
    CAPTURE(first);
    const bool written = first + 1 >= after.size();  // all but the line feed is a whole line
    CHECK_FALSE(check_journal(text).broken);
    CHECK(check_journal(text).torn_end == (first > before.size() && !written));
    std::string next = text;
    append(next, entry(3));
    const JournalCheck check = check_journal(next);
    CHECK(check.held());
    CHECK(next.starts_with(text));
    CHECK(check.lines.back().entry.at == entry(3).at);
    CHECK(check.lines.size() == (written ? 4 : 3));
    CHECK(check.torn.size() == (first > before.size() && !written ? 1 : 0));
    // Killed again while the line after it is written.
    for (std::size_t second = text.size(); second < next.size(); second += 7) {
      std::string twice = next.substr(0, second);
      append(twice, entry(4));
      CAPTURE(second);
      CHECK(check_journal(twice).held());
      CHECK(check_journal(twice).lines.back().entry.at == entry(4).at);
    }
  }
}

TEST_CASE("journal: a line cut off and then changed is not taken for one that a crash left") {
  std::string text = journal_of(2);
  text += text.substr(0, 60);
  text.replace(text.rfind("\"n\":1"), 5, "\"n\":3");
  append(text, entry(5));
  REQUIRE(check_journal(text).held());
  std::string changed = text;
  changed.replace(changed.find("\"n\":3") + 30, 1, "#");
  const auto broken = check_journal(changed).broken;
  REQUIRE(broken);
  CHECK(broken->line == 3);
}

TEST_CASE("journal: nothing is appended to what is not a journal") {
  for (const char* text : {"hello", "hello\n", "{}\n", "{\"age\": 34}\n", "\n\n"}) {
    CAPTURE(text);
    CHECK_FALSE(journal_append(text, true, entry(1)));
  }
  const std::string long_text(journal_tail, 'x');
  CHECK_FALSE(journal_append(long_text, false, entry(1)));
}

TEST_CASE("journal: the end of a long one is enough to append to it") {
  std::string text;
  for (int i = 0; i < 40; ++i) append(text, entry(i), 1000);
  CHECK(check_journal(text).held());
  CHECK(check_journal(text).lines.size() == 40);
}

TEST_CASE("journal: a key twice, blanks and other forms are not lines") {
  const std::string line = lines_of(journal_of(1))[0];
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"n\":1", "\"n\":1,\"n\":1"},
                                                        {"\"n\":1", "\"n\": 1"},
                                                        {"\"n\":1", "\"n\":1.0"},
                                                        {"\"n\":1", "\"n\":-1"},
                                                        {"00:43:00Z", "00:43:00"},
                                                        {"00:43:00Z", "25:43:00Z"},
                                                        {"\"defer\"", "\"\""},
                                                        {"\"defer\"", "null"},
                                                        {"\"record\":null", "\"record\":\"x\""},
                                                        {",\"record\":null", ""}}) {
    std::string changed = line;
    changed.replace(changed.find(from), from.size(), to);
    CAPTURE(changed);
    CHECK_FALSE(check_journal(changed).held());
  }
}

}  // namespace candor
