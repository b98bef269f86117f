// What each view's picture shows, as plain data for drawing.js; alike pictures.py and mapped.py.

import { answer, relation, sideNames, sides } from "./answers.js";
import { make } from "./blocks.js";
import { draw } from "./drawing.js";
import { cooperationAsked } from "./explorers/cooperation.js";
import { crimesMarks } from "./explorers/crimes.js";
import { decisionPicture } from "./explorers/decision.js";
import { draftingPicture } from "./explorers/drafting.js";
import { pairsPicture } from "./explorers/pairs.js";
import { roadPicture } from "./explorers/road.js";
import { safeguardsOn } from "./explorers/safeguards.js";
import { scopePicture } from "./explorers/scope.js";
import { stateChosen } from "./explorers/state.js";
import { whatif, whatifNumbers } from "./explorers/whatif.js";
import { fill } from "./words.js";

const numberIn = (cell) => parseInt(/-?[0-9]+/.exec(cell)?.[0] ?? "0", 10);
const tableIn = (blocks, id) => blocks.find((block) => block.kind === "table" && block.id === id);

function matrixOf(columns, groups, legend) {
  const used = new Set(groups.flatMap(([, rows]) => rows.flatMap(([, cells]) => cells.map(([kind]) => kind))));
  return { legend: Object.entries(legend).filter(([kind]) => used.has(kind)), dots: { columns, groups } };
}

const scaledBars = (rows, top, unit, named) => ({ rows, top, ticks: [[0, "0"], [top, String(top)]], unit: fill(unit, { top }), named, least: 2 });

/** A bar a row, its parts (kind, number, words) one after the other. */
function stackedBars(data, rows) {
  const top = Math.max(1, ...rows.map(([, parts]) => parts.reduce((sum, [, number]) => sum + number, 0)));
  const bars = rows.map(([label, parts]) => {
    let at = 0;
    return [label, [parts.map(([kind, number, words]) => [kind, (at += number) - number, number, `${words} ${number}`])]];
  });
  return scaledBars(bars, top, data.drawn.words.topics, false);
}

export const worldOf = (data) => [data.scope, data.state, data.whatif].find((part) => part?.map)?.map ?? {};

const DRAWN = {
  compare(data, _state, blocks) {
    const table = tableIn(blocks, "profiles");
    if (!table) return null;
    const both = [["a", 2], ["b", 3]];
    const top = Math.max(1, ...table.rows.flatMap((row) => both.map(([, i]) => numberIn(row[i]))));
    const rows = table.rows.map((row) => [row[0], both.map(([kind, i]) => [[kind, 0, Math.max(0, numberIn(row[i])), `${table.columns[i]}: ${row[i]}`]])]);
    return { legend: both.map(([kind, i]) => [kind, table.columns[i]]), bars: scaledBars(rows, top, data.drawn.words.unit, true) };
  },

  crimes(data, state, blocks) {
    const { tables, legend } = data.drawn.crimes;
    const names = sideNames(data, state);
    const marks = crimesMarks(data, state);
    const groups = tables.flatMap(([id, at]) => {
      const table = tableIn(blocks, id);
      if (!table) return [];
      const cells = (row, kinds) => at.map((i, n) => [kinds[n], `${row[0]}, ${"AB"[n]}: ${row[i]}`]);
      return [[table.columns[0], table.rows.map((row, n) => [row[0], cells(row, marks[id][n])])]];
    });
    return matrixOf([`A: ${names.a}`, `B: ${names.b}`], groups, legend);
  },

  safeguards(data, state) {
    const { words, safeguards: { legend } } = data.drawn;
    const both = sides(data, state);
    const on = safeguardsOn(data, state);
    const texts = Object.keys(data.instruments).filter((id) => both.a.includes(id) || both.b.includes(id));
    const short = (id) => data.instruments[id].short;
    const spoken = Object.fromEntries(texts.map((id) => [id, 0]));
    const rows = data.safeguards.sections.map(({ title, taken }) => [title, texts.map((id) => {
      const row = taken.find(({ text }) => text === id);
      const shown = on(row);
      if (shown && row.how === "speaks") spoken[id] += 1;
      return [shown ? row.mark : "off", `${title}, ${short(id)}: ${shown ? row.words : data.safeguards.words.off}`];
    })]);
    const list = texts.map((id) => fill(words.question, { text: short(id), k: spoken[id] })).join("; ");
    return { title: fill(words.questions, { n: rows.length, list }), ...matrixOf(texts.map(short), [["", rows]], legend) };
  },

  cooperation(data, state, blocks) {
    const [ways, left] = ["ways", "left_out"].map((id) => tableIn(blocks, id));
    if (!ways) return null;
    const { legend } = data.drawn.cooperation;
    const { open, closed } = cooperationAsked(data, state);
    const every = [
      ...open.map((one, i) => ({ ...one, kind: one.must ? "full" : "half", row: ways.rows[i] })),
      ...closed.map(({ provision }, i) => ({ ...provision, kind: "off", row: left.rows[i] })),
    ];
    const texts = Object.keys(data.instruments).filter((text) => every.some((one) => one.in === text));
    const short = (text) => data.instruments[text].short;
    const rows = Object.entries(data.cooperation.modalities).map(([way, label]) => [label, texts.map((text) => {
      const here = every.filter((one) => one.in === text && one.way === way);
      const kind = ["full", "half", "off"].find((one) => here.some((other) => other.kind === one)) ?? "none";
      return [kind, `${label}, ${short(text)}: ${here.map(({ row }) => `${row[2]}, ${row[3]}`).join("; ") || legend.none}`];
    })]);
    return matrixOf(texts.map(short), [["", rows]], legend);
  },

  quality(data, _state, blocks) {
    const table = tableIn(blocks, "texts");
    const heads = table.columns.slice(1).map((name, i) => ["acibfdegh"[i % 9], name]);
    const rows = table.rows.map((row) => [row[0], heads.map(([kind, head], i) => [kind, numberIn(row[i + 1]), head])]);
    return { legend: heads, bars: stackedBars(data, rows) };
  },

  brief(data, state) {
    const { relations, related, themes } = data.drawn;
    const found = answer(data, state);
    const both = [found.sides.a, found.sides.b];
    const counts = Object.fromEntries(Object.keys(themes).map((theme) => [theme, {}]));
    for (const topic of data.topics) {
      let how = relation(data, topic, both, found.status).relation;
      if (how === "same" && !both[0].some((text) => found.status(text, topic) === "on")) how = "neither";
      counts[topic.theme][how] = (counts[topic.theme][how] ?? 0) + 1;
    }
    const kinds = Object.entries(relations);
    const rows = Object.entries(themes)
      .filter(([theme]) => Object.keys(counts[theme]).length)
      .map(([theme, label]) => [label, kinds.filter(([name]) => counts[theme][name]).map(([name, kind]) => [kind, counts[theme][name], related[name]])]);
    const used = kinds.filter(([name]) => Object.values(counts).some((one) => one[name]));
    return { legend: used.map(([name, kind]) => [kind, related[name]]), bars: stackedBars(data, rows) };
  },

  decision: decisionPicture,
  drafting: draftingPicture,
  pairs: pairsPicture,
  road: roadPicture,
  scope: scopePicture,

  state(data, state, blocks) {
    const table = tableIn(blocks, "partners");
    if (!table || !worldOf(data).states) return null;
    const { words, states, firsts } = data.state;
    const kinds = data.drawn.state;
    const me = stateChosen({ firsts }, state)[0];
    const rows = new Map(table.rows.map((row) => [row[0], row.slice(2)]));
    const where = states.map(([iso3, name]) => {
      const [now, a, b, both] = (rows.get(name) ?? ["", "", "", ""]).map((cell) => cell === words.yes);
      const kind = iso3 === me ? "self" : now ? "now" : a && b ? "ab" : a ? "a" : b || both ? "b" : "none";
      return [iso3, [kinds[kind], `${name}: ${words[`${kind}_key`]}`]];
    });
    const count = (fill) => where.filter(([, [other]]) => other === fill).length;
    const legend = Object.entries(kinds).filter(([, fill]) => count(fill)).map(([kind, fill]) => [fill, `${words[`${kind}_key`]}: ${count(fill)}`]);
    return { legend, maps: [[table.caption, Object.fromEntries(where)]] };
  },

  whatif(data, state) {
    if (!worldOf(data).states) return null;
    const { words, changed, organisations } = data.drawn;
    const found = whatif(data, state);
    const where = whatifNumbers(data, found).filter(([iso3]) => !organisations.includes(iso3)).map(([iso3, today, lost, gained]) => {
      const kind = lost && gained ? "d" : lost ? "b" : gained ? "c" : "f";
      return [iso3, [kind, fill(words.gained, { name: data.whatif.names[iso3], today, lost, n: gained })]];
    });
    return { legend: changed, maps: [[words.then, Object.fromEntries(where)]] };
  },
};

export const hasPicture = (view) => Object.hasOwn(DRAWN, view);

/** The picture of a view's answer; null where the answer has nothing to draw. */
export function pictureOf(view, data, state, blocks) {
  const found = DRAWN[view]?.(data, state, blocks);
  if (!found) return null;
  const title = blocks.filter(({ tone }) => tone === "finding").map(({ words }) => words).join(" ");
  return { id: view, title, ...found };
}

/** Shows on a view's page what the view saves; a map redrawn is a few milliseconds. */
export function showPicture(view, element, data, state, blocks) {
  const found = pictureOf(view, data, state, blocks);
  const most = found?.maps?.length > 1 ? 1280 : 880;
  const width = Math.min(most, Math.max(320, element.clientWidth || 880));
  const seen = JSON.stringify(found) + width;
  if (element.seen === seen) return;
  element.seen = seen;
  element.innerHTML = found ? draw(found, worldOf(data), null, width) : "";
  if (found) nameMarks(element);
}

/** Hover, focus and tap name what is under them, in a line below; one tab stop, the arrows go from mark to mark. */
function nameMarks(element) {
  const line = make("p", { class: "wb-named", "aria-hidden": "true" }, "\u00a0");
  const drawn = element.querySelector("svg");
  const marks = [...drawn.querySelectorAll("[data-mark]")];
  let at = 0;
  element.append(line);
  marks[0]?.setAttribute("tabindex", "0");
  const tell = (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark) line.textContent = mark.querySelector("title").textContent;
  };
  for (const name of ["pointerover", "focusin", "click"]) drawn.addEventListener(name, tell);
  drawn.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -marks.length, End: marks.length }[event.key];
    if (!step) return;
    event.preventDefault();
    marks[at].removeAttribute("tabindex");
    at = Math.min(marks.length - 1, Math.max(0, at + step));
    marks[at].setAttribute("tabindex", "0");
    marks[at].focus();
  });
}
