// One state for every view of a page: read from the link, replaced whole, told to every view and to the kernel.

const LATER = 150; // milliseconds: what no answer waits for is done then, once for a row of changes
const LARGE = 500; // topics, from which on a browser takes milliseconds to change the address

function createStore(data, link) {
  const inLab = link !== null;
  const first = readLink(data, link ?? (location.search || data.link || ""));
  const views = [];
  const keepInAddress = addressKeeper(data.fields.topics.length > LARGE);
  let telling = null;
  const store = {
    data,
    inLab,
    state: first.state,
    ignored: first.ignored,
    model: null,
    link: () => writeLink(data, store.state),
    change(part) {
      store.state = { ...store.state, ...part };
      store.show();
      if (!inLab) keepInAddress(store.link());
      clearTimeout(telling);
      if (store.model) telling = setTimeout(tell, LATER);
    },
    // A view that is hidden is shown when its turn comes: a page with many opens no slower.
    show: () => views.forEach(({ root, show }) => root.closest("[hidden]") || show()),
    add: (root, show) => views.push({ root, show }),
    open(query) {
      if (query === store.link()) return;
      Object.assign(store, readLink(data, query));
      store.show();
    },
    attach(model) {
      store.model = model;
      tell();
      ready("live");
    },
  };
  /** Tell the kernel, once for a row of changes: no answer of the page waits for it. */
  function tell() {
    store.model.set("link", store.link());
    store.model.save_changes();
  }
  return store;
}

/** A function that shows a query in the address: at once, or in a large page when the answer is painted. */
function addressKeeper(large) {
  let waiting = null;
  let newest = "";
  const write = () => {
    clearTimeout(waiting);
    try {
      history.replaceState(newest, "", newest + location.hash);
    } catch {
      return; // some browsers refuse it to a file, whose link then is copied by its button alone
    }
    if (history.state !== newest) waiting = setTimeout(write, 1000); // ignored, after many changes in a row
  };
  return (query) => {
    newest = query;
    clearTimeout(waiting);
    if (large) waiting = setTimeout(write, LATER);
    else write();
  };
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
    const mount = root.dataset.explorer ? mountExplorer : root.dataset.sides === "" ? mountSides : mountComparison;
    store.add(root, mount(root, store));
    mountSaving(root, store);
  }
  store.show();
  ready("interactive");
  return store;
}
