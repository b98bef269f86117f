// Shows what an explorer answers with (blocks.py): sentences and tables.

import { isAddress, make, pageAt } from "./blocks.js";
import { keepFold, rowTools, sortedHead } from "./tables.js";
import { WORDS, fill } from "./words.js";

function cell(tag, text, share, attributes) {
  const shown = isAddress(text) ? make("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, pageAt(text)) : text;
  const element = make(tag, attributes, shown);
  if (share !== null) element.append(make("i", { class: "wb-share", style: `--share:${share}`, "aria-hidden": "true" }));
  return element;
}

// A table of more cells is folded, inside an opened part one of yet more; one of more rows is searched and sorted; alike
// blocks.py.
const [CELLS, INSIDE, ROWS] = [30, 60, 40];

function tableOf(block, whole, inside) {
  const { id, caption, columns, rows, empty } = block;
  if (!rows.length) return make("p", { "data-block": id }, make("b", {}, caption), " ", empty);
  if (whole || rows.length * columns.length <= (inside ? INSIDE : CELLS)) return plainTable(block, false);
  const long = rows.length > ROWS;
  const table = plainTable(block, long);
  const head = make("summary", {}, caption, " ", make("small", {}, fill(WORDS.pages.blocks.rows, { rows: rows.length })));
  return make("details", { class: "wb-fold", "data-fold": id }, head, ...(long ? rowTools(table, block) : [table]));
}

function plainTable({ id, caption, columns, rows, shares }, long) {
  const at = shares.map((name) => columns.indexOf(name));
  const top = Math.max(1, ...rows.flatMap((row) => at.map((i) => parseInt(row[i], 10) || 0)));
  const share = (text, i) => (at.includes(i) ? (parseInt(text, 10) || 0) / top : null);
  const line = (row) =>
    make("tr", {}, ...row.map((text, i) =>
      i ? cell("td", text, share(text, i), { "data-label": columns[i] }) : cell("th", text, null, { scope: "row" })));
  return make(
    "table",
    { class: "wb-plain", "data-block": id, "aria-live": "off" }, // a screen reader hears the sentences alone
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...columns.map((name) => (long ? sortedHead(name) : make("th", { scope: "col" }, name))))),
    make("tbody", {}, ...rows.map(line)),
  );
}

const sentenceOf = ({ id, words, tone }) =>
  tone === "heading" ? make("h3", { id, "data-block": id }, words) : make("p", { "data-block": id, class: `wb-say${tone ? ` wb-${tone}` : ""}` }, words);

/** How many findings the blocks begin with: the answer. */
export function leadOf(blocks) {
  const other = blocks.findIndex(({ tone }) => tone !== "finding" && tone !== "told");
  return other < 0 ? blocks.length : other;
}

/** The blocks before any heading, then each heading with what follows it. */
function partsOf(blocks) {
  const parts = [[]];
  for (const block of blocks) {
    if (block.tone === "heading") parts.push([]);
    parts.at(-1).push(block);
  }
  return parts;
}

function partOf({ id, words }) {
  return make("details", { class: "wb-part", "data-fold": id }, make("summary", {}, make("h3", { id, "data-block": id }, words)), make("div"));
}

/** Show blocks in place; what has not changed stays, and what was opened stays open, so that a reader's place is kept. */
export function showBlocks(place, blocks, whole = false, inside = false) {
  const old = new Map([...place.children].map((element) => [element.dataset.fold ?? element.dataset.block, element]));
  const [loose, ...parts] = whole ? [blocks] : partsOf(blocks);
  const elements = loose.map((block) => {
    const seen = JSON.stringify(block);
    const kept = old.get(block.id);
    if (kept?.seen === seen) return kept;
    const fresh = block.kind === "table" ? tableOf(block, whole, inside) : sentenceOf(block);
    fresh.seen = seen;
    if (kept && fresh.dataset.fold) keepFold(kept, fresh);
    return fresh;
  });
  for (const [head, ...rest] of parts) {
    const element = old.get(head.id) ?? partOf(head);
    showBlocks(element.lastElementChild, rest, whole, true);
    elements.push(element);
  }
  place.replaceChildren(...elements);
}
