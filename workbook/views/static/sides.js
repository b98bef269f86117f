// What every view shares: which texts stand on each side, and the draft slider that moves the drafted text.

import { sides } from "./answers.js";

/** The controls of pages/sides.html.j2; returns what keeps them in step. */
export function mountSides(root, store) {
  const { data } = store;
  const boxes = [...root.querySelectorAll("[data-instrument-choice]")];
  const steps = [...root.querySelectorAll("[data-stage-choice]")];

  function choose(box) {
    const texts = Object.keys(data.instruments);
    const now = sides(data, store.state)[box.dataset.side];
    const id = box.dataset.instrumentChoice;
    const next = texts.filter((text) => (text === id ? !now.includes(id) : now.includes(text)));
    if (next.length) store.change({ [box.dataset.side]: next, stage: "" });
    else box.checked = true; // a side has at least one text
  }

  root.addEventListener("change", (event) => {
    if (event.target.dataset.instrumentChoice) choose(event.target);
    else if (event.target.dataset.stageChoice !== undefined) store.change({ stage: event.target.value });
  });

  return () => {
    const chosen = sides(data, store.state);
    for (const box of boxes) box.checked = chosen[box.dataset.side].includes(box.dataset.instrumentChoice);
    for (const step of steps) step.checked = step.value === store.state.stage;
  };
}
