// SPDX-License-Identifier: Apache-2.0
// What lies beside the page: the command, which reads and writes the same files, and answers of invented people.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { today } from "./hands.mjs";

const root = new URL("../../../", import.meta.url).pathname;

/// Answers to all that is asked of somebody suitable.
export const suitable = { ...JSON.parse(readFileSync(join(root, "examples/suitable.json"), "utf8")), event_in_days: 200 };

let last = 0;

export class Desk {
  constructor(candor, folder, scratch) {
    Object.assign(this, { candor, folder, scratch });
  }

  /// A file with a text, or with bytes.
  file(text, name = "file.json") {
    const path = join(this.scratch, `${++last}-${name}`);
    writeFileSync(path, text);
    return path;
  }

  /// A name for a file that is not there yet.
  path(name) {
    return join(this.scratch, `${++last}-${name}`);
  }

  /// Runs the command; returns standard output. What it says when it fails is in the error.
  run(words, input = "") {
    return execFileSync(this.candor, words, { cwd: root, input, stdio: ["pipe", "pipe", "pipe"] }).toString();
  }

  /// The exit status, and all that the command says.
  try_run(words, input = "") {
    const { status, stdout, stderr } = spawnSync(this.candor, words, { cwd: root, input });
    return { status, said: `${stdout}${stderr}` };
  }

  /// What `candor screen` writes of a file of answers: "json", "leaflet", "report" or "record".
  screen(path, kind, ...more) {
    const out = this.path(kind);
    this.run(["screen", "--answers", path, "--as-of", today, `--${kind}`, out, ...more]);
    return readFileSync(out, "utf8");
  }

  /// The record of a visit of before, of somebody with these answers.
  record(answers, as_of, ...more) {
    const out = this.path("record.json");
    this.run(["screen", "--answers", "-", "--as-of", as_of, "--record", out, ...more], JSON.stringify(answers));
    return out;
  }
}
