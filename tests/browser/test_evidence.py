"""What the evidence views let one do by keyboard: open a sign, make a task of it, grade a source, follow a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Go = Callable[[str], "Page"]


def test_the_board_is_walked_with_arrows_and_a_cell_becomes_a_task(go: Go, page: Page) -> None:
    go("indicators")
    page.locator("[data-row='0'][tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("section[aria-label='The sign'] h2")
    assert "indicator=" in page.url
    page.keyboard.press("t")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("photographs of the railway yard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Task added")
    page.wait_for_selector(".task:has-text('photographs of the railway yard')")


def test_a_source_is_graded_by_its_letter(go: Go, page: Page) -> None:
    go("sources?name=General Staff of Ukraine")
    page.wait_for_selector("h2:has-text('Grade')")
    page.keyboard.press("Shift+B")
    page.wait_for_selector(".notice:has-text('grade B')")
    row = page.evaluate("async () => (await (await fetch('./api/decisions?sort=-number&limit=1')).json()).items[0]")
    assert (row["subject"], row["field"], row["value"]) == ("source", "grade", "B")


def test_an_incident_leads_down_to_its_origins_and_back_to_the_words(go: Go, page: Page) -> None:
    go("incidents?all=true")
    page.get_by_role("link", name="two tank companies").first.click()
    page.wait_for_selector("h2:has-text('Where it comes from')")
    page.locator(".tree a").first.click()
    page.wait_for_selector("article .chosen")
    assert "claim=" in page.url


def test_a_mark_in_a_lane_leads_to_its_words(go: Go, page: Page) -> None:
    go("said?all=true")
    page.locator(".chart a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("article .chosen")
