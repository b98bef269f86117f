// The search's place on every page: `/` puts the cursor there, and what it needs comes when it is first entered: in the
// edition it stands in the page, elsewhere the server has it. The glossary's terms ([data-term]) are looked for from here.

import { WORDS, fill } from "./words.js";

/** The search of a page; `bring(root)` gives what it needs: { searchOver, searchPanel, data }. */
export function mountFind(bring) {
  const root = document.querySelector("[data-view=search]");
  const [input, list, status] = ["input", "ol", "[role=status]"].map((selector) => root.querySelector(selector));
  let entered = null;

  const enter = () =>
    (entered ??= load().catch((error) => {
      entered = null;
      status.textContent = fill(WORDS.find.failed, { why: error.message });
      root.setAttribute("data-open", "");
      throw error;
    }));

  async function load() {
    const { searchOver, searchPanel, data } = await bring(root);
    return searchPanel(root, data, await searchOver(data), close);
  }

  async function show() {
    const said = input.value;
    const panel = await enter();
    if (said === input.value) panel.show(said);
  }
  const typed = () => show().catch(() => {}); // it says itself what is wrong

  function close() {
    list.hidden = true;
    status.textContent = "";
    root.removeAttribute("data-open");
  }

  function step(event) {
    const links = [...list.querySelectorAll("li > a")];
    const to = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && root.hasAttribute("data-open")) {
      event.preventDefault();
      input.focus();
      close();
    } else if (to && links.length && !list.hidden) {
      event.preventDefault();
      (links[links.indexOf(document.activeElement) + to] ?? input).focus();
    }
  }

  const typing = (element) => element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
  input.addEventListener("focus", () => enter().then(() => input.value && document.activeElement === input && typed(), () => {}));
  input.addEventListener("input", typed);
  root.addEventListener("keydown", step);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener("click", (event) => {
    const term = event.target.closest?.("[data-term]:not([data-meaning])");
    if (!term) return root.contains(event.target) || close();
    input.value = term.dataset.term;
    input.focus();
    typed();
  });
  // A place inside something folded is opened when the address leads to it.
  const unfold = () => document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
  addEventListener("hashchange", unfold);
  unfold();
  root.find = async (said) => (await enter()).find(said);
}
