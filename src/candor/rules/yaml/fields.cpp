// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/yaml/fields.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

std::string_view kind_in_words(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null: return "nothing";
    case YamlNode::Kind::scalar: return "text";
    case YamlNode::Kind::sequence: return "a list";
    case YamlNode::Kind::mapping: return "a mapping";
  }
  return "";
}

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && is_letter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

std::string list_in_words(std::span<const std::string_view> words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    out += fmt::format("`{}`", words[i]);
  }
  return out;
}

Fields::Fields(const SourceFiles& files, Diagnostics& diagnostics) : diagnostics_(diagnostics) {
  for (const auto& file : files) files_.push_back(file.get());
}

void Fields::error(DiagnosticCode code, Place at, std::string message, std::string help) {
  diagnostics_.error(code, *files_[at.file], at, std::move(message), std::move(help));
}

bool Fields::mapping(const YamlNode& node, std::string_view what, std::string_view help) {
  if (node.refused) return false;
  if (node.kind == YamlNode::Kind::null ||
      (node.kind == YamlNode::Kind::mapping && node.entries.empty())) {
    error(codes::empty_value, node.at, fmt::format("{} is empty", what), std::string(help));
    return false;
  }
  if (node.kind == YamlNode::Kind::mapping) return true;
  error(codes::wrong_kind, node.at,
        fmt::format("{} is {}, not a mapping", what, kind_in_words(node)), std::string(help));
  return false;
}

bool Fields::list(const YamlNode& node, std::string_view what, bool empty_is_fine) {
  if (node.refused) return false;
  if (node.kind == YamlNode::Kind::null ||
      (node.kind == YamlNode::Kind::sequence && node.items.empty() && !empty_is_fine)) {
    error(codes::empty_value, node.at, fmt::format("{} is empty", what),
          "expected at least one item in `[ ]`");
    return false;
  }
  if (node.kind == YamlNode::Kind::sequence) return true;
  error(codes::wrong_kind, node.at, fmt::format("{} is {}, not a list", what, kind_in_words(node)),
        "expected items in `[ ]`");
  return false;
}

bool Fields::keys(const YamlNode& node, Place owner, std::string_view what,
                  std::span<const std::string_view> required,
                  std::span<const std::string_view> optional) {
  if (!mapping(node, what)) return false;
  std::vector<std::string_view> known(required.begin(), required.end());
  known.insert(known.end(), optional.begin(), optional.end());
  for (const YamlEntry& entry : node.entries) {
    if (contains(known, entry.key)) continue;
    error(codes::unknown_key, entry.key.at, fmt::format("{} has no key `{}`", what, entry.key.text),
          is_part_of_a_text(entry) ? "a text with a comma in it needs quotes inside `{ }`"
                                   : suggest(entry.key, known));
  }
  std::vector<std::string_view> missing;
  for (const std::string_view key : required) {
    if (!node.find(key)) missing.push_back(key);
  }
  if (!missing.empty()) {
    error(codes::missing_key, owner,
          fmt::format("{} lacks {}", what, list_in_words(missing, "and")));
  }
  return true;
}

// `{say: Three, four weeks.}` has a key `four weeks.` without a value. Such a key has no colon,
// which only a mapping in `{ }` allows.
bool Fields::is_part_of_a_text(const YamlEntry& entry) const {
  const std::string& key = entry.key.text;
  constexpr std::uint32_t last_column = 1000;  // a longer line was not written by hand
  if (entry.value.kind != YamlNode::Kind::null || key.find(' ') == std::string::npos) return false;
  if (entry.key.at.column > last_column) return false;
  std::string_view rest = files_[entry.key.at.file]->line(entry.key.at.line);
  for (std::uint32_t column = 1; column < entry.key.at.column && !rest.empty(); ++column) {
    next_code_point(rest);
  }
  if (!rest.starts_with(key)) return false;
  rest.remove_prefix(key.size());
  const std::size_t next = rest.find_first_not_of(" \t");
  return next == std::string_view::npos || rest[next] != ':';
}

std::optional<Text> Fields::text(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  if (node.kind == YamlNode::Kind::null ||
      (node.kind == YamlNode::Kind::scalar && trim_spaces(node.text).empty())) {
    error(codes::empty_value, node.at, fmt::format("{} is empty", what), "expected text");
    return std::nullopt;
  }
  if (node.kind == YamlNode::Kind::scalar) return Text{node.text, node.at};
  error(codes::wrong_kind, node.at, fmt::format("{} is {}, not text", what, kind_in_words(node)),
        "a text that begins with `[` or `{` needs quotes");
  return std::nullopt;
}

Text Fields::text_at(const YamlNode& node, std::string_view key, std::string_view owner) {
  const YamlNode* value = node.find(key);
  if (!value) return {};
  return text(*value, fmt::format("`{}` of {}", key, owner)).value_or(Text{});
}

bool Fields::id(const Text& key, std::string_view what,
                std::span<const std::string_view> reserved) {
  if (!is_id(key)) {
    error(codes::invalid_id, key.at, fmt::format("`{}` cannot be the id of {}", key.text, what),
          "an id is a letter, then letters, digits, `_` and `-`, at most 64 characters");
    return false;
  }
  if (!contains(reserved, key)) return true;
  error(codes::reserved_id, key.at,
        fmt::format("`{}` cannot be the id of {}: the word is reserved", key.text, what),
        "choose another id");
  return false;
}

std::optional<std::size_t> Fields::word(const YamlNode& node, std::string_view what,
                                        std::span<const std::string_view> words) {
  const std::optional<Text> given = text(node, what);
  if (!given) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), std::string_view(*given));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  error(codes::unknown_word, given->at, fmt::format("`{}` is not a value of {}", given->text, what),
        "expected " + list_in_words(words));
  return std::nullopt;
}

std::vector<Text> Fields::words(const YamlNode& node, std::string_view what) {
  std::vector<Text> out;
  const auto add = [&](const YamlNode& item) {
    const std::optional<Text> word = text(item, what);
    if (!word) return;
    const bool repeated = std::any_of(out.begin(), out.end(),
                                      [&](const Text& other) { return other.text == word->text; });
    if (repeated) {
      error(codes::duplicate_in_list, word->at,
            fmt::format("`{}` is repeated in {}", word->text, what), "remove one of them");
    } else {
      out.push_back(*word);
    }
  };
  if (node.kind != YamlNode::Kind::sequence) {
    add(node);
  } else if (list(node, what)) {
    for (const YamlNode& item : node.items) add(item);
  }
  return out;
}

std::string Fields::suggest(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view near = nearest(word, known);
  if (!near.empty()) return fmt::format("did you mean `{}`?", near);
  constexpr std::size_t short_list = 18;
  if (known.empty() || known.size() > short_list) return {};
  return "expected " + list_in_words(known);
}

}  // namespace candor
