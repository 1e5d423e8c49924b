// SPDX-License-Identifier: Apache-2.0
// What reading a file costs before anything is made of it: read() and the places of all fields.
//
//     bench_scan FILE THREADS

#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "candor/batch/csv/csv_scan.h"

using namespace candor;

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const int file = ::open(argv[1], O_RDONLY);
  if (file < 0) return 3;
  constexpr std::size_t block = 1024 * 1024;
  std::atomic<std::uint64_t> next = 0, fields = 0;
  const auto work = [&] {
    std::vector<char> buffer(block + 2 * scan_padding, '\n');
    FieldIndex index;
    std::uint64_t found = 0;
    while (true) {
      const auto at = static_cast<off_t>(next.fetch_add(block));
      const ssize_t got = ::pread(file, buffer.data() + scan_padding, block, at);
      if (got <= 0) break;
      const std::size_t end = scan_padding + static_cast<std::size_t>(got);
      bool quoted = false;
      // As the scoring does it: as many as fit the cache, then the next.
      for (std::size_t place = scan_padding; place < end;) {
        index.clear();
        place = index_fields(best_simd(), buffer.data(), place, end, ',', 256, quoted, index);
        found += index.count;
      }
    }
    fields += found;
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < std::atoi(argv[2]); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  fmt::print("{} fields\n", fields.load());
  return 0;
}
