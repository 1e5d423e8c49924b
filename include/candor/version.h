// SPDX-License-Identifier: Apache-2.0
// The version of the library.
//
// The version follows semantic versioning from 1.0 on; until then, a new minor version may change
// the C++ interface. What is written for other programs (`result/1`, codes, column names) has its
// own version and only gains keys.
//
// Example
//
//     #include <candor/version.h>
//     #include <iostream>
//
//     int main() { std::cout << (candor::version().find('.') != std::string_view::npos) << '\n'; }
//
// Output
//
//     1

#pragma once

#include <string_view>

#include "candor/export.h"

namespace candor {

/// "0.1.0".
CANDOR_API std::string_view version() noexcept;

}  // namespace candor
