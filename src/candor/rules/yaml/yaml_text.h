// SPDX-License-Identifier: Apache-2.0
// What can be said of a YAML text before and beside its parser. Private to the reader.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"

namespace candor {

/// Refuses what no parser should see: more than `most_file_bytes`, what is not UTF-8, control
/// characters, carriage returns alone, tabs in indentation. False when anything was reported.
bool check_text(const SourceFile& file, Diagnostics& diagnostics);

/// yaml-cpp 0.7 ends a plain text in braces at a `?`, wherever it stands: `{ask: Since when?}`
/// would be refused. Only one that follows a blank, a bracket or a comma can begin a key; the
/// others are parsed as a byte that neither the input (it is UTF-8) nor an escape can hold.
void hide_question_marks(std::string& text);

/// Undoes `hide_question_marks` in a parsed scalar.
void show_question_marks(std::string& text);

/// Where a text in quotes first begins at or after `from`; `from` when none does.
std::size_t find_open_quote(std::string_view text, std::size_t from);

/// Whether anything closes the bracket at `open`; brackets in quotes and comments do not count.
bool is_closed(std::string_view text, std::size_t open);

}  // namespace candor
