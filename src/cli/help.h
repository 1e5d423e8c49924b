// SPDX-License-Identifier: Apache-2.0
// The texts of `--help`.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace candor::cli {

/// Whether there is a command of this name.
bool is_command(std::string_view name) noexcept;

/// The names of all commands.
std::vector<std::string_view> command_names();

/// The help of a command; of candor itself for the empty name.
std::string help_for(std::string_view command);

/// The help of `candor screen`, with a line for each kind of output.
std::string screen_help();

/// The help of `score`.
std::string_view score_help() noexcept;

/// The text of `candor` without arguments.
std::string_view about() noexcept;

}  // namespace candor::cli
