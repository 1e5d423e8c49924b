// SPDX-License-Identifier: Apache-2.0
// Compares rows scored by the whole batch path with the same answers screened one by one from JSON.
//
//     CANDOR_SEED=7 CANDOR_ROWS=1000000 candor_tests "a row gives what the same answers give alone"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "batch/blocks/engines.h"
#include "candor/base/utf8.h"
#include "candor/batch/rows/ndjson_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/engine/program.h"
#include "candor/report/result/result_json.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using testing::IntakeGenerator;
using testing::Random;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t rows_in_a_file = 500;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// How often each kind of case occurred, by name: each must occur.
using Met = std::map<std::string, std::size_t>;

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// The labels of a question that are not also another word a cell may hold.
std::vector<std::string> labels(const Question& question) {
  std::map<std::string, int> words{{"none", 1}, {"unknown", 1}, {"", 1}};
  for (const Choice& choice : question.choices) {
    ++words[lower(choice.id.text)];
    ++words[lower(choice.label.text)];
  }
  std::vector<std::string> usable;
  for (const Choice& choice : question.choices) {
    const std::string& label = choice.label.text;
    const bool plain = label.find_first_of(";|\r\n\t") == std::string::npos &&
                       label.find("  ") == std::string::npos && label.front() != ' ' &&
                       label.back() != ' ' &&
                       std::all_of(label.begin(), label.end(), [](char c) { return c > 0; });
    usable.push_back(plain && words[lower(label)] == 1 ? label : std::string());
  }
  return usable;
}

// One answer as JSON, and the same as a cell.
struct Both {
  Json json = {};
  bool absent = false;
  std::string cell = {};
  bool refused = false;
};

// Writes answers in both forms.
class Writer {
 public:
  Writer(const RuleSet& rules, Met& met) : rules_(rules), generator_(rules), met_(met) {
    for (const Question& question : rules.questions) labels_.push_back(labels(question));
  }

  Both answer(Random& random, std::size_t question, Date as_of, int bad_percent) {
    if (random.chance(15)) return blank(random);
    if (random.chance(bad_percent)) return bad(random, question, as_of);
    testing::Tally forms;
    const Json json = Json::parse(generator_.answer(random, question, as_of, forms));
    switch (rules_.questions[question].type) {
      case QuestionType::choice: return {.json = json, .cell = word(random, question, json)};
      case QuestionType::yes_no: {
        const bool yes = json == "yes" || json == true;
        ++met_[yes ? "yes" : "no"];
        return {.json = json, .cell = in_some_case(random, yes ? "yes" : "no")};
      }
      case QuestionType::set: return set(random, question, json);
      case QuestionType::number: return number(random, json);
      case QuestionType::time_since:
        ++met_["a time"];
        return {.json = json, .cell = in_some_case(random, json.get<std::string>())};
    }
    return {};
  }

 private:
  Both blank(Random& random) {
    switch (random.below(3)) {
      case 0: ++met_["an empty cell"]; return {.absent = true};
      case 1: ++met_["blanks"]; return {.json = "", .cell = "  "};
      default: ++met_["unknown"]; return {.json = "unknown", .cell = "unknown"};
    }
  }

  Both bad(Random& random, std::size_t question, Date as_of) {
    const Question& asked = rules_.questions[question];
    ++met_["a bad " + std::string(to_string(asked.type))];
    if (asked.type == QuestionType::set && random.chance(50)) {
      ++met_["a contradiction"];
      const std::string& member = random.pick(asked.choices).id.text;
      return {.json = Json::array({"none", member}), .cell = member + "; none", .refused = true};
    }
    if (asked.type == QuestionType::time_since && random.chance(50)) {
      const std::string tomorrow = to_string(as_of + std::chrono::days{1});
      return {.json = tomorrow, .cell = tomorrow, .refused = true};
    }
    const std::string word =
        random.pick(std::vector<std::string>{"x", "no such thing", "-", "?", "NA", "null", "nan",
                                             "=1+1", "1e3", "0x10", "\"", "größer"});
    return {.json = word, .cell = word, .refused = true};
  }

  static std::string in_some_case(Random& random, std::string text) {
    if (random.chance(20)) text = " " + text + " ";
    if (!random.chance(10)) return text;
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
  }

  // The id of a choice or its label.
  std::string word(Random& random, std::size_t question, const std::string& id) {
    const auto& choices = rules_.questions[question].choices;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if (choices[i].id.text != id || labels_[question][i].empty() || random.chance(60)) continue;
      ++met_["a label"];
      return in_some_case(random, labels_[question][i]);
    }
    ++met_["an id"];
    return in_some_case(random, id);
  }

  Both set(Random& random, std::size_t question, const Json& json) {
    if (json.is_object()) return blank(random);  // no cell says that a member is not known
    std::vector<std::string> members;
    if (json.is_string() && json != "none") members.push_back(json);
    if (json.is_array()) members = json.get<std::vector<std::string>>();
    std::erase(members, "none");
    if (members.empty()) {
      ++met_["none"];
      return {.json = json, .cell = "none"};
    }
    ++met_["a set"];
    std::vector<std::string> words;
    for (const std::string& id : members) words.push_back(word(random, question, id));
    const std::string_view separator = random.chance(50) ? ";" : "|";
    return {.json = json, .cell = fmt::format("{}", fmt::join(words, separator))};
  }

  Both number(Random& random, const Json& json) {
    ++met_["a number"];
    const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    const auto decimal = parse_json_number(text);
    return {.json = json, .cell = in_some_case(random, decimal ? to_string(*decimal) : text)};
  }

  const RuleSet& rules_;
  IntakeGenerator generator_;
  std::vector<std::vector<std::string>> labels_ = {};
  Met& met_;
};

std::string csv_cell(Random& random, const std::string& cell) {
  const bool needed = cell.find_first_of(",\"\r\n") != std::string::npos;
  if (!needed && !random.chance(20)) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// A file, and the result expected for each of its rows.
struct File {
  std::string csv = {};
  std::vector<std::string> wanted = {};  // NDJSON; empty for a row that is rejected
};

File make_file(Random& random, const Program& program, Writer& writer, Date as_of, std::size_t rows,
               Met& met) {
  const RuleSet& rules = program.rules();
  File file;
  std::vector<std::size_t> order;
  for (std::size_t q = 0; q < rules.questions.size(); ++q) order.push_back(q);
  random.shuffle(order);
  file.csv = "id";
  for (const std::size_t q : order) file.csv += "," + rules.questions[q].id.text;
  file.csv += "\n";
  Screening screening;
  const int bad_percent = random.chance(70) ? 0 : 2;
  for (std::size_t r = 0; r < rows; ++r) {
    const std::string id = fmt::format("P{}", r);
    Json json = Json::object();
    file.csv += id;
    bool refused = false;
    for (const std::size_t q : order) {
      const Both both = writer.answer(random, q, as_of, bad_percent);
      if (!both.absent) json[rules.questions[q].id.text] = both.json;
      file.csv += "," + csv_cell(random, both.cell);
      refused = refused || both.refused;
    }
    file.csv += random.chance(50) ? "\n" : "\r\n";
    const auto answers = parse_answers_json(rules, json.dump(), as_of);
    INFO(json.dump());
    REQUIRE(answers.value.has_value() != refused);
    if (refused) {
      ++met["a rejected row"];
      file.wanted.emplace_back();
      continue;
    }
    evaluate(program, *answers.value, {as_of, {}}, screening);
    ++met[screening.headline.settled ? "settled" : "unsettled"];
    if (!screening.not_used.empty()) ++met["an answer after a closed gate"];
    const Json result = result_json({rules, *answers.value, screening}, ResultParts::without_care);
    Json with_id = Json::object();
    with_id["id"] = id;
    for (const auto& [key, value] : result.items()) with_id[key] = value;
    file.wanted.push_back(with_id.dump() + "\n");
  }
  return file;
}

// Scores a file as the command does, and compares each row.
void compare(const Program& program, const File& wanted, Date as_of, std::size_t block) {
  std::size_t at = 0;
  Parsed<IntakeFile> file = IntakeFile::open(
      [&](std::span<char> out) {
        const std::size_t size = wanted.csv.copy(out.data(), std::min(block, out.size()), at);
        at += size;
        return std::optional(size);
      },
      program.rules(), nullptr, {.name = "f", .as_of = as_of, .block = block});
  REQUIRE(file.value);
  const NdjsonWriter writer(program, *file.value, false);
  RowTally tally(program.rules(), file.value->column_names().size());
  std::size_t row_number = 0;
  std::string line;
  const Scoring scoring = score(
      program, *file.value, {},
      [&](const Row& row, const Screening* screening) {
        REQUIRE(row_number < wanted.wanted.size());
        const std::string& want = wanted.wanted[row_number++];
        line.clear();
        writer.row(row, screening, line);
        if (want.empty() != row.rejected() || (!want.empty() && line != want)) {
          INFO(row.raw);
          CHECK(line == want);
        }
        return true;
      },
      {}, tally);
  CHECK(scoring == Scoring::done);
  CHECK(row_number == wanted.wanted.size());
  CHECK(tally.rows == wanted.wanted.size());
}

// Damages a text in a few places, and scores it in chunks too.
void compare_in_chunks(const Program& program, std::string text, Date as_of, Random& random) {
  const std::string_view damage = "\"\",\n\r ;x\xFF";
  for (std::size_t i = random.chance(60) ? 0 : random.below(6); i > 0; --i) {
    const std::size_t at = text.find('\n') + random.below(text.size() - text.find('\n'));
    const char c = damage[random.below(damage.size())];
    if (random.chance(50))
      text[at] = c;
    else
      text.insert(at, 1, c);
  }
  testing::EngineCase of{
      .program = program, .bytes = text, .options = {.name = "f", .as_of = as_of}};
  of.output = {.csv = {.columns = usual_output_columns(false)}, .rejects = true};
  testing::compare_engines(of, 1 + random.below(random.chance(50) ? 3000 : 200'000),
                           1 + random.below(3));
}

Program built_in() {
  Parsed<RuleSet> rules =
      load_rule_set(SourceFile("microneedling", std::string(find_built_in("microneedling")->yaml)));
  return Program(std::move(*rules.value));
}

Program generated(Random& random) {
  Parsed<RuleSet> rules =
      load_rule_set(SourceFile("generated.yaml", testing::generate_rule_set(random).yaml()));
  return Program(std::move(*rules.value));
}

}  // namespace

TEST_CASE("a row gives what the same answers give alone") {
  std::uint64_t seed = setting("CANDOR_SEED", 20261122);
  const std::size_t rows = setting("CANDOR_ROWS", 100'000);
  const Program microneedling = built_in();
  Met met;
  for (std::size_t done = 0; done < rows; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Program program = random.chance(50) ? microneedling : generated(random);
    const Date as_of = *parse_date("2026-11-22") + std::chrono::days{random.between(-500, 500)};
    Writer writer(program.rules(), met);
    const std::size_t count = std::min(rows_in_a_file, rows - done);
    const File file = make_file(random, program, writer, as_of, count, met);
    const std::size_t block = random.chance(50) ? 65536 : 1 + random.below(400);
    compare(program, file, as_of, block);
    compare_in_chunks(program, file.csv, as_of, random);
    done += count;
  }
  for (const std::string name : {"yes",
                                 "no",
                                 "a time",
                                 "an empty cell",
                                 "blanks",
                                 "unknown",
                                 "a bad choice",
                                 "a bad yes_no",
                                 "a bad set",
                                 "a bad number",
                                 "a bad time_since",
                                 "a contradiction",
                                 "a label",
                                 "an id",
                                 "none",
                                 "a set",
                                 "a number",
                                 "a rejected row",
                                 "settled",
                                 "unsettled",
                                 "an answer after a closed gate"}) {
    CAPTURE(name);
    CHECK(met[name] >= (rows >= 100'000 ? 100U : 0U));
  }
}
