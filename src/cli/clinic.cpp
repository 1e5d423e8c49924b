// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/clinic.h"

#include <filesystem>

#include "cli/files.h"
#include "cli/screen.h"

namespace candor::cli {

std::string logo_path(const std::string& clinic_path, const Clinic& clinic) {
  const std::filesystem::path folder = std::filesystem::path(clinic_path).parent_path();
  return (folder / clinic.logo_file.text).string();
}

bool read_clinic(const std::string& path, Format format, Streams io,
                 std::optional<Clinic>& clinic) {
  if (path.empty()) return true;
  const auto refuse = [&](const Diagnostic& problem) {
    print_diagnostics(io, format, std::span(&problem, 1));
    return false;
  };
  Outcome<std::string> text = read_input(path, most_file_bytes);
  if (!text.value) return refuse(text.problem);
  const SourceFile file(name_of(path), *std::move(text.value));
  Parsed<Clinic> loaded = load_clinic(file);
  if (!loaded.value) {
    print_diagnostics(io, format, loaded.diagnostics.sorted());
    return false;
  }
  if (!loaded.value->logo_file.empty()) {
    Outcome<std::string> logo = read_input(logo_path(path, *loaded.value), most_logo_bytes);
    if (!logo.value) return refuse(logo.problem);
    if (const auto problem = take_logo(*loaded.value, file, *std::move(logo.value))) {
      return refuse(*problem);
    }
  }
  clinic = std::move(loaded.value);
  return true;
}

}  // namespace candor::cli
