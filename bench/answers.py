"""How long the static edition takes for a key in its search, and for another state in My state. Milliseconds."""

from __future__ import annotations

from typing import Any

SAID = ("ransomware", "revenge porn", "Article 21", "dual criminality")
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


def answered(context: Any, address: str) -> dict[str, list[float]]:
    """{"search_ms": a run for each key, "state_ms": one for each state}."""
    tab = context.new_page()
    tab.goto(f"{address}#state")
    tab.wait_for_selector("[data-page=state]:visible")
    found = {"state_ms": tab.evaluate(OTHERS, list(STATES)), "search_ms": tab.evaluate(KEYS, list(SAID))}
    tab.close()
    return found
