// "Add to my report": buttons on cards and below views, the list of parts on the report's own page, and how many
// there are, beside the page's name in the navigation. The parts stand in the link, so a step back takes one out.

import { parsedPart, readParts, writtenPart } from "./answers.js";
import { filled, make } from "./blocks.js";
import { WORDS, fill } from "./words.js";

/** The link's words for a view with its own controls as they are now. */
function viewPart(data, state, name) {
  const own = data.fields.parts.views[name];
  const given = own.map((field) => [field, field === "joining" ? state.joining.join(".") : state[field]]);
  return writtenPart({ name, controls: Object.fromEntries(given.filter(([, value]) => value)) });
}

/** Show how many parts there are beside the name of the report's page, wherever one stands in the navigation. */
function countParts(n) {
  for (const link of document.querySelectorAll("nav.site a")) {
    if (!/(11-report\.ipynb|#basket)$/.test(link.getAttribute("href").split("?")[0])) continue;
    if (!link.querySelector("b")) link.append(" ", make("b", { "data-view": "basket", style: "pointer-events: none" }));
    const count = link.querySelector("b");
    const words = n ? fill(WORDS.picking.counted, { n }) : "";
    if (count.textContent !== words) count.textContent = words;
  }
}

export function mountPicking(root, store) {
  const { data } = store;
  const { most } = data.fields.parts;
  const view = root.dataset.explorer;
  const own = view === "basket" || root.dataset.part || root.dataset.sides === "";
  const button = root.querySelector("[data-save] [data-action=pick]");
  const status = root.querySelector("[data-view=status]");
  const cards = view || own ? [] : [...root.querySelectorAll("[data-row]")];
  if (button) button.hidden = own || Boolean(view && !data.fields.parts.views[view]);

  const put = (items, what) => {
    const now = store.state.pick;
    const fresh = items.filter((item) => !now.includes(item));
    const room = fresh.slice(0, most - now.length);
    if (room.length) store.change({ pick: [...now, ...room] });
    const left = fresh.length - room.length;
    const there = fill(WORDS.picking.there, { n: store.state.pick.length });
    const said = left ? fill(WORDS.picking.full, { most, n: left }) : fill(fresh.length ? WORDS.picking.added : WORDS.picking.already, { what });
    status.textContent = `${said} ${there}`;
  };
  const take = (item, what) => {
    store.change({ pick: store.state.pick.filter((other) => other !== item) });
    status.textContent = fill(WORDS.picking.removed, { what });
  };
  const shown = () => cards.filter((row) => !row.hidden);

  root.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-action^=pick]");
    if (!pressed) return;
    const [, topic] = pressed.dataset.action.split(":");
    if (topic) {
      const named = pressed.closest("[data-row]").querySelector(".wb-title").textContent;
      if (store.state.pick.includes(topic)) take(topic, named);
      else put([topic], named);
    } else if (view) {
      const item = viewPart(data, store.state, view);
      if (store.state.pick.includes(item)) take(item, WORDS.picking.view);
      else put([item], WORDS.picking.view);
    } else {
      const rows = shown();
      if (rows.length) put(rows.map((row) => row.dataset.row), fill(WORDS.picking.cards, { n: rows.length }));
      else status.textContent = WORDS.picking.choose;
    }
  });

  let seen = null;
  function show() {
    const { pick } = store.state;
    if (button && view && !button.hidden) {
      const inside = pick.includes(viewPart(data, store.state, view));
      button.textContent = inside ? WORDS.picking.remove : WORDS.pages.save.put_into;
    }
    if (!cards.length) return;
    const now = JSON.stringify([pick, store.state.show, store.state.q, store.state.f_theme, store.state.f_relation, store.state.f_verdict]);
    if (now === seen) return;
    seen = now;
    const rows = shown();
    button.textContent = rows.length > 1 ? fill(WORDS.picking.add_several, { n: rows.length }) : WORDS.pages.save.put_into;
    for (const row of rows) {
      const topic = row.dataset.row;
      let put = row.querySelector("[data-action^=pick]");
      if (!put) {
        put = make("button", { type: "button", class: "wb-pick", "data-action": `pick:${topic}` });
        row.querySelector(".wb-relation").after(put);
      }
      const words = pick.includes(topic) ? WORDS.picking.remove : WORDS.pages.save.put_into;
      if (put.textContent === words) continue;
      put.textContent = words;
      put.setAttribute("aria-label", fill(WORDS.picking.topic, { does: words, topic: row.querySelector(".wb-title").textContent }));
    }
  }
  let counted = null;
  const listed = view === "basket" ? mountParts(root, store) : () => {};
  return () => {
    show();
    listed();
    if (counted !== store.state.pick.length) countParts((counted = store.state.pick.length));
  };
}

/** The list of parts: each can go up, down or out; a line of one's own can be added. */
function mountParts(root, store) {
  const { data } = store;
  const list = root.querySelector("[data-parts]");
  const form = root.querySelector("[data-line]");
  const named = (item) => {
    const part = parsedPart(item);
    if (part.words) return part.words;
    if (!part.controls) return data.topics.find(({ id }) => id === part.name).title;
    const name = data.basket.names[part.name];
    const controls = Object.values(part.controls).join(", ");
    return controls ? fill(WORDS.picking.called, { name, controls }) : name;
  };
  const tell = (words) => (root.querySelector("[data-view=status]").textContent = words);

  function move(at, by) {
    const pick = [...store.state.pick];
    const [item] = pick.splice(at, 1);
    if (by) pick.splice(at + by, 0, item);
    store.change({ pick });
    const place = by ? at + by : Math.min(at, pick.length - 1);
    const wanted = list.children[place]?.querySelector(by < 0 ? "[data-move='-1']" : by ? "[data-move='1']" : "[data-move='0']");
    (wanted?.disabled ? wanted.parentElement.querySelector("button:not(:disabled)") : wanted ?? form.elements.line).focus();
    tell(by ? fill(WORDS.picking.moved, { name: named(item), n: place + 1 }) : fill(WORDS.picking.removed, { what: named(item) }));
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move([...list.children].indexOf(button.parentElement), Number(button.dataset.move));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const item = writtenPart({ words: form.elements.line.value.trim() });
    const { parts } = item ? readParts(data, [...store.state.pick, item].join(",")) : { parts: store.state.pick };
    if (parts.length === store.state.pick.length) return tell(item ? WORDS.picking.refused : WORDS.picking.write);
    store.change({ pick: parts });
    form.reset();
    tell(WORDS.picking.line);
  });
  root.querySelector("[data-action=empty]").addEventListener("click", () => {
    store.change({ pick: [] });
    tell(WORDS.picking.empty);
  });

  let seen = null;
  return () => {
    const { pick } = store.state;
    if (seen === pick.join()) return;
    seen = pick.join();
    list.replaceChildren(...pick.map((item, i) => {
      const name = named(item);
      const button = (by, sign, does, off) =>
        filled(make("button", { type: "button", "data-move": by, "aria-label": fill(WORDS.picking.part, { name, does }), title: does }, sign), off ? { disabled: "" } : {}, []);
      return make("li", {}, make("span", {}, name), button(-1, "↑", WORDS.picking.up, i === 0), button(1, "↓", WORDS.picking.down, i === pick.length - 1), button(0, WORDS.picking.out, WORDS.picking.remove, false));
    }));
  };
}
