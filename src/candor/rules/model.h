// SPDX-License-Identifier: Apache-2.0
// A rule set as its author wrote it, with names resolved and everything checked.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "candor/base/date.h"
#include "candor/base/decimal.h"
#include "candor/base/source_file.h"
#include "candor/rules/answer.h"
#include "candor/rules/question_type.h"

namespace candor {

/// The headline of a screening without a verdict; no verdict may have this id.
inline constexpr std::string_view incomplete_id = "incomplete";

/// What a verdict permits: treatment now, treatment later (a deferral), or none on the basis of
/// this screening.
enum class Proceed : std::uint8_t { now, later, no };
std::string_view to_string(Proceed proceed) noexcept;

struct Verdict {
  Text id = {};
  Text label = {};
  Proceed proceed = Proceed::now;
  Text next = {};  // what happens now, to the client, for rules without a `next` of their own
};

/// How much of a source the author of the rule set has read.
enum class Reading : std::uint8_t { not_said, full, excerpt, secondhand };
std::string_view to_string(Reading reading) noexcept;  // "" for not_said

/// A finding of `candor check` that the author accepts, and why.
struct Accepted {
  Text code = {};
  Text reason = {};
};

/// The day by which a statement is due for another review.
struct ReviewBy {
  Date on = {};
  Place at = {};
};

struct Source {
  Text id = {};
  Text title = {};
  Text publisher = {};
  Text year = {};
  Text at = {};
  Text url = {};
  Reading read = Reading::not_said;
  std::optional<ReviewBy> review_by = {};
  std::vector<Accepted> accepted = {};
};

struct Section {
  Text id = {};
  Text title = {};
};

/// A reason for which a practitioner may decide otherwise than the verdict.
struct OverrideReason {
  Text id = {};
  Text label = {};
};

/// How far the authorities for a statement agree.
enum class Strength : std::uint8_t { not_said, consensus, majority, split, weak, convention };
std::string_view to_string(Strength strength) noexcept;  // "" for not_said

struct Choice {
  Text id = {};
  Text label = {};
  std::vector<Text> also = {};  // other words that people type for it in an interview
};

/// The most choices one question may have: a set of them is one machine word.
inline constexpr std::size_t most_choices = 64;

/// Thresholds on a number or on a time. All that are given must hold.
template <class T>
struct Bounds {
  std::optional<T> under = {};
  std::optional<T> over = {};
  std::optional<T> at_least = {};
  std::optional<T> at_most = {};
};

/// The chosen one is among `accepted` (bit i for choice i). `negated` records that the author wrote
/// `{not: ...}`; `accepted` is already the complement.
struct ChoiceTest {
  std::uint64_t accepted = 0;
  bool negated = false;
};
struct YesNoTest {
  bool yes = true;
};
/// `none`: the set is empty; `any`, `all`: some or every one of `members` is in it.
struct SetTest {
  enum class Kind : std::uint8_t { none, any, all };
  Kind kind = Kind::none;
  std::uint64_t members = 0;
};
struct NumberTest {
  std::optional<Decimal> equal = {};
  Bounds<Decimal> bounds = {};
};
/// Let d be the answer's day and t the screening day. `at_least: x` holds when d + x is not after
/// t, and `under` is its negation; `over: x` holds when d + x is before t, and `at_most` is its
/// negation. `ongoing` is today; `never` is infinitely long ago.
struct TimeTest {
  enum class Kind : std::uint8_t { bounds, never, ongoing };
  Kind kind = Kind::bounds;
  Bounds<Duration> bounds = {};
};

/// The question has no answer: true or false, never open. Only in properties (`candor test`): rule
/// sets cannot test for a blank, so programs never contain this test.
struct UnansweredTest {
  friend bool operator==(const UnansweredTest&, const UnansweredTest&) = default;
};

struct Test {
  std::size_t question = 0;
  std::variant<ChoiceTest, YesNoTest, SetTest, NumberTest, TimeTest, UnansweredTest> of = {};
};

/// A condition: a test, a named condition, or a combination. True, false or open (Kleene's strong
/// three-valued logic).
struct Condition {
  enum class Kind : std::uint8_t { all, any, negation, named, test };

  Kind kind = Kind::all;
  Place at = {};
  std::vector<Condition> parts;  // of all, any (one or more) and negation (exactly one)
  std::size_t named = 0;         // index into RuleSet::conditions
  Test test = {};
};

/// What a blank means. `open`: tests on it are open; `nothing`: they are false; `answer`: it counts
/// as that answer. A time given as a duration (`ago`) counts back from the screening date.
struct IfBlank {
  enum class Kind : std::uint8_t { open, nothing, answer };
  Kind kind = Kind::open;
  Answer answer = {};
  std::optional<Duration> ago = {};
};

/// How long an answer holds for a client who comes back.
struct Lasting {
  enum class Kind : std::uint8_t { same_day, duration, always };
  Kind kind = Kind::same_day;
  Duration duration = {};
};

/// `lasts` of a question: of every answer, or only of the answers named.
struct Lasts {
  /// An answer is a choice id, `yes`, `no`, `never` or `ongoing`.
  struct Named {
    Text answer = {};
    Lasting lasting = {};
  };
  Lasting every = {};
  std::vector<Named> named = {};

  /// How long that answer holds.
  const Lasting& of(std::string_view answer) const noexcept;
};

/// Who answers a question. Interviews and forms ask the client first.
enum class AnsweredBy : std::uint8_t { client, practitioner };

struct Question {
  Text id = {};
  AnsweredBy by = AnsweredBy::client;
  std::optional<std::size_t> section = {};  // index into RuleSet::sections
  Text ask = {};
  Text help = {};
  Text called = {};  // a noun phrase for sentences about waits: "isotretinoin", "the last filler"
  QuestionType type = QuestionType::choice;
  std::vector<Choice> choices = {};  // choice and set
  Text unit = {};                    // number
  std::optional<Decimal> min = {};
  std::optional<Decimal> max = {};
  Decimal step = {1'000'000};  // counted from `min`, or from 0 without it
  bool accepts_never = false;  // time_since
  bool accepts_ongoing = false;
  std::optional<Condition> asked_if = {};
  IfBlank if_blank = {};
  Lasts lasts = {};
  bool fixed = false;       // the answer cannot be changed, like an age: no explanation proposes to
  std::string digest = {};  // see question_digest.h
  std::vector<Accepted> accepted = {};

  const TypeTraits& traits() const noexcept { return candor::traits(type); }
};

/// The bit of the choice with that index, in sets of choices.
constexpr std::uint64_t choice_bit(std::size_t choice) noexcept {
  return std::uint64_t{1} << choice;
}

/// The bits of all choices of the question.
std::uint64_t all_choices(const Question& question) noexcept;

struct NamedCondition {
  Text id = {};
  Condition when = {};
};

/// When a deferral ends: `after_screening` after the screening date, or on the latest of the
/// answers' dates, each plus its duration.
struct Until {
  struct After {
    std::size_t question = 0;
    Duration wait = {};
  };
  std::optional<Duration> after_screening = {};
  std::vector<After> after = {};
};

/// What a statement is based on.
struct Evidence {
  std::vector<std::size_t> sources = {};  // indices into RuleSet::sources
  Strength strength = Strength::not_said;
  Text disputed = {};
  std::optional<ReviewBy> review_by = {};
};

/// What the client reads and does about a rule. The practitioner reads `because` and `advice`.
struct ForClient {
  Text say = {};                // in place of `because`; empty: the client reads `because`
  Text next = {};               // what happens now; empty: the verdict's `next`
  bool urgent = false;          // `next` comes before those that are not urgent
  bool told_in_person = false;  // `private: yes`: kept off the pages that leave the room
};

struct Rule {
  Text id = {};
  Condition when = {};
  std::size_t verdict = 0;  // index into RuleSet::verdicts
  std::optional<Until> until = {};
  Text waits_for = {};
  Text because = {};
  Text advice = {};
  ForClient client = {};
  Evidence evidence = {};
  std::vector<Accepted> accepted = {};
};

/// One end of a care window, relative to the appointment: negative is before. `in_hours` records
/// that the author wrote hours; otherwise `hours` is a multiple of 24.
struct Offset {
  std::int32_t hours = 0;
  bool in_hours = false;
};

/// `5 days before`, `appointment`, `24 hours after`.
std::string to_string(Offset offset);

enum class CareGroup : std::uint8_t { before, after, call_us };
inline constexpr std::size_t care_groups = 3;
std::string_view to_string(CareGroup group) noexcept;

/// What a care item tells the client to do or to avoid. Two items on the same topic can contradict
/// each other.
struct Topic {
  Text id = {};
  bool avoid = false;
};

struct CareItem {
  Text id = {};
  std::optional<Condition> when = {};
  /// Leaves the item out if it holds on the day that care counts from, or on the screening date if
  /// care has no dates: by then, what the item asks for has happened.
  std::optional<Condition> done_when = {};
  Text say = {};
  std::optional<Offset> from = {};
  std::optional<Offset> to = {};
  std::optional<Topic> topic = {};
  Evidence evidence = {};
  std::vector<Accepted> accepted = {};
};

struct PlanItem {
  Text id = {};
  std::optional<Condition> when = {};
  Text say = {};
  Evidence evidence = {};
  std::vector<Accepted> accepted = {};
};

/// Whether a named clinician has reviewed the rule set in its present form.
struct Review {
  bool reviewed = false;
  Text by = {};
  std::optional<Date> on = {};
  /// The id of a key that the user trusts and that signed the file; empty: anybody may have written
  /// `by`. Not part of the file.
  std::string signed_by = {};
};

/// A rule set that another one extends.
struct Base {
  std::string id = {};
  std::string version = {};
  std::string title = {};
  std::string digest = {};
};

/// The kind of an entry of a rule set.
enum class Part : std::uint8_t {
  rule_set,  // its own keys: `title`, `intended_use`, ...
  source,
  verdict,
  section,
  question,
  condition,
  rule,
  before,  // care items, by CareGroup
  after,
  call_us,
  plan,
  override_reason
};
/// "rule set", "source", "care item", "plan item", ...
std::string_view to_string(Part part) noexcept;

/// One difference between a rule set and the one that it extends.
struct Change {
  enum class Kind : std::uint8_t { added, changed, dropped };
  Part part = Part::rule;
  Kind kind = Kind::added;
  std::string id = {};
  std::string by = {};                 // the id of the rule set that makes it
  std::vector<std::string> keys = {};  // the keys that changed; empty: the whole entry
  std::string reason = {};             // of a drop; may be empty
  std::string was = {};                // of a drop: what the entry said; may be empty
};

/// A rule set, loaded without errors. Indices between its parts are always in range; `verdicts`,
/// `questions` and `rules` are not empty; there are no circles among conditions and gates.
struct RuleSet {
  SourceFiles files = {};  // its text, then those of the rule sets that it extends
  Text id = {};
  Text version = {};
  Text title = {};
  Text language = {};
  Text intended_use = {};
  Review review = {};
  std::string digest = {};           // "sha256:" and 64 hexadecimal digits
  std::vector<Base> bases = {};      // the rule sets that it extends, nearest first
  std::vector<Change> changes = {};  // from the farthest base to this one, in the author's order

  std::vector<Source> sources = {};
  std::vector<Verdict> verdicts = {};  // least restrictive first
  std::vector<Section> sections = {};
  std::vector<Question> questions = {};
  std::vector<NamedCondition> conditions = {};
  std::vector<Rule> rules = {};
  std::vector<CareItem> care[care_groups] = {};  // by CareGroup
  std::vector<PlanItem> plan = {};
  std::vector<OverrideReason> override_reasons = {};

  /// The index of a question by its id; nothing when there is none.
  std::optional<std::size_t> find_question(std::string_view name) const noexcept;
  std::optional<std::size_t> find_verdict(std::string_view name) const noexcept;
};

/// What happens now, for the client: the rule's own, else that of its verdict; may be empty.
const Text& next_of(const RuleSet& rules, const Rule& rule) noexcept;

}  // namespace candor
