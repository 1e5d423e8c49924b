// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/source/encoding.h"

#include <string>
#include <vector>

#include "candor/base/utf8.h"
#include "candor/batch/source/text_source.h"
#include "support/catch.hpp"

using namespace candor;
using namespace std::string_literals;

namespace {

// Decodes bytes, `size` at a time.
std::string decoded(Encoding encoding, const std::string& bytes, std::size_t size) {
  Decoder decoder(encoding);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += size) decoder.decode(bytes.substr(i, size), text);
  CHECK(decoder.finish(text));
  return text;
}

std::string encoded(Encoding encoding, const std::string& text) {
  Encoder encoder(encoding);
  std::string bytes;
  encoder.encode(text, bytes);
  return bytes;
}

}  // namespace

TEST_CASE("bytes are decoded, and encoded to the same bytes, wherever blocks end") {
  struct Case {
    Encoding encoding;
    std::string bytes, text;
  };
  const auto c = GENERATE(values<Case>({
      {Encoding::utf8, "gr\xC3\xB6\xC3\x9F"s, "größ"},
      {Encoding::windows1252, "gr\xF6\xDF"s, "größ"},
      {Encoding::windows1252, "\x80 5 \x96 6"s, "€ 5 – 6"},
      {Encoding::utf16le, "g\0r\0\xF6\0\xDF\0"s, "größ"},
      {Encoding::utf16be, "\0g\0r\0\xF6\0\xDF"s, "größ"},
      {Encoding::utf16le, "\x3D\xD8\x00\xDE!\0"s, "😀!"},
      {Encoding::utf16be, "\xD8\x3D\xDE\x00\0!"s, "😀!"},
  }));
  CAPTURE(to_string(c.encoding), c.text);
  for (std::size_t size = 1; size <= c.bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(decoded(c.encoding, c.bytes, size) == c.text);
  }
  CHECK(encoded(c.encoding, c.text) == c.bytes);
}

TEST_CASE("invalid bytes become invalid UTF-8, and are encoded to the same bytes") {
  struct Case {
    Encoding encoding;
    std::string bytes;
  };
  const auto c = GENERATE(values<Case>({
      {Encoding::utf8, "a\xFF\xC3"s},
      {Encoding::windows1252,
       "a\x81\x8D\x8F\x90\x9D"
       "b"s},
      {Encoding::utf16le,
       "a\0\x3D\xD8"
       "b\0"s},                                             // a high surrogate alone
      {Encoding::utf16le, "a\0\x00\xDE\x3D\xD8"s},          // the wrong way round, at the end
      {Encoding::utf16be, "\0a\xD8\x3D\xD8\x3D\xDE\x00"s},  // one too many
  }));
  CAPTURE(to_string(c.encoding));
  for (std::size_t size = 1; size <= c.bytes.size(); ++size) {
    const std::string text = decoded(c.encoding, c.bytes, size);
    CHECK(find_invalid_utf8(text).has_value());
    CHECK(encoded(c.encoding, text) == c.bytes);
  }
}

TEST_CASE("every byte of Windows-1252 is preserved") {
  std::string bytes;
  for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i);
  CHECK(encoded(Encoding::windows1252, decoded(Encoding::windows1252, bytes, 7)) == bytes);
}

TEST_CASE("half a character at the end is detected") {
  Decoder decoder(Encoding::utf16le);
  std::string text;
  decoder.decode("a\0b"s, text);
  CHECK(text == "a");
  CHECK_FALSE(decoder.finish(text));
}

TEST_CASE("a character that an encoding lacks becomes a question mark") {
  CHECK(encoded(Encoding::windows1252, "a→b") == "a?b");
}

TEST_CASE("the encoding is detected from the beginning") {
  struct Case {
    std::string why, sample;
    Encoding encoding;
    std::size_t mark;
    bool ambiguous;
  };
  const auto c = GENERATE(values<Case>({
      {"nothing", ""s, Encoding::utf8, 0, false},
      {"ASCII", "id,age\n"s, Encoding::utf8, 0, false},
      {"UTF-8", "gr\xC3\xB6\xC3\x9F"s, Encoding::utf8, 0, false},
      {"UTF-8 with a mark", "\xEF\xBB\xBFid"s, Encoding::utf8, 3, false},
      {"UTF-8, cut off within a character", "\xC3\xB6 \xE2\x82"s, Encoding::utf8, 0, false},
      {"one character, cut off", "abc\xE2\x82"s, Encoding::utf8, 0, false},
      {"mostly UTF-8, with one damaged byte", "\xC3\xB6\xC3\x9F\xFF,"s, Encoding::utf8, 0, false},
      {"Windows-1252",
       "gr\xF6\xDF"
       "e"s,
       Encoding::windows1252, 0, false},
      {"as much of either",
       "\xC3\xB6 gr\xF6"
       "e"s,
       Encoding::windows1252, 0, true},
      {"UTF-16 with a mark", "\xFF\xFEi\0d\0"s, Encoding::utf16le, 2, false},
      {"UTF-16 with a mark, the other way round", "\xFE\xFF\0i\0d"s, Encoding::utf16be, 2, false},
      {"UTF-16 without a mark", "i\0d\0,\0\xF6\0"s, Encoding::utf16le, 0, false},
      {"UTF-16 without a mark, the other way round", "\0i\0d\0,\0\xF6"s, Encoding::utf16be, 0,
       false},
      {"one NUL", "id,a\0ge\n"s, Encoding::utf8, 0, false},
  }));
  CAPTURE(c.why);
  const DetectedEncoding found = detect_encoding(c.sample);
  CHECK(found.encoding == c.encoding);
  CHECK(found.mark.size() == c.mark);
  CHECK(found.ambiguous == c.ambiguous);
}

TEST_CASE("encodings have names") {
  for (const Encoding encoding :
       {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252}) {
    CHECK(find_encoding(option_name(encoding)) == encoding);
    CHECK_FALSE(to_string(encoding).empty());
  }
  CHECK(find_encoding("Windows-1252") == Encoding::windows1252);
  CHECK_FALSE(find_encoding("utf"));
  CHECK_FALSE(find_encoding(""));
}

TEST_CASE("a source gives the same text for blocks of every size") {
  const std::string bytes = "\xFE\xFF\0i\0d\0,\xD8\x3D\xDE\x00\0\n\0x"s;
  for (std::size_t block = 1; block < 20; ++block) {
    CAPTURE(block);
    std::size_t at = 0;
    TextSource source(
        [&](std::span<char> out) -> std::optional<std::size_t> {
          const std::size_t size = std::min({out.size(), block, bytes.size() - at});
          bytes.copy(out.data(), size, at);
          at += size;
          return size;
        },
        std::nullopt, block);
    CHECK(source.sample() == "id,😀\nx");
    CHECK(source.sample_is_whole());
    std::string text;
    while (source.more(text)) {
    }
    CHECK(text == "id,😀\nx");
    CHECK(source.encoding() == Encoding::utf16be);
    CHECK(source.bytes_read() == bytes.size());
    CHECK_FALSE(source.cut_off());
    CHECK_FALSE(source.failed());
  }
}

TEST_CASE("a source reports when it could not be read, and when it ends within a character") {
  int reads = 0;
  TextSource failing(
      [&](std::span<char> out) -> std::optional<std::size_t> {
        if (++reads > 1) return std::nullopt;
        out[0] = 'a';
        return 1;
      },
      std::nullopt);
  CHECK(failing.failed());
  const std::string odd =
      "\xFF\xFE"
      "a\0b"s;
  bool given = false;
  TextSource cut(
      [&](std::span<char> out) -> std::optional<std::size_t> {
        if (given) return 0;
        given = true;
        return odd.copy(out.data(), odd.size());
      },
      std::nullopt);
  CHECK(cut.cut_off());
}
