// SPDX-License-Identifier: Apache-2.0
// The engine as WebAssembly: unpacking it, starting it, asking it. Needs no document, so that it can be tried elsewhere.

// All that these scripts share, and the only name that they add.
const candor = {};

{
  const utf8 = new TextEncoder();
  const text_of = new TextDecoder("utf-8", { ignoreBOM: true });
  const strict_text_of = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const last_code_point = 0x10ffff;
  // As the library of the command has it, which takes these five for characters that are seen.
  const without_width = /^(?![\u00ad\u302e\u302f\u{16ff0}\u{16ff1}])[\p{M}\p{Cf}\p{Cc}\p{Zl}\p{Zp}]$/u;

  // The simple lowercase of one code point. A sigma is the same letter wherever it stands.
  const small_letter = (code_point) => {
    if (code_point > last_code_point) return code_point;
    const small = String.fromCodePoint(code_point).toLowerCase().codePointAt(0);
    return small === 0x3c2 ? 0x3c3 : small;
  };

  const compose_small = (text) => {
    let small = "";
    for (const letter of text.normalize("NFD")) small += String.fromCodePoint(small_letter(letter.codePointAt(0)));
    return small.normalize("NFC");
  };

  // What the engine asks of the page. `memory` is the engine's, once it has started.
  const imports_for = (memory) => {
    const bytes = (at, size) => new Uint8Array(memory(), at, size);
    return {
      page: {
        small_letter: (code_point) => small_letter(code_point >>> 0),
        character_width: (code_point) => {
          const point = code_point >>> 0;
          return point > last_code_point || without_width.test(String.fromCodePoint(point)) ? 0 : 1;
        },
        compose_small: (at, size, out, room) => {
          let text;
          try {
            text = strict_text_of.decode(bytes(at, size));
          } catch {
            return -1;
          }
          const composed = utf8.encode(compose_small(text));
          if (composed.length > room) return -1;
          bytes(out, composed.length).set(composed);
          return composed.length;
        },
      },
      env: { emscripten_notify_memory_growth: () => {} },
      wasi_snapshot_preview1: {
        environ_sizes_get: (count, size) => {
          const view = new DataView(memory());
          view.setUint32(count, 0, true);
          view.setUint32(size, 0, true);
          return 0;
        },
        environ_get: () => 0,
        proc_exit: () => {
          throw new Error("The engine ended.");
        },
      },
    };
  };

  /// The bytes that were packed with gzip and written as base64.
  candor.unpack = async (base64) => {
    const packed = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  /// An engine with its rules. It keeps nothing of a client: every request carries the whole state.
  candor.Engine = class Engine {
    #module;
    #rules;
    #data;
    #exports;

    /// `rules` are the prepared rules, `data` the text of what else belongs to the page.
    static async start(wasm, rules, data) {
      return new Engine(await WebAssembly.compile(wasm), rules, utf8.encode(data));
    }

    constructor(module, rules, data) {
      this.#module = module;
      this.#rules = rules;
      this.#data = data;
      this.restart();
    }

    /// A new engine in a memory of its own: nothing of the old one is left.
    restart() {
      let instance;
      instance = new WebAssembly.Instance(this.#module, imports_for(() => instance.exports.memory.buffer));
      this.#exports = instance.exports;
      this.#exports._initialize();
      const all = new Uint8Array(this.#rules.length + this.#data.length);
      all.set(this.#rules);
      all.set(this.#data, this.#rules.length);
      this.#give(all);
      if (!this.#exports.begin(this.#rules.length)) throw new Error("The rules of this page are damaged.");
    }

    /// The answer to a request. After a failure of the engine it is `{error}`, and the next request works again.
    ask(request) {
      try {
        this.#give(utf8.encode(JSON.stringify(request)));
        const size = this.#exports.ask();
        const answer = new Uint8Array(this.#exports.memory.buffer, this.#exports.output(), size);
        return JSON.parse(text_of.decode(answer));
      } catch {
        this.restart();
        return { error: "Something went wrong inside this page. Your answers are kept; what you did last was not done." };
      }
    }

    #give(bytes) {
      const at = this.#exports.input(bytes.length);
      new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes);
    }
  };
}
