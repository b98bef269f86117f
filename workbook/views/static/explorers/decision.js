// The decision rule; alike decision.py and explorers/decision.py.

import { WORDS, fill } from "../words.js";


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
    return [...happened, { kind: "say", id: "outcome", words: fill(words.too_many, { total, members }), tone: "caution" }, ...real];
  }
  const found = decide(counts, rule);
  const first = fill(words[found.adopted ? "adopted" : "rejected"], { ...counts, rule: rules[rule].toLowerCase() });
  let second = rule === "consensus" ? words.consensus : words.nobody;
  if (found.needed !== null && found.voting) second = fill(words.block, found);
  const rows = Object.keys(rules).map((name) => {
    const one = decide(counts, name);
    const cells = [one.needed, one.margin, one.block].map((number) => (number === null ? words.no_number : String(number)));
    return [rules[name], outcomes[one.outcome], String(one.voting), ...cells];
  });
  return [
    ...happened,
    { kind: "say", id: "outcome", words: first, tone: "finding" },
    { kind: "say", id: "block", words: second, tone: "" },
    { kind: "say", id: "rest", words: fill(words.rest, counts), tone: "" },
    { kind: "table", id: "rules", caption: words.same_vote, columns, rows, empty: WORDS.blocks.empty.nothing, shares: [] },
    ...real,
  ];
};

/** Yes against no, with the line of each rule; and how few no block, by how many vote. */
export const decisionPicture = (data, state) => {
  const { words, start, members, rules, ticks } = data.decision;
  const counts = decisionVote(data.decision, state);
  const rule = state.rule || start.rule;
  if (Object.values(counts).reduce((sum, count) => sum + count, 0) > members) return null;
  const found = decide(counts, rule);
  const given = { ...counts, ...found, rule: rules[rule].toLowerCase(), lack: -found.margin };
  const names = Object.keys(rules);
  const every = Object.fromEntries(names.map((name) => [name, decide({ yes: members, no: 0, abstain: 0 }, name)]));
  const needed = (name) => every[name].needed ?? members;
  const block = (name) => every[name].block ?? 1;
  const end = (name) => [needed(name), members - needed(name)];
  const line = (name, points) => [
    name === rule ? "bold" : "fine", fill(words.all_vote, { rule: rules[name], members, needed: needed(name), block: block(name) }), points, rules[name]];
  const consensus = rule === "consensus";
  const plane = {
    title: fill(words[decisionReached(rule, found)], given),
    most: [members, members],
    axes: [words.across, words.up],
    ticks,
    areas: consensus ? [] : [[fill(words.area, { rule: rules[rule] }), [[0, 0], end(rule), [members, 0]]]],
    lines: [["thin", fill(words.edge, { members }), [[0, members], [members, 0]], ""], ...names.map((name) => line(name, [[0, 0], end(name)]))],
    notes: [...(consensus ? [] : [[108, 10, words.inside]]), [30, 100, words.outside], [128, 150, words.beyond]],
    points: [[counts.yes, counts.no, fill(words.now, given)]],
  };
  const strip = {
    title: fill(words[found.block === null ? "few" : "strip"], given),
    most: [members, 100],
    axes: [words.voting, words.blocking],
    ticks,
    areas: [],
    lines: names.map((name) => line(name, [[1, 1], [members, block(name)]])),
    notes: [],
    points: found.block === null ? [] : [[found.voting, found.block, fill(words.blocks, given)]],
  };
  return { legend: [["bold", fill(words.chosen, given)], ["fine", words.others], ["point", words.tried]], planes: [plane, strip] };
};

/** The sentence that says how far the vote is from the rule's line. */
function decisionReached(rule, { adopted, outcome, voting, margin }) {
  if (outcome === "nobody present" || (rule !== "consensus" && !voting)) return "nobody";
  if (rule === "consensus") return adopted ? "unopposed" : "stopped";
  return margin > 0 ? "enough" : margin < 0 ? "short" : "exact";
}
