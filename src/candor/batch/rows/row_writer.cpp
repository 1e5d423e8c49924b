// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/row_writer.h"

namespace candor {

RowWriter::RowWriter(const Program& program, const IntakeFile& file, const RowsOutput& output) {
  if (output.ndjson) {
    ndjson_.emplace(program, file, output.full);
  } else {
    csv_.emplace(program.rules(), file, output.csv);
  }
  if (output.rejects) rejects_.emplace(file, output.csv.for_spreadsheet);
}

void RowWriter::head(std::string& output, std::string& rejects) {
  if (csv_) csv_->head(output);
  if (rejects_) rejects_->head(rejects);
}

void RowWriter::row(const Row& row, const Screening* screening, std::string& output,
                    std::string& rejects) {
  if (csv_) csv_->row(row, screening, output);
  if (ndjson_) ndjson_->row(row, screening, output);
  if (rejects_ && row.rejected()) rejects_->row(row, rejects);
}

}  // namespace candor
