// SPDX-License-Identifier: Apache-2.0
#include "candor/record/replay.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "candor/interview/kept_file.h"
#include "candor/interview/kept_screening.h"
#include "candor/record/read_decision.h"
#include "candor/record/record.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

// Keys of a record that are its inputs, or that nothing can repeat.
constexpr std::array<std::string_view, 8> not_repeated{
    "candor", "at", "nonce", "ref", "answers", "answered_on", "session", "decision"};
// Objects whose keys are data, such as ids of questions: each key counts, whatever the version.
constexpr std::array<std::string_view, 4> maps{"answers", "answered_on", "questions", "sources"};

template <std::size_t N>
bool among_names(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Compares what a record says with what candor says now, and collects pointers.
class Comparison {
 public:
  explicit Comparison(bool every_key) : every_key_(every_key) {}

  void compare(const Json& kept, const Json& now, const std::string& pointer,
               std::string_view name);
  std::vector<std::string> take() { return std::move(differs_); }

 private:
  bool same(const Json& kept, const Json& now, std::string_view name) const;

  bool every_key_;
  std::vector<std::string> differs_ = {};
};

bool Comparison::same(const Json& kept, const Json& now, std::string_view name) const {
  if (kept == now) return true;
  if (kept.is_array() && now.is_array()) {
    return std::equal(kept.begin(), kept.end(), now.begin(), now.end(),
                      [&](const Json& a, const Json& b) { return same(a, b, {}); });
  }
  if (!kept.is_object() || !now.is_object()) return false;
  if (kept.size() < now.size() && (every_key_ || among_names(maps, name))) return false;
  return std::all_of(kept.items().begin(), kept.items().end(), [&](const auto& item) {
    const auto found = now.find(item.key());
    return found != now.end() && same(item.value(), *found, item.key());
  });
}

void Comparison::compare(const Json& kept, const Json& now, const std::string& pointer,
                         std::string_view name) {
  if (same(kept, now, name)) return;
  // Which reasons and sources there are says what was answered: only that they differ is said.
  const bool is_map = among_names(maps, name);
  if (name == "sources" || !kept.is_object() || !now.is_object()) {
    differs_.push_back(pointer);
    return;
  }
  // A key that candor does not write may be any text: the object that has it is named.
  const auto& items = kept.items();
  if (std::any_of(items.begin(), items.end(),
                  [&](const auto& item) { return !now.contains(item.key()); }))
    differs_.push_back(pointer);
  for (const auto& [key, value] : now.items()) {
    const auto found = kept.find(key);
    const std::string at = pointer + "/" + key;
    if (found == kept.end()) {
      if (every_key_ || is_map) differs_.push_back(at);
    } else if (!is_map) {
      compare(*found, value, at, key);
    } else if (*found != value) {
      differs_.push_back(at);
    }
  }
}

struct ParsedRecord {
  Json json = {};
  bool twice = false;     // a key is in it twice
  bool too_deep = false;  // for a record, and for functions that call themselves
};

ParsedRecord parse_record(std::string_view text) {
  constexpr int most_depth = 32;
  ParsedRecord out;
  std::vector<std::set<std::string>> open;
  const auto see = [&](int depth, Json::parse_event_t event, Json& parsed) {
    out.too_deep = out.too_deep || depth > most_depth;
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key)
      out.twice = !open.back().insert(parsed.get<std::string>()).second || out.twice;
    return depth <= most_depth;
  };
  out.json = Json::parse(text, see, false);
  return out;
}

std::string word_at(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>()
                                                                       : std::string();
}

// The answers and days of a record, without its result, which takes longer to read.
std::string kept_part(const Json& record) {
  Json part = Json::object();
  for (const auto& [key, value] : record.items()) {
    if (key != "result") part[key] = value;
  }
  return part.dump();
}

// What a record says of trust in its rule set counts only if it says that there was some.
void forgive_trust(const Json& record, Json& now) {
  const Json::json_pointer review("/result/ruleset/review");
  if (!record.contains(review) || !record[review].is_object()) return;
  const Json& kept = record[review];
  if (kept.value("trusted", Json()) == Json(true)) return;
  for (const char* key : {"trusted", "key"}) {
    if (kept.contains(key)) now[review][key] = kept[key];
  }
}

Replay differs_in(Replay replay, std::vector<std::string> pointers) {
  replay.outcome = Replay::Outcome::differs;
  replay.differs = std::move(pointers);
  return replay;
}

Replay replay_with(const Program& program, const Json& record, bool every_key, Replay replay) {
  const RuleSet& rules = program.rules();
  Parsed<KeptFile> file = parse_kept_file(rules, kept_part(record), std::nullopt);
  if (!file.value) {
    std::vector<std::string> pointers;
    for (const Diagnostic& d : file.diagnostics.items()) pointers.push_back(d.pointer);
    return differs_in(std::move(replay), std::move(pointers));
  }
  KeptFile& kept = *file.value;
  const Days days{.as_of = kept.as_of, .appointment = kept.appointment};
  if (days.appointment && *days.appointment < days.as_of)
    return differs_in(std::move(replay), {"/appointment"});
  std::optional<Decision> decision;
  if (const auto found = record.find("decision"); found != record.end() && !found->is_null()) {
    decision = parse_decision(rules, found->dump(), {}).value;
    if (!decision || decision->at.empty()) return differs_in(std::move(replay), {"/decision"});
  }

  const KeptScreening screened = screen_kept(program, std::move(kept.kept), days);
  Json now = record_json({.rules = rules,
                          .answers = screened.answers,
                          .screening = screened.screening,
                          .appointment_time = kept.appointment_time,
                          .kept = &screened.kept,
                          .decision = decision ? &*decision : nullptr,
                          .validity = screened.validity},
                         {.ref = kept.ref});
  forgive_trust(record, now);
  Json then = record;
  for (const std::string_view key : not_repeated) {
    then.erase(std::string(key));
    now.erase(std::string(key));
  }
  Comparison comparison(every_key);
  comparison.compare(then, now, "", "");
  replay.differs = comparison.take();
  replay.outcome = replay.differs.empty() ? Replay::Outcome::same : Replay::Outcome::differs;
  return replay;
}

// Whether what nothing can repeat has the form in which candor writes it.
std::vector<std::string> malformed(const Json& record) {
  std::vector<std::string> out;
  const std::string nonce = word_at(record, "nonce");
  if (nonce.size() != 32 || nonce.find_first_not_of("0123456789abcdef") != nonce.npos)
    out.emplace_back("/nonce");
  if (!is_utc_time(word_at(record, "at"))) out.emplace_back("/at");
  if (word_at(record, "candor").empty()) out.emplace_back("/candor");
  for (const char* key : {"ref", "answers", "answered_on", "result", "decision"}) {
    if (!record.contains(key)) out.push_back(std::string("/") + key);
  }
  return out;
}

}  // namespace

bool is_record(std::string_view text) { return text.find("\"record/1\"") != text.npos; }

Replay replay_record(std::string_view text, std::span<const Program> programs,
                     std::string_view version) {
  Replay out;
  const auto [record, twice, too_deep] = parse_record(text);
  if (word_at(record, "schema") != "record/1") return out;
  out.candor = word_at(record, "candor");
  const auto ruleset = record.find("ruleset");
  const std::string digest = ruleset == record.end() ? std::string() : word_at(*ruleset, "digest");
  constexpr std::string_view hex = "0123456789abcdef";
  if (digest.size() != 71 || !digest.starts_with("sha256:") ||
      digest.find_first_not_of(hex, 7) != digest.npos)
    return differs_in(std::move(out), {"/ruleset/digest"});
  out.digest = digest;
  if (twice || too_deep) return differs_in(std::move(out), {""});
  if (auto pointers = malformed(record); !pointers.empty())
    return differs_in(std::move(out), std::move(pointers));
  std::optional<Replay> first;
  // The same content may be here twice, as a draft and reviewed.
  for (const Program& program : programs) {
    if (program.rules().digest != digest) continue;
    Replay replay = replay_with(program, record, out.candor == version, out);
    if (replay.outcome == Replay::Outcome::same) return replay;
    if (!first) first = std::move(replay);
  }
  if (first) return *std::move(first);
  out.outcome = Replay::Outcome::other_rules;
  return out;
}

}  // namespace candor
