// SPDX-License-Identifier: Apache-2.0
// How soon quick interviews and triages settle, over generated clients of the built-in rules.

#include <iostream>
#include <string>

#include <fmt/format.h>

#include "support/catch.hpp"
#include "support/clients.h"

using namespace candor;
using namespace candor::testing;

// Not run by default: candor_tests "[questions]" prints the table of docs/consultation.md.
TEST_CASE("how many questions each pace asks", "[.][questions]") {
  const Clients clients;
  for (const Pace pace : {Pace::quick, Pace::triage}) {
    for (const ClientKind& kind : client_kinds) {
      const std::vector<std::size_t> asked = asked_of(clients, kind, pace);
      std::cout << fmt::format("| `{}` | {} | {} | {} | {} |\n",
                               pace == Pace::quick ? "--quick" : "--triage", kind.name,
                               asked[asked.size() / 2], asked[asked.size() * 9 / 10],
                               asked.back())
                << std::flush;
    }
  }
  CHECK(!client_kinds.empty());
}
