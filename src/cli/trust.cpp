// SPDX-License-Identifier: Apache-2.0
#include "cli/trust.h"

#include <utility>

#include <unistd.h>

namespace candor::cli {
namespace {

constexpr std::size_t most_key_bytes = 4096;  // a signature has about 300

}  // namespace

Outcome<std::vector<PublicKey>> read_trusted_keys(std::span<const std::string> paths) {
  std::vector<PublicKey> keys;
  for (const std::string& path : paths) {
    Outcome<std::string> text = read_input(path, most_key_bytes);
    if (!text.value) return {.problem = std::move(text.problem)};
    const auto key = parse_public_key(*text.value);
    if (!key) {
      return {.problem = {.code = codes::not_a_public_key,
                          .message = "this is not a public key of minisign",
                          .help = "`minisign -G` writes one; its name ends in `.pub`",
                          .file = name_of(path)}};
    }
    keys.push_back(*key);
  }
  return {.value = std::move(keys)};
}

std::optional<std::vector<PublicKey>> trusted_keys_or_report(std::span<const std::string> paths,
                                                             Format format, Streams io) {
  Outcome<std::vector<PublicKey>> keys = read_trusted_keys(paths);
  if (!keys.value) print_diagnostics(io, format, std::span(&keys.problem, 1));
  return std::move(keys.value);
}

Outcome<std::string> trusted_signature(const std::string& path, std::string_view bytes,
                                       std::span<const PublicKey> keys) {
  const std::string beside = path + ".minisig";
  // Without keys a signature proves nothing, right or wrong.
  if (keys.empty() || path == "-" || ::access(beside.c_str(), F_OK) != 0) return {.value = ""};
  Outcome<std::string> text = read_input(beside, most_key_bytes);
  if (!text.value) return {.problem = std::move(text.problem)};
  const SignatureCheck check = check_signature(*text.value, bytes, keys);
  switch (check.found) {
    case Signed::trusted: return {.value = to_string(*check.key)};
    case Signed::not_known: return {.value = ""};
    case Signed::wrong:
      return {.problem = {.code = codes::wrong_signature,
                          .message = "this signature does not belong to the file beside it",
                          .help = "the file was changed after key " + to_string(*check.key) +
                                  " signed it, or the signature was: ask who signed it",
                          .file = beside}};
    case Signed::unreadable: break;
  }
  return {.problem = {.code = codes::not_a_signature,
                      .message = "this is not a signature of minisign",
                      .help = "`minisign -Sm FILE` writes one beside FILE",
                      .file = beside}};
}

}  // namespace candor::cli
