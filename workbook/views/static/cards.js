// What a card of the comparison opens: what others say on the topic, and a letter or form for a correction.

import { isAddress, make, pageAt } from "./blocks.js";
import { ownServer } from "./save.js";
import { articlesOf } from "./savedside.js";

const STANCES = { concern: "Concern", support: "Support", neutral: "Neutral" };

/** Fill "What others say" when it is first opened. Each statement names who, where and when; none is ours. */
function fillClaims(details, data) {
  if (details.childElementCount > 1) return;
  const items = data.claims[details.dataset.claims].map((claim) => {
    const kind = make("b", { class: `wb-stance wb-${claim.stance}` }, STANCES[claim.stance]);
    const source = make("a", { href: claim.source, rel: "noopener noreferrer", target: "_blank" }, claim.title);
    const when = `${claim.date ? `, ${claim.date}` : ", no date seen"}; seen ${claim.seen}`;
    const words = ` ${claim.who} (${claim.kind.toLowerCase()}), on the ${claim.on}: ${claim.says} `;
    return make("li", {}, kind, words, make("small", {}, source, when));
  });
  details.append(make("p", { class: "wb-hint" }, "In our words; the views are those of the organisations named."), make("ul", {}, ...items));
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
  const lines = [
    `Topic: ${row.querySelector(".wb-title").textContent} (${row.dataset.row})`,
    `Text: ${data.instruments[cell.dataset.cell].short} (${cell.dataset.cell})`,
    "Field (articles, verdict, force, note or a coded point): ",
    `Shown articles: ${text(".wb-where")}`,
    `Shown verdict: ${text(".wb-verdict")}; force: ${text(".wb-force") || "none"}; known by: ${cell.dataset.basis || "not coded"}`,
    `Shown note: ${text(".wb-note")}`,
    "It should say: ",
    "Read where (article and paragraph, or the address of a page): ",
    `Data version: ${data.version}`,
  ];
  return [`Correction: ${row.dataset.row} in ${cell.dataset.cell}`, lines.join("\n")];
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
      cell?.append(make("a", { class: "wb-fix", "data-provisions": topic, href: `${base}workbook/provisions?topic=${topic}` }, "Read the text"));
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
    const words = `${where} of the ${short}: ${pageAt(address)}`;
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
