// SPDX-License-Identifier: Apache-2.0
// What `--help` says.

#pragma once

#include <string_view>
#include <vector>

namespace candor::cli {

/// Whether there is a command of this name.
bool is_command(std::string_view name) noexcept;

/// The names of all commands.
std::vector<std::string_view> command_names();

/// The help of a command; of candor itself for the empty name.
std::string_view help_for(std::string_view command) noexcept;

/// What `candor` alone says.
std::string_view about() noexcept;

}  // namespace candor::cli
