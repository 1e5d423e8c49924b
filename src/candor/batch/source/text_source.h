// SPDX-License-Identifier: Apache-2.0
// Reads an intake file, compressed or not and in any encoding, as UTF-8 text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candor/batch/source/encoding.h"
#include "candor/batch/source/gunzip.h"

namespace candor {

/// Appends some text; returns false when none is left.
using ReadText = std::function<bool(std::string&)>;

/// Reads a text in memory, which must outlive the function.
ReadText read_once(std::string_view text);

/// Reads a text in blocks. Its beginning is read at once, so that what is detected from it, such as
/// the encoding, does not depend on the size of blocks.
class TextSource {
 public:
  static constexpr std::size_t sample_bytes = 256 * 1024;
  static constexpr std::size_t usual_block = 64 * 1024;

  /// Reads the beginning. Detects the encoding unless it is given.
  TextSource(ReadBytes read, std::optional<Encoding> encoding, std::size_t block = usual_block);

  Encoding encoding() const noexcept { return encoding_; }
  bool encoding_is_ambiguous() const noexcept { return ambiguous_; }
  std::string_view mark() const noexcept { return mark_; }  // byte order mark, or empty

  /// The text of the beginning, without the byte order mark. Valid until `more` is called.
  std::string_view sample() const noexcept { return sample_; }
  bool sample_is_whole() const noexcept { return sample_is_whole_; }

  /// Appends the next block of text; returns false at the end, and when reading failed.
  bool more(std::string& out);

  /// The same into a span: returns the number of bytes, 0 only where `more` returns false.
  std::size_t more_into(std::span<char> out);

  bool failed() const noexcept { return failed_; }    // reading failed
  bool cut_off() const noexcept { return cut_off_; }  // the text ends within a character

  /// The number of bytes of text left, once the whole file has been read; no value before that.
  std::optional<std::size_t> left() const noexcept;

  Gunzip::Damage damage() const noexcept { return bytes_.damage(); }  // why reading failed
  bool compressed() const noexcept { return bytes_.compressed(); }
  std::uint64_t bytes_read() const noexcept { return bytes_.bytes_read(); }  // of the file

 private:
  std::size_t fill(std::span<char> block);
  void decode_more(std::string& out);

  Gunzip bytes_;
  std::size_t block_;
  Encoding encoding_ = Encoding::utf8;
  bool ambiguous_ = false;
  std::string_view mark_ = {};
  std::optional<Decoder> decoder_ = {};  // not for UTF-8
  std::string raw_ = {};
  std::string sample_ = {};
  std::size_t sample_used_ = 0;
  std::string decoded_ = {};  // text for which `more_into` had no room, from `decoded_used_` on
  std::size_t decoded_used_ = 0;
  bool sample_is_whole_ = false;
  bool at_end_ = false;
  bool failed_ = false;
  bool cut_off_ = false;
};

}  // namespace candor
