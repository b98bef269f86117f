// What is a crime, and what powers and cooperation reach; alike explorers/crimes.py.

import { profile, sides, summary, switches } from "../answers.js";
import { WORDS, fill } from "../words.js";

function crimesTold(data, side, numbers, sentence, theme) {
  const { words } = data.crimes;
  const name = fill(WORDS.wording.words.the, { name: side.map((text) => data.instruments[text].short).join(WORDS.wording.words.with) });
  if (numbers[`${theme}.mandatory`].value === null) return fill(words[`unknown_${theme}`], { name });
  return summary({ ...data, sentences: [[words[sentence], words[sentence]]] }, side, { on: [], numbers });
}

/** What stands of the provisions: their switches, and text and topic -> on, off, fell or the verdict. */
function crimesStand(data, state) {
  const mine = { ...data.crimes, instruments: data.instruments };
  const status = switches(mine, state);
  const how = (text, topic) => {
    const found = status(text, topic);
    return found === "none" ? topic.in[text].v : found;
  };
  return { mine, status, how };
}

/** For each row of the tables of offences and powers the mark of A and of B: by what is counted, not by its words. */
export function crimesMarks(data, state) {
  const { topics, columns, shown, missing } = data.crimes;
  const { how } = crimesStand(data, state);
  const both = Object.values(sides(data, state));
  const markOf = (topic, side) => {
    const on = side.filter((text) => how(text, topic) === "on");
    const why = side.map((text) => how(text, topic));
    if (!on.length) return missing[Object.keys(missing).find((reason) => why.includes(reason))];
    const counted = on.flatMap((text) => Object.keys(topic.in[text].c));
    return Object.keys(shown).find((kind) => shown[kind].some((measure) => counted.includes(measure))) ?? "ring";
  };
  return Object.fromEntries(["offences", "powers"].map((theme) =>
    [theme, topics.filter((topic) => topic.theme === theme && columns[theme]).map((topic) => both.map((side) => markOf(topic, side)))]));
}

export const crimesBlocks = (data, state) => {
  const { words, absent, columns, topics, labels, measures } = data.crimes;
  const { mine, status, how } = crimesStand(data, state);
  const both = sides(data, state);
  const letters = ["a", "b"];
  const cell = (topic, side, field) => {
    const here = side.filter((text) => how(text, topic) === "on");
    const named = (text) => (side.length > 1 ? `${data.instruments[text].short}: ` : "") + topic.in[text][field];
    if (here.length) return here.map(named).join("; ");
    if (field === "where") return words.nowhere;
    const why = side.map((text) => how(text, topic));
    return absent[Object.keys(absent).find((reason) => why.includes(reason))];
  };
  const content = (topic) => {
    const found = letters.filter((letter) =>
      both[letter].some((text) => how(text, topic) === "on" && topic.in[text].content));
    if (!found.length) return words.not_content;
    const where = found.length === 2 ? words.both : fill(words.one, { side: found[0].toUpperCase() });
    return fill(words.content, { where });
  };
  const row = (topic) => [
    topic.title,
    ...letters.flatMap((letter) => ["says", "where"].map((field) => cell(topic, both[letter], field))),
    ...(topic.theme === "offences" ? [content(topic)] : []),
  ];
  const [a, b] = letters.map((letter) => profile(mine, both[letter], status).numbers);
  const texts = Object.keys(data.instruments).filter((text) => letters.some((letter) => both[letter].includes(text)));
  const shown = topics.filter((topic) => columns[topic.theme]);
  const kinds = shown.flatMap((topic) => texts.map((text) => how(text, topic)));
  const count = (kind) => kinds.filter((one) => one === kind).length;
  const given = Object.fromEntries(letters.map((letter) =>
    [letter, both[letter].map((text) => data.instruments[text].short).join(" + ")]));
  const told = (id, sentence, tone) => ({ kind: "say", id, words: sentence, tone });
  const table = (id, rows) =>
    ({ kind: "table", id, caption: fill(words[id], given), columns: columns[id], rows, empty: WORDS.blocks.empty.nothing, shares: [] });
  const left = { off: count("off"), fell: count("fell") };
  return [
    told("finding_a", crimesTold(data, both.a, a, "finding", "offences"), "finding"),
    told("finding_b", crimesTold(data, both.b, b, "finding", "offences"), "finding"),
    told("reach_a", crimesTold(data, both.a, a, "reach", "powers"), ""),
    told("reach_b", crimesTold(data, both.b, b, "reach", "powers"), ""),
    ...(left.off || left.fell ? [told("off", fill(words.off, left), "caution")] : []),
    table("counts", Object.keys(measures).map((name, i) => [labels[i], a[name].words, b[name].words])),
    ...["offences", "powers", "cooperation"].map((theme) =>
      table(theme, shown.filter((topic) => topic.theme === theme).map(row))),
  ];
};
