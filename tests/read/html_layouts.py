# ruff: noqa: E501  (pages are written as pages)
"""Twelve newsroom layouts around one article each: what must be in the text, and what must not be left as prose."""

from __future__ import annotations

from dataclasses import dataclass

PARAGRAPHS = (
    "The regional council of Malva has asked the government to explain why two engineer battalions were moved to the "
    "river in the night from Sunday to Monday.",
    "“Nobody told us anything,” said the council's chair, Ines Halberg. “We learned of it when the bridge was closed and "
    "the milk did not come.”",
    "The ministry of defence answered that the battalions would practise the laying of pontoons until 24 September and "
    "would then go home. It gave no number of soldiers.",
    "Two residents counted at least 60 lorries and eleven bridge layers, according to the local paper. Its report could "
    "not be confirmed by other sources.",
    "In the spring a similar exercise had lasted three weeks longer than announced.",
)
TITLE = "Council asks why engineers were moved to the river"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
_NAV = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{x}">{x}</a></li>' for x in ("Home", "World", "Sport", "Opinion"))
    + "</ul></nav>"
)
_FOOTER = '<footer><p>© 2023 Malva Post. All rights reserved.</p><a href="/terms">Terms of use</a></footer>'
_RELATED = (
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/1">Bridge in Orlen to be rebuilt by winter</a></li>'
    '<li><a href="/2">Farmers protest over closed roads</a></li></ul></aside>'
)
_SHARE = '<div class="share-bar"><a href="#f">Share on Facebook</a> <a href="#t">Share on X</a></div>'
_COOKIES = (
    '<div id="cookie-banner" class="cookie-consent"><p>We use cookies to give you the best experience on our website.</p>'
    "<button>Accept all</button></div>"
)
FURNITURE = (
    "Share on Facebook",
    "We use cookies to give you",
    "Bridge in Orlen to be rebuilt",
    "All rights reserved",
    "Sign up for our newsletter",
    "Photo: Malva Post",
    "Ad feedback",
    "14 comments",
)


@dataclass(frozen=True)
class Layout:
    """A page, and what its reading must give. `day` is None where the page tells none."""

    name: str
    page: str
    day: str | None
    publisher: str | None = "Malva Post"
    basis: str = "metadata"


def _page(head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


_OG = f'<title>{TITLE} | Malva Post</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Malva Post">'
_DAY = '<meta property="article:published_time" content="2023-09-19T08:14:00+02:00">'
_LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},'
    f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2023-09-19T06:14:00Z","dateModified":"2023-09-25T10:00:00Z",'
    '"publisher":{"@type":"Organization","name":"Malva Post"}}]}</script>'
)
_BROKEN_LD = '<script type="application/ld+json">{"@type":"NewsArticle","headline": "broken</script>'

LAYOUTS = (
    Layout(
        "semantic",
        _page(_OG + _DAY, f"{_NAV}<main><article><h1>{TITLE}</h1>{_SHARE}{BODY}</article>{_RELATED}</main>{_FOOTER}"),
        "2023-09-19",
    ),
    Layout(
        "json_ld_graph",
        _page(
            f"<title>{TITLE}</title>{_LD}",
            f"{_NAV}<div id='content'><h1>{TITLE}</h1><div class='article-body'>{BODY}</div></div>{_FOOTER}",
        ),
        "2023-09-19",
    ),
    Layout(
        "div_soup",
        _page(
            _OG + '<meta name="pubdate" content="20230919">' + _DAY,
            f"<div><div>{_NAV}</div><div><div><h1>{TITLE}</h1><div class='text'>{BODY}</div></div></div><div>{_FOOTER}</div></div>",
        ),
        "2023-09-19",
    ),
    Layout(
        "time_element",
        _page(
            _OG,
            f"<header>{_NAV}</header><article><h1>{TITLE}</h1><time datetime='2023-09-19'>19 September 2023</time>{BODY}</article>",
        ),
        "2023-09-19",
    ),
    Layout(
        "visible_date_only",
        _page(_OG, f"{_NAV}<article><h1>{TITLE}</h1><p>Published: 19 September 2023</p>{BODY}</article>{_FOOTER}"),
        "2023-09-19",
        basis="stated",
    ),
    Layout(
        "address_date",
        _page(
            _OG + '<link rel="canonical" href="https://post.example/2023/09/19/council-asks">',
            f"<article><h1>{TITLE}</h1>{BODY}</article>",
        ),
        "2023-09-19",
    ),
    Layout(
        "captions",
        _page(
            _OG + _DAY,
            f"<article><h1>{TITLE}</h1><figure><img src='a.jpg'><figcaption>Lorries by the river. Photo: Malva Post</figcaption></figure>{BODY}</article>{_RELATED}",
        ),
        "2023-09-19",
    ),
    Layout(
        "cookies_and_newsletter",
        _page(
            _OG + _DAY,
            f"{_COOKIES}{_NAV}<main><h1>{TITLE}</h1>{BODY}<div class='newsletter'><p>Sign up for our newsletter and get the news of the river in your inbox.</p></div></main>{_FOOTER}",
        ),
        "2023-09-19",
    ),
    Layout(
        "table_layout",
        _page(
            f"<title>{TITLE} - Malva Post</title>"
            + '<meta name="dc.date" content="2023-09-19"><meta name="publisher" content="Malva Post">',
            f"<table><tr><td width='20%'>{_NAV}</td><td><h1>{TITLE}</h1>{BODY}</td></tr></table>",
        ),
        "2023-09-19",
    ),
    Layout(
        "broken_json_ld",
        _page(
            _OG + _BROKEN_LD + _DAY,
            f"<article><h1>{TITLE}</h1>{BODY}</article><div class='comments'><h3>14 comments</h3><p>First!</p></div>",
        ),
        "2023-09-19",
    ),
    Layout(
        "player_and_ads",
        _page(
            _OG + _DAY,
            f"<article><h1>{TITLE}</h1><div class='video-player'>Ad feedback 0:00 / 1:24</div>{BODY}</article>{_SHARE}",
        ),
        "2023-09-19",
    ),
    Layout(
        "unclosed_tags",
        f"<html><head>{_OG}{_DAY}<body><div class=main><h1>{TITLE}</h1>" + "".join(f"<p>{p}" for p in PARAGRAPHS),
        "2023-09-19",
    ),
)
