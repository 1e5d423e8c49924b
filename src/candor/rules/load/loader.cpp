// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/loader.h"

#include <utility>

#include <fmt/format.h>

namespace candor {

std::string types_in_words(bool (*has)(const TypeTraits& type), std::string_view last) {
  std::vector<std::string_view> names;
  for (const TypeTraits& type : question_types) {
    if (has(type)) names.push_back(type.name);
  }
  return list_in_words(names, last);
}

std::optional<std::size_t> Names::find(const std::string& id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

std::string Names::suggest(std::string_view word) const {
  const std::vector<std::string_view> known(ids_.begin(), ids_.end());
  return Fields::suggest(word, known);
}

std::optional<std::size_t> resolve(Loader& loader, const Names& names, const Text& name,
                                   DiagnosticCode code, std::string_view kind, std::string hint) {
  if (const auto index = names.find(name.text)) return index;
  loader.fields.error(code, name.at, fmt::format("there is no {} `{}`", kind, name.text),
                      hint.empty() ? names.suggest(name) : std::move(hint));
  return std::nullopt;
}

}  // namespace candor
