// SPDX-License-Identifier: Apache-2.0
// Visits to the practitioner's page: what is tapped and typed, and what must come of it. See visits.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suitable } from "./desk.mjs";
import { today } from "./hands.mjs";

/// Answers and question by question what is asked first, so that more is asked later.
async function to_the_result(hands, answers) {
  await hands.next();
  await hands.answer_all(answers);
  await hands.next();
  assert.equal(await hands.title(), "Result");
}

const phone = ["phone"];
const desktop = ["desktop"];

export const scenes = {
  "first visit": {
    async play(hands, desk) {
      const { page } = hands;
      assert.match(await hands.text(), /a draft that no clinician has reviewed/);
      assert.match(await hands.text(), /it clears no one/);
      await hands.type(page.getByLabel("Appointment", { exact: true }), "15 Dec 14:30");
      await page.getByText("15 December 2026, 14:30").first().waitFor();
      await hands.type(page.getByLabel("Chart reference"), "P0042/1");
      await to_the_result(hands, suitable);
      assert.match(await hands.text(), /No recorded reason to wait/);
      const { text: answers, path } = await hands.saved(() => hands.press("Answers"));
      assert.equal(JSON.parse(answers).answers.scar_type, "rolling");
      const result = await hands.saved(() => hands.press("Result", page.locator("main")));
      const words = ["--appointment", "2026-12-15T14:30", "--ref", "P0042/1"];
      assert.equal(result.text, desk.screen(path, "json", ...words), "the result is the command's");
      const record = await hands.saved(() => hands.press("Record"));
      assert.match(record.name, /^record-2026-11-28\.json$/);
      assert.doesNotMatch(desk.run(["verify", record.path]), /differ|fail/i);
      for (const [label, kind] of [["Leaflet for the client", "leaflet"], ["Report for the chart", "report"]]) {
        await hands.press(label);
        assert.equal(await hands.title(), label);
        assert.match(await page.frameLocator("iframe").locator("h1").innerText(), /\w/, "the page is shown");
        const saved = await hands.saved(() => hands.press("Save"));
        assert.equal(saved.text, desk.screen(path, kind, ...words), `the ${kind} is the command's`);
        await hands.back();
      }
    },
  },

  "second visit": {
    async play(hands, desk) {
      const { page } = hands;
      const before = { ...suitable, isotretinoin: "4 months", keloid: "family_only" };
      const record = desk.record(before, "2026-08-20", "--ref", "P0042/1");
      await hands.load("A client comes back", record);
      await hands.screen("Since the last visit");
      assert.match(await hands.text(), /20 August 2026/);
      await hands.type(page.getByLabel("Day of the session"), "25 Aug 2026");
      await hands.type(page.getByLabel("Device and depth"), "SkinPen, 1.5 mm");
      await hands.next();
      assert.equal((await hands.state()).session.on, "2026-08-25");
      assert.equal((await hands.state()).session.device, "SkinPen, 1.5 mm");
      const answers = { ...suitable, isotretinoin: "2026-04-20" };
      for (let steps = 0; await hands.title() !== "Review"; steps++) {
        assert.ok(steps < 40, `it comes to an end, not to ${await hands.title()}`);
        const confirm = hands.button("All right");
        if (await confirm.count() > 0) {
          await hands.tap(confirm);
          continue;
        }
        const done = new Set();
        for (let id = await hands.first_asked(answers, done); id; id = await hands.first_asked(answers, done)) {
          done.add(id);
          const seen = await page.evaluate((question) => candor.view_of(question), id);
          if (seen.state === "open") await hands.answer(id, answers[id]);
        }
        await hands.next();
      }
      await hands.next();
      assert.equal(await hands.title(), "Result");
      assert.deepEqual((await hands.state()).not_confirmed, []);
      assert.match(await hands.text(), /What has changed/);
      const saved = await hands.saved(() => hands.press("Record"));
      assert.equal(JSON.parse(saved.text).ref, "P0042/1");
      assert.doesNotMatch(desk.run(["verify", saved.path]), /differ|fail/i);
      // That record is the next visit's.
      await hands.press("Clear for the next client", page.locator("main"));
      if (await page.locator("dialog").count() > 0) await hands.press("Clear everything");
      await hands.load("A client comes back", saved.path);
      await hands.screen("Since the last visit");
      assert.match(await hands.text(), /28 November 2026/);
    },
  },

  back: {
    async play(hands) {
      await hands.next();
      const first = await hands.title();
      await hands.answer("age", 34);
      await hands.next();
      assert.notEqual(await hands.title(), first);
      await hands.back();
      assert.equal(await hands.title(), first);
      assert.equal(await hands.field("age").inputValue(), "34");
      assert.ok(await hands.question("age").isVisible());
      await hands.back();
      assert.equal(await hands.title(), "This screening");
      await hands.next();
      assert.equal((await hands.state()).answers.age, 34);
    },
  },

  help: {
    async play(hands) {
      await hands.next();
      const button = hands.question("age").getByRole("button", { name: /^Help: / });
      const text = hands.page.locator("#q-age-help");
      assert.ok(!await text.isVisible());
      await hands.tap(button);
      assert.ok(await text.isVisible());
      assert.equal(await button.getAttribute("aria-expanded"), "true");
      await hands.tap(button);
      assert.ok(!await text.isVisible());
    },
  },

  unknown: {
    async play(hands, desk) {
      const { isotretinoin, ...others } = suitable;
      await hands.next();
      await hands.answer_all(others);
      assert.match(await hands.text(), /Open/);
      await hands.tap(hands.page.locator("button.answer").filter({ hasText: /isotretinoin/i }).first());
      await hands.choose("isotretinoin", "Not known");
      assert.deepEqual((await hands.state()).not_known, ["isotretinoin"]);
      await hands.next();
      assert.equal(await hands.title(), "Review");
      await hands.next();
      assert.doesNotMatch(await hands.text(), /No recorded reason to wait/, "an unknown clears no one");
      const { path } = await hands.saved(() => hands.press("Answers"));
      assert.equal(JSON.parse(desk.screen(path, "json")).settled, false);
    },
  },

  jump: {
    async play(hands) {
      const { page, device } = hands;
      await hands.next();
      await hands.answer("age", 34);
      const titles = await page.evaluate(() => candor.about.sections.map(({ title }) => title));
      const list = device.width >= 1000 ? page.locator("#side") : page.locator("dialog");
      if (device.width < 1000) await hands.press("Sections");
      await hands.tap(list.locator("ul.sections button").filter({ hasText: titles.at(-1) }).last());
      assert.equal(await hands.title(), titles.at(-1));
      assert.equal((await hands.state()).answers.age, 34);
      await hands.jump("Review");
      // From the review to a question, and back to the review.
      await hands.tap(page.locator("button.answer").filter({ hasText: "34" }).first());
      await hands.type(hands.field("age"), "35");
      await hands.next();
      assert.equal(await hands.title(), "Review");
      assert.equal((await hands.state()).answers.age, 35);
    },
  },

  clear: {
    async play(hands) {
      const { page } = hands;
      await hands.type(page.getByLabel("Chart reference"), "P0042/1");
      await hands.next();
      await hands.answer("age", 47);
      await hands.answer("dark_marks", "yes");
      const clear = page.locator("#clear");
      await hands.tap(clear);
      await hands.press("Keep the answers");
      assert.equal((await hands.state()).answers.age, 47);
      await hands.tap(clear);
      await hands.press("Clear everything");
      await hands.screen("New screening");
      assert.match(await hands.text(), /Nothing of before is left/);
      const state = await hands.state();
      assert.deepEqual([state.answers, state.answered_on, state.not_known, state.ref, state.previous], [{}, {}, [], "", null]);
      assert.equal(await page.getByLabel("Chart reference").inputValue(), "");
      await hands.next();
      assert.equal(await hands.field("age").inputValue(), "");
      assert.equal(await page.locator("input:checked").count(), 0);
      assert.doesNotMatch(await page.content(), /P0042/);
    },
  },

  "save and load": {
    async play(hands) {
      await hands.next();
      await hands.answer("age", 34);
      await hands.choose("dark_marks", "Not known");
      await hands.tap(hands.page.locator("#clear"));
      await hands.press("Keep the answers");
      await hands.jump("Result");
      const { path, name } = await hands.saved(() => hands.press("Answers"));
      assert.equal(name, "interview-2026-11-28.json", "the name says nothing of the client");
      const before = await hands.state();
      await hands.reload();
      assert.deepEqual((await hands.state()).answers, {}, "empty after a reload");
      await hands.load("Continue a saved interview", path);
      await hands.page.locator("fieldset.question").first().waitFor();
      assert.deepEqual(await hands.state(), before);
    },
  },

  "files that are refused": {
    async play(hands, desk) {
      const { page } = hands;
      const reference = page.getByLabel("Chart reference");
      await hands.type(reference, "B-2");
      const record = desk.record(suitable, "2026-08-20", "--ref", "A-1");
      const text = readFileSync(record, "utf8");
      const first_rules = desk.path("first.json");
      desk.run(["screen", "-r", "examples/first-rules.yaml", "--answers", "examples/first-rules.json", "--record", first_rules]);
      const bad = {
        "a damaged file": [desk.file(text.slice(0, 900)), /^This (file )?is (not|damaged)/],
        "a file of bytes": [desk.file(Buffer.from([0xff, 0xd8, 0, 1, 2]), "photo.json"), /could not be read as text/],
        "an empty file": [desk.file(""), /^This (file )?is (not|damaged)/],
        "a page": [desk.file("<!doctype html><script>alert(1)</script>"), /^This (file )?is (not|damaged)/],
        "the beginning of a record": [desk.file('{"schema": "record/1"}'), /^This is not/],
        "a deep file": [desk.file("[".repeat(2000000)), /^This (file )?is (not|damaged)/],
        "a huge file": [desk.file(`{"schema": "record/1", "x": "${"x".repeat(4 * 1024 * 1024)}"}`), /too large/],
        "the record of other rules": [first_rules, /under another rule set/],
        "an answer that is none": [desk.file(text.replace('"rolling"', '"round"')), /^An answer in this file cannot be read/],
        "the record of another reference": [record, /reference/],
      };
      for (const door of ["A client comes back", "Continue a saved interview", "Read back what a client filled in"]) {
        for (const [what, [path, says]] of Object.entries(bad)) {
          if (what === "the record of another reference" && door !== "A client comes back") continue;
          const place = page.locator(".door-place").filter({ hasText: door });
          // What was said of the file before is gone, so that it is not taken for what is said of this one.
          await place.locator(".problem").evaluate((each) => each.replaceChildren());
          await hands.load(door, path);
          await place.locator(".problem").filter({ hasText: says }).waitFor({ timeout: 5000 }).catch(async () => {
            assert.fail(`${door}: ${what}: ${JSON.stringify(await place.locator(".problem").innerText())}`);
          });
          assert.doesNotMatch(await place.locator(".problem").innerText(), /rolling|round|E\d{3}|\{/, "no answer, no code");
          assert.equal(await hands.title(), "New screening");
          assert.equal(await reference.inputValue(), "B-2", "nothing is lost");
        }
      }
      await hands.next();
      assert.equal((await hands.state()).ref, "B-2");
      assert.deepEqual((await hands.state()).answers, {});
    },
  },

  "what is not understood": {
    async play(hands) {
      await hands.next();
      const problem = hands.question("age").locator(".problem");
      await hands.type(hands.field("age"), "many");
      await problem.filter({ hasText: /\w/ }).waitFor();
      assert.equal(await hands.field("age").getAttribute("aria-invalid"), "true");
      const title = await hands.title();
      await hands.next();
      assert.equal(await hands.title(), title, "it stays until it is understood or taken back");
      await hands.type(hands.field("age"), "34");
      await problem.waitFor({ state: "hidden" });
      await hands.next();
      assert.notEqual(await hands.title(), title);
      assert.equal((await hands.state()).answers.age, 34);
    },
  },

  "the shortest way": {
    on: phone,
    async play(hands) {
      const { page } = hands;
      await hands.tap(page.getByText("Stop at the first reason not to treat"));
      await hands.next();
      let asked = 0;
      for (; await hands.title() !== "Review" && asked < 60; asked++) {
        const id = (await page.locator("fieldset.question:visible").first().getAttribute("id")).slice(2);
        await hands.answer(id, id === "infection" ? "yes" : suitable[id] ?? "1 month");
        await hands.next();
      }
      assert.ok(asked > 0 && asked < 40, `${asked} questions are asked`);
      await hands.next();
      assert.match(await hands.text(), /not asked|were not asked|Open/);
    },
  },

  decide: {
    on: ["tablet"],
    async play(hands, desk) {
      const { page } = hands;
      await to_the_result(hands, { ...suitable, cold_sores: "active" });
      await hands.press("Decide");
      await hands.press("Record the decision");
      assert.match(await page.locator("main .problem:visible").first().innerText(), /\w/, "someone has to decide");
      await hands.tap(page.getByLabel("Otherwise"));
      await hands.type(page.getByLabel("Who decides"), "Dr. A. Example");
      await hands.tap(page.locator(".decide fieldset").nth(1).locator("label.option").first());
      await hands.press("Record the decision");
      const { path, text } = await hands.saved(() => hands.press("Record"));
      assert.equal(JSON.parse(text).decision.by, "Dr. A. Example");
      assert.doesNotMatch(desk.run(["verify", path]), /differ|fail/i);
      await hands.press("Leaflet for the client");
      assert.doesNotMatch(await page.frameLocator("iframe").locator("body").innerText(), /Dr\. A\. Example/);
    },
  },

  print: {
    on: desktop,
    async play(hands) {
      const { page } = hands;
      await to_the_result(hands, suitable);
      await hands.press("Leaflet for the client");
      await page.evaluate(() => {
        const frame = document.querySelector("iframe");
        frame.contentWindow.print = () => (document.body.dataset.printed = frame.contentDocument.title);
      });
      await hands.press("Print");
      assert.match(await page.locator("body").getAttribute("data-printed"), /\w/, "the leaflet alone is printed");
      assert.ok((await page.pdf({ format: "A4" })).length > 5000);
    },
  },

  "the keyboard alone": {
    on: desktop,
    async play(hands) {
      const { page } = hands;
      const press = (key) => page.keyboard.press(key);
      const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
      const tab_to = async (is) => {
        for (let steps = 0; steps < 80; steps++) {
          if (is(await focused())) return;
          await press("Tab");
        }
        assert.fail("the keyboard does not get there");
      };
      await tab_to((id) => id === "step-next");
      await press("Enter");
      await tab_to((id) => id === "q-age-text");
      await page.keyboard.type("34");
      await press("Tab");
      await page.waitForFunction(() => candor.session.state.answers.age === 34);
      await tab_to_question(hands, "dark_marks");
      await press("Space");
      await press("ArrowDown");
      assert.equal((await hands.state()).answers.dark_marks, "no");
      const outline = await page.evaluate(() => {
        const place = document.activeElement.closest("label") ?? document.activeElement;
        return [document.activeElement, place].some((each) => getComputedStyle(each).outlineStyle !== "none" || getComputedStyle(each).boxShadow !== "none");
      });
      assert.ok(outline, "the focus is seen");
      await tab_to((id) => id === "step-next");
      await press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.localName), "h2", "the next section is read out");
      await tab_to((id) => id === "clear");
      await press("Enter");
      await press("Escape");
      assert.equal((await hands.state()).answers.age, 34);
      assert.equal(await focused(), "clear", "the focus is where it was");
    },
  },

  "leaving and coming back": {
    on: phone,
    async play(hands) {
      const { page } = hands;
      await hands.next();
      await hands.answer("age", 47);
      // As from the browser's memory of pages, which files do not get.
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
      assert.equal(await hands.title(), "New screening");
      assert.deepEqual((await hands.state()).answers, {});
      await hands.next();
      await hands.answer("age", 47);
      const left = [];
      page.on("dialog", (dialog) => {
        left.push(dialog.type());
        dialog.accept();
      });
      await hands.reload();
      assert.deepEqual(left, ["beforeunload"], "it asks before answers are lost");
      assert.deepEqual((await hands.state()).answers, {});
      assert.equal(await page.locator("input[autocomplete=off], textarea[autocomplete=off]").count(), await page.locator("input, textarea").count());
      assert.equal((await hands.state()).as_of, today);
    },
  },
};

async function tab_to_question(hands, id) {
  const inside = () => hands.page.evaluate((question) => document.activeElement.matches(`#q-${question} input`), id);
  for (let steps = 0; !await inside(); steps++) {
    assert.ok(steps < 40, `the keyboard does not get to ${id}`);
    await hands.page.keyboard.press("Tab");
  }
}
