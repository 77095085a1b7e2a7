"""The brief for a terminal."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.markdown import Markdown

from tocsin.report import markdown
from tocsin.report.nouns import Brief

# Article text must not steer the terminal: control characters other than tab and line feed are dropped.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def render(brief: Brief, *, width: int = 100, colour: bool = False) -> str:
    """The brief as text of this width; `colour` adds the terminal's own codes."""
    target = StringIO()
    console = Console(file=target, width=width, force_terminal=colour, markup=False, highlight=False)
    console.print(Markdown(_CONTROLS.sub("", markdown.render(brief)), hyperlinks=False))
    return target.getvalue()
