// SPDX-License-Identifier: Apache-2.0
// Visits to the client's page: what she fills in goes to the command and to the practitioner's page. And visits to the
// practitioner's page on which a day, an appointment or a reference changes late. See visits.mjs.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { suitable } from "./desk.mjs";
import { today } from "./hands.mjs";

const page = "client.html";


export const client_scenes = {
  "the client saves it untouched": {
    page,
    async play(hands, desk) {
      await hands.next();
      await hands.answer_all({});
      assert.equal(await hands.title(), "Your answers");
      await hands.next();
      const { text, path } = await hands.saved(() => hands.press("Save the file"));
      assert.deepEqual(JSON.parse(text).answers, {});
      const result = JSON.parse(desk.screen(path, "json"));
      assert.equal(result.settled, false, "nothing answered settles nothing");
      assert.equal(result.proceed === "now", false);
    },
  },

  "one of a list is not sure": {
    page,
    async play(hands) {
      await hands.next();
      while (!(await hands.question("conditions").isVisible())) await hands.next();
      const list = hands.question("conditions");
      const unsure = (at) => list.locator("input[id^=u-], .unsure input").nth(at);
      const given = async () => (await hands.state()).answers.conditions;
      await hands.press("Not sure about one of them", list);
      await hands.tap(list.locator(".member .unsure").first());
      assert.equal(await given(), undefined, "not sure of one says nothing about the others");
      assert.match(await list.innerText(), /Tick what applies, or “None of these”/);
      assert.equal(await unsure(0).isChecked(), true);
      await hands.choose("conditions", "None of these");
      const values = Object.values(await given());
      assert.equal(values.filter((value) => value === false).length, values.length - 1, "the others are a no now");
      assert.doesNotMatch(await list.innerText(), /Tick what applies/);
      await hands.choose("conditions", "None of these");
      assert.equal(await given(), undefined, "and are open again");
    },
  },

  "the client fills it in": {
    page,
    async play(hands, desk) {
      const { page: tab } = hands;
      assert.doesNotMatch(await hands.text(), /verdict|suitable/i);
      await hands.next();
      await hands.answer_all({ ...suitable, isotretinoin: "4 months" });
      for (const tone of [".verdict", ".so-far.go", ".so-far.stop", ".so-far.wait"]) assert.equal(await tab.locator(tone).count(), 0, "no verdict");
      await hands.next();
      const { text, path, name } = await hands.saved(() => hands.press("Save the file"));
      assert.match(name, /^[a-z]+-2026-11-28\.json$/);
      const { answers } = JSON.parse(text);
      assert.deepEqual(answers.conditions, [], "none of these is an answer");
      assert.equal(answers.phototype, undefined, "the practitioner's questions are not hers");
      // The command takes it, alone and to be read back.
      const result = JSON.parse(desk.screen(path, "json"));
      assert.deepEqual(result.answers.isotretinoin !== undefined, true);
      const { said } = desk.try_run(["screen", "--confirm", path, "--as-of", today], "\n".repeat(20));
      assert.match(said, /Read each section back[^]*How old are you\? 34 years\.[^]*Which Fitzpatrick skin type are you/);
      // So does the practitioner's page.
      await hands.visit(pathToFileURL(join(desk.folder, "candor.html")).href);
      hands.requests.length = 0;
      await hands.load("Read back what a client filled in", path);
      await hands.button("All right").waitFor();
      assert.equal((await hands.state()).answers.age, 34);
      for (let steps = 0; await hands.button("All right").count() > 0 && steps < 20; steps++) await hands.press("All right");
      assert.deepEqual((await hands.state()).not_confirmed, []);
      assert.equal((await hands.state()).answered_on.age, today);
      hands.visits++;
    },
  },

  "nothing ticked is blank": {
    page,
    on: ["phone", "desktop"],
    async play(hands, desk) {
      await hands.next();
      const { page: tab } = hands;
      for (let steps = 0; await hands.question("conditions").count() === 0; steps++) {
        assert.ok(steps < 20);
        await hands.next();
      }
      const label = await tab.evaluate(() => candor.question_about("conditions").choices[1].label);
      await hands.choose("conditions", label);
      assert.deepEqual((await hands.state()).answers.conditions, ["heart_disease"]);
      await hands.choose("conditions", label);
      assert.equal((await hands.state()).answers.conditions, undefined);
      await hands.choose("conditions", "None of these");
      assert.deepEqual((await hands.state()).answers.conditions, []);
      await hands.choose("conditions", "None of these");
      assert.equal((await hands.state()).answers.conditions, undefined);
      await hands.choose("conditions", "I don't know");
      assert.deepEqual((await hands.state()).not_known, ["conditions"]);
      await hands.choose("conditions", "I don't know");
      await hands.answer_all({});
      await hands.next();
      const { text, path } = await hands.saved(() => hands.press("Save the file"));
      assert.ok(!("conditions" in JSON.parse(text).answers));
      assert.equal(JSON.parse(desk.screen(path, "json")).answers.conditions, undefined);
    },
  },

  "the client goes on with her file": {
    page,
    on: ["tablet"],
    async play(hands, desk) {
      await hands.next();
      await hands.answer("age", 34);
      await hands.answer_all({});
      await hands.next();
      const { path } = await hands.saved(() => hands.press("Save the file"));
      await hands.reload();
      await hands.load("Continue with a file that you saved", path);
      await hands.page.locator("fieldset.question").first().waitFor();
      assert.equal((await hands.state()).answers.age, 34);
      await hands.tap(hands.page.locator("#clear"));
      if (await hands.page.locator("dialog").count() > 0) await hands.press("Clear everything");
      // A record has answers that are not hers, and a verdict.
      await hands.load("Continue with a file that you saved", desk.record(suitable, "2026-08-20"));
      await hands.page.locator(".door-place .problem").filter({ hasText: /\w/ }).waitFor();
      assert.deepEqual((await hands.state()).answers, {});
    },
  },
};

const field = (hands, label) => hands.page.getByLabel(label, { exact: true });

async function to_the_result(hands) {
  await hands.next();
  await hands.answer_all(suitable);
  await hands.next();
  await hands.screen("Result");
}

async function decide(hands) {
  await hands.press("Decide");
  await hands.type(field(hands, "Who decides"), "Dr. A. Example");
  await hands.press("Record the decision");
  assert.equal((await hands.state()).decision.decision, "as_listed");
}

async function to_the_start(hands) {
  await hands.page.evaluate(() => candor.go("start"));
  await hands.screen("This screening");
}

export const late_scenes = {
  "what was typed last is in what is made": {
    async play(hands) {
      const { page } = hands;
      await to_the_result(hands);
      // The field still has the focus when the button is tapped.
      await hands.tap(field(hands, "Appointment"));
      await page.keyboard.type("15 Dec 14:30");
      const record = JSON.parse((await hands.saved(() => hands.press("Record"))).text);
      assert.equal(record.appointment, "2026-12-15");
      await hands.tap(field(hands, "Chart reference"));
      await page.keyboard.type("P0042/1");
      await hands.press("Report for the chart");
      assert.match(await page.frameLocator("iframe").locator("body").innerText(), /P0042\/1/);
      await hands.back();
      // While one is refused, nothing is made without it.
      await hands.type(field(hands, "Appointment"), "1 Jan 2020");
      await page.evaluate(() => (candor.download = (name) => (window.made = name)));
      await hands.press("Record");
      assert.equal(await page.evaluate(() => window.made), undefined);
      assert.equal(await page.evaluate(() => document.activeElement.value), "1 Jan 2020");
      await hands.press("Leaflet for the client");
      assert.equal(await hands.title(), "Result");
    },
  },

  "a decision is about one day": {
    on: ["desktop"],
    async play(hands) {
      const { page } = hands;
      await to_the_result(hands);
      await decide(hands);
      await to_the_start(hands);
      await field(hands, "Screening day").fill("2026-12-20");
      await hands.tap(field(hands, "Chart reference"));
      await page.locator(".notice").filter({ hasText: /decision/ }).waitFor();
      assert.equal((await hands.state()).as_of, "2026-12-20");
      assert.equal((await hands.state()).decision, null);
    },
  },

  "a day is typed": {
    on: ["desktop"],
    async play(hands) {
      const { page } = hands;
      await hands.type(field(hands, "Appointment"), "15 Dec 14:30");
      // On the way the field has 28 December, and the years 2, 20 and 202.
      await field(hands, "Screening day").focus();
      await page.keyboard.type("12102026");
      await hands.tap(field(hands, "Chart reference"));
      await page.waitForFunction(() => candor.session.state.as_of === "2026-12-10");
      assert.equal((await hands.state()).appointment, "2026-12-15");
    },
  },

  "an appointment is over by the next day": {
    on: ["phone"],
    async play(hands) {
      await hands.type(field(hands, "Appointment"), today);
      await hands.page.clock.setFixedTime("2026-11-29T08:00:00");
      await hands.next();
      assert.equal((await hands.state()).as_of, "2026-11-29");
      assert.match(await hands.page.locator(".notice").innerText(), /appointment was before today/);
    },
  },

  "what is told of a session needs its day": {
    on: ["phone"],
    async play(hands, desk) {
      await hands.load("A client comes back", desk.record(suitable, "2026-08-20"));
      await hands.screen("Since the last visit");
      await hands.type(field(hands, "Reaction"), "Blisters");
      await hands.next();
      assert.equal(await hands.title(), "Since the last visit");
      await hands.type(field(hands, "Day of the session"), "25 Aug 2026");
      await hands.next();
      assert.equal((await hands.state()).session.reaction, "Blisters");
      // It can be corrected.
      await hands.back();
      await hands.type(field(hands, "Day of the session"), "26 Aug 2026");
      await hands.next();
      assert.equal((await hands.state()).session.on, "2026-08-26");
    },
  },
};
