"""Contradictions and tensions between claims, by the rules of `conflict_rules`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.link.conflict_finding import Finding
from tocsin.link.conflict_rules import RULES
from tocsin.link.lexicon import Lexicon
from tocsin.link.statement import Statement
from tocsin.model.link import Link


def find_contradictions(
    statements: Sequence[Statement], pairs: Iterable[tuple[int, int]], lexicon: Lexicon
) -> tuple[Link, ...]:
    """One link for each conflicting pair, with all reasons; the strongest rule decides the relation."""
    links = []
    for i, j in pairs:
        a, b = statements[i], statements[j]
        findings = conflicts(a, b, lexicon)
        if findings:
            best = max(findings, key=lambda item: (item.relation == "contradicts", item.weight))
            reasons = tuple(dict.fromkeys(item.reason for item in (best, *findings)))
            first, second = sorted((a.claim.id, b.claim.id))
            links.append(Link(first, second, best.relation, round(best.weight, 3), reasons))
    return tuple(sorted(links, key=lambda link: (link.a, link.b)))


def conflicts(a: Statement, b: Statement, lexicon: Lexicon) -> list[Finding]:
    """What every rule finds, both ways round."""
    found = [rule(x, y, lexicon) for x, y in ((a, b), (b, a)) for rule in RULES]
    return [finding for finding in found if finding]
