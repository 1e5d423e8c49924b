// SPDX-License-Identifier: Apache-2.0
// Shared by the readers and writers of answers, cells and replies. Internal.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/intake/answers.h"

namespace candor {

/// The words that answer every question, and every set.
inline constexpr std::string_view word_unknown = "unknown";
inline constexpr std::string_view word_none = "none";

/// The index of a choice by its id; nothing when the question has no such choice.
std::optional<std::size_t> find_choice(const Question& question, std::string_view id) noexcept;

/// The message of a refused answer, which never contains the answer.
std::string_view refusal_message(DiagnosticCode code) noexcept;

/// A refusal whose help is what the question expects, with the usual message or another one.
Refusal refusal(DiagnosticCode code, const Question& question);
Refusal refusal(DiagnosticCode code, std::string message, const Question& question);

/// Makes a number the answer, if it is in the question's range and on its step.
std::optional<Refusal> accept_number(const Question& question, std::optional<Decimal> number,
                                     Answer& answer);

/// The number as a JSON number, or as text where a double cannot hold it exactly.
nlohmann::ordered_json decimal_to_json(Decimal number);

}  // namespace candor
