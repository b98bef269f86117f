// What a stage of the drafting line changed in the one before; alike explorers/drafting.py.

import { switches } from "../answers.js";
import { fill } from "../words.js";

const draftingStep = ({ drafting: { steps, line } }, { stage }) => steps[stage || line.at(-1)] ?? steps[line[1]];

export const draftingBlocks = (data, state) => {
  const { words, parts, empty, articles } = data.drafting;
  const found = draftingStep(data, state);
  if (!found) return [{ kind: "say", id: "unknown", words: words.no_line, tone: "caution" }];
  const counted = { kind: "say", id: "counted", words: `${found.counted} ${found.least}`.trim(), tone: "" };
  const table = (id, caption, columns, rows, none) => ({ kind: "table", id, caption, columns, rows, empty: none, shares: [] });
  const fates = table("articles", ...articles, found.articles, words.no_fates);
  if (found.hidden) return [{ kind: "say", id: "hidden", words: found.hidden, tone: "finding" }, counted, fates];
  const [a] = found.pair;
  const status = switches(data, state);
  const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
  const stands = (id) =>
    !state.off.includes(id) && found.pair.every((text) => !["off", "fell"].includes(status(text, topics.get(id))));
  const shown = found.topics.filter(({ id }) => stands(id));
  const given = { ...found.names, total: shown.length, left: found.topics.length - shown.length };
  const count = (kind) => shown.filter(({ change }) => change === kind).length;
  given.parts = Object.keys(parts).filter(count).map((kind) => fill(parts[kind], { n: count(kind) })).join(", ");
  given.unknown = count("unknown");
  given.known = given.total - given.unknown;
  const sentence = (id, key, tone = "") => ({ kind: "say", id, words: fill(words[key], given), tone });
  return [
    sentence("finding", given.known ? "some" : "none", "finding"),
    sentence("unknown", given.unknown ? "unknown" : "known", "caution"),
    ...(state.stage === a ? [sentence("first", "first")] : []),
    ...(given.left ? [sentence("left", "left")] : []),
    table("topics", found.caption, found.columns, shown.map(({ cells }) => cells).filter((cells) => cells.length), empty),
    counted,
    fates,
  ];
};

/** What became of the articles that were followed: a line for each run of them; alike lined.py. */
export const draftingPicture = (data, state) => {
  const { changes } = data.drafting;
  const { fates, words } = data.drawn;
  const found = draftingStep(data, state);
  if (!found?.runs.length) return null;
  const { runs, names, counted, least } = found;
  const kindOf = (change) => fates[change] ?? "thin";
  const number = (text) => Number(/^[0-9]+/.exec(text)?.[0] ?? 0);
  const numbers = (side) => [...new Set(runs.map((run) => run[side]).filter(Boolean))]
    .sort((one, other) => number(one) - number(other) || (one < other ? -1 : 1));
  const [left, right] = [numbers("was"), numbers("became")];
  const lines = runs.map(({ was, became, change, n }) => {
    let start = was ? left.indexOf(was) : -1;
    const end = became ? right.indexOf(became) : -1;
    const unnumbered = fill(words.unnumbered, { n });
    if (start < 0 && end < 0) start = left.push(unnumbered) - 1;
    const label = changes[change] ?? change;
    const ends = [was, became].filter(Boolean).join(" → ") || unnumbered;
    return [kindOf(change), start, end, label, fill(words.fate, { ends, change: label, n })];
  });
  const legend = Object.entries(changes).filter(([name]) => runs.some(({ change }) => change === name)).map(([name, label]) => [kindOf(name), label]);
  const title = `${names.a} → ${names.b}. ${counted} ${least}`.trim();
  return { title, legend, joins: { heads: [names.a, names.b], left, right, lines } };
};
