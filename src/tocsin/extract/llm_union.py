"""Union: the claims of the rules and of a language model laid side by side, each once, with where the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.model.claim import Claim
from tocsin.model.span import Span

LEAST_OVERLAP = 0.5
FIELDS = ("stance", "polarity", "certainty", "verification", "kind")
# Two readers differ: at least one of them is wrong.
DISPUTED = 0.5


def union(rules: Sequence[Claim], model: Sequence[Claim]) -> tuple[Claim, ...]:
    """All claims in reading order. Where both found one, the rules' stands, with low confidence in what the model
    reads otherwise; where only the model did, its claim stands, doubtful, and `extractor` tells whose it is."""
    pairs = _pairs(rules, model)
    taken = {theirs for _, theirs in pairs.values()}
    ours = [compared(claim, model[pairs[index][1]]) if index in pairs else claim for index, claim in enumerate(rules)]
    return tuple(
        sorted(
            (*ours, *(alone(claim) for index, claim in enumerate(model) if index not in taken)),
            key=lambda claim: (claim.content, claim.id),
        )
    )


def compared(claim: Claim, other: Claim) -> Claim:
    """The claim, doubtful in whatever the other reads differently."""
    disputed = {name for name in FIELDS if getattr(claim, name) != getattr(other, name)}
    if not _same_origin(claim, other):
        disputed.add("source")
    if len(claim.chain) != len(other.chain):
        disputed.add("chain")
    lowered = [(name, min(value, DISPUTED) if name in disputed else value) for name, value in claim.confidence]
    named = {name for name, _ in lowered}
    lowered += [(name, DISPUTED) for name in sorted(disputed - named)]
    return replace(claim, confidence=tuple(lowered))


def alone(claim: Claim) -> Claim:
    """A claim that only the model found: whether it is one at all is open."""
    return replace(claim, confidence=(("content", DISPUTED), *claim.confidence))


def _pairs(rules: Sequence[Claim], model: Sequence[Claim]) -> dict[int, tuple[float, int]]:
    """By index of the rules' claim, the model's that overlaps it, one to one, best first."""
    scored = [
        (overlap(ours.content, theirs.content), -i, -j)
        for i, ours in enumerate(rules)
        for j, theirs in enumerate(model)
        if ours.content.overlaps(theirs.content)
    ]
    pairs: dict[int, tuple[float, int]] = {}
    used: set[int] = set()
    for score, i, j in sorted(scored, reverse=True):
        if score >= LEAST_OVERLAP and -i not in pairs and -j not in used:
            pairs[-i] = (score, -j)
            used.add(-j)
    return pairs


def overlap(a: Span, b: Span) -> float:
    """Intersection over union, in characters."""
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared else 0.0


def _same_origin(claim: Claim, other: Claim) -> bool:
    if not claim.chain or not other.chain:
        return not claim.chain and not other.chain
    ours, theirs = claim.chain[-1], other.chain[-1]
    return ours.mention.overlaps(theirs.mention) or ours.source.name == theirs.source.name
