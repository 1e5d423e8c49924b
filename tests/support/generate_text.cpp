// SPDX-License-Identifier: Apache-2.0
// The words the generators write with. Every choice is drawn in a statement of its own: compilers
// differ in the order in which they evaluate arguments.

#include "support/generate_text.h"

#include <cstddef>

namespace candor::testing {

std::string join(const Strings& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

std::string list(const Strings& parts) { return "[" + join(parts) + "]"; }
std::string mapping(const Strings& parts) { return "{" + join(parts) + "}"; }

std::string one_or_list(Random& random, const Strings& parts) {
  return parts.size() == 1 && random.chance(70) ? parts.front() : list(parts);
}

std::string decimal_text(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const std::int64_t size = negative ? -millionths : millionths;
  std::string text = (negative ? "-" : "") + std::to_string(size / 1'000'000);
  std::string fraction = std::to_string(size % 1'000'000);
  fraction.insert(0, 6 - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + "." + fraction;
}

std::string duration_text(Random& random, Duration duration) {
  static const char* const words[] = {"day", "week", "month", "year"};
  std::string text = std::to_string(duration.amount) + " ";
  text += words[static_cast<std::size_t>(duration.unit)];
  if (duration.amount != 1 || random.chance(10)) text += "s";
  return text;
}

Duration common_duration(Random& random) {
  static const std::vector<Duration> common = {
      {0, Unit::days},   {1, Unit::days},   {2, Unit::days},   {7, Unit::days},
      {14, Unit::days},  {28, Unit::days},  {30, Unit::days},  {31, Unit::days},
      {180, Unit::days}, {365, Unit::days}, {366, Unit::days}, {1, Unit::weeks},
      {2, Unit::weeks},  {4, Unit::weeks},  {26, Unit::weeks}, {1, Unit::months},
      {2, Unit::months}, {3, Unit::months}, {6, Unit::months}, {12, Unit::months},
      {1, Unit::years},  {2, Unit::years},  {4, Unit::years}};
  if (random.chance(85)) return random.pick(common);
  if (random.chance(50)) return {random.between(0, 400), Unit::days};
  if (random.chance(70)) return {random.between(0, 40), Unit::months};
  return {random.between(1, 110), Unit::years};
}

}  // namespace candor::testing
