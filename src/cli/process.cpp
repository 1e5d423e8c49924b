// SPDX-License-Identifier: Apache-2.0
#include "cli/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace candor::cli {

// Neither can fail for a process that only gives something up.
void forbid_core_dumps() {
  const rlimit nothing{};
  ::setrlimit(RLIMIT_CORE, &nothing);
#ifndef CANDOR_LEAKS_ARE_SOUGHT
  // The limit does not hold where the system pipes core dumps to a program; this does. It bars the
  // leak checker of sanitizer builds too, which reads the process from outside.
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace candor::cli
