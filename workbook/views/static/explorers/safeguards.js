// Questions, one by one; alike explorers/safeguards.py.

import { sides } from "../answers.js";
import { WORDS, fill } from "../words.js";

export const safeguardsBlocks = (data, state) => {
  const { words, sections } = data.safeguards;
  const both = sides(data, state);
  const shown = [...both.a, ...both.b];
  const on = safeguardsOn(data, state);
  const names = (side) => side.map((id) => data.instruments[id].short).join(" + ");
  /** @type {Block[]} */
  const found = ["a", "b"].filter(() => sections.length).map((side) => safeguardsSay(`finding_${side}`, safeguardsFinding(data, both[side], on), "finding"));
  if (sections.length) found.push(safeguardsOverview(data, shown, on));
  found.push(safeguardsSay("rule", words.rule), safeguardsSay("sides", fill(words.sides, { a: names(both.a), b: names(both.b) })));
  if (!sections.length) found.push(safeguardsSay("none", words.no_questions, "caution"));
  for (const part of sections) found.push(...safeguardsAnswer(data, part, shown, on), ...safeguardsClaims(data, part, shown));
  return found;
};

/** Tells of a row whether its provision is on, and all that it builds on. */
export function safeguardsOn(data, state) {
  const [off, offIn] = [new Set(state.off), new Set(state.off_in)];
  const { needs } = data.safeguards;
  return ({ text, topic, provides }) => !provides || (needs[topic] ?? [topic]).every((id) => !off.has(id) && !offIn.has(`${text}:${id}`));
}

const safeguardsSay = (id, words, tone = "") => ({ kind: "say", id, words, tone });
const safeguardsTable = (id, caption, columns, rows, empty = WORDS.blocks.empty.nothing) => ({ kind: "table", id, caption, columns, rows, empty, shares: [] });

/** To how many of the questions a side speaks, on which it does not, and what it punishes about content. */
function safeguardsFinding(data, side, on) {
  const { words, hows, sections } = data.safeguards;
  const byHow = Object.fromEntries(hows.map((how) => [how, []]));
  for (const { taken, title } of sections) {
    const seen = taken.filter(({ text }) => side.includes(text)).map((row) => (on(row) ? row.how : "off"));
    byHow[hows.find((how) => seen.includes(how))].push(title[0].toLowerCase() + title.slice(1));
  }
  const rest = ["nothing", "no_data", "off"].filter((how) => byHow[how].length).map((how) => fill(words[`rest_${how}`], { list: byHow[how].join(", ") }));
  const name = side.map((text) => data.instruments[text].short).join(WORDS.wording.words.with_the);
  const offences = safeguardsOffences(data, side, on);
  return fill(words.answer, { name, n: byHow.speaks.length, all: sections.length, rest: rest.join(""), offences });
}

function safeguardsOffences(data, side, on) {
  const { words, coded, sections } = data.safeguards;
  const known = new Set(side.map((text) => coded[text]));
  if (known.size === 1 && known.has("none")) return words.no_data;
  const rows = sections.flatMap(({ tables }) => tables.filter(({ every }) => every).flatMap((table) => table.rows)).filter((row) => side.includes(row.text) && on(row));
  const n = String(new Set(rows.map(({ topic }) => topic)).size);
  const where = side.flatMap((text) => {
    const articles = [...new Set(rows.filter((row) => row.text === text).flatMap((row) => row.articles))];
    const named = side.length > 1 ? `${data.instruments[text].short}: ` : "";
    return articles.length ? [named + fill(articles.length > 1 ? words.articles : words.article, { list: articles.join(", ") })] : [];
  });
  return (known.size === 1 && known.has("whole") ? n : fill(words.least, { n })) + (where.length ? ` (${where.join("; ")})` : "");
}

/** The questions against the texts. */
function safeguardsOverview(data, shown, on) {
  const { words, sections } = data.safeguards;
  const texts = Object.keys(data.instruments).filter((text) => shown.includes(text));
  const rows = sections.map(({ title, taken }) => {
    const said = Object.fromEntries(taken.map((row) => [row.text, on(row) ? row.words : words.off]));
    return [title, ...texts.map((text) => said[text])];
  });
  return safeguardsTable("overview", words.overview, [words.question, ...texts.map((text) => data.instruments[text].short)], rows, words.nothing);
}

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
        ({ none: words.no_data, whole: String(count(text)), partial: fill(words.least, { n: count(text) }) })[coded[text]];
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
    safeguardsSay(`${id}-claims`, fill(words.claims, { ...counts, elsewhere: claims.length - here.length })),
    ...Object.keys(stances).map((stance) => safeguardsTable(`${id}-${stance}`, stances[stance], said, of(stance), words.no_stance)),
  ];
}
