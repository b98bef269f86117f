// One page on two sides; alike brief.py and explorers/brief.py.

import { answer, relation } from "../answers.js";
import { dayInWords } from "../days.js";
import { WORDS, fill } from "../words.js";

/** A difference's place in the order, the smaller the earlier; null where there is none, or none is known. */
function briefWeight({ relation: how, because, there, id }, { positions, forces, last, weights, weigh }) {
  const first = Object.keys(weights).indexOf(weigh[id]);
  if (how === "only_a" || how === "only_b") return [first, 0, Math.min(last, ...there.flat().map((text) => forces[positions[id][text][1]][1]))];
  if (how === "stronger_a" || how === "stronger_b") return [first, 1, -because.length];
  return how === "differs" ? [first, 2, -because.length] : null;
}

/** The differences among rows, by the written rule. */
const briefOrdered = (rows, rules) =>
  rows
    .map((row) => ({ row, weight: briefWeight(row, rules) }))
    .filter(({ weight }) => weight)
    .sort((x, y) => x.weight[0] - y.weight[0] || x.weight[1] - y.weight[1] || x.weight[2] - y.weight[2])
    .map(({ row }) => row);

/** How many topics stand in each way; what neither side deals with is no agreement. */
function briefCounts(rows, kinds) {
  /** @type {Record<string, number>} */
  const given = Object.fromEntries(kinds.map((name) => [name, 0]));
  for (const { relation: how, there } of rows) given[how === "same" && !there[0].length ? "neither" : how] += 1;
  /** @type {Record<string, number>} */
  const counts = { ...given, both: given.same + given.stronger_a + given.stronger_b + given.differs, total: rows.length };
  return counts;
}

const briefListed = (all, words) => fill(words.list, { list: all.slice(0, -1).join(", "), last: all.at(-1) });

/** A few titles within a sentence, and how many more there are. */
function briefFew(titles, { words, most }) {
  const low = titles.map((title) => {
    const two = title.slice(0, 2);
    return two === two.toUpperCase() && two !== two.toLowerCase() ? title : title.slice(0, 1).toLowerCase() + title.slice(1);
  });
  if (low.length > most.named) return fill(words.more, { topics: low.slice(0, most.named).join(", "), n: low.length - most.named });
  return low.length > 1 ? briefListed(low, words) : low[0];
}

export const briefBlocks = (data, state) => {
  const { words, columns, labels, most, kinds, weights, weigh, texts, positions, forces, bases, ...known } = data.brief;
  const found = answer(data, state);
  const both = [found.sides.a, found.sides.b];
  const [a, b] = both;
  const short = (text) => data.instruments[text].short;
  const rows = data.topics.map((topic) => ({
    id: topic.id,
    topic,
    ...relation(data, topic, both, found.status),
    there: both.map((side) => side.filter((text) => found.status(text, topic) === "on")),
  }));
  const groups = Object.fromEntries(Object.keys(weights).map((name) => [name, rows.filter(({ id }) => weigh[id] === name)]));
  const given = briefCounts(rows, kinds);
  const named = (side) => {
    const all = side.map((text) => fill(words.text, { text: short(text) }));
    return all.length > 1 ? briefListed(all, words) : all[0];
  };
  const names = { a: named(a), b: named(b) };
  const sentence = (id, more, tone = "") => ({ kind: "say", id, words: fill(words[id], more), tone });
  const table = (id, caption, heads, body, empty = WORDS.blocks.empty.nothing) => ({ kind: "table", id, caption, columns: heads, rows: body, empty, shares: [] });

  const called = ([first, ...others]) => {
    if (others.some((text) => data.parents[text] !== first)) return named([first, ...others]);
    return named([first]) + (others.length ? labels[others.length === 1 ? "protocol" : "protocols"] : "");
  };
  const together = new Map();
  for (const name in weights) {
    const says = weights[name][1];
    if (says && groups[name].length) together.set(says, [...(together.get(says) ?? []), ...groups[name]]);
  }
  const said = [...together].slice(0, most.said).map(([says, here], number) => {
    const counts = briefCounts(here, kinds);
    const alone = ["only_a", "only_b"].flatMap((how, i) => {
      const titles = briefOrdered(here, data.brief).filter((row) => row.relation === how).map(({ topic }) => topic.title);
      return titles.length ? [fill(words.alone, { name: called(both[i]), topics: briefFew(titles, data.brief) })] : [];
    });
    const dark = counts.unknown + counts.off;
    const parts = { says, first: fill(words.share, counts), only: alone.join("; ") || words.nothing, dark: dark ? fill(words.dark, { n: dark }) : "" };
    return { kind: "say", id: number ? `say-${number + 1}` : "finding", words: fill(words.said, parts), tone: number ? "told" : "finding" };
  });
  const stands = Object.keys(weights).flatMap((name) => {
    const counts = briefCounts(groups[name], kinds);
    return counts.total ? [[weights[name][0], ...kinds.map((kind) => String(counts[kind]))]] : [];
  });

  const day = state.on || known.day;
  const bound = (text) => texts[text].bound.findLast(([from]) => from <= day)?.[1] ?? "0";
  const status = both.flatMap((side, i) =>
    side.map((text) => {
      const [note, how] = texts[text].status;
      return [`${"AB"[i]}: ${short(text)}`, note, bound(text), how];
    }),
  );

  const basis = (id, side) => {
    const used = new Set(side.map((text) => positions[id][text]?.[2]));
    return Object.keys(bases).filter((name) => used.has(name)).map((name) => bases[name]).join(", ");
  };
  const stand = ({ relation: how, because, there, id }) => {
    const all = there.flat().map((text) => forces[positions[id][text][1]]);
    const alone = how === "only_a" || how === "only_b";
    const points = alone ? [all.reduce((one, other) => (other[1] < one[1] ? other : one), all[0] ?? [known.present])[0]] : because.map((name) => data.features[name]);
    const more = points.length > most.points ? [fill(labels.more, { n: points.length - most.points })] : [];
    return `${known.relations[how]}: ${[...points.slice(0, most.points), ...more].join(", ")}`;
  };
  const line = (row) => {
    const cites = both.map((side, i) => {
      const said = row.there[i].map((text) => (side.length > 1 ? `${short(text)}: ` : "") + positions[row.id][text][0]);
      return said.join("; ") || (side.some((text) => row.topic.in[text].r !== undefined) ? labels.off
        : side.some((text) => row.topic.in[text].v === "present") ? labels.present : labels.none);
    });
    const [one, other] = both.map((side, i) => basis(row.id, row.there[i].length ? row.there[i] : side));
    return [row.topic.title, weights[weigh[row.id]][0], stand(row), ...cites, one === other ? one : fill(words.known, { a: one, b: other })];
  };
  const heaviest = Object.values(groups).flatMap((here) => briefOrdered(here, data.brief).slice(0, most.each)).slice(0, most.differences);
  const many = briefOrdered(rows, data.brief).length;

  const numbers = Object.keys(known.measures)
    .map((name) => [name, found.profiles.a.numbers[name], found.profiles.b.numbers[name]])
    .filter(([, one, other]) => one.value !== other.value && [one, other].every(({ value, words: text }) => text === String(value)))
    .sort((x, y) => Math.abs(y[1].value - y[2].value) - Math.abs(x[1].value - x[2].value))
    .slice(0, most.numbers)
    .map(([name, one, other]) => [known.measures[name], one.words, other.words]);

  const spoken = [...a, ...b.filter((text) => !a.includes(text))].flatMap((text) =>
    data.topics.map((topic) => ({ how: found.status(text, topic), coded: positions[topic.id][text], v: topic.in[text].v })),
  );
  const here = spoken.filter(({ how, coded, v }) => coded && v !== "present" && (how === "on" || how === "none")).map(({ coded }) => coded);
  const off = spoken.filter(({ how }) => how === "off" || how === "fell").length;
  const recalled = here.filter((position) => position[2] === "recalled").length;
  const reviewed = here.filter((position) => position[3]).length;
  const share = Math.floor((200 * recalled + here.length) / (2 * here.length || 1));
  return [
    ...said,
    table("weights", fill(words.weights, given), columns.weights, stands),
    table("differences", fill(words.caption, { n: heaviest.length, m: many }), columns.differences, heaviest.map(line), labels.alike),
    sentence("sides", names),
    sentence("counts", given),
    sentence("within", given),
    table("texts", labels.texts, columns.texts.map((name) => fill(name, { day: dayInWords(day) })), status),
    table("numbers", fill(labels.numbers, { day: dayInWords(known.day) }), columns.numbers, numbers, labels.equal),
    sentence("recalled", { coded: here.length, recalled, share, reviewed }, "caution"),
    ...(recalled && known.calibration ? [{ kind: "say", id: "calibration", words: known.calibration, tone: "" }] : []),
    ...(given.unknown ? [sentence("unknown", given, "caution")] : []),
    ...(off ? [sentence("off", { off, topics_off: given.off }, "caution")] : []),
    sentence("read", { each: most.each }),
  ];
};
