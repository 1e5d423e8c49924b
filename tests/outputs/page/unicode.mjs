// SPDX-License-Identifier: Apache-2.0
// The page knows the same of Unicode as candor's library. usage: unicode.mjs UNICODE_TABLE PAGE
//
// For every code point the same small letter, and the same answer to whether it has a width; for 100,000 random texts the same
// small letters, composed. Node.js and browsers know later versions of Unicode: characters that the library does not know yet
// may differ.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { random_of } from "./answer_sets.mjs";
import { unicode_of } from "./engine.mjs";

const count = 100000;
const is_surrogate = (c) => c >= 0xd800 && c <= 0xdfff;
const { small_letter, character_width, compose_small, memory } = await unicode_of(resolve(process.argv[3]));

function composed(text) {
  const room = 2048;
  const bytes = new TextEncoder().encode(text);
  new Uint8Array(memory.buffer, 0, bytes.length).set(bytes);
  const size = compose_small(0, bytes.length, room, room);
  return size < 0 ? "refused" : new TextDecoder().decode(new Uint8Array(memory.buffer, room, size));
}

// Texts of letters that look alike, of marks that pile up, of Hangul, of all.
function texts() {
  const { below, one_of, chance } = random_of(16);
  const ranges = [[0x41, 0x5a], [0xc0, 0x24f], [0x300, 0x36f], [0x370, 0x52f], [0x1e00, 0x1fff], [0xac00, 0xd7a3], [0x1100, 0x11ff],
    [0x20, 0x2fff], [0x10400, 0x1e943], [0x20, 0x10ffff]];
  const letter = ([from, to]) => {
    const c = from + below(to - from + 1);
    return is_surrogate(c) || !/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(String.fromCodePoint(c)) ? "a" : String.fromCodePoint(c);
  };
  return Array.from({ length: count }, () => {
    const range = one_of(ranges);
    return Array.from({ length: 1 + below(12) }, () => letter(chance(0.2) ? one_of(ranges) : range)).join("");
  });
}

const all = texts();
const lines = spawnSync(resolve(process.argv[2]), { input: `${all.join("\n")}\n`, maxBuffer: 1 << 28 }).stdout.toString().split("\n");
const code_points = lines.slice(0, 0x110000).map((line) => line.split(" ").map(Number));
const is_known = (c) => code_points[c][0] === 1;
const failures = [];
let tried = 0;
code_points.forEach(([known, small, width], c) => {
  if (!known || is_surrogate(c)) return;
  const here = [small_letter(c), character_width(c) > 0 ? 1 : 0];
  if (here[0] !== small || here[1] !== width) {
    failures.push(`U+${c.toString(16)}: the small letter and the width are ${here}, in the library ${[small, width]}`);
  }
});
all.forEach((text, i) => {
  if (![...text].every((letter) => is_known(letter.codePointAt(0)))) return;
  tried++;
  const library = lines[0x110000 + i];
  if (composed(text) !== library) {
    failures.push(`${JSON.stringify(text)} is ${JSON.stringify(composed(text))}, in the library ${JSON.stringify(library)}`);
  }
});
if (tried < count / 2) failures.push(`only ${tried} texts could be tried`);
for (const failure of failures.slice(0, 20)) console.log(`FAILED: ${failure}`);
console.log(`Unicode ${process.versions.unicode}: every character that the library knows, ${tried} texts: ${failures.length || "none"} failed`);
process.exit(failures.length ? 1 : 0);
