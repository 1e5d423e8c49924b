// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/rule_set_snapshot.h"

#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace candor {
namespace {

// One traversal of the model serves both directions: `archive(x)` writes or reads `x`.

// Before everything else, so that no other format is read as this one.
constexpr std::string_view format_name = "candor rule set 1\n";

// How a number is written: a day as its count from 1970-01-01, an index in 64 bits, on every
// machine; everything else in the bits that it has in the model.
template <class T>
auto portable(T value) {
  if constexpr (std::is_same_v<T, Date>) {
    return static_cast<std::int32_t>(value.time_since_epoch().count());
  } else if constexpr (std::is_same_v<T, bool>) {
    return static_cast<std::uint8_t>(value);
  } else if constexpr (std::is_enum_v<T>) {
    static_assert(sizeof(T) == 1);
    return static_cast<std::uint8_t>(value);
  } else if constexpr (std::is_same_v<T, std::size_t>) {
    return static_cast<std::uint64_t>(value);
  } else {
    return value;
  }
}

class Writer {
 public:
  std::string take() { return std::move(out_); }

  template <class T>
  void operator()(T& value);

  // The lowest byte first.
  template <class T>
  void raw(T& value) {
    const auto number = portable(value);
    auto bits = static_cast<std::make_unsigned_t<std::remove_const_t<decltype(number)>>>(number);
    for (std::size_t i = 0; i < sizeof bits; ++i) {
      out_ += static_cast<char>(bits & 0xff);
      bits = static_cast<decltype(bits)>(static_cast<std::uint64_t>(bits) >> 8);
    }
  }
  void literal(std::string_view text) { out_ += text; }
  void text(std::string& value) {
    auto size = static_cast<std::uint32_t>(value.size());
    raw(size);
    out_ += value;
  }
  template <class T>
  void list(std::vector<T>& values) {
    auto size = static_cast<std::uint32_t>(values.size());
    raw(size);
    for (T& value : values) (*this)(value);
  }
  template <class T>
  void optional(std::optional<T>& value) {
    bool has = value.has_value();
    raw(has);
    if (value) (*this)(*value);
  }
  template <class... T>
  void variant(std::variant<T...>& value) {
    auto index = static_cast<std::uint8_t>(value.index());
    raw(index);
    std::visit([&](auto& of) { (*this)(of); }, value);
  }

 private:
  std::string out_ = {};
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}

  /// Whether the bytes held everything, and nothing more.
  bool complete() const { return sound_ && in_.empty(); }

  template <class T>
  void operator()(T& value);

  template <class T>
  void raw(T& value) {
    using Number = decltype(portable(value));
    if (!has(sizeof(Number))) return;
    std::uint64_t bits = 0;
    for (std::size_t i = sizeof(Number); i > 0; --i)
      bits = bits << 8 | static_cast<unsigned char>(in_[i - 1]);
    in_.remove_prefix(sizeof(Number));
    const auto number = static_cast<Number>(bits);
    if constexpr (std::is_same_v<T, Date>) {
      value = Date(std::chrono::days(number));
    } else {
      value = static_cast<T>(number);
      sound_ = sound_ && portable(value) == number;  // an index that this machine can hold
    }
  }
  void literal(std::string_view text) {
    if (!has(text.size())) return;
    sound_ = in_.substr(0, text.size()) == text;
    in_.remove_prefix(text.size());
  }
  void text(std::string& value) {
    std::uint32_t size = 0;
    raw(size);
    if (!has(size)) return;
    value.assign(in_.data(), size);
    in_.remove_prefix(size);
  }
  template <class T>
  void list(std::vector<T>& values) {
    std::uint32_t size = 0;
    raw(size);
    if (!has(size)) return;  // every item takes at least one byte
    values.resize(size);
    for (T& value : values) (*this)(value);
  }
  template <class T>
  void optional(std::optional<T>& value) {
    bool has = false;
    raw(has);
    if (has) (*this)(value.emplace());
  }
  template <class... T>
  void variant(std::variant<T...>& value) {
    std::uint8_t index = 0;
    raw(index);
    std::uint8_t next = 0;
    ((next++ == index ? (*this)(value.template emplace<T>()) : void()), ...);
  }

 private:
  bool has(std::size_t bytes) { return sound_ = sound_ && in_.size() >= bytes; }

  std::string_view in_;
  bool sound_ = true;
};

template <class A, class... T>
void each(A& archive, T&... values) {
  (archive(values), ...);
}

template <class A>
void parts(A& a, Decimal& x) {
  each(a, x.millionths);
}
template <class A>
void parts(A& a, Place& x) {
  each(a, x.line, x.column, x.file);
}
template <class A>
void parts(A& a, YesNoTest& x) {
  each(a, x.yes);
}
template <class A>
void parts(A& a, Duration& x) {
  each(a, x.amount, x.unit);
}
template <class A>
void parts(A& a, Offset& x) {
  each(a, x.hours, x.in_hours);
}
template <class A>
void parts(A& a, Answer& x) {
  each(a, x.state, x.time, x.yes, x.known, x.number, x.date);
}
template <class A>
void parts(A& a, ChoiceTest& x) {
  each(a, x.accepted, x.negated);
}
template <class A>
void parts(A& a, SetTest& x) {
  each(a, x.kind, x.members);
}
template <class A, class T>
void parts(A& a, Bounds<T>& x) {
  each(a, x.under, x.over, x.at_least, x.at_most);
}
template <class A>
void parts(A& a, Text& x) {
  each(a, x.text, x.at);
}
template <class A>
void parts(A& a, Verdict& x) {
  each(a, x.id, x.label, x.proceed, x.next);
}
template <class A>
void parts(A& a, Accepted& x) {
  each(a, x.code, x.reason);
}
template <class A>
void parts(A& a, ReviewBy& x) {
  each(a, x.on, x.at);
}
template <class A>
void parts(A& a, Topic& x) {
  each(a, x.id, x.avoid);
}
template <class A>
void parts(A& a, Source& x) {
  each(a, x.id, x.title, x.publisher, x.year, x.at, x.url, x.read, x.review_by, x.accepted);
}
template <class A>
void parts(A& a, Section& x) {
  each(a, x.id, x.title);
}
template <class A>
void parts(A& a, Choice& x) {
  each(a, x.id, x.label, x.also);
}
template <class A>
void parts(A& a, NumberTest& x) {
  each(a, x.equal, x.bounds);
}
template <class A>
void parts(A& a, TimeTest& x) {
  each(a, x.kind, x.bounds);
}
template <class A>
void parts(A&, UnansweredTest&) {}
template <class A>
void parts(A& a, Test& x) {
  each(a, x.question, x.of);
}
template <class A>
void parts(A& a, Condition& x) {
  each(a, x.kind, x.at, x.parts, x.named, x.test);
}
template <class A>
void parts(A& a, IfBlank& x) {
  each(a, x.kind, x.answer, x.ago);
}
template <class A>
void parts(A& a, Lasting& x) {
  each(a, x.kind, x.duration);
}
template <class A>
void parts(A& a, Lasts::Named& x) {
  each(a, x.answer, x.lasting);
}
template <class A>
void parts(A& a, Lasts& x) {
  each(a, x.every, x.named);
}
template <class A>
void parts(A& a, OverrideReason& x) {
  each(a, x.id, x.label);
}
template <class A>
void parts(A& a, Question& x) {
  each(a, x.id, x.by, x.section, x.ask, x.help, x.called, x.type, x.choices, x.unit, x.min, x.max,
       x.step, x.accepts_never, x.accepts_ongoing, x.asked_if, x.if_blank, x.lasts, x.fixed,
       x.digest, x.accepted);
}
template <class A>
void parts(A& a, NamedCondition& x) {
  each(a, x.id, x.when);
}
template <class A>
void parts(A& a, Until::After& x) {
  each(a, x.question, x.wait);
}
template <class A>
void parts(A& a, Until& x) {
  each(a, x.after_screening, x.after);
}
template <class A>
void parts(A& a, Evidence& x) {
  each(a, x.sources, x.strength, x.disputed, x.review_by);
}
template <class A>
void parts(A& a, ForClient& x) {
  each(a, x.say, x.next, x.urgent, x.told_in_person);
}
template <class A>
void parts(A& a, Rule& x) {
  each(a, x.id, x.when, x.verdict, x.until, x.waits_for, x.because, x.advice, x.client, x.evidence,
       x.accepted);
}
template <class A>
void parts(A& a, CareItem& x) {
  each(a, x.id, x.when, x.done_when, x.say, x.from, x.to, x.topic, x.evidence, x.accepted);
}
template <class A>
void parts(A& a, PlanItem& x) {
  each(a, x.id, x.when, x.say, x.evidence, x.accepted);
}
template <class A>
void parts(A& a, Review& x) {
  each(a, x.reviewed, x.by, x.on, x.signed_by);
}
template <class A>
void parts(A& a, Base& x) {
  each(a, x.id, x.version, x.title, x.digest);
}
template <class A>
void parts(A& a, Change& x) {
  each(a, x.part, x.kind, x.id, x.by, x.keys, x.reason, x.was);
}
template <class A>
void parts(A& a, RuleSet& x) {
  each(a, x.id, x.version, x.title, x.language, x.intended_use, x.review, x.digest, x.bases,
       x.changes, x.sources, x.verdicts, x.sections, x.questions, x.conditions, x.rules);
  for (auto& group : x.care) a(group);
  a(x.plan);
  a(x.override_reasons);
}

template <class A>
void visit(A& a, std::string& x) {
  a.text(x);
}
template <class A, class T>
void visit(A& a, std::vector<T>& x) {
  a.list(x);
}
template <class A, class T>
void visit(A& a, std::optional<T>& x) {
  a.optional(x);
}
template <class A, class... T>
void visit(A& a, std::variant<T...>& x) {
  a.variant(x);
}
template <class A, class T>
void visit(A& a, T& x) {
  if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, Date>) {
    a.raw(x);
  } else {
    parts(a, x);
  }
}

template <class T>
void Writer::operator()(T& value) {
  visit(*this, value);
}
template <class T>
void Reader::operator()(T& value) {
  visit(*this, value);
}

}  // namespace

std::string snapshot_rule_set(RuleSet rules) {
  Writer writer;
  writer.literal(format_name);
  writer(rules);
  return writer.take();
}

std::optional<RuleSet> restore_rule_set(std::string_view bytes) {
  RuleSet rules;
  Reader reader(bytes);
  reader.literal(format_name);
  reader(rules);
  if (!reader.complete()) return std::nullopt;
  return rules;
}

}  // namespace candor
