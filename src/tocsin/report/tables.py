"""Rows for tables, CSV and JSONL: one function a table, all masked, the same columns in every row.

Build the context with `make_context(..., everything=True)`, so that documents that don't count are in the tables.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from tocsin.model.claim import Claim
from tocsin.report import words
from tocsin.report.claims_jsonl import row as claim_row
from tocsin.report.context import Context, citation_label, publication_words
from tocsin.report.quoting import LONGEST, capped
from tocsin.report.speakers import source_rows as graded_sources
from tocsin.report.vocabulary import load_wording

Row = dict[str, Any]
# A cell that opens with one of these is a formula to spreadsheet programs (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def claim_rows(context: Context) -> list[Row]:
    """Claims for people: who, what, when, and what it lights."""
    return [_claim(context, claim) for claim in _in_order(context)]


def claim_objects(context: Context, *, longest: int | None = None) -> list[Row]:
    """Claims for programs, in the annotated articles' format."""
    return [
        claim_row(
            claim,
            context.documents[claim.document_id],
            context.evidence.get(claim.id),
            context.masker,
            incident=context.incidents[claim.id].id if claim.id in context.incidents else "",
            longest=longest,
        )
        for claim in _in_order(context)
    ]


def source_rows(context: Context) -> list[Row]:
    """Sources with kind, side, grade, and how often they speak."""
    return [
        {
            "source": row.name,
            "kind": row.type,
            "side": row.side,
            "grade": row.grade,
            "claims": row.claims,
            "articles": row.documents,
            "origins": row.origins,
            "why": row.why,
        }
        for row in graded_sources(context)
    ]


def incident_rows(context: Context) -> list[Row]:
    """Incidents with their origins and articles, those with most origins first."""
    rows = []
    for incident in context.linkage.incidents:
        head = context.claims[incident.head]
        articles = {context.claims[claim_id].document_id for claim_id in incident.claim_ids}
        rows.append(
            {
                "id": incident.id,
                "what": _quote(context, head),
                "when": words.days(head.when) if head.when else "",
                "claims": len(incident.claim_ids),
                "articles": len(articles),
                "origins": len(incident.origins),
                "from": words.joined([context.mask(origin.label) for origin in incident.origins]),
                "why": context.mask("; ".join(incident.reasons)),
            }
        )
    return sorted(rows, key=lambda row: (-row["origins"], -row["claims"], row["id"]))


def conflict_rows(context: Context) -> list[Row]:
    """Contradictions first, then tensions, both sides in their own words."""
    links = [link for link in context.linkage.links if link.relation in ("contradicts", "tension")]
    return [
        {
            "relation": "contradiction" if link.relation == "contradicts" else "tension",
            "a": _quote(context, context.claims[link.a]),
            "a_says": _who(context, context.claims[link.a]),
            "a_in": _where(context, context.claims[link.a]),
            "b": _quote(context, context.claims[link.b]),
            "b_says": _who(context, context.claims[link.b]),
            "b_in": _where(context, context.claims[link.b]),
            "why": context.mask("; ".join(link.reasons)),
            "a_id": link.a,
            "b_id": link.b,
        }
        for link in sorted(links, key=lambda link: (link.relation != "contradicts", -link.weight, link.a, link.b))
        if link.a in context.claims and link.b in context.claims
    ]


def indicator_rows(context: Context) -> list[Row]:
    """Every indicator of the template with its last state and the claims that speak of it."""
    claims: dict[str, list[str]] = {}
    for claim_id, evidence in context.evidence.items():
        for match in evidence.matches if evidence.relevant else ():
            claims.setdefault(match.indicator, []).append(claim_id)
    steps = {step.key: step.log_odds for step in context.judgement.steps}
    rows = []
    for indicator in context.template.indicators:
        cells = [cell for cell in context.judgement.cells if cell.indicator == indicator.key and cell.claim_ids]
        last = max(cells, key=lambda cell: cell.start, default=None)
        rows.append(
            {
                "indicator": indicator.key,
                "name": indicator.name,
                "points": indicator.effect,
                "state": load_wording().state[last.state][0] if last else "no report",
                "window": words.stretch(last.start, last.end) if last else "",
                "claims": len(claims.get(indicator.key, ())),
                "origins": last.origins if last else 0,
                "log_odds": round(steps.get(indicator.key, 0.0), 3),
            }
        )
    return rows


def document_rows(context: Context) -> list[Row]:
    """Documents with their dates, how they are known, and whether they count."""
    counted = set(context.judgement.counted)
    why = {item.document_id: item.reason for item in context.judgement.left_out}
    return [
        {
            "number": context.numbers[document.id],
            "document": context.masker.label(document.name),
            "publisher": document.publisher or "",
            "title": context.mask(" ".join((document.title or "").split()), document.id),
            "published": publication_words(document),
            "basis": load_wording().date_basis[document.publication.basis],
            "counts": document.id in counted,
            "why": context.mask(why.get(document.id, ""), document.id),
            "sha256": document.text_sha256,
        }
        for document in sorted(context.documents.values(), key=lambda document: context.numbers[document.id])
    ]


def csv_text(rows: Sequence[Row]) -> str:
    """Rows as CSV (RFC 4180) in which no cell can act as a formula."""
    if not rows:
        return ""
    target = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([[neutral(row.get(name)) for name in names] for row in rows])
    return target.getvalue()


def neutral(value: object) -> object:
    """A cell's value; text that a spreadsheet would run gets an apostrophe before it. Numbers stay numbers."""
    if value is None or isinstance(value, (bool, int, float)):
        return "" if value is None else value
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _claim(context: Context, claim: Claim) -> Row:
    evidence = context.evidence.get(claim.id)
    return {
        "id": claim.id,
        "document": context.masker.label(context.documents[claim.document_id].name),
        "who": _who(context, claim),
        "stance": claim.stance,
        "claim": _quote(context, claim),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "kind": claim.kind,
        "when": claim.when.iso() if claim.when else "",
        "indicators": [match.indicator for match in evidence.matches] if evidence else [],
        "direction": evidence.direction if evidence else "",
        "counts": context.relevant(claim.id) and claim.document_id in context.judgement.counted,
    }


def _who(context: Context, claim: Claim) -> str:
    """The chain from the writer's source outwards: `Radio Svitanak < Polesia Channel`."""
    names = [context.mask(link.source.name, claim.document_id) for link in claim.chain]
    return " < ".join(names) or "the writer"


def _quote(context: Context, claim: Claim) -> str:
    return capped(context.mask(context.text(claim), claim.document_id), LONGEST)


def _where(context: Context, claim: Claim) -> str:
    document = context.documents[claim.document_id]
    return context.mask(f"[{context.numbers[document.id]}] {citation_label(document)}", document.id)


def _in_order(context: Context) -> list[Claim]:
    return sorted(
        context.claims.values(),
        key=lambda claim: (context.numbers[claim.document_id], claim.content.start, claim.content.end, claim.id),
    )
