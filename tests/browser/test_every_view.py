"""Every view opens, in light and dark, narrow and zoomed, without complaint or a barrier that axe knows of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VIEWS = (
    "question",
    "question?as_of=2022-10-20&with=2022-10-12",
    "carries",
    "indicators",
    "articles",
    "reader",
    "incidents",
    "contradictions",
    "said",
    "sources",
    "timeline",
    "numbers",
    "map",
    "add",
    "brief",
    "scorecard",
    "log",
    "log?show=log",
    "search?q=Slonim",
)
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# A telephone, and a screen of 1280 by 900 at a zoom of 200 %.
SCREENS = ((360, 740), (640, 450))
Go = Callable[[str], "Page"]


def barriers(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds wrong, in lines to read."""
    axe: Any = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options=rules).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_no_barrier_and_fits(go: Go, page: Page, view: str) -> None:
    go(view)
    assert not barriers(page, WCAG)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert not barriers(page, CONTRAST)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} pixels too wide at {width}"


def test_dialogs_have_no_barrier(go: Go, page: Page) -> None:
    go("reader")
    for key in ("?", "/"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        assert not barriers(page, WCAG)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    page.keyboard.press("j")
    for key in ("x", "w", "p", "i"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        assert not barriers(page, WCAG), key
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")


def test_views_are_reached_by_keys(go: Go, page: Page) -> None:
    go("question")
    for letter, heading in (("w", "What carries the answer"), ("a", "Articles"), ("l", "Log"), ("b", "Brief")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_selector(f"h1:has-text('{heading}')")


def test_single_keys_can_be_switched_off(go: Go, page: Page) -> None:
    go("question")
    page.keyboard.press("?")
    page.get_by_label("Keys without Ctrl or Alt work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys without Ctrl or Alt work").check()
    page.keyboard.press("Escape")


def test_an_address_that_leads_nowhere_says_so(go: Go, page: Page, shown: Any) -> None:
    page.goto(shown.at("nonsense"))
    page.wait_for_selector("text=There is no page at this address.")
    page.goto(shown.at("reader/000000000000"))
    page.wait_for_selector("[role=alert]")
    shown.complaints.clear()  # the 404 that was asked for
