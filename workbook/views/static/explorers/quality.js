// What the workbook rests on; alike explorers/quality.py.

import { say } from "../blocks.js";

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
    empty: "Nothing.",
    shares: [],
  });
  return [
    { kind: "say", id: "rests", words: coded ? say(words.rests, given) : words.nothing, tone: "finding" },
    { kind: "say", id: "uncoded", words: say(words.uncoded, given), tone: "" },
    table("texts", "Text", found.texts),
    table("themes", "Theme", found.themes),
    ...always,
  ];
};

/** One bar a text, its parts as long as the share of its positions; lengths in per cent, so that it fits any screen. */
export const qualityPicture = (element, data, state, blocks) => {
  const { columns } = data.quality;
  const { texts } = qualityCounts(data, state);
  const svg = (tag, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  };
  const step = 52;
  const bar = ({ name, counts }, row) => {
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const top = row * step;
    const marks = [svg("text", { x: 0, y: top + 14 }, all ? name : `${name}: no data`)];
    let left = 0;
    for (const basis in columns) {
      if (!counts[basis]) continue;
      const width = (100 * counts[basis]) / all;
      marks.push(svg("rect", { x: `${left}%`, y: top + 20, width: `${width}%`, height: 24, class: `wb-${basis}-basis` }));
      const word = width > 30 ? `${columns[basis]} ${counts[basis]}` : width > 5 ? String(counts[basis]) : "";
      const inside = basis === "uncoded" ? "wb-uncoded-word" : "wb-in";
      marks.push(svg("text", { x: `${left + 1}%`, y: top + 37, class: inside }, word));
      left += width;
    }
    return svg("g", {}, ...marks);
  };
  const keys = Object.keys(columns).filter((basis) => texts.some(({ counts }) => counts[basis]));
  const key = (basis, i) =>
    svg(
      "g",
      {},
      svg("rect", { x: `${(i % 3) * 34}%`, y: 20 * Math.floor(i / 3) + 1, width: 12, height: 12, class: `wb-${basis}-basis` }),
      svg("text", { x: `${(i % 3) * 34}%`, dx: 18, y: 20 * Math.floor(i / 3) + 11 }, columns[basis]),
    );
  const words = blocks.find((block) => block.id === "rests").words;
  const head = 20 * Math.ceil(keys.length / 3) + 6;
  const size = head + texts.length * step;
  element.replaceChildren(
    svg(
      "svg",
      { class: "wb-rests", role: "img", height: size, style: `height:${size}px` },
      svg("title", {}, words),
      svg("desc", {}, "One bar for each text, by what its positions rest on. The first table has the numbers."),
      ...keys.map(key),
      svg("g", { transform: `translate(0 ${head})` }, ...texts.map(bar)),
    ),
  );
};
