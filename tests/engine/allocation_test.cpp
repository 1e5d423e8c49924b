// SPDX-License-Identifier: Apache-2.0
// `evaluate` allocates nothing once its output is warm. Allocations are counted by replacing the
// global operator new of this test program.
#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "candor/engine/program.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/allocations.h"
#include "support/catch.hpp"
#include "support/files.h"

namespace {
std::atomic<std::size_t> allocations{0};
}

void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace candor;

std::size_t candor::allocations_so_far() noexcept { return allocations.load(); }

TEST_CASE("evaluating again allocates nothing") {
  auto loaded = load_rule_set(SourceFile("r", std::string(find_built_in("microneedling")->yaml)));
  REQUIRE(loaded.value.has_value());
  const Program program(std::move(*loaded.value));
  const Date as_of = *parse_date("2026-11-22");
  const std::filesystem::path examples = std::filesystem::path(CANDOR_SOURCE_DIR) / "examples";
  std::vector<Answers> all{blank_answers(program.rules())};
  for (const char* name : {"isotretinoin", "suitable", "incomplete", "unsuitable"}) {
    const auto answers = parse_answers_json(
        program.rules(), read_file(examples / (std::string(name) + ".json")), as_of);
    REQUIRE(answers.value.has_value());
    all.push_back(*answers.value);
  }
  Screening out;
  const Days days{as_of, as_of + std::chrono::days(200)};
  for (int round = 0; round < 2; ++round) {
    for (const Answers& answers : all) evaluate(program, answers, days, out);
  }
  const std::size_t before = allocations_so_far();
  for (int round = 0; round < 3; ++round) {
    for (const Answers& answers : all) evaluate(program, answers, days, out);
  }
  const std::size_t after = allocations_so_far();
  CHECK(after - before == 0);
}
