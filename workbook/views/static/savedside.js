// One side of a card in words, as files have it: what the card on the page says, without its controls.

import { UNKNOWN } from "./answers.js";
import { WORDS, fill } from "./words.js";

export const plainWords = (text) => text.replace(/\s+/g, " ").trim();

/** One side on one topic: articles, what it says, how it is known. What is switched off is left out. */
export function savedSide(row, data, topic, side, status) {
  const { words } = data.saved;
  const lines = [];
  for (const text of side) {
    const how = status(text, topic);
    if (how === "off" || how === "fell") continue;
    const cell = row.querySelector(`[data-cell="${text}"]`);
    const read = (selector) => plainWords(cell.querySelector(selector)?.textContent ?? "");
    const looked = read(".wb-looked").replace(plainWords(fill(WORDS.pages.compare.looked, { looked_in: "" })), "").trim();
    let where = looked ? fill(words.looked, { where: looked }) : words.no_provision;
    if (how === "on") where = articlesOf(cell);
    else if (UNKNOWN.has(topic.in[text].v)) where = articlesOf(cell) || words.no_data;
    const label = read(".wb-verdict") + (how === "on" ? `, ${read(".wb-force")}` : "");
    const note = read(".wb-note");
    const known = knownBy(cell);
    const named = side.length > 1 ? `${data.instruments[text].short}: ` : "";
    lines.push([named + where, named + (note ? `${label}: ${note}` : label), known && named + known]);
  }
  if (!lines.length) return [words.is_off, "", ""];
  const column = (i) => lines.map((line) => line[i]).filter(Boolean);
  return [column(0).join("; "), column(1).join(" "), column(2).join("; ")];
}

export const articlesOf = (cell) =>
  plainWords([...cell.querySelector(".wb-where").childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(""));

function knownBy(cell) {
  const line = cell.querySelector(".wb-basis")?.cloneNode(true);
  for (const link of line?.querySelectorAll("a") ?? []) link.textContent = link.getAttribute("href");
  return plainWords(line?.textContent ?? "");
}
