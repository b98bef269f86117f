// Runs in a page before anything of its own; `config` is filled in by visits.py. What it finds is in window.bench.
((config) => {
  const bench = (window.bench = { first_view_ms: null, interactive_ms: null, layout_shift: 0, clicks: [], answers: [] });
  const text = () => document.querySelector(config.shown)?.textContent;
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));

  // First view: after the first frame that shows a part of the element.
  const visible = () => {
    const el = document.querySelector(config.view);
    const box = el?.getBoundingClientRect();
    if (!box?.width || !box.height || box.top >= innerHeight || box.bottom <= 0) return false;
    return el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const look = () => {
    if (visible()) setTimeout(() => (bench.first_view_ms = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  const observe = (type, more, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  observe("layout-shift", {}, (entry) => entry.hadRecentInput || (bench.layout_shift += entry.value));
  observe("event", { durationThreshold: 16 }, (entry) => entry.name === "click" && bench.clicks.push(entry.duration));

  // Interactive: the first switch is clicked from the moment it exists until it gives way and the answer is there.
  // The second click puts things back before a frame is drawn.
  const mark = (button) => button.className + button.ariaChecked;
  let before = null;
  const press = () => {
    const button = document.querySelector(config.switches);
    if (!button || text() === undefined) return;
    before ??= { mark: mark(button), text: text() };
    if (mark(button) === before.mark) button.click();
    if (mark(button) === before.mark || text() === before.text) return;
    bench.interactive_ms = performance.now();
    clearInterval(pressing);
    button.click();
  };
  const pressing = config.press ? setInterval(press, 10) : null;

  // Where the kernel answers, a toggle lasts until its answer is painted.
  if (config.kernel_answers) {
    addEventListener("click", (event) => {
      if (!event.isTrusted) return;
      const old = text();
      const wait = () => {
        if (text() === old) requestAnimationFrame(wait);
        else painted(() => bench.answers.push(performance.now() - event.timeStamp));
      };
      wait();
    }, true);
  }
})(CONFIG);
