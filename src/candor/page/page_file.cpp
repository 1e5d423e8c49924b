// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_file.h"

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "candor/base/ascii.h"
#include "candor/base/digest.h"
#include "candor/base/errors.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"
#include "candor/rules/rule_set_snapshot.h"

namespace candor {

namespace embedded {  // src/CMakeLists.txt makes them from src/page and report/layout
extern const std::string_view page_body;
extern const std::string_view page_css;
extern const std::string_view page_script;
extern const std::string_view page_engine;  // WebAssembly, packed and in base64; may be empty
extern const std::string_view pages_css;
extern const std::string_view documents_css;
}  // namespace embedded

namespace {

using Json = nlohmann::ordered_json;

// The same bytes on every machine: the header has neither a name nor a time.
std::string gzip(std::string_view bytes) {
  constexpr int gzip_window = 15 + 16;
  constexpr int most_memory = 9;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, most_memory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) throw InternalError("the rule set cannot be packed");
  return out;
}

Json clinic_json(const Clinic& clinic) {
  Json address = Json::array();
  for (const Text& line : clinic.address) address.push_back(line.text);
  Json json{{"name", clinic.name.text},
            {"address", std::move(address)},
            {"phone", clinic.phone.text},
            {"hours", clinic.hours.text},
            {"out_of_hours", clinic.out_of_hours.text},
            {"closing", clinic.closing.text},
            {"logo", nullptr}};
  if (clinic.logo)
    json["logo"] = {{"type", clinic.logo->type}, {"base64", base64(clinic.logo->bytes)}};
  return json;
}

// JSON inside an element `script`: nothing in it can end the element.
std::string in_script(const Json& json) {
  std::string out;
  for (const char c : json.dump(-1, ' ', true)) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

// The text without lines of comment and without indentation. No string of script or styles goes
// over a line.
std::string lean(std::string_view text) {
  std::string out;
  bool comment = false;  // of several lines
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim_spaces(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    comment = comment || line.starts_with("/*");
    if (!comment && !line.empty() && !line.starts_with("//")) out.append(line) += '\n';
    if (line.ends_with("*/")) comment = false;
  }
  return out;
}

// The source expression of a policy for the content of an element.
std::string hash_of(std::string_view content) {
  return fmt::format("'sha256-{}'", base64(sha256(content)));
}

// The template with every `{{name}}` replaced by its text, escaped.
std::string filled(std::string_view text,
                   const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  while (true) {
    const std::size_t begin = text.find("{{");
    out += text.substr(0, begin);
    if (begin == text.npos) return out;
    const std::size_t end = text.find("}}", begin);
    if (end == text.npos) throw InternalError("a name in the page's template does not end");
    const std::string_view name = text.substr(begin + 2, end - begin - 2);
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
    if (value == values.end()) throw InternalError("the page's template names an unknown text");
    out += escape_html(value->second);
    text.remove_prefix(end + 2);
  }
}

}  // namespace

bool has_page_engine() noexcept { return !embedded::page_engine.empty(); }

std::string page_file(const RuleSet& rules, PageFor reader, const std::optional<Clinic>& clinic) {
  const bool client = reader == PageFor::client;
  const std::string_view mode = client ? "client" : "practitioner";
  const std::string style =
      fmt::format("\n{}{}", lean(embedded::pages_css), lean(embedded::page_css));
  // What the leaflet and the report have, which are shown in a frame.
  const std::string leaflet = fmt::format("\n{}", embedded::pages_css);
  const std::string report = fmt::format("\n{}{}", embedded::pages_css, embedded::documents_css);
  const std::string script = fmt::format("\n{}", lean(embedded::page_script));
  const Json data{{"mode", mode}, {"clinic", clinic ? clinic_json(*clinic) : Json()}};
  std::string out = fmt::format(
      "<!doctype html>\n<!-- candor (Apache-2.0), with fmt and JSON for Modern C++ (MIT), musl "
      "(MIT) and "
      "libc++ (Apache-2.0 with LLVM exceptions) -->\n<html lang=\"en\">\n<head>\n<meta "
      "charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {} "
      "'wasm-unsafe-eval'; style-src {} {} {}; img-src data:; base-uri 'none'; form-action "
      "'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" "
      "content=\"noindex\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
      "<body class=\"app\" data-mode=\"{}\">\n",
      hash_of(script), hash_of(style), hash_of(leaflet), hash_of(report),
      escape_html(rules.title.text), style, mode);
  out += filled(embedded::page_body,
                {{"title", rules.title.text},
                 {"version", version_in_words(rules)},
                 {"review", in_words(rules.review)},
                 {"digest", rules.digest},
                 {"intended_use", rules.intended_use.text},
                 {"candor", CANDOR_VERSION},
                 {"clinic", clinic ? clinic->name.text : std::string()},
                 {"clinic_phone", clinic ? clinic->phone.text : std::string()},
                 {"use", client ? "Your answers help the clinic to decide. This page decides "
                                  "nothing."
                                : "For practitioners, who decide. candor lists recorded reasons; "
                                  "it clears no one."}});
  out += fmt::format(
      "<script type=\"application/octet-stream\" id=\"engine-data\">{}</script>\n"
      "<script type=\"application/octet-stream\" id=\"rules-data\">{}</script>\n"
      "<script type=\"application/json\" id=\"page-data\">{}</script>\n"
      "<script>{}</script>\n</body>\n</html>\n",
      embedded::page_engine, base64(gzip(snapshot_rule_set(rules))), in_script(data), script);
  return out;
}

}  // namespace candor
