// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/score_chunks.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "candor/batch/rows/block_scorer.h"
#include "candor/batch/rows/chunk.h"
#include "candor/batch/rows/chunk_cutter.h"
#include "candor/batch/rows/row_scorer.h"

namespace candor {
namespace {

// What one thread scores chunks with.
class Scorer {
 public:
  Scorer(const Program& program, const IntakeFile& file, const ChunkScoring& how)
      : one_by_one_(program, file, how.output),
        fast_(BlockScorer::make(program, file, how.output, how.simd, one_by_one_)) {
    const bool appended = file.csv() != nullptr && how.output.csv.append;
    if (appended && file.source().encoding() != Encoding::utf8)
      encoder_.emplace(file.source().encoding());
  }

  std::uint64_t count(const Chunk& chunk) {
    return chunk.regular && fast_ ? fast_->count(chunk) : one_by_one_.count(chunk.text());
  }

  void score(const Chunk& chunk, std::uint64_t number, ScoredChunk& out) {
    if (chunk.regular && fast_)
      fast_->score(chunk, number, out);
    else
      one_by_one_.score(chunk.text(), chunk.line, number, out);
    encode(out);
  }

  // The first `most` rows of a chunk.
  void score_beginning(const Chunk& chunk, std::uint64_t number, std::uint64_t most,
                       ScoredChunk& out) {
    one_by_one_.score(chunk.text(), chunk.line, number, out, most);
    encode(out);
  }

 private:
  void encode(ScoredChunk& out) {
    if (!encoder_) return;
    std::string encoded;
    encoder_->encode(out.output, encoded);
    out.output = std::move(encoded);
  }

  RowScorer one_by_one_;
  std::unique_ptr<BlockScorer> fast_;
  std::optional<Encoder> encoder_ = {};
};

// The row of a chunk at which too many are rejected, counted from 1; 0 when there is none.
std::uint64_t row_too_many(const RowTally& before, const ScoredChunk& chunk,
                           const MostRejects& most) {
  RowRejects now{.rows = before.rows, .rejected = before.rejected};
  for (const std::uint32_t row : chunk.rejected) {
    now.rows = before.rows + row + 1;
    ++now.rejected;
    if (too_many(now, most, false)) return row + 1;
  }
  return 0;
}

// Chunks are taken in order, scored in any, and written in order.
class Run {
 public:
  Run(const Program& program, IntakeFile& file, const ChunkScoring& how, const TakeText& take,
      const ShowProgress& progress, RowTally& tally)
      : program_(program),
        file_(file),
        how_(how),
        take_(take),
        progress_(progress),
        tally_(tally),
        unread_(file.hand_over()),
        cutter_(unread_.source, std::move(unread_.text), unread_.line, cutting()) {
    // The rows of a file without ids are called by their numbers.
    numbers_matter_ = file.csv() == nullptr || !file.csv()->columns().id_column();
    if (file.csv() != nullptr) {
      tally_.line_ends = file.csv()->line_ends();
      tally_.blank_lines = file.csv()->blank_lines();
    }
  }

  Scoring execute() {
    std::vector<std::thread> threads;
    // A small file is read at once, and no thread is worth starting for it.
    work([&] {
      threads.reserve(how_.threads);
      try {
        while (threads.size() + 1 < how_.threads) {
          threads.emplace_back([this] { work({}); });
        }
      } catch (const std::system_error&) {
        // The system allows no more (a container's limit of processes): those there are do it all.
      }
    });
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return outcome_.value_or(Scoring::done);
  }

 private:
  Cutting cutting() const {
    return {.csv = file_.csv() != nullptr,
            .delimiter = file_.csv() != nullptr ? file_.csv()->dialect().delimiter : ',',
            .simd = how_.simd,
            .bytes = how_.chunk_bytes};
  }

  bool stopped() {
    const std::lock_guard lock(order_);
    return outcome_.has_value() || failure_ != nullptr;
  }

  // What each thread does. `on_more` is called once there is more than the first chunk.
  void work(const std::function<void()>& on_more) {
    try {
      Scorer scorer(program_, file_, how_);
      Chunk chunk;
      ScoredChunk scored(RowCounts(program_.rules(), file_.places().size()));
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

  void clear(ScoredChunk& scored) const {
    scored.output.clear();
    scored.rejects.clear();
    scored.counts = RowCounts(program_.rules(), file_.places().size());
    scored.ids.clear();
    scored.run = {};
    scored.lines.clear();
    scored.rejected.clear();
    scored.refusal.reset();
  }

  // Waits for the rows before the chunk to be counted; the number of its first.
  std::uint64_t pass_numbers(std::uint64_t chunk, std::uint64_t rows) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return counted_ == chunk || outcome_ || failure_; });
    const std::uint64_t first = rows_counted_ + 1;
    rows_counted_ += rows;
    counted_ = chunk + 1;
    turn_.notify_all();
    return first;
  }

  // Takes part in the end of the text, once all before it is written.
  void end(std::uint64_t chunk) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return written_ >= chunk || outcome_ || failure_; });
    if (outcome_ || failure_) return;
    switch (file_.end()) {
      case NextRow::read_failed: outcome_ = Scoring::read_failed; break;
      case NextRow::refused: outcome_ = Scoring::refused; break;
      case NextRow::row:
      case NextRow::end:
        outcome_ = too_many({.rows = tally_.rows, .rejected = tally_.rejected}, how_.most, true)
                       ? Scoring::too_many_rejects
                       : Scoring::done;
    }
    turn_.notify_all();
  }

  // Writes a chunk when it is its turn; false when nothing more is to be done.
  bool commit(Scorer& scorer, const Chunk& chunk, std::uint64_t number, ScoredChunk& scored) {
    std::unique_lock lock(order_);
    turn_.wait(lock, [&] { return written_ == chunk.number || outcome_ || failure_; });
    if (outcome_ || failure_) return false;
    const std::uint64_t most = row_too_many(tally_, scored, how_.most);
    if (most > 0) {
      clear(scored);
      scorer.score_beginning(chunk, number, most, scored);
    }
    tally_.add(scored.counts);
    tally_.duplicates.add(scored.ids, scored.lines, scored.run);
    if (!take_({scored.output, scored.rejects, scored.lines.size()})) {
      outcome_ = Scoring::write_failed;
    } else if (most > 0) {
      outcome_ = Scoring::too_many_rejects;
    } else if (scored.refusal) {
      // Where reading failed, quotes may well be closed behind that.
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
  const ChunkScoring& how_;
  const TakeText& take_;
  const ShowProgress& progress_;
  RowTally& tally_;
  bool numbers_matter_ = false;

  std::mutex input_;  // of the text
  UnreadText unread_;
  ChunkCutter cutter_;
  std::uint64_t chunks_ = 0;  // taken

  std::mutex order_;  // of what follows
  std::condition_variable turn_;
  std::uint64_t counted_ = 0;  // chunks whose rows are numbered
  std::uint64_t rows_counted_ = 0;
  std::uint64_t written_ = 0;  // chunks
  std::optional<Scoring> outcome_ = {};
  std::exception_ptr failure_ = {};
};

}  // namespace

Scoring score_chunks(const Program& program, IntakeFile& file, const ChunkScoring& how,
                     const TakeText& take, const ShowProgress& progress, RowTally& tally) {
  ChunkScoring utf8 = how;
  utf8.output.csv.encoded = false;  // chunks are encoded as a whole
  return Run(program, file, utf8, take, progress, tally).execute();
}

}  // namespace candor
