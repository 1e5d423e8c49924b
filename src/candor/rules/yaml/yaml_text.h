// SPDX-License-Identifier: Apache-2.0
// Checks of a YAML text around its parser. Private to the reader.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"

namespace candor {

/// Reports a text that no parser should see: longer than `most_file_bytes`, invalid UTF-8, control
/// characters, carriage returns alone, tabs in indentation. False when anything was reported.
bool check_text(const SourceFile& file, Diagnostics& diagnostics);

/// yaml-cpp 0.7 ends a plain text in braces at any `?`, and would refuse `{ask: Since when?}`. Only
/// a `?` after a blank, a bracket or a comma can begin a key; this replaces all others by a byte
/// that neither UTF-8 nor an escape can produce.
void hide_question_marks(std::string& text);

/// Undoes `hide_question_marks` in a parsed scalar.
void show_question_marks(std::string& text);

/// The offset of the first opening quote at or after `from`; `from` when there is none.
std::size_t find_open_quote(std::string_view text, std::size_t from);

/// Whether the bracket at `open` is closed. Brackets in quotes and comments do not count.
bool is_closed(std::string_view text, std::size_t open);

}  // namespace candor
