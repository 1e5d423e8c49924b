// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/diagnostics_json.h"

#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

// File names may be any bytes; JSON is UTF-8.
Json as_text(std::string_view text) {
  return find_invalid_utf8(text) ? Json(printable(text)) : Json(text);
}
Json text_or_null(std::string_view text) { return text.empty() ? Json() : as_text(text); }
Json number_or_null(std::uint32_t number) { return number == 0 ? Json() : Json(number); }

}  // namespace

nlohmann::ordered_json diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  Json all = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    Json one = Json::object();
    one["severity"] = to_string(diagnostic.severity);
    one["code"] = to_string(diagnostic.code);
    one["message"] = as_text(diagnostic.message);
    one["help"] = text_or_null(diagnostic.help);
    one["file"] = text_or_null(diagnostic.file);
    one["line"] = number_or_null(diagnostic.line);
    one["column"] = number_or_null(diagnostic.column);
    one["pointer"] = text_or_null(diagnostic.pointer);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace candor
