// Shows what an explorer answers with (blocks.py): sentences and tables.

export function filled(element, attributes, children) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
export const makeSvg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

export const isAddress = (text) => /^https?:\/\//.test(text);
/** A link's name: where it leads to. */
export const pageAt = (address) => `page at ${new URL(address).hostname.replace(/^www\./, "")}`;

function cell(tag, text, share, attributes) {
  const shown = isAddress(text) ? make("a", { href: text, rel: "noopener noreferrer", target: "_blank" }, pageAt(text)) : text;
  const element = make(tag, attributes, shown);
  if (share !== null) element.append(make("i", { class: "wb-share", style: `--share:${share}`, "aria-hidden": "true" }));
  return element;
}

function tableOf({ id, caption, columns, rows, empty, shares }) {
  if (!rows.length) return make("p", { "data-block": id }, make("b", {}, caption), " ", empty);
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
    make("thead", {}, make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows.map(line)),
  );
}

function sentenceOf({ id, words, tone }) {
  if (tone === "heading") return make("h3", { id, "data-block": id }, words);
  return make("p", { "data-block": id, class: `wb-say${tone ? ` wb-${tone}` : ""}` }, words);
}

/** Show blocks in place; what has not changed stays, so that a reader's place is kept. */
export function showBlocks(place, blocks) {
  const old = new Map([...place.children].map((element) => [element.dataset.block, element]));
  const elements = blocks.map((block) => {
    const seen = JSON.stringify(block);
    const kept = old.get(block.id);
    if (kept?.seen === seen) return kept;
    const fresh = block.kind === "table" ? tableOf(block) : sentenceOf(block);
    fresh.seen = seen;
    return fresh;
  });
  place.replaceChildren(...elements);
}

/** A sentence of ours with its blanks filled: `{name}`. The sentences are those that Python uses. */
export const say = (sentence, given) => sentence.replace(/\{(\w+)\}/g, (_, name) => given[name]);
