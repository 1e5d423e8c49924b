// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/kept_file.h"

#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/interview/revisit.h"
#include "candor/interview/typed_span.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

struct KeptSchema {
  KeptKind kind;
  std::string_view schema;
  std::string_view name;
};
constexpr std::array<KeptSchema, 3> kept_schemas{
    {{KeptKind::interview, "interview/1", "saved interview"},
     {KeptKind::record, "record/1", "record"},
     {KeptKind::result, "result/1", "result"}}};

// The string at a key; nothing if there is none.
std::optional<std::string> text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<Date> date_at(const Json& json, const char* key) {
  const std::optional<std::string> text = text_at(json, key);
  const std::optional<Date> date = text ? parse_date(*text) : std::nullopt;
  return date && is_screening_date(*date) ? date : std::nullopt;
}

Diagnostic not_saved(std::string pointer) {
  return {.code = codes::not_a_saved_interview,
          .message = "this is not an interview, a record or a result that candor wrote",
          .help = "`candor screen --save FILE` keeps an interview; `--record FILE`, a screening",
          .pointer = std::move(pointer)};
}

// Functions of the JSON library call themselves for each level. What is deeper than anything that
// candor writes is left out, and is not an answer either way.
constexpr int most_levels = 32;
bool not_too_deep(int depth, Json::parse_event_t, Json&) { return depth <= most_levels; }

// Parses JSON, and finds a key that an object has twice: readers would disagree on which counts,
// and the last one could hide an answer that matters.
struct UniqueKeys {
  Json json = {};
  std::optional<std::vector<std::string>> duplicate = {};  // the keys down to the first one
};

UniqueKeys parse_unique(std::string_view text) {
  UniqueKeys out;
  std::vector<std::set<std::string>> objects;  // the keys so far of each object that is open
  std::vector<std::string> path;
  const auto see = [&](int depth, Json::parse_event_t event, Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        objects.emplace_back();
        path.emplace_back();
        break;
      case Json::parse_event_t::object_end:
        objects.pop_back();
        path.pop_back();
        break;
      case Json::parse_event_t::key: {
        path.back() = parsed.get<std::string>();
        if (!objects.back().insert(path.back()).second && !out.duplicate) out.duplicate = path;
        break;
      }
      default: break;
    }
    return not_too_deep(depth, event, parsed);
  };
  out.json = Json::parse(text, see, false);
  return out;
}

// Names a key only if it is the id of a question: any other text could be an answer.
Diagnostic twice(const RuleSet& rules, const std::vector<std::string>& path) {
  const bool answer = path.size() > 1 && path[0] == "answers" && rules.find_question(path[1]);
  return {.code = answer ? codes::duplicate_answer : codes::not_a_saved_interview,
          .message = answer ? "this question is answered twice" : "a key is in this file twice",
          .help = "keep the one that holds",
          .pointer = answer ? "/answers/" + path[1] : std::string()};
}

// Refuses the answers of other rules. `same` is whether the file has this rule set's digest.
std::optional<Diagnostic> refuse_rules(const RuleSet& rules, KeptKind kind, const Json& file,
                                       bool& same) {
  const auto set = file.find("ruleset");
  if (set == file.end() || !set->is_object()) return not_saved("/ruleset");
  const auto id = text_at(*set, "id");
  const auto digest = text_at(*set, "digest");
  if (!id || !digest) return not_saved("/ruleset");
  same = *digest == rules.digest;
  if (same || (*id == rules.id.text && kind == KeptKind::record)) return std::nullopt;
  Diagnostic d{.code = codes::interview_of_other_rules, .pointer = "/ruleset/digest"};
  d.message = *id == rules.id.text
                  ? fmt::format("the rules have changed since this {} was written", to_string(kind))
                  : fmt::format("this {} was written under another rule set", to_string(kind));
  d.help = fmt::format(
      "its questions may mean something else now: start again, or give `--rules` the rule set "
      "with the digest saved in it; this one is `{}` with {}",
      rules.id.text, rules.digest);
  return d;
}

// By question: whether it is asked as it was when the record was written.
std::vector<bool> asked_alike(const RuleSet& rules, const Json& file) {
  std::vector<bool> out(rules.questions.size());
  const auto questions = file.find("questions");
  if (questions == file.end() || !questions->is_object()) return out;
  for (std::size_t q = 0; q < out.size(); ++q) {
    const auto digest = text_at(*questions, rules.questions[q].id.text.c_str());
    out[q] = digest && *digest == rules.questions[q].digest;
  }
  return out;
}

// The days of `{"from": ..., "to": ...}`, which only files of candor have.
std::optional<DaySpan> span_in(const Json& value) {
  if (!value.is_object() || value.size() != 2) return std::nullopt;
  const auto from = text_at(value, "from");
  const auto to = text_at(value, "to");
  const auto first = from ? parse_date(*from) : std::nullopt;
  const auto last = to ? parse_date(*to) : std::nullopt;
  if (!first || !last || *first >= *last) return std::nullopt;
  return DaySpan{*first, *last};
}

// Reads `answers`; `wanted` is by question.
std::optional<Answers> read_answers(const RuleSet& rules, const Json& file, Date as_of,
                                    const std::vector<bool>* wanted, Diagnostics& diagnostics) {
  const auto found = file.find("answers");
  if (found == file.end() || !found->is_object()) {
    diagnostics.add(not_saved("/answers"));
    return std::nullopt;
  }
  Json plain = Json::object();
  std::vector<std::pair<std::size_t, DaySpan>> spans;
  for (const auto& [id, value] : found->items()) {
    const auto question = rules.find_question(id);
    if (wanted != nullptr && (!question || !(*wanted)[*question])) continue;
    const bool dated = question && rules.questions[*question].traits().is_dated;
    const auto span = dated ? span_in(value) : std::nullopt;
    plain[id] = span ? Json(to_string(span->last)) : value;
    if (span) spans.emplace_back(*question, *span);
  }
  Parsed<Answers> read = parse_answers_json(rules, plain.dump(), as_of);
  for (Diagnostic d : read.diagnostics.items()) {
    d.pointer = "/answers" + d.pointer;
    diagnostics.add(std::move(d));
  }
  if (!read.value) return std::nullopt;
  for (const auto& [question, span] : spans) {
    (*read.value)[question].days_before =
        static_cast<std::uint32_t>((span.last - span.first).count());
  }
  return std::move(*read.value);
}

// Marks the questions that a list names. False when it is not a list of ids of questions; with
// `wanted`, ids that this rule set does not have are passed over.
bool mark_named(const RuleSet& rules, const Json& file, const char* key, bool unknown_too,
                std::vector<bool>& out) {
  out.assign(rules.questions.size(), false);
  const auto list = file.find(key);
  if (list == file.end()) return true;
  if (!list->is_array()) return false;
  for (const Json& id : *list) {
    const auto question =
        id.is_string() ? rules.find_question(id.get<std::string>()) : std::nullopt;
    if (!question && !unknown_too) return false;
    if (question) out[*question] = true;
  }
  return true;
}

// The days of `answered_on`. False when one is not a day of a screening.
bool read_days(const RuleSet& rules, const Json& file, std::vector<std::optional<Date>>& out) {
  out.assign(rules.questions.size(), std::nullopt);
  const auto days = file.find("answered_on");
  if (days == file.end()) return true;
  if (!days->is_object()) return false;
  for (const auto& [id, value] : days->items()) {
    const auto question = rules.find_question(id);
    if (!question) continue;
    out[*question] = date_at(*days, id.c_str());
    if (!out[*question]) return false;
  }
  return true;
}

// Results and records do not write blanks: a question that they neither answer nor name was blank
// on the day of the screening. An interview has not reached it.
void find_blanks(const Json& file, const RuleSet& rules, const std::vector<bool>& not_asked,
                 const std::vector<bool>* wanted, KeptFile& out) {
  KeptAnswers& kept = out.kept;
  for (std::size_t q = 0; q < kept.answers.size(); ++q) {
    Answer& answer = kept.answers[q];
    const bool written = file.find("answers")->contains(rules.questions[q].id.text);
    const bool left_out = wanted != nullptr && !(*wanted)[q];
    const bool blank = !written && out.kind != KeptKind::interview && !left_out && !not_asked[q] &&
                       !kept.not_confirmed[q];
    if (blank) kept.answered_on[q] = out.as_of;
    if (left_out || not_asked[q] || (!written && !blank)) {
      answer = {};
      answer.state = Answer::State::not_reached;
      kept.answered_on[q].reset();
    }
  }
}

// Reads the answers with their days into `out`, whose kind and day are known.
bool read_kept(const RuleSet& rules, const Json& file, Date as_of, const std::vector<bool>* wanted,
               Diagnostics& diagnostics, KeptFile& out) {
  const auto refuse = [&](std::string pointer) {
    diagnostics.add(not_saved(std::move(pointer)));
    return false;
  };
  auto answers = read_answers(rules, file, as_of, wanted, diagnostics);
  if (!answers) return false;
  const bool unknown_too = wanted != nullptr;
  out.kept.answers = std::move(*answers);
  std::vector<bool> not_asked;
  if (!read_days(rules, file, out.kept.answered_on)) return refuse("/answered_on");
  if (!mark_named(rules, file, "not_confirmed", unknown_too, out.kept.not_confirmed))
    return refuse("/not_confirmed");
  if (!mark_named(rules, file, "not_asked", unknown_too, not_asked)) return refuse("/not_asked");
  if (!mark_named(rules, file, "set_aside", unknown_too, out.kept.set_aside))
    return refuse("/set_aside");
  if (out.kind == KeptKind::interview) {
    for (std::size_t q = 0; q < not_asked.size(); ++q) {
      // An answer that somebody added by hand must not be passed over in silence.
      if (not_asked[q] && file.find("answers")->contains(rules.questions[q].id.text))
        return refuse("/not_asked");
    }
  }
  find_blanks(file, rules, not_asked, wanted, out);
  return true;
}

}  // namespace

std::string_view to_string(KeptKind kind) noexcept {
  for (const KeptSchema& of : kept_schemas) {
    if (of.kind == kind) return of.name;
  }
  return {};
}

bool is_reference(std::string_view text) { return is_one_line(text, longest_reference); }

std::optional<KeptKind> kept_kind(std::string_view text) {
  if (text.find("\"schema\"") == text.npos) return std::nullopt;
  const Json json = Json::parse(text, not_too_deep, false);
  const auto schema = json.is_object() ? text_at(json, "schema") : std::nullopt;
  for (const KeptSchema& of : kept_schemas) {
    if (schema == of.schema) return of.kind;
  }
  return std::nullopt;
}

Parsed<KeptFile> parse_kept_file(const RuleSet& rules, std::string_view text,
                                 std::optional<Date> as_of) {
  Parsed<KeptFile> parsed;
  const auto refuse = [&](Diagnostic d) {
    parsed.diagnostics.add(std::move(d));
    return parsed;
  };
  const auto kind = kept_kind(text);
  if (!kind) return refuse(not_saved(""));
  const auto [file, duplicate] = parse_unique(text);
  KeptFile out{.kind = *kind};
  bool same = false;
  if (auto refused = refuse_rules(rules, *kind, file, same)) return refuse(std::move(*refused));
  if (duplicate) return refuse(twice(rules, *duplicate));
  const std::optional<Date> day = date_at(file, "as_of");
  if (!day) return refuse(not_saved("/as_of"));
  out.as_of = *day;
  if (const auto at = file.find("appointment"); at != file.end() && !at->is_null()) {
    out.appointment = date_at(file, "appointment");
    if (!out.appointment) return refuse(not_saved("/appointment"));
  }
  if (file.contains("appointment_time")) {
    out.appointment_time =
        parse_time_of_day(text_at(file, "appointment_time").value_or(std::string()));
    if (!out.appointment_time) return refuse(not_saved("/appointment_time"));
  }
  out.ref = text_at(file, "ref").value_or(std::string());
  if (!out.ref.empty() && !is_reference(out.ref)) return refuse(not_saved("/ref"));

  std::optional<std::vector<bool>> wanted;
  if (!same) wanted = asked_alike(rules, file);
  const std::vector<bool>* only = wanted ? &*wanted : nullptr;
  if (!read_kept(rules, file, as_of.value_or(out.as_of), only, parsed.diagnostics, out))
    return parsed;
  const bool own = out.kind == KeptKind::interview;
  if (own && !read_revisit(rules, file, as_of.value_or(out.as_of), out.revisit))
    return refuse(not_saved("/previous"));
  parsed.value = std::move(out);
  return parsed;
}

Parsed<KeptFile> parse_filled_in(const RuleSet& rules, std::string_view text, Date as_of) {
  Parsed<KeptFile> out;
  if (kept_kind(text)) {
    out = parse_kept_file(rules, text, as_of);
  } else {
    Parsed<Answers> plain = parse_answers_json(rules, text, as_of);
    out.diagnostics = std::move(plain.diagnostics);
    if (plain.value) out.value = KeptFile{.as_of = as_of, .kept = given_on(*plain.value, as_of)};
  }
  if (!out.value) return out;
  KeptAnswers& kept = out.value->kept;
  for (std::size_t q = 0; q < kept.answers.size(); ++q) {
    Answer& answer = kept.answers[q];
    kept.not_confirmed[q] = answer.given();
    if (answer.state == Answer::State::blank) answer.state = Answer::State::not_reached;
    if (!answer.given()) kept.answered_on[q].reset();
  }
  return out;
}

Parsed<KeptAnswers> read_kept_answers(const RuleSet& rules, const Json& json, Date as_of) {
  Parsed<KeptAnswers> parsed;
  KeptFile file{.as_of = as_of};
  if (read_kept(rules, json, as_of, nullptr, parsed.diagnostics, file))
    parsed.value = std::move(file.kept);
  return parsed;
}

void add_kept_answers(const RuleSet& rules, const KeptAnswers& kept, Json& json) {
  Json answers = Json::object();
  Json days = Json::object();
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    const Question& question = rules.questions[q];
    const Answer& answer = kept.answers[q];
    if (answer.given() || (answer.state == Answer::State::blank && kept.answered_on[q])) {
      answers[question.id.text] = answer_to_json(question, answer);
      if (kept.answered_on[q]) days[question.id.text] = to_string(*kept.answered_on[q]);
    }
  }
  json["answers"] = std::move(answers);
  json["answered_on"] = std::move(days);
  json["not_confirmed"] = ids_of(rules, kept.not_confirmed);
  json["set_aside"] = ids_of(rules, kept.set_aside);
}

Json ids_of(const RuleSet& rules, const std::vector<bool>& questions) {
  Json ids = Json::array();
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (questions[q]) ids.push_back(rules.questions[q].id.text);
  }
  return ids;
}

}  // namespace candor
