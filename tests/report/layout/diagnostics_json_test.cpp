// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/diagnostics_json.h"

#include <nlohmann/json.hpp>

#include "support/catch.hpp"

using namespace candor;

TEST_CASE("diagnostics as JSON: missing values are null") {
  Diagnostic placed;
  placed.code = codes::tab_indentation;
  placed.message = "unknown key `wen`";
  placed.help = "did you mean `when`?";
  placed.file = "rules.yaml";
  placed.line = 3;
  placed.column = 5;
  Diagnostic pointed;
  pointed.severity = Severity::warning;
  pointed.code = codes::not_json;
  pointed.message = "unknown question";
  pointed.pointer = "/acnee";

  CHECK(diagnostics_json({}).dump() == "[]");
  CHECK(diagnostics_json({placed, pointed}).dump() ==
        R"([{"severity":"error","code":"E103","message":"unknown key `wen`",)"
        R"("help":"did you mean `when`?","file":"rules.yaml","line":3,"column":5,"pointer":null},)"
        R"({"severity":"warning","code":"E601","message":"unknown question","help":null,)"
        R"("file":null,"line":null,"column":null,"pointer":"/acnee"}])");
}

TEST_CASE("diagnostics as JSON: a file name may be any bytes") {
  Diagnostic diagnostic;
  diagnostic.file = "a\xff.yaml";
  CHECK(diagnostics_json({diagnostic})[0]["file"] == "a\uFFFD.yaml");
}
