"""Quick access to a parsed document's text and tokens by character offset."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_TEXT = "tocsin.text"


def text_of(doc: Doc) -> str:
    """The document's text, put together once: `Doc.text` joins all tokens anew at every call."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)


def token_at(doc: Doc, offset: int) -> Token:
    """The token that holds the character at the offset, or the first token where there is none."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else doc[0]


def tokens_of(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that share a character with the offsets."""
    span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    return list(span) if span is not None else []
