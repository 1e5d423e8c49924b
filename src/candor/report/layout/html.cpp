// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/html.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/escape.h"

namespace candor {

namespace embedded {  // src/CMakeLists.txt makes them from pages.css and documents.css
extern const std::string_view pages_css;
extern const std::string_view documents_css;
}  // namespace embedded

namespace {

// Inline elements: a line end before or inside one would show as a space.
bool is_inline(std::string_view tag) noexcept {
  constexpr std::array<std::string_view, 13> tags{"a",      "abbr", "b",    "bdi",   "br",
                                                  "code",   "em",   "img",  "small", "span",
                                                  "strong", "time", "tspan"};
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool starts_with_scheme(std::string_view address, std::string_view scheme) noexcept {
  if (address.size() <= scheme.size()) return false;
  return std::equal(scheme.begin(), scheme.end(), address.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

}  // namespace

std::optional<Image> image_of(std::string bytes) {
  constexpr std::string_view png("\x89PNG\r\n\x1a\n", 8);
  const std::string_view begin = bytes;
  std::string_view type;
  if (begin.starts_with(png)) type = "image/png";
  if (begin.starts_with("\xFF\xD8\xFF")) type = "image/jpeg";
  if (begin.starts_with("GIF87a") || begin.starts_with("GIF89a")) type = "image/gif";
  if (begin.starts_with("RIFF") && begin.substr(0, 12).ends_with("WEBP")) type = "image/webp";
  if (type.empty()) return std::nullopt;
  return Image{type, std::move(bytes)};
}

std::optional<Url> Url::web(std::string_view address) {
  std::string_view host;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (starts_with_scheme(address, scheme)) host = address.substr(scheme.size());
  }
  if (host.empty() || !(is_letter(host[0]) || is_digit(host[0]) || host[0] == '[')) {
    return std::nullopt;
  }
  std::string text;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unsafe = byte <= 0x20 || byte >= 0x7F ||
                        std::string_view("<>\"'`\\^{|}").find(c) != std::string_view::npos;
    text += unsafe ? fmt::format("%{:02X}", byte) : std::string(1, c);
  }
  return Url(std::move(text));
}

std::optional<Url> Url::telephone(std::string_view number) {
  std::string text;
  for (const char c : number) {
    const bool plus = c == '+' && text.empty();
    if (plus || is_digit(c)) text += c;
    if (!plus && !is_digit(c) && std::string_view(" -./()").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  constexpr std::size_t shortest = 3;  // an emergency number
  if (text.size() < shortest + (text.starts_with('+') ? 1 : 0)) return std::nullopt;
  return Url("tel:" + text);
}

Url Url::anchor(std::string_view kind, std::string_view id) {
  return Url("#" + anchor_id(kind, id));
}

Url Url::data(const Image& image) {
  return Url(fmt::format("data:{};base64,{}", image.type, base64(image.bytes)));
}

std::string anchor_id(std::string_view kind, std::string_view id) {
  std::string out = fmt::format("{}-", kind);
  for (const char c : id) out += is_letter(c) || is_digit(c) || c == '_' || c == '-' ? c : '-';
  return out;
}

Attribute::Attribute(Name name, std::string_view value)
    : text_(fmt::format(" {}=\"{}\"", name.text(), escape_html(value))) {}

Attribute::Attribute(Name name, double value) {
  std::string number = fmt::format("{:.1f}", value);
  if (number.ends_with(".0")) number.resize(number.size() - 2);
  text_ = fmt::format(" {}=\"{}\"", name.text(), number);
}

Attribute::Attribute(UrlName name, const Url& value)
    : text_(fmt::format(" {}=\"{}\"", name.text(), escape_html(value.text()))) {}

Html Html::page(std::string_view title, std::string_view authored_in, Style style) {
  Html html;
  const bool is_tag = std::all_of(authored_in.begin(), authored_in.end(),
                                  [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
  if (is_tag && authored_in != "en") html.authored_in_ = authored_in;
  html.out_ = "<!doctype html>\n<html lang=\"en\"";
  html.out_ +=
      ">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>";
  html.out_ += escape_html(title);
  html.out_ += "</title>\n<style>\n";
  html.out_ += embedded::pages_css;
  if (style == Style::document) html.out_ += embedded::documents_css;
  html.out_ += "</style>\n</head>\n<body>";
  return html;
}

std::string Html::finish() && {
  out_ += "\n</body>\n</html>\n";
  return std::move(out_);
}

void Html::begin(Name tag, Attributes attributes, std::string_view language) {
  if (!is_inline(tag.text())) out_ += '\n';
  out_ += '<';
  out_ += tag.text();
  for (const Attribute& attribute : attributes) out_ += attribute.text();
  if (!language.empty()) out_ += Attribute("lang", language).text();
  out_ += '>';
}

Html::Scope Html::open(Name tag, Attributes attributes) {
  begin(tag, attributes);
  line_open_ = true;
  return {this, tag};
}

void Html::close(Name tag) {
  if (!line_open_) out_ += '\n';
  out_ += "</";
  out_ += tag.text();
  out_ += '>';
  line_open_ = is_inline(tag.text());
}

void Html::element(Name tag, Attributes attributes, std::string_view text) {
  const Scope scope = open(tag, attributes);
  this->text(text);
}

void Html::element(Name tag, Attributes attributes, const Authored& text) {
  begin(tag, attributes, authored_in_);
  line_open_ = true;
  this->text(std::string_view(text.text));
  close(tag);
}

void Html::lone(Name tag, Attributes attributes) {
  begin(tag, attributes);
  line_open_ = is_inline(tag.text());
}

void Html::lines(std::initializer_list<std::string> lines) {
  for (const std::string& line : lines) out_ += escape_html(line) + '\n';
  line_open_ = true;
}

void Html::text(std::string_view text) {
  out_ += escape_html(text);
  line_open_ = true;
}

void Html::text(const Authored& text) {
  if (authored_in_.empty()) return this->text(std::string_view(text.text));
  element("span", text);
}

}  // namespace candor
