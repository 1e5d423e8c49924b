// SPDX-License-Identifier: Apache-2.0
// The bytes of an intake file, compressed or not, block by block as UTF-8 text.

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

/// Appends some text; false when there is none any more.
using ReadText = std::function<bool(std::string&)>;

/// A text that is there already, which must outlive what reads it.
ReadText read_once(std::string_view text);

/// Text read in blocks. Its beginning is read at once, so that the encoding and what else is
/// guessed from it do not depend on the size of blocks.
class TextSource {
 public:
  static constexpr std::size_t sample_bytes = 256 * 1024;
  static constexpr std::size_t usual_block = 64 * 1024;

  /// Reads the beginning. Without `encoding` it is detected.
  TextSource(ReadBytes read, std::optional<Encoding> encoding, std::size_t block = usual_block);

  Encoding encoding() const noexcept { return encoding_; }
  bool encoding_is_ambiguous() const noexcept { return ambiguous_; }
  std::string_view mark() const noexcept { return mark_; }  // byte order mark, or empty

  /// The text of the beginning, without the byte order mark. Valid until `more` is called.
  std::string_view sample() const noexcept { return sample_; }
  bool sample_is_whole() const noexcept { return sample_is_whole_; }

  /// Appends the next block of text; false at the end, and when reading failed.
  bool more(std::string& out);

  /// The same, as much as there is room for: returns how much. 0 only where `more` is false.
  std::size_t more_into(std::span<char> out);

  bool failed() const noexcept { return failed_; }    // reading failed
  bool cut_off() const noexcept { return cut_off_; }  // half a character stands at the end
  /// How much text is left, once all of the file is read.
  std::optional<std::size_t> left() const noexcept;

  Gunzip::Damage damage() const noexcept { return bytes_.damage(); }  // it failed for that
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
  std::optional<Decoder> decoder_ = {};  // nothing for UTF-8
  std::string raw_ = {};
  std::string sample_ = {};
  std::size_t sample_given_ = 0;
  std::string decoded_ = {};  // what `more_into` had no room for, from `decoded_given_` on
  std::size_t decoded_given_ = 0;
  bool sample_is_whole_ = false;
  bool at_end_ = false;
  bool failed_ = false;
  bool cut_off_ = false;
};

}  // namespace candor
