// Attaches the kernel's comm to the views. Where the page was printed (Voila), it is found and taken as
// it is; elsewhere (JupyterLab) the kernel is asked for it, once.

import { WORDS } from "./words.js";

async function printed(model, el) {
  const answer = new Promise((resolve) => model.on("msg:custom", (content) => content.page && resolve(content)));
  model.send({ ask: "page" });
  const { page, module } = await answer;
  el.innerHTML = page;
  el.dataset.lab = "";
  inSight(el);
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { boot } = await import(address);
  URL.revokeObjectURL(address);
  const views = el.querySelector("[data-views]");
  boot(views, model.get("link"));
  return views;
}

/** What is to stay in sight needs the notebook to be what scrolls, not a box around this very cell. */
function inSight(el) {
  for (let box = el; box && !box.matches(".jp-WindowedPanel-outer, .jp-Notebook, body"); box = box.parentElement) {
    if (getComputedStyle(box).overflow !== "visible") box.style.overflow = "visible";
  }
}

/** Say when the connection to the kernel is lost; the page goes on answering, and its link keeps the view. */
function watch(kernel, place) {
  if (!kernel || !place) return;
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = WORDS.attach.again;
  again.addEventListener("click", () => location.reload());
  kernel.connectionStatusChanged.connect((_, status) => {
    if (status === "connected") place.replaceChildren();
    else place.replaceChildren(`${WORDS.python.lost} ${WORDS.python.kept} `, again);
  });
}

async function render({ model, el }) {
  const views = document.querySelector("[data-views]:not([data-attached])") ?? (await printed(model, el));
  views.dataset.attached = "";
  const store = views.querySelector("[data-workbook]").workbook;
  store.attach(model);
  watch(model.widget_manager?.kernel, document.querySelector("[data-view=kernel]"));
  const follow = () => store.open(model.get("link"));
  model.on("change:link", follow);
  return () => model.off("change:link", follow);
}

export default { render };
