"""Who says what: the sources with their grades, and the trees from a proposition to its origins to the articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.model.incident import Incident
from tocsin.model.judgement import SourceGrade
from tocsin.model.source import PRIVATE_TYPES
from tocsin.report import words
from tocsin.report.context import Context, citation_label
from tocsin.report.descriptions import personal
from tocsin.report.naming import nameless, with_article
from tocsin.report.nouns import SourceRow, SourceTree, TreeOrigin
from tocsin.report.points import Candidate
from tocsin.report.vocabulary import load_wording

MOST_TREES = 4


def source_rows(context: Context) -> tuple[SourceRow, ...]:
    """Every source that has a name, those with most origins and claims first, the writers' own voices last.

    Spellings of one name are one row; claims are counted wherever the source stands in a chain, because handing on
    is speaking too.
    """
    grades: dict[str, list[SourceGrade]] = {}
    for grade in context.judgement.grades:
        if _named(grade.name):
            grades.setdefault(context.canonical(grade.name), []).append(grade)
    heard = _heard(context)
    rows = [_row(context, name, same, heard.get(name)) for name, same in grades.items()]
    return tuple(sorted(rows, key=_rank))


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


def _rank(row: SourceRow) -> tuple[bool, bool, int, int, str]:
    return (row.type == "writer", nameless(row.name), -row.origins, -row.claims, row.name)


def _named(name: str) -> bool:
    bare = name.strip().lower()
    return bool(bare) and bare not in load_wording().pronouns


@dataclass(slots=True)
class _Heard:
    """What goes back to or through one source."""

    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)


def _heard(context: Context) -> dict[str, _Heard]:
    found: dict[str, _Heard] = {}
    origin_of = {
        claim_id: origin.label or origin.id
        for incident in context.linkage.incidents
        for origin in incident.origins
        for claim_id in origin.claim_ids
    }
    for claim in context.claims.values():
        for link in claim.chain:
            heard = found.setdefault(context.canonical(link.source.name), _Heard())
            heard.claims.add(claim.id)
            heard.documents.add(claim.document_id)
            heard.origins.add(origin_of.get(claim.id, claim.id))
    return found


def _row(context: Context, canonical: str, grades: list[SourceGrade], heard: _Heard | None) -> SourceRow:
    grade = max(grades, key=lambda item: (item.claims, item.name))
    name = re.sub(r"^(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur) ", "", context.voice(canonical))
    described = with_article(context, name)
    name = described if described.startswith(("a ", "an ")) else name
    return SourceRow(
        name=words.capital(name),
        type=_type_words(context, name, grade.type),
        side=side_words(grade.side),
        grade=grade.grade,
        claims=len(heard.claims) if heard else sum(item.claims for item in grades),
        documents=len(heard.documents) if heard else max(item.documents for item in grades),
        origins=len(heard.origins) if heard else 1,
        why="; ".join(context.mask(reason).rstrip(".") for reason in grade.reasons),
    )


def _type_words(context: Context, name: str, kind: str) -> str:
    # A masked person is of the kind that the mask tells, and one who is not masked is not private, whatever
    # extraction took either for.
    masked = re.match(r"\[(.+) [A-Z]+\]", name)
    if masked:
        return masked[1]
    if context.masker.masking and kind in PRIVATE_TYPES and personal(name):
        return "public figure"
    return load_wording().source_type.get(kind, kind)


def _articles(context: Context, incident: Incident) -> set[str]:
    return {context.claims[claim_id].document_id for claim_id in incident.claim_ids}


def _tree(context: Context, candidate: Candidate) -> SourceTree:
    made = candidate.statement
    return SourceTree(
        title=context.indicator_name(candidate.indicator),
        words=f"“{made.quotation.text}”" if made.whole else made.sentence.text,
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
