// SPDX-License-Identifier: Apache-2.0
// What the page is made of: elements, symbols, buttons, fields. Text is always set as text, never as HTML.

{
  const circle = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z";
  const symbols = {
    go: `M8 12h8M12.5 8.5l3.5 3.5l-3.5 3.5${circle}`,
    wait: `M12 7.3v5.7M12 16.5v.1${circle}`,
    stop: `M8.5 8.5l7 7M15.5 8.5l-7 7${circle}`,
    open: `M9.4 9.2a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 2.1M12 17.2v.1${circle}`,
    done: "M5 12.5l4.5 4.5l9.5-9.5",
    back: "M14.5 5.5L8 12l6.5 6.5",
    forward: "M9.5 5.5L16 12l-6.5 6.5",
    list: "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1",
    person: "M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
    returns: "M4 12a8 8 0 1 0 2.6-5.9M4 4.5v4.5h4.5",
    read_back: "M6 3.5h9l3.5 3.5v13.5h-12.5zM9 13.5l2 2l4-4.5",
    folder: "M3.5 6.5h6l2 2.5h9v10.5h-17z",
    page: "M6 3.5h9l3.5 3.5v13.5h-12.5zM9 11h6M9 14.5h6",
    save: "M12 4v10.5M7.5 10.5l4.5 4.5l4.5-4.5M4.5 19.5h15",
    print: "M7 9v-5.5h10v5.5M7 17h-3v-8h16v8h-3M7 14h10v6.5h-10z",
    clear: "M6 6l12 12M18 6l-12 12",
  };

  /// An element with attributes and children (elements, texts, or nothing). `on` holds what to do on events.
  candor.element = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "on") {
        for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
      } else if (value === true) {
        element.setAttribute(name, "");
      } else if (value !== false && value !== null && value !== undefined) {
        element.setAttribute(name, value);
      }
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return element;
  };
  const { element } = candor;

  /// A drawn symbol. It only repeats what the words beside it say.
  candor.symbol = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [key, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["class", `symbol ${name}`]]) {
      svg.setAttribute(key, value);
    }
    path.setAttribute("d", symbols[name]);
    svg.append(path);
    return svg;
  };

  /// A button. `kind` is "main", "plain" or "quiet"; `more` may give a symbol, or another name for screen readers.
  candor.button = (label, run, kind = "plain", more = {}) =>
    element(
      "button",
      { type: "button", class: `button ${kind}`, "aria-label": more.name, id: more.id, on: { click: run } },
      more.symbol ? candor.symbol(more.symbol) : null,
      element("span", {}, label),
    );

  /// Changes the text of an element only if it is another one, so that nothing is read out twice.
  candor.set_text = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
    node.hidden = text === "";
  };

  /// Says what happened, where it happened, and brings it into sight.
  candor.say = (node, text) => {
    candor.set_text(node, text);
    if (text) node.scrollIntoView({ block: "nearest" });
  };

  /// A title that the focus moves to when its screen comes up.
  candor.heading = (level, text, ...more) => element(`h${level}`, { tabindex: level === 2 ? "-1" : null }, text, ...more);

  /// Words of the rule set's author, in the author's language.
  candor.authored = (text) => {
    const language = candor.about.rules.language;
    return language && language !== "en" ? element("span", { lang: language }, text) : text;
  };

  /// Reads out a sentence to those who do not see the page.
  candor.announce = (text) => {
    const place = document.getElementById("announce");
    place.textContent = "";
    setTimeout(() => (place.textContent = text), 50);
  };

  // While a finger or the mouse is down, nothing may move: the tap would hit something else. What a field that loses the
  // focus has to do waits until the tap is over.
  let pressed = false;
  let waiting = [];
  const run_waiting = () => {
    const ready = waiting;
    waiting = [];
    for (const run of ready) run();
  };
  candor.run_waiting = run_waiting;
  addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => {
      pressed = false;
      setTimeout(run_waiting);
    }, true);
  }
  candor.after_press = (run) => {
    waiting.push(run);
    setTimeout(() => {
      if (!pressed) run_waiting();
    });
  };

  let last_id = 0;
  candor.new_id = () => `n${++last_id}`;

  /// A labelled field for one text. `take(text)` returns what is wrong with it, or nothing; `words()` says what was
  /// understood. `keep` is called before the screen is left.
  candor.text_field = ({ label, hint = "", value = "", take, words = () => "", long = false, mode = "text" }) => {
    const id = candor.new_id();
    let taken = value;
    const input = element(long ? "textarea" : "input", {
      id,
      type: long ? null : "text",
      rows: long ? "3" : null,
      class: "text",
      inputmode: mode,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-describedby": `${hint ? `${id}-hint ` : ""}${id}-said ${id}-problem`,
      on: {
        change: () => candor.after_press(keep),
        keydown: (event) => {
          if (event.key === "Enter" && !long) keep();
        },
      },
    });
    input.value = value;
    const said = element("p", { class: "said", id: `${id}-said` });
    const problem = element("p", { class: "problem", id: `${id}-problem`, "aria-live": "polite" });
    const update = () => candor.set_text(said, words());
    const keep = () => {
      if (input.value === taken) return true;
      const wrong = take(input.value);
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      candor.set_text(problem, wrong ?? "");
      if (!wrong) taken = input.value;
      update();
      return !wrong;
    };
    update();
    candor.set_text(problem, "");
    const node = element(
      "div",
      { class: "field" },
      element("label", { for: id }, label),
      input,
      said,
      hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null,
      problem,
    );
    const reset = (text) => {
      input.value = taken = text;
      update();
    };
    return { node, input, keep, update, reset };
  };

  /// Asks before something is lost. Resolves to whether to go on.
  candor.confirm = (title, text, yes, no) =>
    new Promise((resolve) => {
      const dialog = element("dialog", { class: "dialog", "aria-labelledby": "dialog-title" });
      const close = (answer) => () => dialog.close(answer);
      const keep = candor.button(no, close("no"));
      keep.autofocus = true;
      dialog.append(
        element("h2", { id: "dialog-title" }, title),
        element("p", {}, text),
        element("div", { class: "buttons" }, candor.button(yes, close("yes"), "main"), keep),
      );
      dialog.addEventListener("close", () => {
        resolve(dialog.returnValue === "yes");
        dialog.remove();
      });
      document.body.append(dialog);
      dialog.showModal();
    });

  /// Gives a text to the browser to save. The name says nothing about the client.
  candor.download = (name, text) => {
    const address = URL.createObjectURL(new Blob([text], { type: name.endsWith(".html") ? "text/html" : "application/json" }));
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  const most_bytes = 4 * 1024 * 1024;

  /// The text of a chosen file, or what is wrong with it.
  candor.read_file = async (file) => {
    if (file.size > most_bytes) return { problem: "This file is too large to be one of candor's." };
    try {
      const bytes = await file.arrayBuffer();
      return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
      return { problem: "This file could not be read as text, so it is not one of candor's." };
    }
  };
}
