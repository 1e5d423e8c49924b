// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/source/gunzip.h"

#include <stdexcept>
#include <string>

#include <zlib.h>

#include "support/catch.hpp"

using namespace candor;

namespace {

std::string gzip(const std::string& text) {
  z_stream z = {};
  if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string out(deflateBound(&z, text.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

struct Read {
  std::string text = {};
  bool failed = false;
  Gunzip::Damage damage = Gunzip::Damage::none;
  bool compressed = false;
  std::uint64_t bytes = 0;
};

Read read_all(const std::string& bytes, std::size_t piece, std::size_t room) {
  std::size_t at = 0;
  Gunzip source([&](std::span<char> out) {
    const std::size_t size = bytes.copy(out.data(), std::min(piece, out.size()), at);
    at += size;
    return std::optional(size);
  });
  Read read;
  std::string block(room, '\0');
  while (true) {
    const auto got = source.read(block);
    read.failed = !got;
    if (got.value_or(0) == 0) break;
    read.text += block.substr(0, *got);
  }
  read.damage = source.damage();
  read.compressed = source.compressed();
  read.bytes = source.bytes_read();
  return read;
}

}  // namespace

TEST_CASE("gzip is recognized by content, whatever the pieces") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += std::to_string(i * i) + ",none\n";
  for (const std::size_t piece : {1U, 7U, 5000U, 1000000U}) {
    for (const std::size_t room : {1U, 100U, 100000U}) {
      CAPTURE(piece, room);
      const std::string packed = gzip(text);
      const Read one = read_all(packed, piece, room);
      CHECK(one.text == text);
      CHECK(one.compressed);
      CHECK(one.bytes == packed.size());
      CHECK(
          read_all(gzip("a\n") + gzip("") + gzip("b\n") + std::string(5, '\0'), piece, room).text ==
          "a\nb\n");
      CHECK(read_all(text, piece, room).text == text);
      CHECK_FALSE(read_all(text, piece, room).compressed);
    }
  }
  for (const std::string& plain :
       {std::string(), std::string("\x1F"), std::string("i"), std::string("\x1Fx")}) {
    CHECK(read_all(plain, 1, 10).text == plain);
    CHECK_FALSE(read_all(plain, 1, 10).failed);
  }
}

TEST_CASE("zeros between gzip members do not end the file") {
  // More than are read at once, so that the next member is not read with them.
  for (const std::size_t zeros : {1U, 5U, 100'000U}) {
    for (const std::size_t piece : {1U, 7U, 1000000U}) {
      CAPTURE(zeros, piece);
      const std::string padding(zeros, '\0');
      const Read read =
          read_all(gzip("a\n") + padding + gzip("b\n") + padding + gzip("c\n"), piece, 100);
      CHECK(read.text == "a\nb\nc\n");
      CHECK_FALSE(read.failed);
    }
  }
}

TEST_CASE("incomplete compressed data is never the end of a file") {
  const std::string text = "id,smoker\n1,no\n2,yes\n";
  const std::string packed = gzip(text);
  for (std::size_t size = 2; size < packed.size(); ++size) {
    CAPTURE(size);
    const Read read = read_all(packed.substr(0, size), 5, 7);
    CHECK(read.failed);
    CHECK(read.damage == Gunzip::Damage::cut_off);
  }
  std::size_t damaged = 0;
  for (std::size_t at = 2; at < packed.size(); ++at) {
    CAPTURE(at);
    std::string other = packed;
    other[at] = static_cast<char>(other[at] ^ 0x55);
    const Read read = read_all(other, 1000, 1000);
    // Bytes 4 to 9 are the time, hints and the system: they say nothing of the content.
    if (read.failed)
      ++damaged;
    else
      CHECK(read.text == text);
  }
  CHECK(damaged >= packed.size() - 9);
  CHECK(read_all(packed + "more", 1000, 1000).damage == Gunzip::Damage::damaged);
}
