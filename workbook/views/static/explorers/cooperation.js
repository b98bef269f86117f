// Two states and a day; alike cooperation.py and explorers/cooperation.py. Days are ISO texts, which compare as days do.

import { dayInWords } from "../days.js";
import { WORDS, fill } from "../words.js";

/** What holds on a day, of steps `[from, ...]` in the order of time. */
export const holdsOn = (steps, day) => (steps ?? []).findLast(([from]) => from <= day);

/** The topics that a state has excluded from a text by then. */
export const reservedBy = (text, state, day) =>
  new Set(text.reserved.filter(([iso3, from]) => iso3 === state && from <= day).map(([, , topic]) => topic));

/** What a text's list of states lacks, as [id, words, tone]; `lacks` is [from, how many, of how many, counted when, known how]. */
export function lackingSay(data, { words }, id, [, n, count, counted, known]) {
  const given = { text: data.instruments[id].short, n, count, by: dayInWords(counted), known };
  return [`lacking-${id}`, fill(words.lacking, given), "caution"];
}

/** Each text with how it stands towards both states: `a` and `b` are [from, status, basis, since]. */
function cooperationBonds(part, one, other, day) {
  return Object.entries(part.texts).map(([id, text]) => {
    const [a, b] = [one, other].map((iso3) => holdsOn(text.states[iso3], day));
    const unbound = [a, b].filter((step) => !step || part.statuses[step[1]] !== "party").length;
    return { id, text, a, b, unbound, lacks: holdsOn(text.lacking, day) };
  });
}

/** The provisions of the texts that bind both: open, or left out and why. */
function cooperationWays(part, state, bound, one, other, day) {
  const off = new Set(state.off);
  const offIn = new Set(state.off_in);
  const chosen = (id, topic) => !off.has(topic) && !offIn.has(`${id}:${topic}`);
  const reserved = new Map(bound.map((id) => [id, [one, other].map((iso3) => [iso3, reservedBy(part.texts[id], iso3, day)])]));
  const excluding = (id, topic) => reserved.get(id).filter(([, topics]) => topics.has(topic)).map(([iso3]) => iso3);
  const left = (id, topic) => chosen(id, topic) && !excluding(id, topic).length;
  const needs = (topic) => part.needs[topic] ?? [];
  const open = [];
  const closed = [];
  for (const provision of part.provisions) {
    const { in: id, topic } = provision;
    if (!bound.includes(id)) continue;
    const by = excluding(id, topic);
    const gone = needs(topic).filter((name) => !left(id, name));
    if (!chosen(id, topic)) closed.push({ provision, why: "off", by: [] });
    else if (by.length) closed.push({ provision, why: "reservation", by });
    else if (gone.length) closed.push({ provision, why: "fell", by: gone });
    else open.push(provision);
  }
  const opened = new Map(bound.map((id) => [id, new Set(open.filter((one) => one.in === id).map(({ way }) => way))]));
  const rules = part.rules.every.flatMap(({ in: id, topic, ways, row }) => {
    const held = ways.filter((way) => opened.get(id)?.has(way)).map((way) => part.modalities[way]);
    const holds = held.length && [topic, ...needs(topic)].every((name) => left(id, name));
    return holds ? [row.with(3, held.join(", "))] : [];
  });
  return { open, closed, rules };
}

/** The two states and the day of a view, the texts that bind them, and the provisions that are open or left out. */
export function cooperationAsked({ cooperation: part }, state) {
  const [one, other] = [state.s1 || part.start[0], state.s2 || part.start[1]];
  const day = state.on || part.known_on;
  const texts = cooperationBonds(part, one, other, day);
  const bonds = texts.filter(({ unbound }) => !unbound);
  return { one, other, day, texts, bonds, ...cooperationWays(part, state, bonds.map(({ id }) => id), one, other, day) };
}

export const cooperationBlocks = (data, state) => {
  const part = data.cooperation;
  const { words, states } = part;
  const only = (text) => [{ kind: "say", id: "finding", words: text, tone: "caution" }];
  const { one, other, day, texts, bonds, open, closed, rules } = cooperationAsked(data, state);
  if (!part.known || !states[one] || !states[other]) return only(words.no_data);
  if (one === other) return only(words.same);

  const title = (id) => data.instruments[id].short;
  const spoken = (iso3) => part.the.includes(iso3) ? fill(WORDS.wording.words.the, { name: states[iso3] }) : states[iso3];
  const sinceOf = (step) => step[3] ?? step[0];
  const names = { a: spoken(one), b: spoken(other), on: dayInWords(day) };
  const given = new Set(open.map(({ way }) => way));

  const told = new Map(bonds.map(({ id, a, b }) => {
    const days = [sinceOf(a), sinceOf(b)];
    const [known, also] = [a, b].map((step) => part.bases[step[2]]);
    const how = known === also ? known : fill(words.each, { one: known, other: also, ...names });
    return [id, { text: title(id), since: dayInWords(days.includes("") ? "" : days.sort()[1]), known: how }];
  }));
  const under = open.filter(({ way }) => way === "preservation").map(({ in: id, row, known }) =>
    fill(words.under, { ...told.get(id), articles: row[2], read: known }));
  const lists = texts.filter(({ unbound, lacks }) => unbound && lacks && unbound <= lacks[1]);
  const gaps = bonds.filter(({ text }) => text.uncoded);
  const sentences = [
    ["finding", fill(bonds.length ? words.bound : words.unbound, {
      bonds: [...told.values()].map((bond) => fill(words.bond, bond)).join(WORDS.wording.words.also),
      n: (lists.length || gaps.length ? words.least : "") + given.size,
      m: Object.keys(part.modalities).length,
      ...names,
    }), "finding"],
    ["preservation", fill(under.length ? words.preserve : words.no_preserve, { under: under.join(WORDS.wording.words.also), ...names }), ""],
  ];
  if (day > part.known_on) {
    sentences.push(["later", fill(words.later, { known_on: dayInWords(part.known_on) }), "caution"]);
  }
  for (const { id, lacks } of lists) sentences.push(lackingSay(data, part, id, lacks));
  for (const { id } of gaps) sentences.push([`uncoded-${id}`, fill(words.uncoded, { text: title(id) }), "caution"]);

  /** @type {Block[]} */
  const blocks = sentences.map(([id, text, tone]) => ({ kind: "say", id, words: text, tone }));
  const table = (id, caption, columns, rows, empty = WORDS.blocks.empty.none) =>
    blocks.push({ kind: "table", id, caption, columns, rows, empty, shares: [] });
  const missing = Object.keys(part.modalities).filter((id) => !given.has(id)).map((id) => part.modalities[id]);
  if (bonds.length) table("ways", fill(words.ways, names), part.columns.ways, open.map(({ row }) => row));
  if (bonds.length && missing.length) {
    blocks.push({ kind: "say", id: "missing", words: fill(words.missing, { missing: missing.join(", ") }), tone: "" });
  }
  const why = ({ why: key, by }) => {
    const named = by.map((id) => (key === "reservation" ? spoken(id) : part.titles[id]));
    return fill(words[key], { by: named.join(", ") });
  };
  if (closed.length) {
    const rows = closed.map((one) => [...one.provision.row.slice(0, 3), why(one), one.provision.row.at(-1)]);
    table("left_out", words.left_out, part.columns.left_out, rows);
  }
  if (bonds.length) table("rules", part.rules.caption, part.rules.columns, rules, part.rules.empty);
  if (bonds.length) {
    const both = bonds.flatMap(({ id, text }) => [one, other].map((iso3) => ({ id, text, iso3 })));
    const rows = both.flatMap(({ id, text, iso3 }) => text.recorded
      .filter(([by, from, until]) => by === iso3 && from <= day && !(until && until <= day))
      .map(([, , , cells]) => [states[iso3], title(id), ...cells]));
    table("recorded", fill(words.recorded, names), part.columns.recorded, rows, words.unrecorded);
    const looked = both.map(({ id, text, iso3 }) =>
      fill(words[text.looked[iso3] ?? "no"], { state: spoken(iso3), text: title(id) }));
    blocks.push({ kind: "say", id: "looked", words: looked.join(" "), tone: "" });
  }
  const stands = (step) =>
    step ? fill(words[part.statuses[step[1]]], { since: dayInWords(sinceOf(step)), known: part.bases[step[2]] }) : words.nothing;
  const loose = texts.filter(({ a, b, unbound }) => unbound && (a || b)).map(({ id, text, a, b }) => {
    const alive = text.in_force && text.in_force <= day;
    const whole = { since: dayInWords(text.in_force), known: part.bases[text.basis] };
    return [title(id), stands(a), stands(b), fill(alive ? words.in_force : words.not_in_force, whole)];
  });
  if (loose.length) table("not_bound", words.not_bound, [words.text, states[one], states[other], words.itself], loose);
  return blocks;
};
