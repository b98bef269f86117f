// What the last switch changed, in a sentence, and the bar of what is off with a way back for each and for all.

import { answer, less, movedTopics, once } from "./answers.js";
import { keepItems, listed, make } from "./blocks.js";
import { WORDS, fill } from "./words.js";

const few = (titles) => (titles.length > 3 ? fill(WORDS.changed.provisions, { n: titles.length }) : titles.join(", "));

const titlesOf = once((data) => new Map([...Object.entries(data.titles ?? {}), ...(data.topics ?? []).map(({ id, title }) => [id, title])]));

/** What went off and came on again between two states: [off, on], as words. */
function moved(data, before, now) {
  const titles = titlesOf(data);
  const named = (name) => {
    const [text, id] = name.includes(":") ? name.split(":") : [null, name];
    return text ? fill(WORDS.changed.single, { topic: titles.get(id), text: data.instruments[text].short }) : titles.get(id);
  };
  const [was, is] = [before, now].map((state) => new Set([...state.off, ...state.off_in]));
  return [less(is, was).map(named), less(was, is).map(named)];
}

/** A number in its phrase: "names no kind of safeguard". The phrases are Python's (summary.py). */
const numbered = (phrase, words) => fill(phrase, { n: words }, WORDS.changed.no);

/** Articles as a reader writes them: "Articles 15, 24 and the preamble", each with its text where a side has several. */
function articlesGone(data, side, pairs) {
  const numbers = [...new Set(pairs.flatMap(([text, id]) => {
    const at = data.topics.find((topic) => topic.id === id).in[text].at;
    return at.map((article) => (side.length > 1 ? fill(WORDS.changed.of_text, { article, text: data.instruments[text].short }) : article));
  }))];
  if (numbers.length > 4) return fill(WORDS.changed.provisions, { n: pairs.length });
  const [articles, others] = [true, false].map((numbered) => numbers.filter((number) => /^\d/.test(number) === numbered));
  const word = articles.length > 1 ? WORDS.changed.articles : WORDS.changed.article;
  const named = articles.map((number, i) => (i ? number : fill(word, { number })));
  return listed([...named, ...others.map((name) => fill(WORDS.changed.other, { name }))], WORDS.wording.words.and);
}

/** What a switch made of one side: "Without Article 15, the text names no kind of safeguard; before, 4." */
function sideChanged(data, letter, then, now, topics) {
  const side = now.sides[letter];
  const on = ({ status, sides }, text, topic) => sides[letter].includes(text) && status(text, topic) === "on";
  const beyond = (more, fewer) =>
    more.sides[letter].flatMap((text) => topics.filter((topic) => on(more, text, topic) && !on(fewer, text, topic)).map(({ id }) => [text, id]));
  const [gone, back] = [beyond(then, now), beyond(now, then)];
  if (!gone.length && !back.length) return "";
  const lead = [[gone, WORDS.changed.without], [back, WORDS.changed.again]].filter(([pairs]) => pairs.length);
  const [one, other] = lead.map(([pairs, words]) => fill(words, { articles: articlesGone(data, side, pairs) }));
  const start = other ? fill(WORDS.changed.both, { one, other }) : one;
  const name = side.map((text) => data.instruments[text].short).join(" + ");
  const [old, fresh] = [then, now].map((state) => state.profiles[letter].numbers);
  const changes = Object.keys(fresh).filter((id) => fresh[id].words !== old[id].words);
  const all = changes.slice(0, 3).map((id) => ({ words: numbered(data.changes[id], fresh[id].words), was: old[id].words }));
  const numbers = all.map((each) => fill(all.length > 1 ? WORDS.changed.several : WORDS.changed.one, each)).join(", ");
  const more = changes.length > 3 ? fill(WORDS.changed.more, { n: changes.length - 3 }) : "";
  const switched = start[0].toUpperCase() + start.slice(1);
  return fill(all.length ? WORDS.changed.side : WORDS.changed.no_number, { switched, name, numbers, more });
}

/** The sentence on a step: what moved, what it made of each side, and what fell. */
export function changedWords(data, before, now) {
  const [off, on] = moved(data, before, now);
  const lead = [[off, WORDS.changed.off], [on, WORDS.changed.on]].flatMap(([list, words]) => (list.length ? fill(words, { list: few(list) }) : [])).join(". ");
  if (!data.topics) return lead && `${lead}.`;
  const [then, current] = [answer(data, before), answer(data, now)];
  const named = (side) => current.sides[side].map((text) => data.instruments[text].short).join(" + ");
  if (!lead) return fill(WORDS.changed.sides, { a: named("a"), b: named("b") });
  const topics = movedTopics(data, before, now);
  const said = ["a", "b"].map((side) => sideChanged(data, side, then, current, topics));
  const key = (pair) => pair.join(":");
  const earlier = new Set([...then.profiles.a.fell, ...then.profiles.b.fell].map(key));
  const titles = titlesOf(data);
  const fallen = [...current.profiles.a.fell, ...current.profiles.b.fell].filter((pair) => !earlier.has(key(pair)));
  const fell = [...new Set(fallen.map(([, id]) => titles.get(id)))];
  return [`${lead}.`, ...said, fell.length && fill(WORDS.changed.fell, { list: few(fell) })].filter(Boolean).join(" ");
}

export function mountOff(root, store) {
  const { data } = store;
  const $ = (selector) => root.querySelector(selector);
  const list = $("[data-off-list]");
  const items = new Map([...list.children].map((li) => [li.firstElementChild.dataset.action.slice(3), li]));
  const titles = titlesOf(data);

  function item(name) {
    const [text, id] = name.includes(":") ? name.split(":") : [null, name];
    const given = { title: titles.get(id), text: text && data.instruments[text].short };
    const words = text ? fill(WORDS.pages.off.pair, given) : given.title;
    const label = fill(WORDS.pages.off.switch_again, { title: words });
    return make("li", {}, make("button", { type: "button", "data-action": `on:${name}`, "aria-label": label }, words));
  }

  /** One short message for a change: what a switch did, or the answer that a control gave. Nothing as a page opens. */
  const said = root.previousElementSibling;
  let heard = null;
  const answers = [...document.querySelectorAll("[data-answer]")];
  function speak(words) {
    const shown = answers.find((answer) => !answer.closest("[hidden]") && answer.querySelector(".wb-finding"));
    const finding = shown?.querySelector(".wb-finding");
    const now = [words, finding?.textContent ?? ""];
    if (heard) said.textContent = now[0] !== heard[0] ? now[0] : now[1] !== heard[1] ? now[1] : said.textContent;
    heard = now;
  }

  function show() {
    const { state, before, steps } = store;
    const off = [...state.off, ...state.off_in];
    const seen = off.join();
    if (list.dataset.seen !== seen) {
      list.dataset.seen = seen;
      keepItems(list, items, off, item);
      $("[data-off-count]").textContent = off.length ? fill(WORDS.pages.off.count_off, { off: off.length }) : WORDS.changed.nothing_off;
    }
    $("[data-action=undo]").disabled = !steps.canUndo();
    $("[data-action=redo]").disabled = !steps.canRedo();
    $("[data-action=all]").disabled = !off.length;
    const words = before ? changedWords(data, before, state) : "";
    if ($("[data-view=changed]").textContent !== words) $("[data-view=changed]").textContent = words;
    speak(words);
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
