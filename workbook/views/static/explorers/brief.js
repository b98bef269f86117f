// One page on two sides; alike brief.py and explorers/brief.py.

const briefDay = (day, months) => {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${months[month - 1]} ${year}`;
};

/** A difference's place in the order, the smaller the earlier; null where there is none, or none is known. */
function briefWeight({ relation: how, because, there, id }, { positions, forces, last }) {
  if (how === "only_a" || how === "only_b") return [0, Math.min(last, ...there.flat().map((text) => forces[positions[id][text][1]][1]))];
  if (how === "stronger_a" || how === "stronger_b") return [1, -because.length];
  return how === "differs" ? [2, -because.length] : null;
}

EXPLORERS.brief = (data, state) => {
  const { words, columns, labels, months, most, texts, positions, forces, bases, ...known } = data.brief;
  const found = answer(data, state);
  const both = [found.sides.a, found.sides.b];
  const [a, b] = both;
  const short = (text) => data.instruments[text].short;
  const rows = data.topics.map((topic) => ({
    id: topic.id,
    topic,
    ...relation(data, topic, both, found.status),
    there: both.map((side) => side.filter((text) => found.status(text, topic) === "on")),
  }));
  const count = (...relations) => rows.filter((row) => relations.includes(row.relation)).length;
  const given = Object.fromEntries(Object.keys(known.relations).map((name) => [name, count(name)]));
  given.neither = rows.filter(({ relation: how, there }) => how === "same" && !there[0].length).length;
  given.same -= given.neither;
  given.both = given.same + count("stronger_a", "stronger_b", "differs");
  given.total = rows.length;
  const named = (side) => {
    const all = side.map((text) => `the ${short(text)}`);
    return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : all[0];
  };
  const names = { a: named(a), b: named(b) };
  const sentence = (id, more, tone = "") => ({ kind: "say", id, words: say(words[id], more), tone });
  const table = (id, caption, heads, body, empty = "Nothing.") => ({ kind: "table", id, caption, columns: heads, rows: body, empty, shares: [] });

  const day = state.on || known.day;
  const bound = (text) => texts[text].bound.findLast(([from]) => from <= day)?.[1] ?? "0";
  const status = both.flatMap((side, i) =>
    side.map((text) => {
      const [note, how] = texts[text].status;
      return [`${"AB"[i]}: ${short(text)}`, note, bound(text), how];
    }),
  );

  const basis = (id, side) => {
    const used = new Set(side.map((text) => positions[id][text]?.[2]));
    return Object.keys(bases).filter((name) => used.has(name)).map((name) => bases[name]).join(", ");
  };
  const stand = ({ relation: how, because, there, id }) => {
    const all = there.flat().map((text) => forces[positions[id][text][1]]);
    const alone = how === "only_a" || how === "only_b";
    const points = alone ? [all.reduce((one, other) => (other[1] < one[1] ? other : one), all[0] ?? [known.present])[0]] : because.map((name) => data.features[name]);
    const more = points.length > most.points ? [say(labels.more, { n: points.length - most.points })] : [];
    return `${known.relations[how]}: ${[...points.slice(0, most.points), ...more].join(", ")}`;
  };
  const line = (row) => {
    const cites = both.map((side, i) => {
      const said = row.there[i].map((text) => (side.length > 1 ? `${short(text)}: ` : "") + positions[row.id][text][0]);
      return said.join("; ") || (side.some((text) => row.topic.in[text].r !== undefined) ? labels.off
        : side.some((text) => row.topic.in[text].v === "present") ? labels.present : labels.none);
    });
    const [one, other] = both.map((side, i) => basis(row.id, row.there[i].length ? row.there[i] : side));
    return [row.topic.title, stand(row), ...cites, one === other ? one : `A: ${one}; B: ${other}`];
  };
  const differences = Object.keys(known.dimensions).map((dimension) => {
    const weighed = rows
      .filter(({ topic }) => known.themes[topic.theme] === dimension)
      .map((row) => ({ row, weight: briefWeight(row, data.brief) }))
      .filter(({ weight }) => weight)
      .sort((x, y) => x.weight[0] - y.weight[0] || x.weight[1] - y.weight[1]);
    const shown = weighed.slice(0, most.differences).map(({ row }) => line(row));
    const caption = say(words.caption, { dimension: known.dimensions[dimension], n: shown.length, m: weighed.length });
    const last = weighed[most.differences - 1]?.weight.join();
    const tied = weighed.slice(most.differences).filter(({ weight }) => weight.join() === last).length;
    return table(dimension, tied ? say(words.tied, { caption, tied }) : caption, columns.differences, shown, labels.alike);
  });

  const numbers = Object.keys(known.measures)
    .map((name) => [name, found.profiles.a.numbers[name], found.profiles.b.numbers[name]])
    .filter(([, one, other]) => one.value !== other.value && [one, other].every(({ value, words: text }) => text === String(value)))
    .sort((x, y) => Math.abs(y[1].value - y[2].value) - Math.abs(x[1].value - x[2].value))
    .slice(0, most.numbers)
    .map(([name, one, other]) => [known.measures[name], one.words, other.words]);

  const spoken = [...a, ...b.filter((text) => !a.includes(text))].flatMap((text) =>
    data.topics.map((topic) => ({ how: found.status(text, topic), coded: positions[topic.id][text], v: topic.in[text].v })),
  );
  const here = spoken.filter(({ how, coded, v }) => coded && v !== "present" && (how === "on" || how === "none")).map(({ coded }) => coded);
  const off = spoken.filter(({ how }) => how === "off" || how === "fell").length;
  const recalled = here.filter((position) => position[2] === "recalled").length;
  const reviewed = here.filter((position) => position[3]).length;
  const share = Math.floor((200 * recalled + here.length) / (2 * here.length || 1));
  return [
    sentence("finding", given, "finding"),
    sentence("sides", names),
    sentence("within", given),
    table("texts", labels.texts, columns.texts.map((name) => say(name, { day: briefDay(day, months) })), status),
    ...differences,
    table("numbers", say(labels.numbers, { day: briefDay(known.day, months) }), columns.numbers, numbers, labels.equal),
    sentence("recalled", { coded: here.length, recalled, share, reviewed }, "caution"),
    ...(recalled && known.calibration ? [{ kind: "say", id: "calibration", words: known.calibration, tone: "" }] : []),
    ...(given.unknown ? [sentence("unknown", given, "caution")] : []),
    ...(off ? [sentence("off", { off, topics_off: given.off }, "caution")] : []),
    sentence("read", {}),
  ];
};
