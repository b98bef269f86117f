"""The content security policy holds in a real browser, on every page and with a kernel, and nothing breaks by it."""

import re

import pytest
from conftest import PAGES_OF_DASHBOARDS as PAGES
from conftest import wait_for_page

from workbook.serving.printed import policy, printed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_under_its_policy(strict, server, name):
    strict.goto(f"{server}voila/render/{name}.ipynb?a=budapest&b=un-2024")
    wait_for_page(strict)
    for each in strict.query_selector_all("summary"):
        each.evaluate("element => element.click()")
    for name in ("f", "q"):
        strict.keyboard.press(name)
    assert strict.wrong == []


def test_a_figure_is_drawn_under_the_policy_with_its_first_visit_in_ten_requests(strict, server):
    strict.goto(f"{server}voila/render/01-compare.ipynb")
    wait_for_page(strict)
    strict.get_by_role("button", name="Draw the figure").click()
    strict.wait_for_selector("[data-view=figure] .barlayer .bars", timeout=30_000)
    assert strict.wrong == [] and len(strict.asked) <= 10


TRIED = {
    "eval": "() => new Promise((ok, no) => setTimeout(() => { try { ok(eval('1')) } catch (e) { no(e) } }))",
    "function": "() => new Promise((ok, no) => setTimeout(() => { try { ok(new Function('return 1')()) } catch (e) { no(e) } }))",
    "inline": "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); if (window.ran) return 1; throw 1 }",
    "data": "() => new Promise((ok, no) => { const s = document.createElement('script'); s.src = 'data:text/javascript,1'; s.onload = ok; s.onerror = no; document.body.append(s) })",
    "blob": "() => import(URL.createObjectURL(new Blob(['export default 1'], {type: 'text/javascript'})))",
    "socket": "() => new Promise((ok, no) => { const w = new WebSocket('ws://127.0.0.2:9/'); addEventListener('securitypolicyviolation', (e) => no(e.violatedDirective)); w.onopen = ok; setTimeout(ok, 2000) })",
    "fetch": "() => fetch('http://127.0.0.2:9/').catch((e) => { throw e })",
    "handler": "() => { document.body.insertAdjacentHTML('beforeend', '<button onclick=\"window.clicked = 1\" id=t>'); document.getElementById('t').click(); if (window.clicked) return 1; throw 1 }",
    "form": "() => new Promise((ok, no) => { addEventListener('securitypolicyviolation', no); const f = document.createElement('form'); f.action = '/x'; document.body.append(f); f.submit(); setTimeout(ok, 1000) })",
    "frame": "() => new Promise((ok, no) => { addEventListener('securitypolicyviolation', no); const f = document.createElement('iframe'); f.src = '/'; document.body.append(f); setTimeout(ok, 1000) })",
}


@pytest.mark.parametrize("what", TRIED)
def test_what_no_page_may_do_is_prevented(strict, server, what):
    from playwright.sync_api import Error

    strict.goto(f"{server}voila/render/00-start.ipynb")
    with pytest.raises(Error):
        strict.evaluate(TRIED[what])


def test_a_page_of_another_site_can_not_frame_ours(browser, server):
    page = browser.new_page()
    page.goto(server.replace("127.0.0.1", "localhost") + "healthz")
    page.set_content(f'<iframe src="{server}voila/render/00-start.ipynb"></iframe>')
    page.wait_for_timeout(800)
    assert not any("Two treaties" in (frame.content() if frame != page.main_frame else "") for frame in page.frames)
    page.close()


def test_the_policy_names_each_script_of_the_page_and_no_other():
    text = "<script>a()</script><script type='application/json'>{}</script><script type=\"module\">b()</script>"
    assert len(re.findall("sha256-", policy(text))) == 2
    page = printed("01-compare", "/")
    assert "unsafe-eval" not in page.policy and not re.search(r"script-src[^;]*(unsafe|blob|data|http)", page.policy)
