"""Growing: new documents come into a linked case, and only what they touch is linked anew.

Everything that linking works out is a pure function of few rows (two statements, one article, one component of names,
one cell of nodes), and each is worked out again just where one of its rows has changed. The outcome depends on the
documents, claims and decisions alone: linking from scratch, or in any portions and order, gives the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tocsin.errors import CaseError
from tocsin.link.case import Case
from tocsin.link.cells import regroup
from tocsin.link.clusters import FORCED
from tocsin.link.entities import rulings_on_names
from tocsin.link.growing_claims import add_nodes, add_relations, write_edges
from tocsin.link.growing_documents import add_documents
from tocsin.link.growing_incidents import clusters_of, clusters_shared, regroup_nodes, write_incidents
from tocsin.link.growing_names import add_names
from tocsin.link.growing_roots import write_roots, write_series
from tocsin.link.lexicon import load_lexicon
from tocsin.link.mentions import collect
from tocsin.link.rulings import LinkRuling, claims_meant, ruled_pairs, rulings_on_links, targets
from tocsin.link.statements import read_statements
from tocsin.link.windows import IdPair
from tocsin.model.claim import Claim
from tocsin.model.codec import digest
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.ports import Embedder, LinkIndex
from tocsin.model.settings import LinkSettings
from tocsin.text.gazetteer import load_gazetteer


def grow(
    index: LinkIndex,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    embedder: Embedder,
    settings: LinkSettings,
) -> None:
    """Link new documents with all their claims into an index.

    Raises CaseError where a document is there already, or where the decisions on links and names are not those that
    the index was begun with: such a change calls for a new index (see `outdated`).
    """
    case = Case(index, embedder, settings, load_lexicon(), load_gazetteer())
    new = sorted(documents, key=lambda document: document.id)
    if outdated(index, decisions) or index.get("document", [document.id for document in new]):
        raise CaseError(
            "the index was begun with other decisions, or has a document already",
            value=", ".join(document.name for document in new[:3]),
            remedy="link the case anew into an empty index",
        )
    index.put("meta", {"decisions": _key(decisions)})
    held = _by_document(new, claims)
    moved, parted = add_documents(case, new)
    mentions = {document.id: collect(document, held[document.id], case.gazetteer) for document in new}
    moved |= add_names(case, new, mentions, rulings_on_names(decisions))
    rulings = rulings_on_links(decisions)
    ruled = _meant(case, new, held, rulings)
    statements = [
        statement
        for document in new
        for statement in read_statements(document, held[document.id], case.lexicon, case.gazetteer)
    ]
    by_document: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        by_document[statement.claim.document_id].append(statement.claim.id)
    case.put("claims-of", {document.id: tuple(by_document[document.id]) for document in new})
    touched = add_nodes(case, statements, ruled)
    touched |= _force(case, rulings)
    add_relations(case, statements)
    changed = regroup_nodes(case, regroup(index, touched))
    changed |= set(case.rows("cluster-of", touched).values())
    moved |= {document.id for document in new}
    write_incidents(case, changed | clusters_of(case, moved) | clusters_shared(case, parted))
    write_roots(case, moved)
    write_series(case, statements)


def outdated(index: LinkIndex, decisions: Sequence[Decision]) -> bool:
    """Whether an index was begun with other decisions on links and names than these."""
    held = index.get("meta", ["decisions"])
    return bool(held) and held["decisions"] != _key(decisions)


def _key(decisions: Sequence[Decision]) -> str:
    """A digest of the decisions that linking heeds."""
    return digest(tuple(d for d in decisions if d.subject in ("link", "entity", "source")))


def _by_document(documents: Sequence[Document], claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    held: dict[str, list[Claim]] = {document.id: [] for document in documents}
    for claim in sorted(claims, key=lambda claim: claim.id):
        if claim.document_id in held:
            held[claim.document_id].append(claim)
    return held


def _meant(
    case: Case, documents: Sequence[Document], claims: dict[str, list[Claim]], rulings: Sequence[LinkRuling]
) -> frozenset[str]:
    """The new claims that a ruling means, which are kept by the stretch that it names."""
    wanted = targets(rulings)
    found: set[str] = set()
    for document in documents:
        for target in wanted.get(document.text_sha256, ()):
            meant = claims_meant(target, claims[document.id])
            case.index.enter("ruled", [(target, claim, claim) for claim in meant])
            found.update(meant)
    return frozenset(found)


def _force(case: Case, rulings: Sequence[LinkRuling]) -> set[str]:
    """Put the rulings on pairs of claims into force; the nodes that they concern."""
    stretches = {target for ruling in rulings for target in (ruling.first, ruling.second)}
    pairs = ruled_pairs(rulings, {target: case.index.members("ruled", target) for target in sorted(stretches)})
    case.put("ruling", {"~".join(pair): ruling for pair, ruling in pairs.items()})
    nodes = case.rows("node-of", {claim for pair in pairs for claim in pair})
    joined: dict[IdPair, float] = {}
    parted: list[IdPair] = []
    for (a, b), ruling in pairs.items():
        x, y = sorted((nodes[a], nodes[b]))
        if ruling == "same":
            joined[x, y] = FORCED
        elif ruling == "different":
            parted.append((x, y))
            case.put("apart", {key: tuple(sorted({*case.row("apart", key, ()), x, y} - {key})) for key in (x, y)})
    write_edges(case, joined, parted)
    return {node for pair in (*joined, *parted) for node in pair}
