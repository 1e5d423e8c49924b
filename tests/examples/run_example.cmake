# SPDX-License-Identifier: Apache-2.0
# Runs one example program on CASE.json, and compares standard output, standard error and exit status with
# CASE.out. OUT is a scratch path. UPDATE_GOLDEN=1 in the environment rewrites CASE.out.

# By the way of running them, so that a missing interpreter is a failure and not a test less.
# The system's Python first: a private one need not be there for all.
cmake_path(GET EXAMPLE EXTENSION language)
if(language STREQUAL ".sh")
  set(interpreter sh)
elseif(language STREQUAL ".py")
  find_program(interpreter python3 PATHS /usr/bin NO_DEFAULT_PATH)
  find_program(interpreter python3 REQUIRED)
else()
  find_program(interpreter NAMES node nodejs REQUIRED)
endif()

set(ENV{CANDOR} ${EXE})
set(ENV{NO_COLOR} 1)
set(ENV{TERM} dumb)
set(ENV{TZ} UTC)
set(ENV{LC_ALL} C)
execute_process(COMMAND ${interpreter} ${EXAMPLE} ${CASE}.json 2026-11-22
  OUTPUT_FILE ${OUT}.stdout ERROR_FILE ${OUT}.stderr RESULT_VARIABLE status TIMEOUT 60)
file(READ ${OUT}.stdout stdout)
file(READ ${OUT}.stderr stderr)
file(WRITE ${OUT}.out "${stdout}${stderr}status ${status}\n")

if("$ENV{UPDATE_GOLDEN}" STREQUAL "1")
  file(COPY_FILE ${OUT}.out ${CASE}.out)
  return()
endif()
execute_process(COMMAND diff -u --new-file --label wanted --label got ${CASE}.out ${OUT}.out
  OUTPUT_VARIABLE difference ERROR_VARIABLE trouble RESULT_VARIABLE differs)
if(NOT differs EQUAL 0)
  message("${difference}${trouble}")
  message(FATAL_ERROR "${EXAMPLE}: not as expected; UPDATE_GOLDEN=1 rewrites what is expected")
endif()
