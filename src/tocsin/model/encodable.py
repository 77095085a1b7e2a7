"""Text that can be written: without the halves of signs that JSON escapes and undecodable file names bring in."""

from __future__ import annotations

import re

_HALVES = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def encodable(text: str) -> str:
    """The text with each half of a sign shown as “\N{REPLACEMENT CHARACTER}”. Offsets stay as they are."""
    return text if text.isascii() else _HALVES.sub(REPLACEMENT, text)
