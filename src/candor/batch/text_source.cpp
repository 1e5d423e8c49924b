// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/text_source.h"

#include <algorithm>
#include <utility>

namespace candor {

ReadText read_once(std::string_view text) {
  return [text, given = false](std::string& out) mutable {
    if (std::exchange(given, true) || text.empty()) return false;
    out += text;
    return true;
  };
}

TextSource::TextSource(ReadBytes read, std::optional<Encoding> encoding, std::size_t block)
    : read_(std::move(read)), block_(std::max<std::size_t>(block, 1)) {
  raw_.resize(sample_bytes);
  std::size_t size = 0;
  while (size < raw_.size() && !at_end_) {
    size += fill(std::span(raw_).subspan(size));
  }
  sample_is_whole_ = at_end_;
  std::string_view bytes = std::string_view(raw_).substr(0, size);
  const EncodingFound found = detect_encoding(bytes);
  encoding_ = encoding.value_or(found.encoding);
  unsure_ = !encoding && found.unsure;
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
  const std::optional<std::size_t> got = read_(block);
  failed_ = !got;
  at_end_ = !got || *got == 0;
  bytes_read_ += got.value_or(0);
  return got.value_or(0);
}

bool TextSource::more(std::string& out) {
  if (sample_given_ < sample_.size()) {
    const std::string_view piece = std::string_view(sample_).substr(sample_given_, block_);
    out += piece;
    sample_given_ += piece.size();
    if (sample_given_ == sample_.size()) {
      sample_ = std::string();
      sample_given_ = 0;
    }
    return true;
  }
  const std::size_t before = out.size();
  while (!at_end_ && out.size() == before) {
    if (!decoder_) {
      out.resize(before + block_);
      out.resize(before + fill(std::span(out).subspan(before)));
      continue;
    }
    raw_.resize(block_);
    const std::size_t got = fill(raw_);
    decoder_->decode(std::string_view(raw_).substr(0, got), out);
    if (at_end_ && !failed_) cut_off_ = !decoder_->finish(out);
  }
  return out.size() > before;
}

}  // namespace candor
