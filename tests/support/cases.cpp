// SPDX-License-Identifier: Apache-2.0
#include "support/cases.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace candor::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view heading = "=== ";
constexpr std::string_view diagnostics_line = "--- diagnostics\n";
constexpr std::string_view escaped_suffix = " escaped";

/// Cuts the first line off `rest`, with its line break if it has one.
std::string_view cut_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end == rest.npos ? end : end + 1);
  rest.remove_prefix(line.size());
  return line;
}

int hex_digit(char c) {
  const auto at = std::string_view("0123456789abcdef").find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const char kind = ++i < text.size() ? text[i] : ' ';
    if (kind == 'x' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else if (kind == 't') {
      out += '\t';
    } else if (kind == 'r') {
      out += '\r';
    } else if (kind == '\\') {
      out += '\\';
    } else if (kind != '\n') {
      throw std::runtime_error("an unknown escape: \\" + std::string(1, kind));
    }
  }
  return out;
}

/// `block` begins with its heading and ends with its last line.
Case parse_case(std::string_view block) {
  Case out;
  std::string_view rest = block;
  std::string_view name = cut_line(rest);
  name = name.substr(heading.size(), name.size() - heading.size() - 1);
  const bool escaped = name.ends_with(escaped_suffix);
  if (escaped) name.remove_suffix(escaped_suffix.size());
  out.name = name;
  if (name.empty() || name.find_first_of(" /") != name.npos) {
    throw std::runtime_error("not the name of a file: `" + out.name + "`");
  }
  const std::string_view body = rest;
  std::size_t input_size = body.size();
  while (!rest.empty()) {
    const std::size_t at = body.size() - rest.size();
    if (cut_line(rest) != diagnostics_line) continue;
    input_size = at;
    out.diagnostics = rest;
    break;
  }
  const std::string_view input = body.substr(0, input_size);
  out.input = escaped ? unescaped(input) : std::string(input);
  out.written = block.substr(0, block.size() - body.size() + input_size);
  return out;
}

}  // namespace

CaseFile read_cases(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto fail = [&path](const std::string& why) {
    throw std::runtime_error(path.string() + ": " + why);
  };
  if (!in.good()) fail("cannot be read");
  if (!text.ends_with('\n')) fail("does not end with a line break");

  std::vector<std::size_t> starts;
  for (std::size_t at = text.find(heading); at != text.npos; at = text.find(heading, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') starts.push_back(at);
  }
  if (starts.empty()) fail("holds no case");

  CaseFile out = {path, text.substr(0, starts.front()), {}};
  std::set<std::string> names;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const bool last = i + 1 == starts.size();
    // The blank line before the next heading is not part of this block.
    const std::size_t end = last ? text.size() : starts[i + 1] - 1;
    const std::string_view block = std::string_view(text).substr(starts[i], end - starts[i]);
    if (!block.ends_with('\n')) fail("no blank line after: " + std::string(block.substr(0, 80)));
    try {
      out.cases.push_back(parse_case(block));
    } catch (const std::runtime_error& error) {
      std::string_view rest = block;
      fail(std::string(cut_line(rest)) + error.what());
    }
    const std::string& name = out.cases.back().name;
    if (!names.insert(name).second) fail("two cases are called " + name);
  }
  return out;
}

std::vector<CaseFile> read_case_folder(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".cases") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) throw std::runtime_error(folder.string() + ": no .cases file");
  std::vector<CaseFile> files;
  std::set<std::string> names;
  for (const fs::path& path : paths) {
    files.push_back(read_cases(path));
    for (const Case& one : files.back().cases) {
      if (names.insert(one.name).second) continue;
      throw std::runtime_error(folder.string() + ": two cases are called " + one.name);
    }
  }
  return files;
}

void write_cases(const CaseFile& file) {
  std::string text = file.about;
  for (const Case& one : file.cases) {
    if (&one != &file.cases.front()) text += '\n';
    text += one.written;
    text += diagnostics_line;
    text += one.diagnostics;
  }
  std::ofstream out(file.path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error(file.path.string() + ": cannot be written");
}

std::string difference(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  const auto lines = [](std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) out.push_back(cut_line(text));
    return out;
  };
  const auto before = lines(expected), after = lines(actual);
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t same = 0, same_end = 0;
  while (same < shorter && before[same] == after[same]) ++same;
  while (same_end < shorter - same &&
         before[before.size() - 1 - same_end] == after[after.size() - 1 - same_end]) {
    ++same_end;
  }
  std::string out = "from line " + std::to_string(same + 1) + ":\n";
  const auto mark = [&](char sign, const std::vector<std::string_view>& all) {
    for (std::size_t i = same; i < all.size() - same_end; ++i) {
      out += sign;
      out += all[i];
      if (!all[i].ends_with('\n')) out += "(no line break)\n";
    }
  };
  mark('-', before);
  mark('+', after);
  return out;
}

}  // namespace candor::testing
