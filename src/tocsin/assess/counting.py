"""Which documents count on a given day, since when, and why the others don't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.assess.vocabulary import Method
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.judgement import LeftOut

NOT_YET = ("forecast", "intention", "obligation", "law")
LOOKING_AHEAD = ("predicts", "promises", "orders", "requests", "warns")


@dataclass(frozen=True, slots=True)
class Counting:
    """`known` gives, by id, the first day by which a counted document was certainly out.

    `copies` names, by id, the earlier document whose exact text a document repeats: it was read, and adds nothing.
    """

    known: Mapping[str, date]
    copies: Mapping[str, str]
    left_out: tuple[LeftOut, ...]

    @property
    def counted(self) -> tuple[str, ...]:
        """Ids in order of the day they were out, then of id."""
        return tuple(sorted(self.known, key=lambda key: (self.known[key], key)))


def count_documents(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    as_of: date,
    rejected: frozenset[str],
    method: Method,
) -> Counting:
    """Sort documents into those that count on `as_of` and those that don't, each with its reason."""
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    known: dict[str, date] = {}
    left_out: list[LeftOut] = []
    for document in sorted(documents, key=lambda item: item.id):
        own = by_document.get(document.id, [])
        reason = _reason_to_leave_out(document, own, as_of, rejected, method)
        if reason:
            left_out.append(LeftOut(document.id, reason))
        elif document.publication.interval.end:
            known[document.id] = document.publication.interval.end
    return Counting(known, _copies(documents, known), tuple(left_out))


def _reason_to_leave_out(
    document: Document, claims: Sequence[Claim], as_of: date, rejected: frozenset[str], method: Method
) -> str:
    if document.id in rejected:
        return "rejected by a decision"
    interval = document.publication.interval
    if interval.end is None:
        since = f"; its text speaks of {interval.start}, so it is later than that" if interval.start else ""
        return f"no day is known by which it was certainly out{since}; give its date to count it"
    if interval.end > as_of:
        return f"not certainly out by {as_of}: published by {interval.end} at the latest"
    return _speaks_of_later(interval.end, claims, method) or _dates_that_fit_later(document, claims, method)


def _speaks_of_later(published: date, claims: Sequence[Claim], method: Method) -> str:
    """Why the document must be later than its date says, or "": it tells of later happenings as having happened."""
    gaps = sorted((_days_later(claim, published) for claim in claims), reverse=True)
    later = [gap for gap in gaps if gap > method.numbers["later_claims_days"]]
    if not later:
        return ""
    if later[0] > method.numbers["later_days"] or len(later) >= method.numbers["later_claims"]:
        day = published + timedelta(days=later[0])
        return f"dated {published}, but its text tells of {day} as past: the date or the text is not what it seems"
    return ""


def _dates_that_fit_later(document: Document, claims: Sequence[Claim], method: Method) -> str:
    """Why days without a year must be later than the document's date, or "".

    "On February 24" in a page dated January 20 is read as last year's. Reports seldom name a day so far back without
    its year: where a text never names that year, and two such days or more lie over half a year back, they are
    this year's, and the page tells of what had not yet happened.
    """
    published = document.publication.interval.end
    if published is None:
        return ""
    days = {day for claim in claims for day in _days_told(claim)}
    back = {day for day in days if method.numbers["yearless_days"] < (published - day).days < 366}
    unnamed = sorted(day for day in back if str(day.year) not in document.text)
    if len(unnamed) < method.numbers["later_claims"]:
        return ""
    named = ", ".join(f"{day:%d %B}" for day in unnamed[:3])
    return f"dated {published}, but it tells of {named} without a year, which fits only the year after"


def _days_told(claim: Claim) -> tuple[date, ...]:
    """Days on which something is told to have happened, or to have been said."""
    told = [claim.said]
    if claim.kind not in NOT_YET and claim.stance not in LOOKING_AHEAD and claim.condition is None:
        told.append(claim.when)
    return tuple(item.start for item in told if item and item.start and item.precision == "day")


def _days_later(claim: Claim, published: date) -> int:
    if claim.kind in NOT_YET or claim.stance in LOOKING_AHEAD or claim.condition or claim.certainty != "certain":
        return 0
    if claim.kind not in ("event", "number") or claim.when is None or claim.when.start is None:
        return 0
    return (claim.when.start - published).days


def _copies(documents: Sequence[Document], known: Mapping[str, date]) -> dict[str, str]:
    first: dict[str, str] = {}
    copies: dict[str, str] = {}
    counted = [document for document in documents if document.id in known]
    for document in sorted(counted, key=lambda item: (known[item.id], item.id)):
        if document.text_sha256 in first:
            copies[document.id] = first[document.text_sha256]
        else:
            first[document.text_sha256] = document.id
    return copies
