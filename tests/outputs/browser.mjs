// SPDX-License-Identifier: Apache-2.0
// Chromium for the scripts beside this file: nothing of the network can be reached.
import { chromium } from "playwright-core";

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
    args: ["--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"],
  });
}

// Calls `each` with every one of `things`, two at a time. One at a time for screenshots: a page that is not in front has none.
export async function for_each(things, each, at_once = 2) {
  const left = [...things];
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let thing = left.shift(); thing !== undefined; thing = left.shift()) await each(thing);
  }));
}
