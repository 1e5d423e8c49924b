// SPDX-License-Identifier: Apache-2.0
// How the characters of an intake file are written as bytes.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows1252 };

/// "UTF-8", "UTF-16 (little-endian)", "UTF-16 (big-endian)", "Windows-1252": for people.
std::string_view to_string(Encoding encoding) noexcept;

/// The name that `--encoding` takes: "utf-8", "utf-16le", "utf-16be", "windows-1252".
std::string_view option_name(Encoding encoding) noexcept;

/// The encoding of that name, in any case; nothing for another name.
std::optional<Encoding> find_encoding(std::string_view name) noexcept;

/// How a file seems to be written.
struct DetectedEncoding {
  Encoding encoding = Encoding::utf8;
  std::string_view mark = {};  // the bytes of the byte order mark at the beginning, or empty
  bool ambiguous = false;      // as much speaks for Windows-1252 as for UTF-8
};

/// Looks at the beginning of a file. A byte order mark decides; then zeros in every other byte,
/// which make it UTF-16; then whether what is beyond ASCII is UTF-8. A sample cut off in the middle
/// of a character is as good as another.
DetectedEncoding detect_encoding(std::string_view sample) noexcept;

/// The byte order mark of `encoding` at the beginning of `bytes`, or empty.
std::string_view mark_of(Encoding encoding, std::string_view bytes) noexcept;

/// Bytes in some encoding, piece by piece, to UTF-8.
///
/// What the encoding does not allow comes out as bytes that are no UTF-8, so that whoever validates
/// a row finds it there, and `encode` makes the same bytes of it again: a lone surrogate becomes
/// the three bytes that UTF-8 has no right to, an undefined byte of Windows-1252 stays itself.
class Decoder {
 public:
  /// Throws std::runtime_error when the C library does not know the encoding.
  explicit Decoder(Encoding encoding);
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder();

  /// Appends the text of `bytes` to `out`; a character that is not complete waits for the next
  /// call.
  void decode(std::string_view bytes, std::string& out);

  /// The end of the bytes: appends what waits. False when half a character is left over (an odd
  /// number of bytes in UTF-16).
  bool finish(std::string& out);

 private:
  void step_over(std::string_view& rest, std::string& out);

  Encoding encoding_;
  void* converter_ = nullptr;  // an iconv_t; null for UTF-8
  std::string waiting_ = {};
};

/// Appends UTF-8 text in another encoding: the opposite of `Decoder`. A character that the encoding
/// lacks becomes `?`.
class Encoder {
 public:
  /// Throws std::runtime_error when the C library does not know the encoding.
  explicit Encoder(Encoding encoding);
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;
  ~Encoder();

  void encode(std::string_view text, std::string& out);

 private:
  void step_over(std::string_view& rest, std::string& out);

  Encoding encoding_;
  void* converter_ = nullptr;
};

}  // namespace candor
