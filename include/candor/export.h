// SPDX-License-Identifier: Apache-2.0
// Marks the public interface. Everything else in the library has hidden visibility.

#pragma once

#if defined(__GNUC__)
#define CANDOR_API __attribute__((visibility("default")))
#else
#define CANDOR_API
#endif
