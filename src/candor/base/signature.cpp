// SPDX-License-Identifier: Apache-2.0
#include "candor/base/signature.h"

#include <algorithm>
#include <vector>

#include <sodium.h>

namespace candor {
namespace {

using Byte = unsigned char;

constexpr std::string_view trusted_comment = "trusted comment: ";
constexpr std::string_view untrusted_comment = "untrusted comment: ";
constexpr std::size_t head = 2 + 8;  // the algorithm, and the id of the key

// The next line, without its line end; nothing at the end of the text.
std::optional<std::string_view> take_line(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Exactly `size` bytes; nothing when the text is anything else.
std::optional<std::vector<Byte>> from_base64(std::string_view text, std::size_t size) {
  std::vector<Byte> bytes(size);
  std::size_t decoded = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &decoded,
                        &end, sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  if (decoded != size || end != text.data() + text.size()) return std::nullopt;
  return bytes;
}

const Byte* bytes_of(std::string_view text) { return reinterpret_cast<const Byte*>(text.data()); }

bool holds(const Byte* signature, std::string_view bytes, const PublicKey& key) {
  return crypto_sign_verify_detached(signature, bytes_of(bytes), bytes.size(), key.key.data()) == 0;
}

std::string blake2b(std::string_view bytes) {
  std::string hash(crypto_generichash_BYTES_MAX, '\0');
  crypto_generichash(reinterpret_cast<Byte*>(hash.data()), hash.size(), bytes_of(bytes),
                     bytes.size(), nullptr, 0);
  return hash;
}

}  // namespace

std::string to_string(const PublicKey& key) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  // minisign prints the id as a little-endian number.
  for (std::size_t i = key.id.size(); i-- > 0;) {
    text += digits[key.id[i] >> 4];
    text += digits[key.id[i] & 15];
  }
  return text;
}

std::optional<PublicKey> parse_public_key(std::string_view text) {
  std::optional<std::string_view> line = take_line(text);
  if (line && line->starts_with(untrusted_comment)) line = take_line(text);
  if (!line || !text.empty()) return std::nullopt;
  const auto bytes = from_base64(*line, head + crypto_sign_PUBLICKEYBYTES);
  if (!bytes || (*bytes)[0] != 'E' || (*bytes)[1] != 'd') return std::nullopt;
  PublicKey key;
  std::copy_n(bytes->begin() + 2, key.id.size(), key.id.begin());
  std::copy_n(bytes->begin() + head, key.key.size(), key.key.begin());
  return key;
}

SignatureCheck check_signature(std::string_view text, std::string_view bytes,
                               std::span<const PublicKey> trusted) {
  const SignatureCheck unreadable{.found = Signed::unreadable};
  const auto comment = take_line(text);
  const auto first = take_line(text);
  const auto signed_comment = take_line(text);
  const auto second = take_line(text);
  if (!comment || !first || !signed_comment || !second || !text.empty()) return unreadable;
  if (!comment->starts_with(untrusted_comment) || !signed_comment->starts_with(trusted_comment)) {
    return unreadable;
  }
  const auto signature = from_base64(*first, head + crypto_sign_BYTES);
  const auto over_comment = from_base64(*second, crypto_sign_BYTES);
  if (!signature || !over_comment || (*signature)[0] != 'E') return unreadable;
  const bool hashed = (*signature)[1] == 'D';
  if (!hashed && (*signature)[1] != 'd') return unreadable;

  const Byte* const raw = signature->data() + head;
  std::string with_comment(reinterpret_cast<const char*>(raw), crypto_sign_BYTES);
  with_comment += signed_comment->substr(trusted_comment.size());
  const std::string hash = hashed ? blake2b(bytes) : std::string();
  const std::string_view message = hashed ? std::string_view(hash) : bytes;
  SignatureCheck out;
  // The id of a key is not secret: another key may claim it. Each key with this id is tried.
  for (const PublicKey& key : trusted) {
    if (!std::equal(key.id.begin(), key.id.end(), signature->begin() + 2)) continue;
    const bool good = holds(raw, message, key) && holds(over_comment->data(), with_comment, key);
    out = {.found = good ? Signed::trusted : Signed::wrong, .key = &key};
    if (good) break;
  }
  return out;
}

}  // namespace candor
