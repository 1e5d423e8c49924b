// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/block_output.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include <fmt/format.h>

namespace candor {
namespace {

bool bit(const std::uint64_t* key, std::size_t i) noexcept {
  return (key[i / 64] >> (i % 64) & 1U) != 0;
}

// Calls `each(i - from)` for the bits `i` that are set, from `from` to before `to`.
template <class Each>
void for_each_bit(const std::uint64_t* key, std::size_t from, std::size_t to, Each each) {
  for (std::size_t word = from / 64; 64 * word < to; ++word) {
    std::uint64_t bits = key[word];
    if (64 * word < from) bits &= ~std::uint64_t{0} << (from % 64);
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t i = 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
      if (i >= to) return;
      each(i - from);
    }
  }
}

bool differs_by_row(OutputColumn column) noexcept {
  return column == OutputColumn::id || column == OutputColumn::line ||
         column == OutputColumn::earliest;
}

}  // namespace

BlockOutput::BlockOutput(const RuleSet& rules, const CsvOutput& output, char delimiter, Date as_of,
                         const BlockEvaluation& evaluation)
    : rules_(rules),
      output_(output),
      evaluation_(evaluation),
      delimiter_(delimiter),
      as_of_(as_of),
      cache_(1, 1) {
  plan_parts();
  order_.resize(rules.rules.size());
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rules.rules[a].verdict > rules.rules[b].verdict;
  });
  for (const std::uint32_t rule : order_) bits_.push_back(&evaluation.applies(rule));
  unsettled_bit_ = bits_.size();
  bits_.push_back(&evaluation.unsettled());
  at_most_bit_ = bits_.size();
  if (has(OutputColumn::at_most)) {
    for (std::size_t v = 0; v < rules.verdicts.size(); ++v) bits_.push_back(&evaluation.at_most(v));
  }
  open_bit_ = bits_.size();
  if (has(OutputColumn::open)) {
    for (std::size_t q = 0; q < rules.questions.size(); ++q) bits_.push_back(&evaluation.open(q));
  }
  not_used_bit_ = bits_.size();
  if (has(OutputColumn::not_used)) {
    for (std::size_t q = 0; q < rules.questions.size(); ++q) {
      if (!rules.questions[q].asked_if) continue;
      not_used_questions_.push_back(static_cast<std::uint16_t>(q));
      bits_.push_back(&evaluation.not_used(q));
    }
  }
  words_ = (bits_.size() + 63) / 64;
  keys_.resize(words_ * block_rows);
  last_key_.resize(words_);
  cache_ = OutcomeCache(words_, columns_.size());
}

bool BlockOutput::has(OutputColumn column) const noexcept {
  return std::find(output_.columns.begin(), output_.columns.end(), column) != output_.columns.end();
}

BlockEvaluation::Wanted BlockOutput::wanted() const noexcept {
  return {.open = has(OutputColumn::open), .not_used = has(OutputColumn::not_used)};
}

// Texts alternate with the cells that differ by row: the first and the last part are texts.
void BlockOutput::plan_parts() {
  parts_ = {Part::text};
  columns_ = {{}};
  for (const OutputColumn column : output_.columns) {
    if (!differs_by_row(column)) {
      columns_.back().push_back(column);
      continue;
    }
    parts_.push_back(column == OutputColumn::id     ? Part::id
                     : column == OutputColumn::line ? Part::line
                                                    : Part::earliest);
    parts_.push_back(Part::text);
    columns_.emplace_back();
  }
  first_part_ = columns_.front().empty() && !output_.append ? 1 : 0;
}

void BlockOutput::begin_block() {
  for (std::size_t group = 0; group < RowBits::words; ++group) {
    for (std::size_t w = 0; w < words_; ++w) {
      std::array<std::uint64_t, 64> square{};
      const std::size_t first = 64 * w;
      const std::size_t count = std::min<std::size_t>(64, bits_.size() - first);
      std::uint64_t any = 0;
      for (std::size_t i = 0; i < count; ++i) {
        square[i] = bits_[first + i]->word[group];
        any |= square[i];
      }
      if (any != 0) transpose(square, square);
      for (std::size_t row = 0; row < 64; ++row) {
        keys_[(64 * group + row) * words_ + w] = square[row];
      }
    }
  }
}

// Rebuilds the screening of an outcome from its bits.
void BlockOutput::decode_screening(const std::uint64_t* key) {
  Screening& found = screening_;
  found.days.as_of = as_of_;
  found.reasons.clear();
  found.open.clear();
  found.not_used.clear();
  Headline& headline = found.headline;
  headline = {};
  for_each_bit(key, 0, unsettled_bit_, [&](std::size_t i) {
    const std::uint32_t rule = order_[i];
    found.reasons.push_back({.rule = rule});
    headline.at_least =
        std::max(headline.at_least, static_cast<std::uint16_t>(rules_.rules[rule].verdict));
  });
  headline.settled = !bit(key, unsettled_bit_);
  headline.incomplete =
      !headline.settled && rules_.verdicts[headline.at_least].proceed == Proceed::now;
  for_each_bit(key, at_most_bit_, open_bit_,
               [&](std::size_t i) { headline.at_most = static_cast<std::uint16_t>(i); });
  for_each_bit(key, open_bit_, not_used_bit_, [&](std::size_t i) {
    found.open.push_back({.question = static_cast<std::uint16_t>(i)});
  });
  for_each_bit(key, not_used_bit_, bits_.size(),
               [&](std::size_t i) { found.not_used.push_back(not_used_questions_[i]); });
}

OutcomeCache::Outcome BlockOutput::make_outcome(const std::uint64_t* key) {
  decode_screening(key);
  const Screening& found = screening_;
  const Row no_row;
  std::vector<std::string>& texts = texts_;
  texts.resize(columns_.size());
  for (std::size_t t = 0; t < texts.size(); ++t) {
    // A delimiter goes before each column except the first of a table.
    texts[t].clear();
    if (t == 0 && output_.append) texts[t] += delimiter_;
    bool first = t == 0;
    for (const OutputColumn column : columns_[t]) {
      if (!first) texts[t] += delimiter_;
      first = false;
      cell_.clear();
      append_output(column, rules_, {}, no_row, &found, cell_);
      append_cell(cell_, texts[t]);
    }
    const bool follows = t + 1 < texts.size();
    if (follows && !(t == 0 && columns_[t].empty())) texts[t] += delimiter_;
    if (!follows && !output_.append) texts[t] += '\n';
  }
  // The rules whose waits decide the earliest date, if there can be one.
  std::vector<std::uint32_t>& waits = waits_;
  waits.clear();
  const Headline& headline = found.headline;
  if (!headline.incomplete && rules_.verdicts[headline.at_least].proceed == Proceed::later) {
    for (const Reason& reason : found.reasons) {
      const Rule& rule = rules_.rules[reason.rule];
      if (rule.verdict != headline.at_least) continue;
      waits.push_back(reason.rule);
      if (rule.until) continue;
      waits.clear();
      break;
    }
  }
  return cache_.add(key, texts, waits);
}

void BlockOutput::append_cell(std::string_view cell, std::string& out) const {
  if (output_.for_spreadsheet)
    append_safe_csv_cell(cell, delimiter_, out);
  else
    append_csv_cell(cell, delimiter_, out);
}

void BlockOutput::append_uncached(std::string_view cell, OutputText& out) {
  cell_.clear();
  append_cell(cell, cell_);
  out.append(cell_);
}

void BlockOutput::append_earliest(const OutcomeCache::Outcome& outcome, std::size_t row,
                                  OutputText& out) {
  if (outcome.rule_count == 0) return;
  const auto day = evaluation_.earliest(row, {outcome.rules, outcome.rule_count});
  if (day) append_uncached(to_string(*day), out);
}

void BlockOutput::row(const BlockRow& row, OutputText& out) {
  const std::uint64_t* key = keys_.data() + row.row * words_;
  std::uint64_t differs = last_.text == nullptr ? 1 : 0;
  for (std::size_t w = 0; w < words_; ++w) differs |= key[w] ^ last_key_[w];
  if (differs != 0) {
    last_ = cache_.find(key);
    if (last_.text == nullptr) last_ = make_outcome(key);
    std::copy_n(key, words_, last_key_.begin());
  }
  const OutcomeCache::Outcome& outcome = last_;
  if (output_.append) out.append(row.record);
  const char* text = outcome.text;
  const std::uint32_t* size = outcome.sizes + first_part_;
  for (std::size_t i = first_part_; i < parts_.size(); ++i) {
    switch (parts_[i]) {
      case Part::text:
        out.append_padded({text, *size});
        text += *size++;
        break;
      case Part::id:
        if (row.plain_id)
          out.append_padded(row.id);
        else
          append_uncached(row.id, out);
        break;
      case Part::line: {
        const fmt::format_int digits(row.line);
        out.append({digits.data(), digits.size()});
        break;
      }
      case Part::earliest: append_earliest(outcome, row.row, out); break;
    }
  }
  if (output_.append) out.append(row.line_end);
}

}  // namespace candor
