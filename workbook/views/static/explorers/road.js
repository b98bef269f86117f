// The road to the text: the answer is Python's as it is; the picture is a timeline that runs downwards.

import { make, makeSvg } from "../blocks.js";

export const roadBlocks = (data) => data.road.blocks;

/** Places of labels, top to bottom, at least `gap` apart. */
function roadApart(wanted, gap) {
  let last = -Infinity;
  return wanted.map((y) => (last = Math.max(y, last + gap)));
}

export const roadPicture = (element, data) => {
  const { legs, lanes, undated, title, text } = data.road;
  if (!legs.length || element.dataset.drawn === String(innerWidth)) return;
  element.dataset.drawn = String(innerWidth);
  const width = Math.min(960, element.clientWidth || 960);
  const wide = width >= 620;
  const days = legs.flatMap(({ planned, happened }) => [planned, happened].filter(Boolean).flatMap((step) => [step.from, step.to]));
  const years = days.map((day) => Number(day.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const year = 118;
  const top = 34;
  const at = (day) => top + ((Date.parse(day) - Date.UTC(first)) / (365.25 * 864e5)) * year;
  const height = top + (last - first) * year + 24;
  const x = wide ? [width * 0.33, width * 0.46] : [width * 0.36, width * 0.56];
  const svg = makeSvg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": "road-title road-text", "font-size": wide ? 13 : 12, fill: "var(--ink)" });
  svg.append(makeSvg("title", { id: "road-title" }, title), makeSvg("desc", { id: "road-text" }, text));
  for (let n = first; n <= last; n += 1) {
    const y = at(`${n}-01-01`);
    svg.append(makeSvg("line", { x1: 0, x2: width, y1: y, y2: y, stroke: "var(--line)" }));
    if (n < last) svg.append(makeSvg("text", { x: 0, y: y + 14, fill: "var(--soft)" }, n));
  }
  lanes.forEach((name, i) => {
    svg.append(
      makeSvg("text", { x: x[i], y: 16, "text-anchor": i ? "start" : "end", "font-weight": 650 }, name),
      makeSvg("line", { x1: x[i], x2: x[i], y1: top - 8, y2: height - 16, stroke: "var(--soft)" }),
    );
  });
  ["planned", "happened"].forEach((lane, i) => {
    const colour = i ? "var(--a)" : "var(--b)";
    const shown = legs.filter((leg) => leg[lane]).filter((leg, n, all) => all.findIndex((other) => other[lane].id === leg[lane].id) === n);
    shown.sort((one, other) => one[lane].from.localeCompare(other[lane].from));
    const places = roadApart(shown.map((leg) => (at(leg[lane].from) + at(leg[lane].to)) / 2 + 4), 15);
    shown.forEach((leg, n) => {
      const { from, to, words } = leg[lane];
      const y = at(from);
      const label = wide ? `${leg.label}: ${words}` : leg.label;
      svg.append(
        makeSvg("rect", { x: x[i] - 5, y: y - 2, width: 10, height: Math.max(4, at(to) - y + 4), rx: i ? 5 : 0, fill: colour }),
        ...roadLabel(label, x[i] + (i ? 12 : -12), places[n], i ? "start" : "end", wide ? (i ? 99 : 30) : i ? 20 : 14),
      );
    });
  });
  roadLate(svg, legs, at, x);
  if (undated.length) roadUndated(svg, legs, at, x[0], wide, undated);
  element.replaceChildren(make("p", { "aria-hidden": "true" }, make("b", {}, title)), svg);
};

/** A label, in two lines where it is long. */
function roadLabel(label, x, y, anchor, most) {
  const cut = label.length > most ? label.indexOf(" ", label.indexOf(":") > 0 ? label.indexOf(":") : most - 12) : -1;
  const lines = cut < 0 ? [label] : [label.slice(0, cut), label.slice(cut + 1)];
  return lines.map((line, n) => makeSvg("text", { x, y: y + 15 * n, "text-anchor": anchor }, line));
}

/** From the planned day to the day it happened, a line that says how much later. */
function roadLate(svg, legs, at, x) {
  const late = legs.filter((leg) => leg.planned && leg.happened && leg.late);
  for (const { planned, happened, late: words } of late) {
    const [from, to] = [at(planned.from), at(happened.from)];
    const label = makeSvg("text", { x: (x[0] + x[1]) / 2, y: (from + to) / 2 + 4, "text-anchor": "middle", "font-size": 11.5, "font-weight": 650 }, words.replace(/ \w+$/, ""));
    label.setAttribute("style", "paint-order: stroke; stroke: var(--paper); stroke-width: 5px");
    svg.append(makeSvg("line", { x1: x[0], y1: from, x2: x[1], y2: to, stroke: "var(--ink)", "stroke-dasharray": "2 3" }), label);
  }
}

/** The planned sessions without a day: somewhere between the first one and the draft. */
function roadUndated(svg, legs, at, x, wide, [long, short]) {
  const planned = legs.map((leg) => leg.planned).filter(Boolean);
  const [from, to] = [at(planned[0].to), at((planned[1] ?? planned[0]).from)];
  svg.append(
    makeSvg("line", { x1: x, x2: x, y1: from + 14, y2: to - 8, stroke: "var(--b)", "stroke-width": 6, "stroke-dasharray": "3 5" }),
    ...(wide
      ? roadLabel(long, x - 12, (from + to) / 2, "end", 26)
      : short.split(": ").map((line, n) => makeSvg("text", { x: x - 12, y: (from + to) / 2 + 15 * n, "text-anchor": "end" }, line))),
  );
}
