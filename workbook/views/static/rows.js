// What a reader does with a long table: looks for rows, sorts them, saves them all.

import { reportOf } from "./export.js";
import { KINDS, SAVERS, download } from "./save.js";
import { findRows, sortRows } from "./tables.js";
import { WORDS, fill } from "./words.js";

export function mountTables(root, store) {
  root.addEventListener("input", (event) => {
    if (event.target.dataset.findRows !== undefined) findRows(event.target.closest("[data-fold]"));
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sort], [data-save-rows]");
    const fold = button?.closest("[data-fold]");
    if (!button) return;
    if (button.dataset.sort !== undefined) {
      const head = button.parentElement;
      sortRows(fold, head.cellIndex, head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending");
    } else {
      const report = reportOf(root, store);
      const only = { ...report, blocks: report.blocks.filter(({ id }) => id === fold.dataset.fold) };
      const name = `${report.view}-${fold.dataset.fold}-${report.version}.csv`;
      download(name, new Blob([SAVERS.csv(only, store.data.saved.words)], { type: KINDS.csv }));
      fold.querySelector("[role=status]").textContent = fill(WORDS.save.saved, { name });
    }
  });
}
