// A term of art on a card: pressed, its meaning stands below it and is read out; nothing else moves, and Escape closes it.

/** Let the terms in `root` be asked; returns what puts an open meaning away. */
export function mountTerms(root) {
  const place = root.querySelector("[data-view=meaning]"); // there from the start: a screen reader hears what comes into it
  let open = null;

  function close() {
    open?.setAttribute("aria-expanded", "false");
    open = null;
    if (place.textContent) place.textContent = "";
  }

  function show(button) {
    close();
    open = button;
    button.setAttribute("aria-expanded", "true");
    place.textContent = button.dataset.meaning;
    const [at, all] = [button.getBoundingClientRect(), place.offsetParent.getBoundingClientRect()];
    place.style.top = `${at.bottom - all.top}px`;
    place.style.left = `${Math.max(0, Math.min(at.left - all.left, all.width - place.offsetWidth))}px`;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-meaning]");
    if (button && button !== open && root.contains(button)) show(button);
    else if (!place.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    open.focus({ preventScroll: true });
    close();
  });
  document.addEventListener("focusin", (event) => event.target !== open && close());
  return close;
}
