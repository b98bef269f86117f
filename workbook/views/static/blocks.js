// What the views make of what Python says: elements, links and sentences.

import { WORDS, fill } from "./words.js";

export function filled(element, attributes, children) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

/** Show a list whose items have names: one that stays is left as it is, so that a change costs what it changes.
 * @param {Element} list
 * @param {Map<string, Element>} shown the items that stand in it
 * @param {string[]} names those that it is to hold, in order, each once
 * @param {(name: string) => Element} item makes one
 */
export function keepItems(list, shown, names, item) {
  const wanted = new Set(names);
  for (const [name, element] of shown) {
    if (wanted.has(name)) continue;
    element.remove();
    shown.delete(name);
  }
  let after = null;
  for (const name of names.toReversed()) {
    const element = shown.get(name) ?? item(name);
    shown.set(name, element);
    if (element.parentNode !== list || element.nextElementSibling !== after) list.insertBefore(element, after);
    after = element;
  }
}

export const isAddress = (text) => /^https?:\/\//.test(text);
/** A link's name: where it leads to. */
export const pageAt = (address) => fill(WORDS.wording.words.page_at, { host: new URL(address).hostname.replace(/^www\./, "") });

/** `one`, `one and two`, `one, two and three`; `and` is the sentence that joins the last. */
export const listed = (names, and) => (names.length > 1 ? fill(and, { first: names.slice(0, -1).join(", "), last: names.at(-1) }) : names[0]);
