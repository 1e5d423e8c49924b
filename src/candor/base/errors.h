// SPDX-License-Identifier: Apache-2.0
// Exceptions whose text may be shown, as no answer can be in it.

#pragma once

#include <stdexcept>
#include <string>

namespace candor {

/// A text that is written in the source.
struct FixedText {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is one
  consteval FixedText(const char* literal) : text(literal) {}
  const char* text;
};

/// An invariant of candor that does not hold: a bug.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(FixedText what) : std::logic_error(what.text) {}

  /// `where` names part of a rule set. Precondition: it holds no answer.
  InternalError(FixedText what, const std::string& where)
      : std::logic_error(what.text + (" (" + where) + ")") {}
};

/// The system lacks something that candor needs.
class SystemError : public std::runtime_error {
 public:
  explicit SystemError(FixedText what) : std::runtime_error(what.text) {}
};

}  // namespace candor
