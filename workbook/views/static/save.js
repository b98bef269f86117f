// A report as a file (export/text.py and export/svg.py do the same), and the buttons that save or share a view.

import { sides } from "./answers.js";
import { make } from "./blocks.js";
import { draw } from "./drawing.js";
import { reportOf } from "./export.js";
import { hasPicture, pictureOf, worldOf } from "./pictures.js";
import { plainWords } from "./savedside.js";
import { WORDS, fill } from "./words.js";

const tablesOf = (report) => report.blocks.filter((block) => block.kind === "table");

// What some program takes for a formula, as export/text.py has it.
const FORMULA = /^(?:[\s\u200b\u200c\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

export const SAVERS = {
  csv(report, words) {
    const [table] = tablesOf(report);
    if (!table) throw new Error(words.no_table);
    const quoted = (cell) => {
      const risky = FORMULA.test(cell) && !/^[+-]?[0-9]+(\.[0-9]+)?$/.test(cell);
      return `"${risky ? "'" : ""}${cell.replaceAll('"', '""')}"`;
    };
    const rows = table.rows.length ? table.rows : [[table.empty, ...table.columns.slice(1).map(() => "")]];
    const lines = [[...table.columns, words.data_version, words.link], ...rows.map((row) => [...row, report.version, report.link])];
    return "\ufeff" + lines.map((line) => line.map(quoted).join(",") + "\r\n").join("");
  },

  json: (report) => JSON.stringify(report, null, 1) + "\n",

  md(report, words) {
    const plain = (text) =>
      plainWords(text).replace(/[\\`*<|[\]]/g, "\\$&").replace(/^([0-9]*)([#>+.)-])(?=[# ]|$)/, "$1\\$2");
    const line = (cells) => `| ${cells.join(" | ")} |`;
    const table = ({ columns, rows }) =>
      [line(columns.map(plain)), line(columns.map(() => "---")), ...rows.map((row) => line(row.map(plain)))].join("\n");
    const parts = report.blocks.flatMap((block) =>
      block.kind === "say" ? [(block.tone === "heading" ? "## " : "") + plain(block.words)] : [`## ${plain(block.caption)}`, block.rows.length ? table(block) : plain(block.empty)]);
    return [`# ${plain(report.title)}`, ...parts, "---", `${plain(report.cite)}.`, words.back].join("\n\n") + "\n";
  },

  svg(report, words, root) {
    const { data, state } = root.workbook;
    const found = pictureOf(report.view, data, state, report.blocks);
    if (!found) throw new Error(words.no_picture);
    return draw(found, worldOf(data), pictureFoot(report, words));
  },
};

/** Source, day and link, as they stand below a picture; export/svg.py has the same. */
function pictureFoot(report, words) {
  const served = /^https?:/.test(location.href) && document.querySelector("[data-lab]") === null; // a notebook's address is its reader's own
  const page = served ? location.href.split(/[?#]/)[0] : "";
  return [fill(words.source, report), fill(words.known, report), fill(words.linked, { address: page + report.link })];
}

/** The picture as a PNG of twice its size, painted by the browser. */
async function pngOf(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = make("canvas", { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  const paint = canvas.getContext("2d");
  paint.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export const KINDS = { csv: "text/csv", json: "application/json", md: "text/markdown", svg: "image/svg+xml" };

/** The address of our own server, where one serves this page (Voila); else null. */
export function ownServer() {
  const base = document.body.dataset.voila ? document.body.dataset.baseUrl : null;
  return base ? base.replace(/voila\/$/, "") : null;
}

export function download(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file that a notebook's own Python makes: asked over the widget's comm, which only a notebook has. */
function fromKernel({ model, link }, view, format) {
  if (!model?.send) throw new Error(WORDS.save.no_python);
  const number = String(Math.random());
  return new Promise((resolve, reject) => {
    const hear = (told, buffers) => {
      if (told.number !== number) return;
      model.off("msg:custom", hear);
      if (told.made) resolve(new Blob(buffers));
      else reject(new Error(told.failed));
    };
    model.on("msg:custom", hear);
    model.send({ ask: "file", number, view, format, link: link() });
  });
}

/** A file's name says what is in it; alike export/naming.py. */
function fileName({ data, state }, view, how) {
  const { a, b } = sides(data, state);
  const own = view === "basket" ? [] : (data.fields.parts.views[view] ?? ["f_theme", "f_verdict", "f_relation", "show", "q"]);
  const chosen = own.filter((name) => name !== "vs").map((name) => (name === "joining" ? state.joining.join("+") : state[name]));
  const off = state.off.length + state.off_in.length;
  const parts = [view === "basket" ? "my-report" : view, a.join("+"), "vs", b.join("+"), ...chosen, off ? `${off}-off` : ""];
  const clean = parts.map((part) => part.replace(/[^A-Za-z0-9+.-]+/g, "-").replace(/^-+|-+$/g, "")).filter(Boolean);
  return `${clean.join("_").slice(0, 110)}_${data.version}.${how}`;
}

/** The buttons of pages/save.html.j2. */
export function mountSaving(root, store) {
  const tools = root.querySelector("[data-save]");
  if (!tools) return;
  const server = ownServer();
  const tell = (words) => (root.querySelector("[data-view=status]").textContent = words);
  for (const button of tools.querySelectorAll("[data-needs-server]")) button.hidden = server === null && !store.inLab;
  const view = root.dataset.explorer;
  for (const how of ["svg", "png"]) tools.querySelector(`[data-action="export:${how}"]`).hidden = !hasPicture(view ?? "compare");

  async function save(how) {
    const { words } = store.data.saved;
    const name = fileName(store, view ?? "compare", how);
    try {
      if (how === "png") download(name, await pngOf(SAVERS.svg(reportOf(root, store), words, root)));
      else if (how in SAVERS) download(name, new Blob([SAVERS[how](reportOf(root, store), words, root)], { type: KINDS[how] }));
      else download(name, await asked(how));
      tell(fill(WORDS.save.saved, { name }));
    } catch (error) {
      tell(error.message);
    }
  }

  async function asked(how) {
    tell(WORDS.save.making);
    if (server === null) return fromKernel(store, view ?? "compare", how);
    const query = new URLSearchParams({ view: view ?? "compare", format: how, link: store.link() });
    const reply = await fetch(`${server}workbook/export?${query}`);
    const sentence = reply.headers.get("Content-Type")?.startsWith("text/plain");
    if (!reply.ok) throw new Error(sentence ? await reply.text() : fill(WORDS.save.failed, { why: fill(WORDS.live.answered, { status: reply.status }) }));
    return reply.blob();
  }

  async function copyLink(button) {
    const address = store.address();
    try {
      await navigator.clipboard.writeText(address);
      tell(WORDS.save.copied);
    } catch {
      tell(fill(WORDS.save.copy, { address }));
    }
    button.focus();
  }

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.action === "copy-link") copyLink(button);
    else if (button?.dataset.action.startsWith("export:")) save(button.dataset.action.slice("export:".length));
  });
}
