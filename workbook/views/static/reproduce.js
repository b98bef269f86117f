// "In Python": the few lines that give a view's answer in a notebook, written when they are asked for.

import { WORDS } from "./words.js";

export function mountReproducing(root, store) {
  const place = root.querySelector("[data-python]");
  if (!place) return () => {};
  const view = root.dataset.explorer ?? "compare";
  const code = place.querySelector("code");
  const write = () => place.open && (code.textContent = store.data.python[view].replace("{link}", store.link()));
  place.addEventListener("toggle", write);
  place.querySelector("[data-action=copy-python]").addEventListener("click", async () => {
    const tell = (words) => (root.querySelector("[data-view=status]").textContent = words);
    try {
      await navigator.clipboard.writeText(code.textContent);
      tell(WORDS.reproduce.copied);
    } catch {
      getSelection().selectAllChildren(code);
      tell(WORDS.reproduce.selected);
    }
  });
  return write;
}
