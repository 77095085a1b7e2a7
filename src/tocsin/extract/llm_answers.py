"""A language model's answer: words of a stranger, of which only what follows the schema counts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec

from tocsin.model.claim import Certainty, ClaimKind, Polarity, Stance, Verification

MOST_CLAIMS = 400  # in one passage; what goes on behind them is noise
DEEPEST = 5
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.S)
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class Quote(msgspec.Struct, frozen=True):
    """Words that are said to stand in the passage, and at which of their places."""

    quote: Words
    occurrence: int = 1


class ClaimAnswer(msgspec.Struct, frozen=True):
    """One claim as the model tells it. What it tells besides these fields is not read."""

    content: Quote
    cue: Quote | None = None
    sources: Annotated[tuple[Quote, ...], msgspec.Meta(max_length=DEEPEST)] = ()
    condition: Quote | None = None
    stance: Stance | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    verification: Verification | None = None
    kind: ClaimKind | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims that follow the schema, and how many do not."""

    claims: tuple[ClaimAnswer, ...]
    malformed: int = 0


def read_answer(text: str) -> Answer | None:
    """The answer that a text holds, or None where it holds none. Each claim stands by itself: one that breaks the
    schema costs only itself."""
    listed = _claims(text)
    if listed is None:
        return None
    claims: list[ClaimAnswer] = []
    for item in listed[:MOST_CLAIMS]:
        try:
            claims.append(msgspec.convert(item, ClaimAnswer))
        except msgspec.ValidationError:
            continue
    return Answer(tuple(claims), len(listed) - len(claims))


def _claims(text: str) -> list[Any] | None:
    fenced = _FENCED.search(text)
    opening, closing = text.find("{"), text.rfind("}")
    for candidate in (text, fenced.group(1) if fenced else "", text[opening : closing + 1] if opening >= 0 else ""):
        try:
            found = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        listed = found.get("claims") if isinstance(found, dict) else found
        if isinstance(listed, list):
            return listed
    return None
