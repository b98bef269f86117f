"""How long the static edition takes: a key in its search, another state in My state, a part more in My report."""

from __future__ import annotations

from typing import Any

SAID = ("ransomware", "revenge porn", "Article 21", "dual criminality")
PICKED = ("illegal-access", "human-rights", "extradition", "data-preservation", "crimes()", "grooming", "copyright")
STATES = ("JPN", "BRA", "ZAF", "VNM", "KEN", "FRA", "IND", "USA")
# Key by key until the hits are in the page; what searches is brought and indexed before, when the field is entered.
KEYS = """async (said) => {
  const root = document.querySelector('[data-view=search]');
  const input = root.querySelector('input');
  await root.find('');
  const took = [];
  for (const words of said) for (let end = 1; end <= words.length; end += 1) {
    const start = performance.now();
    input.value = words.slice(0, end);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await root.find('');
    took.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return took;
}"""
OTHERS = """(states) => {
  const store = document.querySelector('[data-explorer=state]').workbook;
  return states.map((s1) => {
    const start = performance.now();
    store.change({ s1 });
    return performance.now() - start;
  });
}"""


# Part by part, cards and a view, until all are shown and laid out.
MORE = """(parts) => {
  const store = document.querySelector('[data-explorer=basket]').workbook;
  return parts.map((_, number) => {
    const start = performance.now();
    store.change({ pick: parts.slice(0, number + 1) });
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
}"""


def answered(context: Any, address: str) -> dict[str, list[float]]:
    """{"search_ms": a run for each key, "state_ms": one for each state, "basket_ms": one for each part}."""
    tab = context.new_page()
    tab.goto(f"{address}#state")
    tab.wait_for_selector("[data-page=state]:visible")
    found = {"state_ms": tab.evaluate(OTHERS, list(STATES)), "search_ms": tab.evaluate(KEYS, list(SAID))}
    tab.goto(f"{address}#basket")
    tab.wait_for_selector("[data-page=basket]:visible")
    found["basket_ms"] = tab.evaluate(MORE, list(PICKED))
    tab.close()
    return found
