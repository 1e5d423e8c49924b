// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/source/text_source.h"

#include <algorithm>
#include <utility>

namespace candor {

ReadText read_once(std::string_view text) {
  return [text, done = false](std::string& out) mutable {
    if (std::exchange(done, true) || text.empty()) return false;
    out += text;
    return true;
  };
}

TextSource::TextSource(ReadBytes read, std::optional<Encoding> encoding, std::size_t block)
    : bytes_(std::move(read)), block_(std::max<std::size_t>(block, 1)) {
  std::size_t size = 0;
  // Most files are small: do not touch memory they do not need.
  for (std::size_t room = sample_bytes / 16; size < sample_bytes && !at_end_;
       room = std::min(2 * room, sample_bytes)) {
    raw_.resize(room);
    while (size < room && !at_end_) size += fill(std::span(raw_).subspan(size));
  }
  sample_is_whole_ = at_end_;
  std::string_view bytes = std::string_view(raw_).substr(0, size);
  const DetectedEncoding found = detect_encoding(bytes);
  encoding_ = encoding.value_or(found.encoding);
  ambiguous_ = !encoding && found.ambiguous;
  mark_ = mark_of(encoding_, bytes);
  bytes.remove_prefix(mark_.size());
  if (encoding_ == Encoding::utf8) {
    sample_ = bytes;
  } else {
    decoder_.emplace(encoding_);
    decoder_->decode(bytes, sample_);
    if (at_end_) cut_off_ = !decoder_->finish(sample_);
  }
  raw_ = std::string();
}

std::size_t TextSource::fill(std::span<char> block) {
  const std::optional<std::size_t> got = bytes_.read(block);
  failed_ = !got;
  at_end_ = !got || *got == 0;
  return got.value_or(0);
}

bool TextSource::more(std::string& out) {
  if (!sample_.empty()) {
    const std::string_view piece = std::string_view(sample_).substr(sample_used_, block_);
    out += piece;
    sample_used_ += piece.size();
    if (sample_used_ == sample_.size()) {
      sample_ = std::string();
      sample_used_ = 0;
    }
    return true;
  }
  const std::size_t before = out.size();
  while (!at_end_ && out.size() == before) {
    if (decoder_) {
      decode_more(out);
      continue;
    }
    out.resize(before + block_);
    out.resize(before + fill(std::span(out).subspan(before)));
  }
  return out.size() > before;
}

void TextSource::decode_more(std::string& out) {
  raw_.resize(block_);
  const std::size_t got = fill(raw_);
  decoder_->decode(std::string_view(raw_).substr(0, got), out);
  if (at_end_ && !failed_) cut_off_ = !decoder_->finish(out);
}

std::optional<std::size_t> TextSource::left() const noexcept {
  if (!at_end_) return std::nullopt;
  return sample_.size() - sample_used_ + decoded_.size() - decoded_used_;
}

std::size_t TextSource::more_into(std::span<char> out) {
  const auto copy = [&](std::string& text, std::size_t& used) {
    const std::string_view piece = std::string_view(text).substr(used, out.size());
    std::copy(piece.begin(), piece.end(), out.begin());
    used += piece.size();
    if (used == text.size()) {
      text = std::string();
      used = 0;
    }
    return piece.size();
  };
  if (out.empty()) return 0;
  if (!sample_.empty()) return copy(sample_, sample_used_);
  if (!decoder_) return at_end_ ? 0 : fill(out);
  while (decoded_.empty() && !at_end_) decode_more(decoded_);
  return copy(decoded_, decoded_used_);
}

}  // namespace candor
