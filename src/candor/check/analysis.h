// SPDX-License-Identifier: Apache-2.0
// What can be proved of a rule set.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/engine/program.h"
#include "candor/proof/diagram.h"

namespace candor {

/// Something that is no mistake of the language, but hardly what the author meant.
struct Finding {
  Diagnostic diagnostic = {};            // a warning
  std::string about = {};                // the id of the rule, question, care item, source, ...
  std::vector<std::string> others = {};  // ids of others that the message names
  /// An intake that shows it, reduced to the answers that matter. Nothing where it is shown by
  /// there being none.
  std::optional<Answers> witness = {};
  std::string accepted = {};  // why the author lets it stand; empty: they do not
};

/// How many intakes there are, in classes of answers that the rule set tells apart, which says
/// nothing of how many people answer so. Intakes that answer a question that does not apply are
/// left out.
struct Profile {
  Count intakes = {};
  std::vector<Count> by_headline = {};  // by verdict; then those with no verdict yet
};

struct Analysis {
  Date as_of = {};
  std::vector<Finding> findings = {};   // in the order of their places
  std::optional<Profile> profile = {};  // nothing beyond the budget of nodes: not counted
  /// Rules of which the first applies only where the second does.
  std::vector<std::pair<std::size_t, std::size_t>> implications = {};

  std::size_t standing() const noexcept;  // findings that are not accepted
};

struct AnalysisOptions {
  /// The screening date: what depends on the day is exact for this one.
  Date as_of = {};
  /// Whether `review_by` is compared with it.
  bool dated = true;
  std::size_t budget = Diagram::usual_budget;
};

/// Looks at a rule set from every side. `files` are its texts, as `Place::file` counts them. Every
/// witness has been read as answers and evaluated before it is returned: one that does not show
/// what it should is a `InternalError`.
Analysis analyse(const Program& program, std::span<const SourceFile> files,
                 const AnalysisOptions& options);

/// The day that analysis takes where neither tests nor the user name one: always the same, so that
/// a finding does not come and go with the day.
inline constexpr Date usual_analysis_day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};

/// The `as_of` of a file of tests; nothing when it has none, or is no such file.
std::optional<Date> tests_as_of(const SourceFile& tests);

}  // namespace candor
