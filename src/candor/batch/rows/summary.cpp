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

// Codes that tell of one cell, not of the row as a whole.
bool is_of_a_value(const RowProblem& problem) { return to_string(problem.code).starts_with("E6"); }

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
std::vector<std::string> unmapped_names(const SummaryOf& of) {
  std::vector<std::string> names;
  if (of.file.csv() == nullptr) return names;
  for (const std::size_t column : of.file.csv()->columns().unmapped()) {
    names.push_back(of.file.places()[column]);
  }
  return names;
}

std::vector<std::string> unknown_members(const SummaryOf& of) {
  std::vector<std::string> names;
  if (of.file.csv() == nullptr) return names;
  for (const auto& [q, member] : of.file.csv()->columns().members_without_column()) {
    const Question& question = of.rules.questions[q];
    names.push_back(fmt::format("{}.{}", question.id.text, question.choices[member].id.text));
  }
  return names;
}

std::vector<std::string> blank_questions(const SummaryOf& of) {
  std::vector<std::string> ids;
  if (of.file.csv() == nullptr) return ids;
  for (const std::size_t q : of.file.csv()->columns().without_column()) {
    ids.push_back(of.rules.questions[q].id.text);
  }
  return ids;
}

// What the mapping answers for every row: the mapping's words, not the file's.
Json constants_json(const SummaryOf& of) {
  Json json = Json::object();
  if (of.map == nullptr) return json;
  for (const ConstantAnswer& constant : of.map->constants) {
    const Question& question = of.rules.questions[constant.question];
    json[question.id.text] = constant.means.ago ? Json(to_string(*constant.means.ago))
                                                : answer_to_json(question, constant.means.answer);
  }
  return json;
}

std::vector<std::string> constant_questions(const SummaryOf& of) {
  std::vector<std::string> ids;
  const Json constants = constants_json(of);
  for (const auto& [id, answer] : constants.items()) ids.push_back(id);
  return ids;
}

std::uint64_t rows_per_second(const SummaryOf& of) {
  return of.seconds > 0
             ? static_cast<std::uint64_t>(static_cast<double>(of.tally.rows) / of.seconds)
             : 0;
}

// ---- As text
// -------------------------------------------------------------------------------------

std::string listed(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == most_names_shown) break;
    shown.push_back(name.empty() ? "(without a name)" : printable(name));
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

void add_verdicts(const SummaryOf& of, Lines& lines) {
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

void add_rejects(const SummaryOf& of, Lines& lines) {
  const RowTally& tally = of.tally;
  if (tally.rejected == 0) return;
  lines.line("\nRejected rows, by code");
  for (const auto& [code, rows] : tally.codes) {
    lines.line("  {}  {:<40} {:>10}", to_string(code), title_of(code), rows);
  }
  bool headed = false;
  for (std::size_t i = 0; i < tally.places.size(); ++i) {
    const RowCounts::Place& place = tally.places[i];
    if (place.values == 0) continue;
    if (!std::exchange(headed, true)) lines.line("\nNot recognised");
    lines.line("  {:<28} {}, the first in line {}", printable(of.file.places()[i]),
               counted(place.values, "value"), place.first_line);
  }
}

std::string screened(const RowTally& tally) {
  if (!tally.first_day) return {};
  if (tally.first_day == tally.last_day)
    return fmt::format(" Screened {}.", in_words(*tally.first_day));
  return fmt::format(" Screened {} to {}.", in_words(*tally.first_day), in_words(*tally.last_day));
}

}  // namespace

// ---- Counting
// ------------------------------------------------------------------------------------

RowCounts::RowCounts(const RuleSet& rules, std::size_t number_of_places)
    : verdicts(rules.verdicts.size() + 1), reasons(rules.rules.size()), places(number_of_places) {}

void RowCounts::add(const Row& row, const Screening* screening) {
  ++rows;
  if (row.id.empty()) ++without_id;
  if (screening == nullptr) {
    ++rejected;
    for (auto p = row.problems.begin(); p != row.problems.end(); ++p) {
      const bool counted_already = std::any_of(
          row.problems.begin(), p, [&](const RowProblem& other) { return other.code == p->code; });
      if (!counted_already) ++codes[p->code];
      if (p->place >= places.size() || !is_of_a_value(*p)) continue;
      Place& place = places[p->place];
      if (place.values++ == 0) place.first_line = row.line;
    }
    return;
  }
  const Headline& headline = screening->headline;
  ++verdicts[headline.incomplete ? verdicts.size() - 1 : headline.at_least];
  for (const Reason& reason : screening->reasons) ++reasons[reason.rule];
  if (!first_day || row.as_of < *first_day) first_day = row.as_of;
  if (!last_day || row.as_of > *last_day) last_day = row.as_of;
}

void RowCounts::add(const RowCounts& later) {
  rows += later.rows;
  rejected += later.rejected;
  without_id += later.without_id;
  for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i] += later.verdicts[i];
  for (std::size_t i = 0; i < reasons.size(); ++i) reasons[i] += later.reasons[i];
  for (const auto& [code, count] : later.codes) codes[code] += count;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].values == 0) places[i].first_line = later.places[i].first_line;
    places[i].values += later.places[i].values;
  }
  if (later.first_day && (!first_day || *later.first_day < *first_day)) first_day = later.first_day;
  if (later.last_day && (!last_day || *later.last_day > *last_day)) last_day = later.last_day;
  blank_lines += later.blank_lines;
  line_ends.lf += later.line_ends.lf;
  line_ends.crlf += later.line_ends.crlf;
  line_ends.cr += later.line_ends.cr;
}

// ---- The summary
// ---------------------------------------------------------------------------------

std::string summary_text(const SummaryOf& of) {
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
  notes.list("Questions without a column, blank for everyone", blank_questions(of));
  notes.list("Members of sets without a column, unknown for everyone", unknown_members(of));
  notes.list("Questions that the mapping answers for everyone", constant_questions(of));
  if (tally.blank_lines > 0) notes.line("{} passed over", counted(tally.blank_lines, "blank line"));
  if (tally.without_id > 0) notes.line("{} without an id", counted(tally.without_id, "row"));
  if (tally.duplicates.count() > 0) {
    notes.line("{} seen before, the first of them in line {}",
               counted(tally.duplicates.count(), "id"), tally.duplicates.first_line());
  }
  if (tally.duplicates.gave_up())
    notes.line("Ids were compared for the first {} rows only", DuplicateIds::most);
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

nlohmann::ordered_json summary_json(const SummaryOf& of) {
  const RowTally& tally = of.tally;
  const IntakeFile& file = of.file;
  const CsvRows* csv = file.csv();
  Json json = Json::object();
  json["schema"] = "summary/1";
  json["ruleset"] = {{"id", of.rules.id.text},
                     {"version", of.rules.version.text},
                     {"digest", of.rules.digest},
                     {"extends", bases_json(of.rules)},
                     {"review", of.rules.review.reviewed ? "reviewed" : "draft"}};
  json["as_of"] = Json::object();
  json["as_of"]["first"] = tally.first_day ? Json(to_string(*tally.first_day)) : Json();
  json["as_of"]["last"] = tally.last_day ? Json(to_string(*tally.last_day)) : Json();
  Json& input = json["input"] = Json::object();
  input["format"] = csv != nullptr ? "csv" : "ndjson";
  input["encoding"] = option_name(file.source().encoding());
  input["byte_order_mark"] = !file.source().mark().empty();
  input["delimiter"] = csv != nullptr ? Json(std::string(1, csv->dialect().delimiter)) : Json();
  input["header_line"] = csv != nullptr ? Json(csv->dialect().header_line) : Json();
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
  for (std::size_t i = 0; i < tally.places.size(); ++i) {
    const RowCounts::Place& place = tally.places[i];
    if (place.values == 0) continue;
    json["not_recognised"].push_back({{"place", printable(file.places()[i])},
                                      {"values", place.values},
                                      {"first_line", place.first_line}});
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
