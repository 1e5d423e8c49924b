// SPDX-License-Identifier: Apache-2.0
// What the readers and writers of answers share. Private to this folder, and to the readers of
// cells in `batch`.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/intake/answers.h"

namespace candor {

/// The words that are an answer of every question, or of every set.
inline constexpr std::string_view word_unknown = "unknown";
inline constexpr std::string_view word_none = "none";

/// The index of a choice by its id; nothing when the question has no such choice.
std::optional<std::size_t> find_choice(const Question& question, std::string_view id) noexcept;

/// The bit of the choice of that index.
constexpr std::uint64_t choice_bit(std::size_t choice) noexcept {
  return std::uint64_t{1} << choice;
}

/// The bits of all choices of the question.
std::uint64_t all_choices(const Question& question) noexcept;

/// A refusal whose help is what the question expects.
Refusal refusal(DiagnosticCode code, std::string message, const Question& question);

/// Takes a number as the answer, when it is in the question's range and on its step.
std::optional<Refusal> accept_number(const Question& question, std::optional<Decimal> number,
                                     Answer& answer);

/// The number as a JSON number, or, where a double cannot hold it exactly, as text.
nlohmann::ordered_json decimal_to_json(Decimal number);

}  // namespace candor
