// Questions, one by one; alike explorers/safeguards.py.

import { sides } from "../answers.js";
import { say } from "../blocks.js";

export const safeguardsBlocks = (data, state) => {
  const { words, sections, needs } = data.safeguards;
  const both = sides(data, state);
  const shown = [...both.a, ...both.b];
  const [off, offIn] = [new Set(state.off), new Set(state.off_in)];
  const on = ({ text, topic, provides }) =>
    !provides || (needs[topic] ?? [topic]).every((id) => !off.has(id) && !offIn.has(`${text}:${id}`));
  const names = (side) => side.map((id) => data.instruments[id].short).join(" + ");
  /** @type {Block[]} */
  const found = [safeguardsSay("rule", words.rule), safeguardsSay("sides", say(words.sides, { a: names(both.a), b: names(both.b) }))];
  if (!sections.length) found.push(safeguardsSay("none", words.no_questions, "caution"));
  for (const part of sections) found.push(...safeguardsAnswer(data, part, shown, on), ...safeguardsClaims(data, part, shown));
  return found;
};

const safeguardsSay = (id, words, tone = "") => ({ kind: "say", id, words, tone });
const safeguardsTable = (id, caption, columns, rows, empty = "Nothing.") => ({ kind: "table", id, caption, columns, rows, empty, shares: [] });

function safeguardsAnswer(data, part, shown, on) {
  const { words, coded, counted } = data.safeguards;
  const short = (text) => data.instruments[text].short;
  const answers = part.taken
    .filter(({ text }) => shown.includes(text))
    .map((row) => `${short(row.text)}: ${on(row) ? row.words : words.off}.`);
  /** @type {Block[]} */
  const found = [
    safeguardsSay(part.id, part.title, "heading"),
    safeguardsSay(`${part.id}-question`, part.question),
    ...part.report.map((sentence, n) => safeguardsSay(`${part.id}-report-${n}`, sentence)),
    safeguardsSay(`${part.id}-answer`, answers.join(" "), "finding"),
  ];
  for (const { id, caption, columns, rows, every } of part.tables) {
    if (every) {
      const count = (text) => rows.filter((row) => row.text === text && on(row)).length;
      const said = (text) =>
        ({ none: words.no_data, whole: String(count(text)), partial: say(words.least, { n: count(text) }) })[coded[text]];
      found.push(safeguardsTable(`${id}-counts`, ...counted, Object.keys(coded).map((text) => [short(text), said(text)])));
    }
    const blank = Array(columns.length - 3).fill("");
    const cells = rows
      .filter(({ text }) => every || shown.includes(text))
      .map((row) => (on(row) ? row.cells : [...row.cells.slice(0, 2), words.off, ...blank]));
    found.push(safeguardsTable(id, caption, columns, cells, words.nothing));
  }
  return found;
}

function safeguardsClaims(data, { id, claims }, shown) {
  const { words, stances, said } = data.safeguards;
  if (!claims.length) return [safeguardsSay(`${id}-claims`, words.no_claims)];
  const here = claims.filter(({ text }) => shown.includes(text));
  const of = (stance) => here.filter((row) => row.stance === stance).map(({ cells }) => cells);
  const counts = Object.fromEntries(Object.keys(stances).map((stance) => [stance, of(stance).length]));
  return [
    safeguardsSay(`${id}-claims`, say(words.claims, { ...counts, elsewhere: claims.length - here.length })),
    ...Object.keys(stances).map((stance) => safeguardsTable(`${id}-${stance}`, stances[stance], said, of(stance), words.no_stance)),
  ];
}
