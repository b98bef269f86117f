// What pictures are drawn with; alike marks.py, letter for letter.

export const NARROW = 600;
export const LETTER = 7;
export const FILLS = {
  a: ["#1b5aa0", ""],
  b: ["#c2571a", "M0 6L6 0"],
  c: ["#00805f", "M0 3H6"],
  d: ["#8a5ba8", "M3 0V6"],
  e: ["#4586c4", "M0 0L6 6"],
  f: ["#d5dbe4", ""],
  g: ["#18212f", ""],
  h: ["#7d8ba1", "M0 3H6M3 0V6"],
  i: ["#b5761a", "M1 3h2"],
};
const strokes = (look, wide, dashes) =>
  `${look === "e" ? 'class="e" fill="none" stroke="#1b5aa0"' : 'class="s" fill="none" stroke="#515c6d"'} stroke-width="${wide}"${dashes ? ` stroke-dasharray="${dashes}"` : ""}`;
export const LINES = {
  bold: strokes("e", 4),
  dash: strokes("e", 2, "7 3"),
  dots: strokes("e", 4, "2 3"),
  thin: strokes("s", 1.5),
  fine: strokes("s", 1.5, "3 4"),
  gone: strokes("s", 2),
  new: strokes("e", 2.5),
};
const RING = '<circle r="6.5" class="e" fill="none" stroke="#1b5aa0" stroke-width="1.5"/>';
export const MARKS = {
  full: '<circle r="7" class="k-a" fill="#1b5aa0"/>',
  half: RING + '<path d="M0 -7A7 7 0 0 0 0 7z" class="k-a" fill="#1b5aa0"/>',
  ring: RING,
  none: '<path d="M-4 0H4" class="s" stroke="#515c6d" stroke-width="1.5"/>',
  off: '<path d="M-5 -5L5 5M-5 5L5 -5" class="s" stroke="#515c6d" stroke-width="1.5"/>',
  unknown: '<text y="5" text-anchor="middle" font-weight="600">?</text>',
  point: '<circle r="6" class="k-g edge" fill="#18212f" stroke="#ffffff" stroke-width="2"/>',
  gone: `<path d="M-7 0H3m-4 -4l8 8m0 -8l-8 8" ${LINES.gone}/>`,
  new: `<path d="M-6 0H7M-6 -5v10" ${LINES.new}/>`,
  ...Object.fromEntries(["bold", "dash", "dots", "thin", "fine"].map((name) => [name, `<path d="M-7 0H7" ${LINES[name]}/>`])),
};
export const OUTLINE = 'stroke="#515c6d"';
export const HALO = ' class="halo" stroke="#ffffff" stroke-width="4" paint-order="stroke"';
export const whole = Math.floor;
export const escapedText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Words in lines of at most so many letters; a longer word is cut. */
export function wrapped(words, letters) {
  const lines = [""];
  for (let word of words.split(" ")) {
    while (word.length > letters) {
      if (lines.at(-1)) lines.push("");
      lines[lines.length - 1] = word.slice(0, letters);
      word = word.slice(letters);
      lines.push("");
    }
    const joined = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (joined.length > letters) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return lines.filter(Boolean);
}

export const drawText = (x, y, words, extra = "") => `<text x="${x}" y="${y}"${extra}>${escapedText(words)}</text>`;
export const drawFill = (name, kind) => (FILLS[kind][1] ? `fill="url(#${name}-${kind})"` : `class="k-${kind}" fill="${FILLS[kind][0]}"`);
export const drawMark = (shape, words, place = "") => `<g data-mark="" role="img"${place}><title>${escapedText(words)}</title>${shape}</g>`;
export const longest = (lists) => Math.max(0, ...lists.map(({ length }) => length));
