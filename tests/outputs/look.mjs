// SPDX-License-Identifier: Apache-2.0
// Contact sheets of the pages, to look at. usage: look.mjs FOLDER SHEETS
//
// FOLDER/manifest.json names the pages by kind under "printed" (make.py writes it). For each kind and each way of looking
// SHEETS/KIND-WAY.png shows all pages of that kind, side by side, with their names.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { for_each, launch } from "./browser.mjs";

const [folder, sheets] = process.argv.slice(2, 4).map((path) => resolve(path));
const { printed } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
const shots = join(folder, "shots");
mkdirSync(shots);

const screens = [360, 768, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));
const papers = ["A4", "Letter"];
const tallest = 6000; // of a screenshot: the rest of a long page looks no different

const kinds = {};
for (const [name, kind] of Object.entries(printed)) (kinds[kind.replace("-short", "")] ??= []).push(name);

async function shoot(name) {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, name)).href, { waitUntil: "load" });
  for (const { width, scheme } of screens) {
    await page.emulateMedia({ media: "screen", colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({
      path: join(shots, `${basename(name, ".html")}.${width}-${scheme}.png`),
      clip: { x: 0, y: 0, width, height: Math.min(height, tallest) }, fullPage: true,
    });
  }
  await page.emulateMedia({ media: null, colorScheme: null });
  for (const format of papers) {
    const pdf = join(shots, `${basename(name, ".html")}.${format}.pdf`);
    await page.pdf({ format, path: pdf, printBackground: true });
    execFileSync("pdftoppm", ["-r", "60", "-png", pdf, pdf.replace(/pdf$/, "png")]);
  }
  await page.close();
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// The pictures of one page in one way of looking, in the order of its pages.
function pictures(name, way) {
  const stem = `${basename(name, ".html")}.${way}.png`;
  const number = (file) => Number(file.match(/-(\d+)\.png$/)?.[1] ?? 0);
  return readdirSync(shots).filter((file) => file.startsWith(stem)).filter((file) => file.endsWith(".png"))
    .sort((a, b) => number(a) - number(b));
}

async function sheet({ kind, way, width }) {
  const page = await browser.newPage({ viewport: { width: 1900, height: 800 } });
  const blocks = kinds[kind].map((name) => `<figure><figcaption>${escaped(name)}</figcaption><div>${
    pictures(name, way).map((file) => `<img src="${pathToFileURL(join(shots, file)).href}" width="${width}">`).join("")
  }</div></figure>`);
  const path = join(shots, `${kind}-${way}.html`);
  writeFileSync(path, `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; padding: 12px; background: #7a7f83; font: 13px sans-serif; color: #fff; display: flex; flex-wrap: wrap;
      gap: 16px; align-items: flex-start; }
    figure { margin: 0; } div { display: flex; flex-wrap: wrap; gap: 6px; align-items: flex-start; } img { display: block; }
    </style>${blocks.join("\n")}`);
  await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
  await page.screenshot({ path: join(sheets, `${kind}-${way}.png`), fullPage: true });
  await page.close();
}

const browser = await launch();
try {
  await for_each(Object.keys(printed), shoot, 1);
  const ways = [
    ...screens.map(({ width, scheme }) => ({ way: `${width}-${scheme}`, width: Math.round(width / 2) })),
    ...papers.map((paper) => ({ way: paper, width: 420 })),
  ];
  const all = Object.keys(kinds).flatMap((kind) => ways.map((way) => ({ kind, ...way })));
  await for_each(all, sheet, 1);
  console.log(`${all.length} contact sheets in ${sheets}`);
} finally {
  await browser.close();
}
