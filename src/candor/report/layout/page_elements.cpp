// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/page_elements.h"

#include <utility>

#include "candor/report/layout/words.h"

namespace candor {

void add_sentence(std::string text, Html& html) {
  if (!text.empty()) html.element("p", sentence(std::move(text)));
}

void add_sentence(const Authored& text, Html& html) {
  if (!text.text.empty()) html.element("p", Authored(sentence(text.text)));
}

namespace {

template <class Term, class Words>
void add_row(const Term& term, const Words& words, Html& html) {
  const auto row = html.open("div");
  html.element("dt", term);
  html.element("dd", words);
}

}  // namespace

void add_fact(std::string_view term, std::string_view text, Html& html) {
  if (!text.empty()) add_row(term, text, html);
}

void add_fact(std::string_view term, const Authored& text, Html& html) {
  if (!text.text.empty()) add_row(term, text, html);
}

void add_fact(const Authored& term, const Authored& text, Html& html) {
  if (!text.text.empty()) add_row(term, text, html);
}

void add_fact(const Authored& term, std::string_view text, Html& html) {
  if (!text.empty()) add_row(term, text, html);
}

void add_source(const Source& source, Html& html) {
  html.text(Authored(citation(source)));
  const std::string_view read = in_words(source.read);
  if (!read.empty()) html.text(" " + sentence(std::string(read)));
  if (source.url.empty()) return;
  html.text(" ");
  if (const auto url = Url::web(source.url)) {
    html.element("a", {{"href", *url}, {"rel", "noreferrer"}}, source.url);
  } else {
    html.text(source.url);
  }
}

void add_source_links(const RuleSet& rules, const Evidence& evidence, Html& html) {
  bool first = true;
  for (const std::size_t index : evidence.sources) {
    if (!first) html.text(", ");
    first = false;
    const std::string& id = rules.sources[index].id.text;
    html.element("a", {{"href", Url::anchor("source", id)}}, id);
  }
}

void add_agreement(const Evidence& evidence, Html& html) {
  html.text(agreement(evidence.strength));
  if (evidence.disputed.empty()) return;
  html.text(evidence.strength == Strength::split ? " " : " Disputed: ");
  html.text(Authored(evidence.disputed));
}

void add_pen_line(std::string_view label, Html& html) {
  const auto line = html.open("div");
  html.element("span", {{"class", "pen"}}, "");
  html.element("span", {{"class", "small quiet"}}, label);
}

}  // namespace candor
