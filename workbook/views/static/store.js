// One state for every view of a page: read from the link, replaced whole, told to every view and to the kernel.

import { readLink, writeLink } from "./answers.js";
import { mountBoard } from "./board.js";
import { changedWords, mountOff } from "./changed.js";
import { mountExplorer } from "./explore.js";
import { createHistory, isStep, linkInHistory } from "./history.js";
import { LATER } from "./later.js";
import { mountComparison } from "./page.js";
import { mountPicking } from "./picking.js";
import { mountReproducing } from "./reproduce.js";
import { mountRests } from "./rests.js";
import { mountTables } from "./rows.js";
import { mountSaving } from "./save.js";
import { mountSides } from "./sides.js";
import { openFolds } from "./tables.js";

function createStore(data, link) {
  const inLab = link !== null;
  const first = readLink(data, link ?? (linkInHistory() || location.search || data.link || ""));
  const views = [];
  let following = null;
  const store = {
    data,
    inLab,
    state: first.state,
    ignored: first.ignored,
    model: null,
    link: () => writeLink(data, store.state),
    address: () => (inLab ? store.link() : location.href.split(/[?#]/)[0] + store.link() + location.hash),
    before: null, // the state before the last step
    change(part) {
      const last = store.state;
      store.state = { ...last, ...part };
      const step = isStep(last, store.state);
      if (step) {
        store.before = last;
        store.steps.step();
      } else store.steps.keep();
      store.show();
      if (step) store.steps.enter();
      later();
    },
    // A view that is hidden is shown when its turn comes: a page with many opens no slower.
    show: () => views.forEach(({ root, show }) => (root.dataset.part !== "off" && root.closest("[hidden]")) || show()),
    add: (root, show) => views.push({ root, show }),
    /** While nobody waits, switch something off on which others build and put it back in the same breath, unseen and
     * unheard: the first switch that a reader moves finds everything compiled.
     */
    rehearse() {
      if (store.before) return;
      const real = store.state;
      const built = new Set(data.topics.flatMap(({ requires }) => requires));
      const one = { ...real, off: [data.topics[0].id] };
      const tried = { ...real, off: [...one.off, ...built].slice(0, 3) };
      const quiet = views.filter(({ root }) => !root.dataset.explorer && root.dataset.part !== "off");
      for (const state of [tried, one, real]) {
        changedWords(data, store.state, state);
        store.state = state;
        for (const { show } of quiet) show();
      }
    },
    open(query) {
      if (query === store.link()) return;
      const last = store.state;
      Object.assign(store, readLink(data, query || data.link || ""));
      if (isStep(last, store.state)) store.before = last;
      store.show();
      later();
    },
    attach(model) {
      store.model = model;
      tell();
      ready("live");
    },
  };
  /** The address and the kernel follow when the answer is painted. */
  store.steps = createHistory(store);
  function later() {
    clearTimeout(following);
    following = setTimeout(follow, LATER);
  }
  function follow() {
    clearTimeout(following);
    following = null;
    store.steps.settle(store.address());
    if (store.model) tell();
  }
  function tell() {
    store.model.set("link", store.link());
    store.model.save_changes();
  }
  // Who follows a link takes the view along, leaves it in the address and comes back to it.
  addEventListener("click", (event) => following && event.target.closest?.("a[href]") && follow(), true);
  return store;
}

function ready(how) {
  document.documentElement.dataset.ready = how;
}

/** Take over what html.py printed in `scope`; every view shares one store, which a kernel may attach to. */
export function boot(scope, link = null) {
  const data = JSON.parse(scope.querySelector("[data-workbook-data]").textContent);
  const store = createStore(data, link);
  for (const root of scope.querySelectorAll("[data-workbook]")) {
    root.workbook = store;
    const mount = { board: mountBoard, off: mountOff, rests: mountRests }[root.dataset.part] ?? (root.dataset.explorer ? mountExplorer : root.dataset.sides === "" ? mountSides : mountComparison);
    store.add(root, mount(root, store));
    mountSaving(root, store);
    if (root.dataset.explorer) mountTables(root, store);
    store.add(root, mountPicking(root, store));
    store.add(root, mountReproducing(root, store));
  }
  // What controls say stands in the link: the browser need not keep it with each step of its history.
  for (const control of scope.querySelectorAll("input")) control.autocomplete = "off";
  store.show();
  openFolds();
  addEventListener("hashchange", openFolds);
  ready("interactive");
  if (data.topics) (window.requestIdleCallback ?? setTimeout)(store.rehearse);
  return store;
}
