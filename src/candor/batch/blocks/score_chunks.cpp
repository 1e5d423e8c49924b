// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/score_chunks.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "candor/batch/blocks/block_scorer.h"
#include "candor/batch/blocks/chunk.h"
#include "candor/batch/blocks/chunk_cutter.h"
#include "candor/batch/rows/row_scorer.h"

namespace candor {
namespace {

// Scores chunks; each thread has one.
class ChunkScorer {
 public:
  ChunkScorer(const Program& program, const IntakeFile& file, const ChunkOptions& options)
      : row_scorer_(program, file, options.output),
        block_scorer_(BlockScorer::make(program, file, options.output, options.simd, row_scorer_)) {
    const bool appended = file.csv_layout() != nullptr && options.output.csv.append;
    if (appended && file.source().encoding() != Encoding::utf8)
      encoder_.emplace(file.source().encoding());
  }

  std::uint64_t count(const Chunk& chunk) {
    return chunk.regular && block_scorer_ ? block_scorer_->count(chunk)
                                          : row_scorer_.count(chunk.text());
  }

  void score(const Chunk& chunk, std::uint64_t number, ScoredRows& out) {
    if (chunk.regular && block_scorer_)
      block_scorer_->score(chunk, number, out);
    else
      row_scorer_.score(chunk.text(), chunk.line, number, out);
    encode(out);
  }

  // Scores the first `most` rows of a chunk.
  void score_beginning(const Chunk& chunk, std::uint64_t number, std::uint64_t most,
                       ScoredRows& out) {
    row_scorer_.score(chunk.text(), chunk.line, number, out, most);
    encode(out);
  }

 private:
  void encode(ScoredRows& out) {
    if (!encoder_) return;
    std::string encoded;
    encoder_->encode(out.output, encoded);
    out.output = std::move(encoded);
  }

  RowScorer row_scorer_;
  std::unique_ptr<BlockScorer> block_scorer_;  // null when the file cannot be scored in blocks
  std::optional<Encoder> encoder_ = {};
};

// The row of a chunk, from 1, at which too many are rejected; 0 when there is none.
std::uint64_t row_over_limit(const RowTally& before, const ScoredRows& chunk,
                             const RejectLimit& limit) {
  RejectCount now{.rows = before.rows, .rejected = before.rejected};
  for (const std::uint32_t row : chunk.rejected) {
    now.rows = before.rows + row + 1;
    ++now.rejected;
    if (too_many_rejects(now, limit, false)) return row + 1;
  }
  return 0;
}

// Cuts chunks in order, scores them in any order, and writes them in order.
class Run {
 public:
  Run(const Program& program, IntakeFile& file, const ChunkOptions& options, const WriteText& write,
      const ShowProgress& progress, RowTally& tally)
      : program_(program),
        file_(file),
        options_(options),
        write_(write),
        progress_(progress),
        tally_(tally),
        no_rows_(program.rules(), file.column_names().size()),
        unread_(file.take_unread()),
        cutter_(unread_.source, std::move(unread_.text), unread_.line, cut_options()) {
    // Without an id, a row's number is its id.
    const CsvLayout* layout = file.csv_layout();
    numbers_matter_ = layout == nullptr || !layout->columns.id_column();
    tally_.line_ends = file.line_ends();
    tally_.blank_lines = file.blank_lines();
  }

  Scoring execute() {
    std::vector<std::thread> threads;
    // A file of one chunk is not worth starting a thread for.
    work([&] {
      threads.reserve(options_.threads);
      try {
        while (threads.size() + 1 < options_.threads) {
          threads.emplace_back([this] { work({}); });
        }
      } catch (const std::system_error&) {
        // The system allows no more threads, for example in a container: go on with those there
        // are.
      }
    });
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return outcome_.value_or(Scoring::done);
  }

 private:
  CutOptions cut_options() const {
    const CsvLayout* layout = file_.csv_layout();
    return {.csv = layout != nullptr,
            .delimiter = layout != nullptr ? layout->dialect.delimiter : ',',
            .simd = options_.simd,
            .bytes = options_.chunk_bytes};
  }

  bool stopped() {
    const std::lock_guard lock(order_);
    return outcome_.has_value() || failure_ != nullptr;
  }

  // Runs in each thread. Calls `on_more` once there is more than the first chunk.
  void work(const std::function<void()>& on_more) {
    try {
      ChunkScorer scorer(program_, file_, options_);
      Chunk chunk;
      ScoredRows scored(no_rows_);
      bool called = !on_more;
      while (!stopped()) {
        bool got = false;
        {
          const std::lock_guard lock(input_);
          got = cutter_.next(chunk);
          if (!got)
            chunk.number = chunks_;
          else
            chunks_ = chunk.number + 1;
        }
        if (!got) return end(chunk.number);
        if (!called && !chunk.source_ended) {
          called = true;
          on_more();
        }
        clear(scored);
        std::uint64_t number = 1;
        if (numbers_matter_) number = pass_numbers(chunk.number, scorer.count(chunk));
        scorer.score(chunk, number, scored);
        if (!commit(scorer, chunk, number, scored)) return;
      }
    } catch (...) {
      const std::lock_guard lock(order_);
      if (!failure_) failure_ = std::current_exception();
      turn_.notify_all();
    }
  }

  void clear(ScoredRows& scored) const {
    scored.output.clear();
    scored.rejects.clear();
    scored.batch = no_rows_;
    scored.rejected.clear();
    scored.refusal.reset();
  }

  // Waits until the rows before the chunk are counted; returns the number of its first row.
  std::uint64_t pass_numbers(std::uint64_t chunk, std::uint64_t rows) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return counted_ == chunk || outcome_ || failure_; });
    const std::uint64_t first = rows_counted_ + 1;
    rows_counted_ += rows;
    counted_ = chunk + 1;
    turn_.notify_all();
    return first;
  }

  // Checks the end of the text, once everything before it is written.
  void end(std::uint64_t chunk) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return written_ >= chunk || outcome_ || failure_; });
    if (outcome_ || failure_) return;
    switch (file_.end()) {
      case NextRow::read_failed: outcome_ = Scoring::read_failed; break;
      case NextRow::refused: outcome_ = Scoring::refused; break;
      case NextRow::row:
      case NextRow::end:
        outcome_ = too_many_rejects({.rows = tally_.rows, .rejected = tally_.rejected},
                                    options_.reject_limit, true)
                       ? Scoring::too_many_rejects
                       : Scoring::done;
    }
    turn_.notify_all();
  }

  // Writes a chunk when it is its turn; false when the run is over.
  bool commit(ChunkScorer& scorer, const Chunk& chunk, std::uint64_t number, ScoredRows& scored) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return written_ == chunk.number || outcome_ || failure_; });
    if (outcome_ || failure_) return false;
    const std::uint64_t most = row_over_limit(tally_, scored, options_.reject_limit);
    if (most > 0) {
      clear(scored);
      scorer.score_beginning(chunk, number, most, scored);
    }
    tally_.add(scored.batch);
    if (!write_({scored.output, scored.rejects, scored.batch.ids.lines.size()})) {
      outcome_ = Scoring::write_failed;
    } else if (most > 0) {
      outcome_ = Scoring::too_many_rejects;
    } else if (scored.refusal) {
      // When reading failed, the quote may be closed in the part that was not read.
      const bool failed =
          scored.refusal->code == codes::unclosed_intake_quote && file_.source().failed();
      if (!failed) file_.refuse(std::move(*scored.refusal));
      const bool damaged = failed && file_.end() == NextRow::refused;
      outcome_ = failed && !damaged ? Scoring::read_failed : Scoring::refused;
    }
    ++written_;
    if (progress_ && !outcome_) progress_(tally_);
    turn_.notify_all();
    return !outcome_;
  }

  const Program& program_;
  IntakeFile& file_;
  const ChunkOptions& options_;
  const WriteText& write_;
  const ShowProgress& progress_;
  RowTally& tally_;
  const RowBatch no_rows_;
  bool numbers_matter_ = false;

  std::mutex input_;  // guards the next three
  UnreadText unread_;
  ChunkCutter cutter_;
  std::uint64_t chunks_ = 0;  // cut so far

  std::mutex order_;  // guards the rest, and `tally_`
  std::condition_variable turn_;
  std::uint64_t counted_ = 0;  // chunks whose rows are numbered
  std::uint64_t rows_counted_ = 0;
  std::uint64_t written_ = 0;  // chunks
  std::optional<Scoring> outcome_ = {};
  std::exception_ptr failure_ = {};
};

}  // namespace

Scoring score_chunks(const Program& program, IntakeFile& file, const ChunkOptions& options,
                     const WriteText& write, const ShowProgress& progress, RowTally& tally) {
  ChunkOptions utf8 = options;
  utf8.output.csv.encoded = false;  // chunks are encoded as a whole
  return Run(program, file, utf8, write, progress, tally).execute();
}

}  // namespace candor
