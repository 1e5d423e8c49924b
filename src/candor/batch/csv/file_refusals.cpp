// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/file_refusals.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"

namespace candor {

Diagnostic file_refusal(DiagnosticCode code, std::string_view file, std::uint64_t line,
                        std::string message, std::string help) {
  return {.code = code,
          .message = std::move(message),
          .help = std::move(help),
          .file = std::string(file),
          .line = static_cast<std::uint32_t>(line),
          .column = line == 0 ? 0U : 1U};
}

Diagnostic cannot_be_read(std::string_view file) {
  return file_refusal(codes::unreadable_input, file, 0, "this cannot be read");
}

Diagnostic nul_byte(std::string_view file, std::uint64_t line) {
  return file_refusal(codes::nul_byte, file, line, "a NUL byte",
                      "the file is damaged, not text, or in another encoding (`--encoding`)");
}

Diagnostic record_too_long(std::string_view file, std::uint64_t line) {
  return file_refusal(codes::record_too_long, file, line,
                      "a record of more than 16 MiB begins here",
                      "an unclosed quote may be the cause");
}

Diagnostic refuse_record(CsvReader::Next why, std::string_view file, std::uint64_t line) {
  switch (why) {
    case CsvReader::Next::nul: return nul_byte(file, line);
    case CsvReader::Next::too_long: return record_too_long(file, line);
    case CsvReader::Next::quote_never_closed:
    case CsvReader::Next::record:
    case CsvReader::Next::end: break;
  }
  return file_refusal(codes::unclosed_intake_quote, file, line,
                      "a quote on this line is never closed",
                      "close or remove it: everything after it is inside the quotes");
}

std::optional<Diagnostic> refuse_damage(const TextSource& source, std::string_view file) {
  switch (source.damage()) {
    case Gunzip::Damage::none: return std::nullopt;
    case Gunzip::Damage::cut_off:
      return file_refusal(codes::damaged_gzip, file, 0, "the compressed data ends too early",
                          "the file is incomplete: export or copy it again");
    case Gunzip::Damage::damaged: break;
  }
  return file_refusal(codes::damaged_gzip, file, 0, "the compressed data is damaged",
                      "export or copy the file again; `gzip -t` checks it");
}

Diagnostic cut_off(std::string_view file) {
  return file_refusal(codes::truncated_character, file, 0, "the last character is cut off",
                      "the file is incomplete: export or copy it again");
}

std::string_view not_in(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "not UTF-8";
    case Encoding::utf16le:
    case Encoding::utf16be: return "not UTF-16";
    case Encoding::windows1252: return "not Windows-1252";
  }
  return "";
}

std::optional<Diagnostic> refuse_header(const Dialect& dialect, Encoding encoding,
                                        std::string_view file) {
  const bool text = std::none_of(dialect.header.begin(), dialect.header.end(),
                                 [](const std::string& name) { return find_invalid_utf8(name); });
  if (text) return std::nullopt;
  return file_refusal(codes::undecodable_bytes, file, dialect.header_line,
                      fmt::format("the header is {}", not_in(encoding)),
                      "name its encoding with `--encoding`");
}

std::optional<Diagnostic> refuse_beginning(const TextSource& source, std::string_view file) {
  if (auto damage = refuse_damage(source, file)) return damage;
  if (source.failed()) return cannot_be_read(file);
  if (source.encoding_is_ambiguous()) {
    return file_refusal(codes::ambiguous_encoding, file, 0,
                        "the encoding could be UTF-8 or Windows-1252",
                        "choose one: `--encoding utf-8` or `--encoding windows-1252`");
  }
  const std::string_view sample = source.sample();
  // Detecting the dialect of binary data would give a misleading message.
  if (const std::size_t at = sample.find('\0'); at != std::string_view::npos) {
    const std::string_view before = sample.substr(0, at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    return nul_byte(file, static_cast<std::uint64_t>(lines) + 1);
  }
  if (trim_spaces(sample).starts_with('[')) {
    return file_refusal(codes::json_array, file, 0, "the file is one JSON array",
                        "write one object per line: `jq -c '.[]'` converts it");
  }
  return std::nullopt;
}

}  // namespace candor
