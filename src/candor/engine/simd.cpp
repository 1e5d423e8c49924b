// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/simd.h"

namespace candor {

std::string_view to_string(Simd simd) noexcept {
  switch (simd) {
    case Simd::portable: return "portable";
    case Simd::avx2: return "avx2";
  }
  return "";
}

bool has_avx2() noexcept {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
         __builtin_cpu_supports("pclmul") != 0;
#else
  return false;
#endif
}

Simd best_simd() noexcept { return has_avx2() ? Simd::avx2 : Simd::portable; }

}  // namespace candor
