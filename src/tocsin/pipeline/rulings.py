"""What people ruled, laid over what the machine found. Rulings always win, and outlive re-extraction.

A ruling on a claim names the text and the span (`text_sha256:start-end`), so it finds the claim again whatever the
extractor calls it, in every verbatim copy (see `ruled_claims`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.model import interval
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.interval import Interval
from tocsin.pipeline.ruled_claims import Entry, nearest, parse_target, ruled_entries
from tocsin.read.dates import DateHint, DateHints, with_dates

NOTES = (("indicator", "task"), ("question", "brief"))


def effective(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The rulings in force: undone ones and the undoings themselves left out, in order."""
    listed = tuple(decisions)
    undone = {decision.target for decision in listed if decision.ruling == "undo"}
    return tuple(decision for decision in listed if decision.ruling != "undo" and str(decision.id) not in undone)


def ruling(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions in force that rule on something: tasks and drafts, which move no number, are left out."""
    return tuple(decision for decision in effective(decisions) if (decision.subject, decision.field) not in NOTES)


def claim_target(document: Document, claim: Claim) -> str:
    """The name of a claim in rulings."""
    return f"{document.text_sha256}:{claim.content.start}-{claim.content.end}"


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
    """The claims as ruled: rejected ones left out, set fields set, split, merged and added ones in their place."""
    return standing(ruled(documents, claims, decisions), claims)


def standing(entries: Mapping[str, Sequence[Entry]], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that stand: those of documents without rulings as they are."""
    done: set[str] = set()
    kept: list[Claim] = []
    for claim in claims:
        own = entries.get(claim.document_id)
        if own is None:
            kept.append(claim)
        elif claim.document_id not in done:
            done.add(claim.document_id)
            kept += _left(own)
    for document_id, own in entries.items():
        if document_id not in done:
            kept += _left(own)
    return tuple(kept)


def by_claim(
    documents: Sequence[Document], extracted: Sequence[Claim], decisions: Sequence[Decision]
) -> Mapping[str, tuple[Decision, ...]]:
    """The rulings on each claim, by the id under which it stands, in order; claims without any are left out."""
    return rulings_of(ruled(documents, extracted, decisions))


def rulings_of(entries: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Decision, ...]]:
    """The rulings on each claim, in order; those on a claim that others replaced are theirs."""
    return {
        entry.claim.id: tuple(entry.rulings)
        for own in entries.values()
        for entry in own
        if entry.rulings and not entry.replaced
    }


def without_claim(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Rulings on claims that no longer fall on any: to be looked at again."""
    found = ruled(documents, claims, decisions)
    used = {decision.id for own in found.values() for entry in own for decision in entry.rulings}
    return tuple(decision for decision in decisions if decision.subject == "claim" and decision.id not in used)


def ruled(
    documents: Sequence[Document], extracted: Iterable[Claim], decisions: Sequence[Decision]
) -> dict[str, list[Entry]]:
    """What the rulings make of the claims of each document that has any, by document."""
    of_text: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.subject == "claim":
            of_text[parse_target(decision.target)[0]].append(decision)
    touched = {document.id: document for document in documents if document.text_sha256 in of_text}
    claims: dict[str, list[Claim]] = {key: [] for key in touched}
    for claim in extracted:
        if claim.document_id in touched:
            claims[claim.document_id].append(claim)
    return {key: ruled_entries(touched[key], own, of_text[touched[key].text_sha256]) for key, own in claims.items()}


def anchored(
    documents: Sequence[Document], claims: Sequence[Claim], decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """The rulings, those on two claims under the names that the claims have by now. Linking looks for exact names."""
    texts: dict[str, set[str]] = defaultdict(set)
    named = [part for each in decisions if each.subject == "link" for part in each.target.split("~")]
    for part in named:
        texts[parse_target(part)[0]] = set()
    if not texts:
        return tuple(decisions)
    for document in documents:
        if document.text_sha256 in texts:
            texts[document.text_sha256].add(document.id)
    own = [claim for claim in claims if any(claim.document_id in ids for ids in texts.values())]

    def renamed(target: str) -> str:
        digest, span = parse_target(target)
        found = nearest([claim for claim in own if claim.document_id in texts[digest]], span)
        return f"{digest}:{found[0].content.start}-{found[0].content.end}" if found else target

    return tuple(
        replace(each, target="~".join(map(renamed, each.target.split("~")))) if each.subject == "link" else each
        for each in decisions
    )


def for_every_spelling(decisions: Sequence[Decision], entities: Iterable[Entity]) -> tuple[Decision, ...]:
    """The rulings, those on a source for every spelling of its name. A ruling on a spelling itself goes before one
    that reaches it so."""
    graded = [each for each in decisions if each.subject == "source" and each.ruling == "set"]
    if not graded:
        return tuple(decisions)
    spellings: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        if entity.type != "unnamed":
            for name in (entity.name, *entity.variants):
                spellings.setdefault(name, (entity.name, *entity.variants))
    named = {each.target for each in graded}
    spread = [
        replace(each, target=name)
        for each in graded
        for name in dict.fromkeys(spellings.get(each.target, ()))
        if name not in named
    ]
    return (*spread, *decisions)


def _left(entries: Iterable[Entry]) -> list[Claim]:
    return [entry.claim for entry in entries if not (entry.rejected or entry.replaced)]
