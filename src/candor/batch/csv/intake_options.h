// SPDX-License-Identifier: Apache-2.0
// How the user wants an intake file to be read.

#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "candor/base/date.h"
#include "candor/batch/csv/dialect.h"
#include "candor/batch/source/encoding.h"
#include "candor/batch/source/text_source.h"

namespace candor {

struct IntakeOptions {
  std::string name = {};  // for diagnostics
  std::optional<Encoding> encoding = {};
  DialectOptions dialect = {};
  Date as_of = {};
  std::string as_of_column = {};  // or NDJSON key; if empty, every row is screened on `as_of`
  std::size_t block = TextSource::usual_block;
};

}  // namespace candor
