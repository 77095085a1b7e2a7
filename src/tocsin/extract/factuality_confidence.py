"""How sure the extractor is of each field of a claim, so that people can review the doubtful ones first.

The numbers are measured shares (see `data/confidence.toml`), not opinions; what makes a claim harder lowers them in
log-odds.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from tocsin.errors import VocabularyError
from tocsin.extract.draft import Draft
from tocsin.extract.factuality import Factuality
from tocsin.extract.time import Times
from tocsin.model.quantity import Quantity

DATA = "data/confidence.toml"
FIELDS = ("stance", "polarity", "certainty", "verification", "kind", "when", "numbers")
_LONG = 160
# What `resolve_times` says in its reasons, by the way it came to a date.
_WAYS = (("under way", "holding"), ("goes on", "carried"), ("before it", "framed"), ("dated by", "stated"))

Table = Mapping[str, Mapping[str, float]]


@cache
def load_confidence_table() -> Table:
    """Read the shares, once a process. Raises VocabularyError that names the entry."""
    data = tomllib.loads(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"))
    for field in FIELDS:
        for name in ("cap", "default"):
            value = data.get(field, {}).get(name)
            if not isinstance(value, float) or not 0 < value < 1:
                raise VocabularyError(
                    "not a probability", value=str(value), place=f"{DATA}, {field}.{name}", remedy="give 0 to 1"
                )
    return data


def confidence_of(
    doc: Doc, draft: Draft, facts: Factuality, times: Times, numbers: tuple[Quantity, ...]
) -> tuple[tuple[str, float], ...]:
    """(field, probability that it is right) for the fields worked out here. `numbers` is left out where there are
    none."""
    table = load_confidence_table()
    labels = {
        "stance": facts.stance,
        "polarity": facts.polarity,
        "certainty": facts.certainty,
        "verification": facts.verification,
        "kind": facts.kind,
        "when": _way(times),
    }
    if numbers:
        labels["numbers"] = "found"
    penalty = _penalty(doc, draft, facts, table["penalties"])
    return tuple((field, _probability(table[field], label, penalty)) for field, label in labels.items())


def _way(times: Times) -> str:
    if times.when is None:
        return "none"
    said = " ".join(times.reasons)
    return next((way for words, way in _WAYS if words in said), "default")


def _penalty(doc: Doc, draft: Draft, facts: Factuality, penalties: Mapping[str, float]) -> float:
    total = penalties["nominal"] if doc[draft.root].pos_ not in ("VERB", "AUX") else 0.0
    total += penalties["long"] if len(draft.content) > _LONG else 0.0
    return total + (penalties["twice"] if any(r.startswith("negated twice") for r in facts.reasons) else 0.0)


def _probability(shares: Mapping[str, float], label: str, penalty: float) -> float:
    share = min(shares.get(label, shares["default"]), shares["cap"])
    return round(1.0 / (1.0 + math.exp(penalty - math.log(share / (1.0 - share)))), 3)
