// SPDX-License-Identifier: Apache-2.0
// HTML and inline SVG that cannot contain unescaped text. Names of elements and attributes are
// literals, checked at compile time; everything else is data and is escaped for its context.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candor {

/// An image of a type recognized by its first bytes.
struct Image {
  std::string_view type = {};  // "image/png", "image/jpeg", "image/gif" or "image/webp"
  std::string bytes = {};
};

/// The image in these bytes; nothing if they begin like none of the types. SVG is not accepted: it
/// is a document and may contain scripts.
std::optional<Image> image_of(std::string bytes);

/// An address that a page may link to or show. No other scheme can be constructed.
class Url {
 public:
  /// An `http` or `https` address with a host; nothing for anything else.
  static std::optional<Url> web(std::string_view address);

  /// `tel:` with the digits of a telephone number and its leading `+`; nothing for fewer than three
  /// digits, or any other characters than separators.
  static std::optional<Url> telephone(std::string_view number);

  /// An anchor on the same page. `kind` keeps the ids of different things apart.
  static Url anchor(std::string_view kind, std::string_view id);

  /// The image itself, as a `data:` address.
  static Url data(const Image& image);

  const std::string& text() const noexcept { return text_; }

 private:
  explicit Url(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The id of the anchor that `Url::anchor` points to: `rule-isotretinoin-recent`.
std::string anchor_id(std::string_view kind, std::string_view id);

/// The name of an element, or of an attribute whose value is neither an address nor code. Must be a
/// literal; a forbidden name does not compile.
class Name {
 public:
  consteval Name(const char* text) : text_(text) {
    for (const char c : text_) {
      const bool fine =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!fine) throw "not a name";
    }
    const bool code = text_.starts_with("on") || text_ == "style" || text_ == "script";
    const bool address = text_ == "href" || text_ == "src" || text_ == "srcset" ||
                         text_ == "action" || text_ == "formaction" || text_ == "data";
    if (text_.empty() || code || address) throw "data is not allowed there";
  }
  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// The name of an attribute whose value is an address.
class UrlName {
 public:
  consteval UrlName(const char* text) : text_(text) {
    if (text_ != "href" && text_ != "src") throw "not an attribute with an address";
  }
  constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// An attribute and its value, escaped.
class Attribute {
 public:
  Attribute(Name name, std::string_view value);
  Attribute(Name name, const char* value) : Attribute(name, std::string_view(value)) {}
  Attribute(Name name, const std::string& value) : Attribute(name, std::string_view(value)) {}
  /// A coordinate, with at most one decimal.
  Attribute(Name name, double value);
  Attribute(UrlName name, const Url& value);

  const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;  // ` name="value"`
};

using Attributes = std::initializer_list<Attribute>;

/// A text that is not candor's own but the author's of the rule set, and so in the author's
/// language.
struct Authored {
  explicit Authored(std::string_view words) : text(words) {}
  std::string text;
};

/// A page under construction. Each element ends with its `Scope`, so elements always nest.
///
/// The page is in English, as candor's own words are. Text given as `Authored` is marked with the
/// author's language if that is another one.
class Html {
 public:
  class Scope {
   public:
    Scope(Scope&& other) noexcept : html_(std::exchange(other.html_, nullptr)), tag_(other.tag_) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    Scope& operator=(Scope&&) = delete;
    ~Scope() {
      if (html_) html_->close(tag_);
    }

   private:
    friend class Html;
    Scope(Html* html, Name tag) : html_(html), tag_(tag) {}
    Html* html_;
    Name tag_;
  };

  /// `page`: for the client. `document`: denser, for the practitioner and the author.
  enum class Style : std::uint8_t { page, document };

  /// Begins a page with its title, the stylesheet, and a policy to load nothing and run nothing.
  /// `authored_in` is the language of the texts that are `Authored`.
  static Html page(std::string_view title, std::string_view authored_in, Style style = Style::page);

  /// Begins an element that ends with the scope.
  [[nodiscard]] Scope open(Name tag, Attributes attributes = {});

  /// A whole element that contains text.
  void element(Name tag, std::string_view text) { element(tag, {}, text); }
  void element(Name tag, Attributes attributes, std::string_view text);
  void element(Name tag, const Authored& text) { element(tag, {}, text); }
  void element(Name tag, Attributes attributes, const Authored& text);

  /// An element without an end tag: `img`, `br`, `meta`.
  void lone(Name tag, Attributes attributes = {});

  void text(std::string_view text);
  /// In a `span` if it is in another language than the page.
  void text(const Authored& text);

  /// Lines of text for a `pre`.
  void lines(std::initializer_list<std::string> lines);

  /// Ends the page and returns it.
  std::string finish() &&;

 private:
  Html() = default;
  void begin(Name tag, Attributes attributes, std::string_view language = {});
  void close(Name tag);

  std::string out_ = {};
  std::string authored_in_ = {};  // empty: the page's own language
  bool line_open_ = false;        // text or an inline element has been written on this line
};

}  // namespace candor
