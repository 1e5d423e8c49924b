// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/load/extends.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/load/loader.h"
#include "candor/rules/load/rule_set_keys.h"
#include "candor/rules/question_digest.h"

namespace candor {
namespace {

using std::string_view;

void load_identity(Loader& loader, const YamlNode& root) {
  RuleSet& rules = loader.rules;
  constexpr string_view owner = "the rule set";
  if (const YamlNode* language = root.find("candor")) {
    constexpr std::array<string_view, 1> versions{"1"};
    loader.fields.word(*language, "`candor`, the version of the rule language", versions);
  }
  rules.id = loader.fields.text_at(root, "id", owner);
  if (!rules.id.empty()) loader.fields.id(rules.id, "a rule set");
  rules.version = loader.fields.text_at(root, "version", owner);
  if (rules.version.text.size() > 64 ||
      rules.version.text.find_first_of(" \t\n") != std::string::npos) {
    loader.fields.error(codes::wrong_form, rules.version.at,
                        "`version` contains blanks, or is too long",
                        "expected one word of at most 64 characters, such as `1.0.0`");
  }
  rules.title = loader.fields.text_at(root, "title", owner);
  rules.intended_use = loader.fields.text_at(root, "intended_use", owner);
  rules.language = loader.fields.text_at(root, "language", owner);
  if (!root.find("language")) rules.language.text = "en";
}

void check_digest(Loader& loader, const Text& digest) {
  constexpr string_view prefix = "sha256:";
  const std::string& text = digest.text;
  const bool well_formed =
      text.size() == prefix.size() + 64 && text.starts_with(prefix) &&
      text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos;
  if (!well_formed) {
    loader.fields.error(
        codes::wrong_form, digest.at, "`digest` is not a digest",
        "expected `sha256:` and 64 hexadecimal digits, as `candor show` prints them");
  } else if (text != loader.rules.digest) {
    loader.fields.error(
        codes::outdated_review, digest.at, "the review is of other content",
        fmt::format(
            "have the change reviewed, or write `status: draft`; the digest of this content is {}",
            loader.rules.digest));
  }
}

void load_parts(Loader& loader, const YamlNode& root) {
  const YamlNode* questions = root.find("questions");
  for (const RuleSetKey& key : rule_set_keys) {
    const YamlNode* node = root.find(key.name);
    if (node && key.load) key.load(loader, *node);
    // Gates test questions and name conditions.
    if (questions && key.entries == Part::condition) load_gates(loader, *questions);
  }
  refuse_circles(loader);
}

// The rule set that the tree holds; nothing when there is a mistake in it.
std::optional<RuleSet> load_document(const Document& document, Diagnostics& diagnostics) {
  const YamlNode& root = document.root;
  Loader loader{.fields = Fields(document.files, diagnostics)};
  loader.rules.files = document.files;
  loader.rules.bases = document.bases;
  loader.rules.changes = document.changes;
  std::vector<string_view> required;
  std::vector<string_view> optional;
  for (const RuleSetKey& key : rule_set_keys) {
    (key.required ? required : optional).push_back(key.name);
  }
  if (!loader.fields.keys(root, {1, 1}, "the rule set", required, optional)) return std::nullopt;
  loader.rules.digest = digest_of(root);
  load_identity(loader, root);
  load_review(loader, root.find("review"));
  load_parts(loader, root);
  if (diagnostics.has_errors()) return std::nullopt;
  for (Question& question : loader.rules.questions) question.digest = question_digest(question);
  return std::move(loader.rules);
}

}  // namespace

void load_sources(Loader& loader, const YamlNode& node) {
  constexpr std::array<string_view, 1> required{"title"};
  constexpr std::array<string_view, 7> optional{"publisher", "year",      "at",    "url",
                                                "read",      "review_by", "accept"};
  constexpr std::array<string_view, 3> readings{"full", "excerpt", "secondhand"};
  if (!loader.fields.mapping(node, "`sources`")) return;
  for (const auto& [key, value] : node.entries) {
    loader.sources.add(key.text);
    loader.fields.id(key, "a source");
    Source source;
    source.id = key;
    const std::string what = fmt::format("source `{}`", key.text);
    if (loader.fields.keys(value, key.at, what, required, optional)) {
      source.title = loader.fields.text_at(value, "title", what);
      source.publisher = loader.fields.text_at(value, "publisher", what);
      source.year = loader.fields.text_at(value, "year", what);
      source.at = loader.fields.text_at(value, "at", what);
      source.url = loader.fields.text_at(value, "url", what);
      if (const YamlNode* read = value.find("read")) {
        const auto word = loader.fields.word(*read, fmt::format("`read` of {}", what), readings);
        if (word) source.read = static_cast<Reading>(*word + 1);
      }
      source.review_by = load_review_by(loader, value, what);
      source.accepted = load_accepted(loader, value, what);
    }
    const std::string& year = source.year.text;
    if (!year.empty() &&
        (year.size() != 4 || year.find_first_not_of("0123456789") != std::string::npos)) {
      loader.fields.error(codes::wrong_form, source.year.at,
                          fmt::format("`{}` is not a year", year), "expected four digits");
    }
    const std::string& url = source.url.text;
    if (!url.empty() && ((!url.starts_with("https://") && !url.starts_with("http://")) ||
                         url.find_first_of(" \t\n\"<>") != std::string::npos)) {
      loader.fields.error(
          codes::wrong_form, source.url.at, "this is not a web address",
          "expected `https://` or `http://`, and no blanks, quotes or angle brackets");
    }
    loader.rules.sources.push_back(std::move(source));
  }
}

void load_verdicts(Loader& loader, const YamlNode& node) {
  constexpr std::array<string_view, 2> required{"label", "proceed"};
  constexpr std::array<string_view, 1> optional{"next"};
  constexpr std::array<string_view, 3> proceeds{"now", "later", "no"};
  constexpr std::array<string_view, 2> reserved{incomplete_id, "none"};
  constexpr std::size_t most_verdicts = 9;
  if (!loader.fields.mapping(node, "`verdicts`")) return;
  if (node.entries.size() > most_verdicts) {
    loader.fields.error(codes::limit_exceeded, node.entries[most_verdicts].key.at,
                        fmt::format("more than {} verdicts", most_verdicts));
  }
  Proceed last = Proceed::now;
  for (const auto& [key, value] : node.entries) {
    loader.verdicts.add(key.text);
    loader.fields.id(key, "a verdict", reserved);
    Verdict verdict;
    verdict.id = key;
    const std::string what = fmt::format("verdict `{}`", key.text);
    if (loader.fields.keys(value, key.at, what, required, optional)) {
      verdict.next = loader.fields.text_at(value, "next", what);
      verdict.label = loader.fields.text_at(value, "label", what);
      const YamlNode* proceed = value.find("proceed");
      const auto word =
          proceed ? loader.fields.word(*proceed, fmt::format("`proceed` of {}", what), proceeds)
                  : std::nullopt;
      if (word) {
        verdict.proceed = static_cast<Proceed>(*word);
        if (verdict.proceed < last) {
          loader.fields.error(
              codes::verdicts_out_of_order, proceed->at,
              fmt::format("{} proceeds `{}` after one that proceeds `{}`", what,
                          to_string(verdict.proceed), to_string(last)),
              "list the least restrictive verdicts first: now, then later, then no");
        }
        last = std::max(last, verdict.proceed);
      }
    }
    loader.rules.verdicts.push_back(std::move(verdict));
  }
}

void load_sections(Loader& loader, const YamlNode& node) {
  if (!loader.fields.mapping(node, "`sections`")) return;
  for (const auto& [key, value] : node.entries) {
    loader.sections.add(key.text);
    loader.fields.id(key, "a section");
    const auto title = loader.fields.text(value, fmt::format("section `{}`", key.text));
    loader.rules.sections.push_back({key, title.value_or(Text{})});
  }
}

void load_override_reasons(Loader& loader, const YamlNode& node) {
  if (!loader.fields.mapping(node, "`override_reasons`")) return;
  for (const auto& [key, value] : node.entries) {
    loader.fields.id(key, "an override reason");
    const auto label = loader.fields.text(value, fmt::format("override reason `{}`", key.text));
    loader.rules.override_reasons.push_back({key, label.value_or(Text{})});
  }
}

void load_review(Loader& loader, const YamlNode* node) {
  if (!node) return;
  constexpr std::array<string_view, 2> statuses{"draft", "reviewed"};
  constexpr std::array<string_view, 4> all{"status", "by", "on", "digest"};
  if (!loader.fields.mapping(*node, "`review`")) return;
  const YamlNode* status = node->find("status");
  const auto word =
      status ? loader.fields.word(*status, "`status` of `review`", statuses) : std::nullopt;
  const std::size_t needed = word == std::size_t{1} ? 4 : 1;
  const std::span<const string_view> known(all);
  loader.fields.keys(*node, node->at, "`review`", known.first(needed),
                     word ? std::span<const string_view>{} : known.subspan(needed));
  if (word != std::size_t{1}) return;
  Review& review = loader.rules.review;
  review.reviewed = true;
  review.by = loader.fields.text_at(*node, "by", "`review`");
  if (const Text on = loader.fields.text_at(*node, "on", "`review`"); !on.empty()) {
    review.on = parse_date(on);
    if (!review.on) {
      loader.fields.error(codes::impossible_date, on.at, fmt::format("`{}` is not a date", on.text),
                          "expected YYYY-MM-DD");
    }
  }
  if (const Text digest = loader.fields.text_at(*node, "digest", "`review`"); !digest.empty()) {
    check_digest(loader, digest);
  }
}

Parsed<RuleSet> load_rule_set(SourceFile file, const RulesLookup& lookup) {
  std::vector<Layer> layers = read_layers(std::move(file), lookup);
  Parsed<RuleSet> out;
  // From the farthest base to the text itself.
  Document document;
  for (std::size_t i = layers.size(); i-- > 0;) {
    Layer& layer = layers[i];
    if (!layer.root) {
      out.value.reset();
      break;
    }
    if (i + 1 == layers.size()) {
      document = {.root = std::move(*layer.root), .files = {layer.file}};
    } else {
      document = extend(layer, std::move(document), *out.value);
    }
    out.value = load_document(document, layer.diagnostics);
    if (!out.value) break;
  }
  if (layers.front().diagnostics.has_errors()) out.value.reset();
  for (const Layer& layer : layers) {
    for (const Diagnostic& d : layer.diagnostics.items()) out.diagnostics.add(d);
  }
  return out;
}

}  // namespace candor
