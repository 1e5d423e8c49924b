# Makes, from the sections `### E811 duplicate_header: two columns with the same header` of the Markdown in FOLDER, two C++
# files in OUTPUT: `code_constants.h` with a constant for each code, and `code_table.cpp` with the titles and the pages
# docs/diagnostics.md and docs/findings.md.

set(constants "")
set(rows "")
set(pages "")
set(last "")
foreach(letter IN ITEMS E F)
  file(GLOB parts ${FOLDER}/${letter}*.md)
  list(SORT parts)
  set(page "")
  foreach(part IN LISTS parts)
    file(READ ${part} text)
    string(APPEND page "${text}")
  endforeach()
  string(FIND "${page}" ")candor\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${FOLDER}: a page holds the end of a raw string")
  endif()

  # A title holds nothing that would need care in a CMake list or in a C++ string.
  string(REGEX MATCHALL "\n### [^\n]*" headings "${page}")
  foreach(heading IN LISTS headings)
    if(NOT heading MATCHES "^\n### (${letter}[0-9][0-9][0-9]) ([a-z][a-z0-9_]*): ([^][;\"\\]+)$")
      message(FATAL_ERROR "${FOLDER}: expected `### ${letter}123 name_of_constant: title`, without any of `[];\"\\`: ${heading}")
    endif()
    if(NOT CMAKE_MATCH_1 STRGREATER last)
      message(FATAL_ERROR "${FOLDER}: ${CMAKE_MATCH_1} is not in order")
    endif()
    set(last ${CMAKE_MATCH_1})
    string(APPEND constants "  ${CMAKE_MATCH_2},  // ${CMAKE_MATCH_1}\n")
    string(APPEND rows "    {\"${CMAKE_MATCH_1}\", \"${CMAKE_MATCH_3}\"},\n")
  endforeach()
  string(REGEX REPLACE "\n### (${letter}[0-9][0-9][0-9]) [a-z0-9_]+: " "\n### \\1: " page "${page}")
  string(APPEND pages "R\"candor(${page})candor\",\n")
endforeach()

# write(<file> <text>): leaves a file that is the same as it is, so that a new explanation compiles one file anew, not all.
function(write file text)
  if(EXISTS ${file})
    file(READ ${file} before)
    if(before STREQUAL text)
      return()
    endif()
  endif()
  file(WRITE ${file} "${text}")
endfunction()

write(${OUTPUT}/code_constants.h "// Made from src/candor/base/codes/.
#pragma once

#include <cstdint>

namespace candor {

/// What is wrong: a kind of mistake (E...) or of finding (F...), or `none`.
enum class DiagnosticCode : std::uint16_t {
  none,
${constants}};

namespace codes {
using enum DiagnosticCode;
}

}  // namespace candor
")
write(${OUTPUT}/code_table.cpp "// Made from src/candor/base/codes/.
#include \"candor/base/code_table.h\"

namespace candor {

const CodeRow code_rows[] = {
    {\"\", \"\"},
${rows}};
const std::size_t number_of_code_rows = std::size(code_rows);

const std::string_view code_pages[] = {
${pages}};

}  // namespace candor
")
