"""Rulings on links: human decisions that two claims are one, are not, or do not conflict. They always win."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.link.windows import IdPair, id_pair
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision, Ruling
from tocsin.model.link import Link
from tocsin.model.span import Span

LEAST_SHARED = 0.5  # of the characters that either has, from which a claim is the one that was ruled on


@dataclass(frozen=True, slots=True)
class LinkRuling:
    """One decision on two stretches of text, each named `text_sha256:start-end`."""

    first: str
    second: str
    ruling: Ruling


def rulings_on_links(decisions: Sequence[Decision]) -> tuple[LinkRuling, ...]:
    """The decisions whose target is two claims, `sha:start-end~sha:start-end`, in their order.

    A decision names words, not ids, so it holds for every copy of the text and outlives re-extraction.
    """
    found = []
    for decision in sorted(decisions, key=lambda item: item.id):
        first, tilde, second = decision.target.partition("~")
        if decision.subject == "link" and tilde:
            found.append(LinkRuling(first, second, decision.ruling))
    return tuple(found)


def targets(rulings: Iterable[LinkRuling]) -> dict[str, tuple[str, ...]]:
    """The stretches ruled on, by digest of the text that they are in."""
    held: dict[str, dict[str, None]] = {}
    for ruling in rulings:
        for target in (ruling.first, ruling.second):
            held.setdefault(target.partition(":")[0], {})[target] = None
    return {digest: tuple(found) for digest, found in held.items()}


def claims_meant(target: str, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims of one text that a ruled stretch means: those of exactly these words, else those that share most of
    them, so that a ruling survives a claim's being cut a little differently."""
    start, dash, end = target.partition(":")[2].partition("-")
    if not (dash and start.isdigit() and end.isdigit() and int(start) < int(end)):
        return ()
    wanted = Span(int(start), int(end))
    shares = {claim.id: _shared(claim.content, wanted) for claim in claims}
    best = max(shares.values(), default=0.0)
    return tuple(sorted(key for key, share in shares.items() if share == best)) if best >= LEAST_SHARED else ()


def _shared(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def ruled_pairs(rulings: Sequence[LinkRuling], meant: Mapping[str, Sequence[str]]) -> dict[IdPair, Ruling]:
    """The last ruling on each pair of claims; `meant` gives the claims of each stretch."""
    latest: dict[IdPair, Ruling] = {}
    for ruling in rulings:
        for a in meant.get(ruling.first, ()):
            latest.update({id_pair(a, b): ruling.ruling for b in meant.get(ruling.second, ()) if a != b})
    return latest


def standing(links: Iterable[Link], ruled: Mapping[IdPair, Ruling]) -> list[Link]:
    """The links that no ruling rejects; what is ruled one does not contradict itself."""
    kept = []
    for link in links:
        ruling = ruled.get(id_pair(link.a, link.b))
        ruled_out = link.relation in ("contradicts", "tension") and ruling == "same"
        if ruling != "reject" and not ruled_out:
            kept.append(link)
    return kept
