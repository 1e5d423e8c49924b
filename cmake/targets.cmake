# What all targets share: warnings, sanitizers, and how a folder becomes a library.

add_library(candor_options INTERFACE)
target_compile_options(candor_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CANDOR_WERROR)
  target_compile_options(candor_options INTERFACE -Werror)
endif()
if(CANDOR_SANITIZE)
  add_compile_options(-fsanitize=${CANDOR_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CANDOR_SANITIZE})
endif()
if(CANDOR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# candor_library(<folder> [FROM <files>] USES <folders above it> PRIVATE <other libraries>): every .cpp
# of src/candor/<folder>, or those named, as candor::<folder>. A folder that uses one below it does not link.
function(candor_library folder)
  cmake_parse_arguments(arg "" "" "USES;PRIVATE;SOURCES;FROM" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/candor/${folder}/*.cpp)
  if(arg_FROM)
    list(TRANSFORM arg_FROM PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/candor/${folder}/ OUTPUT_VARIABLE sources)
  endif()
  add_library(candor_${folder} STATIC ${sources} ${arg_SOURCES})
  add_library(candor::${folder} ALIAS candor_${folder})
  set_target_properties(candor_${folder} PROPERTIES EXPORT_NAME ${folder})
  target_include_directories(candor_${folder} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(candor_${folder} PUBLIC cxx_std_20)
  target_link_libraries(candor_${folder} PUBLIC ${arg_USES}
    PRIVATE $<BUILD_INTERFACE:candor_options> ${arg_PRIVATE})
  candor_precompile(candor_${folder})
endfunction()

# candor_precompile(<target>): reads the large headers of other libraries once for the target, where
# CANDOR_PRECOMPILE is set. Only the clang presets do: g++ gains nothing by it, and so tells which file
# forgot to include them.
function(candor_precompile target)
  if(CANDOR_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <functional> <map> <optional> <string> <vector> <fmt/format.h> <nlohmann/json.hpp>)
    target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:fmt::fmt>)
  endif()
endfunction()

# candor_embed(<file to make> <variable>=<text file>...): a source file that defines each text as
# `extern const std::string_view candor::embedded::<variable>`.
function(candor_embed output)
  set(inputs)
  foreach(pair IN LISTS ARGN)
    string(REGEX REPLACE "^[^=]*=" "" input ${pair})
    list(APPEND inputs ${input})
  endforeach()
  list(JOIN ARGN "|" pairs)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} "-DPAIRS=${pairs}" -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding texts" VERBATIM)
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS "-w")
endfunction()
