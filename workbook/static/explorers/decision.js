// The decision rule; alike decision.py and explorers/decision.py.

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

EXPLORERS.decision = (data, state) => {
  const { words, outcomes, start, members, rules } = data.decision;
  const names = ["yes", "no", "abstain", "absent"];
  const given = names.some((name) => state[name]) ? state : start;
  const counts = Object.fromEntries(names.map((name) => [name, parseInt(given[name] || "0", 10)]));
  const rule = state.rule || start.rule;
  const total = names.reduce((sum, name) => sum + counts[name], 0);
  if (total > members) {
    return [{ kind: "say", id: "outcome", words: say(words.too_many, { total, members }), tone: "caution" }];
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
    { kind: "say", id: "outcome", words: first, tone: "finding" },
    { kind: "say", id: "block", words: second, tone: "" },
    {
      kind: "table",
      id: "rules",
      caption: "The same vote under each rule",
      columns: ["Rule", "Outcome", "Voting", "Yes needed", "Yes beyond need", "No that block"],
      rows,
      empty: "Nothing.",
      shares: [],
    },
  ];
};
