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

// Calls `each` with every one of `things`, two at a time, and a browser page of its own.
export async function for_each(browser, things, each) {
  const left = [...things];
  await Promise.all(Array.from({ length: 2 }, async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) {
      const page = await browser.newPage();
      await each(page, thing);
      await page.close();
    }
  }));
}
