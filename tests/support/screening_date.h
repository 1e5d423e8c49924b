// SPDX-License-Identifier: Apache-2.0
// The screening date of most tests.

#pragma once

#include "candor/base/date.h"

inline candor::Date screening_date() { return candor::parse_date("2026-11-22").value(); }
