// SPDX-License-Identifier: Apache-2.0
// The result: the verdict, its reasons, what to do next, the decision, and what can be printed or saved.

{
  const { element } = candor;

  // The time for a record. The engine reads no clock.
  const utc_now = () => `${new Date().toISOString().slice(0, 19)}Z`;
  const nonce = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /// Asks for a file and saves it.
  candor.save_file = (request) => {
    const answer = candor.ask(request);
    if (answer.refused) return answer;
    candor.download(answer.name, answer.text);
    if (request.do === "save" || request.do === "record") candor.session.unsaved = false;
    return answer;
  };

  const sentences = (texts) => element("ul", { class: "reasons" }, ...texts.map((text) => element("li", {}, candor.authored(text))));
  const part = (title, ...body) => element("section", { class: "part" }, element("h3", {}, title), ...body);
  // What is there to be used: on paper it says nothing.
  const tools = (title, ...body) => {
    const section = part(title, ...body);
    section.classList.add("tools");
    return section;
  };

  const reasons_of = (reasons) =>
    element("ul", { class: "reasons" }, ...reasons.map((reason) =>
      element("li", {}, candor.authored(reason.text), reason.rule ? element("code", {}, reason.rule) : null)));

  const open_of = (open) => {
    const list = (some) => element("ul", { class: "answers" }, ...some.map(({ question, name }) =>
      element("li", {},
        element("button", { type: "button", class: "answer alone", on: { click: () => candor.go_to(question, "result") } },
          element("span", { class: "asked" }, candor.authored(candor.question_about(question)?.name ?? name)), candor.symbol("forward")))));
    const most = 5;
    if (open.length <= most + 1) return [list(open)];
    return [list(open.slice(0, most)), element("details", { class: "more-answers" },
      element("summary", {}, `${open.length - most} more`), list(open.slice(most)))];
  };

  const radio = (name, value, label, checked, change) => {
    const input = element("input", { type: "radio", name, value, autocomplete: "off", on: { change } });
    input.checked = checked;
    return { input, node: element("label", { class: "option" }, input, element("span", {}, label)) };
  };

  // What the practitioner decides: as listed, or otherwise with a reason.
  const decide_form = (ready) => {
    const { session } = candor;
    const form = element("div", { class: "decide", hidden: true });
    const decided = element("p", { class: "lead", hidden: true });
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    const name = candor.new_id();
    const choose = () => (reasons.hidden = listed.input.checked);
    const listed = radio(name, "as_listed", "As listed", true, choose);
    const otherwise = radio(name, "otherwise", "Otherwise", false, choose);
    const why = candor.new_id();
    const rows = candor.about.override_reasons.map(({ id, label }) => ({ id, ...radio(why, id, candor.authored(label), false) }));
    const reasons = element("fieldset", { class: "question", hidden: true }, element("legend", {}, "Reason"),
      element("div", { class: "options" }, ...rows.map((row) => row.node)));
    const by = candor.text_field({ label: "Who decides", value: session.decider, take: () => "" });
    const note = candor.text_field({ label: "Note", hint: "Needed for another medical reason.", long: true, take: () => "" });
    const record = () => {
      if (!ready()) return;
      const decision = {
        decision: listed.input.checked ? "as_listed" : "otherwise",
        by: by.input.value.trim(),
        reason: listed.input.checked ? "" : rows.find((row) => row.input.checked)?.id ?? "",
        note: note.input.value.trim(),
      };
      const answer = candor.ask({ do: "decide", decision, now: utc_now() });
      candor.set_text(problem, answer.refused ?? "");
      if (answer.refused) return;
      session.decider = decision.by;
      form.hidden = true;
      candor.changed();
      open.focus();
    };
    const take_back = candor.button("Take it back", () => {
      const answer = candor.ask({ do: "decide", decision: null, now: utc_now() });
      candor.set_text(problem, answer.refused ?? "");
      candor.changed();
    }, "quiet");
    const open = candor.button("Decide", () => {
      form.hidden = !form.hidden;
      if (!form.hidden) listed.input.focus();
    });
    form.append(
      element("fieldset", { class: "question" }, element("legend", {}, "Decision"), element("div", { class: "options row" }, listed.node, otherwise.node)),
      reasons, by.node, note.node,
      element("div", { class: "buttons" }, candor.button("Record the decision", record, "main"), candor.button("Cancel", () => (form.hidden = true))),
    );
    const update = () => {
      const text = candor.session.view.decision;
      candor.set_text(decided, text);
      take_back.hidden = text === "";
      open.querySelector("span").textContent = text === "" ? "Decide" : "Decide again";
    };
    const body = [
      element("p", { class: "hint" }, "You decide; the verdict stays as listed. The decision goes into record and report, never into the leaflet."),
      decided, element("div", { class: "buttons" }, open, take_back), form, problem,
    ];
    return { body, update };
  };

  const saves = (ready) => {
    const done = element("p", { class: "note", role: "status", hidden: true });
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    const save = (request) => () => {
      if (!ready()) return;
      const answer = candor.save_file({ ...request, ...(request.do === "record" ? { now: utc_now(), nonce: nonce() } : {}) });
      candor.set_text(problem, answer.refused ?? "");
      candor.say(done, answer.refused ? "" : `Saved as ${answer.name}.`);
    };
    const row = (label, what, request) => element("li", {}, candor.button(label, save(request), "plain", { symbol: "save" }), element("span", { class: "hint" }, what));
    return [
      element("ul", { class: "saves" },
        row("Record", "For the chart, and for when the client comes back.", { do: "record" }),
        row("Answers", "To continue later, here or elsewhere.", { do: "save" }),
        row("Result", "As JSON, for another program.", { do: "json" })),
      done, problem,
    ];
  };

  candor.screens.result = () => {
    candor.session.begun = true;
    const card = element("div", { id: "card" });
    const decided = element("p", { class: "lead paper" });
    const in_person = element("p", { class: "hint" }, "The leaflet leaves out what is to be told in person; the report lists it.");
    const fields = [candor.appointment_field(), candor.reference_field()];
    const keep = () => fields.map((field) => field.keep()).every(Boolean);
    // Nothing is made of a result while a field is refused: it would be without what was typed.
    const ready = () => {
      if (keep()) return true;
      fields.find((field) => field.input.getAttribute("aria-invalid") === "true")?.input.focus();
      return false;
    };
    const leave = (...to) => () => ready() && candor.go(...to);
    const decision = decide_form(ready);
    const show = (texts) => (texts ?? []).filter(Boolean);
    // Shown anew after a change of appointment or reference; the fields stay.
    const draw = () => {
      const { result, refused } = candor.ask({ do: "result" });
      if (!result) return card.replaceChildren(element("p", { class: "problem" }, refused ?? ""));
      const verdict = element("div", { class: `verdict ${result.tone}` },
        element("p", { class: "verdict-line" }, candor.symbol(result.tone), element("strong", { class: "word" }, candor.authored(result.line))),
        ...show(result.today).map((text) => element("p", { class: "today" }, text)),
        element("p", { class: "decides" }, show(result.authority).at(-1) ?? ""));
      decided.textContent = result.decision;
      in_person.hidden = !result.told_in_person;
      card.replaceChildren(
        verdict,
        decided,
        ...(show(result.changes).length > 0 ? [part("What has changed", sentences(show(result.changes)))] : []),
        part("Why", reasons_of(result.reasons)),
        ...(show(result.next).length > 0 ? [part("Next", sentences(show(result.next)))] : []),
        ...(result.open.length > 0 ? [part(`Open: ${candor.counted(result.open.length, "question")}`, ...open_of(result.open))] : []),
        element("div", { class: "authority" }, ...show([result.validity, ...show(result.authority).slice(0, -1)]).map((text) => element("p", {}, text))),
      );
    };
    let drawn = "";
    return {
      title: "Result",
      body: [
        card,
        tools("Pages to print", element("div", { class: "buttons" },
          candor.button("Leaflet for the client", leave("page", "leaflet"), "plain", { symbol: "page" }),
          candor.button("Report for the chart", leave("page", "report"), "plain", { symbol: "page" })), in_person),
        tools("Appointment and reference", element("div", { class: "fields" }, ...fields.map((field) => field.node))),
        tools("Decision", ...decision.body),
        tools("Save", ...saves(ready)),
        element("div", { class: "last" }, candor.button("Clear for the next client", candor.ask_to_clear, "plain", { symbol: "clear" })),
      ],
      keep: ready,
      here: -1,
      update: () => {
        const now = JSON.stringify(candor.session.state);
        if (now === drawn) return;
        drawn = now;
        draw();
        decision.update();
        for (const field of fields) field.update();
      },
      steps: () => ({
        back: { label: "Review", run: leave("review") },
        aside: { label: "Sections", symbol: "list", run: () => candor.open_sections(-1) },
      }),
    };
  };

  const pages = {
    leaflet: "Leaflet for the client",
    report: "Report for the chart",
  };

  // A whole page in a frame: to look at, to print, to save.
  candor.screens.page = (kind) => {
    const answer = candor.ask({ do: kind });
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: !answer.refused }, answer.refused ?? "");
    const frame = element("iframe", { title: pages[kind], sandbox: "allow-same-origin allow-modals", srcdoc: answer.text ?? "" });
    const done = element("p", { class: "note", role: "status", hidden: true });
    const print = () => {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    };
    const save = () => {
      candor.download(answer.name, answer.text);
      candor.say(done, `Saved as ${answer.name}.`);
    };
    return {
      title: pages[kind],
      body: answer.refused ? [problem] : [
        element("div", { class: "buttons" },
          candor.button("Print", print, "main", { symbol: "print" }), candor.button("Save", save, "plain", { symbol: "save" })),
        done, frame,
      ],
      steps: () => ({ back: { label: "Result", run: () => candor.go("result") } }),
    };
  };
}
