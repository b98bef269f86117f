// A view goes along from page to page: every dashboard reads the same link.
document.querySelector("nav.site").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) link.search = location.search;
});
if (document.documentElement.dataset.ready === "served" && !document.querySelector("[data-views]")) {
  document.documentElement.dataset.ready = "interactive";
}
