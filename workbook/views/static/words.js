// What the interface says. The words stand in locale/en.yaml: modules.py puts in here those whose place, written out, the
// modules of a script ask for, and no others.

/** @type {Record<string, any>} */
export const WORDS = {};

/** A sentence with its marks filled: `{name}` by what is given, `{n|one|many}` by a number and its noun; alike summary.py.
 * `given` may be a function of the name; `none` stands for a nought before a noun, which is then that of one.
 * @param {string} sentence
 * @param {any} given
 */
export const fill = (sentence, given, none = "") =>
  sentence.replace(/\{([a-z0-9_.]+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
    const number = String(typeof given === "function" ? given(name) : given[name]);
    if (one === undefined) return number;
    if (none && one && number === "0") return `${none} ${one}`;
    return `${number} ${/(^| )1$/.test(number) ? one : many}`.trim();
  });
