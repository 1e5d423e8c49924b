#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Screens one person from Node.js, with no packages.
//
//   examples/screen.mjs ANSWERS.json [YYYY-MM-DD]
//
// CANDOR names the candor to use, if it is not on the PATH.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** candor gave no result; `status` 4 means that the answers are to be corrected. */
class NoVerdict extends Error {
  constructor(status) {
    super(`no verdict: candor ended with status ${status}`);
    this.status = status;
  }
}

/** The result of screening `answers`, an object of question to answer, on the day `asOf`. */
function screen(answers, asOf) {
  // Answers go through standard input: a command line can be read by every process of the machine.
  // What candor says on standard error goes to ours.
  const done = spawnSync(
    process.env.CANDOR ?? 'candor',
    ['screen', '--answers', '-', '--format', 'json', '--as-of', asOf],
    { input: JSON.stringify(answers), stdio: ['pipe', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  // An error beside a status only says that candor ended before it had read the answers.
  if (done.error && done.status === null) throw done.error;
  if (done.status !== 0) throw new NoVerdict(done.status ?? 1);
  return JSON.parse(done.stdout);
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const [file, asOf = today(), ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) {
  console.error('usage: screen.mjs ANSWERS.json [YYYY-MM-DD]');
  process.exit(2);
}

try {
  const result = screen(JSON.parse(readFileSync(file, 'utf8')), asOf);
  console.log(`${result.label} (${result.verdict})`);
  console.log(`earliest: ${result.earliest ?? 'none'}`);
  console.log(result.open.length > 0 ? 'open:' : 'open: none');
  for (const { question, ask } of result.open) console.log(`  ${question}: ${ask}`);
} catch (why) {
  if (!(why instanceof NoVerdict)) throw why;
  console.error(why.message);
  process.exitCode = why.status;
}
