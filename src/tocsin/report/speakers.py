"""Who says what: the sources with their grades, and the trees from a proposition to its origins to the articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.model.incident import Incident
from tocsin.model.judgement import SourceGrade
from tocsin.report import words
from tocsin.report.context import Context, citation_label
from tocsin.report.nouns import SourceRow, SourceTree, TreeOrigin
from tocsin.report.points import Candidate
from tocsin.report.vocabulary import load_wording

MOST_TREES = 4


def source_rows(context: Context) -> tuple[SourceRow, ...]:
    """Every graded source, those with most origins and claims first, the writers' own voices last."""
    origins = _origins_by_source(context)
    rows = [_row(context, grade, origins) for grade in context.judgement.grades if _named(grade.name)]
    return tuple(sorted(rows, key=lambda row: (row.type == "writer", -row.origins, -row.claims, row.name)))


def source_trees(context: Context, chosen: Sequence[Candidate]) -> tuple[SourceTree, ...]:
    """Trees for the key points that more than one article or origin carries; else for the first ones."""
    several = [
        item for item in chosen if len(_articles(context, item.incident)) > 1 or len(item.incident.origins) > 1
    ]
    return tuple(_tree(context, item) for item in (several or list(chosen))[:MOST_TREES])


def side_words(side: str) -> str:
    """A side's key in words: `belarus-opposition` → `Belarus, opposition`; "" for none."""
    if side in ("none", ""):
        return ""
    state, _, camp = side.partition("-opposition")
    shown = " ".join(part.capitalize() if len(part) > 2 else part.upper() for part in state.split("-"))
    return f"{shown}, opposition" if camp or side.endswith("-opposition") else shown


def _named(name: str) -> bool:
    return bool(name.strip()) and name.strip().lower() not in load_wording().pronouns


def _row(context: Context, grade: SourceGrade, origins: dict[str, set[str]]) -> SourceRow:
    name = context.voice(grade.name)
    # A masked person is of the kind that the mask tells, whatever extraction took him for.
    masked = re.match(r"\[(.+) [A-Z]+\]", name)
    return SourceRow(
        name=words.capital(name),
        type=masked[1] if masked else load_wording().source_type.get(grade.type, grade.type),
        side=side_words(grade.side),
        grade=grade.grade,
        claims=grade.claims,
        documents=grade.documents,
        origins=len(origins.get(grade.name, ())),
        why="; ".join(context.mask(reason).rstrip(".") for reason in grade.reasons),
    )


def _origins_by_source(context: Context) -> dict[str, set[str]]:
    """For each source the independent origins that its claims go back to."""
    found: dict[str, set[str]] = {}
    for incident in context.linkage.incidents:
        for origin in incident.origins:
            for claim_id in origin.claim_ids:
                for link in context.claims[claim_id].chain:
                    found.setdefault(link.source.name, set()).add(origin.label or origin.id)
    return found


def _articles(context: Context, incident: Incident) -> set[str]:
    return {context.claims[claim_id].document_id for claim_id in incident.claim_ids}


def _tree(context: Context, candidate: Candidate) -> SourceTree:
    return SourceTree(
        title=context.indicator_name(candidate.indicator),
        quote=candidate.statement.quotation.text,
        origins=tuple(
            TreeOrigin(
                label=words.capital(context.voice(origin.label)),
                stated=origin.stated,
                documents=tuple(
                    context.mask(f"[{context.numbers[document_id]}] {citation_label(context.documents[document_id])}")
                    for document_id in sorted(origin.document_ids, key=lambda key: context.numbers.get(key, 0))
                    if document_id in context.documents
                ),
            )
            for origin in candidate.incident.origins
        ),
    )
