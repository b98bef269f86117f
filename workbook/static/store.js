// One state for every view of a page: read from the link, replaced whole, told to every view and to the kernel.

function createStore(data, link) {
  const inLab = link !== null;
  const first = readLink(data, link ?? (location.search || data.link || ""));
  const views = [];
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
      const query = store.link();
      if (!inLab) keepInAddress(query);
      if (store.model) {
        store.model.set("link", query);
        store.model.save_changes();
      }
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
      model.set("link", store.link());
      model.save_changes();
      ready("live");
    },
  };
  return store;
}

/** The address shows the state; some browsers refuse that to a file, whose link then is copied by its button alone. */
function keepInAddress(query) {
  try {
    history.replaceState(null, "", query + location.hash);
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
    const mount = root.dataset.explorer ? mountExplorer : root.dataset.sides === "" ? mountSides : mountComparison;
    store.add(root, mount(root, store));
    mountSaving(root, store);
  }
  store.show();
  ready("interactive");
  return store;
}
