"""What the analysts' decisions change in the numbers. Decisions always win over defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.errors import OptionError
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document

NUMBERS = ("prior", "coverage")


@dataclass(frozen=True, slots=True)
class Rulings:
    """Grades and reliabilities by source name, rejected claims and documents by id, numbers by name, and best guesses
    of likelihoods by indicator and stage."""

    grades: Mapping[str, Decision] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    rejected_claims: frozenset[str] = frozenset()
    rejected_documents: frozenset[str] = frozenset()
    likelihoods: Mapping[tuple[str, str], float] = field(default_factory=dict)


def read_rulings(decisions: Sequence[Decision], documents: Sequence[Document], claims: Sequence[Claim]) -> Rulings:
    """The rulings in force: for each subject, target and field the latest one, unless it was undone."""
    latest: dict[tuple[str, str, str], Decision] = {}
    for decision in sorted(decisions, key=lambda item: item.id):
        latest[decision.subject, decision.target, decision.field] = decision
    standing = [decision for decision in latest.values() if decision.ruling != "undo"]
    grades = {d.target: d for d in standing if d.subject == "source" and d.field in ("grade", "reliability")}
    numbers = {d.target: _number(d) for d in standing if d.subject == "number" and d.target in NUMBERS}
    seen = {(d.target, d.field): _number(d) for d in standing if d.subject == "indicator" and d.ruling == "set"}
    documents_out = {d.target for d in standing if d.subject == "document" and d.ruling == "reject"}
    spans_out = {d.target for d in standing if d.subject == "claim" and d.ruling == "reject"}
    text = {document.id: document.text_sha256 for document in documents}
    claims_out = {claim.id for claim in claims if _target(claim, text) in spans_out or claim.id in spans_out}
    return Rulings(grades, numbers, frozenset(claims_out), frozenset(documents_out), seen)


def _target(claim: Claim, text: Mapping[str, str]) -> str:
    return f"{text.get(claim.document_id, '')}:{claim.content.start}-{claim.content.end}"


def _number(decision: Decision) -> float:
    try:
        value = float(decision.value)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise OptionError(
            "a decision sets a number that is no probability",
            value=decision.value,
            place=f"decision {decision.id} on {decision.target}",
            remedy="set it to a number from 0 to 1",
        )
    return value
