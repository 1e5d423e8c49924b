// SPDX-License-Identifier: Apache-2.0
// The engine as WebAssembly: how the page's script gives it rules and requests, as bytes.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "candor/base/unicode.h"
#include "candor/page/page_engine.h"

// What the browser knows of Unicode.
extern "C" {
__attribute__((import_module("page"), import_name("small_letter"))) std::uint32_t page_small_letter(
    std::uint32_t code_point);
__attribute__((import_module("page"), import_name("character_width"))) int page_character_width(
    std::uint32_t code_point);
// Writes at most `room` bytes; returns the size, or a negative number for a text that is not UTF-8.
__attribute__((import_module("page"), import_name("compose_small"))) int page_compose_small(
    const char* text, std::size_t size, char* out, std::size_t room);
}

namespace candor {

char32_t small_letter(char32_t code_point) noexcept { return page_small_letter(code_point); }
int character_width(char32_t code_point) noexcept { return page_character_width(code_point); }

std::string compose_small(std::string_view text) {
  constexpr std::size_t most_growth = 4;  // composing a letter that was decomposed
  std::string out(text.size() * most_growth, '\0');
  const int size = page_compose_small(text.data(), text.size(), out.data(), out.size());
  if (size < 0) return std::string(text);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace candor

namespace {

std::string input;
std::string output;
std::optional<candor::PageEngine> engine;

}  // namespace

extern "C" {

/// Where the script writes `size` bytes before the next call.
__attribute__((export_name("input"))) char* page_input(std::size_t size) {
  input.resize(size);
  return input.data();
}

/// Takes the prepared rules and what else `candor page` wrote, in the input. False when they are
/// damaged.
__attribute__((export_name("begin"))) bool page_begin(std::size_t rules) {
  const std::string_view all = input;
  engine = candor::PageEngine::begin(all.substr(0, rules), all.substr(rules));
  return engine.has_value();
}

/// Answers the request in the input; returns the size of the answer.
__attribute__((export_name("ask"))) std::size_t page_ask() {
  output = engine->answer(input);
  return output.size();
}

/// The answer.
__attribute__((export_name("output"))) const char* page_output() { return output.data(); }
}
