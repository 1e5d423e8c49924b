// SPDX-License-Identifier: Apache-2.0
// The bytes of a file that may be compressed.

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

/// Fills some of the span and returns how much: 0 at the end, nothing when reading failed, which
/// the function's owner can explain.
using ReadBytes = std::function<std::optional<std::size_t>(std::span<char>)>;

/// Takes gzip (RFC 1952) away, by content: a file that begins as gzip does is one, whatever its
/// name. Members may follow each other, with zeros behind them, as `gzip` itself reads them.
class Gunzip {
 public:
  explicit Gunzip(ReadBytes read);
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip();

  /// As `ReadBytes`. Nothing also where what is compressed is damaged.
  std::optional<std::size_t> read(std::span<char> out);

  enum class Damage : std::uint8_t { none, cut_off, damaged };
  Damage damage() const noexcept { return damage_; }

  bool compressed() const noexcept { return stream_ != nullptr; }

  /// How much of the file itself was read; also while another thread reads.
  std::uint64_t bytes_read() const noexcept { return bytes_read_.load(std::memory_order_relaxed); }

 private:
  struct Stream;

  std::optional<std::size_t> fill(std::span<char> out);
  bool refill();
  bool begin();
  std::optional<std::size_t> fail(Damage damage);
  std::optional<std::size_t> inflate_to(std::span<char> out);

  ReadBytes read_;
  bool begun_ = false;
  bool at_end_ = false;  // of the file
  bool between_members_ = false;
  std::vector<char> raw_ = {};  // what was read and not yet given, from `given_` on
  std::size_t given_ = 0;
  std::unique_ptr<Stream> stream_;
  Damage damage_ = Damage::none;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace candor
