// SPDX-License-Identifier: Apache-2.0
// Schemas, forms and rule sets as documents.
//
// Example
//
//     #include <candor/documents.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       const std::string document = candor::rules_document(rules,
//       candor::DocumentFormat::markdown); std::cout << document.substr(0, document.find('\n')) <<
//       '\n'; std::cout << candor::schema("results").empty() << '\n';
//     }
//
// Output
//
//     # Microneedling for acne scars
//     1

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "candor/export.h"
#include "candor/rules.h"

namespace candor {

/// The JSON Schema (2020-12) of `rules`, `tests`, `result`, `map`, `clinic`, `record`, `journal` or
/// `interview`, as JSON text. Empty for another word.
CANDOR_API std::string_view schema(std::string_view of) noexcept;

/// The JSON Schema of the answers to a rule set.
CANDOR_API std::string schema_of_answers(const Rules& rules);

enum class DocumentFormat : std::uint8_t { markdown, html };

/// The whole rule set as a document to read and sign off, by the digest in it.
CANDOR_API std::string rules_document(const Rules& rules, DocumentFormat format);

enum class FormFormat : std::uint8_t {
  json,      // an object with every question, each null: blank answers
  markdown,  // the same, explained
  csv,       // a header and one line of invented answers
  html       // a page to print and fill in by hand
};

/// A blank intake form.
CANDOR_API std::string blank_form(const Rules& rules, FormFormat format);

}  // namespace candor
