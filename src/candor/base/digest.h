// SPDX-License-Identifier: Apache-2.0
// Digests of text.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// SHA-256 of the bytes, as 32 bytes.
std::string sha256(std::string_view bytes);

/// SHA-256 of the bytes, as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace candor
