"""The day moves everything; search, adding and the brief work from end to end; nothing leaves the machine."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

Go = Callable[[str], "Page"]
PAGE = Path(str(files("tocsin.serve"))) / "page"
SOURCES = Path(__file__).parents[2] / "web" / "src"


def test_the_slider_moves_the_day_of_everything(go: Go, page: Page) -> None:
    go("question?as_of=2022-10-20")
    page.wait_for_selector("text=As of 20 October 2022")
    page.keyboard.press("[")
    page.wait_for_selector("text=As of 19 October 2022")
    assert "as_of=2022-10-19" in page.url
    page.keyboard.press("}")
    page.wait_for_selector("text=As of 20 October 2022")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("text=As of 19 October 2022")
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_selector("h1:has-text('What carries')")
    assert "as_of=2022-10-19" in page.url


def test_two_days_are_compared(go: Go, page: Page) -> None:
    go("question?as_of=2022-10-21")
    page.keyboard.press("c")
    page.wait_for_selector("h2:has-text('From ')")
    page.wait_for_selector("text=the odds")


def test_leaving_something_out_asks_what_if(go: Go, page: Page) -> None:
    go("carries")
    page.keyboard.press("j")
    page.keyboard.press("t")
    page.wait_for_selector("text=Without 1 thing")
    page.wait_for_selector(".what-if strong")


def test_search_finds_a_name_under_another_spelling(go: Go, page: Page) -> None:
    go("question")
    page.keyboard.press("/")
    page.keyboard.type("lukashenko", delay=5)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog", state="detached")
    assert "#/question" not in page.url


def test_private_persons_stand_under_their_role(go: Go, page: Page) -> None:
    go("articles")
    page.get_by_role("link", name="Two tank companies").first.click()
    page.wait_for_selector("article")
    text = page.locator("main").inner_text()
    assert "Wolny" not in text
    assert "[soldier A]" in text


def test_an_article_is_pasted_and_its_markup_stays_text(go: Go, page: Page) -> None:
    go("add")
    body = "A <b>column</b> of <img src=x onerror=alert(1)> tanks left Slonim, the Defence Ministry of Belarus said."
    page.get_by_label("Text", exact=True).fill(body)
    page.get_by_label("Title").fill("Pasted & <i>kept</i>")
    page.get_by_label("Published", exact=True).fill("2022-10-14")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("1 article added").first.wait_for(timeout=60_000)
    page.get_by_role("link", name="Read it").first.click()
    page.wait_for_selector("article")
    assert "<img src=x onerror=alert(1)>" in page.locator("article").inner_text()
    assert page.locator("article img").count() == 0


def test_what_is_refused_says_why(go: Go, page: Page) -> None:
    go("add")
    page.set_input_files("#files", {"name": "empty.html", "mimeType": "text/html", "buffer": b"<html></html>"})
    page.wait_for_selector(".refused", timeout=60_000)
    assert "empty.html" in page.locator(".refused").first.inner_text()


def test_the_brief_is_edited_checked_and_saved(go: Go, page: Page) -> None:
    go("brief")
    page.keyboard.press("e")
    area = page.get_by_label("Markdown of the brief")
    area.fill("# A brief\n\nThis sentence cites nothing at all.\n")
    page.wait_for_selector("text=1 sentence without a citation")
    area.fill("# A brief\n\n_This is a judgement._\n")
    page.wait_for_selector("text=Every sentence cites words")
    page.keyboard.press("Control+s")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Draft saved")
    page.wait_for_selector("text=Draft of Ada")


def test_nothing_is_loaded_from_elsewhere(go: Go, page: Page, shown: Any) -> None:
    for view in ("question", "reader", "map"):
        go(view)
    assert {url for url in shown.requests if not url.startswith(shown.address)} == set()


def test_the_page_is_small() -> None:
    scripts = {path.name: len(gzip.compress(path.read_bytes())) for path in (PAGE / "assets").glob("*.js")}
    first = re.findall(r"assets/([\w.-]+\.js)", (PAGE / "index.html").read_text(encoding="utf-8"))
    assert sum(scripts[name] for name in first) < 60_000
    assert sum(size for name, size in scripts.items() if not name.startswith("Map")) < 300_000


def test_no_text_is_ever_made_markup() -> None:
    sources = [path for path in SOURCES.rglob("*") if path.suffix in {".svelte", ".ts"}]
    assert sources
    for path in sources:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\{@html|innerHTML|insertAdjacentHTML|\sstyle=[\"{]", text), path.name
