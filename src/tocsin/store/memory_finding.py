"""Looking through nouns in memory, one by one: what the databases' searches come to, said plainly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.finding import ClaimFilter, ClaimGrouping, DocumentFilter, Page, Voice
from tocsin.store.columns import claim_row, document_line
from tocsin.store.search_words import Term, claim_line, line_of, matches, parse_terms


def documents_found(
    documents: Sequence[Document], ruled: Mapping[str, Document], wanted: DocumentFilter, offset: int, limit: int
) -> Page[Document]:
    """A page of the documents that fit, newest in first. `ruled` has them, by id, as people ruled them to be."""
    lines = {document.id: document_line(document) for document in documents} if wanted.text.strip() else {}
    terms = _terms(wanted.text, lines.values())
    listed = [(document, ruled.get(document.id, document)) for document in reversed(documents)]
    found = [
        document
        for document, known in listed
        if (not wanted.publisher or known.publisher == wanted.publisher)
        and (wanted.published is None or wanted.published.meets(known.publication.interval))
        and (not wanted.text.strip() or (terms and matches(lines[document.id], terms)))
    ]
    return Page(tuple(found[offset : offset + limit]), len(found))


def claims_found(documents: Sequence[Document], claims: Sequence[Claim], wanted: ClaimFilter) -> list[Claim]:
    """The claims that fit: latest day first, or newest in first where only words are asked for."""
    listed = list(claims)
    if wanted.text.strip():
        texts = {document.id: document.text for document in documents}
        lines = {claim.id: claim_line(claim, texts[claim.document_id]) for claim in claims}
        terms = _terms(wanted.text, lines.values())
        listed = [claim for claim in listed if terms and matches(lines[claim.id], terms)]
    for field in ("side", "kind", "stance"):
        if value := getattr(wanted, field):
            listed = [claim for claim in listed if claim_row(claim, "", 0)[field] == value]
    if wanted.document:
        listed = [claim for claim in listed if claim.document_id == wanted.document]
    if wanted.source.strip():
        names = set(spellings(claims, wanted.source))
        listed = [claim for claim in listed if claim.origin and claim.origin.name in names]
    if wanted.when is not None:
        times = ((claim, claim.when or claim.said) for claim in listed)
        listed = [claim for claim, time in times if time is not None and wanted.when.meets(time)]
    listed.reverse()
    if wanted == ClaimFilter(text=wanted.text) and wanted.text.strip():
        return listed
    return sorted(listed, key=lambda claim: str(claim_row(claim, "", 0)["day_start"]), reverse=True)


def grouped(claims: Iterable[Claim], by: ClaimGrouping) -> dict[str, int]:
    """How many claims there are of each kind, stance, side, source or month."""
    column = {"source": "origin", "month": "day_start"}.get(by, by)
    found: dict[str, int] = {}
    for claim in claims:
        name = str(claim_row(claim, "", 0)[column])[: 7 if by == "month" else None]
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items()))


def voices_found(claims: Sequence[Claim], text: str, offset: int, limit: int) -> Page[Voice]:
    """The origins of the claims, those with the most claims first."""
    counts: dict[str, int] = {}
    sides: dict[str, str] = {}
    for claim in claims:
        if (origin := claim.origin) is not None and origin.name:
            counts[origin.name] = counts.get(origin.name, 0) + 1
            sides[origin.name] = max(sides.get(origin.name, ""), origin.side)
    names = [name for name in spellings(claims, text) if name in counts] if text.strip() else list(counts)
    listed = sorted(names, key=lambda name: (-counts[name], name))
    found = tuple(Voice(name, sides[name], counts[name]) for name in listed[offset : offset + limit])
    return Page(found, len(listed))


def spellings(claims: Sequence[Claim], name: str) -> list[str]:
    """The names of origins that hold all words of a name, however they are spelled."""
    terms = parse_terms(name, by_sound=True)
    names = {claim.origin.name for claim in claims if claim.origin}
    return sorted(each for each in names if terms and matches(line_of(each), terms))


def _terms(text: str, lines: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a query, by sound too where the letters find nothing."""
    terms = parse_terms(text)
    held = list(lines)
    if terms and not any(matches(line, terms) for line in held):
        return parse_terms(text, by_sound=True)
    return terms
