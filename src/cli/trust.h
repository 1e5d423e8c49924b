// SPDX-License-Identifier: Apache-2.0
// The keys of `--trust`, and the signatures beside files.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/signature.h"
#include "cli/files.h"

namespace candor::cli {

/// Reads the files of `--trust`. `E901` when one cannot be read, `E504` when it is not a key.
Outcome<std::vector<PublicKey>> read_trusted_keys(std::span<const std::string> paths);

/// The same; prints the diagnostic and returns nothing when it cannot.
std::optional<std::vector<PublicKey>> trusted_keys_or_report(std::span<const std::string> paths,
                                                             Format format, Streams io);

/// Checks `PATH.minisig`, if there are keys and such a file, against the bytes of the file at
/// `path`. The value is the id of the key that signed them; empty when no trusted key did. `E502`
/// when the signature names a trusted key but is wrong, `E503` when it is not a signature, and
/// `E901`.
Outcome<std::string> trusted_signature(const std::string& path, std::string_view bytes,
                                       std::span<const PublicKey> keys);

}  // namespace candor::cli
