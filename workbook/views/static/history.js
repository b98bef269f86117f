// Undo and redo of switches, and the browser's Back: each switch is a step in the browser's own history.
// Where a browser refuses that (a file, a notebook), the steps are kept here alone.

const STEPS = ["off", "off_in", "a", "b", "stage", "pick"]; // a change of these is a step; filters are none

export const isStep = (before, now) => STEPS.some((name) => String(before[name]) !== String(now[name]));

export function createHistory(store) {
  let at = (!store.inLab && history.state?.step) || 0;
  let links = [];
  links[at] = store.link();
  let top = at;
  const mark = (how, address) => {
    if (store.inLab) return;
    try {
      history[how]({ ...history.state, step: at }, "", address);
    } catch {
      // the steps are kept in `links`
    }
  };
  mark("replaceState", location.href);

  /** The link of a step, as it is now: a filter since does not make a step. */
  const keep = () => (links[at] = store.link());

  function step() {
    links = links.slice(0, at + 1);
    top = ++at;
    keep();
    mark("pushState", store.address());
  }

  function move(by) {
    if (at + by < 0 || at + by > top) return;
    if (!store.inLab && history.state?.step === at) return history.go(by);
    if (links[at + by] === undefined) return;
    at += by;
    store.open(links[at]);
  }

  if (!store.inLab) {
    addEventListener("popstate", (event) => {
      if (event.state?.step === undefined) return; // a place on the page
      at = event.state.step;
      top = Math.max(top, at);
      store.open(location.search);
    });
  }
  return { step, keep, undo: () => move(-1), redo: () => move(1), canUndo: () => at > 0, canRedo: () => at < top };
}
