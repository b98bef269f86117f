// What a stage of the drafting line changed in the one before; alike explorers/drafting.py.

import { switches } from "../answers.js";
import { say } from "../blocks.js";

const draftingStep = ({ drafting: { steps, line } }, { stage }) => steps[stage || line.at(-1)] ?? steps[line[1]];

export const draftingBlocks = (data, state) => {
  const { words, parts, empty, articles } = data.drafting;
  const found = draftingStep(data, state);
  if (!found) return [{ kind: "say", id: "unknown", words: words.no_line, tone: "caution" }];
  const counted = { kind: "say", id: "counted", words: `${found.counted} ${found.least}`.trim(), tone: "" };
  const table = (id, caption, columns, rows, none) => ({ kind: "table", id, caption, columns, rows, empty: none, shares: [] });
  const fates = table("articles", ...articles, found.articles, "None is known.");
  if (found.hidden) return [{ kind: "say", id: "hidden", words: found.hidden, tone: "finding" }, counted, fates];
  const [a] = found.pair;
  const status = switches(data, state);
  const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
  const stands = (id) =>
    !state.off.includes(id) && found.pair.every((text) => !["off", "fell"].includes(status(text, topics.get(id))));
  const shown = found.topics.filter(({ id }) => stands(id));
  const given = { ...found.names, total: shown.length, left: found.topics.length - shown.length };
  const count = (kind) => shown.filter(({ change }) => change === kind).length;
  given.parts = Object.keys(parts).filter(count).map((kind) => say(parts[kind], { n: count(kind) })).join(", ");
  given.unknown = count("unknown");
  given.known = given.total - given.unknown;
  const sentence = (id, key, tone = "") => ({ kind: "say", id, words: say(words[key], given), tone });
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

/** The articles of two stages as two columns of numbers, joined by lines; a run of articles is one line. */
export const draftingPicture = (element, data, state) => {
  const { changes } = data.drafting;
  const found = draftingStep(data, state);
  if (!found) return;
  const { runs, names, counted, pair } = found;
  if (element.dataset.pair === pair.join()) return;
  element.dataset.pair = pair.join();
  const [step, left, right, width] = [26, 110, 250, 400];
  const svg = (tag, attributes, ...children) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  };
  const places = (side) => {
    const numbers = [...new Set(runs.map((run) => run[side]).filter(Boolean))];
    numbers.sort((x, y) => parseInt(x, 10) - parseInt(y, 10));
    return new Map(numbers.map((number, i) => [number, 40 + i * step]));
  };
  const [was, became] = [places("was"), places("became")];
  const text = (x, y, words, attributes = {}) => svg("text", { x, y: y + 4, ...attributes }, words);
  const end = { "text-anchor": "end" };
  const marks = [...[...was].map(([number, y]) => text(left - 8, y, number, end))];
  let lost = 40 + was.size * step;
  const said = new Set();
  for (const run of runs) {
    const from = was.get(run.was);
    const to = became.get(run.became);
    const y = from ?? to ?? lost;
    const middle = (left + right) / 2;
    if (from === undefined && to === undefined) {
      marks.push(text(left - 8, y, `${run.n} not numbered`, end));
      lost += step;
    }
    const path =
      to === undefined
        ? `M${left} ${y}H${middle}m-4 -4l8 8m0 -8l-8 8`
        : from === undefined
          ? `M${middle} ${to}H${right}M${middle} ${to - 4}v8`
          : `M${left} ${from}C${middle} ${from} ${middle} ${to} ${right} ${to}`;
    marks.push(svg("path", { d: path, class: `wb-fate wb-fate-${run.change}` }));
    const label = changes[run.change] ?? run.change;
    if (to === undefined) marks.push(text(middle + 12, y, label, { class: "wb-fate-word" }));
    else if (!said.has(run.became)) marks.push(text(right + 8, to, `${run.became} `), text(right + 60, to, label, { class: "wb-fate-word" }));
    said.add(run.became);
  }
  const heads = [text(0, 10, names.a, { class: "wb-fate-head" }), text(right - 20, 10, names.b, { class: "wb-fate-head" })];
  const height = Math.max(lost, 40 + became.size * step) - 10;
  element.replaceChildren(
    svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "wb-fates" },
      svg("title", {}, `What became of the articles, from the ${names.a} to the ${names.b}`),
      svg("desc", {}, `${counted} The table says it article by article.`),
      ...heads,
      ...marks,
    ),
  );
};
