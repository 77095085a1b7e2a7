"""Claims as the desk shows them: the CLI's own object, with what it rests on and what was ruled on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.evidence import Evidence
from tocsin.model.link import Link
from tocsin.pipeline.opposed import opposed
from tocsin.pipeline.rulings import claim_target
from tocsin.report.claims_jsonl import row as claim_row
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.quoting import LONGEST, capped


def claim_object(sight: Sight, claim: Claim) -> Row:
    """One claim with everything but its links."""
    desk = sight.desk
    document = desk.documents[claim.document_id]
    evidence = desk.evidence.get(claim.id)
    made = claim_row(claim, document, evidence, sight.masker, incident=desk.incident_of.get(claim.id, ""))
    rulings = desk.rulings.get(claim.id, ())
    for source, link in zip(made["sources"], claim.chain, strict=True):
        source["cue"] = _words(sight, claim, link.cue.start, link.cue.end) if link.cue else None
        source["grade"] = grade_of(sight, link.source.name)
        source["entity"] = entity_id(sight, link.source.name)
    for number, quantity in zip(made["numbers"], claim.numbers, strict=True):
        number["base"] = sight.mask(quantity.base, claim.document_id)
    return {
        **made,
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "participants": [
            {
                **_words(sight, claim, each.span.start, each.span.end),
                "name": sight.mask(each.name, claim.document_id),
                "kind": each.kind,
                "role": each.role,
                "pronoun": each.pronoun,
                "entity": entity_id(sight, each.name),
            }
            for each in claim.participants
        ],
        "places": [
            {
                **_words(sight, claim, each.span.start, each.span.end),
                "name": each.name,
                "country": each.country,
                "latitude": each.latitude,
                "longitude": each.longitude,
            }
            for each in claim.places
        ],
        "quoted": claim.quoted,
        "confidence": dict(claim.confidence),
        "who": sight.who(claim),
        "target": claim_target(document, claim),
        "evidence": evidence_object(sight, evidence) if evidence else None,
        "counts": sight.counts(claim),
        "weight": round(sight.weight.get(claim.id, 0.0), 4),
        "state": claim_state(claim, rulings),
        "decisions": [decision_row(sight, each) for each in rulings],
        "last_decision": max((each.id for each in rulings), default=0),
        "conflicts": [[each.id for each in group] for group in opposed(rulings)],
    }


def claim_with_document(sight: Sight, claim: Claim) -> Row:
    """A claim for a list: with its document."""
    return {**claim_object(sight, claim), "document": document_brief(sight, claim.document_id)}


def claim_detail(sight: Sight, claim: Claim, every: Sequence[Decision]) -> Row:
    """A claim with its links, its weight in the answer, and every decision on it. `every` are all decisions, undone
    ones included."""
    touching = {decision.id for decision in sight.desk.rulings.get(claim.id, ())}
    undoing = {decision.target for decision in every if decision.ruling == "undo"}
    target = claim_target(sight.desk.documents[claim.document_id], claim)
    history = [each for each in every if each.id in touching or (each.subject == "claim" and each.target == target)]
    history += [each for each in every if each.ruling == "undo" and each.target in {str(old.id) for old in history}]
    influence = _influence(sight, claim)
    return {
        **claim_with_document(sight, claim),
        "links": [_link(sight, claim, link) for link in sight.desk.links_of.get(claim.id, ())],
        "influence": influence,
        "history": [
            decision_row(sight, each, in_force=each.ruling != "undo" and str(each.id) not in undoing)
            for each in sorted({each.id: each for each in history}.values(), key=lambda each: each.id)
        ],
    }


def claim_brief(sight: Sight, claim: Claim) -> Row:
    """A claim in a line."""
    return {
        "id": claim.id,
        "document_id": claim.document_id,
        "text": quote(sight, claim),
        "who": sight.who(claim),
        "stance": claim.stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "kind": claim.kind,
        "when": claim.when.iso() if claim.when else None,
        "start": claim.content.start,
        "end": claim.content.end,
        "incident": sight.desk.incident_of.get(claim.id),
        "relevant": sight.desk.relevant(claim.id),
        "document": document_brief(sight, claim.document_id),
    }


def claim_briefs(sight: Sight, ids: Iterable[str], most: int = 200) -> list[Row]:
    """Claims in a line each, at most so many; those that were ruled out are left out."""
    found = (sight.desk.claims.get(key) for key in ids)
    return [
        claim_brief(sight, claim) for claim, _ in zip((each for each in found if each), range(most), strict=False)
    ]


def document_brief(sight: Sight, key: str) -> Row:
    """A document as a claim names it."""
    document = sight.desk.documents[key]
    return {
        "id": key,
        "number": sight.numbers[key],
        "name": sight.masker.label(document.name),
        "title": sight.mask(" ".join((document.title or "").split()), key),
        "publisher": sight.mask(document.publisher or "", key),
        "published": published(document.publication.interval.iso()),
    }


def published(iso: str) -> str | None:
    """A day of publication; None where nothing is known."""
    return None if iso == "../.." else iso


def quote(sight: Sight, claim: Claim, longest: int = LONGEST) -> str:
    """The claim's words, masked and capped."""
    return capped(sight.mask(sight.desk.words(claim), claim.document_id), longest)


def evidence_object(sight: Sight, evidence: Evidence) -> Row:
    """What the claim tells about the question."""
    return {
        "relevant": evidence.relevant,
        "relevance_reason": sight.mask(evidence.relevance_reason),
        "direction": evidence.direction,
        "sighting": evidence.sighting,
        "reasons": [sight.mask(reason) for reason in evidence.reasons],
        "matches": [
            {
                "indicator": match.indicator,
                "name": sight.indicator_name(match.indicator),
                "score": round(match.score, 4),
                "lit": match.lit,
                "reasons": [sight.mask(reason) for reason in match.reasons],
            }
            for match in evidence.matches
        ],
    }


def grade_of(sight: Sight, name: str) -> str | None:
    """The grade of a source on the day, where an answer was worked out."""
    if sight.judgement is None:
        return None
    grades: dict[str, str] | None = sight.memo.get("grades")
    if grades is None:
        found = reversed(sight.judgement.grades)  # of several the first one holds
        grades = sight.memo["grades"] = {grade.name: grade.grade for grade in found}
    return grades.get(name)


def entity_id(sight: Sight, name: str) -> str | None:
    """The id of the entity that goes by the name."""
    found = sight.desk.entity(name)
    return found.id if found else None


def claim_state(claim: Claim, rulings: Sequence[Decision]) -> str:
    """Whether people looked at it: machine, accepted, changed, added or contested."""
    if opposed(rulings):
        return "contested"
    kinds = {decision.ruling for decision in rulings}
    if "add" in kinds or claim.extractor == "by hand":
        return "added"
    if kinds & {"set", "split", "merge"}:
        return "changed"
    return "accepted" if "accept" in kinds else "machine"


def _words(sight: Sight, claim: Claim, start: int, end: int) -> Row:
    text = sight.desk.documents[claim.document_id].text[start:end]
    return {"start": start, "end": end, "text": sight.mask(text, claim.document_id)}


def _link(sight: Sight, claim: Claim, link: Link) -> Row:
    other = link.b if link.a == claim.id else link.a
    found = sight.desk.claims.get(other)
    directed = link.relation in ("updates", "derives-from")
    return {
        "relation": link.relation,
        "other": claim_brief(sight, found) if found else None,
        "later": (link.b == claim.id) if directed else None,
        "weight": round(link.weight, 3),
        "reasons": [sight.mask(reason) for reason in link.reasons],
    }


def _influence(sight: Sight, claim: Claim) -> Row | None:
    judgement = sight.judgement
    parts = chain(judgement.steps) if judgement else iter(())
    steps = [step for step in parts if claim.id in step.claim_ids]
    if not steps:
        return None
    return {
        "weight": round(sight.weight.get(claim.id, 0.0), 4),
        "steps": [{"key": step.key, "label": sight.mask(step.label), "log_odds": step.log_odds} for step in steps],
    }
