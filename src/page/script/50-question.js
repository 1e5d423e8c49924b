// SPDX-License-Identifier: Apache-2.0
// One question: its controls, what was understood, what was refused, its help, and an answer that is to be confirmed.

{
  const { element } = candor;
  const preview_after = 250; // ms without a key

  const not_known_label = (about) => {
    if (!about.must) return "Leave blank";
    return candor.is_client() ? "I don't know" : "Not known";
  };

  // A row to tap: a real radio button or checkbox in its label.
  const option = (type, name, label, change, kind = "") => {
    const input = element("input", { type, name, autocomplete: "off", on: { change } });
    const node = element("label", { class: `option ${kind}` }, input, element("span", {}, label));
    return { input, node };
  };

  // One answer out of several. `choices` are [value, label]; the last row is "not known".
  const one_of = (about, send, choices) => {
    const rows = choices.map(([value, label]) => ({
      value,
      ...option("radio", `a-${about.id}`, candor.authored(label), () => send({ value })),
    }));
    const unknown = option("radio", `a-${about.id}`, not_known_label(about), () => send({ not_known: true }), "aside");
    const kind = about.type === "yes_no" ? "options row" : "options";
    return {
      node: element("div", { class: kind }, ...rows.map((row) => row.node), unknown.node),
      update: (seen) => {
        for (const row of rows) row.input.checked = seen.state === "answered" && seen.value === row.value;
        unknown.input.checked = seen.state === "not_known";
      },
    };
  };

  // Ticks. Nothing ticked is no answer; "none of these" is one. One of them may be left unsure: then the others are a no
  // only beside a tick or "none of these".
  const several_of = (about, send) => {
    let unsure_shown = false;
    let waiting = []; // those marked unsure while that is not an answer yet
    const answer = () => {
      const ticked = rows.filter((each) => each.tick.input.checked).map((each) => each.id);
      const unsure = rows.filter((each) => each.unsure.input.checked).map((each) => each.id);
      const says = ticked.length > 0 || none.input.checked;
      waiting = says ? [] : unsure;
      if (!says) return send({ none: true });
      if (unsure.length === 0) return send(ticked.length > 0 ? { value: ticked } : { text: "none" });
      const of = (each) => (each.unsure.input.checked ? null : each.tick.input.checked);
      return send({ value: Object.fromEntries(rows.map((each) => [each.id, of(each)])) });
    };
    const change = (row, unsure) => () => {
      if (unsure && row.unsure.input.checked) row.tick.input.checked = false;
      if (!unsure && row.tick.input.checked) row.unsure.input.checked = none.input.checked = false;
      answer();
    };
    const rows = about.choices.map(({ id, label }) => {
      const row = { id };
      row.tick = option("checkbox", `a-${about.id}`, candor.authored(label), change(row, false));
      row.unsure = option("checkbox", `u-${about.id}`, "Not sure", change(row, true), "unsure");
      row.unsure.input.setAttribute("aria-label", `Not sure: ${label}`);
      row.node = element("div", { class: "member" }, row.tick.node, row.unsure.node);
      return row;
    });
    const none = option("checkbox", `a-${about.id}`, "None of these", () => {
      for (const row of rows) row.tick.input.checked = false;
      answer();
    }, "aside");
    const unknown = option("checkbox", `a-${about.id}`, not_known_label(about), () => {
      waiting = [];
      send(unknown.input.checked ? { not_known: true } : { none: true });
    }, "aside");
    const rest = element("p", { class: "hint", role: "status" });
    const show_unsure = candor.button("Not sure about one of them", () => {
      unsure_shown = true;
      place.classList.add("with-unsure");
      show_unsure.hidden = true;
      rows[0].unsure.input.focus();
    }, "quiet");
    const place = element("div", { class: "options" }, ...rows.map((row) => row.node),
      element("div", { class: "pair" }, none.node, unknown.node), rest, show_unsure);
    return {
      node: place,
      update: (seen) => {
        const given = seen.state === "answered" ? seen.value : null;
        const of = (id) => (Array.isArray(given) ? given.includes(id) : given ? given[id] : false);
        if (seen.state !== "open") waiting = [];
        for (const row of rows) {
          row.tick.input.checked = of(row.id) === true;
          const left = given !== null && !Array.isArray(given) && (of(row.id) ?? null) === null;
          row.unsure.input.checked = left || waiting.includes(row.id);
        }
        none.input.checked = given !== null && rows.every((row) => of(row.id) !== true) && rows.some((row) => of(row.id) === false);
        candor.set_text(rest, waiting.length > 0 ? "Tick what applies, or “None of these” if the others do not." : "");
        unknown.input.checked = seen.state === "not_known";
        if (rows.some((row) => row.unsure.input.checked)) unsure_shown = true;
        place.classList.toggle("with-unsure", unsure_shown);
        show_unsure.hidden = unsure_shown;
      },
    };
  };

  const units_of_time = ["days", "weeks", "months", "years"];

  // A text: a number with its unit, or a time; and buttons for the answers that are words.
  const typed_text = (about, send, ids, show_words, echo) => {
    const { session } = candor;
    const is_time = about.type === "time_since";
    const words = [
      ...(about.never ? [["never", "Never"]] : []),
      ...(about.ongoing ? [["ongoing", "Ongoing"]] : []),
    ].map(([value, label]) => ({ value, ...option("checkbox", `a-${about.id}`, label, () => choose(value), "aside") }));
    const unknown = option("checkbox", `a-${about.id}`, not_known_label(about), () => choose(null), "aside");
    let timer = 0;
    const input = element("input", {
      type: "text",
      id: ids.input,
      class: is_time ? "text" : "text short",
      inputmode: is_time ? "text" : "decimal",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "done",
      "aria-describedby": ids.described,
      on: {
        input: () => {
          clearTimeout(timer);
          timer = setTimeout(preview, preview_after);
          show_units();
        },
        change: () => candor.after_press(keep),
        keydown: (event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (keep()) candor.enter_pressed();
        },
      },
    });
    const units = element("div", { class: "units", role: "group", "aria-label": "Unit", hidden: true },
      ...units_of_time.map((unit) => candor.button(unit, () => {
        input.value = `${input.value.trim()} ${unit}`;
        show_units();
        keep();
        input.focus();
      })));
    // A bare number needs a unit: offer to write it.
    const show_units = () => (units.hidden = !is_time || !/^\s*\d{1,3}([.,]\d+)?\s*$/.test(input.value));

    const stands = () => JSON.stringify(candor.view_of(about.id).value ?? null);
    const shown_text = () => {
      const seen = candor.view_of(about.id);
      const refused = session.refused[about.id];
      if (refused !== undefined) return refused;
      if (seen.state !== "answered" || seen.to_confirm) return "";
      const typed = session.typed[about.id];
      if (typed && typed.stands === stands()) return typed.text;
      const value = seen.value;
      if (typeof value === "number") return String(value);
      return typeof value === "string" && /^\d/.test(value) ? value : "";
    };
    let text = "";
    const preview = () => {
      if (input.value.trim() === "" || input.value === text) return show_words("");
      const answer = candor.try_out({ do: "reply", question: about.id, text: input.value });
      show_words(answer.refused || answer.error ? "" : answer.said, true);
    };
    const keep = () => {
      clearTimeout(timer);
      if (input.value === text) return session.refused[about.id] === undefined;
      const typed = input.value;
      if (typed.trim() === "") {
        delete session.refused[about.id];
        return send({ none: true });
      }
      const kept = send({ text: typed });
      if (kept) session.typed[about.id] = { text: typed, stands: stands() };
      text = typed;
      return kept;
    };
    const choose = (value) => {
      const row = value === null ? unknown : words.find((each) => each.value === value);
      delete session.refused[about.id];
      clearTimeout(timer);
      input.value = text; // what was typed and not taken yet gives way
      if (!row.input.checked) return send({ none: true });
      send(value === null ? { not_known: true } : { value });
    };
    const field = element("div", { class: "entry" }, input, is_time ? element("label", { for: ids.input, class: "hint" }, about.reply) : element("label", { for: ids.input }, about.unit || "Number"));
    return {
      node: element("div", { class: "typed" }, field, units, ...echo,
        element("div", { class: "pair" }, ...words.map((row) => row.node), unknown.node)),
      keep,
      invalid: (wrong) => input.setAttribute("aria-invalid", String(wrong)),
      update: (seen) => {
        for (const row of words) row.input.checked = seen.state === "answered" && seen.value === row.value;
        unknown.input.checked = seen.state === "not_known";
        // What is typed and not taken yet is left alone.
        if (input.value !== text) return;
        text = shown_text();
        if (input.value !== text) input.value = text;
        show_units();
      },
    };
  };

  const controls_of = (about, send, ids, show_words, echo) => {
    if (about.type === "choice") return one_of(about, send, about.choices.map(({ id, label }) => [id, label]));
    if (about.type === "yes_no") return one_of(about, send, [["yes", "Yes"], ["no", "No"]]);
    if (about.type === "set") return several_of(about, send);
    return typed_text(about, send, ids, show_words, echo);
  };

  const help_of = (about) => {
    const lines = [];
    if (about.help) lines.push(element("p", {}, candor.authored(about.help)));
    if (about.blank) lines.push(element("p", {}, `${not_known_label(about)}: ${about.blank}.`));
    return lines;
  };

  // Why it is asked, and on what grounds: looked up when somebody asks for help.
  const why_of = (about) => {
    const { help } = candor.try_out({ do: "help", question: about.id });
    if (!help) return [];
    const list = (title, texts) => texts.length === 0 ? [] : [element("details", {}, element("summary", {}, title),
      element("ul", { class: "small" }, ...texts.map((text) => element("li", {}, candor.authored(text)))))];
    return [
      element("p", {}, help.because ?? ""),
      ...list("Why this is asked: what an answer can lead to", help.why ?? []),
      ...list("Sources, and how much of each was read", help.sources ?? []),
    ];
  };

  /// A question with its controls: {node, update, keep, focus}.
  candor.question = (id) => {
    const about = candor.question_about(id);
    const base = `q-${id}`;
    const is_typed = about.type === "number" || about.type === "time_since";
    const ids = { input: `${base}-text`, described: `${about.type === "number" ? `${base}-hint ` : ""}${base}-said ${base}-problem` };
    let changing = false;

    const said = element("p", { class: "said", id: `${base}-said`, hidden: true });
    const problem = element("p", { class: "problem", id: `${base}-problem`, "aria-live": "polite", hidden: true });
    const note = element("p", { class: "note", "aria-live": "polite", hidden: true });
    const day_needed = element("p", { class: "note", hidden: true });
    const take_back = candor.button("Take back", () => send({ none: true }) && focus(), "quiet", { name: `Take back the answer: ${about.ask}` });

    const show_words = (text, preview = false) => {
      said.classList.toggle("preview", preview);
      candor.set_text(said, text);
    };
    // A refused text changes nothing: the answer before it stays.
    const show_refused = () => {
      const seen = candor.view_of(id);
      show_words(is_typed && seen.state === "answered" && !seen.to_confirm ? `The answer so far stays: ${seen.words}` : "", true);
    };
    const named = (question) => candor.question_about(question)?.name ?? question;
    const tell_changes = (answer) => {
      const lines = [
        ...(answer.set_aside ?? []).map((each) => `No longer applies, so its answer is set aside: ${named(each)}`),
        ...(answer.returned ?? []).map((each) => `Applies again, with its answer of before. Check it: ${named(each)}`),
      ];
      candor.set_text(note, lines.join(" "));
    };
    const send = (reply) => {
      const answer = candor.ask({ do: "reply", question: id, ...reply });
      const { refused } = candor.session;
      if (answer.refused) {
        if (answer.failed) delete refused[id];
        else if (is_typed && reply.text !== undefined) refused[id] = reply.text;
        candor.set_text(problem, answer.refused);
        controls.invalid?.(true);
        if (!is_typed) controls.update(candor.view_of(id));
        show_refused();
        return false;
      }
      delete refused[id];
      changing = false;
      if (reply.text === undefined) delete candor.session.typed[id];
      candor.set_text(problem, "");
      controls.invalid?.(false);
      tell_changes(answer);
      candor.changed();
      if (answer.said && is_typed) candor.announce(answer.said);
      return true;
    };
    const controls = controls_of(about, send, ids, show_words, [said, problem]);

    const drop = candor.button("Take back", () => send({ none: true }), "plain", { name: `Take back the answer: ${about.ask}` });
    // An answer from another day or person: its words, and whether it still holds.
    const kept_words = element("p", { class: "kept-words" });
    const kept_day = element("p", { class: "hint" });
    const kept = element("div", { class: "kept", hidden: true }, element("div", {}, kept_words, kept_day),
      element("div", { class: "buttons" },
        candor.button(candor.session.reading_back ? "Right" : "Still right", () => {
          const answer = candor.ask({ do: "confirm", questions: [id] });
          if (answer.refused) return candor.set_text(problem, answer.refused);
          candor.changed();
          focus();
        }, "plain", { symbol: "done", name: `${candor.session.reading_back ? "Right" : "Still right"}: ${about.ask}` }),
        candor.button("Change", () => {
          changing = true;
          candor.changed();
          focus();
        }, "plain", { name: `Change: ${about.ask}` }),
        drop));

    const help = help_of(about);
    const help_text = element("div", { class: "help-text", id: `${base}-help`, hidden: !candor.is_client() }, ...help);
    const help_button = element("button", {
      type: "button",
      class: "help",
      "aria-expanded": "false",
      "aria-controls": `${base}-help`,
      "aria-label": `Help: ${about.ask}`,
      on: {
        click: () => {
          if (help_text.childElementCount === help.length) help_text.append(...why_of(about));
          help_text.hidden = !help_text.hidden;
          help_button.setAttribute("aria-expanded", String(!help_text.hidden));
        },
      },
    }, "?");
    const with_button = help.length > 0 && !candor.is_client();
    const hint = about.type === "number" ? element("p", { class: "hint", id: `${base}-hint` }, about.reply) : null;
    const follows = candor.followers.has(id) ? " follows" : "";
    const node = element("fieldset", { class: `question${follows}`, id: base },
      element("legend", {}, candor.authored(about.ask)),
      with_button ? help_button : null,
      help.length > 0 ? help_text : null,
      day_needed, kept,
      element("div", { class: "controls" }, hint, controls.node),
      is_typed ? null : [said, problem],
      note,
      element("div", { class: "foot-of-question" }, take_back));

    const update = () => {
      const seen = candor.view_of(id);
      const asks = seen.to_confirm && !changing;
      node.hidden = !seen.shown;
      node.classList.toggle("asks", asks);
      kept.hidden = !asks;
      node.querySelector(".controls").hidden = asks;
      kept_words.textContent = seen.words;
      candor.set_text(kept_day, seen.contradicts
        ? `${seen.given_on} By today's answers this question does not apply: one of the two is wrong.`.trim()
        : candor.session.reading_back ? "" : seen.given_on);
      drop.hidden = !seen.contradicts;
      candor.set_text(day_needed, seen.day_needed);
      controls.update(seen.to_confirm ? { state: "open" } : seen);
      if (candor.session.refused[id] === undefined) {
        const unsure = about.type === "set" && seen.value && !Array.isArray(seen.value);
        const echoed = seen.state === "answered" && !seen.to_confirm && (is_typed || unsure);
        if (!said.classList.contains("preview") || document.activeElement?.id !== ids.input || echoed) show_words(echoed ? seen.words : "");
      } else {
        controls.invalid?.(true);
        show_refused();
      }
      take_back.hidden = seen.state === "open" || asks;
    };
    const focus = () => {
      const seen = candor.view_of(id);
      const place = seen.to_confirm && !changing ? kept : node.querySelector(".controls");
      (place.querySelector("input:checked") ?? place.querySelector("input, button"))?.focus({ preventScroll: true });
      node.scrollIntoView({ block: "start" });
    };
    // What was refused before this screen was left is still wrong.
    if (candor.session.refused[id] !== undefined) {
      const again = candor.try_out({ do: "reply", question: id, text: candor.session.refused[id] });
      candor.set_text(problem, again.refused ?? "");
    }
    return { id, node, update, focus, is_changing: () => changing, keep: () => (node.hidden || !controls.keep ? true : controls.keep()) };
  };
}
