// What every dashboard does, with views or without: the view goes along, and the search comes from the server.

import { mountFind } from "./find.js";

// A view goes along from page to page: every dashboard reads the same link.
document.querySelector("nav.site").addEventListener("click", (event) => {
  if (event.target.href) event.target.search = location.search;
});
if (document.documentElement.dataset.ready === "served" && !document.querySelector("[data-views]")) {
  document.documentElement.dataset.ready = "interactive";
}

mountFind(async (root) => {
  const { base } = root.dataset;
  const script = Object.assign(document.createElement("script"), { src: `${base}workbook/static/vendor/lunr.min.js` });
  const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: () => reject(new Error("no answer")) }));
  document.head.append(script);
  await loaded;
  const { searchOver, searchPanel } = await import(`${base}workbook/static/search.js`);
  const reply = await fetch(`${base}workbook/search`);
  if (!reply.ok) throw new Error(`the server answered ${reply.status}`);
  return { searchOver, searchPanel, data: await reply.json() };
});
