// SPDX-License-Identifier: Apache-2.0
// One client at a time: the state that the engine is given and gives back, and the screen that shows it. In memory only.

{
  const by_id = (id) => document.getElementById(id);

  // The device's day. The engine reckons with it; the script never does.
  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  candor.today = today;

  const new_state = () => ({
    as_of: today(),
    appointment: null,
    appointment_time: null,
    pace: "full",
    answers: {},
    answered_on: {},
    not_known: [],
    not_confirmed: [],
    ref: "",
    previous: null,
    session: null,
    decision: null,
  });

  const new_session = () => ({
    state: new_state(),
    view: null,
    typed: {}, // by question: what was typed for the answer that stands
    refused: {}, // by question: what was typed and refused, and why
    path: [], // at a pace other than the full one: the questions asked, in this order
    begun: false, // a question has been shown
    unsaved: false, // something was answered since the last file was saved
    decider: "", // who decided last
    more_shown: false, // more about the verdict so far
    notice: "", // what is to be told on the next screen
    left_open: new Set(), // the sections that were not confirmed, on purpose
    reading_back: false, // answers that a client filled in are read back
  });

  candor.session = new_session();
  candor.is_client = () => document.body.dataset.mode === "client";

  /// Asks the engine about the client. A changed state is kept; a failure is told.
  candor.ask = (request) => {
    candor.run_waiting(); // what was typed before comes first
    const { session } = candor;
    const answer = candor.engine.ask({ ...request, state: session.state });
    if (answer.error) {
      candor.tell(answer.error);
      return { refused: answer.error, failed: true };
    }
    if (answer.refused) return answer;
    if (answer.state) {
      const before = JSON.stringify(session.state);
      session.state = answer.state;
      if (JSON.stringify(answer.state) !== before) session.unsaved = true;
    }
    if (answer.view) session.view = answer.view;
    if (answer.note && request.do !== "load") candor.tell(answer.note);
    return answer;
  };

  /// Asks without keeping what comes of it: what an answer would be in words.
  candor.try_out = (request) => candor.engine.ask({ ...request, state: candor.session.state });

  candor.view_of = (id) => candor.session.view.questions[id];
  candor.question_about = (id) => candor.questions.get(id);
  candor.answered_any = () => {
    const { state } = candor.session;
    const typed = Object.keys(candor.session.refused).length > 0;
    return typed || Object.keys(state.answers).length > 0 || state.not_known.length > 0 || Boolean(state.previous);
  };

  /// A sentence above the screen, until it is closed or the screen is left.
  candor.tell = (text) => {
    const place = by_id("notice");
    if (!place) return;
    const words = candor.element("p", {}, text);
    const close = candor.button("Close", () => place.replaceChildren(), "quiet");
    place.replaceChildren(candor.element("div", { class: "notice" }, words, close));
    candor.announce(text);
  };

  // The screens by name: each makes {title, eyebrow, body, update, keep, steps, here}. See `candor.go`.
  candor.screens = {};
  let current = null;

  /// Whether nothing on this screen is refused. What was typed and not taken yet is taken.
  candor.keep_typed = () => current?.keep?.() ?? true;

  /// Shows a screen. The focus moves to its title, or to what `focus` of the screen chooses.
  ///
  /// A screen has a `title`, a `body` of elements, and, if it needs them: `update`, called after every change;
  /// `keep`, which takes what was typed and returns whether all of it was accepted; `steps`, which returns the
  /// buttons at the foot: {back, aside, next}; and `here`, the index of its section.
  candor.go = (name, argument) => {
    current = null;
    candor.session.more_shown = false;
    candor.enter_pressed = () => {};
    const screen = candor.screens[name](argument);
    const title = candor.heading(2, screen.title);
    const notice = candor.element("div", { id: "notice" });
    const eyebrow = screen.eyebrow ? candor.element("p", { class: "eyebrow" }, screen.eyebrow) : null;
    by_id("main").replaceChildren(
      candor.element("div", { class: `screen ${name}` }, notice, eyebrow, title, ...screen.body),
    );
    current = { ...screen, name };
    candor.changed();
    // The head is seen at the start; later the questions have the room.
    scrollTo(0, name === "start" ? 0 : document.querySelector(".top").offsetHeight);
    if (screen.focus) screen.focus();
    else title.focus({ preventScroll: true });
    if (candor.session.notice) candor.tell(candor.session.notice);
    candor.session.notice = "";
  };

  /// Brings all that is in sight up to date.
  candor.changed = () => {
    current?.update?.();
    candor.show_bar(current);
    candor.show_side(current);
    candor.show_steps(current);
  };

  candor.show_steps = (screen) => {
    const place = by_id("steps");
    const steps = screen?.steps?.();
    place.hidden = !steps;
    document.body.classList.toggle("has-steps", Boolean(steps));
    if (!steps) return place.replaceChildren();
    // The buttons stay the same elements where they can, so that the focus stays on them.
    const focused = document.activeElement?.id;
    const step = (which, kind, symbol) => {
      const is = steps[which];
      if (!is) return null;
      return candor.button(is.label, is.run, kind, { id: `step-${which}`, symbol: is.symbol ?? symbol });
    };
    place.replaceChildren(
      candor.element("div", { class: "wide" }, step("back", "plain", "back"), step("aside", "plain"), step("next", "main")),
    );
    if (focused?.startsWith("step-")) by_id(focused)?.focus({ preventScroll: true });
  };

  /// Forgets everything about the client: answers, fields, pages shown, and the memory of the engine.
  candor.clear = (told) => {
    candor.session = new_session();
    by_id("main").replaceChildren();
    by_id("announce").textContent = "";
    for (const dialog of document.querySelectorAll("dialog")) dialog.remove();
    candor.engine.restart();
    candor.ask({ do: "show" });
    candor.session.unsaved = false;
    candor.session.notice = told;
    candor.go("start");
  };

  candor.ask_to_clear = async () => {
    const sure =
      !candor.answered_any() ||
      (await candor.confirm(
        candor.is_client() ? "Clear your answers?" : "Clear for the next client?",
        candor.session.unsaved
          ? "What was answered since the last file was saved is lost. Files that you saved stay."
          : "All answers leave this page. Files that you saved stay.",
        "Clear everything",
        "Keep the answers",
      ));
    if (sure) candor.clear("Cleared. Nothing of before is left in this page.");
  };

  /// Changes a value of the state that the page itself sets: the day, and the pace. A decision is about one day.
  candor.set = (changes) => {
    const { session } = candor;
    const state = { ...session.state, ...changes };
    if (state.as_of !== session.state.as_of) state.decision = null;
    const answer = candor.engine.ask({ do: "show", state });
    if (answer.error || answer.refused) return answer.refused ?? answer.error;
    session.state = answer.state ?? state;
    session.view = answer.view;
    return "";
  };

  addEventListener("beforeunload", (event) => {
    if (candor.engine && candor.session.unsaved && candor.answered_any()) event.preventDefault();
  });
  // A page that the browser kept aside comes back empty.
  addEventListener("pageshow", (event) => {
    if (event.persisted && candor.engine) candor.clear("");
  });
}
