"""Contradictions and tensions, both sides in their own words."""

from __future__ import annotations

from tocsin.model.link import Link
from tocsin.pipeline.rulings import claim_target
from tocsin.report.desk.claims import claim_brief, document_brief, quote
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.sight import Row, Sight

SORTS = ("weight", "when")


def conflict_row(sight: Sight, link: Link) -> Row:
    """One pair, under the names of the CLI's table."""
    a, b = sight.desk.claims[link.a], sight.desk.claims[link.b]
    targets = {claim_target(sight.desk.documents[claim.document_id], claim) for claim in (a, b)}
    return {
        "key": f"{link.a}~{link.b}",
        "relation": "contradiction" if link.relation == "contradicts" else "tension",
        "a": quote(sight, a),
        "a_says": sight.who(a),
        "a_in": _where(sight, a.document_id),
        "b": quote(sight, b),
        "b_says": sight.who(b),
        "b_in": _where(sight, b.document_id),
        "why": sight.mask("; ".join(link.reasons)),
        "a_id": link.a,
        "b_id": link.b,
        "weight": round(link.weight, 3),
        "a_claim": claim_brief(sight, a),
        "b_claim": claim_brief(sight, b),
        "bears": sight.desk.relevant(link.a) or sight.desk.relevant(link.b),
        "decisions": [
            decision_row(sight, each)
            for each in sight.desk.corpus.decisions
            if each.subject == "link" and set(each.target.split("~")) == targets
        ],
    }


def conflicts(sight: Sight, relation: str, relevant: bool | None, sort: str) -> list[Link]:
    """The pairs that count on the day: contradictions first, then the surest."""
    found = [
        link
        for link in sight.desk.linkage.links
        if link.relation in ("contradicts", "tension") and _wanted(sight, link, relation, relevant)
    ]
    if sort.removeprefix("-") == "when":
        return sorted(found, key=lambda link: (_day(sight, link), link.a, link.b), reverse=sort.startswith("-"))
    return sorted(found, key=lambda link: (link.relation != "contradicts", -link.weight, link.a, link.b))


def _wanted(sight: Sight, link: Link, relation: str, relevant: bool | None) -> bool:
    a, b = sight.desk.claims.get(link.a), sight.desk.claims.get(link.b)
    if a is None or b is None or not (sight.counts(a) and sight.counts(b)):
        return False
    if relation and (relation == "contradiction") != (link.relation == "contradicts"):
        return False
    bears = sight.desk.relevant(link.a) or sight.desk.relevant(link.b)
    return relevant is None or bears == relevant


def _day(sight: Sight, link: Link) -> str:
    days = [sight.desk.known.get(sight.desk.claims[key].document_id) for key in (link.a, link.b)]
    return str(max(day for day in days if day is not None))


def _where(sight: Sight, document_id: str) -> str:
    brief = document_brief(sight, document_id)
    label = ", ".join(part for part in (brief["publisher"], brief["published"]) if part)
    return f"[{brief['number']}] {label}".strip()
