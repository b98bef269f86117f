// A day as a reader writes it; alike in_words of book/course.py.

import { WORDS, fill } from "./words.js";

/** `2023-03-01` in words; a day that is not given is one that is not known. */
export function dayInWords(iso) {
  if (!iso) return WORDS.course.words.unknown;
  const [year, month, day] = iso.split("-").map(Number);
  return fill(WORDS.course.words.day, { year, day, month: WORDS.course.months[month - 1] });
}
