// A picture -> SVG, letter for letter as drawing.py draws it; what is meant stands there.

import { drawGrids, drawJoins, drawPlanes } from "./lines.js";
import { drawFill, drawMark, drawText, escapedText, FILLS, LETTER, longest, MARKS, NARROW, OUTLINE, whole, wrapped } from "./marks.js";

const TWIN = 1000;

/** The picture as SVG. With a `foot` (source, day, link) it stands alone: its finding is written above it. */
export function draw(picture, world, foot, width = 880) {
  const out = [];
  const { id, title, legend } = picture;
  let y = 8;
  if (foot) for (const line of wrapped(title, whole((width - 32) / 10))) out.push(drawText(16, (y += 20), line, ' font-size="15" font-weight="600"'));
  y = drawLegend(out, picture, width, y + (foot ? 16 : 8));
  if (picture.dots) y = drawDots(out, picture.dots, width, y);
  else if (picture.bars) y = drawBars(out, picture.bars, id, width, y);
  else if (picture.planes) y = drawPlanes(out, picture.planes, width, y);
  else if (picture.grids) y = drawGrids(out, picture.grids, width, y);
  else if (picture.joins) y = drawJoins(out, picture.joins, width, y);
  else y = drawMaps(out, picture.maps, world, id, width, y);
  for (const words of foot ?? []) for (const line of wrapped(words, whole((width - 32) / 6))) out.push(drawText(16, (y += 16), line, ' font-size="11"'));
  const height = y + 14;
  const pattern = ([kind]) =>
    `<pattern id="${id}-${kind}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" class="k-${kind}" fill="${FILLS[kind][0]}"/>` +
    `<path d="${FILLS[kind][1]}" class="p" stroke="#ffffff" stroke-width="1.5"/></pattern>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="group" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="system-ui, sans-serif" font-size="13" fill="#18212f"><title>${escapedText(title)}</title>` +
    `<defs>${legend.filter(([kind]) => FILLS[kind]?.[1]).map(pattern).join("")}</defs>` +
    `<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>${out.join("")}</svg>\n`
  );
}

function drawLegend(out, { id, legend }, width, y) {
  let x = 16;
  for (const [kind, words] of legend) {
    const lines = wrapped(words, whole((width - 56) / LETTER));
    const long = 40 + LETTER * longest(lines);
    if (x > 16 && x + long > width) [x, y] = [16, y + 22];
    if (MARKS[kind]) out.push(`<g transform="translate(${x + 7} ${y + 7})">${MARKS[kind]}</g>`);
    else out.push(`<rect x="${x}" y="${y}" width="14" height="14" ${OUTLINE} ${drawFill(id, kind)}/>`);
    lines.forEach((line, i) => out.push(drawText(x + 22, y + 12 + 16 * i, line)));
    x += long;
    if (lines.length > 1) [x, y] = [16, y + 16 * lines.length];
  }
  return y + 28;
}

function drawDots(out, { columns, groups }, width, y) {
  const left = whole((width * 9) / 20);
  const step = whole((width - left - 8) / Math.max(1, columns.length));
  const heads = columns.map((name) => wrapped(name, Math.max(5, whole(step / LETTER) - 1)));
  const middle = (at) => left + step * at + whole(step / 2);
  y += 4;
  heads.forEach((lines, at) =>
    lines.forEach((line, i) => out.push(drawText(middle(at), y + 12 + 16 * i, line, ' text-anchor="middle" font-weight="600"'))));
  y += 16 * longest(heads) + 4;
  for (const [head, rows] of groups) {
    if (head) {
      out.push(drawText(16, y + 18, head, ' font-weight="600"'));
      y += 26;
    }
    for (const [label, cells] of rows) {
      const lines = wrapped(label, whole((left - 24) / LETTER));
      const high = 16 * lines.length + 10;
      out.push(`<path d="M16 ${y}H${width - 8}" class="l" stroke="#d5dbe4"/>`);
      lines.forEach((line, i) => out.push(drawText(16, y + 17 + 16 * i, line)));
      cells.forEach(([kind, words], at) => {
        const hit = '<path d="M-12 -12H12V12H-12z" fill="#fff" fill-opacity="0"/>';
        out.push(drawMark(hit + MARKS[kind], words, ` transform="translate(${middle(at)} ${y + high / 2})"`));
      });
      y += high;
    }
  }
  return y + 8;
}

function drawBars(out, { rows, top: most, ticks, unit, named, least }, name, width, y) {
  const wide = width >= NARROW;
  const left = wide ? 330 : 16;
  const room = width - left - (named ? 150 : 24);
  const top = Math.max(1, most);
  let down = 0;
  for (const [label, lines] of rows) {
    const heads = wrapped(label, whole((wide ? left - 24 : width - 32) / LETTER));
    heads.forEach((line, i) => out.push(drawText(16, y + 14 + 16 * i, line)));
    down = y + (wide ? 0 : 16 * heads.length + 4);
    for (const parts of lines.filter(({ length }) => named || length)) {
      let end = left;
      for (const [kind, start, count, words] of parts) {
        const x = left + whole((room * start) / top);
        let long = whole((room * count) / top);
        if (count) {
          long = Math.max(least, long);
          out.push(drawMark(`<rect x="${x}" y="${down + 2}" width="${long}" height="16" ${OUTLINE} ${drawFill(name, kind)}/>`, `${label}: ${words}`));
        }
        end = x + long;
      }
      if (named && parts.length) out.push(drawText(end + 6, down + 15, parts.at(-1)[3]));
      down += 20;
    }
    y = Math.max(down, y + 16 * heads.length) + 10;
  }
  out.push(`<path d="M${left} ${y}H${left + room}" class="s" stroke="#515c6d"/>`);
  for (const [at, words] of ticks) {
    const x = left + whole((room * at) / top);
    const anchor = at <= 0 ? "start" : at >= top ? "end" : "middle";
    out.push(`<path d="M${x} ${y}v5" class="s" stroke="#515c6d"/>`, drawText(x, y + 18, words, ` text-anchor="${anchor}" font-size="11"`));
  }
  wrapped(unit, whole((width - 32) / 6)).forEach((line, i) => out.push(drawText(16, (down = y + 36 + 15 * i), line, ' font-size="11"')));
  return down + 6;
}

function drawMaps(out, maps, world, name, width, y) {
  const least = width >= NARROW ? 2 : 1;
  const beside = width >= TWIN && maps.length > 1;
  const step = beside ? whole(width / 2) : width;
  const scale = whole(((step - 32) * 1000) / world.width);
  const heads = maps.map(([caption]) => wrapped(caption, whole((step - 32) / 8)));
  maps.forEach(([, states], at) => {
    const x = beside ? 16 + step * at : 16;
    heads[at].forEach((line, i) => out.push(drawText(x, y + 18 + 18 * i, line, ' font-weight="600"')));
    const down = y + 18 * longest(heads) + 8;
    out.push(`<g transform="translate(${x} ${down}) scale(${scale}e-3)" fill-rule="evenodd" class="edge" stroke="#ffffff" stroke-width=".6">`);
    out.push(`<path class="k-f" fill="#d5dbe4" fill-opacity=".55" d="${world.rest}"/>`);
    for (const dots of [false, true]) {
      for (const [iso3, [path, east, south, dot]] of Object.entries(world.states)) {
        const [kind, words] = states[iso3] ?? ["f", iso3];
        let shape = path ? `<path d="${path}" ${drawFill(name, kind)}/>` : "";
        if (dots) shape = dot >= least ? `<circle cx="${east}" cy="${south}" r="${kind === "f" ? 3 : width >= NARROW ? 5 : 11}" ${drawFill(name, kind)}/>` : "";
        if (shape) out.push(drawMark(shape, words, ` data-iso3="${iso3}"`));
      }
    }
    out.push("</g>");
    if (!beside || at === maps.length - 1) y = down + whole((scale * world.height) / 1000);
  });
  return y + 8;
}
