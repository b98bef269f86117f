// A report as a file (export/text.py and export/svg.py do the same), and the buttons that save or share a view.

import { sides } from "./answers.js";
import { make } from "./blocks.js";
import { PICTURES } from "./explorers.js";
import { reportOf } from "./export.js";
import { plainWords } from "./savedside.js";

const tablesOf = (report) => report.blocks.filter((block) => block.kind === "table");

// What some program takes for a formula, as export/text.py has it.
const FORMULA = /^(?:[\s\u200b\u200c\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;

const SAVERS = {
  csv(report, words) {
    const [table] = tablesOf(report);
    if (!table) throw new Error(words.no_table);
    const quoted = (cell) => {
      const risky = FORMULA.test(cell) && !/^[+-]?[0-9]+(\.[0-9]+)?$/.test(cell);
      return `"${risky ? "'" : ""}${cell.replaceAll('"', '""')}"`;
    };
    const rows = table.rows.length ? table.rows : [[table.empty, ...table.columns.slice(1).map(() => "")]];
    const lines = [[...table.columns, "Data version", "Link"], ...rows.map((row) => [...row, report.version, report.link])];
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
    const drawn = root.querySelector("[data-picture] svg");
    if (drawn) return savedPicture(drawn, report);
    const table = tablesOf(report).find(({ id }) => id === "profiles");
    if (!table) throw new Error(words.no_picture);
    return profilesPicture(report, table);
  },
};

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const lastLines = (report) => [`Data version ${report.version}. Facts as known on ${report.date}.`, `Link ${report.link}`];

function profilesPicture(report, { caption, rows }) {
  const [width, left, room, start, step] = [880, 430, 300, 72, 40];
  const count = (words) => Number(words.replace(/\D/g, "") || "0");
  const top = Math.max(1, ...rows.flatMap((row) => row.slice(2).map(count)));
  const height = start + step * rows.length + 56;
  const text = (x, y, words, extra) => `<text x="${x}" y="${y}"${extra}>${escaped(words)}</text>`;
  const colours = { A: "#1b5aa0", B: "#a84a12" };
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="#18212f">`,
    `<title>${escaped(report.title)}</title>`,
    `<desc>${escaped(rows.map(([label, , a, b]) => `${label}: A ${a}, B ${b}`).join("; ") + ".")}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(16, 26, report.title, ' font-size="16" font-weight="600"'),
    text(16, 50, caption, ""),
  ];
  rows.forEach(([label, , ...values], place) => {
    const y = start + step * place;
    parts.push(text(16, y + 19, label, ""));
    values.forEach((words, line) => {
      const side = "AB"[line];
      const long = Math.floor((room * count(words)) / top);
      const at = y + 4 + 15 * line;
      parts.push(`<rect x="${left}" y="${at}" width="${long}" height="12" fill="${colours[side]}"/>`);
      parts.push(text(left + long + 6, at + 11, `${side}: ${words}`, ` fill="${colours[side]}"`));
    });
  });
  lastLines(report).forEach((words, i) => parts.push(text(16, height - 30 + 18 * i, words, ' font-size="11"')));
  return [...parts, "</svg>"].join("\n") + "\n";
}

const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "display", "visibility"];

/** A view's own picture, with its looks written out (a file has no style sheet), and version and link below. */
function savedPicture(drawn, report) {
  const copy = drawn.cloneNode(true);
  const copies = [copy, ...copy.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of ["class", ...LOOKS]) copies[i].removeAttribute(name);
    copies[i].setAttribute("style", LOOKS.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  const box = drawn.viewBox.baseVal;
  const place = drawn.getBoundingClientRect();
  const [x, y, width, height] = box?.width ? [box.x, box.y, box.width, box.height] : [0, 0, place.width, place.height];
  const unit = width / (place.width || width);
  const more = 48 * unit;
  const root = document.documentElement;
  const svg = (tag, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    element.append(...children);
    return element;
  };
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${x} ${y} ${width} ${height + more}`);
  copy.setAttribute("width", Math.round(width / unit));
  copy.setAttribute("height", Math.round((height + more) / unit));
  const paper = [getComputedStyle(document.body).backgroundColor, getComputedStyle(root).backgroundColor].find((colour) => !/, 0\)$/.test(colour));
  const ink = getComputedStyle(drawn).color;
  copy.prepend(svg("rect", { x, y, width, height: height + more, fill: paper ?? "#ffffff" }));
  const title = copy.querySelector(":scope > title");
  if (title) copy.prepend(title); // readers take the first child
  lastLines(report).forEach((words, i) =>
    copy.append(svg("text", { x: x + 8 * unit, y: y + height + (18 + 18 * i) * unit, fill: ink, "font-size": 11 * unit, "font-family": "system-ui, sans-serif" }, words)));
  return new XMLSerializer().serializeToString(copy) + "\n";
}

const KINDS = { csv: "text/csv", json: "application/json", md: "text/markdown", svg: "image/svg+xml" };

/** The address of our own server, where one serves this page (Voila); else null. */
export function ownServer() {
  const base = document.body.dataset.voila ? document.body.dataset.baseUrl : null;
  return base ? base.replace(/voila\/$/, "") : null;
}

function download(name, blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file that a notebook's own Python makes: asked over the widget's comm, which only a notebook has. */
function fromKernel({ model, link }, view, format) {
  if (!model?.send) throw new Error("Python is not connected: run the cell again.");
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
  if (view) tools.querySelector('[data-action="export:svg"]').hidden = !PICTURES[view];

  async function save(how) {
    const { words } = store.data.saved;
    const name = fileName(store, view ?? "compare", how);
    try {
      if (how in SAVERS) download(name, new Blob([SAVERS[how](reportOf(root, store), words, root)], { type: KINDS[how] }));
      else download(name, await asked(how));
      tell(`Saved as ${name}.`);
    } catch (error) {
      tell(error.message);
    }
  }

  async function asked(how) {
    tell("Making the file …");
    if (server === null) return fromKernel(store, view ?? "compare", how);
    const query = new URLSearchParams({ view: view ?? "compare", format: how, link: store.link() });
    const reply = await fetch(`${server}workbook/export?${query}`);
    const sentence = reply.headers.get("Content-Type")?.startsWith("text/plain");
    if (!reply.ok) throw new Error(sentence ? await reply.text() : `The file could not be made; the server answered ${reply.status}.`);
    return reply.blob();
  }

  async function copyLink(button) {
    const address = store.address();
    try {
      await navigator.clipboard.writeText(address);
      tell("The link is copied.");
    } catch {
      tell(`Copy this link: ${address}`);
    }
    button.focus();
  }

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.action === "copy-link") copyLink(button);
    else if (button?.dataset.action.startsWith("export:")) save(button.dataset.action.slice("export:".length));
  });
}
