// SPDX-License-Identifier: Apache-2.0
// Who gives the pages: what `--clinic FILE.yaml` says.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/report/layout/html.h"
#include "candor/rules/model.h"

namespace candor {

/// A logo larger than this is refused with `E852`: it is copied into every page.
inline constexpr std::size_t most_logo_bytes = 512 * 1024;

/// Whom a client calls, and how their pages are headed.
struct Clinic {
  Text name = {};
  std::vector<Text> address = {};  // lines
  Text phone = {};
  Text logo_file = {};  // as its author named it, from the folder of the clinic file
  Text closing = {};    // the last words of a page
  std::optional<Image> logo = {};
};

/// Reads a clinic file: `candor_clinic: 1`, a `name`, and optional `address`, `phone`, `logo` and
/// `closing`. `logo` names a file and is not read.
Parsed<Clinic> load_clinic(const SourceFile& file);

/// Takes the logo's bytes. `E851` when they are no picture of a type that pages show, `E852` when
/// there are more than `most_logo_bytes`.
std::optional<Diagnostic> take_logo(Clinic& clinic, const SourceFile& file, std::string bytes);

}  // namespace candor
