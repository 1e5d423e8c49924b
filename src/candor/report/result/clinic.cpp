// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/clinic.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/yaml/fields.h"

namespace candor {
namespace {

constexpr std::string_view what = "the clinic file";
constexpr std::size_t most_address_lines = 8;
constexpr std::size_t most_closing_bytes = 2000;
constexpr std::size_t most_hours_bytes = 200;

Diagnostic about_logo(DiagnosticCode code, const Clinic& clinic, const SourceFile& file,
                      std::string message, std::string help) {
  Diagnostics diagnostics;
  diagnostics.error(code, file, clinic.logo_file.at, std::move(message), std::move(help));
  return diagnostics.items().front();
}

std::vector<Text> load_address(const YamlNode& node, Fields& fields) {
  std::vector<Text> lines;
  if (node.kind != YamlNode::Kind::sequence) {
    if (auto line = fields.text(node, "`address`")) lines.push_back(*std::move(line));
    return lines;
  }
  if (!fields.list(node, "`address`")) return lines;
  if (node.items.size() > most_address_lines) {
    fields.error(codes::limit_exceeded, node.at,
                 fmt::format("more than {} lines in `address`", most_address_lines));
    return lines;
  }
  for (const YamlNode& item : node.items) {
    if (auto line = fields.text(item, "a line of `address`")) lines.push_back(*std::move(line));
  }
  return lines;
}

Text telephone_at(const YamlNode& root, std::string_view key, Fields& fields) {
  Text number = fields.text_at(root, key, what);
  if (!number.empty() && !Url::telephone(number)) {
    fields.error(codes::invalid_phone, number.at,
                 fmt::format("`{}` is not a telephone number", key),
                 "expected digits, with `+`, spaces, `-`, `.`, `/` or parentheses");
  }
  return number;
}

}  // namespace

Parsed<Clinic> load_clinic(const SourceFile& file) {
  constexpr std::array<std::string_view, 2> required{"candor_clinic", "name"};
  constexpr std::array<std::string_view, 6> optional{"address",      "phone", "hours",
                                                     "out_of_hours", "logo",  "closing"};
  constexpr std::array<std::string_view, 1> versions{"1"};
  Parsed<Clinic> out;
  const std::optional<YamlNode> root = read_yaml(file, out.diagnostics);
  if (!root) return out;
  Fields fields(file, out.diagnostics);
  Clinic clinic;
  if (fields.keys(*root, {1, 1}, what, required, optional)) {
    if (const YamlNode* version = root->find("candor_clinic")) {
      fields.word(*version, "`candor_clinic`", versions);
    }
    clinic.name = fields.text_at(*root, "name", what);
    if (const YamlNode* address = root->find("address")) {
      clinic.address = load_address(*address, fields);
    }
    clinic.phone = telephone_at(*root, "phone", fields);
    clinic.hours = fields.text_at(*root, "hours", what);
    if (clinic.hours.text.size() > most_hours_bytes) {
      fields.error(codes::limit_exceeded, clinic.hours.at,
                   fmt::format("`hours` is longer than {} bytes", most_hours_bytes));
    }
    clinic.out_of_hours = telephone_at(*root, "out_of_hours", fields);
    clinic.logo_file = fields.text_at(*root, "logo", what);
    clinic.closing = fields.text_at(*root, "closing", what);
    if (clinic.closing.text.size() > most_closing_bytes) {
      fields.error(codes::limit_exceeded, clinic.closing.at,
                   fmt::format("`closing` is longer than {} bytes", most_closing_bytes));
    }
  }
  if (!out.diagnostics.has_errors()) out.value = std::move(clinic);
  return out;
}

std::optional<Diagnostic> take_logo(Clinic& clinic, const SourceFile& file, std::string bytes) {
  if (bytes.size() > most_logo_bytes) {
    return about_logo(codes::logo_too_large, clinic, file,
                      fmt::format("the logo is larger than {} KiB", most_logo_bytes / 1024),
                      "it is embedded in every page: use a smaller file");
  }
  clinic.logo = image_of(std::move(bytes));
  if (clinic.logo) return std::nullopt;
  return about_logo(codes::unsupported_logo, clinic, file,
                    "the logo is not an image that pages can show",
                    "expected PNG, JPEG, GIF or WebP, whatever the file name");
}

}  // namespace candor
