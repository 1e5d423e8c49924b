// SPDX-License-Identifier: Apache-2.0
// What `--help` says.

#pragma once

#include <string>
#include <string_view>

namespace candor::cli {

/// The help of a command; of candor itself for the empty name.
std::string help_for(std::string_view command);

/// What `candor` alone says.
std::string_view about() noexcept;

}  // namespace candor::cli
