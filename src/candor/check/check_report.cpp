// SPDX-License-Identifier: Apache-2.0
#include "candor/check/check_report.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

std::string witness_text(const RuleSet& rules, const Finding& finding) {
  if (!finding.witness) return {};
  return answers_to_json(rules, *finding.witness).dump();
}

// 1234567 as "1,234,567".
std::string grouped(const Count& count) {
  std::string out;
  for (std::size_t i = 0; i < count.size(); ++i) {
    if (i > 0 && (count.size() - i) % 3 == 0) out += ',';
    out += count[i];
  }
  return out;
}

std::string profile_text(const RuleSet& rules, const CheckResult& result) {
  std::string out =
      fmt::format("\nVerdicts over all intakes, screened on {}\n", in_words(result.as_of));
  if (!result.profile) {
    return out + "  not counted: the rules depend on each other in too many ways\n";
  }
  const Profile& profile = *result.profile;
  out += fmt::format(
      "  {} classes of intakes: answers that the rules distinguish, blanks included; not people\n",
      grouped(profile.intakes));
  std::size_t width = std::string_view("no verdict yet").size();
  for (const Verdict& verdict : rules.verdicts)
    width = std::max(width, count_code_points(verdict.id.text));
  for (std::size_t v = 0; v < profile.by_headline.size(); ++v) {
    const bool verdict = v < rules.verdicts.size();
    const std::string_view name =
        verdict ? std::string_view(rules.verdicts[v].id) : std::string_view("no verdict yet");
    out += fmt::format("  {:<{}}  {:>13}  {}\n", name, width,
                       share(profile.by_headline[v], profile.intakes),
                       grouped(profile.by_headline[v]));
  }
  return out;
}

std::string implications_text(const RuleSet& rules, const CheckResult& result) {
  if (result.implications.empty()) return {};
  std::string out = "\nRules that apply only where another one does\n";
  for (const auto& [narrow, wide] : result.implications) {
    out += fmt::format("  {} -> {}\n", rules.rules[narrow].id.text, rules.rules[wide].id.text);
  }
  return out;
}

Json finding_json(const RuleSet& rules, const Finding& finding) {
  const Diagnostic& d = finding.diagnostic;
  Json out{{"code", to_string(d.code)},
           {"title", title_of(d.code)},
           {"about", finding.about},
           {"message", d.message},
           {"help", d.help},
           {"others", finding.others},
           {"file", printable(d.file)},
           {"line", d.line},
           {"column", d.column}};
  out["witness"] = finding.witness ? answers_to_json(rules, *finding.witness) : Json(nullptr);
  out["accepted"] = finding.accepted.empty() ? Json(nullptr) : Json(finding.accepted);
  return out;
}

// A relative reference or a `file:` URI. Everything but letters, digits and `-._~/` is
// percent-encoded (RFC 3986).
std::string sarif_uri(std::string_view file) {
  std::string out = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    const bool plain =
        is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (plain)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

Json sarif_result(const Diagnostic& d, std::string text, const std::string& accepted) {
  Json result{{"ruleId", to_string(d.code)},
              {"level", d.severity == Severity::error ? "error" : "warning"},
              {"message", {{"text", std::move(text)}}}};
  Json location{{"artifactLocation", {{"uri", sarif_uri(d.file)}}}};
  if (d.line > 0) location["region"] = {{"startLine", d.line}, {"startColumn", d.column}};
  result["locations"] = Json::array({{{"physicalLocation", std::move(location)}}});
  if (!accepted.empty()) {
    result["suppressions"] = Json::array({{{"kind", "inSource"}, {"justification", accepted}}});
  }
  return result;
}

std::string sentence_of(const Diagnostic& d) {
  std::string text = capitalized(sentence(printable(d.message)));
  if (!d.help.empty()) text += " " + capitalized(sentence(printable(d.help)));
  return text;
}

}  // namespace

std::string check_text(const RuleSet& rules, const CheckResult& result) {
  std::string out;
  std::size_t accepted = 0;
  for (const Finding& finding : result.findings) {
    if (!finding.accepted.empty()) {
      ++accepted;
      continue;
    }
    out += render(finding.diagnostic);
    if (const std::string example = witness_text(rules, finding); !example.empty())
      out += fmt::format("  example: {}\n", example);
    out += '\n';
  }
  const std::size_t unaccepted = result.unaccepted();
  out += unaccepted == 0 ? "No findings" : counted(unaccepted, "finding");
  if (accepted > 0) out += fmt::format(", {} accepted", accepted);
  out += '\n';
  return out + implications_text(rules, result) + profile_text(rules, result);
}

Json check_json(const RuleSet& rules, const CheckResult& result) {
  Json out{{"as_of", to_string(result.as_of)}, {"findings", Json::array()}};
  for (const Finding& finding : result.findings)
    out["findings"].push_back(finding_json(rules, finding));
  out["profile"] = nullptr;
  if (result.profile) {
    Json verdicts = Json::object();
    for (std::size_t v = 0; v < result.profile->by_headline.size(); ++v) {
      const bool verdict = v < rules.verdicts.size();
      verdicts[verdict ? rules.verdicts[v].id.text : "incomplete"] = result.profile->by_headline[v];
    }
    out["profile"] = {{"of", "classes of intakes"},
                      {"intakes", result.profile->intakes},
                      {"verdicts", std::move(verdicts)}};
  }
  out["implications"] = Json::array();
  for (const auto& [narrow, wide] : result.implications)
    out["implications"].push_back({rules.rules[narrow].id.text, rules.rules[wide].id.text});
  return out;
}

std::string sarif_log(std::span<const SarifInput> inputs, std::string_view version) {
  std::set<DiagnosticCode> found_codes;
  Json results = Json::array();
  for (const SarifInput& input : inputs) {
    for (const Diagnostic& d : input.diagnostics) {
      found_codes.insert(d.code);
      results.push_back(sarif_result(d, sentence_of(d), {}));
    }
    if (!input.result) continue;
    for (const Finding& finding : input.result->findings) {
      const Diagnostic& d = finding.diagnostic;
      found_codes.insert(d.code);
      std::string text = sentence_of(d);
      if (const std::string example = witness_text(*input.rules, finding); !example.empty())
        text += " Example: " + example;
      results.push_back(sarif_result(d, std::move(text), finding.accepted));
    }
  }
  Json descriptors = Json::array();
  for (const DiagnosticCode code : found_codes) {
    const std::string title = capitalized(sentence(std::string(title_of(code))));
    descriptors.push_back({{"id", to_string(code)}, {"shortDescription", {{"text", title}}}});
  }
  Json driver{{"name", "candor"}, {"version", version}, {"rules", std::move(descriptors)}};
  Json run{{"tool", {{"driver", std::move(driver)}}},
           {"columnKind", "unicodeCodePoints"},
           {"results", std::move(results)}};
  const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({std::move(run)})}};
  return log.dump(2) + "\n";
}

}  // namespace candor
