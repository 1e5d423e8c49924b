// SPDX-License-Identifier: Apache-2.0
// The only file that uses yaml-cpp. It handles parser events rather than using YAML::Node, which
// would resolve aliases, keep repeated keys, guess types and ignore everything after the first
// document.
#include <algorithm>
#include <initializer_list>
#include <istream>
#include <iterator>
#include <streambuf>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "candor/base/utf8.h"
#include "candor/rules/yaml/yaml.h"
#include "candor/rules/yaml/yaml_text.h"

namespace candor {
namespace {

// Thrown to leave the parser where continuing would only use memory or repeat the error.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceFile& file, Diagnostics& diagnostics)
      : file_(file), diagnostics_(diagnostics) {}

  YamlNode take_root() { return std::move(root_); }
  std::size_t first_offset() const noexcept { return first_offset_.value_or(0); }
  std::size_t last_offset() const noexcept { return last_offset_; }

  /// The innermost bracket that is open where parsing stopped.
  std::optional<std::size_t> open_bracket(std::string_view text) const noexcept {
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
      const char begin = level->offset < text.size() ? text[level->offset] : '\0';
      if (begin == '[' || begin == '{') return level->offset;
    }
    return std::nullopt;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.at = place(mark);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    error(codes::anchor_or_alias, place(mark), "aliases are not supported",
          "write the value out here");
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.at = place(mark);
    node.refused = true;
    add(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.at = place(mark);
    node.text = value;
    show_question_marks(node.text);
    refuse_controls(node);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::sequence);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlNode::Kind::mapping);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  // A collection under construction. In a mapping, `key` is set between a key and its value.
  struct Level {
    YamlNode node;
    std::size_t offset = 0;  // where it begins
    std::optional<Text> key;
    std::unordered_map<std::string, std::uint32_t> first_line;
    bool keep = true;  // false: the value belongs to a key that was refused
  };

  Place place(const YAML::Mark& mark) {
    if (mark.is_null()) return {};
    last_offset_ = static_cast<std::size_t>(mark.pos);
    if (!first_offset_) first_offset_ = last_offset_;
    return file_.place(static_cast<std::uint32_t>(mark.line) + 1,
                       static_cast<std::size_t>(mark.column));
  }

  void error(DiagnosticCode code, Place at, std::string message, std::string help) {
    diagnostics_.error(code, file_, at, std::move(message), std::move(help));
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    error(codes::anchor_or_alias, place(mark), "anchors are not supported",
          "name a condition under `conditions` to use it in several places");
  }

  // yaml-cpp gives plain scalars the tag "?" and quoted ones "!".
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    error(codes::yaml_tag, place(mark), "tags are not supported",
          "a text that begins with `!` needs quotes");
  }

  // Escapes in double quotes can produce characters that the raw text must not contain.
  void refuse_controls(const YamlNode& node) {
    if (const auto bad = find_invalid_utf8(node.text)) {
      error(codes::not_utf8, node.at, "an escape for an invalid character", {});
      return;
    }
    for (std::string_view rest = node.text; !rest.empty();) {
      const char32_t c = next_code_point(rest);
      if (!is_control(c) || c == '\n' || c == '\t') continue;
      error(codes::control_character, node.at,
            fmt::format("an escape for control character U+{:04X}", static_cast<unsigned>(c)),
            "remove the escape");
      return;
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YamlNode::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const Place at = place(mark);
    if (levels_.size() >= most_levels) {
      error(codes::limit_exceeded, at, fmt::format("more than {} levels of nesting", most_levels),
            {});
      throw Stop{};
    }
    Level level;
    level.node.kind = kind;
    level.node.at = at;
    level.offset = static_cast<std::size_t>(mark.pos);
    levels_.push_back(std::move(level));
  }

  void close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    add(std::move(node));
  }

  void add(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
    } else if (Level& level = levels_.back(); level.node.kind == YamlNode::Kind::sequence) {
      level.node.items.push_back(std::move(node));
    } else if (!level.key) {
      add_key(level, std::move(node));
    } else {
      if (node.kind == YamlNode::Kind::null) node.at = level.key->at;
      if (level.keep) level.node.entries.push_back({std::move(*level.key), std::move(node)});
      level.key.reset();
    }
  }

  void add_key(Level& level, YamlNode node) {
    level.keep = false;
    if (node.kind != YamlNode::Kind::scalar) {
      error(codes::key_not_text, node.at, "a key that is not text",
            "text that begins with `{`, `[` or `?` needs quotes, and so does `null`");
    } else if (const auto [found, first] = level.first_line.try_emplace(node.text, node.at.line);
               !first) {
      error(codes::duplicate_key, node.at, fmt::format("`{}` is repeated", node.text),
            fmt::format("the first one is on line {}", found->second));
    } else {
      level.keep = true;
    }
    level.key = Text{std::move(node.text), node.at};
  }

  const SourceFile& file_;
  Diagnostics& diagnostics_;
  std::vector<Level> levels_;
  YamlNode root_;
  std::optional<std::size_t> first_offset_;
  std::size_t last_offset_ = 0;
};

// Reads from memory without a copy.
class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string& text) {
    setg(text.data(), text.data(), text.data() + text.size());
  }
};

struct YamlProblem {
  std::string_view original;  // the beginning of yaml-cpp's message
  std::string_view message;
  std::string_view help;
};

constexpr std::string_view quote_it = "put the whole text in quotes";
constexpr std::string_view escape_help = "in single quotes, a `\\` has no special meaning";

// yaml-cpp's messages, reworded for authors of rules.
const YamlProblem yaml_problems[] = {
    {YAML::ErrorMsg::MAP_VALUE, "a `:` is not allowed here",
     "a text with `: ` in it needs quotes; otherwise look at the indentation"},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, "a text cannot begin with `>` or `|`", quote_it},
    {YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK, "a text cannot begin with `>` or `|`", quote_it},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "a text cannot begin with this character", quote_it},
    {YAML::ErrorMsg::BLOCK_ENTRY, "an item of a list cannot begin here",
     "a list with `-` begins on a line of its own; a text that begins with `- ` needs quotes"},
    {YAML::ErrorMsg::MAP_KEY, "a key cannot begin here",
     "a text that begins with `? ` needs quotes"},
    {YAML::ErrorMsg::FLOW_END, "this closes no open bracket",
     "look before it for a bracket that is missing, or of the other kind"},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, "a text cannot begin with `*`", quote_it},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, "a text cannot begin with `*`", quote_it},
    {YAML::ErrorMsg::CHAR_IN_ALIAS, "a text cannot begin with `*`", quote_it},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, "a text cannot begin with `&`", quote_it},
    {YAML::ErrorMsg::CHAR_IN_ANCHOR, "a text cannot begin with `&`", quote_it},
    {YAML::ErrorMsg::CHAR_IN_TAG_HANDLE, "a text cannot begin with `!`", quote_it},
    {YAML::ErrorMsg::TAG_WITH_NO_SUFFIX, "a text cannot begin with `!`", quote_it},
    {YAML::ErrorMsg::END_OF_VERBATIM_TAG, "a text cannot begin with `!`", quote_it},
    {YAML::ErrorMsg::INVALID_ESCAPE, "unknown escape", escape_help},
    {YAML::ErrorMsg::INVALID_HEX, "an escape lacks hexadecimal digits", escape_help},
    {YAML::ErrorMsg::INVALID_UNICODE, "an escape does not make a character", escape_help},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab in the indentation", "indent with spaces"},
    {YAML::ErrorMsg::YAML_DIRECTIVE_ARGS, "this directive cannot be read", "remove the line"},
    {YAML::ErrorMsg::YAML_VERSION, "this directive cannot be read", "remove the line"},
    {YAML::ErrorMsg::YAML_MAJOR_VERSION, "this is a version of YAML other than 1.2",
     "remove the line"},
    {YAML::ErrorMsg::REPEATED_YAML_DIRECTIVE, "this directive is repeated", "remove the line"},
    {YAML::ErrorMsg::TAG_DIRECTIVE_ARGS, "this directive cannot be read", "remove the line"},
    {YAML::ErrorMsg::REPEATED_TAG_DIRECTIVE, "this directive is repeated", "remove the line"},
};

bool says(const YAML::Exception& e, std::initializer_list<std::string_view> problems) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](std::string_view problem) { return e.msg.starts_with(problem); });
}

// Inside brackets, a value is followed by something that neither continues nor ends it.
void report_in_brackets(const SourceFile& file, std::size_t at, const TreeBuilder& builder,
                        Diagnostics& diagnostics) {
  const auto open = builder.open_bracket(file.text());
  if (open && !is_closed(file.text(), *open)) {
    diagnostics.error(codes::not_yaml, file, file.place(*open), "a bracket is never closed",
                      "close it, or put a text that begins with it in quotes");
    return;
  }
  diagnostics.error(codes::not_yaml, file, file.place(at),
                    "a comma or a closing bracket is missing before this",
                    "put a text with `: `, brackets or quotes in quotes as a whole");
}

// The same outside brackets, where a line end ends the value.
void report_in_lines(const SourceFile& file, std::size_t at, Diagnostics& diagnostics) {
  const Place place = file.place(at);
  const std::size_t begin = file.text().rfind('\n', at == 0 ? 0 : at - 1);
  const std::size_t line = begin == std::string::npos ? 0 : begin + 1;
  const bool first_in_line = file.text().find_first_not_of(" \t", line) >= at;
  if (first_in_line) {
    diagnostics.error(codes::not_yaml, file, place, "this line is not indented like those above it",
                      "lines that belong together begin in the same column");
  } else {
    diagnostics.error(codes::not_yaml, file, place,
                      "a quote or a bracket closes before the text ends",
                      "put a text with quotes or brackets in quotes as a whole");
  }
}

void report(const YAML::Exception& e, const SourceFile& file, const TreeBuilder& builder,
            Diagnostics& diagnostics) {
  namespace problem = YAML::ErrorMsg;
  const std::size_t at =
      e.mark.is_null() ? file.text().size() : static_cast<std::size_t>(e.mark.pos);
  if (says(e, {problem::DOC_IN_SCALAR, problem::EOF_IN_SCALAR})) {
    diagnostics.error(codes::unclosed_quote, file,
                      file.place(find_open_quote(file.text(), builder.last_offset())),
                      "a quote is opened and never closed",
                      "close it, or put the whole text in the other kind of quotes");
  } else if (says(e, {problem::END_OF_MAP_FLOW, problem::END_OF_SEQ_FLOW})) {
    report_in_brackets(file, at, builder, diagnostics);
  } else if (says(e, {problem::END_OF_MAP, problem::END_OF_SEQ})) {
    report_in_lines(file, at, diagnostics);
  } else {
    const auto known =
        std::find_if(std::begin(yaml_problems), std::end(yaml_problems),
                     [&](const YamlProblem& problem) { return says(e, {problem.original}); });
    const bool plain = known != std::end(yaml_problems);
    diagnostics.error(
        codes::not_yaml, file, e.mark.is_null() ? Place{} : file.place(at),
        plain ? std::string(known->message) : fmt::format("this is not YAML: {}", e.msg),
        plain ? std::string(known->help) : std::string());
  }
}

// False when the tree cannot be used.
bool parse(const SourceFile& file, TreeBuilder& builder, Diagnostics& diagnostics) {
  // Without an explicit end yaml-cpp accepts a quote that is still open at the end of the text.
  std::string text = file.text();
  if (!text.ends_with('\n')) text += '\n';
  text += "...\n";
  hide_question_marks(text);
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return true;
    // A second call rather than LoadAll, which never returns for some texts.
    Diagnostics ignored;
    TreeBuilder rest(file, ignored);
    if (parser.HandleNextDocument(rest)) {
      const std::size_t at = std::max(builder.last_offset(), rest.first_offset());
      diagnostics.error(codes::second_document, file, file.place(at),
                        "there is text after the end of the document",
                        "one file holds one document; look for `---` or a stray character");
    }
  } catch (const YAML::Exception& e) {
    report(e, file, builder, diagnostics);
    return false;
  } catch (const Stop&) {
    return false;
  }
  return true;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const noexcept {
  for (const YamlEntry& entry : entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

std::optional<YamlNode> read_yaml(const SourceFile& file, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.errors();
  if (!check_text(file, diagnostics)) return std::nullopt;
  TreeBuilder builder(file, diagnostics);
  if (!parse(file, builder, diagnostics)) return std::nullopt;
  YamlNode root = builder.take_root();
  if (root.kind == YamlNode::Kind::null && diagnostics.errors() > before) return std::nullopt;
  if (root.kind == YamlNode::Kind::null) {
    diagnostics.error(codes::empty_file, file, {}, "the file is empty",
                      "a rule set begins with `candor: 1`, tests with `tests: ID`, a mapping with "
                      "`candor_map: 1`");
    return std::nullopt;
  }
  return root;
}

}  // namespace candor
