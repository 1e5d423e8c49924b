// SPDX-License-Identifier: Apache-2.0
// Diagnostics for a file that cannot be used as a whole. Private to the batch folders.

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

/// Refuses the file because of one of its lines; `line` 0 is the file as a whole. Precondition: no
/// argument contains text of the file.
Diagnostic file_refusal(DiagnosticCode code, std::string_view file, std::uint64_t line,
                        std::string message, std::string help = {});

Diagnostic cannot_be_read(std::string_view file);
Diagnostic nul_byte(std::string_view file, std::uint64_t line);
Diagnostic record_too_long(std::string_view file, std::uint64_t line);
/// For what `CsvReader` refused on that line.
Diagnostic refuse_record(CsvReader::Next why, std::string_view file, std::uint64_t line);

/// Why compressed data cannot be read on; no value if it can.
std::optional<Diagnostic> refuse_damage(const TextSource& source, std::string_view file);

Diagnostic cut_off(std::string_view file);

/// Why the beginning of a file cannot be read as rows; no value if it can.
std::optional<Diagnostic> refuse_beginning(const TextSource& source, std::string_view file);

/// "not UTF-8", for example.
std::string_view not_in(Encoding encoding) noexcept;

/// Why a header is not valid text; no value if it is.
std::optional<Diagnostic> refuse_header(const Dialect& dialect, Encoding encoding,
                                        std::string_view file);

}  // namespace candor
