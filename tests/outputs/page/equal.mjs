// SPDX-License-Identifier: Apache-2.0
// The page says what the command says. usage: equal.mjs CANDOR FOLDER
//
// For 5,000 invented clients result, leaflet and report of the engine in Node and of the page in Chromium are byte for byte
// those of `candor screen --answers`; for fewer, with a clinic and of another rule set. FOLDER has the pages to try, which
// page.mjs writes.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { for_each, launch } from "../browser.mjs";
import { answer_sets, as_file } from "./answer_sets.mjs";
import { start_engine } from "./engine.mjs";

const [candor, folder] = process.argv.slice(2, 4).map((path) => resolve(path));
const root = new URL("../../../", import.meta.url).pathname;
// In the page nothing is a blank that was passed over: all that is asked is answered.
const suitable = { ...JSON.parse(readFileSync(join(root, "examples/suitable.json"), "utf8")), event_in_days: 200 };
const kinds = ["json", "leaflet", "report"];
const at_once = 200; // clients, so that one of the two works while the other does

// In memory, where that is possible: nothing is waited for until it is on a disk.
const scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "candor-equal-"));
const run = promisify(execFile);
const digest = (text) => createHash("sha256").update(text).digest("hex");

// What the command writes for a client, by kind.
async function from_command(state, rules, words) {
  const path = join(scratch, `${digest(JSON.stringify(state)).slice(0, 16)}`);
  const answers = `${path}.answers`;
  writeFileSync(answers, as_file(state, rules));
  const options = ["--as-of", state.as_of, ...words];
  if (state.appointment) {
    options.push("--appointment", state.appointment + (state.appointment_time ? `T${state.appointment_time}` : ""));
  }
  if (state.ref) options.push("--ref", state.ref);
  if (state.decision) {
    writeFileSync(`${path}.decision`, JSON.stringify(state.decision));
    options.push("--decision", `${path}.decision`);
  }
  for (const kind of kinds) options.push(`--${kind}`, `${path}.${kind}`);
  await run(candor, ["screen", "--answers", answers, "--force", ...options], { cwd: root });
  return kinds.map((kind) => readFileSync(`${path}.${kind}`, "utf8"));
}

function from_engine(engine, state) {
  return kinds.map((kind) => engine.ask({ do: kind, state }).text ?? "nothing");
}

// In the page: the digests of what its engine writes.
async function in_page({ states, kinds }) {
  const hex = async (text) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (byte) => byte.toString(16).padStart(2, "0")).join("");
  return Promise.all(states.map((state) => Promise.all(kinds.map((kind) => hex(candor.engine.ask({ do: kind, state }).text ?? "")))));
}

function first_difference(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const around = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `at ${at}: ${around(one)} and ${around(other)}`;
}

// Compares one page with the command, which gets `words` besides; returns how many clients had which verdict.
async function compare(browser, { page: name, count, seed, words, differs }) {
  const path = join(folder, name);
  const engine = await start_engine(path);
  const about = engine.ask({ do: "about", state: { as_of: "2026-11-28" } });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href);
  await page.waitForSelector("body[data-ready]", { timeout: 20000 });
  const states = answer_sets(seed, count, about, suitable);
  const verdicts = {};
  const failures = [];
  for (let begin = 0; begin < count && failures.length < 5; begin += at_once) {
    const some = states.slice(begin, begin + at_once);
    const in_browser = page.evaluate(in_page, { states: some, kinds });
    const in_node = some.map((state) => from_engine(engine, state));
    const digests = await in_browser;
    const here = [];
    await for_each(some.keys(), async (i) => (here[i] = await from_command(some[i], about.rules, words)));
    some.forEach((state, i) => {
      const { verdict, settled } = JSON.parse(here[i][0]);
      const said = settled ? verdict : "incomplete";
      verdicts[said] = (verdicts[said] ?? 0) + 1;
      kinds.forEach((kind, k) => {
        const difference = in_node[i][k] !== here[i][k] ? `in Node, ${first_difference(here[i][k], in_node[i][k])}`
          : digests[i][k] !== digest(here[i][k]) ? "in Chromium" : "";
        if (difference) failures.push(`client ${begin + i}: ${kind} ${difference}\n  ${JSON.stringify(state)}`);
      });
    });
  }
  await page.close();
  if (differs) return { verdicts, failed: failures.length === 0 };
  for (const failure of failures.slice(0, 5)) console.log(`FAILED: ${name}: ${failure}`);
  return { verdicts, failed: failures.length > 0 };
}

const pages = [
  { page: "candor.html", count: Number(process.env.CANDOR_CLIENTS ?? 5000), seed: 16, words: [],
    verdicts: ["suitable", "caution", "defer", "refer", "unsuitable", "incomplete"] },
  { page: "clinic.html", count: 100, seed: 17, words: ["--clinic", "tests/outputs/clinic.yaml"], verdicts: [] },
  { page: "hostile.html", count: 100, seed: 18, verdicts: [],
    words: ["--rules", "tests/outputs/hostile.yaml", "--clinic", "tests/outputs/hostile.clinic.yaml"] },
  // Another clinic than the page's must be seen.
  { page: "clinic.html", count: 2, seed: 17, words: [], verdicts: [], differs: true },
];
let failed = 0;
const browser = await launch();
try {
  for (const each of pages) {
    const { verdicts, failed: different } = await compare(browser, each);
    const missing = each.verdicts.filter((verdict) => !((verdicts[verdict] ?? 0) >= each.count / 100));
    if (missing.length > 0) console.log(`FAILED: ${each.page}: too few clients are ${missing.join(", ")}`);
    failed += different || missing.length > 0;
    if (each.differs && different) console.log(`FAILED: ${each.page}: a difference is not found`);
    if (!each.differs) console.log(`${each.page}: ${each.count} clients in Node and in Chromium as in the command: ` +
      Object.entries(verdicts).sort().map(([verdict, count]) => `${count} ${verdict}`).join(", "));
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
process.exit(failed ? 1 : 0);
