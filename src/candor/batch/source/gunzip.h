// SPDX-License-Identifier: Apache-2.0
// Decompresses a file if it is gzip.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace candor {

/// Reads into the beginning of the span and returns the number of bytes: 0 at the end, no value
/// when reading failed.
using ReadBytes = std::function<std::optional<std::size_t>(std::span<char>)>;

/// Decompresses gzip (RFC 1952), which it recognizes by the first two bytes, whatever the file's
/// name; passes other files through. Like `gzip`, it accepts several members, with zeros after any
/// of them.
class Gunzip {
 public:
  explicit Gunzip(ReadBytes read);
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip();

  /// As `ReadBytes`. Returns no value also when the compressed data is damaged.
  std::optional<std::size_t> read(std::span<char> out);

  enum class Damage : std::uint8_t { none, cut_off, damaged };
  Damage damage() const noexcept { return damage_; }

  bool compressed() const noexcept { return stream_ != nullptr; }

  /// The number of bytes read from the file. May be called while another thread reads.
  std::uint64_t bytes_read() const noexcept { return bytes_read_.load(std::memory_order_relaxed); }

 private:
  struct Stream;

  std::optional<std::size_t> fill(std::span<char> out);
  bool refill();
  bool detect();
  std::optional<std::size_t> fail(Damage damage);
  std::optional<std::size_t> inflate_to(std::span<char> out);

  ReadBytes read_;
  bool detected_ = false;
  bool at_end_ = false;  // the file has been read
  bool between_members_ = false;
  std::vector<char> raw_ = {};  // bytes of the file; those before `used_` have been used
  std::size_t used_ = 0;
  std::unique_ptr<Stream> stream_;  // null if the file is not compressed
  Damage damage_ = Damage::none;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace candor
