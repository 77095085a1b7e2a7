"""The brief as a whole: what must be in it, what must not, and what it looks like.

The golden files in `golden/` are reviewed like code. After a wanted change write them anew with
`TOCSIN_UPDATE_GOLDEN=1 pytest tests/report/test_brief.py` and read the difference.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_world import make_world

from tocsin.model.refusal import Refusal
from tocsin.report import html, json_brief, markdown, terminal
from tocsin.report.brief import compose
from tocsin.report.nouns import Brief

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(make_world().parts(), refusals=(Refusal("photo", "photo.jpg", "not an article", ""),))


@pytest.mark.parametrize(
    ("name", "render"),
    [("brief.md", markdown.render), ("brief.html", html.render), ("brief.json", json_brief.render)],
)
def test_golden(brief: Brief, name: str, render: object) -> None:
    shown = render(brief)  # type: ignore[operator]
    path = GOLDEN / name
    if os.environ.get("TOCSIN_UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "now", lineterm="", n=1)
    assert shown == kept, "\n".join(["the brief changed; TOCSIN_UPDATE_GOLDEN=1 writes it anew", *lines])


def test_every_sentence_cites_or_is_a_judgement(brief: Brief) -> None:
    said = [
        *brief.summary,
        *(point.statement for point in brief.key_points),
        *(sentence for point in brief.key_points for sentence in point.against),
        *brief.carries,
        *brief.tips,
        *(side for item in brief.contradictions for side in (item.a, item.b)),
    ]
    assert said
    for sentence in said:
        assert sentence.judgement or sentence.citations, sentence.text


def test_citations_ground(brief: Brief) -> None:
    texts = {document.id: document.text for document in make_world().documents}
    for point in brief.key_points:
        for citation in point.statement.citations:
            words = " ".join(texts[citation.document_id][citation.start : citation.end].split())
            assert words in texts[citation.document_id].replace("\n", " ")
            assert citation.start < citation.end


def test_one_point_an_incident(brief: Brief) -> None:
    incidents = [point.incident_id for point in brief.key_points]
    assert len(incidents) == len(set(incidents))
    quotes = [re.findall("“(.+?)”", point.statement.text) for point in brief.key_points]
    assert len({str(quote) for quote in quotes}) == len(quotes)


def test_what_does_not_count_is_not_quoted(brief: Brief) -> None:
    shown = markdown.render(brief).partition("## Left out")[0]
    assert "crossed the strait" not in shown
    assert "its date is not known" in markdown.render(brief).lower()


def test_readers_see_no_ids_and_no_zero(brief: Brief) -> None:
    for shown in (markdown.render(brief), terminal.render(brief)):
        assert not re.search(r"\bid-\w+", shown)
        assert not re.search(r"(?<![\d.])0\s?%|100\s?%", shown)
        assert "None" not in re.sub(r"None( was found|\.)", "", shown)


def test_unknown_dates_are_asked_for(brief: Brief) -> None:
    assert any("`--date later=YYYY-MM-DD`" in question for question in brief.open_questions)


def test_denial_stands_beside_the_claim(brief: Brief) -> None:
    point = next(point for point in brief.key_points if point.incident_id == "id-incident-move")
    assert point.against
    assert "denied that" in point.against[0].text
    assert point.support.startswith("Two articles, one independent origin")


def test_refusals_are_named(brief: Brief) -> None:
    assert any(row.what == "photo" for row in brief.left_out)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_is_self_contained(brief: Brief) -> None:
    shown = html.render(brief)
    page = _Page()
    page.feed(shown)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert "src" not in attributes
    style = re.search(r"<style>(.*?)</style>", shown, re.DOTALL)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in shown
    assert "default-src 'none'" in shown


def test_article_text_is_escaped(brief: Brief) -> None:
    shown = html.render(brief)
    assert "<b>landing craft</b>" not in shown
    assert "&lt;b&gt;landing craft&lt;/b&gt;" in shown
    assert r"\<b>landing craft" in markdown.render(brief)


def test_figures_are_accessible(brief: Brief) -> None:
    shown = html.render(brief)
    figures = re.findall(r"<svg.*?</svg>", shown, re.DOTALL)
    assert len(figures) >= 3
    for figure in figures:
        assert 'role="img"' in figure
        assert re.search(r"<title id=\"[\w-]+\">.+?</title>", figure)
        assert re.search(r"<desc id=\"[\w-]+\">.+?</desc>", figure)
    for table in re.findall(r"<table>.*?</table>", shown, re.DOTALL):
        assert "<caption>" in table
        assert 'scope="col"' in table
        assert 'scope="row"' in table


def test_json_is_json(brief: Brief) -> None:
    assert json.loads(json_brief.render(brief))["heading"]["as_of"] == "2031-05-10"


def test_a_brief_without_reports_says_so() -> None:
    world = make_world()
    bare = replace(world.judgement, counted=(), steps=(), influences=(), tipping=(), cells=(), grades=(), history=())
    brief = compose(replace(world, judgement=bare).parts())
    for shown in (markdown.render(brief), html.render(brief), terminal.render(brief)):
        assert "The answer is the prior." in " ".join(shown.split())


def test_reveal_shows_names() -> None:
    assert "Wolny" in markdown.render(compose(make_world().parts(), reveal=True))
