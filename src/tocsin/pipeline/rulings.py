"""What people ruled, laid over what the machine found. Rulings always win, and outlive re-extraction.

A ruling on a claim names the text and the span (`text_sha256:start-end`), so it finds the claim again whatever the
extractor calls it, in every verbatim copy; where a newer extractor cuts the span differently, it goes to the claim
that overlaps it most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.errors import OptionError
from tocsin.model import interval
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.interval import Interval
from tocsin.model.span import Span
from tocsin.pipeline.ruled_values import claim_with
from tocsin.read.dates import DateHint, DateHints, with_dates

LEAST_OVERLAP = 0.5


def effective(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The rulings in force: undone ones and the undoings themselves left out, in order."""
    listed = tuple(decisions)
    undone = {decision.target for decision in listed if decision.ruling == "undo"}
    return tuple(decision for decision in listed if decision.ruling != "undo" and str(decision.id) not in undone)


def claim_target(document: Document, claim: Claim) -> str:
    """The name of a claim in rulings."""
    return f"{document.text_sha256}:{claim.content.start}-{claim.content.end}"


def parse_target(target: str) -> tuple[str, Span]:
    """Text digest and span of a claim's name in rulings. Raises OptionError."""
    digest, _, span = target.partition(":")
    first, _, last = span.partition("-")
    if not (digest and first.isdigit() and last.isdigit() and int(first) < int(last)):
        raise OptionError("not the name of a claim in rulings", value=target, remedy="give TEXT_SHA256:START-END")
    return digest, Span(int(first), int(last))


def on_document(document: Document, decisions: Sequence[Decision]) -> Document | None:
    """The document as ruled (date, title, publisher), or None where it was rejected."""
    for decision in decisions:
        if decision.subject != "document" or decision.target != document.id:
            continue
        if decision.ruling == "reject":
            return None
        if decision.field == "published":
            document = dated(document, interval.parse(decision.value), decision.reason)
        elif decision.field == "title":
            document = replace(document, title=decision.value, title_span=None)
        elif decision.field == "publisher":
            document = replace(document, publisher=decision.value)
    return document


def dated(document: Document, published: Interval, reason: str) -> Document:
    """The document with a date that somebody gave."""
    return with_dates(document, DateHints((DateHint((document.id,), published, reason, "ruling"),)))


def on_claims(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[Claim, ...]:
    """The claims as ruled: rejected ones left out, set fields set."""
    found = _found(documents, claims, decisions)
    ruled = []
    for claim in claims:
        rulings = found.get(claim.id, ())
        if any(decision.ruling == "reject" for decision in rulings[-1:]):
            continue
        for decision in rulings:
            if decision.ruling == "set":
                claim = claim_with(claim, decision.field, decision.value)
        ruled.append(claim)
    return tuple(ruled)


def by_claim(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> Mapping[str, tuple[Decision, ...]]:
    """The rulings on each claim, by claim id, in order; claims without any are left out."""
    return {claim_id: tuple(rulings) for claim_id, rulings in _found(documents, claims, decisions).items()}


def without_claim(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Rulings on claims that no longer fall on any: to be looked at again."""
    used = {decision.id for rulings in _found(documents, claims, decisions).values() for decision in rulings}
    return tuple(decision for decision in decisions if decision.subject == "claim" and decision.id not in used)


def _found(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> dict[str, list[Decision]]:
    of_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_document[claim.document_id].append(claim)
    of_text: dict[str, list[list[Claim]]] = defaultdict(list)
    for document in documents:
        of_text[document.text_sha256].append(of_document[document.id])
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.subject != "claim":
            continue
        digest, span = parse_target(decision.target)
        for copy in of_text.get(digest, ()):
            for claim in _nearest(copy, span):
                found[claim.id].append(decision)
    return found


def _nearest(claims: Sequence[Claim], span: Span) -> list[Claim]:
    """All claims of exactly this span, else the one that overlaps it most and by half at least, else none."""
    exact = [claim for claim in claims if claim.content == span]
    if exact or not claims:
        return exact
    best = max(claims, key=lambda claim: _overlap(claim.content, span))
    return [best] if _overlap(best.content, span) >= LEAST_OVERLAP else []


def _overlap(a: Span, b: Span) -> float:
    """Intersection over union, in characters."""
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared else 0.0
