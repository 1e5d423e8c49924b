// SPDX-License-Identifier: Apache-2.0
// Signatures in the format of minisign: Ed25519 over the bytes, or over their BLAKE2b-512 digest.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace candor {

/// A public key of minisign.
struct PublicKey {
  std::array<unsigned char, 8> id = {};
  std::array<unsigned char, 32> key = {};
};

/// The id as minisign prints it, but always with 16 digits: "231E19567CA7B732".
std::string to_string(const PublicKey& key);

/// Reads the file that `minisign -G` writes, or the line of it that holds the key. Nothing when it
/// is not a public key.
std::optional<PublicKey> parse_public_key(std::string_view text);

/// What a signature says of the bytes beside it.
enum class Signed : std::uint8_t {
  trusted,    // made with one of the keys
  not_known,  // made with another key, so that it says nothing
  wrong,      // names one of the keys, but these are not the bytes or the comment that were signed
  unreadable  // not a signature of minisign
};

struct SignatureCheck {
  Signed found = Signed::not_known;
  const PublicKey* key = nullptr;  // if trusted or wrong: one of `trusted`
};

/// Checks the content of a `.minisig` file. Its trusted comment is checked too.
SignatureCheck check_signature(std::string_view signature, std::string_view bytes,
                               std::span<const PublicKey> trusted);

}  // namespace candor
