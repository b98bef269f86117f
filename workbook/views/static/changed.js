// What the last switch changed, in a sentence, and the bar of what is off with a way back for each and for all.

import { answer, less } from "./answers.js";
import { make } from "./blocks.js";

const few = (titles) => (titles.length > 3 ? `${titles.length} provisions` : titles.join(", "));

/** What went off and came on again between two states: [off, on], as words. */
function moved(data, before, now) {
  const titles = new Map(data.topics.map(({ id, title }) => [id, title]));
  const named = (name) => {
    const [text, id] = name.includes(":") ? name.split(":") : [null, name];
    return titles.get(id) + (text ? ` (${data.instruments[text].short})` : "");
  };
  const [was, is] = [before, now].map((state) => new Set([...state.off, ...state.off_in]));
  return [less(is, was).map(named), less(was, is).map(named)];
}

/** The sentence on a switch: what moved, which numbers changed on each side, and what fell. */
function changedWords(data, before, now) {
  const [off, on] = moved(data, before, now);
  const lead = [off.length && `Without ${few(off)}`, on.length && `with ${few(on)} again`].filter(Boolean).join(", ");
  if (!lead) return "";
  const [then, current] = [answer(data, before), answer(data, now)];
  const label = new Map([...data.saved_comparison.drawn, ...data.saved_comparison.reach].map(([id, words]) => [id, words]));
  const said = ["a", "b"].map((side) => {
    const name = current.sides[side].map((text) => data.instruments[text].short).join(" + ");
    const [old, fresh] = [then.profiles[side].numbers, current.profiles[side].numbers];
    const other = Object.keys(fresh).filter((id) => fresh[id].words !== old[id].words);
    const numbers = other.slice(0, 3).map((id) => `${label.get(id)} ${fresh[id].words}, before ${old[id].words}`);
    if (other.length > 3) numbers.push(`and ${other.length - 3} more`);
    return `${name}: ${numbers.join("; ") || "no number changes"}.`;
  });
  const key = (pair) => pair.join(":");
  const earlier = new Set([...then.profiles.a.fell, ...then.profiles.b.fell].map(key));
  const titles = new Map(data.topics.map(({ id, title }) => [id, title]));
  const fallen = [...current.profiles.a.fell, ...current.profiles.b.fell].filter((pair) => !earlier.has(key(pair)));
  const fell = [...new Set(fallen.map(([, id]) => titles.get(id)))];
  const start = lead[0].toUpperCase() + lead.slice(1);
  return `${start}. ${said.join(" ")}${fell.length ? ` It takes with it: ${few(fell)}.` : ""}`;
}

export function mountOff(root, store) {
  const { data } = store;
  const $ = (selector) => root.querySelector(selector);
  const list = $("[data-off-list]");
  const titles = data.titles ?? Object.fromEntries(data.topics.map(({ id, title }) => [id, title]));

  function item(name) {
    const [text, id] = name.includes(":") ? name.split(":") : [null, name];
    const words = titles[id] + (text ? ` in ${data.instruments[text].short}` : "");
    return make("li", {}, make("button", { type: "button", "data-action": `on:${name}`, "aria-label": `${words}: switch on again` }, words));
  }

  function show() {
    const { state, before, steps } = store;
    const off = [...state.off, ...state.off_in];
    const seen = off.join();
    if (list.dataset.seen !== seen) {
      list.dataset.seen = seen;
      const kept = new Map([...list.children].map((li) => [li.firstElementChild.dataset.action.slice(3), li]));
      list.replaceChildren(...off.map((name) => kept.get(name) ?? item(name)));
      $("[data-off-count]").textContent = off.length ? `${off.length} off` : "Nothing is off.";
    }
    $("[data-action=undo]").disabled = !steps.canUndo();
    $("[data-action=redo]").disabled = !steps.canRedo();
    $("[data-action=all]").disabled = !off.length;
    const words = before && data.topics ? changedWords(data, before, state) : "";
    if ($("[data-view=changed]").textContent !== words) $("[data-view=changed]").textContent = words;
    root.hidden = !off.length && !steps.canUndo() && !steps.canRedo();
  }

  root.addEventListener("click", (event) => {
    const action = event.target.closest("button")?.dataset.action;
    if (action === "all") store.change({ off: [], off_in: [] });
    else if (action === "undo") store.steps.undo();
    else if (action === "redo") store.steps.redo();
    else if (action?.startsWith("on:")) {
      const left = (name) => store.state[name].filter((id) => id !== action.slice(3));
      store.change({ off: left("off"), off_in: left("off_in") });
      (list.querySelector("button") ?? $("[data-action=undo]")).focus({ preventScroll: true });
    }
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, .jp-Notebook");
    if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) store.steps.redo();
    else store.steps.undo();
  });
  return show;
}
