// SPDX-License-Identifier: Apache-2.0
// People use the page by tapping and typing. usage: visits.mjs CANDOR FOLDER [NAME...]
//
// Each visit of scenes.mjs and client_scenes.mjs is made on the devices it names, without a network. FOLDER has the pages
// that script/check-page wrote. With names, only those visits. One more visit is over HTTP, which is what browsers keep pages of
// aside.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { for_each, launch } from "../browser.mjs";
import { Desk } from "./desk.mjs";
import { devices, Hands } from "./hands.mjs";
import { client_scenes, late_scenes } from "./client_scenes.mjs";
import { scenes } from "./scenes.mjs";

const [candor, folder, ...wanted] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "candor-visits-"));
const browser = await launch();
let failed = 0;
let count = 0;

const all = [scenes, client_scenes, late_scenes].flatMap((each) => Object.entries(each))
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .flatMap(([name, { on = devices.map((device) => device.name), page = "candor.html", play }]) =>
    devices.filter((device) => on.includes(device.name)).map((device) => ({ name, device, page, play })));

async function visit({ name, device, page, play }) {
  count++;
  const problems = [];
  const desk = new Desk(resolve(candor), resolve(folder), scratch);
  let hands;
  try {
    hands = await Hands.open(browser, join(resolve(folder), page), device);
    await play(hands, desk);
  } catch (error) {
    problems.push(error.stack.split("\n").slice(0, 12).join("\n  "));
    if (hands && process.env.CANDOR_SHOTS) {
      await hands.page.screenshot({ path: join(process.env.CANDOR_SHOTS, `${name}-${device.name}.png`), fullPage: true });
    }
  }
  if (hands) problems.push(...await hands.close());
  for (const problem of problems) console.log(`FAILED: ${name} on a ${device.name}: ${problem}`);
  failed += problems.length > 0;
}

// Goes to another page and back: the browser shows the page that it has kept, and it is empty.
async function come_back() {
  count++;
  const html = readFileSync(join(resolve(folder), "candor.html"));
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(request.url === "/" ? html : "<!doctype html><title>Another page</title>");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const keeping = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await keeping.newPage();
    const url = `http://127.0.0.1:${server.address().port}/`;
    await page.goto(url);
    await page.waitForSelector("body[data-ready]");
    await page.evaluate(() => {
      addEventListener("pageshow", (event) => (document.body.dataset.kept = event.persisted));
      candor.ask({ do: "reply", question: "age", value: 47 });
      candor.session.unsaved = false;
    });
    await page.goto(`${url}another`);
    await page.goBack({ waitUntil: "commit" });
    await page.waitForSelector("body[data-kept=true]");
    assert.deepEqual(await page.evaluate(() => candor.session.state.answers), {});
  } catch (error) {
    console.log(`FAILED: coming back from another page: ${error.message}`);
    failed++;
  } finally {
    await keeping.close();
    server.close();
  }
}

try {
  await for_each(all, visit);
  if (wanted.length === 0 || wanted.includes("coming back")) await come_back();
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
console.log(`${count} visits to the page: ${failed || "none"} failed`);
process.exit(failed || count === 0 ? 1 : 0);
