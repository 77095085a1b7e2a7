"""Incidents anew where something has changed: clusters of the cells, their origins, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tocsin.link.case import Case
from tocsin.link.cells import Cells
from tocsin.link.clusters import cluster
from tocsin.link.derivation import derivations
from tocsin.link.growing_documents import reuse_by_document
from tocsin.link.growing_names import speakers
from tocsin.link.incidents import age, build_incident
from tocsin.link.kinship import kin_pairs
from tocsin.link.origins import Grounds
from tocsin.link.roots import roots_of_incident
from tocsin.link.same_claim import SAME_WORDS, Comparison
from tocsin.link.statement import Statement
from tocsin.link.windows import IdPair, id_pair
from tocsin.model.link import Link


def grounds_of(case: Case, documents: Iterable[str]) -> Grounds:
    """What the claims of some documents rest on: their texts, sources, copies and copied passages."""
    keys = sorted(set(documents))
    return Grounds(
        dict(case.rows("document", keys)),
        speakers(case, keys),
        dict(case.rows("copy-root", keys)),
        reuse_by_document(case, keys),
    )


def regroup_nodes(case: Case, found: Cells) -> set[str]:
    """Cluster the cells; the names of the clusters that are new or changed. A cluster is named by its first node."""
    before = set(case.rows("cluster-of", found.touched).values())
    fresh: dict[str, tuple[str, ...]] = {}
    for cell in found.cells:
        inside = set(cell)
        edges = {
            (a, b): log_odds
            for a in cell
            for b, log_odds in case.row("edges", a, {}).items()
            if a < b and b in inside
        }
        apart = {id_pair(a, b) for a in cell for b in case.row("apart", a, ())}
        for group in cluster(cell, edges, case.compare, apart):
            fresh[group[0]] = group
    changed = {name for name, group in fresh.items() if case.row("cluster", name) != group}
    gone = sorted(before - set(fresh))
    _drop_incidents(case, gone)
    case.drop("cluster", gone)
    case.put("cluster", fresh)
    case.put("cluster-of", {node: name for name, group in fresh.items() for node in group})
    return changed


def _drop_incidents(case: Case, clusters: Sequence[str]) -> None:
    incidents = sorted(case.rows("incident-at", clusters).values())
    case.drop("incident", incidents)
    case.drop("of-incident", incidents)
    case.drop("incident-at", clusters)


def write_incidents(case: Case, clusters: Iterable[str]) -> None:
    """Build the incidents of clusters, with their links and roots."""
    names = sorted(clusters)
    _drop_incidents(case, names)
    for name in names:
        nodes: Sequence[str] = case.row("cluster", name)
        claims = [claim for node in nodes for claim in case.index.members("claims", node)]
        statements = sorted(case.rows("statement", claims).values(), key=in_text)
        grounds = grounds_of(case, {statement.claim.document_id for statement in statements})
        links = same_links(case, statements, case.rows("node-of", claims))
        kin = kin_pairs([statement.claim for statement in statements], grounds.documents, grounds.copied)
        incident = build_incident(statements, links, kin, grounds)
        by_id = {statement.claim.id: statement for statement in statements}
        case.put("incident", {incident.id: incident})
        case.put("incident-at", {name: incident.id})
        case.put("incident-of", dict.fromkeys(incident.claim_ids, incident.id))
        derived = derivations(kin, grounds)
        roots = roots_of_incident(incident, by_id, grounds)
        case.put("of-incident", {incident.id: ((*links, *derived), roots)})


def same_links(case: Case, members: Sequence[Statement], node_of: Mapping[str, str]) -> tuple[Link, ...]:
    """Each claim but the earliest with the earlier one of the incident that it most surely repeats, and why."""
    ordered = sorted(members, key=age)
    first_of: dict[str, str] = {}
    found = []
    for statement in ordered:
        claim, node = statement.claim.id, node_of[statement.claim.id]
        if node in first_of:
            best, other = Comparison(SAME_WORDS, ("the same words",)), first_of[node]
        elif first_of:
            partner = _closest(case, node, first_of)
            best, other = case.compare(node, partner), first_of[partner]
        else:
            first_of[node] = claim
            continue
        first_of.setdefault(node, claim)
        a, b = sorted((claim, other))
        found.append(Link(a, b, "same", round(best.log_odds, 3), best.reasons))
    return tuple(found)


def _closest(case: Case, node: str, others: Iterable[str]) -> str:
    """The node among some that has the strongest edge to this one; where none has, the first of them."""
    edges: Mapping[str, float] = case.row("edges", node, {})
    near = [(-edges[other], other) for other in others if edges.get(other, 0.0) > 0.0]
    return min(near)[1] if near else min(others, key=lambda other: (-edges.get(other, 0.0), other))


def in_text(statement: Statement) -> tuple[str, int, int, str]:
    """The order of claims in a case: by document and place."""
    claim = statement.claim
    return (claim.document_id, claim.content.start, claim.content.end, claim.id)


def clusters_of(case: Case, documents: Iterable[str]) -> set[str]:
    """The clusters that hold a claim of these documents."""
    claims = [claim for key in sorted(documents) for claim in case.row("claims-of", key, ())]
    nodes = set(case.rows("node-of", claims).values())
    return set(case.rows("cluster-of", nodes).values())


def clusters_shared(case: Case, pairs: Iterable[IdPair]) -> set[str]:
    """The clusters that hold claims of both documents of any of these pairs."""
    wanted = sorted(pairs)
    of = {key: clusters_of(case, [key]) for key in {key for pair in wanted for key in pair}}
    return {cluster for a, b in wanted for cluster in of[a] & of[b]}
