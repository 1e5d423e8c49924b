// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/ndjson_writer.h"

#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/report/result/result_json.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

Json problems_json(const IntakeFile& file, const Row& row) {
  Json all = Json::array();
  for (const RowProblem& problem : row.problems) {
    Json json = Json::object();
    json["code"] = to_string(problem.code);
    json["place"] = problem.column < file.column_names().size()
                        ? Json(file.column_names()[problem.column])
                        : Json();
    json["message"] = problem.message;
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace

NdjsonWriter::NdjsonWriter(const Program& program, const IntakeFile& file, bool full)
    : program_(program), file_(file), full_(full) {}

void NdjsonWriter::row(const Row& row, const Screening* screening, std::string& out) const {
  Json json;
  if (screening != nullptr) {
    Result result{program_.rules(), row.answers, *screening};
    if (full_) result.validity = find_validity(program_, row.answers, *screening);
    json = result_json(result, full_ ? ResultParts::all : ResultParts::without_care);
  } else {
    json = Json::object();
    json["line"] = row.line;
    json["problems"] = problems_json(file_, row);
  }
  // The id is copied as written: it may be a number that no number type can hold.
  out += R"({"id":)";
  out += row.id_json.empty() ? Json(row.id).dump() : std::string(row.id_json);
  out += ',';
  out += std::string_view(json.dump()).substr(1);
  out += '\n';
}

}  // namespace candor
