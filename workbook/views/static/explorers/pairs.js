// Pairs of states that texts connect; alike pairs.py and explorers/pairs.py: states bound alike are counted together.

import { sides } from "../answers.js";
import { holdsOn, lackingSay, reservedBy } from "./cooperation.js";
import { dayInWords } from "../days.js";
import { WORDS, fill } from "../words.js";

function percentOf({ under }, number, of) {
  const whole = of ? Math.floor((200 * number + of) / (2 * of)) : 0;
  return number && !whole ? under : String(whole);
}

/** How many unordered pairs two groups make (or one with itself). */
const pairsOf = (one, other) => (one === other ? (one.size * (one.size - 1)) / 2 : one.size * other.size);

/** For each state that a text of the side binds, the links that can connect it: `TEXT`, `TEXT:TOPIC`. */
function pairLinks(data, side, state, day) {
  const part = data.pairs;
  const { topics } = data.fields;
  const links = new Map();
  for (const id of side) {
    const text = part.texts[id];
    const gone = new Set(topics.flatMap((topic, at) =>
      state.off.includes(topic) || state.off_in.includes(`${id}:${topic}`) ? [at] : []));
    const provided = (lost) =>
      text.provides.filter((at) => !lost.has(at) && !(part.needs[at] ?? []).some((needed) => lost.has(needed)));
    const on = provided(gone);
    if (!on.length) continue;
    const cooperative = (list) => list.filter((at) => part.cooperative[at] !== undefined);
    const usual = [...(cooperative(on).length ? [id] : []), ...cooperative(on).map((at) => `${id}:${at}`)];
    for (const [iso3, spells] of Object.entries(text.bound)) {
      if (!part.regions[iso3] || !spells.some(([from, until]) => from <= day && (!until || day < until))) continue;
      const reserved = reservedBy(text, iso3, day);
      const left = new Set(provided(new Set([...gone, ...reserved])).map((at) => `${id}:${at}`));
      const mine = reserved.size ? usual.filter((link) => link === id || left.has(link)) : usual;
      links.set(iso3, [...(links.get(iso3) ?? []), ...mine]);
    }
  }
  return links;
}

/** States and pairs of a side: in all, by way to cooperate, and by region (`Africa|Asia`). */
function pairCount(data, side, state, day) {
  const part = data.pairs;
  const links = pairLinks(data, side, state, day);
  const groups = new Map();
  for (const [iso3, list] of links) {
    const key = [part.regions[iso3], ...list].join();
    if (!groups.has(key)) groups.set(key, { region: part.regions[iso3], links: new Set(list), size: 0 });
    groups.get(key).size += 1;
  }
  const found = { states: links.size, pairs: 0, ways: {}, regions: {} };
  const all = [...groups.values()];
  all.forEach((one, i) => all.slice(i).forEach((other) => {
    const shared = [...one.links].filter((link) => other.links.has(link));
    if (!shared.length) return;
    const count = pairsOf(one, other);
    const where = [one.region, other.region].sort().join("|");
    found.pairs += count;
    found.regions[where] = (found.regions[where] ?? 0) + count;
    for (const way of new Set(shared.map((link) => part.cooperative[link.split(":")[1]]).filter(Boolean))) {
      found.ways[way] = (found.ways[way] ?? 0) + count;
    }
  }));
  return found;
}

/** Each two regions with how many pairs their states could form: `[one, other, possible]`. */
/** @returns {[string, string, number][]} */
function regionPairs(part) {
  const sizes = {};
  for (const region of Object.values(part.regions)) sizes[region] = (sizes[region] ?? 0) + 1;
  const names = Object.keys(sizes).sort();
  return names.flatMap((one, i) => names.slice(i).map((other) =>
    [one, other, one === other ? (sizes[one] * (sizes[one] - 1)) / 2 : sizes[one] * sizes[other]]));
}

const pairsSeen = new WeakMap(); // state -> its counts: the picture and the answer need the same

function pairSides(data, state) {
  if (!pairsSeen.has(state)) {
    const { a, b } = sides(data, state);
    const both = Object.keys(data.instruments).filter((id) => a.includes(id) || b.includes(id));
    const day = state.on || data.pairs.known_on;
    // Who joins a protocol is a party to its parent already, so that the parent's list is enough.
    const lacks = (id, side) => !side.includes(data.pairs.texts[id].parent) && holdsOn(data.pairs.texts[id].lacking, day);
    const counts = [a, b, both].map((side) =>
      ({ ...pairCount(data, side, state, day), least: side.some((id) => lacks(id, side)?.[1]) }));
    pairsSeen.set(state, { a, b, both, counts, lacks });
  }
  return pairsSeen.get(state);
}

export const pairsBlocks = (data, state) => {
  const part = data.pairs;
  const { words, columns } = part;
  if (!part.known) return [{ kind: "say", id: "finding", words: words.no_data, tone: "caution" }];
  const day = state.on || part.known_on;
  const { a, b, both, counts, lacks } = pairSides(data, state);
  const [first, second, union] = counts;
  const named = (side) => side.map((id) => data.instruments[id].short).join(WORDS.wording.words.with_the);
  const number = ({ pairs, least }) => (least ? words.least : "") + pairs;
  const numbers = { n: number(first), m: number(second), union: number(union) };
  const said = [
    ["finding", fill(words.finding, { on: dayInWords(day), a: named(a), b: named(b), ...numbers }), "finding"],
    ["adds", fill(words.adds, { n: union.pairs - first.pairs, m: union.pairs - second.pairs }), ""],
  ];
  [["a", first], ["b", second]].forEach(([side, found]) => {
    if (!found.states) said.push([`nobody-${side}`, fill(words.nobody, { side: side.toUpperCase() }), "caution"]);
  });
  if (day > part.known_on) {
    said.push(["later", fill(words.later, { known_on: dayInWords(part.known_on) }), "caution"]);
  }
  for (const id of both) {
    if (lacks(id, both)?.[1]) said.push(lackingSay(data, part, id, lacks(id, both)));
  }
  const table = (id, caption, head, rows, shares = []) =>
    ({ kind: "table", id, caption, columns: head, rows, empty: WORDS.blocks.empty.nothing, shares });
  const cell = (n, least) => (least ? fill(words.at_least, { n }) : String(n));
  const states = Object.keys(part.regions).length;
  const possible = (states * (states - 1)) / 2;
  const totals = [
    [words.states, ...counts.map(({ states: n, least }) => cell(n, least))],
    [words.pairs, ...counts.map(({ pairs: n, least }) => cell(n, least))],
    [fill(words.share, { possible, states }), ...counts.map((found) => `${percentOf(words, found.pairs, possible)}%`)],
  ];
  const ways = Object.entries(part.modalities).map(([id, label]) =>
    [label, ...counts.map((found) => String(found.ways[id] ?? 0))]);
  const regions = regionPairs(part).map(([one, other, most]) => {
    const cells = counts.map((found) => found.regions[`${one}|${other}`] ?? 0);
    const count = (n) => fill(words.count, { n, share: percentOf(words, n, most) });
    return [fill(one === other ? words.within : words.between, { region: one, other }), ...cells.map(count), String(most)];
  });
  return [
    ...said.map(([id, text, tone]) => ({ kind: "say", id, words: text, tone })),
    table("totals", words.totals, [words.counted, ...columns], totals),
    table("ways", words.ways, [words.way, ...columns], ways, columns),
    table("regions", words.regions, [words.pair, ...columns, words.possible], regions),
  ];
};

/** How many pairs of states each side and both together connect, within and between regions; alike lined.py. */
export const pairsPicture = (data, state) => {
  const { known, words, columns } = data.pairs;
  if (!known) return null;
  const cells = regionPairs(data.pairs);
  const names = [...new Set(cells.map(([one]) => one))];
  const parts = pairSides(data, state).counts.map(({ regions }, i) => [columns[i], cells.map(([one, other, most]) => {
    const n = regions[`${one}|${other}`] ?? 0;
    const share = percentOf(words, n, most);
    const where = fill(one === other ? words.within : words.between, { region: one, other });
    return [names.indexOf(one), names.indexOf(other), n, most, `${share}%`, fill(words.cell, { side: columns[i], where, n, most, share })];
  })]);
  return { legend: [["a", words.shown]], grids: { names, parts } };
};
