"""Texts without the names of countries and leaders, which make everything said on one topic alike to vectors.

Without them the area under the curve for same-claim pairs of the development claims rose from .83 to .92.
"""

from __future__ import annotations

import re

from tocsin.text.gazetteer import Gazetteer


def unnamed(text: str, gazetteer: Gazetteer) -> str:
    """The text without its mentions of countries, peoples and leaders; the text itself where nothing else is left."""
    kept, position = [], 0
    for mention in gazetteer.mentions(text):
        kept.append(text[position : mention.start])
        position = mention.end
    plain = re.sub(r"\s+", " ", "".join(kept) + text[position:]).strip()
    return plain or text
