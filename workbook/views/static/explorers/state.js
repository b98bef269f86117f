// One state and what joining would add; alike mystate.py, joining.py and explorers/mystate.py.

import { sides, switches } from "../answers.js";
import { holdsOn, lackingSay, reservedBy } from "./cooperation.js";
import { scopeShort } from "./scope.js";
import { whatifSuppose } from "./whatif.js";
import { dayInWords } from "../days.js";
import { WORDS, fill } from "../words.js";

const OPTIONS = ["a", "b", "ab"];

const stateParts = new WeakMap();

/** What this view reads; a page that holds other explorers too has its map, courses, topics and provisions from them. */
function statePart(data) {
  if (!stateParts.has(data)) {
    const { courses, map } = data.state.map ? data.state : data.scope;
    const { topics } = data.state.topics ? data.state : data.whatif;
    const { provisions } = data.state.provisions ? data.state : data.cooperation;
    const names = new Set(data.state.states.map(([iso3]) => iso3)); // the European Union is no state
    const ofStates = (steps) => Object.fromEntries(Object.entries(steps).filter(([iso3]) => names.has(iso3)));
    const own = Object.fromEntries(Object.entries(courses).map(([text, steps]) => [text, ofStates(steps)]));
    stateParts.set(data, { ...data.state, courses: own, map, topics, provisions });
  }
  return stateParts.get(data);
}

/** The two states of a view; where none is named, India and Kenya, each standing in for the other. */
export function stateChosen({ firsts }, state) {
  const me = state.s1 || firsts[0];
  return [me, state.s2 || (me === firsts[1] ? firsts[0] : firsts[1])];
}

/** The facts of a day and what is supposed, each looked up once for one answer: the rules of joining.py. */
function stateWorld(data, state, day) {
  const part = statePart(data);
  const own = { topics: part.topics };
  const plain = switches(own, state);
  const status = {};
  const bound = {};
  const consented = {};
  const supposed = {};
  for (const [name, text] of Object.entries(part.texts)) {
    /** @type {any[]} */
    const now = Object.entries(part.courses[name]).map(([iso3, steps]) => [iso3, holdsOn(steps, day)]).filter(([, step]) => step);
    status[name] = new Map(now);
    bound[name] = new Set(now.filter(([, step]) => step[1] === "party").map(([iso3]) => iso3));
    consented[name] = now.filter(([, step]) => ["party", "ratified"].includes(step[1])).map(([iso3]) => iso3);
    const un = data.stages.includes(name) && !text.draft;
    supposed[name] = un ? whatifSuppose({ whatif: part }, name, state, day).states : [];
  }
  const kept = new Map();
  const left = (name, iso3) => {
    const reserved = [...reservedBy(part.texts[name], iso3, day)];
    const key = `${name} ${reserved.join()}`;
    if (!kept.has(key)) {
      const without = [...state.off_in, ...reserved.map((topic) => `${name}:${topic}`)];
      const stands = reserved.length ? switches(own, { off: state.off, off_in: without }) : plain;
      kept.set(key, new Map(part.topics.filter((topic) => stands(name, topic) === "on").map((topic) => [topic.id, topic])));
    }
    return kept.get(key);
  };
  const alive = (name) => part.texts[name].in_force && part.texts[name].in_force <= day;
  return { part, day, status, bound, consented, supposed, left, alive, switched: (name) => stateOn(part, plain, name) };
}

const stateOn = (part, plain, name) => new Set(part.topics.filter((topic) => plain(name, topic) === "on").map(({ id }) => id));

function wouldConsent(world, side, name, joining) {
  const others = world.supposed[name].filter((iso3) => !joining.includes(iso3));
  return new Set([...world.consented[name], ...others, ...(side.includes(name) ? joining : [])]);
}

function wouldLive(world, name, states) {
  const needed = world.part.needed[name];
  return world.alive(name) || (needed !== null && states.size >= needed && !world.part.texts[name].draft);
}

/** How a text stands for a state: `outcome` as in joining.py. */
function stateText(world, side, name, me) {
  const { draft, parent } = world.part.texts[name];
  const states = wouldConsent(world, side, name, [me]);
  let outcome = wouldLive(world, name, states) ? "would_bind" : "waits";
  if (world.bound[name].has(me)) outcome = "binds";
  else if (!states.has(me)) outcome = "apart";
  else if (draft) outcome = "draft";
  else if (parent && !binding(stateText(world, side, parent, me))) outcome = "parent";
  return { name, outcome, step: world.status[name].get(me), n: states.size, needed: world.part.needed[name] };
}

const binding = ({ outcome }) => outcome === "binds" || outcome === "would_bind";

/** Whom a text binds under the supposition. */
function stateAfter(world, side, name, joining) {
  const states = wouldConsent(world, side, name, joining);
  if (!world.alive(name)) return wouldLive(world, name, states) ? states : new Set();
  const others = world.supposed[name].filter((iso3) => !joining.includes(iso3));
  return new Set([...world.bound[name], ...others, ...(side.includes(name) ? joining : [])]);
}

/** By way ("" is any) the states that some text connects with a state. */
function statePartners(world, me, bound) {
  const found = Object.fromEntries(["", ...Object.keys(world.part.modalities)].map((name) => [name, new Set()]));
  for (const [name, states] of Object.entries(bound)) {
    if (!states.has(me)) continue;
    const mine = [...world.left(name, me).values()].filter(({ theme }) => theme === "cooperation");
    for (const iso3 of states) {
      if (iso3 === me) continue;
      const theirs = world.left(name, iso3);
      for (const { id, modality } of mine) {
        if (theirs.has(id)) found[""].add(iso3), found[modality].add(iso3);
      }
    }
  }
  return found;
}

/** What a state has today and, supposed, after joining a side; alike `my_state`. */
function stateJoins(world, side, me) {
  const { part } = world;
  const texts = Object.keys(part.texts).map((name) => stateText(world, side, name, me));
  const after = Object.fromEntries(texts.filter(binding).map(({ name }) => [name, stateAfter(world, side, name, [me])]));
  const today = statePartners(world, me, world.bound);
  const then = statePartners(world, me, after);
  const bound = texts.filter(({ outcome }) => outcome === "binds").map(({ name }) => name);
  const fresh = texts.filter(({ name, outcome }) => side.includes(name) && outcome !== "binds").map(({ name }) => name);
  const on = Object.fromEntries([...bound, ...fresh].map((name) => [name, world.switched(name)]));
  const asking = part.duties.filter((one) => on[one.in]?.has(one.topic));
  const duties = asking
    .filter((one) => fresh.includes(one.in))
    .map((one) => ({ ...one, already: asking.filter((other) => other.topic === one.topic && bound.includes(other.in)).map((other) => other.in) }));
  const open = (partners) => Object.keys(part.modalities).filter((name) => partners[name].size);
  return {
    side, texts, today, then, bound, fresh, duties,
    ways: part.provisions.filter((one) => fresh.includes(one.in) && world.left(one.in, me).has(one.topic)),
    gained: [...then[""]].filter((iso3) => !today[""].has(iso3)),
    open: { today: open(today), then: open(then) },
    newWays: open(then).filter((name) => !today[name].size).length,
    asks: (theme) => new Set(duties.filter((one) => one.theme === theme && !one.already.length).map(({ topic }) => topic)).size,
  };
}

/** The ways that two states share today, if both joined, and once a text that waits is in force. */
function stateTogether(world, side, me, other) {
  const both = [me, other];
  const names = Object.keys(world.part.texts);
  const all = (states) => both.every((iso3) => states.has(iso3));
  const barred = (name) => both.some((iso3) => ["draft", "parent"].includes(stateText(world, side, name, iso3).outcome));
  const could = names.filter((name) => all(wouldConsent(world, side, name, both)) && !barred(name));
  const then = could.filter((name) => all(stateAfter(world, side, name, both)));
  const opened = (texts) =>
    world.part.provisions.filter((one) => texts.includes(one.in) && both.every((iso3) => world.left(one.in, iso3).has(one.topic)));
  const waiting = could.filter((name) => !then.includes(name));
  return { today: opened(names.filter((name) => all(world.bound[name]))), then: opened(then), waiting: opened(waiting) };
}

const stateKept = new WeakMap(); // state -> answer: the sentences and the map ask for the same

/** Everything that is asked of a view: the world, and the answer for each option. */
function stateFound(data, state) {
  if (!stateKept.has(state)) stateKept.set(state, stateAnswer(data, state));
  return stateKept.get(state);
}

function stateAnswer(data, state) {
  const part = statePart(data);
  const [me, other] = stateChosen(part, state);
  const day = state.on || part.known_on;
  const { a, b } = sides(data, state);
  const options = { a, b, ab: Object.keys(part.texts).filter((name) => a.includes(name) || b.includes(name)) };
  const world = stateWorld(data, state, day);
  const found = Object.fromEntries(OPTIONS.map((option) => [option, stateJoins(world, options[option], me)]));
  const name = Object.fromEntries(part.states);
  const spoken = (iso3) => (part.the.includes(iso3) ? fill(part.words.state, { name: name[iso3] }) : name[iso3]);
  const region = part.states.find(([iso3]) => iso3 === me)[2];
  const given = { state: spoken(me), other: spoken(other), day: dayInWords(day), group: part.group, both: scopeShort(data, options.ab), region };
  given.drafted = part.drafted;
  given.who = part.who[state.who || "today"];
  given.besides = ["", "today"].includes(state.who) ? "" : fill(part.words.besides, given);
  return { part, me, other, day, world, found, given };
}

const stateCount = (words, number, thing) => fill(words[`${thing}_${number === 1 ? "one" : "many"}`], { n: number });

function stateSentences(data, state, { part, me, day, world, found, given }) {
  const { words, bases } = part;
  const both = found.ab;
  const short = (name) => data.instruments[name].short;
  const count = (number, thing) => stateCount(words, number, thing);
  const bonds = both.texts
    .filter(({ outcome }) => outcome === "binds")
    .map(({ name, step }) => fill(words.bond, { text: short(name), since: dayInWords(step[2]), known: bases[step[3]] }));
  const numbers = { bonds: bonds.join(words.bonds), partners: count(both.today[""].size, "partner"), ways: count(both.open.today.length, "way") };
  const today = fill(words[bonds.length ? "bound" : "free"], { ...given, ...numbers });
  const gains = (one) => ({ ...given, partners: count(one.gained.length, "partner"), ways: count(one.newWays, "way") });
  const nothing = !both.gained.length && !both.duties.length && !both.ways.length;
  const out = [["finding", `${today} ${fill(words[nothing ? "nothing" : "gain"], gains(both))}`, "finding"]];
  for (const { name, outcome, n, needed } of both.texts) {
    if (!both.side.includes(name) || !["waits", "draft", "parent"].includes(outcome)) continue;
    const key = outcome === "waits" && needed === null ? "uncounted" : outcome;
    out.push([`waits-${name}`, fill(words[key], { text: short(name), n, needed, ...given }), ""]);
  }
  const unWaits = both.texts.some(({ name, outcome }) => both.side.includes(name) && outcome === "waits" && data.stages.includes(name));
  if (unWaits && ["", "today"].includes(state.who)) {
    const wide = stateWorld(data, { ...state, who: "signatories" }, day);
    out.push(["further", fill(words.further, gains(stateJoins(wide, both.side, me))), ""]);
  }
  for (const { name, outcome } of both.texts) {
    const [told, key] = part.texts[name].open;
    if (!told || !both.side.includes(name) || outcome === "binds" || !world.switched(name).has(part.opened)) continue;
    const second = fill(words[part.coe.includes(me) ? "coe" : key] ?? "", given);
    out.push([`open-${name}`, key ? `${told} ${second[0].toUpperCase()}${second.slice(1)}` : told, ""]);
  }
  const asks = Object.fromEntries(part.themes.map((theme) => [theme, count(both.asks(theme), theme)]));
  out.push(["law", fill(words.law, { ...asks, ...given }), ""], ["supposed", fill(words.supposed, given), "caution"]);
  for (const name of [...both.bound, ...both.fresh]) {
    const lacks = holdsOn(part.texts[name].lacking, day);
    if (lacks[1]) out.push(lackingSay(data, part, name, lacks));
  }
  if (day > part.known_on) out.push(["later", fill(words.later, { known_on: dayInWords(part.known_on) }), "caution"]);
  return out;
}

export const stateBlocks = (data, state) => {
  const { words, columns } = data.state;
  const only = (text) => [{ kind: "say", id: "finding", words: text, tone: "caution" }];
  if (!data.state.known) return only(words.no_data);
  if (new Set(stateChosen(data.state, state)).size < 2) return only(words.same);
  const asked = stateFound(data, state);
  const { part, me, other, world, found, given } = asked;
  const both = found.ab;
  /** @type {Block[]} */
  const blocks = stateSentences(data, state, asked).map(([id, text, tone]) => ({ kind: "say", id, words: text, tone }));
  const tell = (id, text) => blocks.push({ kind: "say", id, words: text, tone: "" });
  const table = (id, key, heads, rows, empty = WORDS.blocks.empty.nothing, shares = []) =>
    blocks.push({ kind: "table", id, caption: fill(words[key], given), columns: heads, rows, empty, shares });
  const line = (label, number) => [label, ...[both.today, ...OPTIONS.map((option) => found[option].then)].map((each) => String(number(each)))];

  const option = (one) => [one.then[""].size, one.gained.length, one.open.then.length, ...part.themes.map(one.asks)].map(String);
  const asIs = [both.today[""].size, 0, both.open.today.length, ...part.themes.map(() => 0)].map(String);
  const label = (id) => fill(words[id], { name: scopeShort(data, found[id].side), ...given });
  const rows = OPTIONS.map((id) => [label(id), ...option(found[id])]);
  table("options", "options", columns.options, [[words.as_is, ...asIs], ...rows], WORDS.blocks.empty.nothing, columns.options.slice(1, 3));
  const ways = Object.entries(part.modalities).map(([id, name]) => line(name, (partners) => partners[id].size));
  table("ways", "ways", [columns.way, ...columns.then], ways, WORDS.blocks.empty.nothing, columns.then);
  const regions = [...new Set(part.states.map(([, , region]) => region))].sort();
  const inside = (name) => part.states.filter(([, , region]) => region === name).map(([iso3]) => iso3);
  const byRegion = regions.map((name) => line(name, (partners) => inside(name).filter((iso3) => partners[""].has(iso3)).length));
  table("regions", "regions", [columns.region, ...columns.then], byRegion, WORDS.blocks.empty.nothing, columns.then);
  for (const theme of part.themes) {
    const asks = both.duties.filter((one) => one.theme === theme).map(({ cells, already, basis }) =>
      [...cells, already.map((name) => data.instruments[name].short).join(", ") || words.new, basis]);
    table(theme, theme, columns[theme === "powers" ? "powers" : "duties"], asks, words.no_duty);
  }
  table("conditions", "conditions", columns.conditions, both.ways.map(({ row }) => row), words.no_way);

  const pair = stateTogether(world, both.side, me, other);
  const kinds = (list) => new Set(list.map(({ way }) => way));
  const more = [...kinds(pair.waiting)].filter((way) => !kinds(pair.then).has(way)).length;
  const numbers = { today: kinds(pair.today).size, then: kinds(pair.then).size, waiting: more };
  for (const key in numbers) numbers[key] = stateCount(words, numbers[key], "way");
  tell("together", fill(words[pair.waiting.length ? "together" : "together_now"], { ...numbers, ...given }));
  const when = [...pair.then.map((one) => [one, pair.today.includes(one) ? "open" : "if_joined"]), ...pair.waiting.map((one) => [one, "once"])];
  const shared = when.map(([{ row }, key]) => [row[0], fill(words[key], { text: row[1] }), row[1], row[2], row[3], row[6]]);
  table("together_ways", "together_table", columns.together, shared, words.no_way);

  const near = Object.entries(part.texts).filter(([, { draft }]) => !draft).flatMap(([name]) =>
    Object.entries(part.near).flatMap(([how, did]) => {
      const there = part.states.filter(([iso3, , region]) => region === given.region && iso3 !== me && (world.status[name].get(iso3)?.[1] ?? "none") === how);
      const named = how === "none" ? words.not_named : there.map(([, state]) => state).join("; ");
      return there.length ? [[data.instruments[name].short, did, String(there.length), named]] : [];
    }));
  table("neighbours", "neighbours", columns.neighbours, near);
  const partners = part.states.flatMap(([iso3, name, region]) => {
    const [now, ...through] = [both.today, ...OPTIONS.map((id) => found[id].then)].map((each) => each[""].has(iso3));
    if (!now && !through.includes(true)) return [];
    return [[name, region, now ? words.partner_now : words.no, ...through.map((yes) => (yes ? words.yes : words.no))]];
  });
  table("partners", "partners", columns.partners, partners, words.no_partner);
  tell("note", words.note);
  return blocks;
};
