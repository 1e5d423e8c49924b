// SPDX-License-Identifier: Apache-2.0
// What the page looks like on its way. usage: looks.mjs FOLDER [SHOTS]
//
// On every kind of screen, for the practitioner and for the client: axe finds nothing in light, in dark and in print; nothing is
// wider than the page at 360, 768 and 1280 pixels; what is tapped is large enough. Pages with one fault each, made from the
// client's page, are refused. FOLDER has the pages that script/check-page wrote; SHOTS gets a picture of each screen.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import axe from "axe-core";
import { for_each, launch, run_axe, too_wide } from "../browser.mjs";
import { suitable } from "./desk.mjs";
import { devices, Hands } from "./hands.mjs";

const folder = resolve(process.argv[2]);
const shots = process.argv[3];
const only_colors = ["color-contrast", "link-in-text-block"];
const looks = [
  { name: "light", media: "screen", scheme: "light", widths: [360, 768, 1280] },
  { name: "dark", media: "screen", scheme: "dark", widths: [360, 1280], rules: only_colors },
  { name: "print", media: "print", scheme: "light", widths: [718] },
];

// In the page: what is too small for a thumb.
function too_small() {
  const smallest = 40;
  return [...document.querySelectorAll("button, label.option, label.door, input.text, summary")]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element, box }) => element.checkVisibility() && box.width > 0 && Math.min(box.width, box.height) < smallest)
    .map(({ element, box }) => `too small to tap, ${Math.round(box.width)} x ${Math.round(box.height)}: ${element.outerHTML.slice(0, 100)}`);
}

let seen = 0;

// What is wrong with the screen that is shown now.
async function look_at(hands, name) {
  const { page } = hands;
  const problems = [];
  seen++;
  await page.evaluate(() => window.axe !== undefined) || await page.evaluate(axe.source);
  for (const { name: look, media, scheme, widths, rules } of looks) {
    await page.emulateMedia({ media, colorScheme: scheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => document.getAnimations().forEach((each) => each.finish())); // colours change gradually
      if (media === "screen") problems.push(...await page.evaluate(too_wide));
      if (width === 360) problems.push(...await page.evaluate(too_small));
      const { violations, passes } = await page.evaluate(run_axe, rules);
      if (passes === 0) problems.push(`axe looked at nothing in ${look}`);
      for (const { id, help, nodes } of violations) {
        problems.push(`axe in ${look} at ${width}: ${id}: ${help}: ${nodes[0].html.slice(0, 200)} ${nodes[0].any[0]?.message ?? ""}`);
      }
      if (shots) await page.screenshot({ path: join(shots, `${name.replaceAll(" ", "-")}-${look}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.setViewportSize(hands.device);
  return problems.map((problem) => `${name}: ${problem}`);
}

// Every section, until the review.
async function* sections(hands) {
  await hands.next();
  for (let title = await hands.title(); !["Review", "Your answers"].includes(title); title = await hands.title()) {
    yield title;
    await hands.next();
  }
}

const ways = {
  "a new client": { page: "candor.html", async *walk(hands) {
    const { page } = hands;
    yield "start";
    await hands.tap(page.locator("details.about summary"));
    yield "about";
    for await (const title of sections(hands)) yield title;
    yield "review with open questions";
    await hands.next();
    yield "result with open questions";
  } },
  "the questions": { page: "candor.html", async *walk(hands) {
    const { page } = hands;
    await hands.next();
    await hands.type(hands.field("age"), "many");
    await hands.question("age").locator(".problem").filter({ hasText: /\w/ }).waitFor();
    await hands.tap(page.getByRole("button", { name: /^Help: / }).first());
    yield "refused and help";
    await hands.type(hands.field("age"), "34");
    await hands.press("Sections");
    yield "list of sections";
    await page.keyboard.press("Escape");
    await hands.tap(page.locator("#clear"));
    yield "asked before it is cleared";
    await hands.press("Keep the answers");
    await hands.answer_all({ ...suitable, cold_sores: "active", recent_procedures: ["waxing", "filler"] });
    yield "review";
    await hands.next();
    yield "result";
    await hands.press("Decide");
    await hands.tap(page.getByLabel("Otherwise"));
    await hands.press("Record the decision");
    yield "decide";
    await hands.press("Leaflet for the client");
    yield "leaflet";
  } },
  "the client's page": { page: "client.html", async *walk(hands) {
    yield "start";
    let count = 0;
    for await (const title of sections(hands)) {
      if (count++ % 3 === 0) yield title;
    }
    yield "her answers";
    await hands.next();
    yield "saving";
  } },
};

const without_policy = (html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
const adding = (more) => (html) => without_policy(html).replace("</head>", `${more}</head>`);
const before_main = (more) => (html) => without_policy(html).replace("<main ", `${more}<main `);
// Pages with one fault each, and what must be found.
const faults = {
  "the console says": (html) => html.replace("</head>", "<script>document.title</script></head>"),
  "asks for https://example.org/x.png": before_main('<img src="https://example.org/x.png" alt="">'),
  "a script fails: no": adding("<script>throw new Error('no')</script>"),
  "stored: localStorage": adding("<script>localStorage.setItem('a', '1')</script>"),
  "stored: sessionStorage": adding("<script>sessionStorage.setItem('a', '1')</script>"),
  "stored: a database": adding("<script>indexedDB.open('a')</script>"),
  "stored: the address": adding("<script>history.pushState({}, '')</script>"),
  "stored: the name": adding("<script>window.name = 'age 34'</script>"),
  "axe in light at 768: color-contrast": adding("<style>@media (min-width: 700px) { main h2 { color: #eee !important; } }</style>"),
  "axe in dark at 360: color-contrast": adding("<style>@media (prefers-color-scheme: dark) { main h2 { color: #333 !important; } }</style>"),
  "axe in print at 718: color-contrast": adding("<style>@media print { main h2 { color: #eee !important; } }</style>"),
  "axe in light at 360: label": before_main("<p><input></p>"),
  "wide at 1280": adding("<style>@media (min-width: 1000px) { .top { width: 2000px; } }</style>"),
  "too small to tap": adding("<style>@media (max-width: 400px) { .button { min-height: 0 !important; padding: 0 !important; font-size: 8px !important; } }</style>"),
};

let failed = 0;
const browser = await launch();

async function walk([name, { page, walk: screens }]) {
  const hands = await Hands.open(browser, join(folder, page), devices[0]);
  const problems = [];
  try {
    for await (const screen of screens(hands)) problems.push(...await look_at(hands, `${name}, ${screen}`));
  } catch (error) {
    problems.push(`${name}: ${error.stack.split("\n").slice(0, 5).join("\n  ")}`);
  }
  problems.push(...await hands.close());
  for (const problem of new Set(problems)) console.log(`FAILED: ${problem}`);
  failed += problems.length > 0;
}

async function refuse([finds, change]) {
  const path = join(folder, `fault-${Object.keys(faults).indexOf(finds)}.html`);
  writeFileSync(path, change(readFileSync(join(folder, "client.html"), "utf8")));
  const hands = await Hands.open(browser, path, devices[0]);
  const problems = [...await look_at(hands, "start"), ...await hands.close()];
  if (problems.some((problem) => problem.includes(finds))) return;
  console.log(`FAILED: \`${finds}\` is not found, only: ${problems.join("; ") || "nothing"}`);
  failed++;
}

try {
  await for_each(Object.entries(ways), walk);
  const screens = seen;
  if (!shots) await for_each(Object.entries(faults), refuse);
  console.log(`${screens} screens of the page: ${failed || "none"} failed`);
  if (screens < 20) failed++;
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
