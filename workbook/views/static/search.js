// Search: the documents of questions/findable.py, ranked by lunr as questions/search.py ranks them, and shown as one
// types. find.js brings this when the search is first entered.

import { WORDS, fill } from "./words.js";

/** (documents as views/searching.py writes them) -> { find(words), isOne(token, terms), tokens }; the index is made in slices. */
export async function searchOver(data) {
  const [MOST, SHORTEST, NEAR, BEFORE, AROUND] = [20, 3, 5, 6, 22]; // as in search.py
  const REFERENCE = /(?:\b(?:articles?|art)\.? *|(?<![\w/.-]))(\d{1,2})((?: *\([0-9a-z]{1,4}\))*)(?![\w/-])/g;
  const SLICE = 8; // milliseconds of work at once
  const fold = (said) => said.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  const tokens = (said) => fold(said).match(/[a-z0-9]+/g) ?? [];
  const known = new Map(); // texts of documents are looked at again for every reason
  const tokensOf = (text) => known.get(text) ?? known.set(text, tokens(text)).get(text);
  const stems = new Map();
  const stem = (word) => stems.get(word) ?? stems.set(word, lunr.stemmer(new lunr.Token(word, {})).toString().replace(/y$/, "i")).get(word);
  const meant = (words) => [...new Set(words)].filter((word) => lunr.stopWordFilter(word));
  const round = (score) => Math.floor(score * 100 + 0.47) / 100; // alike _rounded in search.py

  /** A document's tokens by field: each word that tells something, and its stem where that is another. */
  function prepared({ parts }, fields) {
    const words = (name) => parts.filter((part) => part[0] === name).flatMap((part) => tokens(part[2]));
    const forms = (name) => words(name).filter((word) => lunr.stopWordFilter(word)).flatMap((word) => [...new Set([word, stem(word)])]);
    return Object.fromEntries(Object.keys(fields).map((name) => [name, forms(name).join(" ")]));
  }

  const documents = data.documents.map(([kind, id, title, parts, topics, cites], ref) => ({ ref, kind, id, title, parts, topics, cites }));
  const articles = new Map(documents.filter(({ kind }) => kind === "article").map((one) => [one.id, one]));
  const builder = new lunr.Builder();
  builder.ref("id");
  for (const [name, boost] of Object.entries(data.fields)) builder.field(name, { boost });
  let since = performance.now();
  for (const one of documents) {
    builder.add({ id: one.ref, ...prepared(one, data.fields) }, { boost: data.kinds[one.kind][1] });
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
  const index = builder.build();

  /** What the words, or the number of an article, find: best first. */
  function find(said) {
    const plain = fold(said);
    const asked = [...plain.matchAll(REFERENCE)].map((found) => found[1] + found[2].replaceAll(" ", ""));
    let words = meant(tokens(asked.length ? plain.replace(REFERENCE, " ") : plain));
    const hits = new Map();
    const add = (hit) => hits.has(`${hit.kind} ${hit.id}`) || hits.set(`${hit.kind} ${hit.id}`, hit);
    if (asked.length) {
      /** @type {any[]} */
      const names = Object.entries(data.texts).map(([text, short]) => [text, new Set(tokens(`${text} ${short}`))]);
      const counts = names.map(([, own]) => words.filter((word) => own.has(word)).length);
      const chosen = names.filter((_, i) => counts[i] === Math.max(...counts)).map(([text]) => text);
      words = words.filter((word) => !names.some(([, own]) => own.has(word)));
      for (const number of asked) cited(number, chosen).forEach(add);
    }
    matched(words).forEach(add);
    return [...hits.values()].slice(0, MOST);
  }

  function nearness(cite, number) {
    if (cite === number || cite.startsWith(number + "(")) return 2;
    return number.startsWith(cite + "(") ? 1 : 0;
  }

  function cited(number, chosen) {
    const article = number.split("(")[0];
    const held = chosen.filter((text) => articles.has(`${text}:${article}`));
    const first = held.map((text, place) => ({ ...articles.get(`${text}:${article}`), score: 1000 - place, because: fill(WORDS.search.asked, { number }), terms: [] }));
    const found = [];
    for (const one of documents) {
      let best = null;
      for (const [text, cite] of one.cites) {
        const how = held.includes(text) ? nearness(cite, number) : 0;
        const score = 500 + 10 * how - held.indexOf(text);
        if (how && (!best || score > best.score)) best = { score, because: fill(WORDS.search.cites, { number: cite, text: data.texts[text] }) };
      }
      if (best) found.push({ ...one, ...best, terms: [] });
    }
    return [...first, ...found.sort((x, y) => y.score - x.score)];
  }

  function matched(words) {
    const ways = [[true, 0], [false, 0], [false, 1]];
    let rows = [];
    for (const way of ways) if (!rows.length) rows = ask(words, ...way);
    rows.sort((x, y) => round(y.score) - round(x.score) || x.ref - y.ref);
    return rows.slice(0, MOST).map(({ ref, score, matchData }) => {
      const terms = Object.keys(matchData.metadata).sort();
      return { ...documents[ref], score: round(score), because: because(documents[ref], terms), terms };
    });
  }

  function ask(words, allOf, wrong) {
    let asked = 0;
    const clauses = (query) => {
      const add = (clause) => (asked++, query.clause({ usePipeline: false, ...clause }));
      for (const word of words) {
        const end = stem(word);
        if (wrong) {
          if (word.length >= NEAR) add({ term: word, editDistance: wrong });
          continue;
        }
        const presence = lunr.Query.presence[allOf ? "REQUIRED" : "OPTIONAL"];
        add({ term: word.length >= SHORTEST ? end + "*" : end, presence });
        for (const form of new Set([word, end])) add({ term: form, boost: 4 });
      }
    };
    const rows = words.length ? index.query(clauses) : [];
    return asked ? rows : []; // to a query without clauses, everything is a match
  }

  const isOne = (token, terms) => terms.includes(token) || terms.includes(stem(token));

  /** The part that has most of the terms (the first of equals), cut to where they stand. */
  function because({ parts }, terms) {
    const count = ([, , text]) => new Set(tokensOf(text).filter((token) => isOne(token, terms)).map(stem)).size;
    let part = parts[0];
    for (const other of parts) if (count(other) > count(part)) part = other;
    const words = part[2].split(/\s+/).filter(Boolean);
    const first = Math.max(0, words.findIndex((word) => tokens(word).some((token) => isOne(token, terms))));
    const start = words.length > AROUND ? Math.max(0, first - BEFORE) : 0;
    const [before, after] = [start ? "… " : "", start + AROUND < words.length ? " …" : ""];
    return `${part[1]}: ${before}${words.slice(start, start + AROUND).join(" ")}${after}`;
  }

  return { find, isOne, tokens, MOST };
}

/** The panel of hits in `root`: show(words) fills it. `close` puts it away when a hit is followed. */
export function searchPanel(root, data, over, close) {
  const [list, status] = ["ol", "[role=status]"].map((selector) => root.querySelector(selector));
  const { isOne, tokens } = over;
  const HOME = root.dataset.home; // where the dashboards lie; nothing in the edition, which is one page

  function marked(text, terms) {
    return text.split(/([\p{L}\p{N}]+)/u).map((word) => (tokens(word).some((token) => isOne(token, terms)) ? made("mark", word) : word));
  }

  function made(tag, ...content) {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  }

  const PAGES = { compare: "01-compare.ipynb", cooperation: "03-cooperation.ipynb" };
  const storeOf = () => document.querySelector("[data-workbook]")?.workbook;

  /** A link to a view that takes the reader's own view along and changes a part of it. */
  function leadTo(view, part, words, topic = "") {
    const link = made("a", ...[words].flat());
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(part)) value ? query.set(name, value) : query.delete(name);
    link.href = `${HOME ? HOME + PAGES[view] : ""}?${query}${HOME ? "" : "#" + view}`;
    link.addEventListener("click", (event) => {
      const here = document.querySelector(view === "compare" ? "[data-view=comparison]" : `[data-explorer=${view}]`);
      if (event.ctrlKey || event.metaKey || event.shiftKey || !here || !storeOf()) return;
      event.preventDefault();
      close();
      if (!HOME) location.hash = view;
      storeOf().change(part);
      setTimeout(() => {
        const place = document.querySelector(`[data-row="${topic}"]`) ?? here;
        place.tabIndex = -1;
        place.focus({ preventScroll: true });
        place.scrollIntoView({ block: "start" });
      }, 50);
    });
    return link;
  }

  const toTopic = (title, words, id) => leadTo("compare", { q: title, f_theme: "", f_verdict: "" }, words, id);

  function item(hit) {
    const row = made("li");
    row.dataset.hit = hit.kind === "topic" ? hit.id : `${hit.kind}:${hit.id}`;
    const name = marked(hit.title, hit.terms);
    const lead = hit.topics[0];
    if (hit.kind === "state") row.append(leadTo("cooperation", { s1: hit.id }, name));
    else if (lead) row.append(toTopic(data.titles[lead], name, lead));
    else row.append(made("b", ...name));
    row.append(" ", made("small", data.kinds[hit.kind][0]));
    const meaning = hit.kind === "term" && hit.parts.find(([field]) => field === "notes");
    if (meaning) row.append(made("p", meaning[2]));
    row.append(made("p", ...marked(hit.because, hit.terms)));
    const page = hit.kind === "article" && data.pages[hit.id.split(":")[0]];
    if (page) {
      const link = made("a", fill(WORDS.search.page, { text: data.texts[hit.id.split(":")[0]], host: new URL(page).host }));
      row.append(made("p", Object.assign(link, { href: page, rel: "noopener noreferrer", target: "_blank" })));
    }
    if (hit.kind !== "topic" && hit.topics.length) {
      const links = hit.topics.flatMap((id, i) => [i ? ", " : WORDS.search.topics, toTopic(data.titles[id], data.titles[id], id)]);
      row.append(made("p", ...links));
    }
    return row;
  }

  let last = null;
  return {
    find: over.find,
    show(said) {
      if (said === last && root.hasAttribute("data-open")) return;
      last = said;
      const hits = over.find(said);
      list.replaceChildren(...hits.map(item));
      list.hidden = !hits.length;
      const words = said.trim();
      const some = hits.length === over.MOST ? WORDS.search.best : WORDS.search.hits;
      const none = words.length < 3 ? WORDS.search.typing : WORDS.search.nothing;
      status.textContent = words && fill(hits.length ? some : none, { n: hits.length, words });
      root.toggleAttribute("data-open", Boolean(said.trim()));
    },
  };
}
