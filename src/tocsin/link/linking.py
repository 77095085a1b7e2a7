"""Linking: the stage's one function. See the modules beside it for each step."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from tocsin.link.candidates import conflict_pairs, embed, same_claim_pairs
from tocsin.link.clusters import Pair, cluster
from tocsin.link.contradictions import find_contradictions
from tocsin.link.derivation import find_derivations
from tocsin.link.entities import resolve
from tocsin.link.incidents import build_incidents
from tocsin.link.lexicon import Lexicon, load_lexicon
from tocsin.link.mentions import collect
from tocsin.link.origins import Grounds, copy_roots
from tocsin.link.reuse import copies, find_reuse
from tocsin.link.roots import find_roots
from tocsin.link.rulings import Rulings, rulings_on_links
from tocsin.link.same_claim import Comparison, compare
from tocsin.link.series import find_series
from tocsin.link.statement import Statement
from tocsin.link.statements import read_statements
from tocsin.link.updates import find_updates
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.link import Link, Reuse
from tocsin.model.linkage import Linkage
from tocsin.model.ports import Embedder, Vectors
from tocsin.model.settings import LinkSettings
from tocsin.text.gazetteer import load_gazetteer


def link(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    embedder: Embedder,
    settings: LinkSettings,
) -> Linkage:
    """Link one case: entities, reused text, incidents with their origins, relations, roots and series.

    The result depends on what is given, never on its order. Claims of documents that are not given are left out.
    """
    documents = sorted(documents, key=lambda document: document.id)
    known = {document.id for document in documents}
    claims = sorted((claim for claim in claims if claim.document_id in known), key=lambda claim: claim.id)
    lexicon, gazetteer = load_lexicon(), load_gazetteer()
    reuse = find_reuse(documents)
    copied = copies(documents, reuse, settings.near_duplicate)
    statements = read_statements(documents, claims, lexicon, gazetteer)
    vectors = embed(statements, embedder, gazetteer)
    rulings = rulings_on_links(decisions, documents, claims)
    groups, scored = _incident_groups(statements, vectors, lexicon, rulings, settings)
    resolution = resolve(documents, collect(documents, claims, gazetteer), decisions, settings.same_entity)
    grounds = Grounds({d.id: d for d in documents}, resolution.entity_of, copy_roots(copied), _by_document(reuse))
    incidents = build_incidents(statements, groups, scored, grounds)
    pairs = tuple(conflict_pairs(statements, vectors, lexicon))
    relations = (
        *_same_links(statements, groups, scored),
        *find_contradictions(statements, pairs, lexicon),
        *find_updates(statements, pairs, lexicon),
        *find_derivations(statements, incidents, reuse, grounds),
        *copied,
    )
    return Linkage(
        links=tuple(sorted(rulings.applied(relations), key=lambda item: (item.relation, item.a, item.b))),
        incidents=incidents,
        entities=resolution.entities,
        roots=find_roots(statements, incidents, grounds),
        reuse=reuse,
        series=find_series(statements),
    )


def _incident_groups(
    statements: Sequence[Statement],
    vectors: Vectors,
    lexicon: Lexicon,
    rulings: Rulings,
    settings: LinkSettings,
) -> tuple[tuple[tuple[int, ...], ...], Mapping[Pair, Comparison]]:
    scored = {
        (i, j): compare(statements[i], statements[j], similarity, lexicon)
        for i, j, similarity in same_claim_pairs(statements, vectors)
    }
    ids = [statement.claim.id for statement in statements]
    threshold = math.log(settings.same_claim / (1 - settings.same_claim))
    groups = cluster(ids, scored, threshold, _comparer(statements, vectors, lexicon), rulings.pairs(ids))
    return groups, scored


def _comparer(
    statements: Sequence[Statement], vectors: Vectors, lexicon: Lexicon
) -> Callable[[int, int], Comparison]:
    def compare_indices(i: int, j: int) -> Comparison:
        return compare(statements[i], statements[j], float(vectors[i] @ vectors[j]), lexicon)

    return compare_indices


def _same_links(
    statements: Sequence[Statement], groups: Sequence[Sequence[int]], scored: Mapping[Pair, Comparison]
) -> tuple[Link, ...]:
    """The scored pairs within one incident, with what speaks for them."""
    incident_of = {index: number for number, group in enumerate(groups) for index in group}
    found = []
    for (i, j), comparison in scored.items():
        if incident_of[i] == incident_of[j] and comparison.log_odds > 0:
            a, b = sorted((statements[i].claim.id, statements[j].claim.id))
            found.append(Link(a, b, "same", round(comparison.log_odds, 3), comparison.reasons))
    return tuple(found)


def _by_document(reuse: Sequence[Reuse]) -> dict[str, tuple[Reuse, ...]]:
    held: dict[str, list[Reuse]] = defaultdict(list)
    for item in reuse:
        held[item.a].append(item)
        held[item.b].append(item)
    return {key: tuple(items) for key, items in held.items()}
