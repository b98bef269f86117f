// What a card of the comparison opens: what others say on the topic, and a letter or form for a correction.

import { isAddress, make, pageAt } from "./blocks.js";
import { ownServer } from "./save.js";
import { articlesOf } from "./savedside.js";
import { WORDS, fill } from "./words.js";

/** Fill "What others say" when it is first opened. Each statement names who, where and when; none is ours. */
function fillClaims(details, data) {
  if (details.childElementCount > 1) return;
  const items = data.claims[details.dataset.claims].map((claim) => {
    const kind = make("b", { class: `wb-stance wb-${claim.stance}` }, data.stances[claim.stance]);
    const source = make("a", { href: claim.source, rel: "noopener noreferrer", target: "_blank" }, claim.title);
    const when = fill(WORDS.cards.when, { date: claim.date || WORDS.cards.no_date, seen: claim.seen });
    const words = fill(WORDS.cards.says, { ...claim, kind: claim.kind.toLowerCase(), text: claim.on });
    return make("li", {}, kind, words, make("small", {}, source, when));
  });
  details.append(make("p", { class: "wb-hint" }, WORDS.cards.in_our_words), make("ul", {}, ...items));
}

/** The address of a prefilled form: a letter, or a form that takes `title` and `body`. */
export function correctionLink(address, title, body) {
  const names = address.startsWith("mailto:") ? ["subject", "body"] : ["title", "body"];
  const query = [title, body].map((text, i) => `${names[i]}=${encodeURIComponent(text)}`).join("&");
  return address + (address.includes("?") ? "&" : "?") + query;
}

/** What is shown on the card, ready to be corrected: [title, body]. */
function correction(cell, data) {
  const row = cell.closest("[data-row]");
  const text = (selector) => cell.querySelector(selector)?.textContent.trim() ?? "";
  const shown = {
    title: row.querySelector(".wb-title").textContent,
    topic: row.dataset.row,
    short: data.instruments[cell.dataset.cell].short,
    text: cell.dataset.cell,
    articles: text(".wb-where"),
    verdict: text(".wb-verdict"),
    force: text(".wb-force") || WORDS.cards.no_force,
    basis: cell.dataset.basis || WORDS.cards.no_basis,
    note: text(".wb-note"),
    version: data.version,
  };
  return [fill(WORDS.cards.subject, shown), WORDS.cards.letter.map((line) => fill(line, shown)).join("\n")];
}

/** On our own server a card links to the cited words of a text that was imported there; a saved copy never has them. */
async function offerTexts(root) {
  const base = ownServer();
  if (base === null) return;
  const answer = await fetch(`${base}workbook/provisions`).catch(() => null);
  if (!answer?.ok) return;
  for (const [text, topics] of Object.entries(await answer.json())) {
    for (const topic of topics) {
      const cell = root.querySelector(`[data-row="${topic}"] [data-cell="${text}"] .wb-body`);
      cell?.append(make("a", { class: "wb-fix", "data-provisions": topic, href: `${base}workbook/provisions?topic=${topic}` }, WORDS.cards.read));
    }
  }
}

/** A card that is shown leads to the text that it cites, by a link that names the articles and where it leads to. */
export function linkArticles(row, data) {
  if (row.dataset.linked) return;
  row.dataset.linked = "";
  for (const cell of row.querySelectorAll("[data-cell]")) {
    const { short, address } = data.instruments[cell.dataset.cell];
    const where = articlesOf(cell);
    if (!where || !isAddress(address)) continue;
    const words = fill(WORDS.cards.cited, { articles: where, text: short, page: pageAt(address) });
    const link = make("a", { class: "wb-fix", href: address, rel: "noopener noreferrer", target: "_blank" }, words);
    cell.querySelector(".wb-basis")?.after(link);
  }
}

export function mountCards(root, data) {
  offerTexts(root);
  const prefill = (event) => {
    const link = event.target;
    if (!link.matches?.("[data-correct]")) return;
    link.dataset.address ??= link.getAttribute("href");
    link.href = correctionLink(link.dataset.address, ...correction(link.closest("[data-cell]"), data));
  };
  for (const kind of ["focusin", "pointerover", "click"]) root.addEventListener(kind, prefill, true);
  root.addEventListener("toggle", (event) => event.target.dataset.claims && fillClaims(event.target, data), true);
}
