# What all targets share: warnings, hardening, sanitizers, and how many files are compiled as one.

add_library(candor_options INTERFACE)
target_compile_options(candor_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CANDOR_WERROR)
  target_compile_options(candor_options INTERFACE -Werror)
endif()
# For the library and the command: mistakes in memory end the process at once. Tests are not optimized, which
# _FORTIFY_SOURCE needs. The assertions of the standard library are left out where rows are scored.
add_library(candor_hardening INTERFACE)
add_library(candor_assertions INTERFACE)
if(CANDOR_HARDEN)
  target_compile_options(candor_hardening INTERFACE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_compile_definitions(candor_assertions INTERFACE _GLIBCXX_ASSERTIONS)
  # g++ 12 then warns about optionals that are checked before use.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(candor_assertions INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_link_options(candor_hardening INTERFACE -Wl,-z,relro,-z,now)
  include(CheckPIESupported)
  check_pie_supported()
endif()
if(CANDOR_SANITIZE)
  add_compile_options(-fsanitize=${CANDOR_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CANDOR_SANITIZE})
endif()
if(CANDOR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# candor_group(<target> <group> <source>...): with CANDOR_UNITY, compiles the sources as one file. Standard and library
# headers take most of a file's compile time, and are then read once a group. The groups follow the folders, so that names in
# unnamed namespaces need to differ only within one.
function(candor_group target group)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CANDOR_UNITY} UNITY_BUILD_MODE GROUP)
  set_source_files_properties(${ARGN} PROPERTIES UNITY_GROUP ${group})
  # g++ takes every file but the first for a header, where such a type would be a mistake.
  if(CANDOR_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()

# candor_embed(<file to make> <variable>=<text file>[,<text file>...]...): a source file that defines each text as
# `extern const std::string_view candor::embedded::<variable>`.
function(candor_embed output)
  set(inputs)
  foreach(pair IN LISTS ARGN)
    string(REGEX REPLACE "^[^=]*=" "" input ${pair})
    string(REPLACE "," ";" input ${input})
    list(APPEND inputs ${input})
  endforeach()
  list(JOIN ARGN "|" pairs)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} "-DPAIRS=${pairs}" -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding texts" VERBATIM)
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS "-w" SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
