// A report of one's own: the parts that the link picks, in their order; alike explorers/basket.py.

import { answer, parsedPart, partState, relation, standing } from "../answers.js";
import { savedSide } from "../savedside.js";
import { WORDS, fill } from "../words.js";

export const basketBlocks = (data, state, answered) => {
  const { words, rows, names, questions, cards } = data.basket;
  const said = (id, text, tone = "") => ({ kind: "say", id, words: text, tone });
  if (!state.pick.length) return [said("finding", words.empty, "finding")];
  const { status, sides: both } = answer(data, state);
  const short = (side) => side.map((text) => data.instruments[text].short).join(" + ");
  const off = state.off.length + state.off_in.length;

  const printed = (topic) => document.querySelector(`[data-row="${topic.id}"]`); // where the comparison is on the page too

  function side(topic, texts) {
    if (!cards) return savedSide(printed(topic), data, topic, texts, status);
    const there = texts.filter((text) => !["off", "fell"].includes(status(text, topic)));
    if (!there.length) return [data.saved.words.is_off, "", ""];
    const lines = there.map((text) => {
      const named = texts.length > 1 ? `${data.instruments[text].short}: ` : "";
      const [where, says, known] = cards[topic.id][text];
      return [named + where, named + says, known && named + known];
    });
    const column = (i) => lines.map((line) => line[i]).filter(Boolean);
    return [column(0).join("; "), column(1).join(" "), column(2).join("; ")];
  }

  function card(at, topic) {
    const how = relation(data, topic, [both.a, both.b], status);
    const because = how.because.map((name) => data.features[name]).join(", ");
    const [a, b] = [both.a, both.b].map((texts) => side(topic, texts));
    const columns = ["", short(both.a), short(both.b)];
    const caption = fill(words.card, { title: topic.title });
    return [
      said(at, topic.title, "heading"),
      said(`${at}-how`, fill(words.how, { question: questions?.[topic.id] ?? printed(topic).querySelector(".wb-question").textContent, stand: standing(data, how), because: because && `: ${because}` })),
      { kind: "table", id: `${at}-card`, caption, columns, rows: rows.map((label, i) => [label, a[i], b[i]]), empty: WORDS.blocks.empty.nothing, shares: [] },
    ];
  }

  function part(item, number) {
    const at = `p${number + 1}`;
    const found = parsedPart(item);
    if (found.words) {
      const heading = found.words.startsWith("# ");
      return [said(at, heading ? found.words.slice(2) : found.words, heading ? "heading" : "")];
    }
    if (!found.controls) return card(at, data.topics.find(({ id }) => id === found.name));
    const blocks = answered(found.name, data, partState(data, state, found));
    return [said(at, names[found.name], "heading"), ...blocks.map((block) => ({ ...block, id: `${at}-${block.id}` }))];
  }

  return [
    said("sides", fill(words.sides, { a: short(both.a), b: short(both.b) }), "finding"),
    ...(off ? [said("off", fill(words.off, { n: off }), "caution")] : []),
    ...state.pick.flatMap(part),
  ];
};
