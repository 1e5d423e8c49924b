// SPDX-License-Identifier: Apache-2.0
// A header bound to the questions of a rule set.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/mapping/columns_bound.h"

namespace candor {
namespace {

using std::string_view;

// Searching for a similar name is slow when there are many names and many errors.
constexpr std::size_t most_guesses = 50;
constexpr std::size_t most_named = 8;

// The use of a column.
enum class Part : std::uint8_t { none, id, as_of, question, member, ignored };

class Binder {
 public:
  Binder(const RuleSet& rules, const IntakeMap* map, std::span<const std::string> header,
         string_view file_name, Diagnostics& diagnostics, Columns::Bound& out)
      : rules_(rules),
        map_(map),
        header_(header),
        file_name_(file_name),
        diagnostics_(diagnostics),
        out_(out),
        parts_(header.size(), Part::none),
        answered_by_(rules.questions.size()) {
    out_.rules = &rules;
    out_.size = header.size();
    out_.question_of.resize(header.size());
    if (map != nullptr) format_ = map->format;
    out_.dates = format_.dates.value_or(DateOrder::unspecified);
  }

  void bind(string_view as_of_column) {
    index_header();
    if (map_ != nullptr) bind_map();
    bind_as_of(as_of_column);
    bind_id();
    bind_questions_by_name();
    if (!any_question_ && !lacks_a_column_) report_no_question();
    list_unused();
  }

 private:
  // The source of a question's answers.
  struct Answered {
    bool yes = false;
    // Absent for a constant, and for a set with a column for each member.
    std::optional<std::size_t> column = {};
    bool constant = false;
  };

  void error(DiagnosticCode code, std::string message, std::string help) {
    diagnostics_.add({.code = code,
                      .message = std::move(message),
                      .help = std::move(help),
                      .file = std::string(file_name_)});
  }

  void error(DiagnosticCode code, const Text& at, std::string message, std::string help) {
    diagnostics_.error(code, map_->file, at.at, std::move(message), std::move(help));
  }

  void index_header() {
    for (std::size_t i = 0; i < header_.size(); ++i) {
      std::string key = fold(header_[i]);
      if (key.empty()) continue;
      const auto [first, added] = by_name_.emplace(std::move(key), i);
      if (added) continue;
      // The supposed header may be a row of answers: do not repeat it.
      error(codes::duplicate_header,
            fmt::format("columns {} and {} have the same header", first->second + 1, i + 1),
            "give each column its own header; case and spaces make no difference");
    }
  }

  // The column with that header; reports a missing one.
  std::optional<std::size_t> find(const Text& name) {
    const auto found = by_name_.find(fold(name.text));
    if (found != by_name_.end()) return found->second;
    lacks_a_column_ = true;
    error(codes::missing_column, name, fmt::format("the file has no column `{}`", name.text),
          near(name.text));
    return {};
  }

  std::string near(string_view name) {
    if (++guesses_ > most_guesses) return {};
    std::vector<string_view> known;
    for (const std::string& text : header_) known.push_back(trim_blanks(text));
    const string_view found = nearest(name, known);
    return found.empty() ? std::string() : fmt::format("did you mean `{}`?", found);
  }

  const std::string& question_id(std::size_t question) const {
    return rules_.questions[question].id.text;
  }

  void bind_map() {
    if (!map_->id_column.empty()) {
      if (const auto column = find(map_->id_column)) {
        parts_[*column] = Part::id;
        out_.id = column;
      }
    }
    for (const MappedColumn& mapped : map_->columns) {
      answered_by_[mapped.question] = {.yes = true};
      const auto column = find(mapped.column);
      if (!column) continue;
      answered_by_[mapped.question].column = column;
      CellFormat format = format_;
      if (mapped.format.dates) format.dates = mapped.format.dates;
      if (mapped.format.decimal_comma) format.decimal_comma = mapped.format.decimal_comma;
      if (mapped.format.blanks) format.blanks = mapped.format.blanks;
      if (mapped.format.separators) format.separators = mapped.format.separators;
      add_column(*column, mapped.question, mapped.values, format);
    }
    for (const MappedSet& mapped : map_->sets) bind_set(mapped);
    for (const ConstantAnswer& constant : map_->constants) {
      answered_by_[constant.question] = {.yes = true, .constant = true};
      out_.constants.push_back(constant.question);
      out_.constant_answers.emplace_back(constant.question, constant.means);
    }
    for (const Text& name : map_->ignored) {
      // A column to be ignored may be missing.
      const auto found = by_name_.find(fold(name.text));
      if (found != by_name_.end()) parts_[found->second] = Part::ignored;
    }
  }

  void bind_set(const MappedSet& mapped) {
    const Question& question = rules_.questions[mapped.question];
    answered_by_[mapped.question] = {.yes = true};
    const std::vector<Text> none;
    const auto& blanks = mapped.blanks ? mapped.blanks : format_.blanks;
    BoundSet set{.question = mapped.question,
                 .table = member_table(question, mapped, blanks ? *blanks : none, map_->words,
                                       report_conflict())};
    std::uint64_t named = 0;
    for (const MemberColumn& member : mapped.columns) {
      if (member.member) named |= std::uint64_t{1} << *member.member;
      if (!member.member) set.has_none = true;
      const auto column = find(member.column);
      if (!column) continue;
      parts_[*column] = Part::member;
      out_.question_of[*column] = mapped.question;
      any_question_ = true;
      set.members.push_back({*column, member.member});
    }
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
      if ((named >> i & 1) == 0) out_.members_without_column.emplace_back(mapped.question, i);
    }
    out_.sets.push_back(std::move(set));
  }

  void add_column(std::size_t column, std::size_t index, std::span<const MappedValue> values,
                  const CellFormat& format) {
    const Question& question = rules_.questions[index];
    const std::vector<Text> no_blanks;
    const std::vector<MappedWord> no_words;
    BoundColumn bound{
        .column = column,
        .question = index,
        .table = cell_table(question, values, format.blanks ? *format.blanks : no_blanks,
                            map_ != nullptr ? map_->words : no_words, report_conflict()),
        .dates = format.dates.value_or(DateOrder::unspecified),
        .decimal_comma = format.decimal_comma.value_or(false)};
    if (question.traits().takes_several) {
      bound.separators = {";", "|"};
      if (format.separators) {
        bound.separators.clear();
        for (const Text& separator : *format.separators) bound.separators.push_back(separator.text);
      }
      std::stable_sort(bound.separators.begin(), bound.separators.end(),
                       [](const auto& a, const auto& b) { return a.size() > b.size(); });
      bound.most_parts = 1 + bound.table.most([&](string_view word) {
        return count_separators(word, bound.separators);
      });
    }
    parts_[column] = Part::question;
    out_.question_of[column] = index;
    any_question_ = true;
    out_.columns.push_back(std::move(bound));
  }

  ReportConflict report_conflict() {
    return [this](const Text& word, std::string message, string_view help) {
      const auto place = (std::uint64_t{word.at.line} << 32) | word.at.column;
      if (!reported_.insert(place).second) return;
      error(codes::word_with_two_meanings, word, std::move(message), std::string(help));
    };
  }

  void bind_as_of(string_view name) {
    if (name.empty()) return;
    const auto found = by_name_.find(fold(name));
    if (found == by_name_.end()) {
      lacks_a_column_ = true;
      error(codes::missing_column, fmt::format("the file has no column `{}`", name), near(name));
      return;
    }
    Part& part = parts_[found->second];
    if (part == Part::question || part == Part::member || part == Part::id) {
      error(codes::column_used_twice,
            fmt::format("column `{}` cannot also hold the screening date", name),
            "it is the id, or answers a question");
      return;
    }
    part = Part::as_of;
    out_.as_of = found->second;
  }

  void bind_id() {
    if (map_ != nullptr && !map_->id_column.empty()) return;
    const auto found = by_name_.find("id");
    if (found == by_name_.end() || parts_[found->second] != Part::none) return;
    parts_[found->second] = Part::id;
    out_.id = found->second;
  }

  // Binds the columns that the map does not name.
  void bind_questions_by_name() {
    std::unordered_map<std::string, std::size_t> questions;
    for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
      questions.emplace(fold(rules_.questions[i].id.text), i);
    }
    for (std::size_t column = 0; column < header_.size(); ++column) {
      const Part part = parts_[column];
      if (part == Part::question || part == Part::member || part == Part::ignored) continue;
      const auto exact = rules_.find_question(trim_blanks(header_[column]));
      const auto folded = questions.find(fold(header_[column]));
      if (!exact && folded == questions.end()) continue;
      if (by_name_.at(fold(header_[column])) != column) continue;  // refused already
      const std::size_t question = exact ? *exact : folded->second;
      if (part != Part::none) {
        // Its question may well be answered by another column, as the map says.
        if (answered_by_[question].yes) continue;
        error(
            codes::column_used_twice,
            fmt::format("column {} is named after question `{}`, but is used as the {}", column + 1,
                        question_id(question), part == Part::id ? "id" : "screening date"),
            "rename it, or name the question's column under `columns` of a mapping");
      } else if (!refuse_second(question, column)) {
        answered_by_[question] = {.yes = true, .column = column};
        add_column(column, question, {}, format_);
      }
    }
  }

  // Reports a column whose question already has another source; returns whether it did.
  bool refuse_second(std::size_t question, std::size_t column) {
    const Answered& by = answered_by_[question];
    if (!by.yes) return false;
    const std::string help = "list the column that you do not want under `ignore` of a mapping";
    if (by.constant) {
      error(codes::duplicate_question_column,
            fmt::format("question `{}` has both column {} and a constant", question_id(question),
                        column + 1),
            help);
    } else if (by.column) {
      const auto [first, second] = std::minmax(*by.column, column);
      error(codes::duplicate_question_column,
            fmt::format("question `{}` has two columns, {} and {}", question_id(question),
                        first + 1, second + 1),
            help);
    } else {
      error(codes::duplicate_question_column,
            fmt::format("question `{}` has column {} in addition to those that the mapping names",
                        question_id(question), column + 1),
            help);
    }
    return true;
  }

  void report_no_question() {
    std::string ids;
    for (std::size_t i = 0; i < rules_.questions.size() && i < most_named; ++i) {
      ids += fmt::format("{}`{}`", i == 0 ? "" : ", ", question_id(i));
    }
    error(codes::no_known_column, "no column is named after a question",
          fmt::format("expected {}{}; for other headers `--suggest-map` writes a first mapping",
                      ids, rules_.questions.size() > most_named ? " ..." : ""));
  }

  void list_unused() {
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (parts_[column] == Part::none) out_.unmapped.push_back(column);
      if (parts_[column] == Part::ignored) out_.ignored.push_back(column);
    }
    for (std::size_t question = 0; question < answered_by_.size(); ++question) {
      if (!answered_by_[question].yes) out_.without_column.push_back(question);
    }
  }

  const RuleSet& rules_;
  const IntakeMap* map_;
  std::span<const std::string> header_;
  string_view file_name_;
  Diagnostics& diagnostics_;
  Columns::Bound& out_;
  CellFormat format_;  // of the whole file
  std::vector<Part> parts_;
  std::vector<Answered> answered_by_;
  std::unordered_map<std::string, std::size_t> by_name_;  // folded
  std::unordered_set<std::uint64_t> reported_;            // places in the map
  std::size_t guesses_ = 0;
  bool any_question_ = false;
  bool lacks_a_column_ = false;
};

}  // namespace

Parsed<Columns> Columns::bind(const RuleSet& rules, const IntakeMap* map,
                              std::span<const std::string> header, string_view file_name,
                              string_view as_of_column) {
  Parsed<Columns> out;
  auto bound = std::make_unique<Bound>();
  Binder(rules, map, header, file_name, out.diagnostics, *bound).bind(as_of_column);
  if (!out.diagnostics.has_errors()) out.value = Columns(std::move(bound));
  return out;
}

}  // namespace candor
