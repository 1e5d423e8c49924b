// SPDX-License-Identifier: Apache-2.0
// Writes the text of a first mapping.
#include "candor/batch/mapping/suggest_map.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/base/utf8.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/mapping/map_guess.h"

namespace candor {
namespace {

using std::string_view;
using Kind = ColumnGuess::Kind;

constexpr std::size_t line_width = 110;

std::string comment(const std::string& unsure) {
  return unsure.empty() ? "" : "  # unsure: " + unsure;
}

class MapWriter {
 public:
  MapWriter(const RuleSet& rules, std::span<const std::string> header, Rows rows)
      : rules_(rules), header_(header), rows_(rows) {}

  // `with_words`: also write words and blanks for the whole file.
  std::string write(string_view file_name, bool with_words) {
    guess();
    std::string out = write_head(file_name);
    if (std::none_of(guesses_.begin(), guesses_.end(), [](const ColumnGuess& guess) {
          return guess.kind == Kind::question || guess.kind == Kind::member;
        })) {
      // Without a header the first line is a person's answers: do not repeat it.
      return out +
             "# unsure: no header resembles a question. Is the first line a header, and is this "
             "the right rule set?\n";
    }
    out += id_line();
    out += file_format();
    if (with_words) out += words();
    out += columns();
    out += sets();
    out += unmapped();
    return out;
  }

 private:
  void guess() {
    samples_.clear();
    for (std::size_t column = 0; column < header_.size(); ++column) {
      samples_.push_back(sample_column(rows_, column));
    }
    guesses_ = guess_columns(rules_, header_, samples_);
    const auto first_code = guess_first_code(rules_, guesses_, samples_);
    formats_.assign(header_.size(), {});
    for (std::size_t column = 0; column < header_.size(); ++column) {
      // A header that YAML cannot represent cannot be named.
      if (!yaml_scalar(header_[column])) guesses_[column] = {};
      if (guesses_[column].kind != Kind::question) continue;
      formats_[column] = guess_format(rules_.questions[guesses_[column].question], rows_, column,
                                      samples_[column], first_code);
    }
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      std::vector<const ColumnSample*> members;
      for (std::size_t column = 0; column < header_.size(); ++column) {
        const ColumnGuess& guess = guesses_[column];
        if (guess.kind == Kind::member && guess.question == q) members.push_back(&samples_[column]);
      }
      if (!members.empty()) member_formats_[q] = guess_member_format(members);
    }
    find_common_format();
  }

  // Finds what all columns have in common, to write it once for the whole file.
  void find_common_format() {
    std::set<DateOrder> orders;
    std::set<std::string> separators;
    bool undecided = false, comma = false, usual_separator = false;
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (guesses_[column].kind != Kind::question) continue;
      const FormatGuess& format = formats_[column];
      const TypeTraits& type = rules_.questions[guesses_[column].question].traits();
      comma = comma || format.decimal_comma;
      if (format.dates != DateOrder::unspecified) orders.insert(format.dates);
      undecided = undecided || (type.is_dated && !format.unsure.empty());
      usual_separator = usual_separator || format.usual_separator;
      if (!format.separator.empty()) separators.insert(format.separator);
    }
    // An order for the whole file would also decide for columns that leave it open.
    if (orders.size() == 1 && !undecided) dates_ = *orders.begin();
    if (separators.size() == 1 && !usual_separator) separator_ = *separators.begin();
    decimal_comma_ = comma && !has_points();
  }

  bool has_points() const {
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (guesses_[column].kind != Kind::question || formats_[column].decimal_comma) continue;
      if (!rules_.questions[guesses_[column].question].traits().is_number) continue;
      for (const std::vector<std::string>& row : rows_) {
        if (column < row.size() && row[column].find('.') != std::string::npos) return true;
      }
    }
    return false;
  }

  std::string write_head(string_view file_name) const {
    std::string out = "# A first mapping";
    if (!file_name.empty()) out += fmt::format(" of {}", printable(file_name));
    out += ", guessed from headers and values.\n# Review it, and settle what is unsure.\n\n";
    return out + fmt::format("candor_map: 1\nrules: {}\n", rules_.id.text);
  }

  std::string name(std::size_t column) const { return *yaml_scalar(header_[column], false); }

  std::string id_line() const {
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (guesses_[column].kind != Kind::id) continue;
      return fmt::format("id: {}{}\n", name(column), comment(guesses_[column].unsure));
    }
    return "# unsure: no column looks like the id. Without `id: COLUMN` the id is the record "
           "number.\n";
  }

  std::string file_format() const {
    std::string out;
    if (dates_ != DateOrder::unspecified) out += fmt::format("dates: {}\n", to_string(dates_));
    if (decimal_comma_) out += "decimal_comma: yes\n";
    if (!separator_.empty()) out += fmt::format("separators: [\"{}\"]\n", separator_);
    return out;
  }

  std::string words() const {
    std::map<std::string, std::pair<std::string, AnswerWord>> all;  // by folded text
    std::map<std::string, std::string> blanks;
    std::string unsure;
    const auto add = [&](const FormatGuess& format) {
      for (const auto& [text, means] : format.words) all.try_emplace(fold(text), text, means);
      for (const std::string& text : format.blanks) blanks.try_emplace(fold(text), text);
      if (!format.words_unsure.empty()) unsure = format.words_unsure;
    };
    for (const FormatGuess& format : formats_) add(format);
    for (const auto& [question, format] : member_formats_) add(format);

    std::string out, list;
    for (const auto& [folded, text] : blanks) {
      if (all.count(folded) > 0) continue;
      list += (list.empty() ? "" : ", ") + in_brackets(text);
    }
    if (!list.empty()) out += fmt::format("blank: [{}]  # unsure: taken as blank\n", list);
    list.clear();
    for (const auto& [folded, word] : all) {
      list += fmt::format("{}{}: {}", list.empty() ? "" : ", ", in_brackets(word.first),
                          to_string(word.second));
    }
    if (!list.empty()) out += fmt::format("words: {{{}}}{}\n", list, comment(unsure));
    return out;
  }

  // A text to write within `[ ]` or `{ }`.
  static std::string in_brackets(const std::string& text) {
    return yaml_scalar(text).value_or("\"\"");
  }

  std::string columns() const {
    std::string out;
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (guesses_[column].kind == Kind::question) out += this->column(column);
    }
    return out.empty() ? out : "columns:\n" + out;
  }

  std::string column(std::size_t column) const {
    const ColumnGuess& guess = guesses_[column];
    const Question& question = rules_.questions[guess.question];
    const FormatGuess& format = formats_[column];
    std::string inside;
    if (format.dates != dates_ && format.dates != DateOrder::unspecified) {
      inside += fmt::format("    dates: {}\n", to_string(format.dates));
    }
    if (format.decimal_comma && !decimal_comma_) inside += "    decimal_comma: yes\n";
    if (!format.separator.empty() && format.separator != separator_) {
      inside += fmt::format("    separators: [\"{}\"]\n", format.separator);
    }
    inside += values(format);
    std::string unsure;
    for (const std::string& text : format.unsure) unsure += fmt::format("    # unsure: {}\n", text);

    std::string out;
    if (inside.empty() && !guess.named_as_question) {
      out = fmt::format("  {}: {}{}\n", name(column), question.id.text, comment(guess.unsure));
    } else if (!inside.empty()) {
      out = fmt::format("  {}:{}\n", name(column), comment(guess.unsure));
      if (!guess.named_as_question) out += fmt::format("    question: {}\n", question.id.text);
      out += inside;
    } else if (!unsure.empty()) {
      out = fmt::format("  {}: {}\n", name(column), question.id.text);
    }
    return out + unsure;
  }

  static std::string values(const FormatGuess& format) {
    if (format.values.empty()) return {};
    std::string flow;
    for (const auto& [value, answer] : format.values) {
      flow += fmt::format("{}{}: {}", flow.empty() ? "" : ", ", in_brackets(value), answer);
    }
    if (flow.size() <= line_width) {
      return fmt::format("    values: {{{}}}{}\n", flow, comment(format.values_unsure));
    }
    std::string out = fmt::format("    values:{}\n", comment(format.values_unsure));
    for (const auto& [value, answer] : format.values) {
      out += fmt::format("      {}: {}\n", in_brackets(value), answer);
    }
    return out;
  }

  std::string sets() const {
    std::string out;
    for (const auto& [q, format] : member_formats_) {
      const Question& question = rules_.questions[q];
      std::string unsure;
      out += fmt::format("  {}:\n", question.id.text);
      if (!format.yes.empty()) out += fmt::format("    yes: [{}]\n", list(format.yes));
      if (!format.no.empty()) out += fmt::format("    no: [{}]\n", list(format.no));
      for (const std::string& text : format.unsure) out += fmt::format("    # unsure: {}\n", text);
      out += "    columns:\n";
      for (std::size_t column = 0; column < header_.size(); ++column) {
        const ColumnGuess& guess = guesses_[column];
        if (guess.kind != Kind::member || guess.question != q) continue;
        const string_view member =
            guess.member ? string_view(question.choices[*guess.member].id.text) : "none";
        out += fmt::format("      {}: {}{}\n", name(column), member, comment(guess.unsure));
      }
    }
    return out.empty() ? out : "sets:\n" + out;
  }

  static std::string list(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + in_brackets(word);
    return out;
  }

  std::string unmapped() const {
    std::string out, ignored, missing;
    for (std::size_t column = 0; column < header_.size(); ++column) {
      if (guesses_[column].kind != Kind::nothing || !yaml_scalar(header_[column])) continue;
      ignored += fmt::format("  - {}\n", name(column));
    }
    if (!ignored.empty()) {
      out +=
          "# unsure: no question was found for these columns. Move any that answers one to "
          "`columns`.\nignore:\n" +
          ignored;
    }
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
      const bool answered =
          std::any_of(guesses_.begin(), guesses_.end(), [&](const ColumnGuess& guess) {
            return (guess.kind == Kind::question || guess.kind == Kind::member) &&
                   guess.question == q;
          });
      if (!answered) missing += fmt::format("#   {}\n", rules_.questions[q].id.text);
    }
    if (!missing.empty()) {
      out +=
          "# Blank for everyone, because no column was found. Put an answer for everyone under "
          "`constants`:\n" +
          missing;
    }
    return out;
  }

  const RuleSet& rules_;
  std::span<const std::string> header_;
  Rows rows_;
  std::vector<ColumnSample> samples_;
  std::vector<ColumnGuess> guesses_;
  std::vector<FormatGuess> formats_;                   // by column
  std::map<std::size_t, FormatGuess> member_formats_;  // by question
  DateOrder dates_ = DateOrder::unspecified;
  bool decimal_comma_ = false;
  std::string separator_;
};

bool binds(const RuleSet& rules, std::span<const std::string> header, const std::string& text) {
  const auto map = load_intake_map(SourceFile("map", text), rules);
  if (!map.value) return false;
  const auto bound = Columns::bind(rules, &*map.value, header, "");
  // A mapping without any question is still a start.
  return bound.value || (bound.diagnostics.items().size() == 1 &&
                         bound.diagnostics.items()[0].code == codes::no_known_column);
}

}  // namespace

std::string suggest_map(const RuleSet& rules, std::span<const std::string> header, Rows rows,
                        string_view file_name) {
  std::set<std::string> names;
  for (const std::string& text : header) {
    const std::string folded = fold(text);
    if (!folded.empty() && !names.insert(folded).second) return {};
  }
  MapWriter writer(rules, header, rows);
  std::string out = writer.write(file_name, true);
  // A word for the whole file may conflict with a choice of some question.
  if (!binds(rules, header, out)) out = writer.write(file_name, false);
  return out;
}

}  // namespace candor
