// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/known_columns.h"

#include <algorithm>
#include <utility>

namespace candor {
namespace {

// The name in lower case without blanks, and if `loosely` without punctuation, cut off after
// `most` + 1 bytes.
std::string folded(std::string_view name, bool loosely, std::size_t most) {
  std::string out;
  for (const char c : name) {
    if (out.size() > most) break;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool kept = letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (!kept && (loosely || c == ' ' || c == '\t')) continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

KnownColumns KnownColumns::loosely(const RuleSet& rules) {
  KnownColumns known;
  known.loosely_ = true;
  known.add("id");
  for (const Question& question : rules.questions) {
    known.add(question.id);
    known.add(question.ask);
  }
  return known;
}

void KnownColumns::add(std::string_view name) {
  std::string known = folded(name, loosely_, name.size());
  longest_ = std::max(longest_, known.size());
  names_.insert(std::move(known));
}

bool KnownColumns::knows(std::string_view header) const {
  // Research databases name the columns of a set `question___member`.
  if (loosely_) header = header.substr(0, header.find("___"));
  const std::string name = folded(header, loosely_, longest_);
  return !name.empty() && names_.contains(name);
}

}  // namespace candor
