// Long tables: rows are looked for, sorted and saved whole. What is found and sorted is this page's alone, not the link's.

import { make } from "./blocks.js";
import { WORDS, fill } from "./words.js";

/** A cell as it is sorted: days by the calendar, numbers by size, words by the alphabet. */
const sortKey = (text) =>
  text.replace(/(\d{1,2}) (\p{L}+) (\d{4})/u, (all, day, month, year) => {
    const at = WORDS.course.months.indexOf(month);
    return at < 0 ? all : `${year}-${String(at + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  });
const byKey = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;

export const sortedHead = (name) => make("th", { scope: "col", "aria-sort": "none" }, make("button", { type: "button", "data-sort": "" }, name));

/** What stands with a long table: a search, a way to save it, and a place to scroll in. */
export function rowTools(table, { caption, rows }) {
  const find = make("label", {}, `${WORDS.pages.blocks.find_table} `, make("input", { type: "search", "data-find-rows": "" }));
  const keep = make("button", { type: "button", "data-save-rows": "" }, fill(WORDS.pages.blocks.save_rows, { rows: rows.length }));
  return [
    make("div", { class: "wb-rows" }, find, " ", keep, " ", make("span", { role: "status" })),
    make("div", { class: "wb-scroll", role: "region", tabindex: "0", "aria-label": caption }, table),
  ];
}

/** A table that is made anew opens, finds and sorts as the one before it did. */
export function keepFold(kept, fresh) {
  fresh.open = kept.open;
  const [before, now] = [kept, fresh].map((fold) => fold.querySelector("[data-find-rows]"));
  if (!before || !now) return;
  now.value = before.value;
  const heads = [...kept.querySelectorAll("[aria-sort]")];
  const at = heads.findIndex((head) => head.getAttribute("aria-sort") !== "none");
  if (at >= 0) sortRows(fresh, at, heads[at].getAttribute("aria-sort"));
  if (now.value) findRows(fresh);
}

export function findRows(fold) {
  const words = fold.querySelector("[data-find-rows]").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of fold.querySelectorAll("tbody tr")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown += 1;
  }
  fold.querySelector("[role=status]").textContent = words.length ? fill(WORDS.tables.found, { n: shown }) : "";
}

export function sortRows(fold, at, how) {
  [...fold.querySelectorAll("thead th")].forEach((head, i) => head.setAttribute("aria-sort", i === at ? how : "none"));
  const body = fold.querySelector("tbody");
  const rows = [...body.rows].map((row) => [sortKey(row.cells[at].textContent), row]);
  rows.sort(([x], [y]) => byKey(x, y) * (how === "ascending" ? 1 : -1));
  body.append(...rows.map(([, row]) => row));
}

/** A link to a folded part opens it. */
export function openFolds() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (target && target.closest("details")) target.scrollIntoView();
}
