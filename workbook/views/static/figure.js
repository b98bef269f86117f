// A plotly figure that is fetched when it is wanted: the bundle from our own server (or, where there is
// none, from the kernel), the figure from the kernel.

import { WORDS, fill } from "./words.js";

const PATIENCE = 30_000; // milliseconds for an answer
let plotly = null;

async function bundle(model) {
  const base = document.body.dataset.baseUrl?.replace(/voila\/$/, "");
  if (base) {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${base}workbook/static/vendor/plotly-cartesian.min.js`;
      script.onload = resolve;
      script.onerror = () => reject(new Error(WORDS.figure.no_library));
      document.head.append(script);
    });
    return window.Plotly;
  }
  const answer = new Promise((resolve) => model.on("msg:custom", (content) => content.bundle && resolve(content.bundle)));
  model.send({ ask: "bundle" });
  const address = URL.createObjectURL(new Blob([await answer], { type: "text/javascript" }));
  await import(address);
  return window.Plotly;
}

export function renderFigure({ model, el }) {
  const button = document.createElement("button");
  const status = document.createElement("p");
  const place = document.createElement("div");
  button.type = "button";
  button.textContent = WORDS.figure.draw;
  button.dataset.action = "figure";
  status.setAttribute("role", "status");
  place.dataset.view = "figure";
  el.classList.add("wb-figure");
  el.append(button, status, place);

  let patience = null;

  async function draw() {
    const figure = model.get("figure");
    if (!figure) return;
    clearTimeout(patience);
    try {
      plotly ??= bundle(model);
      const { data, layout } = JSON.parse(figure);
      await (await plotly).react(place, data, layout, { responsive: true, displaylogo: false });
      place.setAttribute("role", "img");
      place.setAttribute("aria-label", fill(WORDS.figure.described, { title: layout.title.text }));
      status.textContent = "";
      button.hidden = true;
    } catch (error) {
      plotly = null;
      status.textContent = fill(WORDS.figure.failed, { why: error.message });
    }
  }

  button.addEventListener("click", () => {
    status.textContent = WORDS.figure.drawing;
    clearTimeout(patience);
    patience = setTimeout(() => again(WORDS.figure.silent), PATIENCE);
    model.set("wanted", true);
    model.save_changes();
  });

  /** The figure can be asked for again: Python was given back, or does not answer. */
  function again(words) {
    clearTimeout(patience);
    status.textContent = words;
    button.hidden = false;
  }
  const left = () => model.get("wanted") || again("");

  model.on("change:figure", draw);
  model.on("change:wanted", left);
  draw();
  return () => {
    clearTimeout(patience);
    model.off("change:figure", draw);
    model.off("change:wanted", left);
  };
}

export default { render: renderFigure };
