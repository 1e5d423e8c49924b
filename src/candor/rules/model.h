// SPDX-License-Identifier: Apache-2.0
// A rule set as its author wrote it: names resolved, everything checked, nothing evaluated.

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

/// Stands for the headline of a screening that is not settled; no verdict may have this id.
inline constexpr std::string_view incomplete_id = "incomplete";

/// What a verdict lets happen: treatment now, later (a deferral), or not on this screening's word.
enum class Proceed : std::uint8_t { now, later, no };
std::string_view to_string(Proceed proceed) noexcept;

struct Verdict {
  Text id = {};
  Text label = {};
  Proceed proceed = Proceed::now;
};

/// How much of a source the author of the rule set has read.
enum class Reading : std::uint8_t { not_said, full, excerpt, secondhand };
std::string_view to_string(Reading reading) noexcept;  // "" for not_said

/// A finding of the analysis that the author has looked at and lets stand, and why.
struct Accepted {
  Text code = {};
  Text reason = {};
};

/// The day by which what is said is to be looked at again.
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

/// How far the authorities behind a statement agree.
enum class Strength : std::uint8_t { not_said, consensus, majority, split, weak, convention };
std::string_view to_string(Strength strength) noexcept;  // "" for not_said

struct Choice {
  Text id = {};
  Text label = {};
};

/// The most choices one question may have: a set of them is one machine word.
inline constexpr std::size_t most_choices = 64;

/// Thresholds on a number or on a time. Several hold together ("and").
template <class T>
struct Bounds {
  std::optional<T> under = {};
  std::optional<T> over = {};
  std::optional<T> at_least = {};
  std::optional<T> at_most = {};
};

/// The answered choice is one of `accepted` (bit i for choice i). `negated` records that the author
/// wrote `{not: ...}`; `accepted` already is the complement.
struct ChoiceTest {
  std::uint64_t accepted = 0;
  bool negated = false;
};
struct YesNoTest {
  bool yes = true;
};
/// `none`: no member is in the set; `any`, `all`: some or every one of `members` is.
struct SetTest {
  enum class Kind : std::uint8_t { none, any, all };
  Kind kind = Kind::none;
  std::uint64_t members = 0;
};
struct NumberTest {
  std::optional<Decimal> equal = {};
  Bounds<Decimal> bounds = {};
};
/// With d the answer's day and t the screening day: `at_least: x` holds when d + x is not after t,
/// `under` is its negation; `over: x` when d + x is before t, `at_most` is its negation. `ongoing`
/// is today; `never` is infinitely long ago.
struct TimeTest {
  enum class Kind : std::uint8_t { bounds, never, ongoing };
  Kind kind = Kind::bounds;
  Bounds<Duration> bounds = {};
};

/// The question has no answer: true or false, never open. Only in properties (`candor test`): a
/// rule set cannot test for a blank, and no program is compiled from one that does.
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

/// What a blank means: tests stay open; nothing (tests are false); or an answer. A time given as a
/// duration (`ago`) counts from the screening date.
struct IfBlank {
  enum class Kind : std::uint8_t { open, nothing, answer };
  Kind kind = Kind::open;
  Answer answer = {};
  std::optional<Duration> ago = {};
};

struct Question {
  Text id = {};
  std::optional<std::size_t> section = {};  // index into RuleSet::sections
  Text ask = {};
  Text help = {};
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
  std::vector<Accepted> accepted = {};

  const TypeTraits& traits() const noexcept { return candor::traits(type); }
};

struct NamedCondition {
  Text id = {};
  Condition when = {};
};

/// When a deferral ends: `after_screening` long after the screening date, or the latest of the
/// answers' dates plus their durations.
struct Until {
  struct After {
    std::size_t question = 0;
    Duration wait = {};
  };
  std::optional<Duration> after_screening = {};
  std::vector<After> after = {};
};

/// On whose authority something is said.
struct Evidence {
  std::vector<std::size_t> sources = {};  // indices into RuleSet::sources
  Strength strength = Strength::not_said;
  Text disputed = {};
  std::optional<ReviewBy> review_by = {};
};

struct Rule {
  Text id = {};
  Condition when = {};
  std::size_t verdict = 0;  // index into RuleSet::verdicts
  std::optional<Until> until = {};
  Text waits_for = {};
  Text because = {};
  Text advice = {};
  Evidence evidence = {};
  std::vector<Accepted> accepted = {};
};

/// One end of a care window, relative to the appointment: negative is before. `in_hours` keeps how
/// the author said it; `hours` is a multiple of 24 otherwise.
struct Offset {
  std::int32_t hours = 0;
  bool in_hours = false;
};

/// `5 days before`, `appointment`, `24 hours after`.
std::string to_string(Offset offset);

enum class CareGroup : std::uint8_t { before, after, call_us };
inline constexpr std::size_t care_groups = 3;
std::string_view to_string(CareGroup group) noexcept;

/// What a care item is about, and whether it says to do that or to avoid it: two items of one topic
/// may contradict each other.
struct Topic {
  Text id = {};
  bool avoid = false;
};

struct CareItem {
  Text id = {};
  std::optional<Condition> when = {};
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

/// Whether a named clinician has reviewed the rule set, and which content of it.
struct Review {
  bool reviewed = false;
  Text by = {};
  std::optional<Date> on = {};
};

/// A rule set that another one extends.
struct Base {
  std::string id = {};
  std::string version = {};
  std::string title = {};
  std::string digest = {};
};

/// What an entry of a rule set is.
enum class Part : std::uint8_t {
  rule_set,  // its own keys: `title`, `intended_use`, ...
  source,
  verdict,
  section,
  question,
  condition,
  rule,
  before,  // a care item, as the next two
  after,
  call_us,
  plan
};
/// "rule set", "source", "care item", "plan item", ...
std::string_view to_string(Part part) noexcept;

/// One difference between a rule set and the one that it extends.
struct Change {
  enum class Kind : std::uint8_t { added, changed, dropped };
  Part part = Part::rule;
  Kind kind = Kind::added;
  std::string id = {};
  std::string by = {};  // the id of the rule set that makes it
  std::vector<std::string> keys =
      {};                   // of the entry, that are changed; empty: the entry as a whole
  std::string reason = {};  // of a drop; may be empty
  std::string was = {};     // of a drop: what the entry said, or empty
};

/// One rule set, loaded without errors. Indices between its parts are always in range; `verdicts`
/// and `questions` and `rules` are not empty; conditions and gates hold no circle.
struct RuleSet {
  std::vector<std::string> files = {};  // what `Place::file` counts
  Text id = {};
  Text version = {};
  Text title = {};
  Text language = {};
  Text intended_use = {};
  Review review = {};
  std::string digest = {};           // "sha256:" and 64 hexadecimal digits
  std::vector<Base> bases = {};      // what it extends, the nearest first; empty: nothing
  std::vector<Change> changes = {};  // from the farthest base to this, in the author's order

  std::vector<Source> sources = {};
  std::vector<Verdict> verdicts = {};  // least restrictive first
  std::vector<Section> sections = {};
  std::vector<Question> questions = {};
  std::vector<NamedCondition> conditions = {};
  std::vector<Rule> rules = {};
  std::vector<CareItem> care[care_groups] = {};  // by CareGroup
  std::vector<PlanItem> plan = {};

  /// The index of a question by its id; nothing when there is none.
  std::optional<std::size_t> find_question(std::string_view name) const noexcept;
  std::optional<std::size_t> find_verdict(std::string_view name) const noexcept;
};

}  // namespace candor
