// One state for every view of a page: read from the link, replaced whole, told to every view and to the kernel.

const LATER = 150; // milliseconds: what no answer waits for is done then, once for a row of changes

function createStore(data, link) {
  const inLab = link !== null;
  const first = readLink(data, link ?? (location.search || data.link || ""));
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
      if (isStep(last, store.state)) {
        store.before = last;
        store.steps.step();
      } else store.steps.keep();
      store.show();
      clearTimeout(following);
      following = setTimeout(follow, LATER);
    },
    // A view that is hidden is shown when its turn comes: a page with many opens no slower.
    show: () => views.forEach(({ root, show }) => (root.dataset.part !== "off" && root.closest("[hidden]")) || show()),
    add: (root, show) => views.push({ root, show }),
    open(query) {
      if (query === store.link()) return;
      const last = store.state;
      Object.assign(store, readLink(data, query || data.link || ""));
      if (isStep(last, store.state)) store.before = last;
      store.show();
    },
    attach(model) {
      store.model = model;
      tell();
      ready("live");
    },
  };
  /** The address and the kernel follow when the answer is painted. */
  store.steps = createHistory(store);
  function follow() {
    clearTimeout(following);
    following = null;
    if (!inLab) keepInAddress(store.address());
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

/** The address shows the state; some browsers refuse that to a file, whose link then is copied by its button alone. */
function keepInAddress(address) {
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // nothing is lost: the view is as it was chosen
  }
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
    const mount = { board: mountBoard, off: mountOff }[root.dataset.part] ?? (root.dataset.explorer ? mountExplorer : root.dataset.sides === "" ? mountSides : mountComparison);
    store.add(root, mount(root, store));
    mountSaving(root, store);
  }
  store.show();
  openFolds();
  addEventListener("hashchange", openFolds);
  ready("interactive");
  return store;
}
