// The comparison: takes over the element that html.py printed, shows the answers of answers.js, and changes
// the one state of its store. The same in Voila, JupyterLab and a file.

import { answer, movedTopics, relation, standing } from "./answers.js";
import { keepItems, make } from "./blocks.js";
import { asksForCards } from "./board.js";
import { linkArticles, mountCards } from "./cards.js";
import { mountTerms } from "./terms.js";
import { WORDS, fill } from "./words.js";

export function mountComparison(root, store) {
  const { data } = store;
  const found = new Map(); // what is printed once is looked for once: a search walks the whole table
  const $ = (selector) => found.get(selector) ?? found.set(selector, root.querySelector(selector)).get(selector);
  const $$ = (selector) => [...root.querySelectorAll(selector)];
  const rows = new Map($$("[data-row]").map((row) => [row.dataset.row, rowParts(row)]));
  const bodies = $$("tbody[data-theme]");
  const change = store.change;
  let state = store.state;
  let filtered = null;
  let last = null; // the state that the cards show
  const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
  const fallen = new Map(); // the items of what fell

  function rowParts(row) {
    const cells = new Map([...row.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell]));
    return { row, cells, text: null, relation: row.querySelector(".wb-relation") };
  }

  const closeTerm = mountTerms(root);
  function show() {
    closeTerm();
    state = store.state;
    const now = answer(data, state);
    showSides(now);
    showRows(now);
    showFell(now);
    showFilters(now);
  }

  function showSides({ sides: { a, b } }) {
    const chosen = [...a, ...b].join();
    if (root.dataset.chosen === chosen) return;
    root.dataset.chosen = chosen;
    const shown = Object.keys(data.instruments).filter((id) => a.includes(id) || b.includes(id));
    $("[data-view=comparison]").style.setProperty("--columns", shown.length);
    for (const head of $$("[data-column]")) head.hidden = !shown.includes(head.dataset.column);
    for (const { cells } of rows.values()) for (const [id, cell] of cells) cell.hidden = !shown.includes(id);
  }

  function showRows({ status, sides: { a, b } }) {
    const [off, offIn] = [new Set(state.off), new Set(state.off_in)];
    const moved = movedTopics(data, last, state);
    last = state;
    for (const topic of moved) {
      const parts = rows.get(topic.id);
      const texts = [...parts.cells.keys()];
      const stand = texts.map((id) => status(id, topic));
      const marks = [off.has(topic.id), ...texts.map((id) => offIn.has(`${id}:${topic.id}`))];
      const how = relation(data, topic, [a, b], status);
      parts.row.dataset.relation = how.relation;
      const because = how.because.map((name) => data.features[name]).join(", ");
      parts.relation.firstElementChild.textContent = standing(data, how);
      parts.relation.lastElementChild.textContent = because && ": " + because;
      parts.row.querySelector("[data-card-topic]").setAttribute("aria-checked", String(!marks[0]));
      [...parts.cells.values()].forEach((cell, i) => {
        cell.toggleAttribute("data-off", stand[i] === "off" || stand[i] === "fell");
        cell.querySelector("[role=switch]")?.setAttribute("aria-checked", String(!marks[i + 1]));
      });
    }
  }

  function showFell({ profiles }) {
    const pairs = new Map([...profiles.a.fell, ...profiles.b.fell].map((pair) => [pair.join(":"), pair]));
    keepItems($("[data-view=fell]"), fallen, [...pairs.keys()], (name) => {
      const [text, id] = pairs.get(name);
      const needs = topics.get(id).requires.map((other) => topics.get(other).title).join(", ");
      const words = fill(WORDS.page.fell, { topic: topics.get(id).title, text: data.instruments[text].short, needs });
      return make("li", { "data-fell": id, "data-instrument": text }, words);
    });
  }

  function showFilters({ status, sides: { a, b } }) {
    const asked = [state.q, state.f_theme, state.f_verdict, state.f_relation, state.show, a, b, store.ignored].join("\n");
    if (filtered === asked) return; // switches change no filter
    filtered = asked;
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    const wanted = asksForCards(state);
    for (const topic of data.topics) {
      const parts = rows.get(topic.id);
      if (words.length) parts.text ??= lawOf(parts.row).toLowerCase();
      const one = state.show && state.show !== "all";
      const matches = one ? topic.id === state.show :
        (!state.f_theme || topic.theme === state.f_theme) &&
        (!state.f_verdict || [...a, ...b].some((id) => topic.in[id].v === state.f_verdict)) &&
        words.every((word) => parts.text.includes(word));
      parts.row.dataset.matches = matches; // what is saved; a card that is switched stays where it is
      const match = wanted && matches && (one || !state.f_relation || relation(data, topic, [a, b], status).relation === state.f_relation);
      if (parts.row.hidden === match) parts.row.hidden = !match;
      if (match) linkArticles(parts.row, data);
      count += Number(match);
    }
    for (const body of bodies) {
      const some = body.querySelector("[data-row]:not([hidden])") !== null;
      if (body.hidden === some) body.hidden = !some;
    }
    $("[data-view=empty]").hidden = count > 0 || !wanted;
    $("[data-view=comparison]").hidden = !count;
    $("[data-action=none]").textContent = count ? fill(WORDS.page.switch_off, { n: count }) : fill(WORDS.pages.compare.switch_off, { topics: ids.length });
    $("[data-action=cards]").textContent = state.show === "all" ? WORDS.page.show_none : WORDS.pages.compare.show_all;
    const unknown = store.ignored.length ? fill(WORDS.page.unknown, { list: store.ignored.join(", ") }) : "";
    const said = (wanted ? fill(WORDS.board.shown, { n: count, all: data.topics.length }) : WORDS.board.choose) + unknown;
    if ($("[data-view=status]").textContent !== said) $("[data-view=status]").textContent = said;
    for (const [name, field] of [["theme", "f_theme"], ["verdict", "f_verdict"], ["relation", "f_relation"], ["words", "q"]]) {
      const control = $(`[data-filter=${name}]`);
      if (control.value !== state[field]) control.value = state[field];
    }
  }

  const ids = data.topics.map((topic) => topic.id);
  const pairs = ids.flatMap((id) => Object.keys(data.instruments).map((text) => `${text}:${id}`));
  function flip(list, id, among) {
    const next = new Set(list);
    if (!next.delete(id)) next.add(id);
    return among.filter((other) => next.has(other)); // in the order of the workbook, as readLink does
  }

  function toggle({ topic, cardTopic, instrument }) {
    if (instrument) change({ off_in: flip(state.off_in, `${instrument}:${topic}`, pairs) });
    else change({ off: flip(state.off, cardTopic, ids) });
  }

  function act(action) {
    if (action === "cards") change({ show: state.show === "all" ? "" : "all", f_theme: "", f_verdict: "", f_relation: "", q: "" });
    if (action !== "none") return;
    const shown = ids.filter((id) => !rows.get(id).row.hidden);
    const off = new Set([...state.off, ...(shown.length ? shown : ids)]);
    change({ off: ids.filter((id) => off.has(id)) });
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !root.contains(button)) return;
    if (button.getAttribute("role") === "switch") toggle(button.dataset);
    else if (button.dataset.action) act(button.dataset.action);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.filter === "theme") change({ show: "", f_theme: event.target.value });
    else if (event.target.dataset.filter === "verdict") change({ show: "", f_verdict: event.target.value });
    else if (event.target.dataset.filter === "relation") change({ show: "", f_relation: event.target.value });
  });
  root.addEventListener("input", (event) => {
    if (event.target.dataset.filter === "words") change({ show: "", q: event.target.value });
  });

  mountCards(root, data);
  return show;
}

/** The words of a row that are about the law, without those of buttons and links. */
function lawOf(row) {
  const parts = row.querySelectorAll(".wb-title, .wb-question, .wb-where, .wb-marks, .wb-note, .wb-body dt, .wb-body dd");
  return [...parts].map((part) => part.textContent).join(" ");
}
