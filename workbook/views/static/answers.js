// (data, state) -> answer, and nothing else: unites sets, counts them, fills in sentences. The rules are
// those of profiles.py, relation.py, state.py and summary.py; tests hold them alike.

import { WORDS, fill } from "./words.js";

/** The state that a link names, and the ids and values in it that this workbook does not have. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g; // as views/state.py

export function readLink(data, link) {
  const given = new URLSearchParams(link.includes("?") ? link.slice(link.indexOf("?")) : link);
  const ignored = new Set();
  const known = (asked, among) => {
    const [wanted, there] = [new Set(asked.filter(Boolean)), new Set(among)];
    for (const id of wanted) if (!there.has(id)) ignored.add(id);
    return among.filter((id) => wanted.has(id));
  };
  const { texts, topics, lists, patterns } = data.fields;
  const several = (name, among) => known((given.get(name) ?? "").split(","), among);
  const one = (name) => known([given.get(name) ?? ""], lists[name])[0] ?? "";
  const side = (name) => {
    const found = known((given.get(name) ?? "").replaceAll("+", " ").split(" "), texts);
    return found.length ? found : data.default[name];
  };
  const shaped = (name) => {
    const value = given.get(name) ?? "";
    if (!value || (new RegExp(`^(${patterns[name]})$`).test(value) && (name !== "on" || isDay(value)))) return value;
    ignored.add(value);
    return "";
  };
  const pairs = topics.flatMap((topic) => texts.map((text) => `${text}:${topic}`));
  const state = {
    a: side("a"),
    b: side("b"),
    off: several("off", topics),
    off_in: several("off_in", pairs),
    q: (given.get("q") ?? "").replace(HIDDEN, ""),
    vs: (given.get("vs") ?? "").replace(HIDDEN, ""),
    joining: several("joining", lists.s1),
    pick: [],
  };
  for (const name in lists) state[name] = one(name);
  for (const name in patterns) state[name] = shaped(name);
  const picked = readParts(data, given.get("pick") ?? "");
  state.pick = picked.parts;
  for (const id of picked.ignored) ignored.add(id);
  return { state, ignored: [...ignored] };
}

function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

const CODED = /%(25|2C|3B|28|29)/g;
const coded = (text) => text.replace(/[%,;()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A part of a reader's own report as the link writes it: { words }, { name } or { name, controls }; as views/basket.py.
 * @param {string} item
 * @returns {any}
 */
export function parsedPart(item) {
  if (item.startsWith("'")) return { words: item.slice(1).replace(CODED, decodeURIComponent) };
  const call = item.match(/^([a-z]+)\(([^]*)\)$/);
  if (!call) return { name: item };
  const pairs = call[2].split(";").filter(Boolean).map((each) => each.match(/^([^:]*):?([^]*)$/));
  return { name: call[1], controls: Object.fromEntries(pairs.map(([, name, value]) => [name, value.replace(CODED, decodeURIComponent)])) };
}

/** @param {any} part */
export function writtenPart({ name, controls, words }) {
  if (words) return `'${coded(words)}`;
  return controls ? `${name}(${Object.entries(controls).map(([field, value]) => `${field}:${coded(value)}`).join(";")})` : name;
}

/** The parts that `pick` names, each once and in normal form, and what in it is not known here. */
export function readParts(data, asked) {
  const { topics, parts: { views, most, longest } } = data.fields;
  const found = new Set();
  const ignored = [];
  for (const item of asked.split(",").filter(Boolean)) {
    let part = parsedPart(item);
    if (item.startsWith("'")) {
      part = { words: [...part.words.replace(HIDDEN, "")].slice(0, longest).join("").replace(/^ +| +$/g, "") };
      if (!part.words) continue;
    } else if (part.controls && Object.hasOwn(views, part.name)) {
      const own = views[part.name];
      const { controls } = part;
      ignored.push(...Object.keys(controls).filter((name) => !own.includes(name)));
      const given = own.filter((name) => controls[name]).map((name) => [name, name === "joining" ? controls[name].replaceAll(".", ",") : controls[name]]);
      const read = readLink(data, "?" + given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&"));
      ignored.push(...read.ignored);
      const kept = given.map(([name]) => [name, name === "joining" ? read.state.joining.join(".") : read.state[name]]);
      part.controls = Object.fromEntries(kept.filter(([, value]) => value));
    } else if (part.controls || !topics.includes(part.name)) {
      ignored.push(item);
      continue;
    }
    const name = writtenPart(part);
    if (found.size < most || found.has(name)) found.add(name);
    else ignored.push(name);
  }
  return { parts: [...found], ignored };
}

/** The state that a view of a report answers: its own controls, the sides and switches of the whole report. */
export function partState(data, state, { name, controls }) {
  const own = Object.fromEntries(data.fields.parts.views[name].map((field) => [field, controls[field] ?? ""]));
  if ("joining" in own) own.joining = own.joining.split(".").filter(Boolean);
  return { ...state, pick: [], ...own };
}

/** The link of a state, from the question mark on; empty fields are left out. */
export function writeLink(data, state) {
  const text = {
    ...state,
    a: state.a.join("+"),
    b: state.b.join("+"),
    off: state.off.join(","),
    off_in: state.off_in.join(","),
    q: encodeURIComponent(state.q),
    joining: state.joining.join(","),
    vs: encodeURIComponent(state.vs),
    pick: encodeURIComponent(state.pick.join(",")).replace(/%(2C|3A|3B)/g, decodeURIComponent),
  };
  return "?" + data.fields.order.filter((name) => text[name]).map((name) => `${name}=${text[name]}`).join("&");
}

/** The sides as compared: with a stage chosen, it stands for the drafted text on both. */
export function sides(data, state) {
  const staged = (side) => {
    const wanted = side.map((id) => (state.stage && data.stages.includes(id) ? state.stage : id));
    return Object.keys(data.instruments).filter((id) => wanted.includes(id));
  };
  return { a: staged(state.a), b: staged(state.b) };
}

const provides = (position) => position.r !== undefined;

/** The two sides in words: their texts' short titles. */
export function sideNames(data, state) {
  const both = sides(data, state);
  const named = (side) => side.map((text) => data.instruments[text].short).join(" + ");
  return { a: named(both.a), b: named(both.b) };
}

/** A function (text, topic) -> "on", "off", "fell" or "none" (no provision). */
export function switches(data, state) {
  const off = new Set(state.off);
  const offIn = new Set(state.off_in);
  const there = places(data);
  const has = (text, id) => !off.has(id) && !(offIn.size && offIn.has(`${text}:${id}`));
  const stands = (text, topic) =>
    topic.requires.every((id) => has(text, id) && stands(text, there.get(id).topic));
  const status = (text, topic) => {
    if (!provides(topic.in[text])) return "none";
    if (!has(text, topic.id)) return "off";
    return topic.requires.length && !stands(text, topic) ? "fell" : "on";
  };
  status.off = (topic) => off.has(topic.id);
  return status;
}

/** Work that is done once for each object and kept as long as it lives; alike book/once.py. */
export function once(make) {
  const known = new WeakMap();
  return (of) => {
    if (!known.has(of)) known.set(of, make(of));
    return known.get(of);
  };
}

/** Where each topic stands, and what builds on it. */
const places = once((data) => {
  const found = new Map(data.topics.map((topic, at) => [topic.id, { topic, at, above: [] }]));
  for (const { id, requires } of data.topics) for (const other of requires) found.get(other)?.above.push(id);
  return found;
});

/** The topics that may stand otherwise in one state than in another, in their order: those that were switched, with what
 * builds on them; all when the sides differ. A click so costs what it changes, not what the board shows.
 */
export function movedTopics(data, before, now) {
  const both = (state) => Object.values(sides(data, state)).join(" | ");
  if (!before || both(before) !== both(now)) return data.topics;
  const [was, is] = [before, now].map((state) => new Set([...state.off, ...state.off_in]));
  const ids = new Set([...less(was, is), ...less(is, was)].map((name) => name.split(":").at(-1)));
  const there = places(data);
  for (const id of ids) for (const other of there.get(id)?.above ?? []) ids.add(other); // grows while it is walked
  const found = [...ids].flatMap((id) => there.get(id) ?? []);
  return found.sort((one, other) => one.at - other.at).map(({ topic }) => topic);
}

const numberSaid = (value, least) => (value === null ? WORDS.summary.no_data : least ? fill(WORDS.summary.least, { n: value }) : String(value));

/** Count in (by 1) or out (by -1) what topics that are on bring to a side; `adds`: measure -> Map(id -> how often). */
function counted(tally, side, topics, status, by) {
  for (const text of side) {
    for (const topic of topics) {
      if (status(text, topic) !== "on") continue;
      tally.on[text] += by;
      if (topic.theme === "cooperation") tally.ways[text] += by;
      const adds = topic.in[text].c;
      for (const measure in adds) {
        const ids = tally.adds[measure];
        for (const id of adds[measure]) {
          const n = (ids.get(id) ?? 0) + by;
          if (n) ids.set(id, n);
          else ids.delete(id);
        }
      }
    }
  }
  return tally;
}

function tallyOf(data, side, status) {
  const nothing = () => Object.fromEntries(side.map((text) => [text, 0]));
  const adds = Object.fromEntries(Object.keys(data.measures).map((measure) => [measure, new Map()]));
  return counted({ adds, on: nothing(), ways: nothing() }, side, data.topics, status, 1);
}

/** Scope and cooperation of one side: numbers, how many provisions are on and which, those that fell. */
export function profile(data, side, status, tally = tallyOf(data, side, status)) {
  const numbers = {};
  const put = (measure, value, least) => {
    if (!(measure in data.measures)) return;
    numbers[measure] = { value, words: numberSaid(value, least) };
  };
  for (const measure in tally.adds) {
    const states = side.map((text) => data.coverage[text][measure]);
    const known = states.some((state) => state !== "none");
    put(measure, known ? tally.adds[measure].size : null, states.some((state) => state !== "whole"));
  }
  const binding = side.filter((text) => tally.on[text]);
  const connecting = side.filter((text) => tally.ways[text]);
  // Who joins a protocol is a party to its parent already, so that the parent's list is enough.
  const lacking = (texts) => texts.some((text) => data.incomplete.includes(text) && !texts.includes(data.parents[text]));
  put("where.parties", data.members && boundBy(data, binding), lacking(binding));
  put("pairs.connected", data.members && connectedBy(data, connecting), lacking(connecting));
  const those = (topics, how) => side.flatMap((text) => topics.filter((topic) => status(text, topic) === how).map(({ id }) => [text, id]));
  return {
    count: side.reduce((sum, text) => sum + tally.on[text], 0),
    get on() {
      return those(data.topics, "on");
    },
    fell: those(data.topics.filter(({ requires }) => requires.length), "fell"),
    numbers,
  };
}

const countsOf = once(() => new Map()); // question and texts -> count: a switch seldom changes which texts count

function keptCount(data, what, texts, count) {
  const counts = countsOf(data);
  const key = `${what} ${texts.join()}`;
  if (!counts.has(key)) counts.set(key, count());
  return counts.get(key);
}

/** How many states at least one of the texts binds. */
const boundBy = (data, texts) => keptCount(data, "bound", texts, () => new Set(texts.flatMap((text) => data.members[text])).size);

/** How many pairs of states one and the same of the texts binds. */
function connectedBy(data, texts) {
  return keptCount(data, "connected", texts, () => {
    const states = texts.map((text) => data.members[text]);
    const pairs = states.flatMap((list) => list.flatMap((one, i) => list.slice(i + 1).map((other) => one + other)));
    return new Set(pairs).size;
  });
}

/** The sentences of a summary, each with that for an unknown number and the numbers that it names. */
const sentencesOf = once((data) =>
  data.sentences.map(([known, otherwise]) => ({ known, otherwise, names: [...known.matchAll(/\{([a-z_.]+)/g)].map(([, name]) => name) })));

/** The plain-words summary of a side. */
export function summary(data, side, found) {
  const texts = side.map((text) => data.instruments[text].short).join(WORDS.summary.besides);
  const given = { n: found.count, name: fill(WORDS.summary.name, { texts }) };
  const words = (name) => given[name] ?? found.numbers[name].words;
  const isUnknown = (name) => found.numbers[name]?.value === null;
  return sentencesOf(data).map(({ known, otherwise, names }) => fill(names.some(isUnknown) ? otherwise : known, words)).join(" ");
}

export const UNKNOWN = new Set(["uncoded", "present"]);
const EXTENDING = new Set(["different", "extends"]);
const ORDER = ["narrower", "equivalent", "broader"];
export const less = (x, y) => [...x].filter((mark) => !y.has(mark));
const united = (provisions) => ["r", "p"].map((kind) => new Set(provisions.flatMap((provision) => provision[kind])));

/** The feature, or force, that a mark is of. */
const namedBy = (mark) => mark.split(">=")[0].split("=")[0];

/** A side on one topic: its provisions that are on; whether it is off, has a provision, and is not wholly known. */
function sideOn(topic, side, status) {
  const on = side.filter((text) => status(text, topic) === "on").map((text) => topic.in[text]);
  const verdicts = side.map((text) => topic.in[text].v);
  const off = !on.length && (status.off(topic) || side.some((text) => provides(topic.in[text])));
  return { on, off, has: on.length > 0 || verdicts.includes("present"), dark: verdicts.some((v) => UNKNOWN.has(v)) };
}

/** A side's level against the baseline: narrower, equivalent, broader or different. */
function level(provisions) {
  const verdicts = new Set(provisions.map(({ v }) => (v === "baseline" ? "equivalent" : v)));
  if (verdicts.has("broader")) return "broader";
  if (!verdicts.has("equivalent")) return [...verdicts].some((v) => EXTENDING.has(v)) ? "different" : "narrower";
  const plain = united(provisions.filter(({ v }) => v === "baseline" || v === "equivalent"));
  const whole = united(provisions.filter(({ v }) => v !== "narrower"));
  return whole.some((marks, i) => marks.size > plain[i].size) ? "broader" : "equivalent";
}

/** What the verdicts of two sides that both have a provision make of them; marks decide where verdicts don't. */
function order(a, b, marks) {
  const [levelA, levelB] = [level(a), level(b)];
  if (levelA !== levelB) {
    if (levelA === "different" || levelB === "different") return "differs";
    return ORDER.indexOf(levelA) > ORDER.indexOf(levelB) ? "stronger_a" : "stronger_b";
  }
  const verdicts = (side) => [...new Set(side.map(({ v }) => v))].sort().join();
  if (levelA === "different" && verdicts(a) !== verdicts(b)) return "differs";
  if (marks.plain.length || (marks.moreA.length && marks.moreB.length)) return "differs";
  return marks.moreA.length ? "stronger_a" : marks.moreB.length ? "stronger_b" : "same";
}

/** How the sides relate on one topic, the force or features that are not alike, and which sides are off. */
export function relation(data, topic, both, status) {
  const [a, b] = both.map((side) => sideOn(topic, side, status));
  const off = [a.off && "a", b.off && "b"].filter(Boolean);
  const because = [];
  let found = "unknown";
  if (a.on.length && b.on.length) {
    const [[ra, pa], [rb, pb]] = [united(a.on), united(b.on)];
    const [sa, sb] = [pa, pb].map((plain) => [...plain].map((mark) => data.marks[mark]).filter((mark) => mark.endsWith("=silent")));
    const silent = new Set([...sa, ...sb].map(namedBy));
    const heard = (marks) => new Set([...marks].filter((mark) => !silent.size || !silent.has(namedBy(data.marks[mark]))));
    const [qa, qb, ma, mb] = [pa, pb, ra, rb].map(heard);
    const marks = { plain: [...less(qa, qb), ...less(qb, qa)], moreA: less(ma, mb), moreB: less(mb, ma) };
    const names = [...marks.plain, ...marks.moreA, ...marks.moreB].map((mark) => namedBy(data.marks[mark]));
    const unlike = new Set(names);
    because.push(...Object.keys(data.features).filter((name) => unlike.has(name)));
    if (!a.dark && !b.dark) found = order(a.on, b.on, marks);
  } else if (off.length) found = "off";
  else if (!a.has || !b.has) {
    const missing = [a, b].filter((side) => !side.has);
    if (!missing.some((side) => side.dark)) found = a.has ? "only_a" : b.has ? "only_b" : "same";
  }
  return { relation: found, because, off };
}

/** How the sides stand, in words: the relation, or which side is off. */
export function standing(data, { relation: how, off }) {
  return how === "off" ? data.off_on[off.join("")] : data.relations[how];
}

/** Everything that a view shows of a state. */
export function answer(data, state) {
  if (!answers.has(state)) answers.set(state, answerAnew(data, state));
  return answers.get(state);
}

const answers = new WeakMap(); // state -> its answer: a state is replaced whole, and several views ask of it
const newest = new WeakMap(); // data -> the last answer with its tallies, which the next one takes over and changes

function answerAnew(data, state) {
  const status = switches(data, state);
  const { a, b } = sides(data, state);
  const last = newest.get(data);
  const moved = movedTopics(data, last?.state, state);
  const tallies = [a, b].map((side, i) => {
    if (moved === data.topics) return tallyOf(data, side, status);
    return counted(counted(last.tallies[i], side, moved, last.status, -1), side, moved, status, 1);
  });
  newest.set(data, { state, status, tallies });
  const found = { a: profile(data, a, status, tallies[0]), b: profile(data, b, status, tallies[1]) };
  return { status, sides: { a, b }, profiles: found };
}
