// The road to the text: the answer is Python's as it is; alike lined.py, the picture is a bar a step on one scale of years.

export const roadBlocks = (data) => data.road.blocks;

/** Planned and happened, each step from its first to its last day, in days since the first year began. */
export const roadPicture = (data) => {
  const { legs, lanes, undated } = data.road;
  const steps = legs.flatMap((leg) => [leg.planned, leg.happened]).filter(Boolean);
  if (!steps.length) return null;
  const years = steps.flatMap(({ from, to }) => [from, to]).map((day) => Number(day.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const day = (iso) => (Date.parse(iso) - Date.UTC(first, 0)) / 864e5;
  const part = (step, kind) => (step ? [[kind, day(step.from), day(step.to) - day(step.from) + 1, step.words]] : []);
  const rows = legs.filter(({ planned, happened }) => planned || happened).map(({ label, late, planned, happened }) =>
    [late ? `${label} (${late})` : label, [part(planned, "b"), part(happened, "a")]]);
  const ticks = Array.from({ length: last - first + 1 }, (_, n) => [day(`${first + n}-01-01`), String(first + n)]);
  const unit = `${data.drawn.words.years} ${undated}`.trim();
  return { legend: [["b", lanes[0]], ["a", lanes[1]]], bars: { rows, top: ticks.at(-1)[0], ticks, unit, named: false, least: 8 } };
};
