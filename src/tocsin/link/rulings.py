"""Rulings on links: human decisions that two claims are one, are not, or do not conflict. They always win."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.link.clusters import Pair
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.link import Link


@dataclass(frozen=True)
class Rulings:
    """The last ruling on each pair of claims, as sorted pairs of claim ids."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]
    rejected: frozenset[tuple[str, str]]

    def pairs(self, ids: Sequence[str]) -> dict[Pair, bool]:
        """Index pairs that are ruled one (True) or two (False)."""
        at = {claim_id: index for index, claim_id in enumerate(ids)}
        ruled = [(pair, True) for pair in self.same] + [(pair, False) for pair in self.different]
        found = {}
        for (a, b), one in ruled:
            if a in at and b in at:
                found[min(at[a], at[b]), max(at[a], at[b])] = one
        return found

    def applied(self, links: Iterable[Link]) -> list[Link]:
        """The links that no ruling rejects; what is ruled one does not contradict itself."""
        kept = []
        for link in links:
            pair = (min(link.a, link.b), max(link.a, link.b))
            ruled_out = link.relation in ("contradicts", "tension") and pair in self.same
            if pair not in self.rejected and not ruled_out:
                kept.append(link)
        return kept


def rulings_on_links(
    decisions: Sequence[Decision], documents: Sequence[Document], claims: Sequence[Claim]
) -> Rulings:
    """Read the decisions whose target is two claims, `sha:start-end~sha:start-end`; the last one on a pair counts.

    A decision names words, not ids, so it holds for every copy of the text and outlives re-extraction.
    """
    digest = {document.id: document.text_sha256 for document in documents}
    named: dict[str, list[str]] = {}
    for claim in claims:
        key = f"{digest[claim.document_id]}:{claim.content.start}-{claim.content.end}"
        named.setdefault(key, []).append(claim.id)
    latest: dict[tuple[str, str], str] = {}
    for decision in sorted(decisions, key=lambda item: item.id):
        first, tilde, second = decision.target.partition("~")
        if decision.subject == "link" and tilde:
            for a in named.get(first, ()):
                for b in named.get(second, ()):
                    if a != b:
                        latest[min(a, b), max(a, b)] = decision.ruling

    def ruled(ruling: str) -> frozenset[tuple[str, str]]:
        return frozenset(pair for pair, held in latest.items() if held == ruling)

    return Rulings(ruled("same"), ruled("different"), ruled("reject"))
