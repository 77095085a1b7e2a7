"""Plain text: the decoded characters exactly as they stand, so that offsets are those of the file."""

from __future__ import annotations

from tocsin.read.decoding import decode
from tocsin.read.parts import Parts


def read_plain_text(content: bytes, place: str = "") -> Parts:
    """The text, character for character: no newline is translated and nothing stripped. Raises ReadError."""
    decoded = decode(content, place)
    return Parts(text=decoded.text, notes=decoded.notes)
