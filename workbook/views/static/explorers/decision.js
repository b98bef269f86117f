// The decision rule; alike decision.py and explorers/decision.py. Two pictures: the plane of yes and no, and how few block.

import { make, makeSvg, say } from "../blocks.js";

function decide(counts, rule) {
  const { yes, no, abstain } = counts;
  const voting = yes + no;
  if (rule === "consensus") {
    const adopted = no === 0 && yes + abstain > 0;
    const outcome = adopted ? "adopted" : no ? "no consensus" : "nobody present";
    return { outcome, adopted, voting, needed: null, margin: null, block: null };
  }
  const needed = Math.max(1, rule === "simple-majority" ? Math.floor(voting / 2) + 1 : Math.ceil((2 * voting) / 3));
  const adopted = yes >= needed;
  const outcome = adopted ? "adopted" : !voting ? "nobody voted" : yes === no ? "tie" : "rejected";
  return { outcome, adopted, voting, needed, margin: yes - needed, block: voting ? voting - needed + 1 : null };
}

/** The counts of a state, each as in the vote of 2019 until it is named; who is not counted is absent. */
function decisionVote({ start, members }, state) {
  const count = (name) => parseInt(state[name] || start[name], 10);
  const [yes, no, abstain] = ["yes", "no", "abstain"].map(count);
  const rest = Math.max(0, members - yes - no - abstain);
  return { yes, no, abstain, absent: state.absent ? parseInt(state.absent, 10) : rest };
}

export const decisionBlocks = (data, state) => {
  const { words, outcomes, columns, start, members, rules, real, happened } = data.decision;
  const counts = decisionVote(data.decision, state);
  const rule = state.rule || start.rule;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total > members) {
    return [...happened, { kind: "say", id: "outcome", words: say(words.too_many, { total, members }), tone: "caution" }, ...real];
  }
  const found = decide(counts, rule);
  const first = say(words[found.adopted ? "adopted" : "rejected"], { ...counts, rule: rules[rule].toLowerCase() });
  let second = rule === "consensus" ? words.consensus : words.nobody;
  if (found.needed !== null && found.voting) second = say(words.block, found);
  const rows = Object.keys(rules).map((name) => {
    const one = decide(counts, name);
    const cells = [one.needed, one.margin, one.block].map((number) => (number === null ? "not counted" : String(number)));
    return [rules[name], outcomes[one.outcome], String(one.voting), ...cells];
  });
  return [
    ...happened,
    { kind: "say", id: "outcome", words: first, tone: "finding" },
    { kind: "say", id: "block", words: second, tone: "" },
    { kind: "say", id: "rest", words: say(words.rest, counts), tone: "" },
    { kind: "table", id: "rules", caption: "The same vote under each rule", columns, rows, empty: "Nothing.", shares: [] },
    ...real,
  ];
};

export const decisionPicture = (element, data, state, blocks) => {
  const { words, start, members, rules } = data.decision;
  const counts = decisionVote(data.decision, state);
  const rule = state.rule || start.rule;
  for (const slider of element.closest("section").querySelectorAll("input[type=range]")) {
    slider.setAttribute("aria-valuetext", say(words.value, { value: slider.value, members }));
  }
  element.style.cssText = "display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 1rem 0";
  if (blocks.find(({ id }) => id === "outcome").tone === "caution") return element.replaceChildren();
  const found = decide(counts, rule);
  const given = { ...counts, ...found, rule: rules[rule].toLowerCase(), lack: -found.margin };
  const reached = decisionReached(rule, found);
  const [outcome, block] = ["outcome", "block"].map((id) => blocks.find((one) => one.id === id).words);
  element.replaceChildren(
    decisionPlane(counts, rule, say(words[reached], given), say(words.plane, { outcome }), say(words.now, given), rules, members),
    decisionStrip(found, rule, say(words[found.block === null ? "few" : "strip"], given), say(words.steps, { block }), say(words.blocks, given), rules, members),
  );
};

/** The sentence that says how far the vote is from the rule's line. */
function decisionReached(rule, { adopted, outcome, voting, margin }) {
  if (outcome === "nobody present" || (rule !== "consensus" && !voting)) return "nobody";
  if (rule === "consensus") return adopted ? "unopposed" : "stopped";
  return margin > 0 ? "enough" : margin < 0 ? "short" : "exact";
}

/** A picture with its axes; `x` and `y` place a count of members. */
function decisionFrame(id, title, text, across, up, members, top) {
  const [side, left, foot] = [350, 52, 296];
  const x = (n) => left + (n / members) * (side - left - 18);
  const y = (n) => foot - (n / top) * (foot - 12);
  const svg = makeSvg("svg", { viewBox: `0 0 ${side} ${side}`, width: side, height: side, role: "img", "aria-labelledby": `${id}-title ${id}-text`, "font-size": 12.5, fill: "var(--ink)" });
  svg.append(makeSvg("title", { id: `${id}-title` }, title), makeSvg("desc", { id: `${id}-text` }, text));
  for (const n of [0, 50, 100, 150, members]) {
    svg.append(makeSvg("text", { x: x(n), y: foot + 16, "text-anchor": "middle", fill: "var(--soft)" }, n));
    if (n && n <= top) svg.append(makeSvg("text", { x: left - 6, y: y(n) + 4, "text-anchor": "end", fill: "var(--soft)" }, n));
  }
  svg.append(
    makeSvg("path", { d: `M${x(0)},${y(top)} V${y(0)} H${x(members)}`, fill: "none", stroke: "var(--soft)" }),
    makeSvg("text", { x: x(members / 2), y: foot + 34, "text-anchor": "middle" }, across),
    makeSvg("text", { x: 12, y: y(top / 2), transform: `rotate(-90 12 ${y(top / 2)})`, "text-anchor": "middle" }, up),
  );
  return { svg, x, y };
}

const decisionFigure = (title, svg) =>
  make("figure", { style: "margin: 0; width: 350px; max-width: 100%" }, make("figcaption", { "aria-hidden": "true" }, make("b", {}, title)), svg);

/** Yes to the right, no upwards: below the rule's line a proposal is adopted. */
function decisionPlane(counts, rule, title, text, now, rules, members) {
  const { svg, x, y } = decisionFrame("decision-plane", title, text, "yes", "no", members, members);
  // Where each rule's line meets the edge on which everybody votes; by consensus it lies on the axis.
  const ends = { "simple-majority": [members / 2, members / 2], "two-thirds": [(2 * members) / 3, members / 3], consensus: [members, 0] };
  const [right, high] = ends[rule];
  svg.append(
    makeSvg("path", { d: `M${x(0)},${y(0)} L${x(right)},${y(high)} L${x(members)},${y(0)} Z`, fill: "var(--a)", "fill-opacity": 0.18 }),
    makeSvg("path", { d: `M${x(0)},${y(members)} L${x(members)},${y(0)}`, stroke: "var(--line)", "stroke-width": 2 }),
    makeSvg("text", { x: x(62), y: y(165), fill: "var(--soft)" }, "more than there are members"),
  );
  for (const name in ends) {
    const [endX, endY] = ends[name];
    const chosen = name === rule;
    svg.append(
      makeSvg("line", { x1: x(0), y1: y(0), x2: x(endX), y2: y(endY), stroke: chosen ? "var(--a)" : "var(--soft)", "stroke-width": chosen ? 3.5 : 1.5, "stroke-dasharray": chosen ? "none" : "4 4" }),
      makeSvg("text", { x: name === "consensus" ? x(members) : x(endX) + 6, y: y(endY) - 6, "text-anchor": name === "consensus" ? "end" : "start", "font-weight": chosen ? 650 : 400 }, rules[name]),
    );
  }
  if (rule !== "consensus") svg.append(makeSvg("text", { x: x(108), y: y(14), "text-anchor": "middle" }, "adopted"));
  svg.append(makeSvg("text", { x: x(30), y: y(100), "text-anchor": "middle" }, "not adopted"));
  return decisionFigure(title, decisionPoint(svg, x(counts.yes), y(counts.no), now, counts.yes > 60));
}

/** How few no block, by how many vote. */
function decisionStrip(found, rule, title, text, now, rules, members) {
  const { svg, x, y } = decisionFrame("decision-strip", title, text, "members who vote", "no that block", members, 100);
  for (const name of ["simple-majority", "two-thirds", "consensus"]) {
    const block = (voting) => (name === "consensus" ? 1 : decide({ yes: voting, no: 0, abstain: 0 }, name).block);
    const steps = Array.from({ length: members }, (_, n) => `${n ? "L" : "M"}${x(n + 1)},${y(block(n + 1))}`).join(" ");
    const chosen = name === rule;
    svg.append(
      makeSvg("path", { d: steps, fill: "none", stroke: chosen ? "var(--a)" : "var(--soft)", "stroke-width": chosen ? 2.5 : 1, "stroke-dasharray": chosen ? "none" : "4 4" }),
      makeSvg("text", { x: x(members), y: y(block(members)) - 8, "text-anchor": "end", "font-weight": chosen ? 650 : 400 }, rules[name]),
    );
  }
  if (found.block !== null) decisionPoint(svg, x(found.voting), y(found.block), now, found.voting > 100);
  return decisionFigure(title, svg);
}

function decisionPoint(svg, x, y, label, left) {
  const words = makeSvg("text", { x: x + (left ? -10 : 10), y: y - 9, "text-anchor": left ? "end" : "start", "font-weight": 650 }, label);
  words.setAttribute("style", "paint-order: stroke; stroke: var(--paper); stroke-width: 4px");
  svg.append(makeSvg("circle", { cx: x, cy: y, r: 6, fill: "var(--ink)", stroke: "var(--paper)", "stroke-width": 2 }), words);
  return svg;
}
