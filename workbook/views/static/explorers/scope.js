// Where the sides bind; alike scope.py and explorers/scope.py.

import { sides } from "../answers.js";
import { listed } from "../blocks.js";
import { dayInWords } from "../days.js";
import { WORDS, fill } from "../words.js";

const scopePercent = (part, whole) => (whole ? Math.floor((200 * part + whole) / (2 * whole)) : 0);

const scopeLast = (steps, day) => steps.findLast(([from]) => from <= day);

/** Every state's best standing under a side on a day. */
function scopeWhere(data, side, day) {
  const { states, courses, ranks, texts } = data.scope;
  const rank = ([, status, since]) => `${ranks.indexOf(status)} ${since || "9999-12-31"}`;
  const rows = states.map(([iso3, name, region, coe, kind]) => {
    const row = { iso3, name, region, coe, kind, status: "none" };
    let best = null;
    for (const text of side) {
      const step = scopeLast(courses[text][iso3] ?? [], day);
      if (!step || (best && rank(step) >= rank(best))) continue;
      best = step;
      Object.assign(row, { text, status: step[1], since: step[2], basis: step[3] });
    }
    return row;
  });
  const whole = (kind) => side.every((text) => !scopeLast(texts[text][kind], day)[1]);
  const inStates = rows.filter((row) => row.kind !== "organisation");
  return {
    side,
    day,
    complete: whole("parties"),
    bound: whole("parties") || side.every((text) => day < texts[text].until),
    signed: whole("signatures"),
    rows: inStates,
    organisations: rows.filter((row) => row.kind === "organisation"),
    count: (status, keep = (row) => Boolean(row)) => inStates.filter((row) => row.status === status && keep(row)).length,
    members: inStates.filter((row) => row.kind === "member").length,
  };
}

export const scopeShort = (data, side) => side.map((text) => data.instruments[text].short).join(" + ");

function scopeStates(data, number, whole = true) {
  const { words } = data.scope;
  const found = number === 1 ? words.one : fill(words.many, { n: number });
  return whole ? found : fill(words.least, { n: found });
}

const scopeNumber = ({ at_least: least }, number, whole, unit = "") => (whole ? `${number}${unit}` : fill(least, { n: `${number}${unit}` }));

function scopeFinding(data, found) {
  const { words } = data.scope;
  const { count, members } = found;
  const bound = count("party");
  const key = bound ? (found.bound ? "bound" : "bound_least") : "bound_none";
  const said = fill(words[key], {
    day: dayInWords(found.day),
    name: scopeShort(data, found.side),
    states: scopeStates(data, bound),
    coe: count("party", (row) => row.coe),
    others: count("party", (row) => !row.coe),
    share: scopePercent(count("party", (row) => row.kind === "member"), members),
    members,
  });
  const wholes = Object.entries({ ratified: found.complete, signatory: found.signed });
  const waiting = wholes
    .filter(([how]) => count(how))
    .map(([how, whole]) => fill(words[how], { states: scopeStates(data, count(how), whole) }));
  return said + (waiting.length ? fill(words.besides, { list: listed(waiting, WORDS.wording.words.and) }) : "");
}

function scopeCell(data, found, row) {
  const { cells, nothing, bases } = data.scope;
  if (row.status === "none") return nothing;
  const words = fill(cells[row.status][row.since ? 0 : 1], { day: dayInWords(row.since) });
  const text = found.side.length > 1 ? `${data.instruments[row.text].short}; ` : "";
  return `${words} (${text}${bases[row.basis]})`;
}

function scopeCautions(data, texts, day) {
  const { words, courses, states, known } = data.scope;
  const kinds = Object.fromEntries(states.map(([iso3, , , , kind]) => [iso3, kind]));
  const said = [];
  const add = (id, sentence, tone = "") => said.push({ kind: "say", id, words: sentence, tone });
  for (const text of texts) {
    const waits = data.scope.texts[text];
    if (day >= waits.until || !waits.words) continue;
    const rows = Object.entries(courses[text]).filter(([iso3]) => kinds[iso3] !== "organisation");
    const have = rows.filter(([, steps]) => scopeLast(steps, day)?.[1] === "ratified").length;
    add(`waiting_${text}`, fill(waits.words, { have }));
  }
  for (const text of texts) {
    for (const kind of ["parties", "signatures"]) {
      const lacks = scopeLast(data.scope.texts[text][kind], day)[1];
      if (lacks) add(`${kind}_${text}`, fill(words[kind], { name: data.instruments[text].short }), "caution");
    }
  }
  if (day > known) add("later", fill(words.later, { day: dayInWords(known) }), "caution");
  return said;
}

function scopeBoth(data, state) {
  const day = state.on || data.scope.known;
  const { a, b } = sides(data, state);
  return { day, a: scopeWhere(data, a, day), b: scopeWhere(data, b, day) };
}

export const scopeBlocks = (data, state) => {
  const { words, kinds, columns, all } = data.scope;
  if (!data.scope.known) return [{ kind: "say", id: "nodata", words: words.nodata, tone: "caution" }];
  const { day, a, b } = scopeBoth(data, state);
  const both = [a, b];
  const texts = Object.keys(data.instruments).filter((text) => a.side.includes(text) || b.side.includes(text));
  const given = { total: a.rows.length, day: dayInWords(day), a: scopeShort(data, a.side), b: scopeShort(data, b.side) };
  const kind = ({ count, bound, complete, signed }) => [
    scopeNumber(words, count("party", (row) => row.coe), bound),
    scopeNumber(words, count("party", (row) => !row.coe), bound),
    scopeNumber(words, count("ratified"), complete),
    scopeNumber(words, count("signatory"), signed),
    String(count("denounced") + count("none")),
  ];
  const [kindsA, kindsB] = both.map(kind);
  const line = (label, inside) => {
    const members = a.rows.filter((row) => inside(row) && row.kind === "member").length;
    const cells = both.flatMap(({ count, bound }) => {
      const here = count("party", (row) => inside(row) && row.kind === "member");
      return [scopeNumber(words, here, bound), scopeNumber(words, scopePercent(here, members), bound, "%")];
    });
    return [label, String(members), ...cells];
  };
  const regions = [...new Set(a.rows.map((row) => row.region))].sort();
  const apart = both.flatMap((found, i) =>
    found.organisations
      .filter((row) => row.status !== "none")
      .map((row) => fill(words.apart_one, { name: row.name, side: "AB"[i], cell: scopeCell(data, found, row) })));
  const coe = a.rows.filter((row) => row.coe).length;
  const table = (id, rows, shares = []) =>
    ({ kind: "table", id, caption: fill(words[id], given), columns: columns[id], rows, empty: WORDS.blocks.empty.nothing, shares });
  const told = (id, sentence, tone = "") => ({ kind: "say", id, words: sentence, tone });
  return [
    told("finding_a", scopeFinding(data, a), "finding"),
    told("finding_b", scopeFinding(data, b), "finding"),
    ...scopeCautions(data, texts, day),
    table("kinds", kinds.map((label, i) => [label, kindsA[i], kindsB[i]]), columns.kinds.slice(1)),
    table(
      "regions",
      [...regions.map((name) => line(name, (row) => row.region === name)), line(all, () => true)],
      [columns.regions[3], columns.regions[5]],
    ),
    ...(apart.length ? [told("apart", fill(words.apart, { list: apart.join("; ") }))] : []),
    told("note", fill(words.note, { coe })),
    table("states", a.rows.map((row, i) =>
      [row.name, row.region, scopeCell(data, a, row), scopeCell(data, b, b.rows[i])])),
  ];
};

/** Both sides' maps on one day: each state as it stands. */
export const scopePicture = (data, state) => {
  if (!data.scope.map.states || !data.scope.known) return null;
  const { words, legend } = data.scope;
  const { stood } = data.drawn;
  const { day, ...both } = scopeBoth(data, state);
  const maps = ["a", "b"].map((side) => {
    const found = both[side];
    const bound = found.count("party");
    const states = scopeStates(data, bound, found.bound || !bound);
    const caption = fill(words.map, { side: side.toUpperCase(), name: scopeShort(data, found.side), states, day: dayInWords(day) });
    return [caption, Object.fromEntries(found.rows.map((row) => [row.iso3, [stood[row.status] ?? "f", `${row.name}: ${scopeCell(data, found, row)}`]]))];
  });
  return { legend: Object.entries(legend).map(([how, label]) => [stood[how], label]), maps };
};
