// SPDX-License-Identifier: Apache-2.0
// Compares words and texts, for a first mapping.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/base/utf8.h"
#include "candor/batch/mapping/map_guess.h"

namespace candor {
namespace {

using std::string_view;

struct KnownWord {
  string_view folded;
  AnswerWord means;
};

// clang-format off
constexpr auto known_words = std::to_array<KnownWord>({
    {"y", AnswerWord::yes}, {"n", AnswerWord::no}, {"true", AnswerWord::yes}, {"false", AnswerWord::no},
    {"never used", AnswerWord::never}, {"current", AnswerWord::ongoing}, {"currently", AnswerWord::ongoing},
    {"still", AnswerWord::ongoing}, {"none of the above", AnswerWord::none}, {"none of these", AnswerWord::none},
    {"not known", AnswerWord::unknown}, {"don't know", AnswerWord::unknown}, {"do not know", AnswerWord::unknown},
    {"not sure", AnswerWord::unknown},
    {"ja", AnswerWord::yes}, {"j", AnswerWord::yes}, {"nein", AnswerWord::no}, {"nie", AnswerWord::never},
    {"niemals", AnswerWord::never}, {"laufend", AnswerWord::ongoing}, {"keine", AnswerWord::none},
    {"keines", AnswerWord::none}, {"unbekannt", AnswerWord::unknown}, {"wei\xC3\x9F nicht", AnswerWord::unknown},
    {"oui", AnswerWord::yes}, {"non", AnswerWord::no}, {"jamais", AnswerWord::never}, {"en cours", AnswerWord::ongoing},
    {"aucun", AnswerWord::none}, {"aucune", AnswerWord::none}, {"inconnu", AnswerWord::unknown},
    {"s\xC3\xAD", AnswerWord::yes}, {"si", AnswerWord::yes}, {"s\xC3\xAC", AnswerWord::yes}, {"nunca", AnswerWord::never},
    {"ninguno", AnswerWord::none}, {"ninguna", AnswerWord::none}, {"desconocido", AnswerWord::unknown},
    {"sim", AnswerWord::yes}, {"n\xC3\xA3o", AnswerWord::no}, {"mai", AnswerWord::never},
    {"nee", AnswerWord::no}, {"nooit", AnswerWord::never}, {"geen", AnswerWord::none}, {"onbekend", AnswerWord::unknown},
});
constexpr auto usual_blanks = std::to_array<string_view>({
    "na", "n/a", "n.a.", "#n/a", "null", "nan", "nil", "-", "--", "\xE2\x80\x93", ".", "?", "missing", "blank",
    "k.a.", "k. a.", "keine angabe", "not answered", "no answer",
});
// clang-format on

}  // namespace

std::string loose_fold(string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : fold(text)) {
    const bool in_word = is_small_letter(c) || is_digit(c) || (c & 0x80) != 0;
    if (!in_word) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::optional<AnswerWord> known_word(string_view folded) {
  const auto found = std::find_if(known_words.begin(), known_words.end(),
                                  [&](const KnownWord& word) { return word.folded == folded; });
  if (found == known_words.end()) return {};
  return found->means;
}

bool is_usual_blank(string_view folded) {
  return std::find(usual_blanks.begin(), usual_blanks.end(), folded) != usual_blanks.end();
}

ColumnSample sample_column(Rows rows, std::size_t column) {
  ColumnSample out;
  std::size_t empty = 0, total = 0;
  std::map<std::string, ColumnSample::Value> all;
  for (const std::vector<std::string>& row : rows) {
    const string_view cell = column < row.size() ? trim_blanks(row[column]) : string_view();
    ++total;
    if (cell.empty()) {
      ++empty;
      continue;
    }
    auto& value = all[fold(cell)];
    if (value.count++ == 0) value.text = std::string(cell);
  }
  out.always_different = total > 1 && empty == 0 && all.size() == total;
  out.many_values = all.size() > most_values;
  if (out.many_values) return out;
  std::erase_if(all, [](const auto& value) { return !yaml_scalar(value.second.text); });
  out.values = std::move(all);
  return out;
}

std::optional<std::string> yaml_scalar(string_view text, bool in_brackets) {
  // yaml-cpp refuses keys longer than 1,024 characters.
  constexpr std::size_t most_bytes = 512;
  text = trim_blanks(text);
  if (text.empty() || text.size() > most_bytes) return {};
  bool plain = true;
  std::string quoted = "\"";
  for (string_view rest = text; !rest.empty();) {
    const string_view before = rest;
    const char32_t c = next_code_point(rest);
    if (c == '\n' || c == '\t' || c == '\r') {
      // All white space compares alike, and a line end would need an escape.
      quoted += ' ';
      plain = false;
      continue;
    }
    if (is_control(c)) return {};
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x2000);
    const bool digit = c >= '0' && c <= '9';
    const bool within = c == ' ' || c == '_' || c == '.' || c == '/' || c == '-';
    const bool in_block = !in_brackets && (c == '?' || c == '(' || c == ')');
    plain = plain && (letter || digit || ((within || in_block) && before.size() < text.size()));
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += before.substr(0, before.size() - rest.size());
  }
  const std::string folded = fold(text);
  if (plain && folded != "null") return std::string(text);
  return quoted + '"';
}

}  // namespace candor
