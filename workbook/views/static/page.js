// The comparison: takes over the element that html.py printed, shows the answers of answers.js, and changes
// the one state of its store. The same in Voila, JupyterLab and a file.

function mountComparison(root, store) {
  const { data } = store;
  const found = new Map(); // what is printed once is looked for once: a search walks the whole table
  const $ = (selector) => found.get(selector) ?? found.set(selector, root.querySelector(selector)).get(selector);
  const $$ = (selector) => [...root.querySelectorAll(selector)];
  const rows = new Map($$("[data-row]").map((row) => [row.dataset.row, rowParts(row)]));
  const numbers = $$("[data-measure]").map((el) => ({ el, bar: el.previousElementSibling?.firstElementChild, ...el.dataset }));
  const bodies = $$("tbody[data-theme]");
  const tops = largest(data);
  const change = store.change;
  let state = store.state;
  let filtered = null;
  let last = {};
  const topics = new Map(data.topics.map((topic) => [topic.id, topic]));
  const builtOn = new Map();
  for (const { id, requires } of data.topics) for (const other of requires) builtOn.set(other, [...(builtOn.get(other) ?? []), id]);

  function rowParts(row) {
    const cells = new Map([...row.querySelectorAll("[data-cell]")].map((cell) => [cell.dataset.cell, cell]));
    return { row, cells, text: null, relation: row.querySelector(".wb-relation") };
  }

  function show() {
    state = store.state;
    const now = answer(data, state);
    showSides(now);
    showRows(now);
    showProfiles(now);
    showFell(now);
    showFilters(now);
  }

  function showSides({ sides: { a, b } }) {
    const chosen = [...a, ...b].join();
    if (root.dataset.chosen === chosen) return;
    root.dataset.chosen = chosen;
    const shown = Object.keys(data.instruments).filter((id) => a.includes(id) || b.includes(id));
    $("[data-view=comparison]").style.setProperty("--columns", shown.length);
    for (const head of $$("[data-column]")) head.hidden = !shown.includes(head.dataset.column);
    for (const { cells } of rows.values()) for (const [id, cell] of cells) cell.hidden = !shown.includes(id);
    for (const side of ["a", "b"]) {
      for (const el of $$(`[data-name=${side}]`)) el.textContent = { a, b }[side].map((id) => data.instruments[id].short).join(" + ");
    }
  }

  function showRows({ status, sides: { a, b } }) {
    const [off, offIn, both] = [new Set(state.off), new Set(state.off_in), [a, b].join(" | ")];
    for (const topic of touched(off, offIn, both)) {
      const parts = rows.get(topic.id);
      const texts = [...parts.cells.keys()];
      const stand = texts.map((id) => status(id, topic));
      const marks = [off.has(topic.id), ...texts.map((id) => offIn.has(`${id}:${topic.id}`))];
      const how = relation(data, topic, [a, b], status);
      parts.row.dataset.relation = how.relation;
      const because = how.because.map((name) => data.features[name]).join(", ");
      parts.relation.firstElementChild.textContent = standing(data, how);
      parts.relation.lastElementChild.textContent = because && ": " + because;
      parts.row.querySelector("th [role=switch]").setAttribute("aria-checked", String(!marks[0]));
      [...parts.cells.values()].forEach((cell, i) => {
        cell.toggleAttribute("data-off", stand[i] === "off" || stand[i] === "fell");
        cell.querySelector("[role=switch]")?.setAttribute("aria-checked", String(!marks[i + 1]));
      });
    }
  }

  /** The topics whose switches moved since the last time, with those that build on them; all when the sides did. */
  function touched(off, offIn, both) {
    const [before, now] = [last, { off, offIn, both }];
    last = now;
    if (before.both !== both) return data.topics;
    const moved = (x, y) => [...x].filter((id) => !y.has(id));
    const whole = [...moved(off, before.off), ...moved(before.off, off)];
    const single = [...moved(offIn, before.offIn), ...moved(before.offIn, offIn)].map((pair) => pair.split(":")[1]);
    const ids = new Set([...whole, ...single]);
    for (const id of ids) for (const topic of builtOn.get(id) ?? []) ids.add(topic); // grows while it is walked
    return [...ids].map((id) => topics.get(id));
  }

  function showProfiles({ sides: both, profiles }) {
    for (const { el, bar, side, measure } of numbers) {
      const { value, words } = profiles[side].numbers[measure];
      if (el.textContent === words) continue;
      el.textContent = words;
      el.dataset.value = value ?? "no data";
      bar.style.setProperty("--share", (value ?? 0) / tops.get(measure));
    }
    for (const side of ["a", "b"]) {
      $(`[data-count=${side}]`).textContent = profiles[side].on.length;
      const words = summary(data, both[side], profiles[side]);
      const el = $(`[data-summary=${side}]`);
      if (el.textContent !== words) el.textContent = words;
    }
  }

  function showFell({ profiles }) {
    const pairs = new Map([...profiles.a.fell, ...profiles.b.fell].map((pair) => [pair.join(":"), pair]));
    const list = $("[data-view=fell]");
    if (list.dataset.shown === [...pairs.keys()].join()) return;
    list.dataset.shown = [...pairs.keys()].join();
    list.replaceChildren(
      ...[...pairs.values()].map(([text, id]) => {
        const item = document.createElement("li");
        item.dataset.fell = id;
        item.dataset.instrument = text;
        const needs = topics.get(id).requires.map((other) => topics.get(other).title).join(", ");
        item.textContent = `${topics.get(id).title} (${data.instruments[text].short}) fell: it builds on ${needs}.`;
        return item;
      }),
    );
  }

  function showFilters({ sides: { a, b } }) {
    const asked = [state.q, state.f_theme, state.f_verdict, a, b, store.ignored].join("\n");
    if (filtered === asked) return; // switches change no filter
    filtered = asked;
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const topic of data.topics) {
      const parts = rows.get(topic.id);
      if (words.length) parts.text ??= lawOf(parts.row).toLowerCase();
      const match =
        (!state.f_theme || topic.theme === state.f_theme) &&
        (!state.f_verdict || [...a, ...b].some((id) => topic.in[id].v === state.f_verdict)) &&
        words.every((word) => parts.text.includes(word));
      if (parts.row.hidden === match) parts.row.hidden = !match;
      count += match;
    }
    for (const body of bodies) {
      const some = body.querySelector("[data-row]:not([hidden])") !== null;
      if (body.hidden === some) body.hidden = !some;
    }
    $("[data-view=empty]").hidden = count > 0;
    const unknown = store.ignored.length ? ` The link named ${store.ignored.join(", ")}, which this workbook does not have; that was ignored.` : "";
    const status = `${count} of ${data.topics.length} topics shown.${unknown}`;
    if ($("[data-view=status]").textContent !== status) $("[data-view=status]").textContent = status;
    for (const [name, field] of [["theme", "f_theme"], ["verdict", "f_verdict"], ["words", "q"]]) {
      const control = $(`[data-filter=${name}]`);
      if (control.value !== state[field]) control.value = state[field];
    }
  }

  const ids = data.topics.map((topic) => topic.id);
  const pairs = ids.flatMap((id) => Object.keys(data.instruments).map((text) => `${text}:${id}`));
  function flip(list, id, among) {
    const next = new Set(list);
    if (!next.delete(id)) next.add(id);
    return among.filter((other) => next.has(other)); // in the order of the workbook, as readLink does
  }

  function toggle({ topic, instrument }) {
    if (instrument) change({ off_in: flip(state.off_in, `${instrument}:${topic}`, pairs) });
    else change({ off: flip(state.off, topic, ids) });
  }

  function act(action) {
    if (action === "all") change({ off: [], off_in: [] });
    else if (action === "none") change({ off: ids, off_in: [] });
    else if (action.startsWith("theme:")) {
      const theme = data.topics.filter((topic) => topic.theme === action.slice(6)).map((topic) => topic.id);
      const anyOff = theme.some((id) => state.off.includes(id));
      change({ off: ids.filter((id) => (theme.includes(id) ? !anyOff : state.off.includes(id))) });
    }
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !root.contains(button)) return;
    if (button.getAttribute("role") === "switch") toggle(button.dataset);
    else if (button.dataset.action) act(button.dataset.action);
  });
  root.addEventListener("change", (event) => {
    if (event.target.dataset.filter === "theme") change({ f_theme: event.target.value });
    else if (event.target.dataset.filter === "verdict") change({ f_verdict: event.target.value });
  });
  root.addEventListener("input", (event) => {
    if (event.target.dataset.filter === "words") change({ q: event.target.value });
  });

  // In a narrow place the profiles are a bar at the foot, opened when they are wanted.
  if (getComputedStyle($(".wb-profiles")).bottom === "0px") $(".wb-profiles > details").open = false;
  mountCards(root, data);
  return show;
}

/** The largest that each number can be: with every provision of every text on. */
function largest(data) {
  const { numbers } = profile(data, Object.keys(data.instruments), switches(data, { off: [], off_in: [] }));
  return new Map(Object.entries(numbers).map(([measure, { value }]) => [measure, value || 1]));
}

/** The words of a row that are about the law, without those of buttons and links. */
function lawOf(row) {
  const parts = row.querySelectorAll(".wb-title, .wb-question, .wb-where, .wb-marks, .wb-note, .wb-body dt, .wb-body dd");
  return [...parts].map((part) => part.textContent).join(" ");
}
