"""Rulings laid over the claims of one text, one after the other, each on what the ones before it left.

A ruling names words, not ids: the claim of exactly these words now, or of exactly these words when it was extracted,
else the one that overlaps them most, by half at least. So a claim whose span was mended is still found by the rulings
made before, and by those made after.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tocsin.errors import OptionError
from tocsin.model.claim import Claim, claim_id
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.span import Span
from tocsin.pipeline.ruled_sources import spoken_by
from tocsin.pipeline.ruled_values import claim_with, spans_of

LEAST_OVERLAP = 0.5
BY_HAND = "by hand"


@dataclass
class Entry:
    """A claim under rulings: as extracted, as it stands, what was ruled on it, and whether it is out. `replaced`
    means that others stand in its place."""

    extracted: Claim
    claim: Claim
    rulings: list[Decision] = field(default_factory=list)
    rejected: bool = False
    replaced: bool = False


def ruled_entries(document: Document, claims: Iterable[Claim], decisions: Iterable[Decision]) -> list[Entry]:
    """The claims of one document under the rulings on its text, in the order given, added ones last."""
    entries = [Entry(claim, claim) for claim in claims]
    for decision in decisions:
        _rule(document, entries, decision)
    return entries


def parse_target(target: str) -> tuple[str, Span]:
    """Text digest and span of a claim's name in rulings. Raises OptionError."""
    digest, _, span = target.partition(":")
    first, _, last = span.partition("-")
    if not (digest and first.isdigit() and last.isdigit() and int(first) < int(last)):
        raise OptionError("not the name of a claim in rulings", value=target, remedy="give TEXT_SHA256:START-END")
    return digest, Span(int(first), int(last))


def nearest(claims: Sequence[Claim], span: Span) -> list[Claim]:
    """All claims of exactly this span, else the one that overlaps it most and by half at least, else none."""
    return [entry.claim for entry in _nearest([Entry(claim, claim) for claim in claims], span)]


def _rule(document: Document, entries: list[Entry], decision: Decision) -> None:
    _, span = parse_target(decision.target)
    if decision.ruling == "add":
        _add(document, entries, decision, span)
        return
    for entry in _nearest([entry for entry in entries if not entry.replaced], span):
        entry.rulings.append(decision)
        if decision.ruling in ("accept", "reject"):
            entry.rejected = decision.ruling == "reject"
        if decision.ruling == "set":
            entry.claim = _set(document, entry.claim, decision.field, decision.value)
        elif decision.ruling == "split":
            _split(document, entries, entry, decision)
        elif decision.ruling == "merge":
            _merge(document, entries, entry, decision)


def _set(document: Document, claim: Claim, name: str, value: str) -> Claim:
    if name == "origin":
        return spoken_by(document, claim, value)
    if name == "span":
        return _cut(document, claim, spans_of(value)[0])
    return claim_with(claim, name, value)


def _cut(document: Document, claim: Claim, span: Span) -> Claim:
    """The claim on other words; a span that runs past the text is not followed."""
    if span.end > len(document.text):
        return claim
    sentence = Span(min(claim.sentence.start, span.start), max(claim.sentence.end, span.end))
    return replace(claim, content=span, sentence=sentence)


def _split(document: Document, entries: list[Entry], entry: Entry, decision: Decision) -> None:
    """One claim for each span in the place of the one; each keeps what was ruled on it before."""
    spans = [span for span in spans_of(decision.value) if span.end <= len(document.text)]
    if not spans:
        return
    entry.replaced = True
    at = entries.index(entry) + 1
    parts = [_renamed(_within(_cut(document, entry.claim, span), span)) for span in spans]
    entries[at:at] = [Entry(entry.extracted, part, list(entry.rulings)) for part in parts]


def _within(claim: Claim, span: Span) -> Claim:
    """The numbers, participants and places of a part are those that stand in it."""
    return replace(
        claim,
        numbers=tuple(item for item in claim.numbers if span.contains(item.span)),
        participants=tuple(item for item in claim.participants if span.contains(item.span)),
        places=tuple(item for item in claim.places if span.contains(item.span)),
    )


def _merge(document: Document, entries: list[Entry], entry: Entry, decision: Decision) -> None:
    """One claim from the first to the last of the words; the others go into it."""
    others: list[Entry] = []
    for span in spans_of(decision.value):
        found = _nearest([each for each in entries if not each.replaced and each is not entry], span)
        others += [each for each in found if each not in others]
    if not others:
        return
    spans = [entry.claim.content, *(each.claim.content for each in others)]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    merged = _cut(document, entry.claim, whole)
    for each in others:
        each.replaced = True
        each.rulings.append(decision)
        merged = replace(
            merged,
            numbers=_joined(merged.numbers, each.claim.numbers),
            participants=_joined(merged.participants, each.claim.participants),
            places=_joined(merged.places, each.claim.places),
        )
    entry.claim = merged


def _joined(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _add(document: Document, entries: list[Entry], decision: Decision, span: Span) -> None:
    """A claim that a person found. Where the extractor finds the very same one by now, the fields go to that."""
    if span.end > len(document.text):
        return
    fields: dict[str, str] = json.loads(decision.value) if decision.value else {}
    claim = Claim("", document.id, span, _sentence(document, span), extractor=BY_HAND)
    for name in sorted(fields):
        claim = _set(document, claim, name, fields[name])
    claim = _renamed(claim)
    same = next((each for each in entries if each.claim.id == claim.id and not each.replaced), None)
    if same is None:
        entries.append(Entry(claim, claim, [decision]))
    else:
        same.claim = replace(claim, extractor=same.claim.extractor)
        same.rulings.append(decision)
        same.rejected = False


def _sentence(document: Document, span: Span) -> Span:
    """The line of the text that the words stand in, from one full stop to the next."""
    text = document.text
    start = max(text.rfind(mark, 0, span.start) + len(mark) for mark in ("\n", ". ", "! ", "? "))
    ends = [place + 1 for mark in (".", "!", "?", "\n") if (place := text.find(mark, span.end - 1)) >= 0]
    return Span(min(max(start, 0), span.start), max(min(ends, default=len(text)), span.end))


def _renamed(claim: Claim) -> Claim:
    return replace(claim, id=claim_id(claim.document_id, claim.content, claim.chain, claim.cue))


def _nearest(entries: Sequence[Entry], span: Span) -> list[Entry]:
    exact = [entry for entry in entries if entry.claim.content == span]
    exact = exact or [entry for entry in entries if entry.extracted.content == span]
    if exact or not entries:
        return exact
    best = max(entries, key=lambda entry: _overlap(entry.claim.content, span))
    return [best] if _overlap(best.claim.content, span) >= LEAST_OVERLAP else []


def _overlap(a: Span, b: Span) -> float:
    """Intersection over union, in characters."""
    shared = max(0, min(a.end, b.end) - max(a.start, b.start))
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared else 0.0
