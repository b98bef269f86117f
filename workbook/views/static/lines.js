// Planes, joins and grids -> SVG, letter for letter as lines.py draws them; what is meant stands there.

import { drawMark, drawText, HALO, LINES, longest, MARKS, NARROW, OUTLINE, whole, wrapped } from "./marks.js";

const STEP = 26;
const ROOM = 66;
const hitAlong = (d, kind) => `<path d="${d}" fill="none" stroke="#fff" stroke-opacity="0" stroke-width="14"/><path d="${d}" ${LINES[kind]}/>`;

/** Planes beside each other where there is room; each with axes from 0, areas, lines, words and a point. */
export function drawPlanes(out, found, width, y) {
  const beside = width >= NARROW;
  const step = beside ? whole((width - 16) / found.length) : width - 16;
  const heads = found.map(({ title }) => wrapped(title, whole((step - 32) / 8)));
  let end = y;
  found.forEach((plane, at) => {
    const [left, top] = [16 + (beside ? step * at : 0), beside ? y : end];
    heads[at].forEach((line, i) => out.push(drawText(left, top + 14 + 18 * i, line, ' font-weight="600"')));
    end = drawPlane(out, plane, left, step - 16, top + 18 * (beside ? longest(heads) : heads[at].length) + 20);
  });
  return end;
}

function drawPlane(out, { most: [most, high], axes: [across, up], areas, ticks, lines, notes, points }, x0, wide, top) {
  const [left, room] = [x0 + 34, wide - 34 - 12];
  const tall = whole((room * 3) / 4);
  const foot = top + tall;
  const place = ([n, m]) => [left + whole((room * n) / most), foot - whole((tall * m) / high)];
  const path = (list) => `M${list.map((point) => place(point).join(" ")).join("L")}`;
  for (const [words, list] of areas) out.push(drawMark(`<path d="${path(list)}z" class="k-a" fill="#1b5aa0" fill-opacity=".18"/>`, words));
  out.push(`<path d="M${left} ${top}V${foot}H${left + room}" class="s" fill="none" stroke="#515c6d"/>`);
  for (const n of ticks) {
    const [x, y] = place([n, n]);
    out.push(drawText(x, foot + 16, String(n), ' text-anchor="middle" font-size="11"'));
    if (n > 0 && n <= high) out.push(drawText(left - 6, y + 4, String(n), ' text-anchor="end" font-size="11"'));
  }
  out.push(drawText(left + whole(room / 2), foot + 34, across, ' text-anchor="middle"'), drawText(x0, top - 8, up));
  for (const [kind, words, list, label] of lines) {
    out.push(drawMark(hitAlong(path(list), kind), words));
    const [x, y] = place(list.at(-1));
    const anchor = list.at(-1)[0] * 4 > 3 * most ? "end" : "start";
    const heavy = kind === "bold" ? ' font-weight="600"' : "";
    if (label) out.push(drawText(x + (anchor === "start" ? 6 : 0), y - 8, label, ` text-anchor="${anchor}"${heavy}${HALO}`));
  }
  for (const [n, m, words] of notes) out.push(drawText(...place([n, m]), words, ` text-anchor="middle"${HALO}`));
  for (const [n, m, words] of points) {
    const [x, y] = place([n, m]);
    const [anchor, off] = n * 3 > most ? ["end", -10] : ["start", 10];
    out.push(drawMark(MARKS.point, words, ` transform="translate(${x} ${y})"`));
    out.push(drawText(x + off, y - 10, words, ` text-anchor="${anchor}" font-weight="600"${HALO}`));
  }
  return foot + 52;
}

/** Two columns, and a line from each thing on the left to what it became on the right. */
export function drawJoins(out, found, width, y) {
  const left = 112;
  const right = Math.max(left + 88, whole((width * 2) / 5));
  const middle = whole((left + right) / 2);
  const heads = found.heads.map((head, i) => wrapped(head, i ? whole((width - right - 16) / 8) : 12));
  heads.forEach((lines, column) => {
    const [at, anchor] = column ? [right + 8, "start"] : [left - 8, "end"];
    lines.forEach((line, i) => out.push(drawText(at, y + 14 + 16 * i, line, ` text-anchor="${anchor}" font-weight="600"`)));
  });
  y += 16 * longest(heads) + 20;
  found.left.forEach((words, at) => out.push(drawText(left - 8, y + STEP * at + 4, words, ' text-anchor="end"')));
  found.right.forEach((words, at) => out.push(drawText(right + 8, y + STEP * at + 4, words)));
  const said = new Set();
  const labels = [];
  for (const [kind, start, end, label, words] of found.lines) {
    const [a, b] = [y + STEP * start, y + STEP * end];
    let d = `M${left} ${a}C${middle} ${a} ${middle} ${b} ${right} ${b}`;
    if (end < 0) d = `M${left} ${a}H${middle}m-4 -4l8 8m0 -8l-8 8`;
    else if (start < 0) d = `M${middle} ${b}H${right}M${middle} ${b - 5}v10`;
    out.push(drawMark(hitAlong(d, kind), words));
    if (end < 0) labels.push(drawText(middle + 12, a + 4, label, HALO));
    else if (!said.has(end)) labels.push(drawText(right + 64, b + 4, label, HALO));
    said.add(end);
  }
  out.push(...labels);
  return y + STEP * Math.max(found.left.length, found.right.length);
}

/** A triangle for each part: two names a cell, its number, its share in words and as a bar of the whole cell. */
export function drawGrids(out, { names, parts }, width, y) {
  const beside = width >= NARROW;
  const step = beside ? whole((width - 16) / parts.length) : width - 16;
  const size = Math.min(54, whole((step - 16 - ROOM) / Math.max(1, names.length)));
  parts.forEach(([caption, cells], at) => {
    const [left, top] = [16 + (beside ? step * at : 0), beside ? y : y + at * (62 + size * names.length)];
    out.push(drawText(left, top + 14, caption, ' font-weight="600"'));
    names.forEach((name, i) => {
      const [x, down] = [left + ROOM + size * i, top + 52 + size * i];
      out.push(drawText(x + whole(size / 2), top + 34 + 12 * (i % 2), name, ' text-anchor="middle" font-size="11"'));
      out.push(drawText(left + ROOM - 6, down + whole(size / 2) + 4, name, ' text-anchor="end" font-size="12"'));
    });
    for (const [row, column, n, most, share, words] of cells) {
      const wide = whole(((size - 11) * n) / Math.max(1, most));
      let shape = `<rect width="${size - 3}" height="${size - 3}" fill="#fff" fill-opacity="0" ${OUTLINE}/>`;
      shape += drawText(whole(size / 2) - 1, 13, String(n), ' text-anchor="middle" font-size="12" font-weight="600"');
      shape += drawText(whole(size / 2) - 1, 25, share, ' text-anchor="middle" font-size="11"');
      if (n) shape += `<rect x="4" y="${size - 11}" width="${Math.max(1, wide)}" height="4" class="k-a" fill="#1b5aa0"/>`;
      out.push(drawMark(shape, words, ` transform="translate(${left + ROOM + size * column} ${top + 52 + size * row})"`));
    }
  });
  return y + (beside ? 1 : parts.length) * (62 + size * names.length);
}
