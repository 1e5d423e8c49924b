// SPDX-License-Identifier: Apache-2.0
// The clinic that gives out the pages, from `--clinic FILE.yaml`.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/report/layout/html.h"
#include "candor/rules/model.h"

namespace candor {

/// A larger logo is refused with `E852`, because it is embedded in every page.
inline constexpr std::size_t most_logo_bytes = 512 * 1024;

/// The contact details, logo and closing words for the pages of its clients.
struct Clinic {
  Text name = {};
  std::vector<Text> address = {};  // lines
  Text phone = {};
  Text hours = {};         // when somebody answers that number
  Text out_of_hours = {};  // a second number, for nights and weekends
  Text logo_file = {};     // as written, relative to the folder of the clinic file
  Text closing = {};       // the last words of a page
  std::optional<Image> logo = {};
};

/// Reads a clinic file: `candor_clinic: 1`, a `name`, and optional `address`, `phone`, `hours`,
/// `out_of_hours`, `logo` and `closing`. The logo itself is not read.
Parsed<Clinic> load_clinic(const SourceFile& file);

/// Sets the logo from its bytes. `E851` if they are not an image that pages can show, `E852` if
/// there are more than `most_logo_bytes`.
std::optional<Diagnostic> take_logo(Clinic& clinic, const SourceFile& file, std::string bytes);

}  // namespace candor
