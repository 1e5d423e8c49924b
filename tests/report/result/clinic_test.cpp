// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/clinic.h"

#include <filesystem>

#include "support/catch.hpp"
#include "support/refused.h"

namespace candor {
namespace {

std::string codes_of(const Diagnostics& diagnostics) {
  std::string codes;
  for (const Diagnostic& d : diagnostics.sorted()) {
    codes += (codes.empty() ? "" : " ") + std::to_string(d.line) + ":" + std::to_string(d.column) +
             " " + std::string(to_string(d.code));
  }
  return codes;
}

TEST_CASE("a clinic file is read") {
  const auto read = load_clinic(SourceFile("clinic.yaml", R"yaml(
candor_clinic: 1
name: Harbour "Skin" Clinic
address: [12 Quay Street, Bristol]
phone: "+44 117 496 0000"
hours: Monday to Friday
out_of_hours: "+44 117 496 0111"
logo: logo.png
closing: Thank you.
)yaml"));
  REQUIRE(read.value);
  CHECK(read.value->name.text == "Harbour \"Skin\" Clinic");
  REQUIRE(read.value->address.size() == 2);
  CHECK(read.value->address[1].text == "Bristol");
  CHECK(read.value->phone.text == "+44 117 496 0000");
  CHECK(read.value->hours.text == "Monday to Friday");
  CHECK(read.value->out_of_hours.text == "+44 117 496 0111");
  CHECK(read.value->logo_file.text == "logo.png");
  CHECK(read.value->closing.text == "Thank you.");
  CHECK_FALSE(read.value->logo);
}

TEST_CASE("mistakes in a clinic file are reported with their place") {
  struct Row {
    std::string yaml, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"candor_clinic: 1\nname: A\n", ""},
      {"candor_clinic: 1\nname: A\naddress: One line\n", ""},
      {"", "0:0 E111"},
      {"candor_clinic: 1\n", "1:1 E202"},
      {"candor_clinic: 2\nname: A\n", "1:16 E207"},
      {"candor_clinic: 1\nname: A\nfax: 1\n", "3:1 E201"},
      {"candor_clinic: 1\nname: [A]\n", "2:7 E203"},
      {"candor_clinic: 1\nname: ''\n", "2:7 E204"},
      {"candor_clinic: 1\nname: A\naddress: []\n", "3:10 E204"},
      {"candor_clinic: 1\nname: A\naddress: {a: b}\n", "3:10 E203"},
      {"candor_clinic: 1\nname: A\naddress: [a,b,c,d,e,f,g,h,i]\n", "3:10 E110"},
      {"candor_clinic: 1\nname: A\nphone: ask us\n", "3:8 E850"},
      {"candor_clinic: 1\nname: A\nphone: \"javascript:1234\"\n", "3:8 E850"},
      {"candor_clinic: 1\nname: A\nout_of_hours: 24/7 ask\n", "3:15 E850"},
      {"candor_clinic: 1\nname: A\nhours: []\n", "3:8 E203"},
      {"candor_clinic: 1\nname: A\nhours: " + std::string(201, 'x') + "\n", "3:8 E110"},
      {"candor_clinic: 1\nname: A\nclosing: " + std::string(2001, 'x') + "\n", "3:10 E110"},
      {"- a list\n", "1:1 E203"},
  }));
  CAPTURE(row.yaml);
  const auto read = load_clinic(SourceFile("clinic.yaml", row.yaml));
  CHECK(codes_of(read.diagnostics) == row.wanted);
  CHECK(read.value.has_value() == row.wanted.empty());
}

TEST_CASE("bad clinic files are refused with the diagnostics of their cases") {
  const auto folder = std::filesystem::path(CANDOR_SOURCE_DIR) / "tests/data/clinics/bad";
  testing::check_refused(folder, 7, [](const testing::Case& one) {
    return load_clinic(SourceFile(one.name, one.input));
  });
}

TEST_CASE("a logo is an image, and not a large one") {
  struct Row {
    std::string bytes;
    std::string_view wanted;
  };
  const std::string png = "\x89PNG\r\n\x1a\n";
  const Row row = GENERATE_COPY(values<Row>({
      {png, ""},
      {"<svg onload='alert(1)'/>", "E851"},
      {"", "E851"},
      {png + std::string(most_logo_bytes - png.size(), 'x'), ""},
      {png + std::string(most_logo_bytes, 'x'), "E852"},
  }));
  const SourceFile file("clinic.yaml", "candor_clinic: 1\nname: A\nlogo: logo.png\n");
  auto read = load_clinic(file);
  REQUIRE(read.value);
  const auto problem = take_logo(*read.value, file, row.bytes);
  CHECK(to_string(problem ? problem->code : codes::none) == row.wanted);
  CHECK(read.value->logo.has_value() == row.wanted.empty());
  if (problem) CHECK(problem->line == 3);
}

}  // namespace
}  // namespace candor
