"""Contradictions and tensions between claims, by the rules of `conflict_rules`."""

from __future__ import annotations

from tocsin.link.conflict_finding import Finding
from tocsin.link.conflict_rules import rules_for
from tocsin.link.lexicon import Lexicon
from tocsin.link.statement import Statement
from tocsin.model.link import Link


def contradiction(a: Statement, b: Statement, lexicon: Lexicon) -> Link | None:
    """The link between two conflicting claims, with all reasons; the strongest rule decides the relation."""
    findings = conflicts(a, b, lexicon)
    if not findings:
        return None
    best = max(findings, key=lambda item: (item.relation == "contradicts", item.weight))
    reasons = tuple(dict.fromkeys(item.reason for item in (best, *findings)))
    first, second = sorted((a.claim.id, b.claim.id))
    return Link(first, second, best.relation, round(best.weight, 3), reasons)


def conflicts(a: Statement, b: Statement, lexicon: Lexicon) -> list[Finding]:
    """What every rule finds, both ways round."""
    found = [rule(x, y, lexicon) for x, y in ((a, b), (b, a)) for rule in rules_for(x, y, lexicon)]
    return [finding for finding in found if finding]
