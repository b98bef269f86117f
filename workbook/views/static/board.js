// The board: a tile for every topic, which shows how the sides stand and is its switch; the numbers beside it.

import { answer, movedTopics, profile, relation, standing, summary, switches, writeLink } from "./answers.js";
import { mountRests } from "./rests.js";
import { WORDS, fill } from "./words.js";

/** The topics that a state asks to see as cards: null when it asks for none, so that the board stands alone. */
export const asksForCards = (state) => Boolean(state.show || state.q || state.f_theme || state.f_verdict || state.f_relation);

/** A function (element, ...what it is to show) -> whether that is other than before: what stands is not written again. */
function newsOf() {
  const seen = new Map();
  return (el, ...what) => {
    const now = what.join("\n");
    return seen.get(el) !== now && Boolean(seen.set(el, now));
  };
}

export function mountBoard(root, store) {
  const { data } = store;
  const $$ = (selector) => [...root.querySelectorAll(selector)];
  const ids = data.topics.map((topic) => topic.id);
  const tiles = new Map($$("[data-tile]").map((tile) => [tile.dataset.tile, { tile, button: tile.firstElementChild }]));
  const counts = new Map($$("[data-count-of]").map((el) => [el.dataset.countOf, el]));
  const groups = $$("[data-group]").map((el) => ({
    el,
    button: el.querySelector('[data-action^="theme:"]'),
    own: data.topics.filter((topic) => topic.theme === el.dataset.group).map((topic) => topic.id),
  }));
  const isNews = newsOf();
  const numbers = mountNumbers(root, data);
  const showRests = mountRests(root, store);
  for (const card of $$("[data-card]")) card.title = card.textContent; // a tile has room for a part of it

  const noneYet = () => Object.fromEntries([...counts.keys()].map((name) => [name, 0]));

  /** How many topics stand in which relation. */
  const tallies = new WeakMap(); // state -> its counts: those of the last state are known already
  function tally(state) {
    if (tallies.has(state)) return tallies.get(state);
    const { status, sides: { a, b } } = answer(data, state);
    const found = noneYet();
    for (const topic of data.topics) found[relation(data, topic, [a, b], status).relation] += 1;
    return found;
  }

  let last = null; // the state that the tiles show

  function showTiles({ status, sides: { a, b } }) {
    const found = last ? { ...tally(last) } : noneYet();
    for (const topic of movedTopics(data, last, store.state)) {
      const how = relation(data, topic, [a, b], status);
      const { tile, button } = tiles.get(topic.id);
      if (last) found[tile.dataset.relation] -= 1;
      found[how.relation] += 1;
      if (tile.dataset.relation !== how.relation) tile.dataset.relation = how.relation;
      const off = status.off(topic);
      const stands = standing(data, how);
      const name = `${topic.title}: ${/^[AB] /.test(stands) ? stands : stands[0].toLowerCase() + stands.slice(1)}; ${off ? WORDS.board.off : WORDS.board.on}`;
      if (button.getAttribute("aria-label") === name) continue;
      button.setAttribute("aria-label", name);
      button.setAttribute("aria-checked", String(!off));
    }
    last = store.state;
    tallies.set(last, found);
    const was = store.before && tally(store.before);
    for (const [name, el] of counts) {
      const pressed = store.state.f_relation === name;
      if (!isNews(el, found[name], was?.[name], pressed)) continue;
      if (el.textContent !== String(found[name])) el.textContent = found[name];
      if (was) [el.dataset.was, el.title] = [was[name], fill(WORDS.board.before, { n: was[name] })];
      el.classList.toggle("wb-moved", Boolean(was) && was[name] !== found[name]);
      if (el.parentElement.localName !== "button") continue;
      el.parentElement.disabled = !found[name] && !pressed;
      el.parentElement.setAttribute("aria-pressed", String(pressed));
    }
    const off = new Set(store.state.off);
    for (const { el, own, button } of groups) {
      const back = own.filter((id) => off.has(id)).length;
      const words = `${back ? WORDS.board.switch_on : WORDS.board.switch_off} ${back || own.length}`;
      if (button.textContent === words) continue;
      button.textContent = words;
      button.setAttribute("aria-label", `${words}: ${el.getAttribute("aria-label")}`);
    }
  }

  function show() {
    showRests();
    const now = answer(data, store.state);
    showTiles(now);
    numbers(now, store.before && answer(data, store.before));
  }

  function themed(theme) {
    const own = new Set(data.topics.filter((topic) => topic.theme === theme).map((topic) => topic.id));
    const anyOff = store.state.off.some((id) => own.has(id));
    store.change({ off: ids.filter((id) => (own.has(id) ? !anyOff : store.state.off.includes(id))) });
  }

  const none = { show: "", f_theme: "", f_relation: "", f_verdict: "", q: "" };
  root.addEventListener("click", (event) => {
    const card = event.target.closest("[data-card]");
    if (card?.href) card.search = writeLink(data, { ...store.state, ...none, show: card.dataset.card });
    else if (card) store.change({ ...none, show: card.dataset.card });
    const button = event.target.closest("button");
    if (!button || card) return;
    const { action, topic } = button.dataset;
    const [what, name] = (action ?? "").split(":");
    if (topic) {
      const off = new Set(store.state.off);
      if (!off.delete(topic)) off.add(topic);
      store.change({ off: ids.filter((id) => off.has(id)) });
    } else if (what === "relation") store.change({ ...none, f_relation: store.state.f_relation === name ? "" : name });
    else if (what === "theme") themed(name);
    else if (what === "cards") {
      store.change({ ...none, f_theme: store.state.f_theme === name ? "" : name });
      if (store.state.f_theme) document.getElementById("cards").scrollIntoView();
    }
  });
  // In a narrow place the profiles are folded, opened when they are wanted.
  const profiles = root.querySelector(".wb-profiles");
  if (profiles && profiles.clientWidth > root.clientWidth / 2) profiles.firstElementChild.open = false;
  return show;
}

/** The profiles and the summary; each number with what it was before the last switch. */
function mountNumbers(root, data) {
  const all = [...root.querySelectorAll("[data-measure]")].map((el) => ({ el, bar: el.previousElementSibling?.firstElementChild, ...el.dataset }));
  const tops = largest(data);
  const isNews = newsOf();
  if (!all.length) return () => {};
  const found = (name, side) => root.querySelector(`[data-${name}=${side}]`);
  const said = ["a", "b"].map((side) => ({ side, name: found("name", side), count: found("count", side), words: found("summary", side) }));
  return ({ sides: both, profiles }, before) => {
    for (const { el, bar, side, measure } of all) {
      const { value, words } = profiles[side].numbers[measure];
      const was = before?.profiles[side].numbers[measure];
      if (!isNews(el, words, was?.words, was?.value)) continue;
      if (el.textContent !== words) {
        el.textContent = words;
        el.dataset.value = value ?? "no data";
        bar.style.setProperty("--share", (value ?? 0) / tops.get(measure));
      }
      if (was) el.dataset.was = was.value ?? "no data";
      else delete el.dataset.was;
      const moved = Boolean(was) && was.words !== words;
      if (moved) el.dataset.before = fill(WORDS.board.was, { n: was.words });
      el.classList.toggle("wb-moved", moved);
    }
    for (const { side, ...els } of said) {
      const texts = both[side].map((id) => data.instruments[id].short).join(" + ");
      const now = { name: texts, count: String(profiles[side].count), words: summary(data, both[side], profiles[side]) };
      for (const [name, words] of Object.entries(now)) if (els[name].textContent !== words) els[name].textContent = words;
    }
  };
}

/** The largest that each number can be: with every provision of every text on. */
function largest(data) {
  const { numbers } = profile(data, Object.keys(data.instruments), switches(data, { off: [], off_in: [] }));
  return new Map(Object.entries(numbers).map(([measure, { value }]) => [measure, value || 1]));
}
