"""Token rules: spaCy's attribute ruler, with what it says of a word remembered.

The ruler tries some two hundred patterns on every token, which takes an eighth of the parse. Nearly all of them
look at one token only, so that a word with the same tag and label gets the same answer: it is asked once. The few
that look at neighbours are matched every time. What comes out is the ruler's own answer, value for value.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

NAME = "tocsin_token_rules"
RULER = "attribute_ruler"
READS: list[int | str] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
WRITES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
MOST = 100_000  # remembered words; then it begins anew, so that a long run does not grow


class TokenRules:
    """A component that answers as the ruler does, whose rules must write nothing but `WRITES`."""

    def __init__(self, ruler: AttributeRuler, columns: dict[int, int]) -> None:
        from spacy.matcher import Matcher

        self._vocab = ruler.vocab
        self._indices = ruler.indices
        self._changes = [[(columns[key], value) for key, value in rule.items()] for rule in ruler.attrs]
        self._single, self._wider = Matcher(ruler.vocab), Matcher(ruler.vocab)
        rules: Any = ruler.patterns
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                matcher = self._single if _looks_at_one_token(pattern) else self._wider
                matcher.add(str(number), [pattern])
        self._remembered: dict[tuple[int, ...], list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of each token."""
        if len(self._remembered) > MOST:
            self._remembered.clear()
        values = doc.to_array(WRITES).tolist()
        beside = self._beside(doc)
        for place, row in enumerate(map(tuple, doc.to_array(READS).tolist())):
            rules = self._remembered.get(row)
            if rules is None:
                rules = self._remembered[row] = self._matched(doc, place)
            if place in beside:
                rules = sorted((*rules, *beside[place]))
            for rule in rules:  # later rules have precedence
                for column, value in self._changes[rule]:
                    values[place][column] = value
        if values:
            table: Any = np.array(values, dtype=np.uint64)
            doc.from_array(WRITES, table)
        return doc

    def _matched(self, doc: Doc, place: int) -> list[int]:
        """The rules that a token meets by itself, in their order."""
        found = self._single(doc[place : place + 1], allow_missing=True)
        return sorted(int(self._vocab.strings[key]) for key, _, _ in found)

    def _beside(self, doc: Doc) -> dict[int, list[int]]:
        """The rules that tokens meet together with their neighbours."""
        met = defaultdict(list)
        for key, start, stop in self._wider(doc, allow_missing=True):
            rule = int(self._vocab.strings[key])
            met[range(start, stop)[self._indices[rule]]].append(rule)
        return met


def _looks_at_one_token(pattern: list[dict[str, Any]]) -> bool:
    return len(pattern) == 1 and set(pattern[0]) <= set(READS)


def with_token_rules(pipeline: Language) -> Language:
    """The same pipeline with `TokenRules` for its ruler; one whose ruler writes anything else is left as it is."""
    from spacy.attrs import IDS  # type: ignore[import-not-found]
    from spacy.language import Language

    if RULER not in pipeline.pipe_names:
        return pipeline
    ruler: Any = pipeline.get_pipe(RULER)
    columns = {IDS[name]: column for column, name in enumerate(WRITES)}
    if not all(set(rule) <= set(columns) for rule in ruler.attrs):
        return pipeline

    def build(nlp: Language, name: str) -> TokenRules:
        return TokenRules(nlp.get_pipe(RULER), columns)  # type: ignore[arg-type]

    Language.factory(NAME, func=build)
    pipeline.add_pipe(NAME, after=RULER)
    pipeline.disable_pipe(RULER)
    return pipeline
