// What every dashboard does, with views or without: the view goes along, and the search comes from the server.

import "./carry.js";
import { mountFind } from "./find.js";
import { WORDS, fill } from "./words.js";

mountFind(async (root) => {
  const { base } = root.dataset;
  const script = Object.assign(document.createElement("script"), { src: `${base}workbook/static/vendor/lunr.min.js` });
  const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: () => reject(new Error(WORDS.live.no_answer)) }));
  document.head.append(script);
  await loaded;
  const { searchOver, searchPanel } = await import(`${base}workbook/static/search.js`);
  const reply = await fetch(`${base}workbook/search`);
  if (!reply.ok) throw new Error(fill(WORDS.live.answered, { status: reply.status }));
  return { searchOver, searchPanel, data: await reply.json() };
});
