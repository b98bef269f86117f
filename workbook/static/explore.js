// An explorer: controls named after fields of the state, blocks that answer, a picture where it has one.

function mountExplorer(root, store) {
  const { data } = store;
  const name = root.dataset.explorer;
  const place = root.querySelector("[data-blocks]");
  const picture = root.querySelector("[data-picture]");
  const controls = [...root.querySelectorAll("[data-field]")];

  const valueOf = (control) =>
    control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value;

  function take(event) {
    const control = event.target.closest("[data-field]");
    if (control && control.type !== "radio") store.change({ [control.dataset.field]: valueOf(control) });
    if (control?.type === "radio" && control.checked) store.change({ [control.dataset.field]: control.value });
  }

  function show() {
    const { state } = store;
    for (const control of controls) {
      const value = state[control.dataset.field] || control.dataset.default || "";
      if (control.type === "radio") control.checked = control.value === value;
      else if (control.multiple) for (const option of control.options) option.selected = value.includes(option.value);
      else if (control.value !== value) control.value = value;
      const beside = control.parentElement.querySelector("output");
      if (beside) beside.textContent = value;
    }
    const blocks = EXPLORERS[name](data, state);
    if (picture) PICTURES[name]?.(picture, data, state, blocks);
    showBlocks(place, blocks);
    for (const link of root.querySelectorAll("[data-keep-link]")) link.search = store.link();
  }

  root.addEventListener("input", take);
  root.addEventListener("change", take);
  root.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-set]");
    if (preset) store.change(JSON.parse(preset.dataset.set));
  });
  return show;
}
