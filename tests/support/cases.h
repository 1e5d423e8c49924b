// SPDX-License-Identifier: Apache-2.0
/*
Many small input files in one text file, each with the diagnostics expected of it:

  Text before the first heading says what the file is about.

  === misspelt-type.yaml
  candor: 1
  --- diagnostics
  misspelt-type.yaml:1:1: error: ...

  === tabs.yaml escaped
  a:\tb\r
  no line break after this\

A heading names the input; one blank line comes before it. The input is the lines as they are or,
when the heading says `escaped`, with `\\`, `\t`, `\r`, `\xHH` for a byte, and `\` at the end of a
line for no line break. Seeds of fuzz targets have no diagnostics. cases.py reads the same notation.
*/

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace candor::testing {

struct Case {
  std::string name;         // the name of the input file
  std::string input;        // its bytes
  std::string diagnostics;  // what is expected, rendered; empty when the block has none
  std::string written;      // heading and input as the author wrote them
};

struct CaseFile {
  std::filesystem::path path;
  std::string about;  // the text before the first heading
  std::vector<Case> cases;
};

/// Throws when the file cannot be read, holds no case, holds a name twice or breaks the notation.
CaseFile read_cases(const std::filesystem::path& path);

/// The `.cases` files of a folder in the order of their names. Throws as `read_cases` does, and
/// when there are none, or two of them hold the same name.
std::vector<CaseFile> read_case_folder(const std::filesystem::path& folder);

/// Writes the file again with the diagnostics that its cases have now.
void write_cases(const CaseFile& file);

/// Where two texts differ: the differing lines, marked `-` (expected) and `+` (actual). Empty when
/// the texts are equal.
std::string difference(std::string_view expected, std::string_view actual);

}  // namespace candor::testing
