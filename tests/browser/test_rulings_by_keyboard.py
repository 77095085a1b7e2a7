"""Every ruling on a claim is made with keys alone, and stands in the record with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Go = Callable[[str], "Page"]


class Analyst:
    """Somebody with a keyboard at the reader."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def choose(self, words: str) -> None:
        """Walks to the claim with these words."""
        self.press("Escape")
        for _ in range(30):
            self.press("j")
            chosen = self.page.locator("li.chosen .words")
            if chosen.count() and words in (chosen.first.text_content() or ""):
                return
        raise AssertionError(f"no claim says “{words}”")

    def opened(self) -> None:
        self.page.wait_for_selector("dialog[open]")

    def said(self, words: str) -> dict[str, Any]:
        """Waits for the notice, then gives the last ruling of the record."""
        self.page.locator(f".notice:has-text('{words}')").last.wait_for()
        row: dict[str, Any] = self.page.evaluate(
            "async () => (await (await fetch('./api/decisions?sort=-number&limit=1')).json()).items[0]"
        )
        for close in self.page.locator(".notice [aria-label=Dismiss]").all():
            close.click()
        return row


@pytest.fixture
def analyst(go: Go, page: Page) -> Analyst:
    go("articles")
    page.get_by_role("link", name="Two tank companies").first.click()
    page.wait_for_selector("article")
    return Analyst(page)


STAFF = "two tank companies had left Slonim"
PHONES = "They took our phones"


def test_accept_and_take_back(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("a")
    row = analyst.said("Accepted")
    assert (row["ruling"], row["reason"]) == ("accept", "Checked against the article")
    analyst.page.wait_for_selector("li.chosen .badge.accepted")
    analyst.press("u")
    assert analyst.said("taken back")["ruling"] == "undo"


def test_reject_with_a_usual_reason(analyst: Analyst) -> None:
    analyst.choose(PHONES)
    analyst.press("x")
    analyst.opened()
    analyst.press("1")
    row = analyst.said("Rejected")
    assert (row["ruling"], row["reason"]) == ("reject", "The article does not say this")
    analyst.page.wait_for_selector("text=1 rejected claim")


def test_fix_the_words(analyst: Analyst) -> None:
    analyst.choose("Belarus would not send")
    analyst.press("s")
    analyst.page.wait_for_selector(".mode")
    analyst.press("ArrowLeft", "ArrowLeft", "Enter")
    row = analyst.said("Words set")
    assert (row["ruling"], row["field"]) == ("set", "span")
    analyst.page.wait_for_selector("li.chosen .words:text-is('Belarus would not send its army')")


def test_fix_the_speaker(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("w")
    analyst.opened()
    analyst.press("Control+a")
    analyst.page.keyboard.type("Border Guard Service")
    analyst.press("Enter")
    row = analyst.said("Set origin")
    assert (row["field"], row["value"]) == ("origin", "Border Guard Service")


def test_fix_the_dates(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("d")
    analyst.opened()
    analyst.press("Control+a")
    analyst.page.keyboard.type("2022-10-10/2022-10-11")
    analyst.page.wait_for_selector("text=10 October to 11 October 2022")
    analyst.press("Enter")
    row = analyst.said("Set when")
    assert (row["field"], row["value"]) == ("when", "2022-10-10/2022-10-11")


def test_fix_the_polarity(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("p")
    analyst.opened()
    analyst.press("ArrowDown", "Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
    row = analyst.said("Set polarity")
    assert (row["field"], row["value"]) == ("polarity", "-")


def test_fix_the_signs(analyst: Analyst) -> None:
    analyst.choose("issued live ammunition")
    analyst.press("i")
    analyst.opened()
    analyst.page.keyboard.type("exercises")
    analyst.press("Tab", "ArrowDown", "Tab")
    analyst.page.keyboard.press("Enter")
    row = analyst.said("Set indicators")
    assert row["field"] == "indicators"
    assert "exercise" in row["value"]


def test_fix_the_bearing(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("r")
    analyst.opened()
    analyst.press("Tab", "ArrowDown", "Tab", "Tab", "Enter")
    assert analyst.said("Set ")["field"] in {"direction", "relevant"}


def test_split(analyst: Analyst) -> None:
    analyst.choose("issued live ammunition")
    analyst.press("y")
    analyst.page.wait_for_selector(".mode:has-text('Split')")
    analyst.press("ArrowLeft", "Enter")
    assert analyst.said("Split")["ruling"] == "split"


def test_merge(analyst: Analyst) -> None:
    analyst.choose(STAFF)
    analyst.press("m")
    analyst.opened()
    analyst.press("Space", "Enter")
    assert analyst.said("Merged")["ruling"] == "merge"


def test_add_a_claim(analyst: Analyst) -> None:
    analyst.press("n")
    analyst.page.wait_for_selector(".mode:has-text('new claim')")
    analyst.press("ArrowDown", "Enter")
    analyst.opened()
    analyst.page.keyboard.type("the depot's manager")
    analyst.press("Enter")
    row = analyst.said("Claim added")
    assert (row["ruling"], row["reason"]) == ("add", "Missed by extraction")


def test_all_rulings_stand_in_the_log(analyst: Analyst) -> None:
    page = analyst.page
    analyst.press("g", "l")
    page.wait_for_selector("h1:has-text('Log')")
    page.wait_for_selector("tbody tr")
    assert page.locator("tbody tr").count() >= 10
    page.get_by_role("button", name="Verify the chain").click()
    page.wait_for_selector("text=The chain holds")
