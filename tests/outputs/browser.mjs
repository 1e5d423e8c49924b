// SPDX-License-Identifier: Apache-2.0
// Chromium for the scripts beside this file: nothing of the network can be reached.
import { chromium } from "playwright-core";

export function launch(more = {}) {
  return chromium.launch({
    ...more,
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
    args: ["--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
}

// Calls `each` with every one of `things`, two at a time. One at a time for screenshots: a page that is not in front has none.
export async function for_each(things, each, at_once = 2) {
  const left = [...things];
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await each(thing);
  }));
}

// In the page: what axe finds, by all of its rules or those named, and how many rules had something to look at. Pages in frames are
// looked at by themselves.
export async function run_axe(rules) {
  const some = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"], elementRef: false, iframes: false, ...some });
  return { violations, passes: passes.length };
}

// In the page: elements wider than the screen that are not inside a scrolling element.
export function too_wide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 100));
  return [`${scrollWidth} wide at ${clientWidth}: ${wide[0] ?? "?"}`];
}
