// SPDX-License-Identifier: Apache-2.0
// Turns the events of a JSON parser into answers. Private to this folder.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"

namespace candor {

/// Handles the events of `nlohmann::json::sax_parse`, which reports repeated keys and numbers as
/// written, and needs no memory for deep nesting. The library's messages repeat the input, so they
/// are not used.
class AnswersReader {
 public:
  /// Keys in `beside` are skipped, with their values.
  AnswersReader(const RuleSet& rules, Date as_of, Diagnostics& diagnostics,
                std::span<const std::string_view> beside);

  /// The answers. Precondition: there were no errors.
  Answers take() { return std::move(answers_); }

  /// The offset where the text stops being JSON: the last byte of the token that cannot follow, or
  /// the end of the text. Nothing when it is JSON.
  std::optional<std::size_t> broken_at() const noexcept { return broken_at_; }

  /// Whether the object of answers is closed.
  bool complete() const noexcept { return complete_; }

  bool null();
  bool boolean(bool truth);
  bool number_integer(nlohmann::json::number_integer_t number);
  bool number_unsigned(nlohmann::json::number_unsigned_t number);
  bool number_float(nlohmann::json::number_float_t number, const std::string& written);
  bool string(const std::string& text);
  bool binary(const nlohmann::json::binary_t& bytes);
  bool start_object(std::size_t size);
  bool key(const std::string& key);
  bool end_object();
  bool start_array(std::size_t size);
  bool end_array();
  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::detail::exception& exception);

 private:
  /// The container of the next value.
  enum class Level : std::uint8_t { document, answers, list, members };

  struct Scalar {
    enum class Kind : std::uint8_t { null, boolean, number, text };
    Kind kind = Kind::null;
    bool truth = false;
    std::string_view text = {};  // of a text, or of a number as written
  };

  // The set being read.
  struct Set {
    std::uint64_t yes = 0;
    std::uint64_t known = 0;                 // in an object
    std::uint64_t seen = 0;                  // in an object
    std::optional<std::size_t> member = {};  // in an object: nothing for an unknown one
    std::size_t count = 0;                   // elements or members so far
    std::size_t nones = 0;                   // in a list
  };

  bool start(bool object);
  bool end();
  bool value(const Scalar& scalar);
  bool number(std::string_view written);

  bool not_an_object();
  void next_question(const std::string& key);
  void unknown_question(const std::string& key);
  void answer(const Scalar& scalar);
  void wrong_kind();
  void element(const Scalar* scalar);
  void end_list();
  void next_member(const std::string& key);
  void member(const Scalar* scalar);
  void end_members();

  const Question& question() const { return rules_.questions[*question_]; }
  std::string pointer() const;
  std::string member_pointer() const;
  bool full() const noexcept;
  void error(Refusal refusal, std::string pointer);

  const RuleSet& rules_;
  Date as_of_;
  Diagnostics& diagnostics_;
  std::span<const std::string_view> beside_;
  Answers answers_;
  std::vector<bool> answered_;
  std::unordered_map<std::string_view, std::size_t> ids_;
  Level level_ = Level::document;
  std::optional<std::size_t> question_ = {};  // being answered; nothing for an unknown one
  Set set_ = {};
  std::size_t skipped_ = 0;  // open lists and objects of a skipped value
  bool complete_ = false;
  std::optional<std::size_t> broken_at_ = {};
};

}  // namespace candor
