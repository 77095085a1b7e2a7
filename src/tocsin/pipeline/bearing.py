"""Large cases: only the documents with a claim that bears on the question are held, linked and judged.

What does not bear on a question can neither light an indicator nor stand behind an answer. In a case of millions of
claims everything else is left where it lies: each document's claims are matched once, and what they tell is kept by
row. Numbers of documents that count nothing are therefore not in such an answer; the answer itself is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import DocumentEvidence
from tocsin.pipeline.rulings import anchored, effective, on_claims, on_document
from tocsin.pipeline.study import Corpus
from tocsin.store.interface import CaseStore

if TYPE_CHECKING:
    from tocsin.assess.matching_model import Matcher

# Claims above which a case is large.
LARGE = 50_000
# Documents matched in one go.
AT_ONCE = 100


def is_large(store: CaseStore) -> bool:
    """Whether a case has so many claims that they are not to be held at once."""
    return store.counts().claims > LARGE


def bearing_corpus(store: CaseStore, key: str, load_matcher: Callable[[], Matcher]) -> Corpus:
    """The documents of a case that bear on a question, whole, as ruled; `key` is that of their evidence.

    What was not matched yet is matched, and the matcher loaded only if there is any.
    """
    decisions = effective(store.decisions())
    in_force = store.in_force()
    waiting = store.unmatched(key)
    matcher = load_matcher() if waiting else None
    for start in range(0, len(waiting), AT_ONCE):
        assert matcher is not None
        part = waiting[start : start + AT_ONCE]
        store.put_evidence(key, [_told(store, name, in_force[name], decisions, matcher) for name in part])
    documents: list[Document] = []
    extracted: list[Claim] = []
    for told in store.bearing(key):
        stored = store.document(told.document_id)
        ruled = on_document(stored, decisions) if stored is not None else None
        if ruled is not None:
            documents.append(ruled)
            extracted += store.claims(ruled.id, in_force[ruled.id]) or ()
    claims = on_claims(documents, tuple(extracted), decisions)
    return Corpus(tuple(documents), claims, tuple(extracted), anchored(documents, claims, decisions))


def _told(store: CaseStore, name: str, key: str, decisions: Sequence[Decision], matcher: Matcher) -> DocumentEvidence:
    """What one document's claims tell."""
    from tocsin.assess.matching import match

    stored = store.document(name)
    ruled = on_document(stored, decisions) if stored is not None else None
    if ruled is None:
        return DocumentEvidence(name, key, ())
    claims = on_claims([ruled], store.claims(name, key) or (), decisions)
    return DocumentEvidence(name, key, match([ruled], claims, matcher))
