// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/columns.h"

namespace candor {

struct Columns::Bound {};

Columns::Columns(Columns&&) noexcept = default;
Columns& Columns::operator=(Columns&&) noexcept = default;
Columns::~Columns() = default;

}  // namespace candor
