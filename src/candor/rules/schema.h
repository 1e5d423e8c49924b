// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas (2020-12) of candor's input and output, as JSON text.

#pragma once

#include <string_view>

namespace candor {

/// Of a rule set: the structure that `load_rule_set` accepts, with scalars of any JSON type. Only
/// the loader can check names, thresholds and circles.
std::string_view rules_schema() noexcept;

/// Of `NAME.tests.yaml`.
std::string_view tests_schema() noexcept;

/// Of a result, `result/1`. The schema of answers depends on the rule set: `answers_schema`.
std::string_view result_schema() noexcept;

/// Of a mapping file: the structure that `load_intake_map` accepts.
std::string_view map_schema() noexcept;

/// Of a clinic file: the structure that `load_clinic` accepts.
std::string_view clinic_schema() noexcept;

/// Of a record, `record/1`; of one line of a journal; of a saved interview, `interview/1`.
std::string_view record_schema() noexcept;
std::string_view journal_schema() noexcept;
std::string_view interview_schema() noexcept;

}  // namespace candor
