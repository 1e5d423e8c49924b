// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "candor/base/diagnostic.h"

namespace candor {

std::span<const DiagnosticCode> diagnostic_codes() noexcept {
  static constexpr auto codes = std::to_array<DiagnosticCode>({
      // The text of a rule set or of its tests
      {"E101", "the file is not UTF-8"},
      {"E102", "a control character"},
      {"E103", "a tab in the indentation"},
      {"E104", "not YAML"},
      {"E105", "a quote that is never closed"},
      {"E106", "something after the end of the document"},
      {"E107", "an anchor or an alias"},
      {"E108", "a tag"},
      {"E109", "a key that is not text"},
      {"E110", "beyond a limit"},
      {"E111", "an empty file"},
      {"E112", "the same key or id twice"},
      {"E113", "old Macintosh line ends"},
      // What a rule set extends
      {"E120", "a rule set to extend that cannot be had"},
      {"E121", "a circle in `extends`"},
      {"E122", "nothing changed"},
      {"E123", "the id of the rule set extended"},
      {"E124", "`off` for what is not there"},
      {"E125", "`off` for what is still used"},
      {"E126", "`off` where nothing can be dropped"},
      {"E127", "a rule changed, and its `because` kept"},
      // Its structure
      {"E201", "an unknown key"},
      {"E202", "a missing key"},
      {"E203", "the wrong kind of value"},
      {"E204", "an empty value"},
      {"E205", "not an id"},
      {"E206", "a reserved id"},
      {"E207", "not one of the words expected"},
      {"E208", "the same thing twice in a list"},
      {"E209", "a key that does not fit here"},
      {"E210", "a value of the wrong form"},
      // Names
      {"E301", "an unknown question"},
      {"E302", "an unknown choice"},
      {"E303", "an unknown condition"},
      {"E304", "an unknown verdict"},
      {"E305", "an unknown source"},
      {"E306", "an unknown section"},
      {"E307", "an unknown rule"},
      {"E308", "an unknown care item"},
      {"E309", "an unknown code of a finding"},
      // Meaning
      {"E401", "a test that does not fit the question"},
      {"E402", "an impossible number"},
      {"E403", "an impossible range or step"},
      {"E404", "an impossible duration"},
      {"E405", "several keys under `not`"},
      {"E406", "a circle in the conditions"},
      {"E407", "a circle in `asked_if`"},
      {"E408", "`until` on a question that is not about time"},
      {"E409", "`until` under a verdict that does not proceed later"},
      {"E410", "a dispute that is not told"},
      {"E411", "no sources"},
      {"E412", "verdicts out of order"},
      {"E413", "an impossible `if_blank`"},
      {"E414", "an impossible window"},
      {"E415", "an impossible date"},
      // Review
      {"E501", "the review is of another content"},
      // Answers
      {"E601", "not JSON"},
      {"E602", "not an object"},
      {"E603", "an answer to an unknown question"},
      {"E604", "a question answered twice"},
      {"E605", "the wrong kind of answer"},
      {"E606", "an unknown choice in an answer"},
      {"E607", "neither yes nor no"},
      {"E608", "not a number"},
      {"E609", "a number out of range"},
      {"E610", "a number off its step"},
      {"E611", "not a time"},
      {"E612", "a date after the screening date"},
      {"E613", "`never` or `ongoing` where it is not accepted"},
      {"E614", "`none` beside a member"},
      {"E615", "too many answers"},
      {"E616", "answers that are not UTF-8"},
      // Cells of an intake file
      {"E620", "a cell that could be two choices"},
      {"E621", "a date in an order that no mapping names"},
      {"E622", "a year of two digits"},
      {"E623", "the other decimal sign"},
      {"E624", "a member that is neither yes nor no"},
      {"E625", "a cell that is no day to screen on"},
      // Interviews
      {"E631", "not a saved interview"},
      {"E632", "a saved interview under other rules"},
      {"E633", "an interview that ended too early"},
      // Tests beside a rule set
      {"E701", "tests of another rule set"},
      {"E702", "an answer of a case that is refused"},
      {"E703", "an expectation that cannot be"},
      {"E705", "a property of a question of another type"},
      {"E706", "a property that holds whatever the rules say"},
      {"E707", "a case both expected and to confirm"},
      // A mapping file
      {"E801", "a mapping for another rule set"},
      {"E802", "a word with two meanings"},
      {"E803", "a column named twice"},
      {"E804", "a question answered twice by a mapping"},
      {"E805", "a mapped answer that is refused"},
      {"E806", "an unknown as an answer"},
      {"E807", "a key that does not fit the question"},
      // The header of an intake file
      {"E811", "two headers alike"},
      {"E812", "two columns for one question"},
      {"E813", "no column recognised"},
      {"E814", "a column that is not there"},
      {"E815", "a column for two things"},
      // Intake files
      {"E820", "nothing in the file"},
      {"E821", "no header"},
      {"E822", "two readings that fit equally well"},
      {"E823", "a quote in an intake that is never closed"},
      {"E824", "a NUL byte"},
      {"E825", "a record of more than 16 MiB"},
      {"E826", "two encodings that fit equally well"},
      {"E827", "a last character that is cut off"},
      {"E828", "one JSON array"},
      {"E829", "an option for columns, and a file without any"},
      {"E830", "more rejected rows than allowed"},
      {"E831", "no row scored"},
      {"E832", "a column that is there already"},
      {"E833", "compressed data that is damaged"},
      // Their rows
      {"E840", "too few fields"},
      {"E841", "too many fields"},
      {"E842", "text behind a closing quote"},
      {"E843", "bytes that are no text"},
      {"E844", "a field that holds a whole row"},
      {"E845", "two ids"},
      // A clinic file
      {"E850", "not a telephone number"},
      {"E851", "a logo that is no picture"},
      {"E852", "a logo that is too large"},
      // The command line
      {"E901", "an input that cannot be read"},
      {"E902", "an output that cannot be written"},
      {"E903", "an output over an input"},
      {"E904", "not a day to screen on"},
      {"E905", "an appointment before the screening"},
      {"E906", "no such rule set"},
      {"E907", "the wrong use of a command"},
      {"E908", "a file that is there already"},
  });
  return codes;
}

std::span<const DiagnosticCode> finding_codes() noexcept {
  static constexpr auto codes = std::to_array<DiagnosticCode>({
      // Rules
      {"F101", "a rule that can never apply"},
      {"F102", "a rule that always applies"},
      {"F103", "a rule that is never decisive"},
      {"F104", "a duplicate rule"},
      {"F105", "a wait that ends before its rule does"},
      // Questions
      {"F201", "a question that nothing uses"},
      {"F202", "a question whose answers make no difference"},
      {"F203", "a question that is never asked"},
      // Conditions and thresholds
      {"F301", "a condition that is always the same"},
      {"F302", "a gap between thresholds"},
      {"F303", "an overlap of thresholds"},
      {"F304", "`over` or `at_most` with months"},
      {"F305", "a `not` on a question that may not apply"},
      // Care
      {"F401", "care that nobody can receive"},
      {"F402", "care that contradicts itself"},
      // Sources and evidence
      {"F501", "a source that is never cited"},
      {"F502", "evidence past its review"},
      // Acceptance
      {"F901", "an acceptance of what is not found"},
  });
  return codes;
}

bool is_finding_code(std::string_view code) noexcept {
  const auto codes = finding_codes();
  return std::any_of(codes.begin(), codes.end(), [&](const auto& c) { return c.code == code; });
}

}  // namespace candor
