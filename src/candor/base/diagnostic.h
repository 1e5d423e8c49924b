// SPDX-License-Identifier: Apache-2.0
// Mistakes in the user's input, as values.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/codes.h"
#include "candor/base/source_file.h"

namespace candor {

enum class Severity : std::uint8_t { error, warning };

/// "error" or "warning".
std::string_view to_string(Severity severity) noexcept;

/// One problem with one input, written for the person who gave that input.
///
/// It owns everything that its rendering needs. In rule sets and tests its place is
/// `file:line:column`, and `source_line` holds the line; in answers its place is a JSON pointer,
/// and neither the pointer nor any other member ever holds an answer.
struct Diagnostic {
  Severity severity = Severity::error;
  DiagnosticCode code = codes::none;
  std::string message = {};  // one lower-case clause, no full stop
  std::string help = {};     // how to fix it; may be empty
  std::string file = {};     // the name of the text; may be empty
  std::uint32_t line = 0;    // 0: the text as a whole
  std::uint32_t column = 0;  // in characters
  std::string source_line = {};
  std::string pointer = {};  // JSON pointer (RFC 6901) into answers
};

/// Collects the mistakes in one text. Errors beyond `most` are counted, not kept.
class Diagnostics {
 public:
  static constexpr std::size_t most = 200;

  void add(Diagnostic diagnostic);

  /// Adds an error at a place in `file`.
  void error(DiagnosticCode code, const SourceFile& file, Place at, std::string message,
             std::string help = {});

  bool has_errors() const noexcept { return errors_ > 0; }
  std::size_t errors() const noexcept { return errors_; }
  const std::vector<Diagnostic>& items() const noexcept { return items_; }

  /// The items in the order of their places, file by file, ready to show.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
};

/// A value, or the reasons why there is none: `value` is empty if and only if `diagnostics` holds
/// an error. Warnings may come with a value.
template <class T>
struct Parsed {
  std::optional<T> value = {};
  Diagnostics diagnostics = {};
};

/// `file:line:column: error: message [E101]`, the source line, a caret under the place, the help.
/// Ends with a line feed. Control characters are shown as `�`, tabs as spaces.
std::string render(const Diagnostic& diagnostic);

/// The name among `known` that was probably meant by `word`; empty when none is close.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace candor
