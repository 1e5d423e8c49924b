// SPDX-License-Identifier: Apache-2.0
// Where a client begins: anew, with answers of her own, with her record, or where it stopped.

{
  const { element } = candor;

  /// The appointment as it is typed; the engine reads it.
  candor.appointment_field = () =>
    candor.text_field({
      label: "Appointment",
      hint: "If there is one: 15 Dec 14:30, or only the day.",
      value: [candor.session.state.appointment, candor.session.state.appointment_time].filter(Boolean).join(" "),
      take: (text) => {
        const answer = candor.ask({ do: "appointment", text });
        candor.changed();
        return answer.refused;
      },
      words: () => candor.session.view.appointment,
    });

  candor.reference_field = () =>
    candor.text_field({
      label: "Chart reference",
      hint: "Your number for this client, not a name.",
      value: candor.session.state.ref,
      take: (text) => {
        const answer = candor.ask({ do: "ref", text });
        candor.changed();
        return answer.refused;
      },
    });

  const day_field = (appointment) => {
    const id = candor.new_id();
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    // While it is typed, every part makes another day: it is taken when the field is left. One of the calendar is taken at once.
    let typing = false;
    const input = element("input", {
      id,
      type: "date",
      class: "text",
      autocomplete: "off",
      on: {
        keydown: () => (typing = true),
        pointerdown: () => (typing = false),
        change: () => typing || keep(),
        blur: () => candor.after_press(keep),
      },
    });
    const keep = () => {
      const { state } = candor.session;
      typing = false;
      if (input.value === state.as_of) return true;
      const wrong = !input.value || Boolean(candor.set({ as_of: input.value }));
      candor.set_text(problem, wrong ? "Choose another day." : "");
      if (wrong) input.value = state.as_of;
      const lost = [];
      if (state.appointment && !candor.session.state.appointment) {
        appointment.reset("");
        lost.push("The appointment was before this day, so there is none now.");
      }
      if (!wrong && state.decision) lost.push("The decision was about the result of another day: now there is none.");
      if (lost.length > 0) candor.tell(lost.join(" "));
      said.textContent = candor.session.view.day ?? "";
      if (!wrong) candor.session.day_chosen = true;
      candor.changed();
      return !wrong;
    };
    input.value = candor.session.state.as_of;
    const said = element("p", { class: "said" }, candor.session.view.day ?? "");
    const hint = element("p", { class: "hint", id: `${id}-hint` }, "By the clock of this device.");
    input.setAttribute("aria-describedby", `${id}-hint`);
    return { node: element("div", { class: "field" }, element("label", { for: id }, "Screening day"), input, said, hint, problem), keep };
  };

  // A page may be left open overnight: the day is the one on which the screening begins.
  const use_today = () => {
    const { session } = candor;
    if (session.day_chosen || session.begun || session.state.as_of === candor.today()) return;
    const { appointment } = session.state;
    candor.set({ as_of: candor.today() });
    if (appointment && !session.state.appointment) session.notice = "The appointment was before today, so there is none now.";
  };

  // How a file begins an interview, and where that goes on.
  const after_load = {
    resume: () => candor.go_on(),
    confirm: () => {
      candor.session.reading_back = true;
      candor.go_on();
    },
    revisit: () => candor.go("since"),
  };

  const file_door = (as, symbol, title, what, ready) => {
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    const load = async () => {
      const [file] = input.files;
      if (!file) return;
      const read = await candor.read_file(file);
      input.value = "";
      if (!ready()) return;
      use_today();
      const answer = read.problem ? { refused: read.problem } : candor.ask({ do: "load", as, text: read.text });
      candor.set_text(problem, answer.refused ?? "");
      if (answer.refused) return;
      candor.session.unsaved = false;
      candor.session.begun = true;
      // Reading back says the same in every section.
      candor.session.notice = as === "confirm" ? "" : answer.note ?? "";
      after_load[as]();
    };
    const input = element("input", { type: "file", accept: ".json,application/json", autocomplete: "off", class: "unseen", on: { change: load } });
    return element("div", { class: "door-place" },
      element("label", { class: "door" }, input, candor.symbol(symbol),
        element("span", {}, element("b", {}, title), element("small", {}, what))),
      problem);
  };

  const practitioner_start = () => {
    const { session } = candor;
    const appointment = candor.appointment_field();
    const fields = [day_field(appointment), appointment, candor.reference_field()];
    const ready = () => fields.map((field) => field.keep()).every(Boolean);
    const under_way = candor.answered_any();
    const begin = () => {
      if (!ready()) return;
      use_today();
      candor.go_on();
    };
    const label = under_way ? "Continue" : "New client";
    const doors = under_way ? [] : [
      element("h3", {}, "Or begin with a file"),
      element("div", { class: "doors" },
        file_door("confirm", "read_back", "Read back what a client filled in", "The saved answers: you confirm them together, section by section.", ready),
        file_door("revisit", "returns", "A client comes back", "The record of then: what still holds, and what is asked again.", ready),
        file_door("resume", "folder", "Continue a saved interview", "Where it stopped, on this or another device.", ready)),
    ];
    return {
      title: under_way ? "This screening" : "New screening",
      body: [
        element("div", { class: "fields" }, ...fields.map((field) => field.node)),
        candor.pace_field(() => candor.changed()),
        ...doors,
      ],
      keep: ready,
      steps: () => ({
        back: under_way ? { label: "Review", run: () => ready() && candor.go("review") } : null,
        next: { label: session.begun ? "Continue" : label, run: begin, symbol: under_way ? null : "person" },
      }),
    };
  };

  const client_start = () => {
    const under_way = candor.answered_any();
    const begin = () => {
      use_today();
      candor.go_on();
    };
    return {
      title: under_way ? "Your answers" : "Before your visit",
      body: [
        element("ul", { class: "plain-list" },
          element("li", {}, "Answer what you can. If you do not know something, choose “I don't know”: your practitioner goes through it with you."),
          element("li", {}, "At the end, save your answers to a file and give it to your practitioner."),
          element("li", {}, "Nothing is sent. This page works without a network and keeps nothing.")),
        under_way ? null : element("div", { class: "doors" },
          file_door("resume", "folder", "Continue with a file that you saved", "Your answers so far, to go on with.", () => true)),
      ].filter(Boolean),
      steps: () => ({
        back: under_way ? { label: "Review", run: () => candor.go("review") } : null,
        next: { label: under_way ? "Continue" : "Begin", run: begin },
      }),
    };
  };

  candor.screens.start = () => (candor.is_client() ? client_start() : practitioner_start());

  // A client who comes back: what still holds, and the session that was done since.
  candor.screens.since = () => {
    const { session } = candor;
    const previous = () => session.view.previous;
    const given = session.state.session ?? {};
    const values = { day: given.on ?? "", device: given.device ?? "", reaction: given.reaction ?? "" };
    const set = (name) => (text) => {
      const before = values[name];
      values[name] = text;
      if (name !== "day" && values.day.trim() === "") return "";
      const answer = candor.ask({ do: "session", ...values });
      if (answer.refused) {
        values[name] = before;
        return answer.refused;
      }
      candor.changed();
      return "";
    };
    const fields = [
      candor.text_field({ label: "Day of the session", hint: "Leave it empty if there was none. Such as 3 Feb 2027, or 3 weeks ago.", value: values.day, take: set("day"), words: () => session.view.previous.session ?? "" }),
      candor.text_field({ label: "Device and depth", value: values.device, take: set("device") }),
      candor.text_field({ label: "Reaction", hint: "What the client tells of it, if anything.", value: values.reaction, take: set("reaction") }),
    ];
    const keep = () => fields.map((field) => field.keep()).every(Boolean);
    const holding = previous().holding.map((id) =>
      element("div", {}, element("dt", {}, candor.authored(candor.question_about(id).name)), element("dd", {}, candor.view_of(id).words)));
    const go_on = () => {
      if (!keep()) return;
      // An empty day is an answer too: there was none. Then nothing can be told of it.
      const untold = values.day.trim() === "" && (values.device + values.reaction).trim() !== "";
      if (untold) {
        candor.tell("Type the day of the session, or empty what is said about it.");
        return fields[0].input.focus();
      }
      if (previous().asks_session) candor.ask({ do: "session", ...values });
      candor.go_on();
    };
    return {
      title: "Since the last visit",
      body: [
        element("p", { class: "lead" }, previous().line),
        element("h3", {}, "Was there a session since?"),
        element("div", { class: "fields" }, ...fields.map((field) => field.node)),
        element("h3", {}, "Still holds"),
        holding.length > 0 ? element("dl", { class: "facts answers" }, ...holding) : element("p", {}, "Nothing."),
        element("p", { class: "hint" }, "Everything else is asked again. The answer of then is shown: confirm it, or change it. Until then it does not count."),
      ],
      keep,
      steps: () => ({ back: { label: "Start", run: () => candor.go("start") }, next: { label: "Continue", run: go_on } }),
    };
  };
}
