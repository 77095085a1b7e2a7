"""The brief as one self-contained HTML page: no script, no remote asset, a policy that forbids both.

Article text is escaped by the template engine; only the figures and the style sheet, which this package writes
itself, are put in as they are.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from tocsin.report import words
from tocsin.report.figures import board_figure, curve_figure, legend, tree_figure
from tocsin.report.markdown import MOST_SOURCES
from tocsin.report.nouns import Brief


def render(brief: Brief) -> str:
    """The whole page."""
    style = files("tocsin.report").joinpath("templates", "brief.css").read_text(encoding="utf-8").strip()
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            curve=Markup(curve_figure(brief.curve, brief.answer.prior.probability)),
            board=Markup(board_figure(brief.board)),
            trees=[(tree.title, Markup(tree_figure(tree, index))) for index, tree in enumerate(brief.trees)],
            legend=legend(),
            most_sources=MOST_SOURCES,
        )
    )


def page(markdown: str) -> str:
    """A brief that was edited, from its Markdown: the same style, HTML in the text shown as text."""
    style = files("tocsin.report").joinpath("templates", "brief.css").read_text(encoding="utf-8").strip()
    body = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])
    return (
        _environment()
        .get_template("draft.html.j2")
        .render(
            body=Markup(body.render(markdown)),
            style=Markup(style),
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tocsin.report"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.filters.update(
        day=words.day,
        capital=words.capital,
        joined=words.joined,
        counted=words.counted,
        code=_code,
        stopless=_stopless,
    )
    return environment


def _code(text: str) -> Markup:
    """Escaped text in which `…` becomes a code element."""
    pieces = re.split(r"`([^`]*)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if index % 2 else piece for index, piece in enumerate(pieces)
    )


def _stopless(text: str) -> str:
    return text.rstrip(".")
