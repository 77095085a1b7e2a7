"""Reports: what each counted claim says of one indicator, through which chain, from which origin, of which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase

from tocsin.assess.counting import Counting
from tocsin.assess.grading import GradedSource, grade_outlet, grade_source, grade_writer
from tocsin.assess.rulings import Rulings
from tocsin.assess.track_record import Record, track_records
from tocsin.assess.vocabulary import Grades, Method
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.template import Indicator, Template

LOOSE_STANCES = ("warns", "doubts", "predicts", "promises", "requests", "orders", "quotes-opinion")
# A claim that is matched to several indicators is one report: the less fitting ones count for less.
RANK_WEIGHTS = (1.0, 0.6, 0.4)


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One source on the way from the origin to the reader. `relay`: it passes on another's word, not its own."""

    source: str
    relay: bool
    relation: str


@dataclass(frozen=True, slots=True)
class Report:
    """One claim on one indicator. `sign` +1 says the sign is there, -1 that it isn't; `score` is how surely the
    claim is about this indicator. `chain` runs from the origin outwards. Reports with one `origin` are one report;
    those with one `interest` are not independent. `day` is when the sign is said to have been there, `known` when
    the document was certainly out."""

    claim_id: str
    document_id: str
    indicator: str
    day: date
    known: date
    sign: int
    score: float
    chain: tuple[ChainLink, ...]
    hedges: tuple[str, ...]
    origin: str
    interest: str
    push: str


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports in order of day, then claim and indicator; graded sources by key; the origin's source of each
    claim; and counted claims that light nothing, with the reason."""

    reports: tuple[Report, ...]
    sources: Mapping[str, GradedSource]
    origin_source: Mapping[str, str]
    silent: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What turning claims into reports needs besides the claims."""

    question: Question
    template: Template
    grades: Grades
    method: Method
    rulings: Rulings
    counting: Counting


def collect_reports(
    context: Context,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    linkage: Linkage,
    evidence: Sequence[Evidence],
) -> Reports:
    """Every sighting in the counted documents as a Report."""
    by_claim = {item.claim_id: item for item in evidence}
    by_document = {document.id: document for document in documents}
    indicators = {indicator.key: indicator for indicator in context.template.indicators}
    origins = _origins(claims, linkage)
    reports: list[Report] = []
    sources: dict[str, GradedSource] = {}
    origin_source: dict[str, str] = {}
    silent: dict[str, str] = {}
    voices: dict[str, tuple[str, str]] = {}
    for claim in claims:
        known = context.counting.known.get(claim.document_id)
        if known is None or claim.document_id in context.counting.copies:
            continue
        chain = _chain(claim, by_document[claim.document_id], context, sources)
        origin_source[claim.id] = chain[0].source
        interest = _interest(chain, sources, by_document[claim.document_id])
        voices[claim.id] = (chain[0].source, interest)
        item = by_claim.get(claim.id)
        day = event_day(claim, known)
        reason = _why_silent(claim, item, day, known, context)
        if item is None or reason:
            silent[claim.id] = reason
            continue
        origin = origins.get(claim.id) or f"{claim.document_id} own voice"
        for report in _reports_of(claim, item, indicators, context):
            through = _heard(chain) if is_speech(indicators[report.indicator], context.method) else chain
            reports.append(replace(report, day=day, known=known, chain=through, origin=origin, interest=interest))
    ordered = tuple(sorted(reports, key=lambda item: (item.day, item.claim_id, item.indicator)))
    records = track_records(claims, linkage, context.counting, voices)
    return Reports(ordered, _recorded(sources, records), origin_source, silent)


def _recorded(sources: Mapping[str, GradedSource], records: Mapping[str, Record]) -> dict[str, GradedSource]:
    """Sources with their track records; an analyst's ruling on the grade stands above it."""
    found = dict(sources)
    for key, record in records.items():
        source = found[key]
        found[key] = replace(source, record=record, reasons=(*source.reasons, record.words))
    return found


def event_day(claim: Claim, known: date) -> date:
    """The day that a claim's sign belongs to: the end of what it speaks of, at the latest the day it was out."""
    if claim.when is None or claim.when.end is None:
        return known
    return min(claim.when.end, known)


def is_speech(indicator: Indicator, method: Method) -> bool:
    """Whether the sign is words, so that their having been said is what lights it."""
    return not indicator.sighting or any(fnmatchcase(indicator.key, pattern) for pattern in method.speech)


def _why_silent(claim: Claim, item: Evidence | None, day: date, known: date, context: Context) -> str:
    if claim.id in context.rulings.rejected_claims:
        return "rejected by a decision"
    if item is None or not item.matches:
        return "speaks of no indicator"
    if not item.relevant:
        return f"does not bear on the question: {item.relevance_reason}"
    if all(match.lit == 0 for match in item.matches):
        return "mentions an indicator without saying that it is or is not there"
    if (known - day).days > context.method.numbers["memory_days"]:
        return "speaks of what happened more than a year before"
    return ""


def _reports_of(claim: Claim, item: Evidence, indicators: Mapping[str, Indicator], context: Context) -> list[Report]:
    made = []
    for match, weight in zip(item.matches, RANK_WEIGHTS, strict=False):
        indicator = indicators.get(match.indicator)
        if indicator is None or match.lit == 0:
            continue
        speech = is_speech(indicator, context.method)
        if not (item.sighting or speech):
            continue
        hedges = () if speech else _hedges(claim)
        score = min(1.0, max(0.0, match.score)) * weight
        push = _push(indicator, match.lit)
        made.append(
            Report(
                claim.id,
                claim.document_id,
                indicator.key,
                date.min,
                date.min,
                1 if match.lit > 0 else -1,
                score,
                (),
                hedges,
                "",
                "",
                push,
            )
        )
    return made


def _push(indicator: Indicator, lit: int) -> str:
    """What saying so pushes toward, for the motive: the sign's usual effect, turned round where it is denied."""
    positive = (indicator.effect != "away") == (lit > 0)
    if indicator.hypothesis == "compliance":
        return "obeys" if positive else "refuses"
    return "toward" if positive else "away"


def _hedges(claim: Claim) -> tuple[str, ...]:
    hedges = []
    if claim.certainty in ("probable", "possible"):
        hedges.append(str(claim.certainty))
    if claim.verification != "none":
        hedges.append(str(claim.verification))
    if claim.stance in LOOSE_STANCES:
        hedges.append("stance")
    return tuple(hedges)


def _chain(
    claim: Claim, document: Document, context: Context, sources: dict[str, GradedSource]
) -> tuple[ChainLink, ...]:
    """From the origin outwards; the outlet last. In the article's own voice the outlet is the origin."""
    if not claim.chain:
        writer = grade_writer(document, context.grades, context.rulings)
        sources.setdefault(writer.key, writer)
        return (ChainLink(writer.key, False, "none"),)
    links = []
    for place, attribution in enumerate(reversed(claim.chain)):
        graded = grade_source(attribution.source, context.question, context.grades, context.rulings)
        sources.setdefault(graded.key, graded)
        links.append(ChainLink(graded.key, place > 0, graded.relation))
    outlet = grade_outlet(document, context.grades, context.rulings)
    sources.setdefault(outlet.key, outlet)
    return (*links, ChainLink(outlet.key, True, "none"))


def _heard(chain: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    """The chain of a sign that is words: whoever spoke has spoken; only those who pass it on can err."""
    return chain[1:] if len(chain) > 1 else chain


def _interest(chain: tuple[ChainLink, ...], sources: Mapping[str, GradedSource], document: Document) -> str:
    origin = sources[chain[0].source]
    if origin.relation == "none":
        return f"outlet {document.publisher or document.id}"
    return origin.side if origin.relation == "other-state" else origin.relation


def _origins(claims: Sequence[Claim], linkage: Linkage) -> dict[str, str]:
    """One key for all claims that go back to one root: joined by linkage, or said by one named source."""
    parent: dict[str, str] = {claim.id: claim.id for claim in claims}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    groups = [origin.claim_ids for origin in linkage.roots]
    groups += [origin.claim_ids for incident in linkage.incidents for origin in incident.origins]
    by_source: dict[str, list[str]] = {}
    for claim in claims:
        by_source.setdefault(_source_key(claim), []).append(claim.id)
    for group in (*groups, *by_source.values()):
        known = [key for key in group if key in parent]
        for key in known[1:]:
            first, second = sorted((find(known[0]), find(key)))
            parent[second] = first
    return {key: find(key) for key in parent}


def _source_key(claim: Claim) -> str:
    """Who speaks in the end; unnamed ones and the writer are kept apart by document."""
    origin = claim.origin
    if origin is None:
        return f"{claim.document_id} own voice"
    if origin.type in ("unnamed", "public", "witness", "soldier", "private-person"):
        return f"{claim.document_id} {' '.join(origin.name.casefold().split())}"
    return origin.name.casefold()
