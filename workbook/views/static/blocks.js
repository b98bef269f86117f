// What the views make of what Python says: elements, links and sentences.

import { WORDS, fill } from "./words.js";

export function filled(element, attributes, children) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const isAddress = (text) => /^https?:\/\//.test(text);
/** A link's name: where it leads to. */
export const pageAt = (address) => fill(WORDS.wording.words.page_at, { host: new URL(address).hostname.replace(/^www\./, "") });

/** `one`, `one and two`, `one, two and three`; `and` is the sentence that joins the last. */
export const listed = (names, and) => (names.length > 1 ? fill(and, { first: names.slice(0, -1).join(", "), last: names.at(-1) }) : names[0]);
