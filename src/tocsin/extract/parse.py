"""Parse: what the language pipeline found in a document, as plain lists, so that the rules run fast over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from tocsin.model.span import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT", "CD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


# Forms that the pipeline's lemmatizer takes for another verb's ("hop").
LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope"}


@dataclass(frozen=True, slots=True)
class Parse:
    """One entry a token. `left` and `right` are the first and last token of the token's subtree; `sentence` is the
    number of its sentence in `sentences` (half-open token ranges); `starts` and `ends` are character offsets."""

    doc: Doc
    text: str
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    parts: list[str]
    labels: list[str]
    heads: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    sentences: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, token: int, *labels: str) -> int | None:
        """The first child with one of the labels."""
        for child in self.children[token]:
            if self.labels[child] in labels:
                return child
        return None

    def subject(self, token: int) -> int | None:
        """The grammatical subject, expletives included."""
        for child in self.children[token]:
            if self.labels[child] in SUBJECTS:
                return child
        return None

    def span(self, first: int, last: int) -> Span:
        """The characters from the first to the last token, both included."""
        return Span(self.starts[first], self.ends[last])

    def token_at(self, character: int) -> int:
        """The token that holds or follows the character."""
        return min(bisect_right(self.ends, character), len(self.words) - 1)

    def tokens_within(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of tokens that begin within the characters."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def below(self, token: int, ancestor: int) -> bool:
        """Whether the token hangs on the ancestor, or is it."""
        heads = self.heads
        while token != ancestor:
            if heads[token] == token:
                return False
            token = heads[token]
        return True


def parse_view(doc: Doc) -> Parse:
    """The lists of a parsed document."""
    strings = doc.vocab.strings
    table = doc.to_array(["ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "SENT_START"]).tolist()
    cache: dict[int, str] = {0: ""}

    def column(number: int) -> list[str]:
        values = [row[number] for row in table]
        for value in set(values):
            if value not in cache:
                cache[value] = strings[value]
        return [cache[value] for value in values]

    heads, starts = _heads_and_starts(doc)
    children = _children(heads)
    words = column(0)
    lowers = column(1)
    _mend_lemmas(doc, lowers)
    sentence, sentences = _sentences([row[6] for row in table])
    left, right = _edges(heads, children)
    return Parse(
        doc=doc,
        text=doc.text,
        words=words,
        lowers=lowers,
        lemmas=[LEMMAS.get(lower, lemma) for lower, lemma in zip(lowers, column(2), strict=True)],
        tags=column(3),
        parts=column(4),
        labels=column(5),
        heads=heads,
        children=children,
        left=left,
        right=right,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        sentence=sentence,
        sentences=sentences,
    )


def _heads_and_starts(doc: Doc) -> tuple[list[int], list[int]]:
    """From arrays instead of tokens: making a token object for each word costs more than all the rest here."""
    places = doc.to_array(["HEAD", "IDX"]).astype("int64")
    return [number + offset for number, offset in enumerate(places[:, 0].tolist())], places[:, 1].tolist()


def _children(heads: list[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in heads]
    for token, head in enumerate(heads):
        if head != token:
            children[head].append(token)
    return children


def _mend_lemmas(doc: Doc, lowers: list[str]) -> None:
    for number, lower in enumerate(lowers):
        if lower in LEMMAS:
            doc[number].lemma_ = LEMMAS[lower]


def _sentences(marks: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    if not marks:
        return [], []
    borders = [index for index, mark in enumerate(marks) if mark == 1 or index == 0]
    sentences = list(zip(borders, [*borders[1:], len(marks)], strict=True))
    return [number for number, (first, last) in enumerate(sentences) for _ in range(last - first)], sentences


def _edges(heads: list[int], children: list[list[int]]) -> tuple[list[int], list[int]]:
    left, right = list(range(len(heads))), list(range(len(heads)))
    order = [token for token, head in enumerate(heads) if head == token]
    for token in order:  # grows while it runs: parents stand before their children
        order.extend(children[token])
    for token in reversed(order):
        head = heads[token]
        left[head] = min(left[head], left[token])
        right[head] = max(right[head], right[token])
    return left, right
