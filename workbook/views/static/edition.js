// The static edition's pages: one at a time, named by the address's hash. Without this script all are there.

import { mountFind } from "./find.js";
import { searchOver, searchPanel } from "./search.js";
import { boot } from "./store.js";
import { unpacked } from "./unpack.js";

function pageOf(hash) {
  const name = decodeURIComponent(hash.slice(1));
  const pages = [...document.querySelectorAll("[data-page]")];
  return pages.find((page) => page.dataset.page === name) ?? document.getElementById(name)?.closest("[data-page]") ?? null;
}

function turnTo(page) {
  for (const other of document.querySelectorAll("[data-page]")) other.hidden = other !== page;
  page.querySelector("[data-sides-place]")?.append(document.querySelector("[data-sides]"));
  for (const link of document.querySelectorAll("nav.site a")) {
    if (pageOf(link.hash) === page) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

turnTo(pageOf(location.hash) ?? document.querySelector("[data-page]"));
addEventListener("load", () => show(pageOf(location.hash)));
// JSON again, for the module and for anyone who looks into the page.
const place = document.querySelector("[data-workbook-data]");
let edition = null;
unpacked(place.textContent).then((text) => {
  place.textContent = text;
  edition = boot(document.querySelector("[data-views]"));
});

addEventListener("hashchange", () => {
  const page = location.hash ? pageOf(location.hash) : document.querySelector("[data-page]");
  if (!page) return; // a place on this page, such as the skip link's
  turnTo(page);
  edition?.show();
  page.focus({ preventScroll: true });
  show(page);
});

/** A page is shown from its top, where the names of the others are; a place within it where it stands. */
function show(page) {
  if (page?.dataset.page === location.hash.slice(1)) requestAnimationFrame(() => scrollTo(0, 0));
  else if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

mountFind(async (root) => ({ searchOver, searchPanel, data: JSON.parse(await unpacked(root.querySelector("[data-search]").textContent)) }));
