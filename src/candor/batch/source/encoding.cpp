// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/source/encoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>

#include <iconv.h>

#include "candor/base/errors.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

constexpr std::array all_encodings{Encoding::utf8, Encoding::utf16le, Encoding::utf16be,
                                   Encoding::windows1252};

const char* iconv_name(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf16le: return "UTF-16LE";
    case Encoding::utf16be: return "UTF-16BE";
    case Encoding::windows1252: return "WINDOWS-1252";
  }
  return "";
}

bool is_utf16(Encoding encoding) noexcept {
  return encoding == Encoding::utf16le || encoding == Encoding::utf16be;
}

std::uint8_t byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<std::uint8_t>(text[i]);
}

void* open_converter(Encoding to, Encoding from) {
  if (to == from) return nullptr;
  void* converter = ::iconv_open(iconv_name(to), iconv_name(from));
  // iconv_open returns (iconv_t)-1 on failure.
  if (reinterpret_cast<std::intptr_t>(converter) == -1) {
    if (errno == ENOMEM) throw std::bad_alloc();
    throw SystemError("the C library cannot convert UTF-16 or Windows-1252 on this system");
  }
  return converter;
}

// Converts until the bytes end or cannot be converted; removes what was converted from `rest`.
// Returns 0 or errno: EILSEQ for an invalid character, EINVAL for an incomplete one at the end.
int convert(void* converter, std::string_view& rest, std::string& out) {
  std::array<char, 4096> block;
  while (!rest.empty()) {
    char* in = const_cast<char*>(rest.data());  // iconv does not write to it
    std::size_t in_left = rest.size();
    char* to = block.data();
    std::size_t to_left = block.size();
    const std::size_t done = ::iconv(converter, &in, &in_left, &to, &to_left);
    const int error = done == static_cast<std::size_t>(-1) ? errno : 0;
    out.append(block.data(), block.size() - to_left);
    rest.remove_prefix(rest.size() - in_left);
    if (error != 0 && error != E2BIG) return error;
  }
  return 0;
}

std::uint32_t unit_at(Encoding encoding, std::string_view bytes) noexcept {
  const std::uint32_t first = byte_at(bytes, 0);
  const std::uint32_t second = byte_at(bytes, 1);
  return encoding == Encoding::utf16le ? first | second << 8U : second | first << 8U;
}

void append_three_bytes(std::uint32_t unit, std::string& out) {
  out += static_cast<char>(0xE0U | unit >> 12U);
  out += static_cast<char>(0x80U | (unit >> 6U & 0x3FU));
  out += static_cast<char>(0x80U | (unit & 0x3FU));
}

// ASCII in UTF-16 has zeros only in the odd or only in the even bytes; more than half of them must
// be zero.
std::optional<Encoding> utf16_by_zeros(std::string_view sample) noexcept {
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    even += sample[i] == '\0' ? 1 : 0;
    odd += sample[i + 1] == '\0' ? 1 : 0;
  }
  const std::size_t units = sample.size() / 2;
  if (even == 0 && 2 * odd > units) return Encoding::utf16le;
  if (odd == 0 && 2 * even > units) return Encoding::utf16be;
  return std::nullopt;
}

// Numbers of sequences beyond ASCII that are valid UTF-8 or not. One cut off at the end is not
// counted.
struct BeyondAscii {
  std::size_t valid = 0;
  std::size_t invalid = 0;
};

BeyondAscii count_beyond_ascii(std::string_view sample) noexcept {
  BeyondAscii counts;
  for (std::size_t i = 0; i < sample.size();) {
    if (byte_at(sample, i) < 0x80) {
      ++i;
      continue;
    }
    const std::uint8_t first = byte_at(sample, i);
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (!find_invalid_utf8(sample.substr(i, length)) && i + length <= sample.size()) {
      ++counts.valid;
      i += length;
      continue;
    }
    const auto rest = sample.substr(i + 1);
    const bool cut_off = rest.size() + 1 < length && first >= 0xC2 && first <= 0xF4 &&
                         std::all_of(rest.begin(), rest.end(), [](char c) {
                           return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U;
                         });
    if (cut_off) break;
    ++counts.invalid;
    ++i;
  }
  return counts;
}

}  // namespace

std::string_view to_string(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf16le: return "UTF-16 (little-endian)";
    case Encoding::utf16be: return "UTF-16 (big-endian)";
    case Encoding::windows1252: return "Windows-1252";
  }
  return "";
}

std::string_view option_name(Encoding encoding) noexcept {
  switch (encoding) {
    case Encoding::utf8: return "utf-8";
    case Encoding::utf16le: return "utf-16le";
    case Encoding::utf16be: return "utf-16be";
    case Encoding::windows1252: return "windows-1252";
  }
  return "";
}

std::optional<Encoding> find_encoding(std::string_view name) noexcept {
  const auto same = [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); };
  for (const Encoding encoding : all_encodings) {
    const std::string_view known = option_name(encoding);
    if (std::equal(known.begin(), known.end(), name.begin(), name.end(), same)) return encoding;
  }
  return std::nullopt;
}

std::string_view mark_of(Encoding encoding, std::string_view bytes) noexcept {
  std::string_view mark;
  switch (encoding) {
    case Encoding::utf8: mark = "\xEF\xBB\xBF"; break;
    case Encoding::utf16le: mark = "\xFF\xFE"; break;
    case Encoding::utf16be: mark = "\xFE\xFF"; break;
    case Encoding::windows1252: break;
  }
  return bytes.starts_with(mark) ? mark : std::string_view{};
}

DetectedEncoding detect_encoding(std::string_view sample) noexcept {
  for (const Encoding encoding : all_encodings) {
    const std::string_view mark = mark_of(encoding, sample);
    if (!mark.empty()) return {.encoding = encoding, .mark = mark};
  }
  if (const auto utf16 = utf16_by_zeros(sample)) return {.encoding = *utf16};
  const BeyondAscii counts = count_beyond_ascii(sample);
  if (counts.invalid == 0 || counts.valid > counts.invalid) return {.encoding = Encoding::utf8};
  return {.encoding = Encoding::windows1252, .ambiguous = counts.valid > 0};
}

Decoder::Decoder(Encoding encoding)
    : encoding_(encoding), converter_(open_converter(Encoding::utf8, encoding)) {}

Decoder::~Decoder() {
  if (converter_ != nullptr) ::iconv_close(converter_);
}

void Decoder::decode(std::string_view bytes, std::string& out) {
  if (converter_ == nullptr) {
    out += bytes;
    return;
  }
  std::string joined;
  if (!kept_.empty()) {
    joined = kept_;
    joined += bytes;
    bytes = joined;
    kept_.clear();
  }
  while (const int error = convert(converter_, bytes, out)) {
    if (error != EILSEQ) {
      kept_ = bytes;
      return;
    }
    convert_invalid(bytes, out);
  }
}

// Passes on what iconv cannot convert, as bytes that are not valid UTF-8.
void Decoder::convert_invalid(std::string_view& rest, std::string& out) {
  if (!is_utf16(encoding_)) {
    out += rest.front();
    rest.remove_prefix(1);
    return;
  }
  append_three_bytes(unit_at(encoding_, rest), out);
  rest.remove_prefix(2);
}

bool Decoder::finish(std::string& out) {
  std::string_view rest = kept_;
  while (rest.size() >= 2) convert_invalid(rest, out);
  return rest.empty();
}

Encoder::Encoder(Encoding encoding)
    : encoding_(encoding), converter_(open_converter(encoding, Encoding::utf8)) {}

Encoder::~Encoder() {
  if (converter_ != nullptr) ::iconv_close(converter_);
}

void Encoder::encode(std::string_view text, std::string& out) {
  if (converter_ == nullptr) {
    out += text;
    return;
  }
  // A sequence cut off at the end of the text can only come from a Decoder.
  while (convert(converter_, text, out) != 0) convert_invalid(text, out);
  ::iconv(converter_, nullptr, nullptr, nullptr, nullptr);
}

void Encoder::convert_invalid(std::string_view& rest, std::string& out) {
  const std::size_t length = std::min<std::size_t>(rest.size(), byte_at(rest, 0) < 0xC2   ? 1
                                                                : byte_at(rest, 0) < 0xE0 ? 2
                                                                : byte_at(rest, 0) < 0xF0 ? 3
                                                                                          : 4);
  if (!find_invalid_utf8(rest.substr(0, length))) {
    encode("?", out);
    rest.remove_prefix(length);
    return;
  }
  if (!is_utf16(encoding_)) {
    out += rest.front();
    rest.remove_prefix(1);
    return;
  }
  if (length == 3) {
    const std::uint32_t unit = (byte_at(rest, 0) & 0x0FU) << 12U |
                               (byte_at(rest, 1) & 0x3FU) << 6U | (byte_at(rest, 2) & 0x3FU);
    const char low = static_cast<char>(unit & 0xFFU);
    const char high = static_cast<char>(unit >> 8U);
    out += encoding_ == Encoding::utf16le ? low : high;
    out += encoding_ == Encoding::utf16le ? high : low;
    rest.remove_prefix(3);
    return;
  }
  encode("?", out);
  rest.remove_prefix(1);
}

}  // namespace candor
