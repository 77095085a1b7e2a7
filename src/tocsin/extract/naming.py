"""Naming: persons and outlets that the recogniser of names missed or took for something else.

The small pipeline knows the names of English news best: of others it takes many for organisations or places, or
leaves out a surname. What the words around a name say settles it: a title or an office before it ("spokeswoman Ilda
Marr"), a known given name at its front, the kind of outlet before it ("the portal Kordon").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyascii import anyascii
from spacy.tokens import Doc, Span

from tocsin.extract.source_types import SourceVocabulary
from tocsin.extract.vocabulary_tables import tables_of
from tocsin.text.gazetteer import Gazetteer

PLACE = "data/given_names.toml"
PERSONS = frozenset(
    {"official", "military", "soldier", "expert", "witness", "private-person", "opposition", "ex-official"}
)
BODIES = frozenset({"government-body", "media", "ngo", "think-tank", "security-service", "document"})
PARTICLES = frozenset(
    {"de", "da", "di", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "dos", "du"}
)
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "X", "PART", "ADP", "PUNCT", "DET"})
LONGEST = 4  # words of a name
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
# Endings of surnames and given names in Slavic languages that tell a woman's.
_FEMALE_ENDING = re.compile(r".{2,}(?:ova|eva|yeva|ieva|ska|skaya|skaia|ska|cka|aya|ina)$")


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names, folded to lower case without diacritics, and the gender ("f", "m") each tells; `sure` are those
    that are nothing but names."""

    genders: Mapping[str, str]
    sure: frozenset[str]

    def gender_of(self, name: str) -> str:
        """The gender that a person's full name tells, or "" where it tells none; a surname's ending may tell it."""
        words = fold_name(name).split()
        if not words:
            return ""
        told = self.genders.get(words[0], self.genders.get(words[0].split("-")[0], "")) if len(words) > 1 else ""
        if told or len(words) < 2:
            return told
        return "f" if _FEMALE_ENDING.fullmatch(words[-1]) else ""


def fold_name(word: str) -> str:
    """In lower case, in plain Latin letters."""
    return (word if word.isascii() else anyascii(word)).lower()


@cache
def load_given_names() -> GivenNames:
    """Read the names, once a process. Raises VocabularyError."""
    text = files("tocsin.extract").joinpath(PLACE).read_text(encoding="utf-8")
    tables = tables_of(text, ("female", "male", "shared"), place=PLACE)
    genders: dict[str, str] = {}
    for gender, words in (("f", tables["female"]["words"]), ("m", tables["male"]["words"])):
        for word in _split(words):
            genders[word] = "" if genders.get(word, gender) != gender else gender
    sure = frozenset(genders)
    for gender, words in (("f", tables["shared"]["female"]), ("m", tables["shared"]["male"])):
        genders |= dict.fromkeys(_split(words), gender)
    return GivenNames(genders, sure - frozenset(_split(" ".join(tables["shared"].values()))))


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(",") if word.strip()]


def with_names(doc: Doc, vocabulary: SourceVocabulary, gazetteer: Gazetteer, given: GivenNames) -> Doc:
    """The same document, its entities mended where the words around a name tell a person or an outlet."""
    found: list[tuple[int, int, str]] = []
    for first, stop in _capitalised(doc):
        found += _named(doc, first, stop, vocabulary, gazetteer, given)
    if not found:
        return doc
    taken = {token for first, stop, _ in found for token in range(first, stop)}
    kept = [ent for ent in doc.ents if not any(token in taken for token in range(ent.start, ent.end))]
    made = [Span(doc, first, stop, label=label) for first, stop, label in found]
    doc.ents = sorted([*kept, *made], key=_start)
    return doc


def _start(span: Span) -> int:
    return int(span.start)


def _capitalised(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals or with a capital, particles of names between them, within a sentence."""
    words = [token.text for token in doc]
    first = None
    for number, word in enumerate(words):
        capital = word[0].isupper() and _NAME_WORD.fullmatch(word) is not None
        if first is not None and doc[number].is_sent_start:
            yield first, number
            first = None
        if capital:
            first = number if first is None else first
            continue
        inner = word.lower() in PARTICLES or (word == "-" and doc[number].tag_ == "HYPH")
        if first is not None and not (inner and number + 1 < len(words) and words[number + 1][0].isupper()):
            yield first, number
            first = None
    if first is not None:
        yield first, len(words)


def _named(
    doc: Doc, first: int, stop: int, vocabulary: SourceVocabulary, gazetteer: Gazetteer, given: GivenNames
) -> list[tuple[int, int, str]]:
    """The person or outlet within a run of capitalised words, where something tells it."""
    titles = [i for i in range(first, stop) if _is_title(doc, i, vocabulary)]
    start = titles[-1] + 1 if titles else _behind_place(doc, first, stop, given)
    if start >= stop or stop - start > LONGEST:
        start = stop - 2  # a given name and a surname may close a long run
        if start < first or fold_name(doc[start].text) not in given.sure:
            return []
    words = [doc[i].text for i in range(start, stop)]
    lowers = [word.lower() for word in words]
    if any(vocabulary.heads.get(word) in BODIES for word in lowers) or vocabulary.names.get(" ".join(lowers)):
        return []
    if any(doc[i].pos_ not in NAMING for i in range(start, stop)):  # a headline in capitals
        return []
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    called = before is not None and _calls(before.lemma_.lower(), vocabulary)
    known = fold_name(words[0]) in given.sure and len(words) > 1
    if not (known or ((called or (titles and start > titles[-1])) and (len(words) > 1 or titles))):
        return _outlet(doc, start, stop, vocabulary)
    if gazetteer.find(" ".join(words)) is not None and not known:
        return []
    old = doc[start].ent_type_, doc[stop - 1].ent_type_
    if old == ("PERSON", "PERSON") and (doc[start].ent_iob_ == "B" or start == first):
        return []
    return [(start, stop, "PERSON")]


def _behind_place(doc: Doc, first: int, stop: int, given: GivenNames) -> int:
    """ "the mayor of Marn Ada Brook": where the name begins behind a place's."""
    if first and doc[first - 1].pos_ == "ADP" and not doc[first].is_sent_start:
        for token in range(first + 1, stop - 1):
            if fold_name(doc[token].text) in given.sure:
                return token
    return first


def _is_title(doc: Doc, token: int, vocabulary: SourceVocabulary) -> bool:
    word = doc[token].text.lower()
    if word in vocabulary.plain_titles or word in vocabulary.male or word in vocabulary.female:
        return True
    return vocabulary.heads.get(word) in PERSONS


def _calls(lemma: str, vocabulary: SourceVocabulary) -> bool:
    return vocabulary.heads.get(lemma) in PERSONS or lemma in ("name", "call")


def _outlet(doc: Doc, start: int, stop: int, vocabulary: SourceVocabulary) -> list[tuple[int, int, str]]:
    """ "the portal Kordon", "the edition “Evening Kordon”": what stands behind the noun for an outlet."""
    before = start - 1
    if before > 0 and doc[before].text in ("“", '"', "«", "''", "``"):
        before -= 1
    if before < 0 or doc[start].is_sent_start:
        return []
    kind = doc[before]
    told = kind.text.islower() and kind.pos_ in ("NOUN", "ADJ") and vocabulary.heads.get(kind.lemma_) == "media"
    if not told or kind.lemma_ not in vocabulary.returns.get("outlet", frozenset()):
        return []
    if all(doc[i].ent_type_ == "ORG" for i in range(start, stop)):
        return []
    return [(start, stop, "ORG")]
