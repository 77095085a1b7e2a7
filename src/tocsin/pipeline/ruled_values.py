"""Which fields a ruling may set, to what, and the setting itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast, get_args

from tocsin.errors import InputError, OptionError
from tocsin.model import interval
from tocsin.model.claim import Certainty, Claim, ClaimKind, Polarity, Stance, Verification
from tocsin.model.decision import Decision, Subject
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.source import SourceType
from tocsin.model.span import Span
from tocsin.model.template import Effect

Noun = TypeVar("Noun")
Check = Callable[[str], object]
GRADES = ("A", "B", "C", "D", "E", "F")
TRUTHS = {"yes": True, "no": False}


def one_of(values: tuple[str, ...]) -> Check:
    """A check that a value is one of these."""

    def check(value: str) -> str:
        if value not in values:
            raise OptionError("not a value of this field", value=value, remedy=f"use one of: {', '.join(values)}")
        return value

    return check


def probability(value: str) -> float:
    """A check that a value is a number from 0 to 1."""
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise OptionError("not a probability", value=value, remedy="give a number from 0 to 1")
    return number


def _words(value: str) -> str:
    if not value.strip():
        raise OptionError("the value is empty", remedy="give it with --value")
    return value


def _days(value: str) -> object:
    return interval.parse(value) if value else None


def spans_of(value: str) -> tuple[Span, ...]:
    """Spans written `12-40` or `12-40,45-60`. Raises OptionError where one is not a span."""
    spans = []
    for part in value.split(","):
        first, _, last = part.strip().partition("-")
        if not (first.isdigit() and last.isdigit() and int(first) < int(last)):
            raise OptionError("not a span", value=part, remedy="write START-END, in characters of the text")
        spans.append(Span(int(first), int(last)))
    return tuple(spans)


def _one_span(value: str) -> object:
    if len(spans_of(value)) != 1:
        raise OptionError("a claim has one span", value=value, remedy="write START-END, or split the claim")
    return value


def _several_spans(value: str) -> object:
    if len(spans_of(value)) < 2:
        raise OptionError("a claim is split into two or more", value=value, remedy="write START-END,START-END")
    return value


def _added_fields(value: str) -> object:
    try:
        fields = json.loads(value or "{}")
    except ValueError:
        fields = None
    if not isinstance(fields, dict) or not all(isinstance(each, str) for each in fields.values()):
        raise OptionError("not the fields of a claim", value=value, remedy='write them as {"stance": "asserts"}')
    for name, given in fields.items():
        if name not in CLAIM_FIELDS or name == "span":
            raise OptionError("an added claim has no such field", value=name, remedy=f"use {', '.join(CLAIM_FIELDS)}")
        CLAIM_FIELDS[name](given)
    return fields


CLAIM_FIELDS: Mapping[str, Check] = {
    "span": _one_span,
    "stance": one_of(get_args(Stance)),
    "polarity": one_of(get_args(Polarity)),
    "certainty": one_of(get_args(Certainty)),
    "verification": one_of(get_args(Verification)),
    "kind": one_of(get_args(ClaimKind)),
    "when": _days,
    "said": _days,
    "origin": str,
    "origin-type": one_of(get_args(SourceType)),
    "origin-side": _words,
}
EVIDENCE_FIELDS: Mapping[str, Check] = {
    "direction": one_of(get_args(Effect)),
    "relevant": one_of(tuple(TRUTHS)),
    "sighting": one_of(tuple(TRUTHS)),
    "indicators": str,
}
DOCUMENT_FIELDS: Mapping[str, Check] = {"published": interval.parse, "title": _words, "publisher": _words}
SOURCE_FIELDS: Mapping[str, Check] = {"grade": one_of(GRADES), "reliability": probability}
NUMBERS = ("prior", "coverage")

FIELDS: Mapping[Subject, Mapping[str, Check]] = {
    "claim": {**CLAIM_FIELDS, **EVIDENCE_FIELDS},
    "document": DOCUMENT_FIELDS,
    "source": SOURCE_FIELDS,
    "number": {"": probability},
}
# Rulings that bring a value of their own instead of a field's.
VALUED: Mapping[str, Check] = {"split": _several_spans, "merge": spans_of, "add": _added_fields}
RULINGS: Mapping[Subject, tuple[str, ...]] = {
    "claim": ("accept", "reject", "set", "split", "merge", "add", "undo"),
    "document": ("accept", "reject", "set", "undo"),
    "source": ("set", "undo"),
    "number": ("set", "undo"),
    "indicator": ("set", "undo"),
    "link": ("same", "different", "reject", "undo"),
    "entity": ("same", "different", "undo"),
}


def check_ruling(decision: Decision) -> None:
    """Raises OptionError, with the values that would do, where a ruling makes no sense."""
    rulings = RULINGS.get(decision.subject)
    if rulings is None:
        raise OptionError("nothing can be ruled on this", value=decision.subject, remedy=f"use {', '.join(RULINGS)}")
    if decision.ruling not in rulings:
        raise OptionError(
            f"not a ruling on a {decision.subject}", value=decision.ruling, remedy=f"use {', '.join(rulings)}"
        )
    if decision.ruling in VALUED:
        VALUED[decision.ruling](decision.value)
    if decision.ruling != "set":
        return
    if decision.subject == "number" and decision.target not in NUMBERS:
        raise OptionError("no such number", value=decision.target, remedy=f"use {', '.join(NUMBERS)}")
    if decision.subject == "indicator":
        probability(decision.value)
        return
    fields = FIELDS.get(decision.subject, {})
    if decision.field not in fields:
        raise OptionError(
            f"a {decision.subject} has no such field to set", value=decision.field, remedy=f"use {', '.join(fields)}"
        )
    try:
        fields[decision.field](decision.value)
    except InputError as error:
        place = f"{decision.subject} {decision.field}"
        raise OptionError(error.message, value=error.value, place=place, remedy=error.remedy) from error


def claim_with(claim: Claim, field: str, value: str) -> Claim:
    """The claim with one field as ruled; fields of evidence leave it as it is."""
    if field in EVIDENCE_FIELDS:
        return claim
    if field in ("when", "said"):
        return _replaced(claim, field, _days(value))
    if not field.startswith("origin"):
        return _replaced(claim, field, value)
    if not claim.chain:
        return claim
    last = claim.chain[-1]
    part = {"origin": "name", "origin-type": "type", "origin-side": "side"}[field]
    return replace(claim, chain=(*claim.chain[:-1], replace(last, source=_replaced(last.source, part, value))))


def evidence_with(evidence: Evidence, field: str, value: str) -> Evidence:
    """The evidence with one field as ruled; fields of claims leave it as it is.

    Indicators are given as keys with commas between, the most fitting first, each with "-" in front where the
    claim says that it is not so, or "~" where it only mentions it.
    """
    if field == "indicators":
        keys = [key.strip() for key in value.split(",") if key.strip()]
        return replace(evidence, matches=tuple(_match(key) for key in keys))
    if field == "direction":
        return _replaced(evidence, "direction", value)
    if field == "relevant":
        return replace(evidence, relevant=TRUTHS[value], relevance_reason="as ruled")
    if field == "sighting":
        return replace(evidence, sighting=TRUTHS[value])
    return evidence


def _match(key: str) -> IndicatorMatch:
    lit = {"-": -1, "~": 0}.get(key[0], 1)
    return IndicatorMatch(key.lstrip("-~"), 1.0, lit, ("as ruled",))


def _replaced(noun: Noun, field: str, value: object) -> Noun:
    # The value was checked by `check_ruling` when the ruling was made.
    changed: Any = replace(cast(Any, noun), **{field: value})
    return cast(Noun, changed)
