// SPDX-License-Identifier: Apache-2.0
// Files that the page reads: `--resume`, `--confirm` and `--revisit` of `candor screen`.
#include "candor/page/page_requests.h"

namespace candor {

PageChange load_file(const PageRequest&) { return {.refused = "This does not work yet."}; }

}  // namespace candor
