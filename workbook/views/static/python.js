// Python on demand. Every widget of the page has a model, as anywidget's modules know it; nothing is asked of the
// server until a module sets a trait that wakes Python. Then one kernel serves the page, until it is given back.

import { renderFigure } from "./figure.js";
import { WORDS, fill } from "./words.js";

const WAKING = "wanted";
const POLL = 1000; // milliseconds between two questions from the queue

function pythonOf(body, tell) {
  const base = body.dataset.baseUrl.replace(/voila\/$/, "");
  const models = [...document.querySelectorAll("[data-widget]")].map((element, widget) => modelOf(element, widget));
  const store = () => document.querySelector("[data-workbook]")?.workbook;
  let socket = null;
  let asking = false;
  let hidden = null;
  let patience = 600; // seconds for which a page that nobody sees keeps its kernel; the server says how many

  function modelOf(element, widget) {
    const traits = {};
    const listeners = new Map();
    let changed = {};
    const fire = (event) => [...(listeners.get(event) ?? [])].forEach((then) => then());
    return {
      element,
      get: (name) => traits[name],
      set: (name, value) => (traits[name] = changed[name] = value),
      save_changes() {
        const wakes = changed[WAKING];
        if (socket?.readyState === WebSocket.OPEN) {
          socket.send(JSON.stringify({ widget, set: changed }));
          changed = {};
        } else if (wakes) wake();
        else changed = {};
      },
      on: (event, then) => listeners.set(event, [...(listeners.get(event) ?? []), then]),
      off: (event, then) => listeners.set(event, (listeners.get(event) ?? []).filter((other) => other !== then)),
      take(told) {
        for (const name in told) traits[name] = told[name];
        for (const name in told) fire(`change:${name}`);
      },
      flush() {
        if (Object.keys(changed).length) this.save_changes();
      },
      forget() {
        changed = {};
        if (traits[WAKING]) this.take({ [WAKING]: false });
      },
    };
  }

  async function wake() {
    if (asking || socket) return;
    asking = true;
    try {
      socket = await opened(await secret());
      socket.addEventListener("message", hear);
      socket.addEventListener("close", lost);
      unseen(); // the page may have been left while Python was being prepared
      tell("");
      const view = models.find(({ element }) => element.querySelector("[data-views]"));
      if (view) store().attach(view);
      for (const model of models) model.flush();
    } catch (error) {
      socket = null;
      for (const model of models) model.forget();
      tell(fill(WORDS.python.failed, { why: error.message }));
    } finally {
      asking = false;
    }
  }

  /** The secret of a kernel, when our turn comes. */
  async function secret() {
    for (let ticket = ""; ; ) {
      const query = new URLSearchParams({ page: body.dataset.page, ticket });
      const reply = await fetch(`${base}workbook/python?${query}`, { method: "POST", headers: { "X-Workbook": "ask" } });
      const plain = reply.headers.get("Content-Type")?.startsWith("text/plain");
      if (!reply.ok) throw new Error(plain ? await reply.text() : `${fill(WORDS.live.answered, { status: reply.status })}.`);
      const found = await reply.json();
      if (found.secret) {
        patience = found.idle;
        return found.secret;
      }
      ticket = found.ticket;
      tell(fill(WORDS.python.queue, found));
      await new Promise((then) => setTimeout(then, POLL));
    }
  }

  function opened(secret) {
    const address = new URL(`${base}workbook/python/${secret}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const made = new WebSocket(address);
    return new Promise((resolve, reject) => {
      made.onopen = () => resolve(made);
      made.onerror = () => reject(new Error(WORDS.python.no_connection));
    });
  }

  function hear({ data }) {
    const { widget, set, gone } = JSON.parse(data);
    if (gone) lost(gone);
    else models[widget]?.take(set);
  }

  function lost(why) {
    if (!socket) return;
    const old = socket;
    socket = null;
    old.close();
    if (store()) store().model = null;
    document.documentElement.dataset.ready = "interactive";
    for (const model of models) model.forget();
    const words = typeof why === "string" ? why : `${WORDS.python.lost} ${WORDS.python.ask_again}`;
    tell(`${words} ${WORDS.python.kept}`);
  }

  addEventListener("pagehide", () => socket?.close());
  const unseen = () => {
    clearTimeout(hidden);
    if (document.hidden && socket) hidden = setTimeout(() => lost(WORDS.python.unseen), patience * 1000);
  };
  addEventListener("visibilitychange", unseen);
  return models;
}

const kernelStatus = document.querySelector("[data-view=kernel]");
for (const model of pythonOf(document.body, (words) => (kernelStatus.textContent = words))) {
  const place = model.element.querySelector("[data-figure]");
  if (place) renderFigure({ model, el: place });
}
