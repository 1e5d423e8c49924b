// SPDX-License-Identifier: Apache-2.0
// Character encodings of intake files: detection, decoding, encoding.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252 };

/// For display: "UTF-8", "UTF-16 (little-endian)", "UTF-16 (big-endian)", "Windows-1252".
std::string_view to_string(Encoding encoding) noexcept;

/// The name that `--encoding` takes: "utf-8", "utf-16le", "utf-16be", "windows-1252".
std::string_view option_name(Encoding encoding) noexcept;

/// The encoding with that option name, ignoring case; no value for any other name.
std::optional<Encoding> find_encoding(std::string_view name) noexcept;

/// The encoding that a file appears to have.
struct DetectedEncoding {
  Encoding encoding = Encoding::utf8;
  std::string_view mark = {};  // the byte order mark at the beginning, or empty
  bool ambiguous = false;      // could as well be UTF-8
};

/// Detects the encoding from the beginning of a file: by a byte order mark; else, if zeros are
/// in every other byte, UTF-16; else UTF-8 or Windows-1252, whichever the bytes beyond ASCII fit.
/// The sample may end within a character.
DetectedEncoding detect_encoding(std::string_view sample) noexcept;

/// The byte order mark of `encoding` at the beginning of `bytes`, or empty.
std::string_view mark_of(Encoding encoding, std::string_view bytes) noexcept;

/// Converts bytes to UTF-8, piece by piece.
///
/// Bytes that are invalid in the encoding become invalid UTF-8, so that validation of a row finds
/// them, and `Encoder` restores the original bytes: a lone surrogate becomes the three bytes that
/// UTF-8 forbids, and an undefined byte of Windows-1252 stays as it is.
class Decoder {
 public:
  /// Throws `SystemError` when the C library does not support the encoding.
  explicit Decoder(Encoding encoding);
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder();

  /// Appends the text of `bytes` to `out`. An incomplete character at the end is kept for the next
  /// call.
  void decode(std::string_view bytes, std::string& out);

  /// Call this at the end of the bytes: appends what was kept. Returns false when half a character
  /// is left over (an odd number of bytes in UTF-16).
  bool finish(std::string& out);

 private:
  void convert_invalid(std::string_view& rest, std::string& out);

  Encoding encoding_;
  void* converter_ = nullptr;  // an iconv_t; null for UTF-8
  std::string kept_ = {};      // an incomplete character
};

/// Converts UTF-8 to another encoding: the inverse of `Decoder`. A character that the encoding
/// lacks becomes `?`.
class Encoder {
 public:
  /// Throws `SystemError` when the C library does not support the encoding.
  explicit Encoder(Encoding encoding);
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  ~Encoder();

  /// Appends the bytes of `text` to `out`.
  void encode(std::string_view text, std::string& out);

 private:
  void convert_invalid(std::string_view& rest, std::string& out);

  Encoding encoding_;
  void* converter_ = nullptr;
};

}  // namespace candor
