// How much of each side was read, beside its name; alike rests.py.

import { sides } from "./answers.js";
import { WORDS, fill } from "./words.js";

function perCent(part, whole) {
  if (part === 0 || part === whole) return part ? 100 : 0;
  return Math.min(99, Math.max(1, Math.floor((200 * part + whole) / (2 * whole))));
}

/** The positions of a side by what they rest on. */
function restsOf(data, side) {
  const { bases, counts } = data.rests;
  return Object.fromEntries(Object.keys(bases).map((basis) => [basis, side.reduce((sum, text) => sum + counts[text][basis], 0)]));
}

const readShare = (counted) => fill(WORDS.rests.read, { n: perCent(counted.text ?? 0, Object.values(counted).reduce((sum, n) => sum + n, 0)) });

function othersRest(data, counted) {
  const found = Object.entries(counted).filter(([basis, n]) => n && basis !== "text");
  return found.map(([basis, n]) => `${data.rests.bases[basis].toLowerCase()} ${n}`).join(", ");
}

/** Keep the shares in `root` in step with the sides. */
export function mountRests(root, store) {
  const { data } = store;
  let shown = "";
  return () => {
    const both = sides(data, store.state);
    const now = `${both.a} | ${both.b}`;
    if (shown === now) return; // no switch changes what a text rests on
    shown = now;
    for (const side of ["a", "b"]) {
      const counted = restsOf(data, both[side]);
      const put = (name, words) => {
        const el = root.querySelector(`[data-${name}=${side}]`);
        if (el && el.textContent !== words) el.textContent = words;
      };
      put("name", both[side].map((text) => data.instruments[text].short).join(" + "));
      put("share", readShare(counted));
      put("others", othersRest(data, counted));
      root.querySelectorAll(`[data-rests=${side}] .wb-rest-bar i`).forEach((part, i) => part.style.setProperty("--n", Object.values(counted)[i]));
    }
  };
}
