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
from spacy.tokens import Span

from tocsin.extract.parse import Parse
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


def with_names(parse: Parse, vocabulary: SourceVocabulary, gazetteer: Gazetteer, given: GivenNames) -> None:
    """Mend the entities of a parsed document where the words around a name tell a person or an outlet."""
    doc = parse.doc
    found: list[tuple[int, int, str]] = []
    for first, stop in _capitalised(parse):
        found += _named(parse, first, stop, vocabulary, gazetteer, given)
    if not found:
        return
    taken = {token for first, stop, _ in found for token in range(first, stop)}
    kept = [ent for ent in doc.ents if not any(token in taken for token in range(ent.start, ent.end))]
    made = [Span(doc, first, stop, label=label) for first, stop, label in found]
    doc.ents = sorted([*kept, *made], key=_start)


def _start(span: Span) -> int:
    return int(span.start)


def _capitalised(parse: Parse) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals or with a capital, particles of names between them, within a sentence."""
    first, words, sentence = None, parse.words, parse.sentence
    for number, word in enumerate(words):
        if first is not None and sentence[number] != sentence[first]:
            yield first, number
            first = None
        if word[0].isupper() and _NAME_WORD.fullmatch(word) is not None:
            first = number if first is None else first
        elif first is not None:
            inner = parse.lowers[number] in PARTICLES or (word == "-" and parse.tags[number] == "HYPH")
            if not (inner and number + 1 < len(words) and words[number + 1][0].isupper()):
                yield first, number
                first = None
    if first is not None:
        yield first, len(words)


def _named(
    parse: Parse, first: int, stop: int, vocabulary: SourceVocabulary, gazetteer: Gazetteer, given: GivenNames
) -> list[tuple[int, int, str]]:
    """The person or outlet within a run of capitalised words, where something tells it."""
    titles = [i for i in range(first, stop) if _is_title(parse, i, vocabulary)]
    start = titles[-1] + 1 if titles else _behind_place(parse, first, stop, given)
    if start >= stop or stop - start > LONGEST:
        start = stop - 2  # a given name and a surname may close a long run
        if start < first or fold_name(parse.words[start]) not in given.sure:
            return []
    words = parse.words[start:stop]
    lowers = [word.lower() for word in words]
    if any(vocabulary.heads.get(word) in BODIES for word in lowers) or vocabulary.names.get(" ".join(lowers)):
        return []
    if any(parse.parts[i] not in NAMING for i in range(start, stop)):  # a headline in capitals
        return []
    called = not _opens(parse, start) and _calls(parse.lemmas[start - 1].lower(), vocabulary)
    known = fold_name(words[0]) in given.sure and len(words) > 1
    if not (known or ((called or (titles and start > titles[-1])) and (len(words) > 1 or titles))):
        return _outlet(parse, start, stop, vocabulary)
    if gazetteer.find(" ".join(words)) is not None and not known:
        return []
    doc = parse.doc
    old = doc[start].ent_type_, doc[stop - 1].ent_type_
    if old == ("PERSON", "PERSON") and (doc[start].ent_iob_ == "B" or start == first):
        return []
    return [(start, stop, "PERSON")]


def _opens(parse: Parse, token: int) -> bool:
    """Whether a sentence begins at the token."""
    return parse.sentences[parse.sentence[token]][0] == token


def _behind_place(parse: Parse, first: int, stop: int, given: GivenNames) -> int:
    """ "the mayor of Marn Ada Brook": where the name begins behind a place's."""
    if first and parse.parts[first - 1] == "ADP" and not _opens(parse, first):
        for token in range(first + 1, stop - 1):
            if fold_name(parse.words[token]) in given.sure:
                return token
    return first


def _is_title(parse: Parse, token: int, vocabulary: SourceVocabulary) -> bool:
    word = parse.lowers[token]
    if word in vocabulary.plain_titles or word in vocabulary.male or word in vocabulary.female:
        return True
    return vocabulary.heads.get(word) in PERSONS


def _calls(lemma: str, vocabulary: SourceVocabulary) -> bool:
    return vocabulary.heads.get(lemma) in PERSONS or lemma in ("name", "call")


def _outlet(parse: Parse, start: int, stop: int, vocabulary: SourceVocabulary) -> list[tuple[int, int, str]]:
    """ "the portal Kordon", "the edition “Evening Kordon”": what stands behind the noun for an outlet."""
    before = start - 1
    if before > 0 and parse.words[before] in ("“", '"', "«", "''", "``"):
        before -= 1
    if before < 0 or _opens(parse, start):
        return []
    lemma = parse.lemmas[before]
    told = parse.words[before].islower() and parse.parts[before] in ("NOUN", "ADJ")
    if not told or vocabulary.heads.get(lemma) != "media" or lemma not in vocabulary.returns["outlet"]:
        return []
    if all(parse.doc[i].ent_type_ == "ORG" for i in range(start, stop)):
        return []
    return [(start, stop, "ORG")]
