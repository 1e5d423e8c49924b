// SPDX-License-Identifier: Apache-2.0
// What is always in sight: the verdict so far, "Clear", and the list of sections.

{
  const { element } = candor;
  const by_id = (id) => document.getElementById(id);

  /// "1 question", "3 questions".
  candor.counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

  let last_line = "";

  const verdict_so_far = (verdict) => {
    const button = element(
      "button",
      {
        type: "button",
        id: "so-far",
        class: `so-far ${verdict.tone}`,
        "aria-expanded": String(candor.session.more_shown),
        "aria-controls": "more",
        on: {
          click: () => {
            candor.session.more_shown = !candor.session.more_shown;
            candor.show_bar();
          },
        },
      },
      candor.symbol(verdict.tone),
      element(
        "span",
        { class: "so-far-words" },
        element("strong", {}, verdict.line),
        element("span", { class: "count" }, verdict.settled ? "Settled" : `${candor.counted(verdict.open, "question")} open`),
      ),
    );
    const text = verdict.more || "Nothing that is open can change this verdict or its day.";
    return [button, element("p", { id: "more", class: "more", hidden: !candor.session.more_shown }, text)];
  };

  // How much of a client's part is done, without a verdict.
  const progress = () => {
    const { sections } = candor.session.view;
    const answered = sections.reduce((sum, section) => sum + section.answered, 0);
    const of = sections.reduce((sum, section) => sum + section.of, 0);
    const words = `${answered} of ${of} answered`;
    return [
      element(
        "div",
        { class: "so-far" },
        element("span", { class: "so-far-words" }, element("strong", { id: "progress" }, words)),
        element("progress", { max: String(of || 1), value: String(answered), "aria-labelledby": "progress" }),
      ),
    ];
  };

  candor.show_bar = () => {
    const place = by_id("bar");
    const { view, begun } = candor.session;
    place.hidden = false;
    const focused = document.activeElement?.id;
    const [so_far, more] = !view || !begun ? [element("p", { class: "so-far" }, "Nothing is answered yet.")]
      : view.verdict ? verdict_so_far(view.verdict) : progress();
    const clear = candor.button("Clear", candor.ask_to_clear, "plain", {
      id: "clear",
      name: candor.is_client() ? "Clear your answers" : "Clear for the next client",
    });
    clear.lastChild.append(element("span", { class: "wide-only" }, candor.is_client() ? " your answers" : " for the next client"));
    place.replaceChildren(element("div", { class: "wide" }, so_far, clear), ...(more ? [element("div", { class: "wide" }, more)] : []));
    if (focused === "so-far" || focused === "clear") by_id(focused)?.focus({ preventScroll: true });
    const line = begun && view?.verdict ? view.verdict.line : "";
    if (line && line !== last_line) candor.announce(`So far: ${line}`);
    last_line = line;
  };

  const list_of_sections = (here, leave) => {
    const { sections } = candor.about;
    const items = [];
    let part = null;
    sections.forEach((section, index) => {
      const counts = candor.session.view.sections[index];
      if (counts.of === 0) return;
      if (!candor.is_client() && section.by !== part) {
        part = section.by;
        items.push(element("li", { class: "part" }, part === "practitioner" ? "For the practitioner" : "With the client"));
      }
      const done = counts.answered === counts.of && counts.to_confirm === 0;
      const count = counts.to_confirm > 0 ? `${counts.to_confirm} to confirm` : `${counts.answered} of ${counts.of}`;
      items.push(
        element(
          "li",
          {},
          element(
            "button",
            {
              type: "button",
              class: done ? "done" : "",
              "aria-current": index === here ? "step" : null,
              on: { click: () => leave(() => candor.go("section", { index })) },
            },
            element("span", {}, candor.authored(section.title)),
            element("span", { class: "count" }, done ? candor.symbol("done") : null, count),
          ),
        ),
      );
    });
    const review = candor.button("Review", () => leave(() => candor.go("review")));
    const result = candor.is_client() ? null : candor.button("Result", () => leave(() => candor.go("result")));
    return [element("ul", { class: "sections" }, ...items), element("div", { class: "buttons" }, review, result)];
  };

  /// How fast to ask: three radio buttons. `changed` is called after the choice.
  candor.pace_field = (changed) => {
    const paces = [
      ["full", "All questions", "Section by section."],
      ["quick", "The shortest way to a verdict", "The most decisive question first. What can change nothing is left out."],
      ["triage", "Stop at the first reason not to treat", "Another reason may be stricter, or last longer."],
    ];
    const name = candor.new_id();
    return element(
      "fieldset",
      { class: "pace" },
      element("legend", {}, "How to ask"),
      element("div", { class: "options" }, ...paces.map(([pace, label, what]) => {
        const input = element("input", {
          type: "radio",
          name,
          value: pace,
          autocomplete: "off",
          on: { change: () => { candor.set({ pace }); changed(); } },
        });
        input.checked = candor.session.state.pace === pace;
        return element("label", { class: "option" }, input, element("span", {}, element("b", {}, label), element("small", {}, what)));
      })),
    );
  };

  const leave_screen = (then) => {
    if (candor.keep_typed()) then();
  };

  candor.show_side = (screen) => {
    const side = by_id("side");
    const shown = Boolean(screen && "here" in screen);
    side.hidden = !shown;
    document.body.classList.toggle("has-side", shown);
    if (!shown) return side.replaceChildren();
    // A list that changes under the finger would be hard to hit: only what differs is replaced.
    const focused = side.contains(document.activeElement) ? [...side.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    const pace = candor.is_client() ? [] : [candor.button("How to ask", () => candor.open_sections(screen.here), "quiet")];
    side.replaceChildren(...list_of_sections(screen.here, leave_screen), ...pace);
    if (focused >= 0) side.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  };

  /// The same list over the page, where it has no room beside the questions.
  candor.open_sections = (here) => {
    if (!candor.keep_typed()) return;
    const dialog = element("dialog", { class: "dialog sections-dialog", "aria-labelledby": "sections-title" });
    const leave = (then) => {
      dialog.close();
      then();
    };
    dialog.append(
      element("h2", { id: "sections-title" }, "Sections"),
      ...list_of_sections(here, leave),
      candor.is_client() ? "" : candor.pace_field(() => leave(candor.go_on)),
      element("div", { class: "buttons" }, candor.button("Close", () => dialog.close())),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const sizes = ["", "large", "larger", "largest"];
  candor.show_sizes = () => {
    let size = 0;
    const set = (change) => () => {
      size = Math.min(sizes.length - 1, Math.max(0, size + change));
      document.documentElement.dataset.size = sizes[size];
      smaller.disabled = size === 0;
      larger.disabled = size === sizes.length - 1;
    };
    const smaller = candor.button("A−", set(-1), "quiet", { name: "A− smaller text" });
    const larger = candor.button("A+", set(1), "quiet", { name: "A+ larger text" });
    smaller.disabled = true;
    const place = by_id("sizes");
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Text size");
    place.replaceChildren(smaller, larger);
  };
}
