// Saves what a view shows: CSV, JSON, Markdown and the profiles' picture, byte for byte as workbook/export/ writes
// them; the other formats are asked of our own server, where there is one.

import { answer, relation, sideNames, standing, summary } from "./answers.js";
import { answered } from "./explore.js";
import { plainWords, savedSide } from "./savedside.js";
import { fill } from "./words.js";

/** What a view shows now, in the shape of Python's `Report.json()`. */
export function reportOf(root, store) {
  const { data, state } = store;
  const { words, date } = data.saved;
  const view = root.dataset.explorer ?? "compare";
  const explorer = view !== "compare";
  const head = {
    title: explorer ? plainWords(root.querySelector("h2").textContent) : fill(words.title, sideNames(data, state)),
    view,
    link: store.link(),
    version: data.version,
    date,
  };
  const blocks = explorer ? answered(view, data, state) : comparedBlocks(root, data, state);
  return { ...head, cite: fill(words.cite, head), blocks: blocks.map(inOrder) };
}

const inOrder = ({ kind, id, words, tone, caption, columns, rows, empty }) =>
  kind === "say" ? { kind, id, words, tone } : { kind, id, caption, columns, rows, empty, shares: [] };

/** The comparison as blocks (export/compared.py); what stands on the cards is read from them. */
function comparedBlocks(root, data, state) {
  const { words } = data.saved;
  const { columns, numbers: counted, left_out, drawn, reach } = data.saved_comparison;
  const names = sideNames(data, state);
  const { status, sides: both, profiles } = answer(data, state);
  const texts = [...both.a, ...both.b];
  const left = (topic) => {
    const stand = texts.map((text) => status(text, topic)).filter((how) => how !== "none");
    return stand.length > 0 && !stand.includes("on");
  };
  const rows = [];
  for (const topic of data.topics) {
    const row = root.querySelector(`[data-row="${topic.id}"]`);
    const how = relation(data, topic, [both.a, both.b], status);
    const one = state.show && state.show !== "all";
    if (row.dataset.matches === "false" || left(topic) || (!one && state.f_relation && how.relation !== state.f_relation)) continue;
    const because = how.because.map((name) => data.features[name]).join(", ");
    const [a, b] = [both.a, both.b].map((side) => savedSide(row, data, topic, side, status));
    const cells = a.flatMap((cell, i) => [cell, b[i]]);
    rows.push([topic.title, data.themes[topic.theme], standing(data, how) + (because && `: ${because}`), ...cells]);
  }
  const filters = [
    state.f_theme && fill(words.theme, { label: data.themes[state.f_theme] }),
    state.f_verdict && fill(words.verdict, { label: data.verdicts[state.f_verdict] }),
    state.f_relation && fill(words.relation, { label: data.relations[state.f_relation] }),
    state.q.trim() && fill(words.words, { label: state.q }),
  ];
  const shown = { n: rows.length, all: data.topics.length, filters: filters.filter(Boolean).map((part) => `; ${part}`).join("") };
  const sentence = (id, text, tone) => ({ kind: "say", id, words: text, tone });
  const table = (id, caption, heads, lines, empty) => ({ kind: "table", id, caption, columns: heads, rows: lines, empty });
  const numbers = (list) =>
    list.map(([name, label, part]) => [label, part, ...["a", "b"].map((side) => profiles[side].numbers[name].words)]);
  return [
    sentence("summary-a", summary(data, both.a, profiles.a), "finding"),
    sentence("summary-b", summary(data, both.b, profiles.b), "finding"),
    sentence("shown", fill(words.shown, shown), ""),
    table("comparison", fill(words.comparison, names), columns, rows, words.comparison_empty),
    table("profiles", fill(words.profiles, names), counted, numbers(drawn), words.reach_empty),
    table("reach", words.reach, counted, numbers(reach), words.reach_empty),
    table("off", words.off, left_out, savedOff(data, state, profiles), words.off_empty),
  ];
}

function savedOff(data, state, profiles) {
  const { words } = data.saved;
  const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
  const split = (pair) => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)];
  const fell = new Set([...profiles.a.fell, ...profiles.b.fell].map((pair) => pair.join(":")));
  const needs = (id) => topics.get(id).requires.map((other) => topics.get(other).title).join(", ");
  return [
    ...state.off.map((id) => [topics.get(id).title, words.all_texts, words.is_off]),
    ...state.off_in.map(split).map(([text, id]) => [topics.get(id).title, data.instruments[text].short, words.is_off]),
    ...[...fell].map(split).map(([text, id]) => [topics.get(id).title, data.instruments[text].short, fill(words.fell, { needs: needs(id) })]),
  ];
}
