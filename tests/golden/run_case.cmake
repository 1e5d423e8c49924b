# SPDX-License-Identifier: Apache-2.0
# Runs one case of the command line and compares all that it said with what the case's folder expects.
#
#   cmake -DEXE=/path/to/candor -DCASE=tests/golden/NAME -DOUT=/scratch/NAME -P run_case.cmake
#
# A case: `args` (as typed in a shell), optional `stdin` and `env` (NAME=VALUE a line); expected `stdout`, `stderr` (absent: empty),
# `status` (absent: 0), and `written/` with each file that the command must have written. Every other file is
# input, copied to OUT, where the command runs. UPDATE_GOLDEN=1 in the environment rewrites what is expected.

foreach(variable IN ITEMS EXE CASE OUT)
  if(NOT ${variable})
    message(FATAL_ERROR "run_case.cmake: -D${variable}= is missing")
  endif()
endforeach()

set(work ${OUT}/work)
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${work})
file(GLOB inputs ${CASE}/*)
list(FILTER inputs EXCLUDE REGEX "/(args|stdin|env|stdout|stderr|status|written)$")
file(COPY ${inputs} DESTINATION ${work})

file(READ ${CASE}/args line)
separate_arguments(args UNIX_COMMAND "${line}")
set(stdin /dev/null)
if(EXISTS ${CASE}/stdin)
  set(stdin ${CASE}/stdin)
endif()

set(ENV{NO_COLOR} 1)
set(ENV{TERM} dumb)
set(ENV{TZ} UTC)
set(ENV{LC_ALL} C)
unset(ENV{COLUMNS})
if(EXISTS ${CASE}/env)
  file(STRINGS ${CASE}/env settings)
  foreach(setting IN LISTS settings)
    string(REGEX MATCH "^([^=]*)=(.*)$" _ "${setting}")
    set(ENV{${CMAKE_MATCH_1}} "${CMAKE_MATCH_2}")
  endforeach()
endif()
execute_process(COMMAND ${EXE} ${args} WORKING_DIRECTORY ${work} INPUT_FILE ${stdin}
  OUTPUT_FILE ${OUT}/stdout ERROR_FILE ${OUT}/stderr RESULT_VARIABLE status TIMEOUT 60)

if(NOT status MATCHES "^[0-9]+$")
  file(READ ${OUT}/stderr said)
  message(FATAL_ERROR "${CASE}: ended by itself: ${status}\n${said}")
endif()

# How long it took differs from run to run.
file(READ ${OUT}/stderr said)
string(REGEX REPLACE "[0-9.]+ s, [0-9]+ rows/s\n" "0.0 s, 0 rows/s\n" said "${said}")
file(WRITE ${OUT}/stderr "${said}")

# As expected files are written: nothing said is no file, status 0 is no file.
foreach(stream IN ITEMS stdout stderr)
  file(SIZE ${OUT}/${stream} size)
  if(size EQUAL 0)
    file(REMOVE ${OUT}/${stream})
  endif()
endforeach()
if(NOT status EQUAL 0)
  file(WRITE ${OUT}/status "${status}\n")
endif()

file(GLOB_RECURSE written RELATIVE ${CASE}/written ${CASE}/written/*)
if("$ENV{UPDATE_GOLDEN}" STREQUAL "1")
  foreach(name IN ITEMS stdout stderr status)
    file(REMOVE ${CASE}/${name})
    if(EXISTS ${OUT}/${name})
      file(COPY_FILE ${OUT}/${name} ${CASE}/${name})
    endif()
  endforeach()
  foreach(name IN LISTS written)
    file(COPY_FILE ${work}/${name} ${CASE}/written/${name})
  endforeach()
  return()
endif()

set(pairs stdout ${OUT}/stdout stderr ${OUT}/stderr status ${OUT}/status)
foreach(name IN LISTS written)
  list(APPEND pairs written/${name} ${work}/${name})
endforeach()
set(differences "")
while(pairs)
  list(POP_FRONT pairs name got)
  set(wanted ${CASE}/${name})
  foreach(file IN ITEMS wanted got)
    if(NOT EXISTS ${${file}})
      set(${file} /dev/null)
    endif()
  endforeach()
  execute_process(
    COMMAND diff -u --text --label wanted/${name} --label got/${name} ${wanted} ${got}
    OUTPUT_VARIABLE difference ERROR_VARIABLE trouble RESULT_VARIABLE differs)
  if(NOT differs EQUAL 0)
    string(APPEND differences "${difference}${trouble}")
  endif()
endwhile()
if(differences)
  message("${differences}")
  message(FATAL_ERROR "${CASE}: not as expected; UPDATE_GOLDEN=1 rewrites what is expected")
endif()
