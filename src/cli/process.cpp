// SPDX-License-Identifier: Apache-2.0
#include "cli/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace candor::cli {

// Neither call can fail: lowering one's own limits is always allowed.
void forbid_core_dumps() {
  const rlimit nothing{};
  ::setrlimit(RLIMIT_CORE, &nothing);
#ifndef CANDOR_LEAKS_ARE_SOUGHT
  // The limit has no effect where the system pipes core dumps to a program; this does. It would
  // also stop the leak checker of sanitizer builds, which traces the process.
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace candor::cli
