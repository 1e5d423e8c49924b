// SPDX-License-Identifier: Apache-2.0
// Chromium for the scripts beside this file: nothing of the network can be reached.
import puppeteer from "puppeteer-core";

export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
    ],
  });
}

// Calls `each` with every one of `things` and a browser page of its own, two at a time. One at a time for screenshots: a page that
// is not in front has none.
export async function for_each(browser, things, each, at_once = 2) {
  const left = [...things];
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) {
      const page = await browser.newPage();
      await each(page, thing);
      await page.close();
    }
  }));
}
