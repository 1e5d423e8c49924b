// SPDX-License-Identifier: Apache-2.0
#include "candor/page/page_file.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "candor/base/digest.h"
#include "candor/report/layout/escape.h"
#include "candor/rules/built_in.h"

namespace candor {
namespace {

// What is between two texts, wherever they are.
std::vector<std::string> all_between(std::string_view page, std::string_view begin,
                                     std::string_view end) {
  std::vector<std::string> found;
  for (std::size_t at = page.find(begin); at != page.npos; at = page.find(begin, at)) {
    at += begin.size();
    found.emplace_back(page.substr(at, page.find(end, at) - at));
  }
  return found;
}

std::string written_for(PageFor reader, std::string_view clinic = "") {
  const RuleSet rules = load_built_in(*find_built_in("microneedling"));
  std::optional<Clinic> card;
  if (!clinic.empty()) card = load_clinic(SourceFile("my.clinic.yaml", std::string(clinic))).value;
  return page_file(rules, reader, card);
}

TEST_CASE("the page's policy allows its own script and styles alone") {
  for (const PageFor reader : {PageFor::practitioner, PageFor::client}) {
    const std::string page = written_for(reader);
    const std::string policy =
        all_between(page, "Content-Security-Policy\" content=\"", "\"").at(0);
    CHECK(policy.starts_with("default-src 'none'; "));
    CHECK(policy.find("unsafe-inline") == policy.npos);
    CHECK(policy.find("'unsafe-eval'") == policy.npos);
    for (const std::string& script : all_between(page, "<script>", "</script>"))
      CHECK(policy.find("'sha256-" + base64(sha256(script)) + "'") != policy.npos);
    for (const std::string& style : all_between(page, "<style>", "</style>"))
      CHECK(policy.find("'sha256-" + base64(sha256(style)) + "'") != policy.npos);
    CHECK(all_between(page, "<script>", "</script>").size() == 1);
    CHECK(all_between(page, "<style>", "</style>").size() == 1);
  }
}

TEST_CASE("nothing of the page is on another machine, and no name of its template is left") {
  const std::string page = written_for(PageFor::practitioner);
  for (const std::string_view of : {" src=", " href=\"http", "@import", "url(", "{{", "}}<"})
    CHECK(page.find(of) == page.npos);
  CHECK(page == written_for(PageFor::practitioner));
  CHECK(page != written_for(PageFor::client));
}

TEST_CASE("the words of a clinic cannot end their element of the page") {
  const std::string page =
      written_for(PageFor::practitioner,
                  "candor_clinic: 1\nname: 'A </script><script>alert(1)</script> & \"B\"'\nphone: "
                  "+1 555 0100\n");
  const std::string json =
      all_between(page, "<script type=\"application/json\" id=\"page-data\">", "</script>").at(0);
  const auto data = nlohmann::json::parse(json);
  CHECK(data["mode"] == "practitioner");
  CHECK(data["clinic"]["name"] == "A </script><script>alert(1)</script> & \"B\"");
  CHECK(data["clinic"]["phone"] == "+1 555 0100");
  CHECK(data["clinic"]["logo"].is_null());
  CHECK(page.find("<script>alert") == page.npos);
}

}  // namespace
}  // namespace candor
