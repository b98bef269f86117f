// What the views make of what Python says: elements, links and sentences.

export function filled(element, attributes, children) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const isAddress = (text) => /^https?:\/\//.test(text);
/** A link's name: where it leads to. */
export const pageAt = (address) => `page at ${new URL(address).hostname.replace(/^www\./, "")}`;

/** A sentence of ours with its blanks filled: `{name}`. The sentences are those that Python uses. */
export const say = (sentence, given) => sentence.replace(/\{(\w+)\}/g, (_, name) => given[name]);

/** `one`, `one and two`, `one, two and three`; `and` is the sentence that joins the last. */
export const listed = (names, and) => (names.length > 1 ? say(and, { first: names.slice(0, -1).join(", "), last: names.at(-1) }) : names[0]);
