// SPDX-License-Identifier: Apache-2.0
// How long the page takes. usage: time.mjs PAGE [ROUNDS]
//
// From opening the file until it can be used, and for one screening and one leaflet, each with median and best: in Chromium, without a
// network.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "../browser.mjs";
import { answer_sets } from "./answer_sets.mjs";
import { suitable } from "./desk.mjs";

const path = resolve(process.argv[2]);
const rounds = Number(process.argv[3] ?? 15);

// Median and best, as other programs may be using the processors.
function summary(times) {
  const sorted = times.sort((a, b) => a - b);
  return `${sorted[Math.floor(times.length / 2)].toFixed(1)} ms, best ${sorted[0].toFixed(1)} ms, of ${times.length}`;
}

// In the page, before its own script: notes when it is ready.
function watch() {
  new MutationObserver(() => {
    if (document.body?.dataset.ready && !window.ready_at) window.ready_at = performance.now();
  }).observe(document, { attributes: true, childList: true, subtree: true });
}

// In the page: milliseconds for each request of this kind.
function ask({ states, kind }) {
  return states.map((state) => {
    const start = performance.now();
    candor.engine.ask({ do: kind, state });
    return performance.now() - start;
  });
}

const browser = await launch();
try {
  const ready = [];
  let page;
  for (let round = 0; round < rounds; round++) {
    page = await (await browser.newContext({ offline: true })).newPage();
    await page.addInitScript(watch);
    await page.goto(pathToFileURL(path).href);
    await page.waitForFunction(() => window.ready_at);
    ready.push(await page.evaluate(() => window.ready_at));
    if (round + 1 < rounds) await page.context().close();
  }
  const states = answer_sets(16, 300, await page.evaluate(() => candor.about), suitable);
  await page.evaluate(ask, { states, kind: "show" }); // the browser compiles what is used often
  console.log(`${statSync(path).size} bytes, Chromium ${browser.version()}, medians:`);
  console.log(`  opened until ready        ${summary(ready)}`);
  for (const [name, kind] of [["one step of an interview", "show"], ["one screening", "result"], ["one leaflet", "leaflet"], ["one report", "report"]]) {
    console.log(`  ${name.padEnd(25)} ${summary(await page.evaluate(ask, { states, kind }))}`);
  }
} finally {
  await browser.close();
}
