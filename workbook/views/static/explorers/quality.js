// What the workbook rests on; alike explorers/quality.py.

import { WORDS, fill } from "../words.js";

function qualityCounts(data, state) {
  const { columns, counts, themes } = data.quality;
  const chosen = state.f_theme ? [state.f_theme] : Object.keys(themes);
  const texts = Object.keys(data.instruments);
  const bases = Object.keys(columns);
  const sum = (ids, names, basis) => ids.reduce((all, id) => names.reduce((n, name) => n + counts[id][name][basis], all), 0);
  const line = (ids, names) => Object.fromEntries(bases.map((basis) => [basis, sum(ids, names, basis)]));
  return {
    total: line(chosen, texts),
    texts: texts.map((name) => ({ name: data.instruments[name].short, counts: line(chosen, [name]) })),
    themes: chosen.map((id) => ({ name: themes[id], counts: line([id], texts) })),
  };
}

export const qualityBlocks = (data, state) => {
  const { words, columns, always } = data.quality;
  const found = qualityCounts(data, state);
  const coded = Object.values(found.total).reduce((all, n) => all + n, 0) - found.total.uncoded;
  const share = Math.floor((200 * (found.total.text ?? 0) + coded) / (2 * Math.max(1, coded)));
  const given = { ...found.total, coded, share };
  const table = (id, head, lines) => ({
    kind: "table",
    id,
    caption: words[id],
    columns: [head, ...Object.values(columns)],
    rows: lines.map((line) => [line.name, ...Object.values(line.counts).map(String)]),
    empty: WORDS.blocks.empty.nothing,
    shares: [],
  });
  return [
    { kind: "say", id: "rests", words: coded ? fill(words.rests, given) : words.nothing, tone: "finding" },
    { kind: "say", id: "uncoded", words: fill(words.uncoded, given), tone: "" },
    table("texts", words.text, found.texts),
    table("themes", words.theme, found.themes),
    ...always,
  ];
};
