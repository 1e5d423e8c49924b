// SPDX-License-Identifier: Apache-2.0
// Reads calendars with ical.js in strict mode. usage: calendars.mjs FILE... > EVENTS.json, an object of file to
// its events, or to the error.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

// Days begin at midnight wherever the calendar is looked at, also where a night has 23 hours. A time of day is the same on
// every clock.
function day(time) {
  if (!time.isDate) {
    if (time.zone !== ICAL.Timezone.localTimezone) throw new Error(`${time} has a time zone`);
    return time.toString();
  }
  const local = time.toJSDate();
  if (local.getHours() !== 0) throw new Error(`${time} is not a date`);
  const text = [local.getFullYear(), local.getMonth() + 1, local.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
  if (text !== time.toString()) throw new Error(`${time} is ${text} here`);
  return text;
}

function events(path) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    const alarms = component.getAllSubcomponents("valarm");
    return {
      uid: event.uid,
      start: day(event.startDate),
      end: day(event.endDate),
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      summary: event.summary,
      description: event.description ?? "",
      place: event.location ?? "",
      reminder: alarms[0]?.getFirstPropertyValue("description") ?? "",
      days: event.duration.toSeconds() / 86400,
    };
  });
}

const all = {};
for (const path of process.argv.slice(2)) {
  try {
    all[path] = events(path);
  } catch (error) {
    all[path] = String(error);
  }
}
console.log(JSON.stringify(all));
