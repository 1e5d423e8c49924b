// SPDX-License-Identifier: Apache-2.0
// Any text, and any wish, as the beginning of a CSV file: a dialect or a reason, and a dialect that
// finds its own header where it says.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "candor/batch/csv/dialect.h"
#include "candor/batch/mapping/intake_map.h"
#include "intake_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candor;
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  DialectOptions options;
  if ((data[0] & 1U) != 0) options.delimiter = ",;\t|^"[data[1] % 5];
  if ((data[0] & 2U) != 0) options.header_row = 1 + data[1] / 5 % 8;
  static const KnownColumns exactly = known_columns(fuzz_program().rules(), nullptr, "");
  static const KnownColumns loosely = KnownColumns::loosely(fuzz_program().rules());
  const bool whole = (data[0] & 4U) != 0;
  const auto found =
      detect_dialect(text, whole, options, (data[0] & 8U) != 0 ? loosely : exactly, "f");
  if (found.value.has_value() == found.diagnostics.has_errors()) std::abort();
  for (const Diagnostic& d : found.diagnostics.items()) {
    if (render(d).empty()) std::abort();
  }
  if (!found.value) return 0;
  const Dialect& dialect = *found.value;
  if (dialect.header.empty() || dialect.fields < dialect.header.size()) std::abort();
  CsvReader reader(read_once(text), dialect.delimiter);
  CsvRecord record;
  do {
    if (reader.next(record) != CsvReader::Next::record) std::abort();
  } while (record.line < dialect.header_line);
  if (record.line != dialect.header_line || record.fields.size() != dialect.fields) std::abort();
  return 0;
}
