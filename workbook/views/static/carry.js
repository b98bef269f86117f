// A view goes along from page to page: every dashboard reads the same link.
const nav = document.querySelector("nav.site");
const here = nav.querySelector("[aria-current]");
nav.scrollLeft = here ? here.offsetLeft - nav.clientWidth / 2 : 0; // on a narrow screen the pages stand in one row
nav.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link) link.search = location.search;
});
if (document.documentElement.dataset.ready === "served" && !document.querySelector("[data-views]")) {
  document.documentElement.dataset.ready = "interactive";
}
