// What if; alike scenario.py and explorers/whatif.py. Pairs of states are marked in a square of bytes.

import { readLink, sides, switches } from "../answers.js";
import { WORDS, fill } from "../words.js";

function whatifDraw(among, count, seed) {
  const left = [...among];
  const drawn = [];
  let number = seed % 2147483647 || 1;
  for (let i = 0; i < count && left.length; i += 1) {
    number = (number * 48271) % 2147483647;
    drawn.push(...left.splice(number % left.length, 1));
  }
  return drawn;
}

/** The states that a text binds on a day, those that have consented, and those that have at least signed. */
function whatifStanding(data, text, day) {
  const found = { party: [], ratified: [], signatory: [], denounced: [] };
  for (const [iso3, course] of Object.entries(data.whatif.courses[text])) {
    const now = course.findLast(([from]) => from <= day);
    if (now) found[now[1]].push(iso3);
  }
  const consented = [...found.party, ...found.ratified];
  return { bound: found.party, consented, signed: [...consented, ...found.signatory] };
}

/** The states that have excluded a topic of a text for themselves. */
const whatifExcluded = (data, text, topic, day) =>
  data.whatif.reserved[text].filter(([, from, id]) => id === topic && from <= day).map(([iso3]) => iso3);

export function whatifSuppose(data, text, state, day) {
  const { members, needed, start } = data.whatif;
  const standing = whatifStanding(data, text, day);
  const states = {
    signatories: () => standing.signed,
    members: () => members,
    list: () => [...new Set([...standing.consented, ...state.joining])],
    random: () => whatifDraw(members, parseInt(state.n || start.n, 10), parseInt(state.seed || start.seed, 10)),
  }[state.who] ?? (() => standing.consented);
  const chosen = states();
  const least = needed[text];
  return { text, states: chosen, needed: least, inForce: least === null ? chosen.length > 0 : chosen.length >= least };
}

/** modality ("" for any) -> marked square, by the provisions that are on. */
function whatifConnected(data, texts, status, bound, day) {
  const names = Object.keys(data.whatif.names);
  const place = new Map(names.map((iso3, i) => [iso3, i]));
  const size = names.length;
  const squares = {};
  for (const name of ["", ...Object.keys(data.whatif.modalities)]) squares[name] = new Map();
  for (const text of texts) {
    for (const topic of data.whatif.topics) {
      if (topic.theme !== "cooperation" || status(text, topic) !== "on") continue;
      const excluded = whatifExcluded(data, text, topic.id, day);
      const able = bound[text].filter((iso3) => !excluded.includes(iso3));
      const key = able.join();
      squares[""].set(key, able);
      if (topic.modality) squares[topic.modality].set(key, able);
    }
  }
  const made = new Map();
  const mark = (groups) => {
    const key = [...groups.keys()].sort().join("|");
    if (!made.has(key)) {
      const square = new Uint8Array(size * size);
      for (const able of groups.values()) {
        const at = able.map((iso3) => place.get(iso3)).sort((x, y) => x - y);
        for (let i = 0; i < at.length; i += 1) for (let j = i + 1; j < at.length; j += 1) square[at[i] * size + at[j]] = 1;
      }
      made.set(key, square);
    }
    return made.get(key);
  };
  return Object.fromEntries(Object.entries(squares).map(([name, groups]) => [name, mark(groups)]));
}

function whatifChange(today, then) {
  const change = { today: 0, lost: 0, gained: 0, then: 0 };
  for (let i = 0; i < today.length; i += 1) {
    change.today += today[i];
    change.then += then[i];
    change.lost += today[i] & ~then[i] & 1;
    change.gained += then[i] & ~today[i] & 1;
  }
  return change;
}

export function whatif(data, state) {
  const { a, b } = sides(data, state);
  const day = state.on || data.whatif.day;
  const now = Object.fromEntries([...a, ...b].map((text) => [text, whatifStanding(data, text, day).bound]));
  const text = b.find((id) => data.stages.includes(id));
  const supposed = text ? whatifSuppose(data, text, state, day) : null;
  const then = supposed ? { ...now, [text]: supposed.inForce ? supposed.states : [] } : now;
  const own = { topics: data.whatif.topics };
  const whole = switches(own, { off: [], off_in: [] });
  const left = switches(own, state);
  const topics = (texts, status) =>
    Object.fromEntries(
      Object.keys(data.whatif.themes).map((theme) => [
        theme,
        new Set(own.topics.filter((t) => t.theme === theme && texts.some((id) => status(id, t) === "on")).map((t) => t.id)),
      ]),
    );
  return {
    supposed,
    today: whatifConnected(data, a, whole, now, day),
    then: whatifConnected(data, b, left, then, day),
    topicsA: topics(a.filter((id) => now[id].length), whole),
    topicsB: topics(b.filter((id) => then[id].length), left),
  };
}

/** Every state with its partners today, lost and gained. */
export function whatifNumbers(data, found) {
  const names = Object.keys(data.whatif.names);
  const size = names.length;
  /** @type {[string, number, number, number][]} */
  const rows = names.map((iso3) => [iso3, 0, 0, 0]);
  for (let i = 0; i < size; i += 1) {
    for (let j = i + 1; j < size; j += 1) {
      const today = found.today[""][i * size + j];
      const then = found.then[""][i * size + j];
      for (const k of today || then ? [i, j] : []) {
        rows[k][1] += today;
        rows[k][2] += today & ~then & 1;
        rows[k][3] += then & ~today & 1;
      }
    }
  }
  return rows;
}

function whatifStates(data, found) {
  const changed = whatifNumbers(data, found).filter((row) => row[2] || row[3]);
  changed.sort((x, y) => y[2] + y[3] - x[2] - x[3] || (x[0] < y[0] ? -1 : 1));
  const { words, state_columns: columns } = data.whatif;
  const shown = changed.slice(0, data.whatif.most).map(([iso3, ...numbers]) => [data.whatif.names[iso3], ...numbers.map(String)]);
  const caption = fill(words.states, { n: shown.length, all: changed.length });
  return { kind: "table", id: "states", caption, columns, rows: shown, empty: words.no_states, shares: columns.slice(1) };
}

function whatifThemes(data, found) {
  const { words, theme_columns: columns } = data.whatif;
  const titles = (from, without) =>
    data.whatif.topics.filter(({ id }) => from.has(id) && !without.has(id)).map(({ title }) => title).join("; ") || words.none;
  const rows = Object.entries(data.whatif.themes)
    .map(([theme, label]) => [label, found.topicsA[theme], found.topicsB[theme]])
    .filter(([, today, then]) => today.size || then.size)
    .map(([label, today, then]) => [label, String(today.size), titles(today, then), titles(then, today)]);
  return { kind: "table", id: "themes", caption: words.themes, columns, rows, empty: WORDS.blocks.empty.nothing, shares: [] };
}

function whatifBeside(data, state, found) {
  if (!state.vs) return [];
  const other = whatif(data, readLink(data, state.vs).state);
  const [one, two] = [found, other].map((each) => whatifChange(each.today[""], each.then[""]));
  const count = (each, from, without) =>
    Object.keys(each[from]).reduce((sum, theme) => sum + [...each[from][theme]].filter((id) => !each[without][theme].has(id)).length, 0);
  const { words, counts } = data.whatif;
  const rows = Object.entries(counts).map(([key, label]) => [label, String(one[key]), String(two[key])]);
  rows.push([words.topics_lost, ...[found, other].map((each) => String(count(each, "topicsA", "topicsB")))]);
  rows.push([words.topics_gained, ...[found, other].map((each) => String(count(each, "topicsB", "topicsA")))]);
  const columns = ["", ...data.whatif.beside_columns];
  return [{ kind: "table", id: "beside", caption: words.beside, columns, rows, empty: WORDS.blocks.empty.nothing, shares: [] }];
}

export const whatifBlocks = (data, state) => {
  const { words, who, start, modalities, counts, coexistence } = data.whatif;
  const found = whatif(data, state);
  const change = whatifChange(found.today[""], found.then[""]);
  let supposed = words.no_un;
  if (found.supposed) {
    const { text, states, needed, inForce } = found.supposed;
    const key = needed === null ? "no_threshold" : inForce ? "binds" : "not_yet";
    const given = { text: data.instruments[text].short, who: who[state.who || start.who], n: states.length, needed };
    supposed = fill(words[key], given);
  }
  const columns = [words.way, ...Object.values(counts)];
  const rows = Object.entries(modalities).map(([name, label]) => [
    label,
    ...Object.values(whatifChange(found.today[name], found.then[name])).map(String),
  ]);
  const finding = fill(words[change.today || change.then ? "finding" : "nobody"], change);
  return [
    { kind: "say", id: "supposed", words: supposed, tone: "finding" },
    { kind: "say", id: "finding", words: finding, tone: "finding" },
    { kind: "say", id: "caution", words: words.caution, tone: "caution" },
    ...whatifBeside(data, state, found),
    { kind: "table", id: "modalities", caption: words.modalities, columns, rows, empty: WORDS.blocks.empty.nothing, shares: columns.slice(1) },
    whatifThemes(data, found),
    whatifStates(data, found),
    coexistence,
  ];
};
