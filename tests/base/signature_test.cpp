// SPDX-License-Identifier: Apache-2.0
#include "candor/base/signature.h"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace candor {
namespace {

// Made by minisign 0.11 of the bytes "hello\n"; `legacy` with -l, `other` with another key.
constexpr std::string_view anna =
    "untrusted comment: minisign public key AC11335C7F251A82\n"
    "RWSCGiV/XDMRrIg6AjF138nR3w7ESh9qXOhYYQ1gKSV2G48Quk5fp86e\n";
constexpr std::string_view hashed =
    "untrusted comment: signature from minisign secret key\n"
    "RUSCGiV/XDMRrGZ+j8aRYWTXZq/haMQ7gOiCOOIzBsq223ULl6IC6l+avYz1scZ/"
    "1duO8uXEyKSFwwIGh3qUH47lxQHle56m1Qs=\n"
    "trusted comment: a test\n"
    "vy2clAf5Uvqy+0iOGNMShy63YNHQhPGFjBeFdpCdn9DNlP6n1109ixD4j0zNwVF8zmhVBFNuq14/eV00kissBA==\n";
constexpr std::string_view legacy =
    "untrusted comment: signature from minisign secret key\n"
    "RWSCGiV/XDMRrJKmOagpRUlfW9ngAUaA+9rT+WWlyFc0THEG2ZUvo67YB4H1bmcIQuzUvmc2VY3y24rYv6LRMGLMCGB3"
    "DLYPkQk=\n"
    "trusted comment: a test\n"
    "1MDiTtpV9LMFkQQ+32laDhUiEv0NpuKxYwI0xnf07BN5TzAXrFPiErOS0yuRX/hblhHpEzb/Mj3yci4KM0hRBA==\n";
constexpr std::string_view other =
    "untrusted comment: signature from minisign secret key\n"
    "RUSGq8wbYQW0voZAgGvCEzwz3MUvrn8Fm6KSBkj6yUSt1OWF3f5F8tQhScTkd7Lii249bdxkZmUCKkxu2Fa5KhxFMjeE"
    "bqaifgI=\n"
    "trusted comment: a test\n"
    "wZ8xZ/d4KhM9w80wMxLNqjHuu7g1d4jz5tMXKigMi7JivBzY9bPYPEbDLdF1wK1gEZ/Hywisd5H4R6hpi9KGAw==\n";

std::vector<PublicKey> trusted() { return {*parse_public_key(anna)}; }

Signed check(std::string_view signature, std::string_view bytes = "hello\n") {
  return check_signature(signature, bytes, trusted()).found;
}

TEST_CASE("signatures: a public key is read with or without its comment") {
  REQUIRE(parse_public_key(anna));
  CHECK(to_string(*parse_public_key(anna)) == "AC11335C7F251A82");
  const std::string_view line = anna.substr(anna.find('\n') + 1);
  REQUIRE(parse_public_key(line));
  CHECK(parse_public_key(line)->key == parse_public_key(anna)->key);
  for (const std::string_view bad :
       {std::string_view(), std::string_view("RWSCGiV/XDMRrIg6"), hashed, anna.substr(0, 40)}) {
    CHECK_FALSE(parse_public_key(bad));
  }
  CHECK_FALSE(parse_public_key(std::string(anna) + "more\n"));
}

TEST_CASE("signatures: both kinds that minisign makes are accepted") {
  CHECK(check(hashed) == Signed::trusted);
  CHECK(check(legacy) == Signed::trusted);
  CHECK(to_string(*check_signature(hashed, "hello\n", trusted()).key) == "AC11335C7F251A82");
}

TEST_CASE("signatures: other bytes, and another trusted comment, are not what was signed") {
  for (const std::string_view signature : {hashed, legacy}) {
    CHECK(check(signature, "hello") == Signed::wrong);
    CHECK(check(signature, "Hello\n") == Signed::wrong);
    std::string changed(signature);
    changed.replace(changed.find("a test"), 6, "a text");
    CHECK(check(changed) == Signed::wrong);
    // The untrusted comment says so itself.
    changed = signature;
    changed.replace(changed.find("signature from"), 9, "scribbles");
    CHECK(check(changed) == Signed::trusted);
  }
}

TEST_CASE("signatures: any changed letter of a signature is noticed") {
  const std::size_t first = hashed.find('\n') + 1;
  for (std::size_t i = first; i + 1 < hashed.size(); ++i) {
    std::string changed(hashed);
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    if (changed == hashed) continue;
    CAPTURE(i);
    CHECK(check(changed) != Signed::trusted);
  }
}

TEST_CASE("signatures: a key that is not trusted proves nothing") {
  CHECK(check(other) == Signed::not_known);
  CHECK(check_signature(hashed, "hello\n", {}).found == Signed::not_known);
}

TEST_CASE("signatures: what is not a signature is said to be none") {
  CHECK(check("") == Signed::unreadable);
  CHECK(check("Dr. A. Example\n") == Signed::unreadable);
  CHECK(check(anna) == Signed::unreadable);
  for (std::size_t end = 0; end + 1 < hashed.size(); ++end) {
    CAPTURE(end);
    CHECK(check(hashed.substr(0, end)) == Signed::unreadable);
  }
  CHECK(check(std::string(hashed) + "more\n") == Signed::unreadable);
}

}  // namespace
}  // namespace candor
