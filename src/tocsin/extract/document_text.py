"""The text of a parsed document, joined once: spaCy builds it anew from the tokens at every `doc.text`."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "tocsin.text"


def text_of(doc: Doc) -> str:
    """The document's text. The first call costs its length, every later one nothing."""
    text = doc.user_data.get(_KEY)
    if not isinstance(text, str):
        text = doc.text
        doc.user_data[_KEY] = text
    return text
