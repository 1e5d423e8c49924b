// SPDX-License-Identifier: Apache-2.0
// Starts the page.

{
  const packed = (id) => document.getElementById(id).textContent;

  const cannot_start = (text) => {
    document.getElementById("main").replaceChildren(candor.element("p", { class: "problem", role: "alert" }, text));
  };

  candor.start = async () => {
    if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
      return cannot_start("This browser is too old for this page. Use a current Chrome, Edge, Firefox or Safari.");
    }
    try {
      const [wasm, rules] = await Promise.all([candor.unpack(packed("engine-data")), candor.unpack(packed("rules-data"))]);
      candor.engine = await candor.Engine.start(wasm, rules, packed("page-data"));
      candor.about = candor.engine.ask({ do: "about", state: candor.session.state });
      if (candor.about.error) throw new Error(candor.about.error);
    } catch {
      return cannot_start("This page is damaged, or this browser cannot run it. Get the file again, or use a current browser.");
    }
    candor.questions = new Map(candor.about.questions.map((question) => [question.id, question]));
    candor.ask({ do: "show" });
    candor.session.unsaved = false;
    // What does not apply while nothing is answered follows from another answer.
    const { questions } = candor.session.view;
    candor.followers = new Set(Object.keys(questions).filter((id) => !questions[id].applies));
    candor.show_sizes();
    candor.go("start");
    document.body.dataset.ready = "yes";
  };

  candor.start();
}
