// SPDX-License-Identifier: Apache-2.0
// The page's engine without a page: what a file of `candor page` carries, started in Node by the page's own script.
import { readFileSync } from "node:fs";
import vm from "node:vm";

// All that the engine may ask of its surroundings, so that a name that the linker did not find is seen.
const imports = ["env.emscripten_notify_memory_growth", "page.character_width", "page.compose_small", "page.small_letter",
  "wasi_snapshot_preview1.environ_get", "wasi_snapshot_preview1.environ_sizes_get", "wasi_snapshot_preview1.proc_exit"];

// The text of an element `script` of the page.
function carried(html, id) {
  const found = html.match(new RegExp(`<script type="[a-z/-]+" id="${id}">([^<]*)</script>`));
  if (!found) throw new Error(`the page does not carry ${id}`);
  return found[1];
}

// What the page's script defines before it needs a document: its first file. Another `WebAssembly` may be given.
function run_glue(html, wasm = WebAssembly) {
  const [first] = html.slice(html.lastIndexOf("<script>") + 8).split("\n}\n{\n");
  return vm.runInThisContext(`((WebAssembly) => {${first}}; return candor;})`)(wasm);
}

/// The engine of the page at `path`.
export async function start_engine(path) {
  const html = readFileSync(path, "utf8");
  const candor = run_glue(html);
  const wasm = await candor.unpack(carried(html, "engine-data"));
  const asked = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ module, name }) => `${module}.${name}`);
  const unknown = asked.filter((name) => !imports.includes(name));
  if (unknown.length > 0) throw new Error(`the engine asks for ${unknown.join(", ")}`);
  return candor.Engine.start(wasm, await candor.unpack(carried(html, "rules-data")), carried(html, "page-data"));
}

/// What the page at `path` tells its engine of Unicode, and the memory in which it does.
export async function unicode_of(path) {
  const memory = new WebAssembly.Memory({ initial: 4 });
  let given;
  await run_glue(readFileSync(path, "utf8"), {
    compile: () => ({}),
    Instance: class {
      exports = { memory, _initialize: () => {}, input: () => 0, begin: () => true };
      constructor(_, imports) {
        given = imports.page;
      }
    },
  }).Engine.start(new Uint8Array(), new Uint8Array(), "");
  return { ...given, memory };
}
