// SPDX-License-Identifier: Apache-2.0
// Asking: a section at a time or, to be quick, one question at a time.

{
  const { element } = candor;

  const sections_in_use = () =>
    candor.about.sections.map((section, index) => index).filter((index) => candor.session.view.sections[index].of > 0);
  const section_of = (id) => candor.about.sections.findIndex((section) => section.questions.includes(id));
  const eyebrow_of = (section) =>
    !candor.is_client() && section.by === "practitioner" ? "For the practitioner" : candor.is_client() ? "" : "With the client";
  const to_confirm_in = (index) =>
    candor.about.sections[index].questions.filter((id) => candor.view_of(id).shown && candor.view_of(id).to_confirm);

  /// Where the questions go on: the first section with something to confirm, then with something to answer; or the next
  /// question of a quick pace.
  candor.go_on = () => {
    const { session } = candor;
    session.begun = true;
    if (session.reading_back || session.state.pace === "full") {
      const confirms = sections_in_use().find((index) => to_confirm_in(index).length > 0 && !session.left_open.has(index));
      if (confirms !== undefined) return candor.go("section", { index: confirms });
      session.reading_back = false;
    }
    if (session.state.pace !== "full") return candor.go_to_next();
    const first_open = (index) =>
      candor.about.sections[index].questions.find((id) => candor.view_of(id).shown && candor.view_of(id).state === "open");
    const index = sections_in_use().find(first_open);
    if (index === undefined) return candor.go("review");
    candor.go("section", { index, id: session.view.sections[index].answered === 0 ? null : first_open(index) });
  };

  /// The next question at a quick pace, or the review.
  candor.go_to_next = () => {
    const { next } = candor.session.view;
    if (next === null || next === undefined) return candor.go("review");
    candor.session.path = candor.session.path.filter((id) => id !== next).concat(next);
    candor.go("one", { id: next });
  };

  /// Goes to one question; "next" then goes back to where it was chosen, `from`.
  candor.go_to = (id, from) => {
    candor.session.begun = true;
    if (candor.session.state.pace === "full") return candor.go("section", { index: section_of(id), id, from });
    candor.go("one", { id, from });
  };

  /// What comes before the first question: of a client who comes back, the session since.
  candor.go_to_start = () => candor.go(candor.session.view.previous ? "since" : "start");

  const back_to = { review: "Back to the review", result: "Back to the result" };

  candor.screens.section = ({ index, id, from }) => {
    const section = candor.about.sections[index];
    const questions = section.questions.map(candor.question);
    // What is being changed is not right.
    const to_confirm = () => {
      const changing = questions.filter((question) => question.is_changing()).map((question) => question.id);
      return to_confirm_in(index).filter((each) => !changing.includes(each));
    };
    const all_right = element("p", { class: "note", hidden: true });
    const keep = () => {
      let fine = true;
      for (const question of questions) {
        if (question.keep()) continue;
        if (fine) question.focus();
        fine = false;
      }
      return fine;
    };
    const leave = (then) => () => {
      if (keep()) then();
    };
    const around = () => {
      const used = sections_in_use();
      return { before: used.filter((each) => each < index).at(-1), after: used.find((each) => each > index) };
    };
    const go_after = () => {
      if (from) return candor.go(from);
      if (to_confirm_in(index).length > 0) candor.session.left_open.add(index);
      if (candor.session.reading_back) return candor.go_on();
      const { after } = around();
      if (after === undefined) candor.go("review");
      else candor.go("section", { index: after });
    };
    const confirm_all = () => {
      const answer = candor.ask({ do: "confirm", questions: to_confirm() });
      if (answer.refused) return candor.tell(answer.refused);
      candor.changed();
      const left = to_confirm_in(index);
      // What is still to be changed, or has come up by these answers.
      if (left.length > 0) return questions.find((question) => question.id === left[0]).focus();
      go_after();
    };
    const steps = () => {
      const { before, after } = around();
      const back = { label: "Back", run: leave(() => (from ? candor.go(from) : before === undefined ? candor.go_to_start() : candor.go("section", { index: before }))) };
      const aside = { label: "Sections", symbol: "list", run: () => candor.open_sections(index) };
      if (to_confirm().length > 0) {
        return {
          back,
          aside: { label: "Leave open", run: leave(go_after) },
          next: { label: "All right", symbol: "done", run: leave(confirm_all) },
        };
      }
      const label = from ? back_to[from] : after === undefined ? "Review" : "Next";
      return { back, aside, next: { label, run: leave(go_after) } };
    };
    const update = () => {
      for (const question of questions) question.update();
      const count = to_confirm().length;
      candor.set_text(all_right, count === 0 ? ""
        : candor.session.reading_back
          ? "Read these answers back to the client. Tap “All right” below, or change the one that is wrong. What is not confirmed does not count."
          : "Some of these answers are to be confirmed or changed. What is not confirmed does not count.");
    };
    return {
      title: candor.authored(section.title),
      eyebrow: eyebrow_of(section),
      body: [all_right, ...questions.map((question) => question.node)],
      update,
      keep,
      steps,
      here: index,
      focus: id ? () => questions.find((question) => question.id === id).focus() : null,
    };
  };

  candor.screens.one = ({ id, from }) => {
    const section = candor.about.sections[section_of(id)];
    const question = candor.question(id);
    const left = element("p", { class: "quiet" });
    const missing = element("p", { class: "problem", "aria-live": "polite", hidden: true });
    const next = () => {
      if (!question.keep()) return question.focus();
      if (from) return candor.go(from);
      if (candor.session.view.next === id) {
        candor.set_text(missing, `Choose an answer, or “${candor.question_about(id).must ? "Not known" : "Leave blank"}”.`);
        return question.focus();
      }
      candor.go_to_next();
    };
    const back = () => {
      if (!question.keep()) return question.focus();
      if (from) return candor.go(from);
      const { path } = candor.session;
      const at = path.indexOf(id);
      if (at <= 0) return candor.go_to_start();
      candor.go("one", { id: path[at - 1] });
    };
    candor.enter_pressed = next;
    return {
      title: candor.authored(section.title),
      eyebrow: eyebrow_of(section),
      body: [question.node, missing, left],
      keep: question.keep,
      here: section_of(id),
      update: () => {
        question.update();
        question.node.hidden = false;
        if (candor.session.view.next !== id) candor.set_text(missing, "");
        const { view } = candor.session;
        candor.set_text(left, view.left > 0 ? `About ${candor.counted(view.left, "question")} left at this pace.` : "No question is left at this pace.");
      },
      steps: () => ({
        back: { label: "Back", run: back },
        aside: { label: "Sections", symbol: "list", run: () => candor.open_sections(section_of(id)) },
        next: { label: from ? back_to[from] : "Next", run: next },
      }),
      focus: question.focus,
    };
  };
}
