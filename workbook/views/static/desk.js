// The reading desk: draws the sheet that Python lays, and tells Python what the reader found. Keys first.

import { WORDS, fill } from "./words.js";

const KEYS = { y: "confirmed", d: "doubtful", c: "change", s: "skip", u: "undo" };
const CSS = `
.reading-desk { font: 1rem/1.5 system-ui, sans-serif; color: var(--jp-content-font-color1, CanvasText); outline-offset: 4px; }
.reading-desk .pages { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem; }
.reading-desk h2, .reading-desk h3 { margin: .8em 0 .3em; line-height: 1.2; font-size: 1.15rem; }
.reading-desk h3 { font-size: 1rem; }
.reading-desk p { margin: .3em 0; }
.reading-desk mark { background: none; color: inherit; text-decoration: underline; text-decoration-thickness: 2px; font-weight: 600; }
.reading-desk label, .reading-desk fieldset { display: block; margin: .35em 0; }
.reading-desk fieldset label { margin: 0; }
.reading-desk select { font: inherit; max-width: 100%; }
.reading-desk button { font: inherit; padding: .4em .8em; margin: 0 .4em .4em 0; min-height: 2.75rem; }
.reading-desk .said { font-weight: 600; }`;

function made(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function cited({ cite, heading, parts }, language) {
  const section = made("section");
  section.append(made("h3", fill(WORDS.desk.article, { cite, heading }).trim()));
  for (const [depth, label, pieces] of parts) {
    const line = made("p", label ? `${label} ` : "", { lang: language, dir: "auto" });
    line.style.paddingInlineStart = `${Math.max(0, depth - 1) * 1.2}em`;
    for (const [text, carries] of pieces) line.append(carries ? made("mark", text) : text);
    section.append(line);
  }
  return section;
}

function question({ id, label, many, value, choices }) {
  if (!many) {
    const asked = made("label", `${label} `);
    const select = made("select", "", { name: id });
    for (const [name, words] of choices) {
      const option = made("option", words, { value: name });
      option.selected = option.defaultSelected = value.includes(name);
      select.append(option);
    }
    asked.append(select);
    return asked;
  }
  const asked = made("fieldset");
  asked.append(made("legend", label));
  for (const [name, words] of choices.filter(([name]) => name !== "silent")) {
    const line = made("label");
    const box = made("input", "", { type: "checkbox", name: id, value: name });
    box.checked = box.defaultChecked = value.includes(name);
    line.append(box, ` ${words}`);
    asked.append(line);
  }
  return asked;
}

// What the reader chose otherwise than it is coded.
function changes(coded, form) {
  const fields = {};
  for (const { id, many, value } of coded) {
    const named = [...form.elements].filter((each) => each.name === id);
    const now = many ? named.filter((box) => box.checked).map((box) => box.value) : named.map((each) => each.value);
    const same = now.length === value.filter((each) => each !== "silent").length + (many ? 0 : value.filter((each) => each === "silent").length);
    if (!same || now.some((each) => !value.includes(each))) fields[id] = many ? now : now[0];
  }
  return fields;
}

function render({ model, el }) {
  const held = new AbortController();
  const { signal } = held;
  let keys = 0;
  let sheet = {};

  function send(does) {
    if (!sheet.topic && does !== "undo") return;
    const message = { topic: sheet.topic ?? "", does, keys };
    if (does === "doubtful") message.remark = window.prompt(WORDS.desk.doubt) ?? "";
    if (does === "change") {
      message.does = "changed";
      message.fields = changes(sheet.coded, el.querySelector("form"));
      if (!Object.keys(message.fields).length) {
        el.querySelector("select, input")?.focus();
        el.querySelector(".said").textContent = WORDS.desk.choose;
        return;
      }
    }
    model.send(message);
  }

  function draw() {
    sheet = JSON.parse(model.get("sheet"));
    keys = 0;
    const desk = made("section", "", { class: "reading-desk", tabindex: "0", "aria-label": WORDS.desk.desk });
    desk.append(made("style", CSS), made("p", sheet.progress ?? "", { "aria-live": "polite", "data-view": "progress" }));
    desk.append(made("p", sheet.problem ?? "", { class: "said", role: "status" }));
    if (sheet.topic) {
      const pages = made("div", "", { class: "pages" });
      const coded = made("form");
      coded.append(made("h2", sheet.title), made("p", sheet.question));
      coded.append(made("p", `${sheet.verdict}. ${sheet.basis}.`), made("p", sheet.note), ...sheet.coded.map(question));
      const text = made("div");
      text.append(...sheet.cited.map((each) => cited(each, sheet.language)));
      pages.append(text, coded);
      desk.append(pages);
      for (const [key, does] of Object.entries(KEYS)) {
        const button = made("button", fill(WORDS.desk.key, { does: WORDS.desk.does[does], key }), { type: "button", "data-action": does, "aria-keyshortcuts": key });
        button.addEventListener("click", () => (keys += 1, send(does)), { signal });
        desk.append(button);
      }
    } else if (!sheet.problem) desk.append(made("p", WORDS.desk.done));
    const focused = el.contains(document.activeElement);
    el.replaceChildren(desk);
    if (focused) desk.focus();
  }

  el.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the notebook has shortcuts of its own
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    keys += 1;
    const typing = event.target.matches("select, input");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && (typing || event.target.matches(".reading-desk"))) {
      event.preventDefault();
      send(typing ? "change" : "confirmed");
    } else if (event.key === "Escape" && typing) event.target.closest(".reading-desk").focus();
    else if (!typing && KEYS[event.key]) {
      event.preventDefault();
      send(KEYS[event.key]);
    }
  }, { signal });
  model.on("change:sheet", draw);
  draw();
  return () => {
    held.abort();
    model.off("change:sheet", draw);
  };
}

export default { render };
