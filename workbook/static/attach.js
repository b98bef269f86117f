// Attaches the kernel's comm to the comparison. Where the page was printed (Voila), it is found and
// taken as it is; elsewhere (JupyterLab) the kernel is asked for it, once.

async function printed(model, el) {
  const answer = new Promise((resolve) => model.on("msg:custom", (content) => content.page && resolve(content)));
  model.send({ ask: "page" });
  const { page, module } = await answer;
  el.innerHTML = page;
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { mount } = await import(address);
  URL.revokeObjectURL(address);
  const root = el.querySelector("[data-workbook]");
  mount(root, { link: model.get("link") });
  return root;
}

async function render({ model, el }) {
  const root = document.querySelector("[data-workbook]:not([data-attached])") ?? (await printed(model, el));
  root.dataset.attached = "";
  root.workbook.attach(model);
  const follow = () => root.workbook.open(model.get("link"));
  model.on("change:link", follow);
  return () => model.off("change:link", follow);
}

export default { render };
