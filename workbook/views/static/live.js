// The page answers by itself; Python joins when a kernel is ready. Nothing waits for it, and no click is lost.

(() => {
  const status = document.querySelector("[data-view=kernel]");
  const html = document.documentElement;
  const PATIENCE = 3000; // milliseconds before the page says that Python follows

  // A view goes along from page to page: every dashboard reads the same link.
  document.querySelector("nav.site").addEventListener("click", (event) => {
    if (event.target.href) event.target.search = location.search;
  });
  if (html.dataset.ready === "served" && !document.querySelector("[data-views]")) html.dataset.ready = "interactive";

  function addScript(attributes) {
    const script = Object.assign(document.createElement("script"), attributes);
    document.body.append(script);
  }

  // Voila's script waits for the page's load event, which is over when it comes: tell such listeners at once.
  function loadIsOver() {
    const listen = window.addEventListener;
    window.addEventListener = function (kind, then, ...more) {
      if (kind === "load" && document.readyState === "complete") setTimeout(() => then.call(window, new Event("load")));
      else listen.call(window, kind, then, ...more);
    };
  }

  async function join() {
    const waiting = setTimeout(() => {
      status.textContent = "Everything on this page answers already; Python's own answers follow.";
    }, PATIENCE);
    try {
      const answer = await fetch(`${location.pathname}?live=1`);
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      const live = new DOMParser().parseFromString(await answer.text(), "text/html");
      const config = live.querySelector("#jupyter-config-data");
      if (!config) return;
      addScript({ id: "jupyter-config-data", type: "application/json", textContent: config.textContent });
      document.querySelector("[data-live]").append(...live.querySelectorAll(".widget"));
      for (const name of ["voila_heartbeat", "voila_process", "voila_finish", "display_cells"]) window[name] = () => {};
      loadIsOver();
      addScript({ src: live.querySelector("[data-main]").dataset.main });
    } catch (error) {
      status.textContent = `Python can't be reached (${error.message}); everything else on this page works.`;
      return;
    } finally {
      clearTimeout(waiting);
    }
    if (status.textContent) status.textContent = "";
  }

  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  window.addEventListener("load", () => idle(join, { timeout: 1000 }));
})();
