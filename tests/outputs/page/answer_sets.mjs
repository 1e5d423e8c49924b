// SPDX-License-Identifier: Apache-2.0
// Invents clients: their answers, with the days of the screening, the appointment and the answers. The same seed, the same
// clients. Each is a state as the page's script keeps it; `as_file` writes it as a saved interview for the command.

// mulberry32: small, and the same everywhere.
export function random_of(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, chance: (p) => next() < p, one_of: (list) => list[below(list.length)] };
}

const day_length = 86400000;
const text_of = (day) => new Date(day * day_length).toISOString().slice(0, 10);
export const day_of = (text) => Date.parse(`${text}T00:00:00Z`) / day_length;

// So many months before a day, at the end of a month that is too short.
function months_before(day, months) {
  const date = new Date(day * day_length);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() / day_length + Math.min(date.getUTCDate(), length) - 1;
}

// Days around which rules change their minds, and ends of months and years.
const special_days = ["2026-02-28", "2026-03-31", "2026-11-28", "2026-12-31", "2027-01-01", "2028-02-29", "2028-03-01"];
const numbers = { age: [12, 17, 18, 30, 65, 90], depth_mm: [0.25, 0.5, 1, 1.5, 2, 2.5, 3], event_in_days: [0, 3, 7, 14, 30, 200] };

// Who answers how: how likely an answer is another than that of somebody suitable, is left open, is not known. Most people
// differ in little, since any stop decides.
const temperaments = [
  { other: 0, open: 0, not_known: 0 }, { other: 0.01, open: 0, not_known: 0 }, { other: 0.02, open: 0, not_known: 0 },
  { other: 0.03, open: 0, not_known: 0 }, { other: 0.05, open: 0, not_known: 0.005 }, { other: 0.02, open: 0.03, not_known: 0.02 },
  { other: 0.15, open: 0.02, not_known: 0.02 }, { other: 0.5, open: 0.1, not_known: 0.05 }, { other: 1, open: 0, not_known: 0 },
];

class Client {
  constructor(random, about, suitable) {
    Object.assign(this, { random, questions: about.questions, reasons: about.override_reasons, suitable });
    this.as_of = random.chance(0.3) ? day_of(random.one_of(special_days)) : day_of("2026-01-01") + random.below(1096);
  }

  date() {
    const { random, as_of } = this;
    const back = random.below(6);
    let day = as_of;
    if (back === 0) day -= random.below(4);
    else if (back === 1) day -= 7 * random.below(27);
    else if (back < 5) day = months_before(as_of, random.below(back === 2 ? 60 : 13));
    else day -= random.below(3000);
    return Math.min(as_of, day + random.one_of([0, 0, -1, 1]));
  }

  time(question) {
    const { random } = this;
    const words = [...(question.never ? ["never", "never"] : []), ...(question.ongoing ? ["ongoing"] : [])];
    if (words.length > 0 && random.chance(0.5)) return random.one_of(words);
    const last = this.date();
    if (!random.chance(0.1)) return text_of(last);
    return { from: text_of(last - 1 - random.below(random.one_of([3, 40, 400]))), to: text_of(last) };
  }

  members(question) {
    const { random } = this;
    const ids = question.choices.map(({ id }) => id);
    if (random.chance(0.2)) return Object.fromEntries(ids.map((id) => [id, random.one_of([true, false, false, null])]));
    const share = random.one_of([0, 0.1, 0.1, 0.4]);
    return ids.filter(() => random.chance(share));
  }

  any_answer(question) {
    const { random } = this;
    switch (question.type) {
      case "choice": return random.one_of(question.choices).id;
      case "yes_no": return random.one_of(["yes", "no"]);
      case "set": return this.members(question);
      case "number": return random.one_of(numbers[question.id] ?? [0, 1, 2, 5, 10]);
      case "time_since": return this.time(question);
      default: throw new Error(`a question of type ${question.type}`);
    }
  }

  // Somebody suitable says so; "3 years" and the like as days.
  suitable_answer(question) {
    const given = this.suitable[question.id];
    const ago = typeof given === "string" && given.match(/^(\d+) (week|month|year)s?$/);
    if (!ago) return given;
    const [, count, unit] = ago;
    return text_of(unit === "week" ? this.as_of - 7 * count : months_before(this.as_of, count * (unit === "year" ? 12 : 1)));
  }

  // Whether a question that follows another is asked, as far as can be seen from the names. Wrong at times, which is wanted.
  follows(question, answers) {
    const { random } = this;
    const named = Object.values(answers).some((value) => Array.isArray(value) ? value.includes(question.id)
      : typeof value === "object" ? value?.[question.id] === true : value === question.id);
    return random.chance(named ? 0.9 : 0.03);
  }

  state() {
    const { random, as_of } = this;
    const temper = random.one_of(temperaments);
    const answers = {}, answered_on = {}, not_known = [], not_confirmed = [];
    // All today, all on one day of before, or each on a day of its own.
    const days = random.one_of(["today", "today", "today", "today", "today", "once", "mixed", "unsaid"]);
    const once = as_of - 1 - random.below(random.one_of([10, 120, 900]));
    for (const question of this.questions) {
      let value = this.suitable_answer(question);
      if (random.chance(temper.other)) value = this.any_answer(question);
      else if (value === undefined && this.follows(question, answers)) value = this.any_answer(question);
      if (value === undefined || random.chance(temper.open)) continue;
      if (random.chance(temper.not_known)) not_known.push(question.id);
      else answers[question.id] = value;
      const day = days === "once" ? once : days === "mixed" && random.chance(0.5) ? as_of - random.below(900) : as_of;
      if (days !== "unsaid") answered_on[question.id] = text_of(day);
      if ((days === "once" || days === "mixed") && random.chance(0.03)) not_confirmed.push(question.id);
    }
    const appointment = random.chance(0.4) ? null : text_of(as_of + random.below(random.one_of([2, 60, 420])));
    return {
      as_of: text_of(as_of), appointment,
      appointment_time: appointment && random.chance(0.3) ? random.one_of(["00:00", "09:30", "23:59"]) : null,
      pace: "full", answers, answered_on, not_known, not_confirmed,
      ref: random.chance(0.2) ? random.one_of(["P0042/1", "A-7", "é <b>&amp;"]) : "",
      previous: null, session: null, decision: random.chance(0.1) ? this.decision() : null,
    };
  }

  decision() {
    const { random } = this;
    const at = `${text_of(this.as_of)}T10:0${random.below(10)}:00Z`;
    if (random.chance(0.5)) return { decision: "as_listed", by: "Dr. A. Example", at };
    const note = random.chance(0.5) ? "Seen with a colleague: \"mild\", <b>stable</b>." : undefined;
    const reasons = this.reasons.map(({ id }) => id).filter((id) => note || id !== "other");
    return { decision: "otherwise", by: "Zoë O'Neill", reason: random.one_of(reasons), note, at };
  }
}

/// `count` clients of a rule set. `about` is the engine's answer; `suitable` are the answers of somebody suitable.
export function answer_sets(seed, count, about, suitable) {
  const random = random_of(seed);
  return Array.from({ length: count }, () => new Client(random, about, suitable).state());
}

/// The same as a saved interview. What is neither answered nor not known has not been asked.
export function as_file(state, rules) {
  const { as_of, appointment, answered_on, not_confirmed } = state;
  const answers = { ...state.answers, ...Object.fromEntries(state.not_known.map((id) => [id, null])) };
  const ruleset = { id: rules.id, version: rules.version, digest: rules.digest };
  return JSON.stringify({ schema: "interview/1", ruleset, as_of, appointment, answers, answered_on, not_confirmed });
}
