// SPDX-License-Identifier: Apache-2.0
// Why a file as a whole cannot be used, in words. Private to this folder.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/dialect.h"
#include "candor/batch/source/text_source.h"

namespace candor {

/// A refusal of a line of the file; `line` 0 is the file as a whole. No text of the file is in it.
Diagnostic file_refusal(DiagnosticCode code, std::string_view file, std::uint64_t line,
                        std::string message, std::string help = {});

Diagnostic cannot_be_read(std::string_view file);
Diagnostic nul_byte(std::string_view file, std::uint64_t line);
Diagnostic record_too_long(std::string_view file, std::uint64_t line);
/// What `CsvReader` refused, in that line.
Diagnostic refuse_record(CsvReader::Next why, std::string_view file, std::uint64_t line);

/// What keeps compressed data from being read on.
std::optional<Diagnostic> refuse_damage(const TextSource& source, std::string_view file);

Diagnostic cut_off(std::string_view file);

/// What keeps the beginning from being read as rows at all.
std::optional<Diagnostic> refuse_beginning(const TextSource& source, std::string_view file);

/// "not UTF-8".
std::string_view not_in(Encoding encoding) noexcept;

/// A header whose bytes are no text.
std::optional<Diagnostic> refuse_header(const Dialect& dialect, Encoding encoding,
                                        std::string_view file);

}  // namespace candor
