"""Word: a token with its attributes at hand, for rules that look at the same words many times.

A token of spaCy looks up a string at every access and makes its neighbours anew; the rules of factuality ask some
hundreds of times a claim. These are made once a document, bear the same names, and hold the same values.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

_WORDS = "tocsin.words"
_COLUMNS: list[int | str] = ["ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "LIKE_NUM", "HEAD", "IDX"]


class Word:
    """One token: its number, offset, forms and labels, its head (itself at the root) and children in order."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
    )
    head: Word

    def __init__(self, doc: Doc, number: int, offset: int, strings: tuple[str, ...], like_num: bool) -> None:
        self.doc, self.i, self.idx, self.like_num = doc, number, offset, like_num
        self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_ = strings
        self.children: list[Word] = []

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all that hangs on it, in the order of the text."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def sent(self) -> Span:
        """Its sentence."""
        return self.doc[self.i].sent

    def nbor(self, distance: int = 1) -> Word:
        """The word so many places on. Raises IndexError beyond the text's end."""
        return words_of(self.doc)[self.i + distance]


def words_of(doc: Doc) -> list[Word]:
    """The words of a document whose names and lemmas are settled; made at the first call."""
    words: list[Word] | None = doc.user_data.get(_WORDS)
    if words is None:
        words = doc.user_data[_WORDS] = _made(doc)
    return words


def word_at(doc: Doc, offset: int) -> Word:
    """The word that holds the character at the offset, or the first word where there is none."""
    found = words_within(doc, offset, offset + 1)
    return found[0] if found else words_of(doc)[0]


def words_within(doc: Doc, start: int, end: int) -> list[Word]:
    """The words that share a character with the offsets."""
    span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    return words_of(doc)[span.start : span.end] if span is not None else []


def _made(doc: Doc) -> list[Word]:
    rows = doc.to_array(_COLUMNS).astype("int64").tolist()
    strings = doc.vocab.strings
    known: dict[int, str] = {0: ""}
    words = []
    for number, (*keys, like_num, _, offset) in enumerate(rows):
        for key in keys:
            if key not in known:
                known[key] = strings[key % 2**64]  # hashes are unsigned
        words.append(Word(doc, number, offset, tuple([known[key] for key in keys]), bool(like_num)))
    for number, row in enumerate(rows):
        word, head = words[number], words[number + row[8]]
        word.head = head
        if head is not word:
            head.children.append(word)
    return words
