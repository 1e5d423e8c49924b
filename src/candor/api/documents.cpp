// SPDX-License-Identifier: Apache-2.0
#include "candor/documents.h"

#include <nlohmann/json.hpp>

#include "candor/api/data.h"
#include "candor/report/document/form.h"
#include "candor/report/document/rule_set_document.h"
#include "candor/rules/schema.h"
#include "candor/version.h"

namespace candor {

std::string_view schema(std::string_view of) noexcept {
  if (of == "rules") return rules_schema();
  if (of == "tests") return tests_schema();
  if (of == "result") return result_schema();
  if (of == "map") return map_schema();
  if (of == "clinic") return clinic_schema();
  if (of == "record") return record_schema();
  if (of == "journal") return journal_schema();
  if (of == "interview") return interview_schema();
  return {};
}

std::string schema_of_answers(const Rules& rules) {
  return answers_schema(rules.data().program.rules()).dump(2) + "\n";
}

std::string rules_document(const Rules& rules, DocumentFormat format) {
  const RuleSet& set = rules.data().program.rules();
  return format == DocumentFormat::html ? rule_set_html(set) : rule_set_markdown(set);
}

std::string blank_form(const Rules& rules, FormFormat format) {
  const RuleSet& set = rules.data().program.rules();
  switch (format) {
    case FormFormat::json: return form_json(set);
    case FormFormat::markdown: return form_markdown(set);
    case FormFormat::csv: return form_csv(set);
    case FormFormat::html: return form_html(set);
  }
  return {};
}

std::string_view version() noexcept { return CANDOR_VERSION; }

}  // namespace candor
