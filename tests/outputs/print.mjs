// SPDX-License-Identifier: Apache-2.0
// Prints pages on A4 and Letter, for limits.py. usage: print.mjs FOLDER PAGE...
//
// FOLDER/NAME.A4.pdf and FOLDER/NAME.Letter.pdf are the printed pages; standard output is a JSON object of page to the words on
// paper, how many characters there are, and how many of them are smaller than 10.5 points.
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { for_each, launch } from "./browser.mjs";

const [folder, ...pages] = process.argv.slice(2);

// In the page, as it is on paper.
function measure() {
  const smallest = 10.5 * 96 / 72 - 0.01;
  const shown = document.body.innerText;
  let characters = 0;
  let small = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const length = text.data.trim().length;
    if (length === 0 || !element.checkVisibility()) continue;
    characters += length;
    if (parseFloat(getComputedStyle(element).fontSize) < smallest) small += length;
  }
  return { words: shown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length, characters, small };
}

const measured = {};
const browser = await launch();
try {
  await for_each(pages, async (path) => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
    await page.emulateMedia({ media: "print" });
    measured[path] = await page.evaluate(measure);
    for (const format of ["A4", "Letter"]) {
      await page.pdf({ format, path: join(folder, `${basename(path, ".html")}.${format}.pdf`), printBackground: true });
    }
    await page.close();
  });
} finally {
  await browser.close();
}
console.log(JSON.stringify(measured));
