// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/source/gunzip.h"

#include <algorithm>
#include <new>
#include <utility>

#include <zlib.h>

namespace candor {
namespace {

constexpr std::size_t raw_bytes = 64 * 1024;
constexpr int gzip_only = 15 + 16;  // the largest window, and no other format

}  // namespace

struct Gunzip::Stream {
  z_stream z = {};

  Stream() {
    if (inflateInit2(&z, gzip_only) != Z_OK) throw std::bad_alloc();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { inflateEnd(&z); }
};

Gunzip::Gunzip(ReadBytes read) : read_(std::move(read)) {}
Gunzip::~Gunzip() = default;

std::optional<std::size_t> Gunzip::fill(std::span<char> out) {
  const std::optional<std::size_t> got = read_(out);
  if (!got || *got == 0) at_end_ = true;
  bytes_read_.fetch_add(got.value_or(0), std::memory_order_relaxed);
  return got;
}

// Checks the first two bytes; false when reading failed.
bool Gunzip::detect() {
  detected_ = true;
  raw_.resize(raw_bytes);
  std::size_t size = 0;
  while (size < 2 && !at_end_) {
    const auto got = fill(std::span(raw_).subspan(size));
    if (!got) return false;
    size += *got;
  }
  raw_.resize(size);
  const bool gzip = size >= 2 && raw_[0] == '\x1F' && raw_[1] == '\x8B';
  if (gzip) stream_ = std::make_unique<Stream>();
  return true;
}

std::optional<std::size_t> Gunzip::read(std::span<char> out) {
  if (damage_ != Damage::none) return std::nullopt;
  if (!detected_ && !detect()) return std::nullopt;
  if (stream_ != nullptr) return inflate_to(out);
  if (used_ == raw_.size()) return at_end_ ? 0 : fill(out);
  const std::size_t size = std::min(out.size(), raw_.size() - used_);
  std::copy_n(raw_.begin() + static_cast<std::ptrdiff_t>(used_), size, out.begin());
  used_ += size;
  return size;
}

// Reads on when all bytes have been used; false when reading failed.
bool Gunzip::refill() {
  if (used_ < raw_.size() || at_end_) return true;
  raw_.resize(raw_bytes);
  const auto got = fill(raw_);
  raw_.resize(got.value_or(0));
  used_ = 0;
  return got.has_value();
}

std::optional<std::size_t> Gunzip::fail(Damage damage) {
  damage_ = damage;
  return std::nullopt;
}

std::optional<std::size_t> Gunzip::inflate_to(std::span<char> out) {
  z_stream& z = stream_->z;
  // zlib counts in 32 bits.
  const auto room = static_cast<uInt>(std::min<std::size_t>(out.size(), 1U << 30U));
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = room;
  while (z.avail_out == room) {
    if (!refill()) return std::nullopt;
    if (between_members_) {
      while (used_ < raw_.size() && raw_[used_] == '\0') ++used_;  // padding, as on tapes
      if (used_ == raw_.size()) {
        if (at_end_) return 0;
        continue;
      }
      if (inflateReset(&z) != Z_OK) return fail(Damage::damaged);
      between_members_ = false;
    }
    if (used_ == raw_.size() && at_end_) return fail(Damage::cut_off);
    z.next_in = reinterpret_cast<Bytef*>(raw_.data() + used_);
    z.avail_in = static_cast<uInt>(raw_.size() - used_);
    const int result = inflate(&z, Z_NO_FLUSH);
    used_ = raw_.size() - z.avail_in;
    if (result == Z_STREAM_END)
      between_members_ = true;
    else if (result != Z_OK && result != Z_BUF_ERROR)
      return fail(Damage::damaged);
  }
  return room - z.avail_out;
}

}  // namespace candor
