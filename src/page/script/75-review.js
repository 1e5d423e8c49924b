// SPDX-License-Identifier: Apache-2.0
// The review: every question with its answer in words. A tap goes there.

{
  const { element } = candor;

  const mark_of = (id, seen) => {
    if (candor.session.refused[id] !== undefined) return "Not understood";
    if (seen.to_confirm) return "Not confirmed";
    if (seen.day_needed) return "The day is needed";
    if (seen.state === "open") return "Open";
    if (seen.state === "not_known") return candor.question_about(id).must ? "Not known" : "";
    return "";
  };

  const row_of = (id, seen) => {
    const mark = mark_of(id, seen);
    const words = seen.state === "answered" ? seen.words : seen.state === "not_known" && !mark ? "Left blank." : "";
    return element("li", {},
      element("button", { type: "button", class: `answer${mark ? " marked" : ""}`, on: { click: () => candor.go_to(id, "review") } },
        element("span", { class: "asked" }, candor.authored(candor.question_about(id).name)),
        element("span", { class: "given" }, words ? element("span", {}, candor.authored(words)) : null, mark ? element("span", { class: "mark" }, mark) : null),
        candor.symbol("forward")));
  };

  const list = (ids) => element("ul", { class: "answers" }, ...ids.map((id) => row_of(id, candor.view_of(id))));

  candor.screens.review = () => {
    const { view, state } = candor.session;
    const { sections } = candor.about;
    candor.session.reading_back = false;
    const ids = sections.flatMap((section) => section.questions);
    const of = (test) => ids.filter((id) => test(candor.view_of(id), id));
    const asked = (seen) => seen.shown && !seen.contradicts && (seen.state !== "open" || seen.wanted);
    const open = of((seen, id) => asked(seen) && mark_of(id, seen) !== "");
    const unasked = of((seen) => seen.shown && !seen.contradicts && !asked(seen));
    const aside = of((seen) => !seen.applies && !seen.contradicts && seen.state === "answered");
    const against = of((seen) => seen.contradicts);

    let part = "";
    const parts = sections.flatMap((section) => {
      const mine = section.questions.filter((id) => asked(candor.view_of(id)));
      if (mine.length === 0) return [];
      const title = [];
      if (!candor.is_client() && section.by === "practitioner" && part !== section.by) title.push(element("p", { class: "eyebrow of-part" }, "For the practitioner"));
      part = section.by;
      return [...title, element("h3", {}, candor.authored(section.title)), list(mine)];
    });

    const summary = open.length === 0
      ? candor.is_client() ? "Every question is answered." : "Every question that was asked is answered."
      : candor.is_client()
        ? `${candor.counted(open.length, "question is", "questions are")} open. Your practitioner will ask you again; you can still answer.`
        : `${candor.counted(open.length, "question is", "questions are")} open. A blank is not a no: what depends on it stays open.`;
    const filter = open.length === 0 ? null : candor.button(`Go to the first open question`, () => candor.go_to(open[0], "review"));

    const body = [
      element("p", { class: "lead" }, summary),
      view.stopped ? element("p", { class: "note" }, "Stopped at the first reason not to treat. Another answer could still make the verdict stricter, or the day later.") : null,
      filter,
      against.length > 0 ? element("h3", {}, "These contradict the other answers: find out which is wrong") : null,
      against.length > 0 ? list(against) : null,
      ...parts,
      unasked.length > 0 ? element("details", { class: "more-answers" },
        element("summary", {}, `${candor.counted(unasked.length, "question was", "questions were")} not asked`),
        element("p", { class: "hint" }, unasked.some((id) => candor.view_of(id).matters) ? "They stay open." : "Their answers cannot change the verdict or the earliest day."),
        list(unasked)) : null,
      aside.length > 0 ? element("details", { class: "more-answers" },
        element("summary", {}, `${candor.counted(aside.length, "answer was", "answers were")} set aside`),
        element("p", { class: "hint" }, "The other answers make these questions not apply."),
        element("ul", {}, ...aside.map((id) => element("li", {}, candor.authored(candor.question_about(id).name), " ", candor.view_of(id).words)))) : null,
    ].filter(Boolean);

    const used = sections.map((section, index) => index).filter((index) => view.sections[index].of > 0);
    const back = () => {
      if (state.pace === "full") return candor.go("section", { index: used.at(-1) });
      const last = candor.session.path.at(-1);
      if (last) candor.go("one", { id: last });
      else candor.go("start");
    };
    return {
      title: candor.is_client() ? "Your answers" : "Review",
      body,
      here: -1,
      steps: () => ({
        back: { label: "Back", run: back },
        aside: { label: "Sections", symbol: "list", run: () => candor.open_sections(-1) },
        next: candor.is_client()
          ? { label: "Save", symbol: "save", run: () => candor.go("saved") }
          : { label: "Result", run: () => candor.go("result") },
      }),
    };
  };

  // The end of a client's part: the file, and whom to give it to.
  candor.screens.saved = () => {
    const problem = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    const done = element("p", { class: "note", role: "status", hidden: true });
    const save = () => {
      const answer = candor.save_file({ do: "save" });
      candor.say(problem, answer.refused ?? "");
      candor.say(done, answer.refused ? "" : `Saved as ${answer.name}. Nothing was sent.`);
    };
    return {
      title: "Save your answers",
      body: [
        element("p", { class: "lead" }, "The answers go into a file on this device. Give that file to your practitioner, who reads it back to you."),
        element("ul", { class: "plain-list" },
          element("li", {}, "Nothing is sent by this page. You decide how the file gets there."),
          element("li", {}, "The file has your answers about your health. Delete it once your practitioner has it."),
          element("li", {}, "What you left open stays open: it is never taken for a no.")),
        element("div", { class: "buttons" }, candor.button("Save the file", save, "main", { symbol: "save" })),
        done,
        problem,
      ],
      steps: () => ({ back: { label: "Back", run: () => candor.go("review") } }),
    };
  };
}
