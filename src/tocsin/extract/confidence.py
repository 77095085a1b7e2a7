"""How sure the extractor is of each field of a claim, so that people can review the doubtful ones first.

For each field a logistic model over plain signs of difficulty (a pronoun for a source, a claim without a verb, a
label that is often wrong), with weights fitted on annotated articles and kept as data; `data/confidence.toml` tells
on what. `benchmarks/confidence.py` fits them and measures calibration over articles left out.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc

from tocsin.errors import VocabularyError
from tocsin.extract.draft import Draft
from tocsin.extract.factuality import Factuality
from tocsin.extract.parsed_text import text_of
from tocsin.extract.time import Times
from tocsin.extract.word import words_of
from tocsin.model.quantity import Quantity

DATA = "data/confidence.toml"
FIELDS = (
    "content",
    "source",
    "chain",
    "stance",
    "polarity",
    "certainty",
    "verification",
    "kind",
    "when",
    "numbers",
)
PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "who", "which", "that", "this", "him", "her", "them", "us", "me"]
)
# Characters from which on a content is long, below which it is short, and from which on a source stands far away.
LONG, SHORT, FAR = 160, 25, 80
MANY_COMMAS = 3
# What `resolve_times` says in its reasons, by the way it came to a date.
WAYS = (("under way", "holding"), ("goes on", "carried"), ("before it", "framed"), ("dated by", "stated"))


@dataclass(frozen=True, slots=True)
class Found:
    """All that is known of a claim when confidence in it is worked out."""

    doc: Doc
    draft: Draft
    facts: Factuality
    times: Times
    numbers: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class FieldModel:
    """Log-odds of one field: a base, and what each sign adds; never beyond `least` and `most`."""

    base: float
    weights: Mapping[str, float]
    least: float
    most: float

    def probability(self, signs: frozenset[str]) -> float:
        """The probability that the field is right, to three places."""
        log_odds = self.base + sum(self.weights.get(sign, 0.0) for sign in signs)
        return round(min(max(1.0 / (1.0 + math.exp(-log_odds)), self.least), self.most), 3)


@cache
def load_confidence() -> Mapping[str, FieldModel]:
    """Read the weights, once a process. Raises VocabularyError that names the entry."""
    data = tomllib.loads(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"))
    return {field: _model(field, data.get(field, {})) for field in FIELDS}


def _model(field: str, entry: Mapping[str, Any]) -> FieldModel:
    numbers = [entry.get("base"), *entry.get("weights", {}).values()]
    least, most = entry.get("least"), entry.get("most")
    bounds = isinstance(least, float) and isinstance(most, float) and 0 < least <= most < 1
    if not bounds or not all(isinstance(value, float) for value in numbers):
        remedy = "give base and weights as numbers with a point, least and most between 0 and 1"
        raise VocabularyError(
            "not the weights of a field", value=str(entry)[:80], place=f"{DATA}, {field}", remedy=remedy
        )
    return FieldModel(float(entry["base"]), entry.get("weights", {}), float(entry["least"]), float(entry["most"]))


def confidence_of(found: Found) -> tuple[tuple[str, float], ...]:
    """(field, probability that it is right) for each field. `numbers` is left out where there are none."""
    models, signs = load_confidence(), common_signs(found)
    return tuple(
        (field, models[field].probability(signs | own_signs(found, field)))
        for field in FIELDS
        if field != "numbers" or found.numbers
    )


def common_signs(found: Found) -> frozenset[str]:
    """Signs that count for every field."""
    return frozenset((*_of_words(found), *_of_source(found.draft, found.doc)))


def own_signs(found: Found, field: str) -> frozenset[str]:
    """Signs that count for one field: what was found for it, and how."""
    facts = found.facts
    if field in ("stance", "polarity", "certainty", "verification", "kind"):
        return frozenset((f"is {getattr(facts, field)}",))
    if field == "when":
        return frozenset((f"is {_way(found.times)}",))
    if field == "numbers":
        exact = all(number.qualifier == "exact" for number in found.numbers)
        return frozenset(("is exact" if exact else "is bounded",))
    return frozenset()


def _of_words(found: Found) -> Iterator[str]:
    doc, draft = found.doc, found.draft
    text = text_of(doc)[draft.content.start : draft.content.end]
    root = words_of(doc)[draft.root]
    signs = {
        "long": len(text) > LONG,
        "short": len(text) < SHORT,
        "many commas": text.count(",") >= MANY_COMMAS,
        "headline": draft.headline,
        "quoted": draft.quoted,
        "conditional": draft.condition is not None,
        "no verb": root.pos_ not in ("VERB", "AUX"),
        "subordinate": root.dep_ in ("advcl", "acl", "relcl", "pcomp"),
        "part of a sentence": 3 * len(draft.content) < len(draft.sentence),
        "negated": found.facts.polarity == "-",
        "negated twice": any(reason.startswith("negated twice") for reason in found.facts.reasons),
        "holds numbers": bool(found.numbers),
    }
    return (name for name, present in signs.items() if present)


def _of_source(draft: Draft, doc: Doc) -> Iterator[str]:
    if not draft.chain:
        yield "the writer's"
        return
    origin = draft.chain[-1]
    mention = text_of(doc)[origin.mention.start : origin.mention.end]
    gap = max(draft.content.start - origin.mention.end, origin.mention.start - draft.content.end)
    signs = {
        "two or more links": len(draft.chain) > 1,
        "no cue": draft.cue is None,
        "source elsewhere": not draft.sentence.overlaps(origin.mention),
        "source far away": gap > FAR,
        "source a pronoun": mention.lower() in PRONOUNS,
        "source unnamed": origin.source.type == "unnamed",
        "source not a name": not origin.source.name[:1].isupper(),
    }
    yield from (name for name, present in signs.items() if present)


def _way(times: Times) -> str:
    if times.when is None:
        return "none"
    said = " ".join(times.reasons)
    return next((way for words, way in WAYS if words in said), "other")
