// SPDX-License-Identifier: Apache-2.0
// Pages as a browser has them. usage: pages.mjs FOLDER   (FOLDER/manifest.json names the pages; make.py writes it)
//
// html-validate finds no error; axe finds nothing in light, in dark and in print; nothing is wider than the screen at 360, 768
// and 1280 pixels; nothing is asked of the network, whatever the page's own policy would allow; there is no script. The pages of
// bad.cases, unpacked in FOLDER/bad, each have one of these mistakes, and their second line says what must be found.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { for_each, launch, run_axe, too_wide } from "./browser.mjs";

const folder = resolve(process.argv[2]);
const { pages: names } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const bad = new Map(readdirSync(join(folder, "bad")).map((name) => join(folder, "bad", name))
  .map((path) => [path, readFileSync(path, "utf8").match(/<!-- finds: (.*) -->/)?.[1]]).filter(([, finds]) => finds));

// How a page is looked at; each width once, A4 on paper with margins.
// All of axe's rules are tried on the screen and on paper; between light and dark only colours differ.
const looks = [
  { name: "light", media: "screen", scheme: "light", widths: [768, 1280] },
  { name: "dark", media: "screen", scheme: "dark", widths: [360], rules: ["color-contrast", "link-in-text-block"] },
  { name: "print", media: "print", scheme: "light", widths: [718] },
];

let failed = 0;
function report(name, problems) {
  for (const problem of new Set(problems)) console.log(`FAILED: ${name}: ${problem}`);
  failed += problems.length > 0;
}

const validator = new HtmlValidate(new FileSystemConfigLoader({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": ["error", { style: "lowercase" }],
    "long-title": "off", // the title is the rule set's own
    "no-trailing-whitespace": "off",
    "tel-non-breaking": "off", // the stylesheet keeps a telephone number together
  },
}));

async function markup(path) {
  const result = await validator.validateString(readFileSync(path, "utf8"), path);
  return result.results.flatMap((file) => file.messages)
    .map((m) => `html-validate: ${m.ruleId}: ${m.message} (line ${m.line}, column ${m.column})`);
}

// In the page: what could run, or be fetched.
function unwanted() {
  const found = [];
  const where = (element) => element.outerHTML.slice(0, 120);
  for (const element of document.querySelectorAll("*")) {
    if (["script", "iframe", "object", "embed", "base", "form", "link"].includes(element.localName)) {
      found.push(`there is a <${element.localName}>: ${where(element)}`);
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${name} is set: ${where(element)}`);
      if (/^\s*(javascript|vbscript):/i.test(value)) found.push(`${name} would run: ${where(element)}`);
      if (["src", "srcset", "poster", "background"].includes(name) && !value.startsWith("data:")) {
        found.push(`${name} is not a data URL: ${where(element)}`);
      }
    }
  }
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (/@import|url\((?!["']?(data:|#))/.test(rule.cssText)) found.push(`a style loads: ${rule.cssText.slice(0, 120)}`);
    }
  }
  return found;
}

// In the page: images that are not shown.
function unseen() {
  return [...document.images].filter((image) => !image.complete || image.naturalWidth === 0)
    .map((image) => `an image is not shown: ${image.outerHTML.slice(0, 80)}`);
}

// Calls `each` with a browser page that shows the one at `path`, and adds to `problems` whatever it asks for, says or runs.
async function visit(path, options, problems, each) {
  const page = await browser.newPage(options);
  const url = pathToFileURL(path).href;
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) problems.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => problems.push(`says ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`a script fails: ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`a script runs: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(url, { waitUntil: "load" });
  await each(page);
  await page.close();
}

async function look_at(path) {
  const problems = [];
  // Under its own policy the page shows its images; without it, nothing more is asked for.
  await visit(path, {}, problems, async (page) => problems.push(...await page.evaluate(unseen)));
  await visit(path, { bypassCSP: true }, problems, async (page) => {
    problems.push(...await page.evaluate(unwanted));
    await page.evaluate(axe.source);
    for (const { name: look, media, scheme, widths, rules } of looks) {
      await page.emulateMedia({ media, colorScheme: scheme });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        if (media === "screen") problems.push(...await page.evaluate(too_wide));
      }
      const { violations, passes } = await page.evaluate(run_axe, rules);
      if (passes === 0) problems.push(`axe looked at nothing in ${look}`);
      for (const { id, help, nodes } of violations) {
        problems.push(`axe in ${look}: ${id}: ${help}: ${nodes[0].html.slice(0, 160)}` +
          (nodes.length > 1 ? ` and ${nodes.length - 1} more` : ""));
      }
    }
  });
  return problems;
}

const browser = await launch();
try {
  const all = [...names.map((name) => join(folder, name)), ...bad.keys()];
  await for_each(all, async (path) => {
    const problems = [...await markup(path), ...await look_at(path)];
    const finds = bad.get(path);
    if (!finds) {
      report(basename(path), problems);
    } else if (!problems.some((problem) => problem.includes(finds))) {
      report(`bad/${basename(path)}`, [`\`${finds}\` is not found, only: ${problems.join("; ") || "nothing"}`]);
    }
  });
} finally {
  await browser.close();
}
console.log(`${names.length} pages in a browser: ${failed || "none"} failed`);
process.exit(failed || names.length === 0 || bad.size < 14 ? 1 : 0);
