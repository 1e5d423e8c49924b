// SPDX-License-Identifier: Apache-2.0
// A person at the page: opens it, taps or clicks, types, chooses files. What the page must never do is noticed on the way.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/// How people look at it: a phone and a tablet are touched, a desktop has a mouse.
export const devices = [
  { name: "phone", width: 360, height: 740, touch: true },
  { name: "tablet", width: 768, height: 1024, touch: true },
  { name: "desktop", width: 1280, height: 800, touch: false },
];

/// The day of the device.
export const today = "2026-11-28";

// In the page: what is stored, and where.
async function stored(steps) {
  const found = [];
  if (localStorage.length > 0) found.push("localStorage");
  if (sessionStorage.length > 0) found.push("sessionStorage");
  if (document.cookie !== "") found.push("a cookie");
  if ((await indexedDB.databases()).length > 0) found.push("a database");
  if (window.caches && (await caches.keys()).length > 0) found.push("a cache");
  if (location.search !== "" || location.hash !== "" || history.length > steps || history.state !== null) found.push("the address");
  if (window.name !== "") found.push("the name of the window");
  return found;
}

export class Hands {
  /// Opens the page at `path` without a network, on a device. `options` are more of the browser's.
  static async open(browser, path, device = devices[2], options = {}) {
    const context = await browser.newContext({
      viewport: { width: device.width, height: device.height }, hasTouch: device.touch, isMobile: device.touch, offline: true, ...options,
    });
    const hands = new Hands(context, await context.newPage(), device);
    await hands.visit(pathToFileURL(path).href);
    return hands;
  }

  constructor(context, page, device) {
    Object.assign(this, { context, page, device, faults: [], requests: [] });
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url())) this.requests.push(request.url());
    });
    page.on("console", (message) => {
      // The clock of these tests would be set in the frame of a leaflet, too, and is blocked there as every script is.
      if (!message.text().startsWith("Blocked script execution in 'about:srcdoc'")) this.faults.push(`the console says ${message.text()}`);
    });
    page.on("pageerror", (error) => this.faults.push(`a script fails: ${error.message}`));
    page.setDefaultTimeout(10000);
  }

  async visit(url) {
    this.url = url;
    this.visits = (this.visits ?? 0) + 1;
    await this.page.clock.setFixedTime(`${today}T10:00:00`);
    await this.page.goto(url);
    await this.ready();
    this.steps = await this.page.evaluate(() => history.length);
  }

  ready() {
    return this.page.waitForSelector("body[data-ready]");
  }

  async reload() {
    this.visits++;
    await this.page.reload();
    await this.ready();
  }

  /// Leaves. Returns what the page should not have done: asked for anything, broken its policy, stored something.
  async close() {
    const found = [...this.faults, ...(await this.page.evaluate(stored, this.steps)).map((what) => `something is stored: ${what}`)];
    const more = this.requests.filter((url) => url !== this.url);
    found.push(...more.map((url) => `asks for ${url}`));
    if (this.requests.length - more.length > this.visits) found.push("asks for itself again");
    await this.context.close();
    return found;
  }

  tap(place) {
    return this.device.touch ? place.tap() : place.click();
  }

  button(name, within = this.page) {
    return within.getByRole("button", { name, exact: true });
  }

  press(name, within) {
    return this.tap(this.button(name, within));
  }

  /// The button at the foot that goes on.
  next() {
    return this.tap(this.page.locator("#step-next"));
  }

  back() {
    return this.tap(this.page.locator("#step-back"));
  }

  /// Goes to "Review" or "Result" by the list of sections, which is beside the questions where there is room.
  async jump(title) {
    const beside = this.device.width >= 1000;
    if (!beside) await this.press("Sections");
    await this.press(title, this.page.locator(beside ? "#side" : "dialog"));
    await this.screen(title);
  }

  title() {
    return this.page.locator("main h2").first().innerText();
  }

  /// Waits until the screen has this title.
  screen(title) {
    return this.page.locator("main h2").filter({ hasText: title }).first().waitFor();
  }

  question(id) {
    return this.page.locator(`#q-${id}`);
  }

  field(id) {
    return this.page.locator(`#q-${id}-text`);
  }

  /// Types into a field, from the beginning, and leaves it.
  async type(place, text) {
    await this.tap(place);
    await place.press("ControlOrMeta+a");
    if (text === "") await place.press("Delete");
    else await this.page.keyboard.type(text);
    await this.page.keyboard.press("Tab");
    // What was typed is taken once no finger is down.
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 20)));
  }

  choose(id, label) {
    return this.tap(this.question(id).locator("label.option").filter({ has: this.page.getByText(label, { exact: true }) }).first());
  }

  /// Gives an answer as a file has it.
  async answer(id, value) {
    const about = await this.page.evaluate((id) => candor.question_about(id), id);
    const label_of = (choice) => about.choices.find((each) => each.id === choice).label;
    if (about.type === "choice") return this.choose(id, label_of(value));
    if (about.type === "yes_no") return this.choose(id, value === "yes" ? "Yes" : "No");
    if (about.type === "set" && value.length === 0) return this.choose(id, "None of these");
    if (about.type === "set") {
      for (const each of value) await this.choose(id, label_of(each));
      return undefined;
    }
    if (value === "never" || value === "ongoing") return this.choose(id, value === "never" ? "Never" : "Ongoing");
    return this.type(this.field(id), String(value));
  }

  /// Answers what is asked, section after section, until the review. What `answers` does not have is left alone.
  async answer_all(answers) {
    for (let title = await this.title(); !["Review", "Your answers"].includes(title);) {
      // A question may come up because of the one before it.
      const done = new Set();
      for (let next = await this.first_asked(answers, done); next; next = await this.first_asked(answers, done)) {
        done.add(next);
        await this.answer(next, answers[next]);
      }
      await this.next();
      const before = title;
      title = await this.title();
      if (title === before) throw new Error(`it does not go on from ${title}`);
    }
  }

  async first_asked(answers, done) {
    const ids = await this.page.locator("fieldset.question:visible").evaluateAll((all) => all.map(({ id }) => id.slice(2)));
    return ids.find((id) => id in answers && !done.has(id));
  }

  /// What is saved when `action` is done: its name, its text, and where it is.
  async saved(action) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), action()]);
    const path = await download.path();
    return { name: download.suggestedFilename(), text: readFileSync(path, "utf8"), path };
  }

  /// Chooses a file at one of the doors of the start.
  load(door, file) {
    return this.page.locator("label.door").filter({ hasText: door }).locator("input").setInputFiles(file);
  }

  state() {
    return this.page.evaluate(() => candor.session.state);
  }

  text() {
    return this.page.locator("body").innerText();
  }
}
