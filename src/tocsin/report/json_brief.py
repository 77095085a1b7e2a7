"""The brief as JSON: every noun of it, with spans and document ids for programs."""

from __future__ import annotations

import json

from tocsin.model.codec import to_plain
from tocsin.report.nouns import Brief


def render(brief: Brief) -> str:
    """Indented JSON, ending in a newline."""
    return json.dumps(to_plain(brief), ensure_ascii=False, indent=2) + "\n"
