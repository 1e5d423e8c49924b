// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/summary.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/report/layout/terminal_layout.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/result_json.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_reasons_shown = 10;
constexpr std::size_t most_names_shown = 20;

std::string_view verdict_name(const RuleSet& rules, std::size_t verdict) {
  return verdict < rules.verdicts.size() ? std::string_view(rules.verdicts[verdict].id)
                                         : incomplete_id;
}

// The rules that applied, the most frequent first.
std::vector<std::size_t> top_reasons(const RowTally& tally) {
  std::vector<std::size_t> order(tally.reasons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return tally.reasons[a] > tally.reasons[b];
  });
  std::erase_if(order, [&](std::size_t rule) { return tally.reasons[rule] == 0; });
  return order;
}

// Columns without a name are counted, not listed.
std::vector<std::string> unmapped_names(const SummaryInput& of) {
  std::vector<std::string> names;
  const CsvLayout* layout = of.file.csv_layout();
  if (layout == nullptr) return names;
  for (const std::size_t column : layout->columns.unmapped()) {
    names.push_back(of.file.column_names()[column]);
  }
  return names;
}

std::vector<std::string> unknown_members(const SummaryInput& of) {
  std::vector<std::string> names;
  const CsvLayout* layout = of.file.csv_layout();
  if (layout == nullptr) return names;
  for (const auto& [q, member] : layout->columns.members_without_column()) {
    const Question& question = of.rules.questions[q];
    names.push_back(fmt::format("{}.{}", question.id.text, question.choices[member].id.text));
  }
  return names;
}

std::vector<std::string> blank_questions(const SummaryInput& of) {
  std::vector<std::string> ids;
  const CsvLayout* layout = of.file.csv_layout();
  if (layout == nullptr) return ids;
  for (const std::size_t q : layout->columns.without_column()) {
    ids.push_back(of.rules.questions[q].id.text);
  }
  return ids;
}

// The constants of the mapping: words of the mapping, not of the file.
Json constants_json(const SummaryInput& of) {
  Json json = Json::object();
  if (of.map == nullptr) return json;
  for (const ConstantAnswer& constant : of.map->constants) {
    const Question& question = of.rules.questions[constant.question];
    json[question.id.text] = constant.means.ago ? Json(to_string(*constant.means.ago))
                                                : answer_to_json(question, constant.means.answer);
  }
  return json;
}

std::vector<std::string> constant_questions(const SummaryInput& of) {
  std::vector<std::string> ids;
  const Json constants = constants_json(of);
  for (const auto& [id, answer] : constants.items()) ids.push_back(id);
  return ids;
}

std::uint64_t rows_per_second(const SummaryInput& of) {
  return of.seconds > 0
             ? static_cast<std::uint64_t>(static_cast<double>(of.tally.rows) / of.seconds)
             : 0;
}

std::string listed(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == most_names_shown) break;
    shown.push_back(name.empty() ? "(unnamed)" : printable(name));
  }
  std::string text = fmt::format("{}", fmt::join(shown, ", "));
  if (names.size() > shown.size()) text += fmt::format(" and {} more", names.size() - shown.size());
  return text;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

class Lines {
 public:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }

  // Broken into lines of 80 columns, those after the first indented.
  void paragraph(std::string_view text) {
    bool first = true;
    for (const std::string& part : wrap(text, 78)) {
      line("{}{}", first ? "" : "  ", part);
      first = false;
    }
  }

  void list(std::string_view title, const std::vector<std::string>& names) {
    if (!names.empty()) paragraph(fmt::format("{}: {}", title, listed(names)));
  }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_verdicts(const SummaryInput& of, Lines& lines) {
  const RowTally& tally = of.tally;
  if (tally.scored() == 0) return;
  lines.line("\nVerdicts");
  for (std::size_t i = 0; i < tally.verdicts.size(); ++i) {
    lines.line("  {:<28} {:>10}  {:>5.1f} %", verdict_name(of.rules, i), tally.verdicts[i],
               share(tally.verdicts[i], tally.scored()));
  }
  const std::vector<std::size_t> top = top_reasons(tally);
  if (top.empty()) return;
  lines.line("\nTop reasons");
  for (std::size_t i = 0; i < std::min(top.size(), most_reasons_shown); ++i) {
    lines.line("  {:<28} {:>10}  {:>5.1f} %", of.rules.rules[top[i]].id.text, tally.reasons[top[i]],
               share(tally.reasons[top[i]], tally.scored()));
  }
  if (top.size() > most_reasons_shown) lines.line("  and {} more", top.size() - most_reasons_shown);
}

void add_rejects(const SummaryInput& of, Lines& lines) {
  const RowTally& tally = of.tally;
  if (tally.rejected == 0) return;
  lines.line("\nRejected rows, by code");
  for (const auto& [code, rows] : tally.codes) {
    lines.line("  {}  {:<40} {:>10}", to_string(code), title_of(code), rows);
  }
  bool headed = false;
  for (std::size_t i = 0; i < tally.bad_values.size(); ++i) {
    const RowCounts::BadValues& bad = tally.bad_values[i];
    if (bad.values == 0) continue;
    if (!std::exchange(headed, true)) lines.line("\nNot recognized");
    lines.line("  {:<28} {}, first on line {}", printable(of.file.column_names()[i]),
               counted(bad.values, "value"), bad.first_line);
  }
}

std::string screened(const RowTally& tally) {
  if (!tally.first_day) return {};
  if (tally.first_day == tally.last_day)
    return fmt::format(" Screened {}.", in_words(*tally.first_day));
  return fmt::format(" Screened {} to {}.", in_words(*tally.first_day), in_words(*tally.last_day));
}

}  // namespace

std::string summary_text(const SummaryInput& of) {
  const RowTally& tally = of.tally;
  Lines lines;
  lines.paragraph(fmt::format("{}: {}", printable(of.name), of.file.description(tally.line_ends)));
  lines.line("{} read, {} scored, {} rejected, {} written", counted(tally.rows, "row"),
             tally.scored(), tally.rejected, of.rows_written);
  if (!of.stopped.empty()) lines.line("Stopped before the end: {}", of.stopped);
  add_verdicts(of, lines);
  add_rejects(of, lines);

  Lines notes;
  notes.list("Columns not used", unmapped_names(of));
  notes.list("Questions without a column, blank in every row", blank_questions(of));
  notes.list("Members of sets without a column, unknown in every row", unknown_members(of));
  notes.list("Questions that the mapping answers in every row", constant_questions(of));
  if (tally.blank_lines > 0) notes.line("{} skipped", counted(tally.blank_lines, "blank line"));
  if (tally.without_id > 0) notes.line("{} without an id", counted(tally.without_id, "row"));
  if (tally.duplicates.count() > 0) {
    notes.line("{}, first on line {}", counted(tally.duplicates.count(), "duplicate id"),
               tally.duplicates.first_line());
  }
  if (tally.duplicates.gave_up())
    notes.line("Only the first {} ids were compared", DuplicateIds::most);
  const std::string noted = notes.take();
  if (!noted.empty()) lines.line("\n{}", noted.substr(0, noted.size() - 1));

  const RuleSet& rules = of.rules;
  lines.line("");
  lines.paragraph(fmt::format("{} {}, {}.{}", rules.title.text, version_in_words(rules),
                              in_words(rules.review), screened(tally)));
  lines.line("{}", rules.digest);
  for (const std::string& base : bases_in_words(rules)) lines.line("{}", base);
  lines.line("{:.1f} s, {} rows/s", of.seconds, rows_per_second(of));
  return lines.take();
}

nlohmann::ordered_json summary_json(const SummaryInput& of) {
  const RowTally& tally = of.tally;
  const IntakeFile& file = of.file;
  const CsvLayout* layout = file.csv_layout();
  Json json = Json::object();
  json["schema"] = "summary/1";
  json["ruleset"] = {{"id", of.rules.id.text},
                     {"version", of.rules.version.text},
                     {"digest", of.rules.digest},
                     {"extends", bases_json(of.rules)},
                     {"review", of.rules.review.reviewed ? "reviewed" : "draft"},
                     {"trusted", !of.rules.review.signed_by.empty()}};
  json["as_of"] = Json::object();
  json["as_of"]["first"] = tally.first_day ? Json(to_string(*tally.first_day)) : Json();
  json["as_of"]["last"] = tally.last_day ? Json(to_string(*tally.last_day)) : Json();
  Json& input = json["input"] = Json::object();
  input["format"] = layout != nullptr ? "csv" : "ndjson";
  input["encoding"] = option_name(file.source().encoding());
  input["byte_order_mark"] = !file.source().mark().empty();
  input["delimiter"] = layout != nullptr ? Json(std::string(1, layout->dialect.delimiter)) : Json();
  input["header_line"] = layout != nullptr ? Json(layout->dialect.header_line) : Json();
  input["bytes"] = file.source().bytes_read();
  input["blank_lines"] = tally.blank_lines;
  json["rows"] = {{"read", tally.rows},
                  {"scored", tally.scored()},
                  {"rejected", tally.rejected},
                  {"written", of.rows_written},
                  {"without_id", tally.without_id}};
  json["stopped"] = of.stopped.empty() ? Json() : Json(of.stopped);
  json["verdicts"] = Json::object();
  for (std::size_t i = 0; i < tally.verdicts.size(); ++i) {
    json["verdicts"][std::string(verdict_name(of.rules, i))] = tally.verdicts[i];
  }
  json["reasons"] = Json::object();
  for (const std::size_t rule : top_reasons(tally)) {
    json["reasons"][of.rules.rules[rule].id.text] = tally.reasons[rule];
  }
  json["rejected"] = Json::object();
  for (const auto& [code, rows] : tally.codes)
    json["rejected"][std::string(to_string(code))] = rows;
  json["not_recognised"] = Json::array();
  for (std::size_t i = 0; i < tally.bad_values.size(); ++i) {
    const RowCounts::BadValues& bad = tally.bad_values[i];
    if (bad.values == 0) continue;
    json["not_recognised"].push_back({{"place", printable(file.column_names()[i])},
                                      {"values", bad.values},
                                      {"first_line", bad.first_line}});
  }
  json["columns_not_used"] = unmapped_names(of);
  json["questions_without_column"] = blank_questions(of);
  json["members_without_column"] = unknown_members(of);
  json["constants"] = constants_json(of);
  json["duplicate_ids"] = {
      {"count", tally.duplicates.count()},
      {"first_line", tally.duplicates.count() > 0 ? Json(tally.duplicates.first_line()) : Json()},
      {"all_compared", !tally.duplicates.gave_up()}};
  json["seconds"] = of.seconds;
  json["rows_per_second"] = rows_per_second(of);
  return json;
}

}  // namespace candor
