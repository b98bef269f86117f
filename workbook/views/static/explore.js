// An explorer: controls named after fields of the state, blocks that answer, a picture where it has one.

import { writeLink } from "./answers.js";
import { EXPLORERS } from "./explorers.js";
import { LATER } from "./later.js";
import { hasPicture, showPicture } from "./pictures.js";
import { leadOf, showBlocks } from "./showing.js";
import { fill } from "./words.js";

export function mountExplorer(root, store) {
  const { data } = store;
  const name = root.dataset.explorer;
  const place = root.querySelector("[data-blocks]");
  const answer = root.querySelector("[data-answer]");
  const whole = place.dataset.whole !== undefined;
  const picture = root.querySelector("[data-picture]");
  const controls = [...root.querySelectorAll("[data-field]")];
  const sliders = [...root.querySelectorAll("[data-months]")].map((input) => monthSlider(input, data.scope.words.today));

  let reaching = null;
  const valueOf = (control) =>
    control.multiple ? [...control.selectedOptions].map((option) => option.value) : control.value;

  function take(event) {
    const slider = sliders.find(({ input }) => input === event.target);
    if (slider) store.change(slider.chosen());
    const control = event.target.closest("[data-field]");
    if (control?.type === "date" && control.value < "1") return; // a day that is still being typed
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
      if (control.type === "range") control.setAttribute("aria-valuetext", fill(data.decision.counted, { name: value }));
    }
    for (const slider of sliders) slider.show(state);
    const blocks = answered(name, data, state);
    const lead = leadOf(blocks);
    showBlocks(answer, blocks.slice(0, lead));
    if (picture && hasPicture(name)) showPicture(name, picture, data, state, blocks);
    showBlocks(place, blocks.slice(lead), whole);
    clearTimeout(reaching);
    reaching = setTimeout(() => reachScrollers(place), LATER);
    for (const link of root.querySelectorAll("[data-keep-link]")) link.search = store.link();
  }

  root.addEventListener("submit", (event) => event.preventDefault()); // answers come as one types
  root.addEventListener("input", take);
  root.addEventListener("change", take);
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-action=print]")) print();
    const preset = event.target.closest("[data-set]");
    if (preset) store.change(JSON.parse(preset.dataset.set));
    if (event.target.closest("[data-action=keep-scenario]")) store.change({ vs: writeLink(data, { ...store.state, vs: "", pick: [] }) });
  });
  return show;
}

/** A table that scrolls inside can be reached, and so scrolled, by keyboard. */
function reachScrollers(place) {
  for (const table of place.querySelectorAll("table")) {
    if (getComputedStyle(table).overflowY === "auto" && table.scrollHeight > table.clientHeight) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
}

/** An explorer's blocks as they are shown: where something is off, the answer says whether that is left out; alike
 * explorers/parts.py. */
export function answered(name, data, state) {
  const blocks = EXPLORERS[name](data, state, answered);
  if (name === "basket" || !(state.off.length || state.off_in.length)) return blocks;
  if (!data.switched.includes(name)) return blocks.toSpliced(leadOf(blocks), 0, { kind: "say", id: "keeping", words: data.keeping, tone: "told" });
  return blocks.map((block) => (block.tone === "finding" ? { ...block, words: data.leaving_out + block.words } : block));
}

/** A range over months for a field that holds a day: the first of each month; the last place is the field's default. */
function monthSlider(input, today) {
  const { months: field, first } = input.dataset;
  const [year, month] = first.split("-").map(Number);
  const dayAt = (at) => new Date(Date.UTC(year, month - 1 + at)).toISOString().slice(0, 10);
  const last = Number(input.max);
  return {
    input,
    chosen: () => ({ [field]: Number(input.value) === last ? "" : dayAt(Number(input.value)) }),
    show(state) {
      const [y, m] = (state[field] || "9999-12").split("-").map(Number);
      const at = Math.min(last, Math.max(0, (y - year) * 12 + m - month));
      if (Number(input.value) !== at) input.value = at;
      input.setAttribute("aria-valuetext", state[field] || today);
    },
  };
}
