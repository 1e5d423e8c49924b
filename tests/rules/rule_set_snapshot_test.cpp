// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/rule_set_snapshot.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;

TEST_CASE("a built-in rule set is what its YAML loads to") {
  for (const BuiltIn& built_in : built_in_rule_sets()) {
    CAPTURE(built_in.id);
    const auto loaded =
        load_rule_set(SourceFile("<" + std::string(built_in.id) + ">", std::string(built_in.yaml)));
    REQUIRE(loaded.value);
    CHECK(snapshot_rule_set(*loaded.value) == built_in.prepared);
    CHECK(load_built_in(built_in).digest == loaded.value->digest);
  }
}

TEST_CASE("a rule set restored from a snapshot is complete") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    testing::Random random(seed);
    const std::string yaml = testing::generate_rule_set(random).yaml();
    const auto loaded = load_rule_set(SourceFile("generated.yaml", yaml));
    REQUIRE(loaded.value);
    const std::string bytes = snapshot_rule_set(*loaded.value);
    const auto back = restore_rule_set(bytes);
    REQUIRE(back);
    CHECK(back->digest == loaded.value->digest);
    CHECK(snapshot_rule_set(*back) == bytes);
  }
}

TEST_CASE("the bytes of a snapshot do not depend on the machine") {
  using namespace std::string_literals;
  const std::string_view bytes = built_in_rule_sets().front().prepared;
  // The name of the format, then the id: its length in 32 bits, the lowest byte first.
  const std::string begins = "candor rule set 1\n"s + "\x0d\0\0\0"s + "microneedling"s;
  CHECK(bytes.substr(0, begins.size()) == begins);
  std::string other(bytes);
  other[begins.find('1')] = '2';
  CHECK_FALSE(restore_rule_set(other));
}

TEST_CASE("bytes that end too early or too late are not a snapshot") {
  const std::string bytes(built_in_rule_sets().front().prepared);
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    CAPTURE(size);
    CHECK_FALSE(restore_rule_set(bytes.substr(0, size)));
  }
  CHECK_FALSE(restore_rule_set(bytes + '\0'));
}
