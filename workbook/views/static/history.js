// Undo and redo of switches, and the browser's Back: each switch is a step in the browser's own history, at once;
// its address follows later (store.js). Where a browser refuses that (a notebook), the steps are kept here alone.

const STEPS = ["off", "off_in", "a", "b", "stage", "pick"]; // a change of these is a step; filters are none

export const isStep = (before, now) => STEPS.some((name) => String(before[name]) !== String(now[name]));

/** The link that the browser's history holds for this very entry: its address may not have followed yet. */
export const linkInHistory = () => history.state?.link;

export function createHistory(store) {
  let at = (!store.inLab && history.state?.step) || 0;
  let links = [];
  links[at] = store.link();
  let top = at;
  let beside = 0; // steps that were undone within one entry: the browser's Forward does not know them
  const mark = (how, from, address) => {
    if (store.inLab) return;
    try {
      history[how]({ ...history.state, step: at, from, link: links[at] }, "", address);
    } catch {
      // the steps are kept in `links`
    }
  };
  const here = () => history.state?.from;

  /** The link of a step, as it is now: a filter since does not make a step. */
  const keep = () => (links[at] = store.link());

  function step() {
    links = links.slice(0, at + 1);
    top = ++at;
    beside = 0;
    keep();
  }
  /** Enter the last step in the browser's history: it wakes the browser, so that what is shown is written first. */
  const enter = () => mark("pushState", at - 1);

  function move(by) {
    const to = at + by;
    if (to < 0 || to > top) return;
    const known = !store.inLab && history.state?.step === at;
    if (known && (by < 0 ? here() === to : !beside)) return history.go(by);
    if (links[to] === undefined) return;
    beside -= by;
    at = to;
    if (!store.inLab) mark("replaceState", here());
    store.open(links[at]);
  }

  if (!store.inLab) {
    mark("replaceState", here());
    addEventListener("popstate", (event) => {
      if (event.state?.step === undefined) return mark("replaceState"); // a place on the page: of this same step
      at = event.state.step;
      top = Math.max(top, at);
      beside = 0;
      links[at] ??= event.state.link;
      store.open(links[at]);
    });
  }
  /** The address of the entry shows the view. */
  const settle = (address) => mark("replaceState", here(), address);
  return { step, enter, keep, settle, undo: () => move(-1), redo: () => move(1), canUndo: () => at > 0, canRedo: () => at < top };
}
