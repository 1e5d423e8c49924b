// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/html.h"

#include "candor/report/layout/escape.h"
#include "support/catch.hpp"

namespace candor {
namespace {

TEST_CASE("text in HTML is escaped, and controls become harmless") {
  struct Row {
    std::string_view text, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"plain", "plain"},
      {"<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
      {"\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"},
      {"]]> --> </script>", "]]&gt; --&gt; &lt;/script&gt;"},
      {"a\tb\r\nc", "a b  c"},
      {"\x1B[31m\x07", "\uFFFD[31m\uFFFD"},
      {"\u202Ex\u202C\u2066\u2069", "\uFFFDx\uFFFD\uFFFD\uFFFD"},
      {"\u200E\u200F\u061C\uFEFF", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\U000E0041\uFFFE", "\uFFFD\uFFFD"},
      {"\xFF\xC3", "\uFFFD\uFFFD"},
      {"\u00E9\u4E2D\U0001F600", "\u00E9\u4E2D\U0001F600"},
  }));
  CHECK(escape_html(row.text) == row.wanted);
}

TEST_CASE("only web addresses with a host become links") {
  struct Row {
    std::string_view address, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"},
      {"HTTP://example.org", "HTTP://example.org"},
      {"https://example.org/a b\"<>", "https://example.org/a%20b%22%3C%3E"},
      {"https://example.org/\u00E9", "https://example.org/%C3%A9"},
      {"javascript:alert(1)", ""},
      {"data:text/html,x", ""},
      {" https://example.org", ""},
      {"https://", ""},
      {"https:///x", ""},
      {"https://\"x", ""},
      {"//example.org", ""},
      {"ftp://example.org", ""},
      {"", ""},
  }));
  CAPTURE(row.address);
  const auto url = Url::web(row.address);
  CHECK((url ? url->text() : "") == row.wanted);
}

TEST_CASE("a telephone number is digits and the usual separators") {
  struct Row {
    std::string_view number, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"+44 117 496 0000", "tel:+441174960000"},
      {"(0117) 496-0000", "tel:01174960000"},
      {"112", "tel:112"},
      {"11", ""},
      {"+11", ""},
      {"call us", ""},
      {"0117;ext=1", ""},
      {"javascript:1234", ""},
      {"", ""},
  }));
  CAPTURE(row.number);
  const auto url = Url::telephone(row.number);
  CHECK((url ? url->text() : "") == row.wanted);
}

TEST_CASE("the type of an image comes from its bytes") {
  using namespace std::string_literals;
  struct Row {
    std::string bytes;
    std::string_view wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"\x89PNG\r\n\x1a\n...", "image/png"},
      {"\xFF\xD8\xFF\xE0...", "image/jpeg"},
      {"GIF89a...", "image/gif"},
      {"RIFF\1\0\0\0WEBPVP8 "s, "image/webp"},
      {"RIFF\1\0\0\0WAVE"s, ""},
      {"<svg xmlns='http://www.w3.org/2000/svg'/>", ""},
      {"<html>", ""},
      {"", ""},
  }));
  const auto image = image_of(row.bytes);
  CHECK((image ? image->type : "") == row.wanted);
}

TEST_CASE("an image is embedded in the page as base64") {
  struct Row {
    std::string bytes, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"", "data:image/gif;base64,"},
      {"f", "data:image/gif;base64,Zg=="},
      {"fo", "data:image/gif;base64,Zm8="},
      {"foo", "data:image/gif;base64,Zm9v"},
      {"foob\xFF\xFE", "data:image/gif;base64,Zm9vYv/+"},
  }));
  CHECK(Url::data({"image/gif", row.bytes}).text() == row.wanted);
}

TEST_CASE("anchors on a page have ids of letters, digits and dashes") {
  CHECK(anchor_id("rule", "acne_few-2") == "rule-acne_few-2");
  CHECK(Url::anchor("rule", "a\"b c").text() == "#rule-a-b-c");
}

TEST_CASE("elements nest, and text cannot escape from an attribute") {
  Html html = Html::page("A <title>", "de\"");
  {
    const auto outer = html.open("div", {{"class", "a\" onclick=\"x"}, {"width", 1.25}});
    html.element("p", "x < y");
    html.lone("br");
    html.element("a", {{"href", *Url::web("https://example.org/&\"")}}, "here");
  }
  const std::string page = std::move(html).finish();
  CHECK_THAT(page, Catch::Contains("<html lang=\"en\">"));
  CHECK_THAT(page, Catch::Contains("<title>A &lt;title&gt;</title>"));
  CHECK_THAT(page, Catch::Contains(
                       "<div class=\"a&quot; onclick=&quot;x\" width=\"1.2\">\n<p>x &lt; y</p>"
                       "<br><a href=\"https://example.org/&amp;%22\">here</a></div>\n</body>"));
  CHECK_THAT(page, Catch::Contains("default-src 'none'"));
  CHECK_THAT(page, !Catch::Contains("<script"));
}

TEST_CASE("texts of the author have the author's language where it is not the page's") {
  const auto page_in = [](std::string_view language) {
    Html html = Html::page("x", language);
    html.element("h1", {{"class", "word"}}, Authored("Noch nicht"));
    {
      const auto line = html.open("p");
      html.text("Only if: ");
      html.text(Authored("<heil>"));
    }
    const std::string page = std::move(html).finish();
    return page.substr(page.find("<body>"));
  };
  CHECK(page_in("de") ==
        "<body>\n<h1 class=\"word\" lang=\"de\">Noch nicht</h1>\n"
        "<p>Only if: <span lang=\"de\">&lt;heil&gt;</span></p>\n</body>\n</html>\n");
  const std::string plain =
      "<body>\n<h1 class=\"word\">Noch nicht</h1>\n"
      "<p>Only if: &lt;heil&gt;</p>\n</body>\n</html>\n";
  for (const std::string_view language : {"en", "", "de\"", "the tongue of Rome"}) {
    CAPTURE(language);
    CHECK(page_in(language) == plain);
  }
}

}  // namespace
}  // namespace candor
