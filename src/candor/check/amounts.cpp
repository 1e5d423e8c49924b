// SPDX-License-Identifier: Apache-2.0
#include "candor/check/amounts.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"

namespace candor {
namespace {

using std::string_view;

constexpr std::int64_t minutes_of_day = 24 * 60;
constexpr std::int64_t one_million = 1'000'000;

struct TimeUnit {
  string_view name;
  TimeSpan span;
};

constexpr std::array<TimeUnit, 6> time_units{{{"hour", {60, false}},
                                              {"day", {minutes_of_day, false}},
                                              {"week", {7 * minutes_of_day, false}},
                                              {"fortnight", {14 * minutes_of_day, false}},
                                              {"month", {1, true}},
                                              {"year", {12, true}}}};

const TimeUnit* time_unit(string_view word) {
  if (word.size() > 1 && word.back() == 's') word.remove_suffix(1);
  const auto* const unit = std::find_if(time_units.begin(), time_units.end(),
                                        [&](const TimeUnit& of) { return of.name == word; });
  return unit == time_units.end() ? nullptr : unit;
}

template <std::size_t N>
bool is_one_of(string_view word, const std::array<string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<string_view, 12> number_words{"one",  "two", "three",  "four",
                                                   "five", "six", "seven",  "eight",
                                                   "nine", "ten", "eleven", "twelve"};
// Between the numbers of `6 to 12 months`, and between a number and its unit.
constexpr std::array<string_view, 4> range_words{"to", "or", "and", "until"};
constexpr std::array<string_view, 7> unit_adjectives{"full",  "whole",    "more", "further",
                                                     "clear", "calendar", "quiet"};
constexpr std::array<string_view, 4> shorter_units{"minute", "minutes", "second", "seconds"};
// `a week` is a duration after or before one of these: not in `once a week`.
constexpr std::array<string_view, 17> before_a_unit{
    "for",  "in",    "within", "of",   "after", "than", "least",  "most",  "about",
    "over", "under", "until",  "wait", "takes", "take", "nearly", "almost"};
constexpr std::array<string_view, 7> after_a_unit{"ago",     "after", "before", "later",
                                                  "earlier", "apart", "long"};

// A piece of a text: a number, or a word in small letters.
struct Piece {
  std::optional<Decimal> number = {};
  bool in_digits = false;
  std::string text = {};
};

// `18`, `1.5`, `1,000`.
std::optional<Decimal> number_in_digits(string_view text) {
  std::string digits(text);
  if (digits.size() > 4 && digits[digits.size() - 4] == ',') digits.erase(digits.size() - 4, 1);
  const bool plain =
      !digits.empty() && is_digit(digits.front()) &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit(c) || c == '.'; });
  return plain ? parse_decimal(digits) : std::nullopt;
}

Piece piece_of(string_view text) {
  Piece out{.text = std::string(text)};
  for (char& c : out.text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out.number = number_in_digits(text);
  out.in_digits = out.number.has_value();
  const auto* const word = std::find(number_words.begin(), number_words.end(), out.text);
  if (word != number_words.end()) {
    out.number = Decimal{(word - number_words.begin() + 1) * one_million};
  }
  return out;
}

// Takes apart a word between blanks: `six-month` is a number and a unit, `5-7` two numbers.
void add_pieces(string_view word, std::vector<Piece>& out) {
  constexpr string_view around = "()[]\"',;:.!?%+";
  const std::size_t first = word.find_first_not_of(around);
  if (first == string_view::npos) return;
  word = word.substr(first, word.find_last_not_of(around) - first + 1);
  std::vector<Piece> parts;
  for (std::size_t begin = 0; begin <= word.size();) {
    const std::size_t end = std::min(word.find('-', begin), word.size());
    parts.push_back(piece_of(word.substr(begin, end - begin)));
    begin = end + 1;
  }
  const bool range = parts.size() == 2 && parts[0].in_digits && parts[1].in_digits;
  const bool with_unit = parts.size() > 1 && parts[0].number && time_unit(parts[1].text);
  if (parts.size() == 1 || range || with_unit) {
    std::move(parts.begin(), parts.end(), std::back_inserter(out));
  } else {
    out.push_back({.text = std::string(word)});
  }
}

std::vector<Piece> pieces_of(string_view text) {
  std::string plain(text);
  // Dashes between numbers, and blanks that do not break a line.
  constexpr std::array<std::pair<string_view, string_view>, 3> plainer{
      {{"\u2013", "-"}, {"\u2014", " "}, {"\u00a0", " "}}};
  for (const auto& [from, to] : plainer) {
    for (std::size_t at = plain.find(from); at != std::string::npos; at = plain.find(from, at)) {
      plain.replace(at, from.size(), to);
    }
  }
  std::vector<Piece> out;
  string_view rest = plain;
  while (!rest.empty()) {
    const std::size_t end =
        static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_space) - rest.begin());
    add_pieces(rest.substr(0, end), out);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::optional<TimeSpan> times(TimeSpan unit, Decimal number) {
  constexpr std::int64_t most = 1'000'000 * one_million;
  if (number.millionths > most) return std::nullopt;
  const std::int64_t amount = unit.amount * number.millionths;
  if (amount % one_million != 0) return std::nullopt;
  return TimeSpan{amount / one_million, unit.by_month};
}

class AmountReader {
 public:
  explicit AmountReader(string_view text) : pieces_(pieces_of(text)) {}

  std::vector<Amount> read() {
    while (at_ < pieces_.size()) {
      if (pieces_[at_].number) {
        read_numbers();
      } else if (word(at_) == "half" && (word(at_ + 1) == "a" || word(at_ + 1) == "an")) {
        read_half();
      } else if (word(at_) == "a" || word(at_) == "an" || word(at_) == "last" ||
                 word(at_) == "past") {
        read_one();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  string_view word(std::size_t i) const {
    return i < pieces_.size() ? string_view(pieces_[i].text) : string_view{};
  }

  void add(Decimal number, const TimeUnit& unit, std::string text) {
    out_.push_back({number, std::string(unit.name), times(unit.span, number), std::move(text)});
  }

  // One or more numbers, and perhaps their unit.
  void read_numbers() {
    std::vector<const Piece*> numbers;
    const bool of_days = at_ > 0 && (word(at_ - 1) == "day" || word(at_ - 1) == "days");
    std::size_t next = at_;
    while (next < pieces_.size() && pieces_[next].number) {
      numbers.push_back(&pieces_[next++]);
      const bool more = next + 1 < pieces_.size() && is_one_of(word(next), range_words) &&
                        pieces_[next + 1].number;
      if (more) ++next;
    }
    const std::size_t unit_at = is_one_of(word(next), unit_adjectives) ? next + 1 : next;
    const TimeUnit* unit = time_unit(word(unit_at));
    for (const Piece* number : numbers) {
      if (unit) {
        const bool one = number->number->millionths == one_million;
        add(*number->number, *unit,
            fmt::format("{} {}{}", number->text, unit->name, one ? "" : "s"));
      } else if (of_days && number->in_digits) {
        add(*number->number, *time_unit("day"), fmt::format("day {}", number->text));
      } else if (number->in_digits && !is_one_of(word(unit_at), shorter_units)) {
        out_.push_back({.number = *number->number, .text = number->text});
      }
    }
    at_ = unit ? unit_at + 1 : next;
  }

  void read_half() {
    const TimeUnit* unit = time_unit(word(at_ + 2));
    if (unit) {
      add(Decimal{one_million / 2}, *unit, fmt::format("half {} {}", word(at_ + 1), unit->name));
    }
    at_ += unit ? 3 : 2;
  }

  // `a week`, or `the last week`; but `the last day` is a day.
  void read_one() {
    const TimeUnit* unit = time_unit(word(at_ + 1));
    if (unit && unit->name != word(at_ + 1)) unit = nullptr;
    const string_view before = at_ > 0 ? word(at_ - 1) : string_view{};
    const bool last = word(at_) == "last" || word(at_) == "past";
    const bool counts =
        last ? before == "the" && word(at_ + 1) != "day"
             : is_one_of(before, before_a_unit) || is_one_of(word(at_ + 2), after_a_unit);
    if (unit && counts) {
      add(Decimal{one_million}, *unit, fmt::format("{} {}", word(at_), unit->name));
    }
    at_ += unit ? 2 : 1;
  }

  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::vector<Amount> out_ = {};
};

}  // namespace

TimeSpan time_span(Duration duration) noexcept {
  const std::int64_t amount = duration.amount;
  switch (duration.unit) {
    case Unit::days: return {amount * minutes_of_day, false};
    case Unit::weeks: return {7 * amount * minutes_of_day, false};
    case Unit::months: return {amount, true};
    case Unit::years: return {12 * amount, true};
  }
  return {};
}

TimeSpan hours_span(std::int64_t hours) noexcept { return {60 * hours, false}; }

std::vector<Amount> amounts_in(std::string_view text) { return AmountReader(text).read(); }

}  // namespace candor
